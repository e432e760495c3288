"""The catalogue against DCAT-AP 3.0.1 and DCAT-AP-NL 3.0 together."""

from __future__ import annotations

import pytest
from conformance import as_rdflib, by_pyshacl, by_shifty, focus_nodes, only, shapes
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.publish.dcat import CATALOGUE, Edition, catalogue
from kg.publish.document import document
from kg.publish.dumps import PATHS
from kg.publish.library import Library
from kg.publish.offer import datasets, services
from kg.publish.site import Site

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
EDITION = Edition("1.0.0", "2026-11-24", "2026-11-25", {"nl": "Redactie", "en": "Editors"})
# (Class, what DCAT-AP or DCAT-AP-NL makes mandatory).
MANDATORY = {
    DCAT.Catalog: (DCT.title, DCT.description, DCT.publisher, DCAT.contactPoint, DCAT.dataset),
    DCAT.Dataset: (
        DCT.title,
        DCT.description,
        DCT.identifier,
        DCT.publisher,
        DCT.creator,
        DCAT.contactPoint,
        DCAT.theme,
        DCT.accessRights,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCT.license),
    DCAT.DataService: (
        DCT.title,
        DCT.description,
        DCT.identifier,
        DCT.publisher,
        DCAT.contactPoint,
        DCAT.theme,
        DCT.accessRights,
        DCT.license,
        DCAT.endpointURL,
        DCAT.endpointDescription,
    ),
}
# Warnings, and why they stand: bench/conformance.md says the same in words.
WARNED = {
    "publisher": 9,  # the editors are no body of the EU
    "type": 1,  # nor of one of its kinds of publisher
    "temporal": 4,  # knowledge, not measurements over a period
    "bbox": 1,  # the Netherlands of the EU's own list
    "centroid": 1,
    "accessService": 11,  # files are fetched as files
    "downloadURL": 1,  # records over OAI-PMH are no file
}


@pytest.fixture(scope="module")
def shape_graph() -> Graph:
    return shapes("dcat-ap-3.0.1", "dcat-ap-nl-3.0")


@pytest.fixture
def made(site: Site) -> Graph:
    dumps = [document(path, "text/turtle", path) for path in PATHS.values()]
    return as_rdflib(catalogue(datasets(dumps, ["csv/instrument.csv"]), services(), site, EDITION).triples)


def test_no_violation_and_the_warnings_that_are_explained(made: Graph, shape_graph: Graph) -> None:
    assert focus_nodes(made, shape_graph) == {
        "Agent": 1,
        "Catalog": 1,
        "Checksum": 5,
        "Concept": 17,
        "ConceptScheme": 9,
        "DataService": 4,
        "Dataset": 4,
        "Distribution": 12,
        "LicenseDocument": 1,
        "Location": 1,
    }
    found = by_pyshacl(made, shape_graph)
    assert only(found, "Violation") == {}
    warned: dict[str, int] = {}
    for (_severity, _node, path), count in found.items():
        name = path.replace("#", "/").rpartition("/")[2]
        warned[name] = warned.get(name, 0) + count
    assert warned == WARNED


def test_the_catalogue_as_it_is_served_has_no_violation(library: Library, shape_graph: Graph) -> None:
    served = Graph().parse(data=library.document("catalogue.nt").body, format="nt")
    tables = [path for path in library.paths("csv") if path.endswith(".csv")]
    nodes = focus_nodes(served, shape_graph)
    assert nodes["Distribution"] == 5 + 3 + len(tables) + 3
    assert (nodes["Catalog"], nodes["Dataset"], nodes["DataService"]) == (1, 4, 4)
    assert only(by_shifty(served, shape_graph), "Violation") == {}


def test_each_mandatory_property_that_is_taken_out_is_missed(made: Graph, shape_graph: Graph) -> None:
    """One copy of a thing per property, each without that property: every copy has to be reported for it."""
    expected = set()
    for kind, properties in MANDATORY.items():
        thing = next(iter(sorted(made.subjects(RDF.type, kind))))
        for missing in properties:
            copy = URIRef(f"{thing}-without-{str(missing).replace('#', '/').rpartition('/')[2]}")
            for predicate, value in made.predicate_objects(thing):
                if predicate != missing:
                    made.add((copy, predicate, value))
            expected.add((str(copy), str(missing)))
    assert len(expected) == 25
    reported = {(node, path) for _severity, node, path in only(by_pyshacl(made, shape_graph), "Violation")}
    assert reported == expected


def test_a_catalogue_without_named_agent_contact_or_concepts_is_reported(made: Graph, shape_graph: Graph) -> None:
    contact = URIRef(f"{CATALOGUE}#contact")
    made.remove((contact, RDF.type, None))
    made.remove((None, URIRef("http://xmlns.com/foaf/0.1/name"), None))
    reported = {
        path.replace("#", "/").rpartition("/")[2] for _s, _n, path in only(by_pyshacl(made, shape_graph), "Violation")
    }
    assert reported == {"contactPoint", "name"}


def test_links_go_to_the_server_and_names_stay(made: Graph, site: Site) -> None:
    endpoints = {str(value) for value in made.objects(None, DCAT.endpointURL)}
    assert endpoints == {site.address(path) for path in ("sparql", "oai", "api/", "reconcile")}
    assert (URIRef(CATALOGUE), RDF.type, DCAT.Catalog) in made


@pytest.mark.parametrize(
    ("contact", "name"),
    [("mailto:a@example.org", "hasEmail"), ("https://example.org/contact", "hasURL")],
)
def test_the_contact_is_an_e_mail_address_or_a_page(contact: str, name: str) -> None:
    graph = as_rdflib(catalogue([], [], Site("https://example.org/", contact), EDITION).triples)
    vcard = Namespace("http://www.w3.org/2006/vcard/ns#")
    assert set(graph.objects(URIRef(f"{CATALOGUE}#contact"), vcard[name])) == {URIRef(contact)}


def test_size_and_checksum_of_a_dump_are_told(made: Graph, site: Site) -> None:
    dump = URIRef(site.address("dumps/instrumentenwijzer.nt"))
    assert [int(size) for size in made.objects(dump, DCAT.byteSize)] == [len("dumps/instrumentenwijzer.nt")]
    spdx = Namespace("http://spdx.org/rdf/terms#")
    sums = [made.value(node, spdx.checksumValue) for node in made.objects(dump, spdx.checksum)]
    assert [isinstance(value, Literal) and len(value) for value in sums] == [64]
