"""VoID: the numbers are those of the graph, and everything named is there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.namespaces import ID, KG, SKOS
from kg.publish.library import Library
from kg.publish.rdf import VOID
from kg.publish.site import Site
from kg.publish.void import DATASET, SUFFIXES, describe
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def made(graph: EmbeddedStore, site: Site) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in describe(graph, site).triples)
    return store


def values(store: ox.Store, subject: str, name: str) -> list[str]:
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(VOID + name), None)
    return sorted(quad.object.value for quad in found)


def number(graph: EmbeddedStore, what: str, where: str) -> str:
    return graph.select(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {where} }}").rows[0][0].value


def test_the_totals_are_those_of_the_graph(made: ox.Store, graph: EmbeddedStore) -> None:
    assert values(made, DATASET, "triples") == [str(graph.size())]
    assert values(made, DATASET, "distinctSubjects") == [number(graph, "DISTINCT ?s", "?s ?p ?o")]
    assert values(made, DATASET, "distinctObjects") == [number(graph, "DISTINCT ?o", "?s ?p ?o")]
    assert values(made, DATASET, "classes") == [number(graph, "DISTINCT ?c", "?s a ?c")]
    assert values(made, DATASET, "properties") == [number(graph, "DISTINCT ?p", "?s ?p ?o")]
    things = number(graph, "DISTINCT ?s", f"?s ?p ?o FILTER REGEX(STR(?s), '^{ID}[^#]*$')")
    assert values(made, DATASET, "entities") == [things]


def test_each_class_and_each_property_is_a_part(made: ox.Store, graph: EmbeddedStore) -> None:
    parts = values(made, DATASET, "classPartition")
    counted = {values(made, part, "class")[0]: values(made, part, "entities")[0] for part in parts}
    assert counted == {
        row[0].value: row[1].value
        for row in graph.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c").rows
    }
    assert counted[KG + "Instrument"] == "2"
    parts = values(made, DATASET, "propertyPartition")
    counted = {values(made, part, "property")[0]: values(made, part, "triples")[0] for part in parts}
    assert sum(map(int, counted.values())) == graph.size()
    assert counted[SKOS + "prefLabel"] == number(graph, "*", f"?s <{SKOS}prefLabel> ?o")


def test_examples_are_things_with_a_page(made: ox.Store, graph: EmbeddedStore) -> None:
    examples = values(made, DATASET, "exampleResource")
    assert ID + "instrument/placemat" in examples
    assert all(example.startswith(ID) and "#" not in example for example in examples)
    assert all(number(graph, "*", f"<{example}> ?p ?o") != "0" for example in examples)


def test_dumps_and_endpoint_are_at_the_server(made: ox.Store, library: Library, site: Site) -> None:
    dumps = [address.removeprefix(site.base_url) for address in values(made, DATASET, "dataDump")]
    assert len(dumps) == 5
    assert set(dumps) < set(library.paths("dumps"))
    assert values(made, DATASET, "sparqlEndpoint") == ["https://wijzer.example.org/iw/sparql"]


def test_vocabularies_are_those_that_are_used(made: ox.Store) -> None:
    names = values(made, DATASET, "vocabulary")
    assert {KG, SKOS} <= set(names)
    assert "http://www.w3.org/ns/shacl#" not in names


def test_the_catalogue_describes_the_same_data_set(library: Library) -> None:
    assert f"<{DATASET}>".encode() in library.document("catalogue.nt").body


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_says_the_same(library: Library, suffix: str) -> None:
    def triples(name: str) -> set[ox.Triple]:
        form = ox.RdfFormat.from_extension(name)
        return {quad.triple for quad in ox.parse(library.document(f"void.{name}").body, format=form)}

    assert triples(suffix) == triples("nt")
