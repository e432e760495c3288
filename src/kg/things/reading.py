"""Reads all things from a store, once."""

from __future__ import annotations

from collections import defaultdict

from kg.memory import one
from kg.namespaces import DCT, PROLOGUE, PROV, RDF, RDFS, SKOS, split_address
from kg.store import Store, Term, full_rows
from kg.things.things import Claim, Fact, Mention, Passage, Thing, Things

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
