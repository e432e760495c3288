"""Concept schemes against NL-SBB, and against what its text asks where its shapes are weaker."""

from __future__ import annotations

import pytest
from conformance import as_rdflib, by_pyshacl, by_shifty, focus_nodes, shapes
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from kg.namespaces import ID
from kg.publish.nlsbb import schemes, vocabulary
from kg.publish.rdf import Graph as Made
from kg.publish.site import Site
from kg.things import Things

DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")


@pytest.fixture(scope="module")
def shape_graph() -> Graph:
    return shapes("nl-sbb")


@pytest.fixture(scope="module")
def whole(things: Things, site: Site) -> Graph:
    """All schemes together, as ``vocabularies.ttl`` holds them."""
    made = Made()
    for scheme in schemes(things):
        made.take(vocabulary(things, scheme, site, "2026-11-24").triples)
    return as_rdflib(made.triples)


def one(things: Things, site: Site, slug: str) -> Graph:
    scheme = things.get("scheme", slug)
    assert scheme is not None
    return as_rdflib(vocabulary(things, scheme, site, "2026-11-24").triples)


def weaker(graph: Graph) -> list[str]:
    """What the text of the standard asks and its shapes do not notice."""
    faults = []
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        for name in (SKOS.prefLabel, SKOS.definition):
            langs = sorted(str(getattr(value, "language", "")) for value in graph.objects(concept, name))
            if langs != ["en", "nl"]:
                faults.append(f"{concept} {name} {langs}")
        faults += [f"{concept} {SKOS.inScheme}"] if (concept, SKOS.inScheme, None) not in graph else []
        for name in (SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.exactMatch):
            faults += [
                f"{concept} {name} {to}"
                for to in graph.objects(concept, name)
                if (to, RDF.type, SKOS.Concept) not in graph or (to, SKOS.definition, None) not in graph
            ]
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        faults += [f"{scheme} title"] if (scheme, DCT.title, None) not in graph else []
    for document in graph.objects(None, DCT.source):
        faults += [f"{document} is no document"] if (document, RDF.type, FOAF.Document) not in graph else []
    return faults


def test_all_schemes_together_conform_without_a_warning(things: Things, whole: Graph, shape_graph: Graph) -> None:
    concepts = sum(len(things.scheme(scheme.slug)) for scheme in schemes(things))
    assert focus_nodes(whole, shape_graph) == {"Concept": concepts, "ConceptScheme": len(schemes(things))}
    assert concepts > 700
    assert by_shifty(whole, shape_graph) == {}
    assert weaker(whole) == []


def test_each_scheme_alone_conforms_without_a_warning(things: Things, site: Site, shape_graph: Graph) -> None:
    for scheme in schemes(things):
        graph = one(things, site, scheme.slug)
        assert focus_nodes(graph, shape_graph)["Concept"] >= len(things.scheme(scheme.slug)) > 0
        assert by_shifty(graph, shape_graph) == {}, scheme.slug
        assert weaker(graph) == []


def test_the_reference_implementation_agrees(things: Things, site: Site, shape_graph: Graph) -> None:
    """It takes minutes for all schemes; for one without mappings, seconds."""
    graph = one(things, site, "sector")
    assert focus_nodes(graph, shape_graph) == {"Concept": 3, "ConceptScheme": 1}
    assert by_pyshacl(graph, shape_graph) == {}


@pytest.mark.parametrize("name", [SKOS.prefLabel, SKOS.definition, DCT.title])
def test_the_shapes_notice_what_is_taken_out(things: Things, site: Site, shape_graph: Graph, name: URIRef) -> None:
    graph = one(things, site, "sector")
    graph.remove((None, name, None))
    assert str(name) in {path for _severity, _node, path in by_pyshacl(graph, shape_graph)}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (SKOS.inScheme, str(SKOS.inScheme)),
        (FOAF.Document, "is no document"),
        (SKOS.definition, str(SKOS.definition)),
    ],
)
def test_our_own_rules_notice_it_too(things: Things, site: Site, name: URIRef, fault: str) -> None:
    graph = one(things, site, "sector")
    graph.remove((None, None, name) if name == FOAF.Document else (None, name, None))
    found = weaker(graph)
    assert found
    assert all(fault in line for line in found)


def test_concepts_of_others_stay_out_and_ours_come_along(things: Things, site: Site) -> None:
    assert not set(one(things, site, "sector").objects(None, SKOS.exactMatch)), "OBK gives no definition to pass on"
    graph = one(things, site, "ingredient")
    targets = set(graph.objects(None, SKOS.closeMatch))
    assert any(not str(target).startswith(f"{ID}ingredient/") for target in targets)


def test_numbers_of_sources_are_no_codes_of_a_scheme(things: Things, site: Site) -> None:
    codes = list(one(things, site, "research-question").objects(None, SKOS.notation))
    assert len(codes) == len(set(codes))
    assert set(one(things, site, "factor").objects(None, SKOS.notation)) >= {Literal("1.2")}
