"""Mends that are safe: each follows from what the files say themselves, none is a guess.

* the canonical form (``kg fmt``);
* the language of a text that has none, where the other language is there, or where the same name has it elsewhere;
* the apostrophes and quotation marks of our own texts, as books print them;
* the other side of a look-alike link, which ``kg check`` wants on both sides, with the grounds of the first side (other
  links that hold both ways are said once; pages show them at both ends);
* the repaired address beside a printed one, where the graph knows one address that differs by hyphens alone.

What looks wrong in these ways but could be mended in more than one is left, and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Code, KgError
from kg.facts import Fact, iri, text
from kg.namespaces import DCT, KG, PROV, RDF, SKOS, XSD
from kg.records.draft import Draft
from kg.records.fields import Fields
from kg.records.graph import Graph
from kg.records.grounds import Grounds, claim, claims_of
from kg.turtlefile import formatted, write
from kg.typography import typographic
from kg.validation.garbage import uncollected

_LANGUAGES = ("nl", "en")
_LOOK_ALIKE = KG + "lookAlikeOf"
_LABELS = (SKOS + "prefLabel", SKOS + "altLabel")
# Names as a source prints them stay as they are.
_AS_PRINTED = {DCT + "title", SKOS + "altLabel"}
_NOTE = {
    "nl": "Verloren koppelteken hersteld naar een adres dat elders in de graaf staat; niet op het web getest.",
    "en": "Lost hyphen put back after an address that stands elsewhere in the graph; not tested on the web.",
}
_LEFT = {
    "language": {
        "nl": "“{value}” heeft geen taal, en niets zegt welke het is.",
        "en": "“{value}” has no language, and nothing says which it is.",
    },
    "one-way": {
        "nl": "De link naar {value} geldt twee kanten op, maar heeft geen claim om over te nemen.",
        "en": "The link to {value} holds both ways, but has no claim to take over.",
    },
    "link": {
        "nl": "“{value}” kan meer dan één bekend adres zijn.",
        "en": "“{value}” can be more than one known address.",
    },
    "form": {"nl": "{value}", "en": "{value}"},
}


@dataclass(frozen=True, slots=True, order=True)
class Left:
    """Something that is not mended, and why.

    :param where: the record or file.
    :param kind: which reason.
    :param value: the text or address that it is about.
    """

    where: str
    kind: str
    value: str

    def told(self, lang: str) -> str:
        """Why, in a language."""
        return _LEFT[self.kind][lang].format(value=self.value)


@dataclass(frozen=True)
class Mending:
    """All safe mends.

    :param draft: facts that come and go.
    :param forms: file -> its canonical text, for files where the form alone is wrong.
    :param left: what is not mended.
    """

    draft: Draft
    forms: dict[Path, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.draft.difference or self.forms)

    def write(self) -> list[Path]:
        """Write all of it; which files."""
        for path, told in self.forms.items():
            write(path, told)
        return sorted([*self.forms, *self.draft.write()])


@uncollected()
def mend(graph: Graph, paths: Iterable[Path] = ()) -> Mending:
    """The safe mends of the records in some files, or in all; nothing is written.

    :param paths: files and folders of the graph; none means all.
    :raises KgError: ``unreadable`` for broken Turtle, or a path that is not of the graph.
    """
    files = _files(graph, list(paths))
    facts = {fact for path in files for fact in graph.files[path]}
    found = _Mends(graph)
    found.languages(facts)
    found.apostrophes(facts)
    found.both_ways(facts)
    found.links(facts)
    draft = Draft(graph, frozenset(found.added), frozenset(found.removed))
    forms = {}
    for path in files:
        if path in draft.files:
            continue
        try:
            old, new = formatted(path)
        except KgError as error:
            found.left.add(Left(graph.product.relative(path), "form", f"{error.message} {error.hint}"))
            continue
        if old != new:
            forms[path] = new
    return Mending(draft, forms, sorted(found.left))


def _files(graph: Graph, paths: list[Path]) -> list[Path]:
    if not paths:
        return list(graph.files)
    known = {path.resolve(): path for path in graph.files}
    found = []
    for path in paths:
        asked = path.resolve()
        inside = [file for real, file in known.items() if real == asked or real.is_relative_to(asked)]
        if not inside:
            raise KgError(
                Code.UNREADABLE,
                "There is no file of the graph here.",
                where=str(path),
                hint="Give a file or folder in ontology/ or data/.",
                dutch=("Hier is geen bestand van de graaf.", "Noem een bestand of map in ontology/ of data/."),
            )
        found += inside
    return sorted(set(found))


class _Mends:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.added: set[Fact] = set()
        self.removed: set[Fact] = set()
        self.left: set[Left] = set()

    # Languages

    def languages(self, facts: Iterable[Fact]) -> None:
        """Texts that should be in nl or en and are not: nl-NL is nl; no language is what it can only be."""
        asked = self._asked_languages()
        known = self._known_languages()
        for fact in sorted(facts):
            allowed = asked.get(fact.predicate)
            if allowed is None or fact.object.kind != "literal" or fact.object.lang in allowed:
                continue
            lang = fact.object.lang.partition("-")[0].lower() if fact.object.lang else self._only_language(fact, known)
            if lang in allowed and not self._stands(fact, lang):
                self.removed.add(fact)
                self.added.add(fact._replace(object=text(fact.object.value, lang)))
            else:
                self.left.add(Left(fact.record, "language", fact.object.value))

    def _asked_languages(self) -> dict[str, tuple[str, ...]]:
        """Property -> the languages that its texts must be in, for properties of texts alone."""
        fields = Fields(self._graph)
        asked: dict[str, tuple[str, ...]] = {}
        for class_ in {known for classes in self._graph.classes.values() for known in classes}:
            for known in fields.of(class_):
                if known.langs and known.help and set(known.langs) >= set(_LANGUAGES) and known.least:
                    asked[known.predicate] = _LANGUAGES
        return asked

    def _known_languages(self) -> dict[str, set[str]]:
        """Name -> the languages in which something is called so."""
        known: dict[str, set[str]] = defaultdict(set)
        for fact in self._graph.facts:
            if fact.predicate in _LABELS and fact.object.lang in _LANGUAGES:
                known[fact.object.value].add(fact.object.lang)
        return known

    def _only_language(self, fact: Fact, known: dict[str, set[str]]) -> str:
        """The only language that a text can be in; empty if there is more than one, or none."""
        texts = self._graph.values(fact.subject, fact.predicate)
        there = {term.lang for term in texts if term.lang}
        missing = [lang for lang in _LANGUAGES if lang not in there]
        bare = [term for term in texts if not term.lang]
        if len(bare) == 1 and len(missing) == 1:
            return missing[0]
        told = known.get(fact.object.value, set())
        return next(iter(told)) if fact.predicate in _LABELS and len(told) == 1 else ""

    def _stands(self, fact: Fact, lang: str) -> bool:
        """Whether the property has a text in this language already, or has just got one."""
        there = {f.object for f in self.added if f[:2] == fact[:2]} | {
            term for term in self._graph.values(fact.subject, fact.predicate) if term != fact.object
        }
        return any(term.lang == lang for term in there)

    # Apostrophes

    def apostrophes(self, facts: Iterable[Fact]) -> None:
        """Our own texts with ’ and “ ”, and the claims about them with the same text."""
        for fact in sorted(facts):
            value = fact.object
            if value.kind != "literal" or value.lang not in _LANGUAGES or "'" not in value.value:
                continue
            about = fact.predicate
            if about == RDF + "object":
                about = next((term.value for term in self._graph.values(fact.subject, RDF + "predicate")), about)
            if about not in _AS_PRINTED:
                self.removed.add(fact)
                self.added.add(fact._replace(object=text(typographic(value.value), value.lang)))

    # Links that hold both ways

    def both_ways(self, facts: Iterable[Fact]) -> None:
        """The other side of each look-alike link, grounded as the first."""
        taken = set(self._graph.classes)
        for fact in sorted(facts):
            other = Fact(fact.object.value, fact.predicate, iri(fact.subject))
            if fact.predicate != _LOOK_ALIKE or other in self._graph.facts or fact.object.value not in taken:
                continue
            claims = claims_of(self._graph, fact)
            if not claims:
                self.left.add(Left(fact.record, "one-way", self._graph.label(fact.object.value, "nl")))
                continue
            self.added |= {other, *claim(other, self._grounds(claims[0]), taken)}

    def _grounds(self, node: str) -> Grounds:
        """What a claim rests on."""
        basis = self._graph.values(node, KG + "basis")
        return Grounds(
            basis[0].value.rpartition("/")[2] if basis else "",
            {term.lang: term.value for term in self._graph.values(node, KG + "reason")},
            tuple(term.value for term in self._graph.values(node, PROV + "wasDerivedFrom")),
        )

    # Links to the web

    def links(self, facts: Iterable[Fact]) -> None:
        """A repaired address for each printed one that lost hyphens which the graph's other addresses have."""
        known: dict[str, dict[str, str]] = defaultdict(dict)
        for fact in sorted(self._graph.facts):
            if fact.predicate in {KG + "printedUrl", KG + "repairedUrl"}:
                address = _bare(fact.object.value)
                known[address.replace("-", "")][address] = fact.object.value
        repaired = {fact.subject for fact in self._graph.facts if fact.predicate == KG + "repairedUrl"}
        for fact in sorted(facts):
            if fact.predicate != KG + "printedUrl" or fact.subject in repaired:
                continue
            printed = _bare(fact.object.value)
            longer = [whole for bare, whole in known[printed.replace("-", "")].items() if len(bare) > len(printed)]
            if len(longer) > 1:
                self.left.add(Left(fact.record, "link", fact.object.value))
            elif longer:
                address = longer[0] if longer[0].startswith("http") else f"https://{longer[0]}"
                self.added.add(Fact(fact.subject, KG + "repairedUrl", text(address, datatype=XSD + "anyURI")))
                self.added |= {Fact(fact.subject, KG + "repairNote", text(told, lang)) for lang, told in _NOTE.items()}


def _bare(address: str) -> str:
    """An address without what printing leaves out: https://, www. and the last slash."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
