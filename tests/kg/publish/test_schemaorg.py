"""schema.org JSON-LD: terms that exist, under https, in a page without a way out."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from rdflib import SDO as SCHEMA_ORG
from rdflib import URIRef

from kg.publish.resources import Resource
from kg.publish.schemaorg import catalogue, instrument, script
from kg.publish.site import Site

SDO, TYPE = "https://schema.org/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What edusources reads of a record (publishing.md), as far as the sources of the graph know it.
READ_BY_EDUSOURCES = {"name", "url", "description", "keywords", "learningResourceType"}


def triples(document: object) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(json.dumps(document), ox.RdfFormat.JSON_LD)]


def lacking(document: object, iri: str) -> set[str]:
    """What edusources reads and a document does not say of an instrument."""
    said = {t.predicate.value.removeprefix(SDO) for t in triples(document) if str(t.subject) == f"<{iri}>"}
    return READ_BY_EDUSOURCES - said


@pytest.mark.parametrize("name", sorted(READ_BY_EDUSOURCES))
def test_what_edusources_reads_is_missed_when_it_is_taken_out(
    resources: dict[str, Resource], site: Site, name: str
) -> None:
    resource = resources["toolwiel"]
    document = instrument(resource, site, "nl")
    assert lacking(document, resource.iri) == set()
    del document[name]
    assert lacking(document, resource.iri) == {name}


def test_terms_are_of_https_and_nothing_is_lost(resources: dict[str, Resource], site: Site) -> None:
    seen = 0
    for resource in resources.values():
        found = triples(instrument(resource, site, "nl"))
        predicates = {triple.predicate.value for triple in found}
        classes = {t.object.value for t in found if t.predicate.value == TYPE}  # type: ignore[union-attr]
        # rdflib holds the list of all terms of schema.org, under https.
        assert all(URIRef(name) in SCHEMA_ORG for name in (predicates - {TYPE}) | classes)
        assert lacking(instrument(resource, site, "nl"), resource.iri) == set()
        seen += 1
    assert seen == 78


def test_addresses_are_addresses_and_codes_are_in_no_language(resources: dict[str, Resource], site: Site) -> None:
    found = {
        (t.predicate.value.removeprefix(SDO), str(t.object))
        for t in triples(instrument(resources["toolwiel"], site, "nl"))
    }
    assert ("url", "<https://mbodigitaal.nl/toolwiel/>") in found
    assert ("inLanguage", '"nl"') in found
    assert ("name", '"Toolwiel"@nl') in found
    assert (
        "educationalLevel",
        "<http://purl.edustandaard.nl/begrippenkader/f3ac3fbb-5eae-49e0-8494-0a44855fff25>",
    ) in found


def test_without_a_place_on_the_web_our_page_is_where_to_read_on(resources: dict[str, Resource], site: Site) -> None:
    assert instrument(resources["tpack"], site, "en")["url"] == site.page(resources["tpack"].iri, "en")
    assert "encodingFormat" not in instrument(resources["tpack"], site, "en")


def test_names_are_in_the_language_asked(resources: dict[str, Resource], site: Site) -> None:
    assert instrument(resources["toolwiel"], site, "en")["name"] == "Tool wheel"


def test_no_text_can_close_the_script_element(few: dict[str, Resource], site: Site) -> None:
    resource = next(iter(few.values()))
    hostile = resource.thing.names
    before = dict(hostile)
    try:
        hostile["nl"] = "</script><script>alert(1)</script>"
        content = script(resource, site, "nl")
        assert "<" not in content
        assert json.loads(content)["name"] == hostile["nl"]
    finally:
        hostile.update(before)


def test_all_instruments_in_one_document_have_one_context(resources: dict[str, Resource], site: Site) -> None:
    feed = catalogue(list(resources.values()), site, "nl")
    assert len(feed["dataFeedElement"]) == 78
    assert not any("@context" in item for item in feed["dataFeedElement"])
    assert len({t.subject for t in triples(feed) if t.predicate.value == SDO + "alternativeHeadline"}) == 78


def test_the_list_of_terms_knows_what_is_none() -> None:
    assert URIRef(SDO + "educationalLevel") in SCHEMA_ORG
    assert URIRef(SDO + "learningLevel") not in SCHEMA_ORG
    assert URIRef("http://schema.org/name") not in SCHEMA_ORG
