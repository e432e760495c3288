"""Everything the graph says, prepared once: things with their facts, inverses, names and the claims behind each fact.

The pages and exports read from here, so that no request has to ask the store. Claims and passages (nine tenths of the
graph) are folded into the facts that they ground::

    things = read_things(store)
    toolwiel = things.get("instrument", "toolwiel")
    for fact in toolwiel.facts(KG + "addresses"):
        fact.value.value, fact.claims[0].basis      # ".../id/problem/...", "stated"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.memory import one
from kg.namespaces import DCT, ID, KG, PROLOGUE, PROV, RDF, RDFS, SKOS, shorten, split_address
from kg.stemming import folded
from kg.store import Store, Term, full_rows

_TYPE, _DERIVED = RDF + "type", PROV + "wasDerivedFrom"
# What gives a thing its name, the best first.
_NAMES = (SKOS + "prefLabel", RDFS + "label", DCT + "title")
_FACTS = """SELECT ?s ?p ?o WHERE {
  ?s ?p ?o
  MINUS { ?s a kg:Claim }
  MINUS { ?s a kg:Passage }
}"""
_CLAIMS = """SELECT ?claim ?s ?p ?o ?basis ?strength ?rank WHERE {
  ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; kg:basis/skos:notation ?basis .
  OPTIONAL { ?claim rdf:object ?o }
  OPTIONAL { ?claim kg:strength/skos:notation ?strength }
  OPTIONAL { ?claim kg:rank ?rank }
}"""
_REASONS = "SELECT ?assertion ?reason WHERE { ?assertion a kg:Claim ; kg:reason ?reason }"
_GROUNDS = "SELECT ?assertion ?passage WHERE { ?assertion prov:wasDerivedFrom ?passage }"
_NO_REASON: dict[str, str] = {}
_PASSAGES = """SELECT ?passage ?source ?number ?section ?notation ?title ?start ?end WHERE {
  ?passage a kg:Passage ; oa:hasSource ?source ; kg:section ?section ; oa:start ?start ; oa:end ?end .
  ?source dct:identifier ?number . ?section skos:notation ?notation ; dct:title ?title .
}"""


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


def read_things(store: Store) -> Things:
    """Everything that a store says, read once; sorted here, for stores differ in their order and in their speed."""
    passages = _passages(store)
    grounds: dict[str, list[Passage]] = defaultdict(list)
    for assertion, passage in full_rows(store, _GROUNDS):
        if passage.value in passages:
            grounds[assertion.value].append(passages[passage.value])
    for places in grounds.values():
        places.sort(key=lambda place: (place.number, place.start, place.end, place.iri))
    claims = _claims(store, grounds)

    things: dict[str, Thing] = {}
    for subject, predicate, value in full_rows(store, _FACTS):
        thing = _thing(things, subject.value)
        if predicate.value == _TYPE:
            thing.types = (*thing.types, value.value)
            continue
        if predicate.value == _DERIVED:
            continue
        key = predicate.value
        grounded = claims.get((subject.value, key, value), ()) + claims.get((subject.value, key, None), ())
        thing.outgoing.setdefault(key, []).append(Fact(key, one(value), grounded))
    things = {iri: things[iri] for iri in sorted(things)}
    for iri, thing in things.items():
        thing.passages = tuple(grounds.get(iri, ()))
        thing.types = tuple(sorted(thing.types))
        # New lists, which are as long as they have to be: most have one fact.
        thing.outgoing = {
            predicate: sorted(thing.outgoing[predicate], key=_place) for predicate in sorted(thing.outgoing)
        }
        _name(thing)
    _add_mentions(things)
    return Things(things, passages)


def _passages(store: Store) -> dict[str, Passage]:
    return {
        iri.value: Passage(
            iri.value,
            source.value,
            number.value,
            section.value,
            notation.value,
            title.value,
            int(start.value),
            int(end.value),
        )
        for iri, source, number, section, notation, title, start, end in full_rows(store, _PASSAGES)
    }


def _claims(store: Store, grounds: dict[str, list[Passage]]) -> dict[tuple[str, str, Term | None], tuple[Claim, ...]]:
    """Subject, predicate and object (``None`` for every object) -> the claims about it."""
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for assertion, reason in full_rows(store, _REASONS):
        reasons[assertion.value][reason.lang] = reason.value
    found: dict[tuple[str, str, Term | None], tuple[Claim, ...]] = defaultdict(tuple)
    for iri, subject, predicate, value, basis, strength, rank in store.rows(PROLOGUE + _CLAIMS):
        if not (iri and subject and predicate and basis):
            continue
        claim = Claim(
            iri.value,
            basis.value,
            dict(sorted(reasons[iri.value].items())) if iri.value in reasons else _NO_REASON,
            tuple(grounds.get(iri.value, ())),
            strength.value if strength else "",
            int(rank.value) if rank else 0,
        )
        found[subject.value, predicate.value, value] += (claim,)
    return {about: tuple(sorted(claims, key=_address)) for about, claims in found.items()}


def _thing(things: dict[str, Thing], iri: str) -> Thing:
    thing = things.get(iri)
    if thing is None:
        kind, slug, part = split_address(iri) or ("", "", "")
        thing = things[iri] = Thing(iri, kind, slug, part)
    return thing


def _name(thing: Thing) -> None:
    for predicate in _NAMES:
        for fact in thing.outgoing.get(predicate, ()):
            thing.names.setdefault(fact.value.lang, fact.value.value)
        if thing.names:
            return


def _add_mentions(things: dict[str, Thing]) -> None:
    """The inverse of every fact that points to a known thing."""
    for thing in list(things.values()):
        for predicate, facts in thing.outgoing.items():
            for fact in facts:
                if fact.value.kind == "iri" and fact.value.value in things:
                    things[fact.value.value].mentions.append(Mention(predicate, thing.iri, fact.claims))
    for thing in things.values():
        thing.mentions = sorted(thing.mentions, key=lambda mention: (mention.predicate, mention.subject))


def _address(claim: Claim) -> str:
    return claim.iri


def _place(fact: Fact) -> tuple[str, str, str]:
    return fact.value.lang, fact.value.kind, fact.value.value
