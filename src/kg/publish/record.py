"""One thing as linked data: what its file says, what others say of it, and the names of what it links to."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.namespaces import BASE, RDFS, SKOS
from kg.publish.rdf import Form, serialized
from kg.store import Store, Term
from kg.things import Claim, Thing, Things

_ABOUT = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { %s } ?s ?p ?o }"
_ONTOLOGY = f'CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}def")) }}'


def record(things: Things, store: Store, thing: Thing, form: Form) -> bytes:
    """A thing in a form: its own statements with their claims and passages, its parts, and what points to it.

    :param store: where the same graph is.
    """
    subjects = " ".join(Term("iri", iri).sparql() for iri in _subjects(things, thing))
    return serialized([*_triples(store, _ABOUT % subjects), *_surroundings(things, thing)], form)


def ontology(store: Store, form: Form) -> bytes:
    """The terms of the ontology in a form."""
    return serialized(_triples(store, _ONTOLOGY), form)


def _triples(store: Store, query: str) -> Iterable[ox.Triple]:
    for quad in ox.parse(store.construct(query).encode(), ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def _subjects(things: Things, thing: Thing) -> list[str]:
    """The thing, its parts, the claims about them, and the passages that these rest on."""
    nodes = [thing, *things.parts(thing)]
    claims: dict[str, Claim] = {
        claim.iri: claim
        for node in nodes
        for facts in node.outgoing.values()
        for fact in facts
        for claim in fact.claims
    }
    places = {place.iri for node in nodes for place in node.passages}
    places |= {place.iri for claim in claims.values() for place in claim.passages}
    return [*(node.iri for node in nodes), *claims, *sorted(places)]


def _surroundings(things: Things, thing: Thing) -> Iterable[ox.Triple]:
    here = ox.NamedNode(thing.iri)
    linked = {fact.value.value for facts in thing.outgoing.values() for fact in facts if fact.value.kind == "iri"}
    for mention in thing.mentions:
        linked.add(mention.subject)
        yield ox.Triple(ox.NamedNode(mention.subject), ox.NamedNode(mention.predicate), here)
    for iri in sorted(linked & things.all.keys()):
        other = things.all[iri]
        naming = ox.NamedNode(SKOS + "prefLabel" if other.facts(SKOS + "prefLabel") else RDFS + "label")
        for lang, name in sorted(other.names.items()):
            yield ox.Triple(ox.NamedNode(iri), naming, ox.Literal(name, language=lang) if lang else ox.Literal(name))
