"""Things with their facts, inverses and names, and the claims behind each fact, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.namespaces import ID, KG, SKOS, shorten
from kg.stemming import folded
from kg.store import Term


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source.

    :param source: address of the source.
    :param number: the source's number, such as ``001``.
    :param section: address of the section that it stands in.
    :param notation: the section's number or name, such as ``4.3/2`` or ``Tabel 5``.
    :param title: the section's heading.
    :param start: first character, counted from 0 in the source's text.
    :param end: the character behind the last.
    """

    iri: str
    source: str
    number: str
    section: str
    notation: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What a fact rests on.

    :param basis: ``stated``, ``inferred`` or ``curated``.
    :param reason: language -> why, or how it was concluded.
    :param passages: the places in the sources, in their order.
    :param strength: for help with a problem: ``central`` or ``partly``; else empty.
    :param rank: for help with a problem: the instrument's place, from 1; else 0.
    """

    iri: str
    basis: str
    reason: dict[str, str]
    passages: tuple[Passage, ...]
    strength: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with what it rests on.

    :param value: an IRI, or a literal with its language or datatype.
    :param claims: none for names of our own and for what a thing is made of.
    """

    predicate: str
    value: Term
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement of another thing about this one.

    :param subject: address of the other thing.
    :param claims: what the statement rests on.
    """

    predicate: str
    subject: str
    claims: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Thing:
    """One thing, or one part of a thing (a finding, a link, an observation...).

    :param kind: ``instrument``, ``problem``...; empty for what is not ours (terms, vocabularies).
    :param slug: name within its kind.
    :param part: behind ``#`` for a part kept in the file of a thing, else empty.
    :param types: its classes.
    :param names: language -> name; a name without language stands under an empty one.
    :param passages: of a finding, observation or position: what it rests on itself.
    :param outgoing: its facts by predicate.
    :param mentions: what other things say about it.
    """

    iri: str
    kind: str = ""
    slug: str = ""
    part: str = ""
    types: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    outgoing: dict[str, list[Fact]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def label(self, lang: str) -> str:
        """Its name: in this language, else in any, else its short address."""
        return self.names.get(lang) or next(iter(self.names.values()), "") or shorten(self.iri)

    def label_lang(self, lang: str) -> str:
        """The language in which :meth:`label` speaks, empty if it is no language."""
        return lang if lang in self.names else next(iter(self.names), "")

    def facts(self, predicate: str, lang: str = "") -> list[Fact]:
        """The facts with this predicate; with ``lang`` only literals of that language, or of none."""
        found = self.outgoing.get(predicate, [])
        return [fact for fact in found if fact.value.lang in {"", lang}] if lang else found

    def values(self, predicate: str) -> list[str]:
        """The values of this predicate as text: IRIs, or characters of literals."""
        return [fact.value.value for fact in self.outgoing.get(predicate, ())]

    def value(self, predicate: str, lang: str = "") -> str:
        """The first value of this predicate, in this language if given; else an empty text."""
        return next((fact.value.value for fact in self.facts(predicate, lang)), "")

    def about(self, predicate: str) -> list[str]:
        """The things that point here with this predicate."""
        return [mention.subject for mention in self.mentions if mention.predicate == predicate]

    @property
    def classes(self) -> set[str]:
        """Local names of its classes in our ontology, such as ``Instrument``."""
        return {iri[len(KG) :] for iri in self.types if iri.startswith(KG)}


class Things:
    """All things of a graph, by address.

    :param all: address -> thing.
    :param passages: address -> place in a source.
    """

    def __init__(self, all_things: dict[str, Thing], passages: dict[str, Passage]) -> None:
        self.all = all_things
        self.passages = passages
        kinds: dict[str, list[Thing]] = defaultdict(list)
        self._parts: dict[str, list[Thing]] = defaultdict(list)
        for thing in all_things.values():
            if thing.part and thing.types:
                self._parts[thing.iri.partition("#")[0]].append(thing)
            if thing.kind and not thing.part and thing.types:
                kinds[thing.kind].append(thing)
        # Kind -> its things, by Dutch name.
        self.kinds = {
            kind: sorted(kinds[kind], key=lambda thing: (folded(thing.label("nl")), thing.iri))
            for kind in sorted(kinds)
        }

    def get(self, kind: str, slug: str) -> Thing | None:
        """The thing with this kind and slug."""
        found = self.all.get(f"{ID}{kind}/{slug}")
        return found if found is not None and found.types else None

    def label(self, iri: str, lang: str) -> str:
        """The name of anything, its short address where the graph does not know it."""
        thing = self.all.get(iri)
        return thing.label(lang) if thing else shorten(iri)

    def sorted(self, iris: Iterable[str], lang: str) -> list[Thing]:
        """These things by name in a language; addresses that the graph does not know are left out."""
        found = (self.all[iri] for iri in dict.fromkeys(iris) if iri in self.all)
        return sorted(found, key=lambda thing: (folded(thing.label(lang)), thing.iri))

    def scheme(self, slug: str) -> list[Thing]:
        """The concepts of a scheme, in the scheme's own order where it has one, else by Dutch name."""
        order = KG + "order"
        concepts = self.all[f"{ID}scheme/{slug}"].about(SKOS + "inScheme") if f"{ID}scheme/{slug}" in self.all else []
        return sorted(
            (self.all[iri] for iri in concepts),
            key=lambda thing: (int(thing.value(order) or 0), folded(thing.label("nl")), thing.iri),
        )

    def parts(self, thing: Thing) -> list[Thing]:
        """The findings, links, observations and the like that are kept with a thing."""
        return self._parts.get(thing.iri, [])
