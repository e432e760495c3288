"""RDF on its way out."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.namespaces import DCT, SKOS
from kg.publish.rdf import FORMS, Graph, iri, text, texts, typed, written

THING = "https://example.org/a"


def test_a_graph_holds_each_triple_once_and_no_empty_values() -> None:
    graph = Graph()
    graph.add(THING, [SKOS + "Concept"], (DCT + "title", texts({"nl": "een", "en": "one"})), (DCT + "date", None))
    graph.add(THING, [SKOS + "Concept"], (DCT + "date", typed("2026-11-25", "date")), (DCT + "source", []))
    assert [str(triple.object) for triple in graph.triples] == [
        f"<{SKOS}Concept>",
        '"one"@en',
        '"een"@nl',
        '"2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date>',
    ]


@pytest.mark.parametrize("suffix", sorted(FORMS))
def test_each_form_gives_the_same_triples(suffix: str) -> None:
    graph = Graph()
    graph.add(THING, (), (DCT + "title", [text('"<&\\\n', "nl"), text("plain")]), (DCT + "relation", iri(THING)))
    made = written(f"x.{suffix}", FORMS[suffix], graph.triples)
    read = {quad.triple for quad in ox.parse(made.body, FORMS[suffix].format)}
    assert read == set(graph.triples)
    assert made.media_type == FORMS[suffix].media_type
