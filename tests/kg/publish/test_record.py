"""One thing as linked data."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.namespaces import ID, KG, RDF
from kg.publish.rdf import FORMS
from kg.publish.record import ontology, record
from kg.store.embedded import EmbeddedStore
from kg.things import Things, read_things


@pytest.fixture(scope="module")
def things(graph: EmbeddedStore) -> Things:
    return read_things(graph)


def triples(things: Things, graph: EmbeddedStore, name: str) -> set[ox.Triple]:
    data = record(things, graph, things.all[ID + name], FORMS["nt"])
    return {quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES)}


def test_a_record_is_what_its_file_says_and_the_passages_it_rests_on(things: Things, graph: EmbeddedStore) -> None:
    said = triples(things, graph, "instrument/toolwiel")
    own = graph.select(f'SELECT ?s ?p ?o WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{ID}instrument/toolwiel")) }}')
    statements = {(triple.subject.value, triple.predicate.value) for triple in said}
    assert {(s.value, p.value) for s, p, _o in own.rows if s and p} <= statements
    assert sum(triple.predicate.value == KG + "sha256" for triple in said) == 1


def test_a_record_tells_what_others_say_of_it(things: Things, graph: EmbeddedStore) -> None:
    pointing = {
        triple.subject.value
        for triple in triples(things, graph, "problem/weinig-tijd")
        if triple.predicate.value == KG + "addresses"
    }
    assert pointing == {ID + "instrument/toolwiel", ID + "instrument/placemat"}


def test_the_same_record_is_the_same_bytes(things: Things, graph: EmbeddedStore) -> None:
    thing = things.all[ID + "instrument/toolwiel"]
    for form in ("ttl", "jsonld", "rdf", "nt"):
        assert record(things, graph, thing, FORMS[form]) == record(things, graph, thing, FORMS[form])


def test_the_ontology_has_its_terms_and_nothing_else(graph: EmbeddedStore) -> None:
    subjects = {quad.subject.value for quad in ox.parse(ontology(graph, FORMS["nt"]), ox.RdfFormat.N_TRIPLES)}
    assert KG + "Instrument" in subjects
    assert all(subject.startswith(KG.rstrip("#")) for subject in subjects)
    assert RDF + "type" not in subjects
