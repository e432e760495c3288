"""A new edition of a source text: its passages and sections move to where the same words stand now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from kg.errors import Code, KgError
from kg.facts import Fact, iri, text
from kg.namespaces import KG, OA, XSD
from kg.passages import Editions, Place, Section, Source
from kg.records.draft import Draft
from kg.records.graph import Graph
from kg.store import Term

_INTEGER, _STRING = XSD + "integer", XSD + "string"


@dataclass(frozen=True)
class Rebasing:
    """What a new edition changes.

    :param draft: the change of the graph.
    :param moved: how many passages stand elsewhere now.
    :param kept: how many stand where they stood.
    :param lost: addresses of passages and sections that could not be found, or not with certainty; they stay as
        they are.
    """

    draft: Draft
    moved: int
    kept: int
    lost: list[str]


def rebase(graph: Graph, source: Source, old: str, new: str, file_name: str = "") -> Rebasing:
    """The change that a new edition of a source asks for.

    :param old: the text that the graph's offsets are of.
    :param new: the text of the new edition.
    :param file_name: the name of its file, where that is another.
    :raises KgError: ``usage`` if the old text is not the one that the graph describes.
    """
    known = {term.value for term in graph.values(source.iri, KG + "sha256")}
    if hashlib.sha256(old.encode()).hexdigest() not in known:
        raise KgError(
            Code.USAGE,
            f"The old text is not the edition of {source.file_name} that the graph describes: its sha256 differs.",
            hint="Give the text that `kg check --sources` agreed with, then the new one.",
            dutch=(
                f"De oude tekst is niet de uitgave van {source.file_name} die in de graaf beschreven staat.",
                "Noem eerst de tekst waar `kg check --sources` het mee eens was, dan de nieuwe.",
            ),
        )
    return _Rebase(graph, source, old, new).run(file_name or source.file_name)


class _Rebase:
    def __init__(self, graph: Graph, source: Source, old: str, new: str) -> None:
        self._graph = graph
        self._source = source
        self._old, self._new = old, new
        self._editions = Editions(old, new)
        self._added: set[Fact] = set()
        self._removed: set[Fact] = set()
        self._lost: list[str] = []

    def run(self, file_name: str) -> Rebasing:
        """All of it: source, sections, passages, and what points at them."""
        self._set(self._source.iri, KG + "fileName", text(file_name, datatype=_STRING))
        self._set(self._source.iri, KG + "length", text(str(len(self._new)), datatype=_INTEGER))
        checksum = hashlib.sha256(self._new.encode()).hexdigest()
        self._set(self._source.iri, KG + "sha256", text(checksum, datatype=_STRING))
        sections = {section.iri: self._section(section) for section in self._source.sections}
        passages = self._passages()
        found = self._editions.rebase(passages.values())
        moved = 0
        for address, span in passages.items():
            place = found.moved.get(span)
            if place is None:
                self._lost.append(address)
            elif place != span or self._new[slice(*place)] != self._old[slice(*span)]:
                moved += self._move(address, place, sections)
        lost = sorted(self._lost)
        draft = Draft(self._graph, frozenset(self._added - self._removed), frozenset(self._removed - self._added))
        return Rebasing(draft, moved, len(passages) - moved - sum("/passage/" in address for address in lost), lost)

    def _passages(self) -> dict[str, tuple[int, int]]:
        """Address -> start and end of each passage of this source."""
        found = {}
        for address in self._graph.members(KG + "Passage"):
            if iri(self._source.iri) in self._graph.values(address, OA + "hasSource"):
                start, end = (self._graph.values(address, OA + name)[0].value for name in ("start", "end"))
                found[address] = (int(start), int(end))
        return found

    def _section(self, section: Section) -> Section:
        """A section where it begins and ends now; as it was, and lost, where its first or last line is another."""
        start = self._editions.offset(section.start)
        end = self._editions.offset(section.end)
        if end is None:
            last = self._editions.offset(section.end - 1)
            end = None if last is None else last + 1
        if start is None or end is None:
            self._lost.append(section.iri)
            return section
        self._set(section.iri, OA + "start", text(str(start), datatype=_INTEGER))
        self._set(section.iri, OA + "end", text(str(end), datatype=_INTEGER))
        return Section(section.iri, section.notation, section.title, start, end)

    def _move(self, address: str, span: tuple[int, int], sections: dict[str, Section]) -> bool:
        """A passage gets the address of its new place; all that points at it points there.

        :returns: whether it moved: outside of every section it is lost.
        """
        now = Source(self._source.iri, self._source.identifier, self._source.file_name, tuple(sections.values()))
        section = now.section_of(span[0])
        if section is None:
            self._lost.append(address)
            return False
        digest = hashlib.sha256(self._new[slice(*span)].encode()).hexdigest()
        place = Place(now, section, *span, digest)
        self._removed |= set(self._graph.of(address))
        self._added |= set(place.facts())
        for fact in self._pointing.get(address, []):
            self._removed.add(fact)
            self._added.add(fact._replace(object=iri(place.iri)))
        return True

    @cached_property
    def _pointing(self) -> dict[str, list[Fact]]:
        """Passage -> the facts that point at it."""
        found: dict[str, list[Fact]] = {}
        for fact in self._graph.facts:
            if fact.object.kind == "iri" and "/id/passage/" in fact.object.value:
                found.setdefault(fact.object.value, []).append(fact)
        return found

    def _set(self, subject: str, predicate: str, value: Term) -> None:
        """One value in the place of another."""
        self._removed |= {Fact(subject, predicate, term) for term in self._graph.values(subject, predicate)}
        self._added.add(Fact(subject, predicate, value))
