"""Places in the source texts: find words, say where they stand, and find the places again in another edition.

A place is a section, a start and an end (Python string offsets in the UTF-8 text, the end not included) and the
SHA-256 of the text between them; the text itself stays in the source (Web Annotation, section 4.2.5).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from kg.errors import Code, KgError, did_you_mean
from kg.facts import Fact, iri, text
from kg.namespaces import DCT, ID, KG, OA, RDF, SKOS, XSD
from kg.turtlefile import read_text

_INTEGER = XSD + "integer"
# Words longer than this are no passage but a text; a pattern of them would be slow.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a source: its address, number, title and place."""

    iri: str
    notation: str
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A source as the graph describes it.

    :param identifier: its code, such as ``001``.
    :param file_name: name of its text in the folder of sources.
    :param sections: its sections, in the order of the text.
    """

    iri: str
    identifier: str
    file_name: str
    sections: tuple[Section, ...]

    def section_of(self, start: int) -> Section | None:
        """The innermost section that a place lies in."""
        around = [section for section in self.sections if section.start <= start < section.end]
        return min(around, key=lambda section: (section.end - section.start, -section.start), default=None)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source."""

    source: Source
    section: Section
    start: int
    end: int
    sha256: str

    @property
    def iri(self) -> str:
        """Address of the passage."""
        return f"{ID}passage/{self.source.identifier}-{self.start}-{self.end}"

    def facts(self) -> list[Fact]:
        """The passage as facts.

        .. code-block:: turtle

            passage:001-12-40 a kg:Passage ;
              oa:hasSource source:impactanalyse-voor-npuls ; oa:start 12 ; oa:end 40 ;
              kg:section source:impactanalyse-voor-npuls\\#voorwerk ; kg:sha256 "2e8b…" .
        """
        return [
            Fact(self.iri, RDF + "type", iri(KG + "Passage")),
            Fact(self.iri, OA + "hasSource", iri(self.source.iri)),
            Fact(self.iri, OA + "start", text(str(self.start), datatype=_INTEGER)),
            Fact(self.iri, OA + "end", text(str(self.end), datatype=_INTEGER)),
            Fact(self.iri, KG + "section", iri(self.section.iri)),
            Fact(self.iri, KG + "sha256", text(self.sha256, datatype=XSD + "string")),
        ]


def sources(facts: Iterable[Fact]) -> list[Source]:
    """The sources that the graph describes, with their sections."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in facts:
        if fact.subject.startswith(f"{ID}source/"):
            said[fact.subject].setdefault(fact.predicate, fact.object.value)
    sections: dict[str, list[Section]] = defaultdict(list)
    for subject, values in said.items():
        if values.get(RDF + "type") == KG + "Section":
            place = int(values[OA + "start"]), int(values[OA + "end"])
            section = Section(subject, values[SKOS + "notation"], values.get(DCT + "title", ""), *place)
            sections[subject.partition("#")[0]].append(section)
    return [
        Source(
            subject,
            values[DCT + "identifier"],
            values[KG + "fileName"],
            tuple(sorted(sections[subject], key=lambda section: (section.start, -section.end))),
        )
        for subject, values in sorted(said.items())
        if values.get(RDF + "type") == KG + "Source"
    ]


def source_named(known: Iterable[Source], name: str) -> Source:
    """The source that a person names by code, slug or file name, with or without its folder.

    A file whose name begins with the code, such as ``001_new.txt``, is an edition of that source.

    :raises KgError: ``not-found`` with close names.
    """
    listed = list(known)
    asked = Path(name).name
    for source in listed:
        if asked in {source.identifier, source.file_name, source.iri.rpartition("/")[2]}:
            return source
    for source in listed:
        if re.match(rf"{re.escape(source.identifier)}\D", asked):
            return source
    names = [source.identifier for source in listed] + [source.file_name for source in listed]
    dutch = (f"De bron {name} is er niet.", f"Bekend zijn: {', '.join(source.identifier for source in listed)}.")
    hint = did_you_mean(name, names)
    raise KgError(Code.NOT_FOUND, f"There is no source {name!r}.", where="FILE", hint=hint, dutch=dutch)


def source_text(source: Source, folder: Path) -> str:
    """The text of a source.

    :param folder: the folder of source texts.
    :raises KgError: ``unreadable`` if it is not there.
    """
    path = folder / source.file_name
    if path.parent != folder or not path.is_file():
        raise KgError(
            Code.UNREADABLE,
            f"The source {source.file_name} is not in this folder.",
            where=str(folder),
            hint="Give the folder with the source texts: --sources, or KG_SOURCES.",
            dutch=(
                f"De bron {source.file_name} staat niet in deze map.",
                "Noem de map met bronteksten: --sources, of KG_SOURCES.",
            ),
        )
    return read_text(path)


def occurrences(whole: str, words: str) -> list[tuple[int, int]]:
    """Start and end of each place where words stand, whatever the case, spaces and line breaks between them.

    Where nothing is found so, words broken off at a line end (with a hyphen) count too.

    :raises KgError: ``usage`` if there are no words, or far too many.
    """
    parts = words.split()
    if not parts or len(words) > LONGEST:
        raise KgError(
            Code.USAGE,
            "Give the words to find." if not parts else f"These are more than {LONGEST} characters.",
            where="WORDS",
            hint="Give a few words as the source has them, between quotes.",
            dutch=(
                "Geef de woorden die u zoekt." if not parts else f"Dit zijn meer dan {LONGEST} tekens.",
                "Geef een paar woorden zoals de bron ze heeft, tussen aanhalingstekens.",
            ),
        )
    plain = r"\s+".join(re.escape(part) for part in parts)
    found = [match.span() for match in re.finditer(plain, whole, re.IGNORECASE)]
    if found:
        return found
    broken = r"\s+".join(r"(?:-\s*\n\s*)?".join(re.escape(character) for character in part) for part in parts)
    return [match.span() for match in re.finditer(broken, whole, re.IGNORECASE)]


def place(source: Source, whole: str, start: int, end: int) -> Place:
    """The place with these offsets.

    :raises KgError: ``usage`` if they do not lie in the text or in no section.
    """
    section = source.section_of(start)
    if not 0 <= start < end <= len(whole) or section is None:
        raise KgError(
            Code.USAGE,
            f"{start}-{end} is no place in {source.file_name}, which has {len(whole)} characters.",
            hint='`kg passage FILE "words"` finds the right numbers.',
            dutch=(
                f"{start}-{end} is geen plaats in {source.file_name}, dat {len(whole)} tekens heeft.",
                '`kg passage BRON "woorden"` vindt de goede getallen.',
            ),
        )
    return Place(source, section, start, end, hashlib.sha256(whole[start:end].encode()).hexdigest())


def find(source: Source, whole: str, words: str) -> list[Place]:
    """The places where words stand in a source; errors as :func:`occurrences`.

    :raises KgError: ``not-found`` if they stand nowhere.
    """
    found = [place(source, whole, *span) for span in occurrences(whole, words) if source.section_of(span[0])]
    if not found:
        raise KgError(
            Code.NOT_FOUND,
            f"These words do not stand in {source.file_name}.",
            where="WORDS",
            hint="Give fewer words, exactly as the source has them; case and line breaks do not matter.",
            dutch=(
                f"Deze woorden staan niet in {source.file_name}.",
                "Geef minder woorden, precies zoals de bron ze heeft; hoofdletters en regeleinden maken niet uit.",
            ),
        )
    return found


@dataclass(frozen=True)
class Rebased:
    """Offsets in one edition, and where the same text stands in another.

    :param moved: (start, end) before -> (start, end) after.
    :param lost: the places that could not be found, or not with certainty.
    """

    moved: dict[tuple[int, int], tuple[int, int]]
    lost: list[tuple[int, int]]


class Editions:
    """Two editions of one text.

    :param old: the edition that the offsets are of.
    :param new: the other.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._blocks = _equal_blocks(old, new)

    def rebase(self, places: Iterable[tuple[int, int]]) -> Rebased:
        """The places in the new edition: where the lines are the same, else where the same words stand as often."""
        moved, lost = {}, []
        for start, end in sorted(set(places)):
            found = self._span(start, end)
            if found:
                moved[start, end] = found
            else:
                lost.append((start, end))
        return Rebased(moved, lost)

    def offset(self, old: int) -> int | None:
        """Where a position stands in the new edition, if its line is the same there; the end stays the end."""
        if old == len(self._old):
            return len(self._new)
        for start, end, shift in self._blocks:
            if start <= old < end:
                return old + shift
        return None

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        first, last = self.offset(start), self.offset(end - 1)
        passage = self._old[start:end]
        if first is not None and last is not None and self._new[first : last + 1] == passage:
            return first, last + 1
        if len(passage) > LONGEST or not passage.strip():
            return None
        before, after = occurrences(self._old, passage), occurrences(self._new, passage)
        # The same words as often as before, in the same order: then the n-th is the n-th. Anything else is a guess.
        if len(before) == len(after) and (start, end) in before:
            return after[before.index((start, end))]
        return None


def _equal_blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Start and end in the old text of runs of lines that are the same in the new, and how far they moved."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_starts = [0, *accumulate(len(line) for line in old_lines)]
    new_starts = [0, *accumulate(len(line) for line in new_lines)]
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    return [
        (old_starts[block.a], old_starts[block.a + block.size], new_starts[block.b] - old_starts[block.a])
        for block in matcher.get_matching_blocks()
        if block.size
    ]
