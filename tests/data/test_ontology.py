"""The ontology is complete, and the framework over all sources hangs together."""

from __future__ import annotations

from importlib import metadata

import networkx as nx
import pytest

from kg.namespaces import BASE, ID, KG
from kg.network import LINKS
from kg.store.embedded import EmbeddedStore

_RDFS, _SKOS = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
_OWL, _DCT, _VANN = "http://www.w3.org/2002/07/owl#", "http://purl.org/dc/terms/", "http://purl.org/vocab/vann/"


def test_every_own_term_has_a_label_and_definition_in_both_languages(graph: EmbeddedStore) -> None:
    for name in (_RDFS + "label", _SKOS + "definition"):
        rows = graph.select(
            f"SELECT ?term (COUNT(?text) AS ?n) WHERE {{ ?term <{_RDFS}isDefinedBy> ?o "
            f"OPTIONAL {{ ?term <{name}> ?text FILTER(LANG(?text) IN ('nl', 'en')) }} }} GROUP BY ?term"
        ).rows
        assert len(rows) > 100
        assert [term.value for term, number in rows if number.value != "2"] == []


@pytest.mark.parametrize(
    "name",
    [
        *(_DCT + n for n in ("title", "description", "creator", "license", "created")),
        *(_OWL + n for n in ("versionInfo", "versionIRI")),
        *(_VANN + n for n in ("preferredNamespacePrefix", "preferredNamespaceUri")),
    ],
)
def test_the_header_is_complete(graph: EmbeddedStore, name: str) -> None:
    assert graph.select(f"SELECT ?o WHERE {{ <{BASE}def> <{name}> ?o }}").rows


def test_one_version_number_for_all(graph: EmbeddedStore) -> None:
    ((info, address),) = graph.select(
        f"SELECT ?info ?address WHERE {{ <{BASE}def> <{_OWL}versionInfo> ?info ; <{_OWL}versionIRI> ?address }}"
    ).rows
    assert info.value == metadata.version("instrumentenwijzer")
    assert address.value == f"{BASE}def/{info.value}"


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("ingredient", 8), ("building-block", 41), ("bateson-level", 7), ("ict-feature", 17), ("phase", 5),
        ("framework-dimension", 4), ("participation-level", 4), ("factor", 47), ("level", 3), ("cluster", 3),
        ("goal", 3), ("zone", 7), ("working-group", 3), ("sector", 3), ("instrument-type", 3),
    ],
)  # fmt: skip
def test_a_scheme_holds_as_many_concepts_as_its_source_counts(graph: EmbeddedStore, kind: str, number: int) -> None:
    rows = graph.select(f"SELECT ?c WHERE {{ ?c <{_SKOS}inScheme> <{ID}scheme/{kind}> }}").rows
    assert len(rows) == number


@pytest.mark.parametrize(
    "kind",
    ["ingredient", "building-block", "factor", "problem", "phase", "level", "cluster", "bateson-level", "ict-feature"],
)
def test_from_any_concept_of_the_framework_one_reaches_an_instrument(graph: EmbeddedStore, kind: str) -> None:
    links = nx.Graph((start.value, end.value) for start, _link, end in graph.select(LINKS).rows if start and end)
    instruments = {row[0].value for row in graph.select(f"SELECT ?i WHERE {{ ?i <{KG}row> ?row }}").rows}
    concepts = [
        row[0].value for row in graph.select(f"SELECT ?c WHERE {{ ?c <{_SKOS}inScheme> <{ID}scheme/{kind}> }}").rows
    ]
    assert concepts
    for concept in concepts:
        steps = nx.single_source_shortest_path_length(links, concept, cutoff=4)
        assert instruments & set(steps), concept


def test_lists_of_different_sources_are_mapped(graph: EmbeddedStore) -> None:
    rows = graph.select(
        f"SELECT ?a ?b WHERE {{ VALUES ?p {{ <{_SKOS}closeMatch> <{_SKOS}relatedMatch> <{_SKOS}broadMatch> }} "
        "?a ?p ?b }"
    ).rows
    pairs = {tuple(sorted((a.value.split("/")[-2], b.value.split("/")[-2]))) for a, b in rows}
    assert {
        ("building-block", "ingredient"), ("factor", "ingredient"), ("building-block", "factor"),
        ("ingredient", "phase"), ("ingredient", "level"), ("cluster", "ingredient"),
    } <= pairs  # fmt: skip
