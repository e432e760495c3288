"""Addresses of things as linked data: 303, content negotiation, every form with an address of its own."""

from __future__ import annotations

import gzip
import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg.namespaces import ID, KG

FORMS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}
TOOLWIEL = ox.NamedNode(ID + "instrument/toolwiel")
PROBLEM = ox.NamedNode(ID + "problem/weinig-tijd")


def triples(data: bytes, suffix: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, FORMS[suffix][1])}


# From the thing to the document


def test_a_thing_leads_to_its_document(client: FlaskClient) -> None:
    answer = client.get("/id/instrument/toolwiel")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/doc/instrument/toolwiel")
    assert {"Accept", "Accept-Language"} <= set(answer.vary.as_set(preserve_casing=True))


def test_an_english_reader_is_led_to_the_english_page_and_a_program_to_the_data(client: FlaskClient) -> None:
    english = {"Accept-Language": "en-GB, en;q=0.9, nl;q=0.5"}
    browser = client.get("/id/instrument/toolwiel", headers=english | {"Accept": "text/html"})
    assert browser.headers["Location"] == "/en/doc/instrument/toolwiel"
    program = client.get("/id/instrument/toolwiel", headers=english | {"Accept": "text/turtle"})
    assert program.headers["Location"] == "/doc/instrument/toolwiel"
    assert client.get(program.headers["Location"], headers={"Accept": "text/turtle"}).mimetype == "text/turtle"


@pytest.mark.parametrize(
    "path",
    ["/id/instrument/nothing", "/id/nothing/toolwiel", "/doc/instrument/nothing", "/doc/instrument/nothing.ttl",
     "/doc/instrument/toolwiel.exe", "/id/instrument/toolwiel.ttl", "/def.exe", "/def/9.9.9"],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_there_is_404_in_every_form(client: FlaskClient, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == 404


# The document


@pytest.mark.parametrize("suffix", FORMS)
def test_each_form_is_negotiated_and_has_its_own_address(client: FlaskClient, suffix: str) -> None:
    media = FORMS[suffix][0]
    negotiated = client.get("/doc/instrument/toolwiel", headers={"Accept": media})
    own = client.get(f"/doc/instrument/toolwiel.{suffix}")
    assert negotiated.mimetype == own.mimetype == media
    assert negotiated.data == own.data
    assert "Accept" in negotiated.vary
    assert "Accept" not in own.vary
    assert negotiated.headers["Content-Location"] == f"/doc/instrument/toolwiel.{suffix}"
    assert negotiated.headers["Content-Type"] == own.headers["Content-Type"]
    assert own.headers["Content-Type"].count("charset") <= 1


def test_every_form_says_the_same(client: FlaskClient) -> None:
    said = [triples(client.get(f"/doc/instrument/toolwiel.{suffix}").data, suffix) for suffix in FORMS]
    assert said[0] == said[1] == said[2] == said[3]
    assert len(said[0]) > 40


def test_a_document_holds_the_thing_its_claims_its_passages_and_what_points_to_it(client: FlaskClient) -> None:
    said = triples(client.get("/doc/instrument/toolwiel.ttl").data, "ttl")
    subjects = {triple.subject.value for triple in said}
    assert ox.Triple(TOOLWIEL, ox.NamedNode(KG + "addresses"), PROBLEM) in said
    assert ID + "instrument/toolwiel#addresses-weinig-tijd" in subjects
    assert ID + "instrument/toolwiel#use-1" in subjects
    assert any(subject.startswith(ID + "passage/") for subject in subjects)
    # The linked problem has its name, and no more.
    assert {triple.predicate.value.rpartition("#")[2] for triple in said if triple.subject == PROBLEM} == {"prefLabel"}
    of_problem = triples(client.get("/doc/problem/weinig-tijd.ttl").data, "ttl")
    assert ox.Triple(TOOLWIEL, ox.NamedNode(KG + "addresses"), PROBLEM) in of_problem


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("text/turtle;q=.9, text/html;q=.5", "text/turtle"),
        ("text/turtle;q=0.4, application/rdf+xml;q=0.8", "application/rdf+xml"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/*", "text/html"),
        ("text/html;q=0, */*;q=0.5", "text/turtle"),
        ("", "text/html"),
    ],
)
def test_wishes_are_weighed(client: FlaskClient, accept: str, mimetype: str) -> None:
    assert client.get("/doc/instrument/toolwiel", headers={"Accept": accept}).mimetype == mimetype


def test_a_form_that_is_not_there_is_406(client: FlaskClient) -> None:
    answer = client.get("/doc/instrument/toolwiel", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json["error"]["code"]) == (406, "not-acceptable")
    assert "text/turtle" in answer.json["error"]["hint"]
    assert "Accept" in answer.vary


def test_data_is_sent_compressed_to_who_takes_that(client: FlaskClient) -> None:
    plain = client.get("/doc/instrument/toolwiel.ttl")
    packed = client.get("/doc/instrument/toolwiel.ttl", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    headers = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert client.get("/doc/instrument/toolwiel.ttl", headers=headers).status_code == 304


def test_a_site_below_a_path_links_below_that_path(client: FlaskClient) -> None:
    below = {"SCRIPT_NAME": "/wijzer"}
    answer = client.get("/doc/instrument/toolwiel", headers={"Accept": "text/turtle"}, environ_overrides=below)
    assert answer.headers["Content-Location"] == "/wijzer/doc/instrument/toolwiel.ttl"
    assert any(link.startswith("</wijzer/doc/instrument/toolwiel.ttl>") for link in answer.headers.get_all("Link"))


@pytest.mark.parametrize("path", ["/doc/instrument/toolwiel", "/doc/instrument/toolwiel.ttl", "/def", "/en/def"])
def test_a_document_links_to_its_other_forms(client: FlaskClient, path: str) -> None:
    links = ", ".join(client.get(path).headers.get_all("Link"))
    stem = path.removeprefix("/en").removesuffix(".ttl")
    assert f'<https://w3id.org/instrumentenwijzer{stem}>; rel="canonical"' in links
    described = re.findall(r'<([^>]+)>; rel="describedby"', links)[0]
    found = client.get(described, headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert (found.status_code, found.mimetype) == (200, "text/turtle")
    forms = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', links)
    assert [address for address, _type in forms] == [f"{stem}.{suffix}" for suffix in ("ttl", "jsonld", "nt", "rdf")]
    for address, media_type in forms:
        assert client.get(address).content_type.removesuffix("; charset=utf-8") == media_type


def test_data_that_the_reader_still_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/doc/instrument/toolwiel.ttl")
    again = client.get("/doc/instrument/toolwiel.ttl", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


# The ontology


def test_the_ontology_is_a_page_and_data(client: FlaskClient) -> None:
    page = client.get("/def")
    assert page.mimetype == "text/html"
    assert 'id="addresses"' in page.text
    data = client.get("/def", headers={"Accept": "text/turtle"})
    subjects = {triple.subject.value for triple in triples(data.data, "ttl")}
    assert {KG + "addresses", KG + "Instrument", KG.rstrip("#")} < subjects
    assert all(subject.startswith(KG.rstrip("#")) for subject in subjects)


def test_the_current_release_leads_to_the_ontology(client: FlaskClient) -> None:
    answer = client.get("/def/1.0.0")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/def")
