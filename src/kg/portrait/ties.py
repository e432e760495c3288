"""Ties between a thing and others, from both sides: mappings, and all that points here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.namespaces import KG, QB, RDF, RDFS, SKOS, SYMMETRIC
from kg.stemming import folded
from kg.things import Claim, Thing, Things

MAPPINGS = {
    SKOS + name
    for name in ("closeMatch", "exactMatch", "relatedMatch", "broadMatch", "narrowMatch", "related", "broader")
}
# What a thing is made of, or where it is kept: told elsewhere on the page, or by the page itself.
STRUCTURE = {
    RDF + "type",
    RDFS + "label",
    KG + "basis",
    KG + "case",
    KG + "caseRole",
    KG + "dimension",
    KG + "findingType",
    KG + "followsPosition",
    KG + "instrument",
    KG + "link",
    KG + "order",
    KG + "position",
    KG + "respondents",
    QB + "dataSet",
    SKOS + "hasTopConcept",
    SKOS + "hiddenLabel",
    SKOS + "inScheme",
    SKOS + "prefLabel",
    SKOS + "topConceptOf",
}
# The order in which groups of tied things are told; other kinds follow by address.
_KINDS = (
    "instrument",
    "problem",
    "factor",
    "theme",
    "ingredient",
    "building-block",
    "phase",
    "programme",
    "organisation",
    "institution",
    "case",
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with another thing.

    :param other: the thing at the other end.
    :param claims: what the link rests on.
    """

    other: Thing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """All ties of one sort with things of one kind.

    :param predicate: the property.
    :param forward: whether this thing points to the others; false where they point here.
    :param ties: by the other's name.
    """

    predicate: str
    forward: bool
    ties: list[Tie]


@dataclass(frozen=True, slots=True)
class Kindred:
    """All ties with things of one kind.

    :param kind: such as ``instrument``.
    :param relations: by sort; one thing can stand in more than one.
    :param count: how many different things.
    """

    kind: str
    relations: list[Relation]
    count: int


def kindred(things: Things, thing: Thing, lang: str) -> list[Kindred]:
    """The things that this one is tied to, by kind: mappings from both sides, and all that point here.

    :param lang: the language by whose names they stand in order.
    """
    found: dict[str, dict[tuple[str, bool], dict[str, Tie]]] = defaultdict(lambda: defaultdict(dict))

    def add(other: Thing, predicate: str, forward: bool, claims: tuple[Claim, ...]) -> None:
        if predicate not in STRUCTURE and other.kind and not other.part and other.types:
            side = True if predicate in SYMMETRIC else forward
            known = found[other.kind][predicate, side].get(other.iri)
            # A link that is said from both sides is told once, with what both rest on.
            both = (*known.claims, *claims) if known else claims
            found[other.kind][predicate, side][other.iri] = Tie(other, tuple({c.iri: c for c in both}.values()))

    for predicate in sorted(MAPPINGS & thing.outgoing.keys()):
        for fact in thing.facts(predicate):
            if fact.value.value in things.all:
                add(things.all[fact.value.value], predicate, True, fact.claims)
    for mention in thing.mentions:
        add(things.all[mention.subject], mention.predicate, False, mention.claims)
    return [_kindred(kind, found[kind], lang) for kind in sorted(found, key=_place_of_kind)]


def _kindred(kind: str, relations: dict[tuple[str, bool], dict[str, Tie]], lang: str) -> Kindred:
    told = [
        Relation(predicate, forward, sorted(ties.values(), key=lambda tie: by_name(tie.other, lang)))
        for (predicate, forward), ties in sorted(relations.items())
    ]
    return Kindred(kind, told, len({tie.other.iri for relation in told for tie in relation.ties}))


def by_name(thing: Thing, lang: str) -> tuple[str, str]:
    """The order of names: upper case and accents do not matter."""
    return folded(thing.label(lang)), thing.iri


def _place_of_kind(kind: str) -> tuple[int, str]:
    return (_KINDS.index(kind) if kind in _KINDS else len(_KINDS)), kind
