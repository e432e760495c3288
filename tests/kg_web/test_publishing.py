"""Taking the graph over from the server: documents, negotiation, OAI-PMH by a real client."""

from __future__ import annotations

import gzip
import json
import re
import warnings
from collections.abc import Iterator
from html import unescape

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from serving import served

from kg.namespaces import BASE
from kg.publish.sitemap import SECTIONS
from kg.settings import Settings
from kg.workspace import Workspace
from kg_web.app import create_app

with warnings.catch_warnings():
    # sickle 0.7 has escapes that newer Pythons warn of; warnings are errors here.
    warnings.simplefilter("ignore", DeprecationWarning)
    from sickle import Sickle

DOCUMENTS = {
    "/catalogue.rdf": "application/rdf+xml",
    "/vocabularies.jsonld": "application/ld+json",
    "/void.ttl": "text/turtle",
    "/vocabularies/theme.ttl": "text/turtle",
    "/dumps/instrumentenwijzer.nt": "application/n-triples",
    "/dumps/SHA256SUMS": "text/plain",
    "/csv/instrument.csv": "text/csv",
    "/csv/dictionary": "text/csv",
    "/csv/instrument.csv-metadata.json": "application/csvm+json",
    "/amb/toolwiel.json": "application/json",
    "/amb.jsonl": "application/jsonl",
    "/schemaorg/en.jsonld": "application/ld+json",
    "/network.graphml": "application/graphml+xml",
    "/network.gexf": "application/gexf+xml",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain",
    "/feed.atom": "application/atom+xml",
    "/oai/oai_dc.xml": "text/xml",
}


@pytest.mark.parametrize(("address", "media_type"), DOCUMENTS.items())
def test_each_document_has_its_type_its_etag_and_is_sent_once(
    client: FlaskClient, address: str, media_type: str
) -> None:
    plain = client.get(address)
    assert (plain.status_code, plain.mimetype) == (200, media_type)
    assert int(plain.headers["Content-Length"]) == len(plain.data) > 0
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer, encoding in ((plain, ""), (packed, "gzip")):
        headers = {"If-None-Match": answer.headers["ETag"], "Accept-Encoding": encoding}
        assert (client.get(address, headers=headers).status_code, answer.headers["Vary"]) == (304, "Accept-Encoding")
    assert client.head(address).headers["Content-Length"] == plain.headers["Content-Length"]


@pytest.mark.parametrize(
    "address",
    ["/dumps/x", "/vocabularies/x.ttl", "/vocabularies/x", "/csv/x.csv", "/amb/x.json", "/feed-9.atom", "/oai/x.xml"],
)
def test_what_is_not_there_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle;q=.1, application/ld+json;q=.9", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html, application/n-triples;q=0.5", "application/n-triples"),
    ],
)
@pytest.mark.parametrize("address", ["/catalogue", "/vocabularies", "/vocabularies/theme", "/void"])
def test_a_graph_comes_in_the_form_that_is_asked(
    client: FlaskClient, address: str, accept: str, media_type: str
) -> None:
    answer = client.get(address, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Accept" in {name.strip() for name in answer.headers["Vary"].split(",")}
    links = ", ".join(answer.headers.get_all("Link"))
    assert links.count('rel="alternate"') == 4
    assert f'{address}>; rel="canonical"' in links


def test_a_form_that_is_not_there_is_refused(client: FlaskClient) -> None:
    assert client.get("/catalogue", headers={"Accept": "image/png"}).status_code == 406


def test_a_dump_can_be_fetched_as_a_gzip_file(client: FlaskClient) -> None:
    packed = client.get("/dumps/instrumentenwijzer.ttl.gz")
    assert (packed.mimetype, "Content-Encoding" in packed.headers) == ("application/gzip", False)
    assert gzip.decompress(packed.data) == client.get("/dumps/instrumentenwijzer.ttl").data


def test_a_table_tells_where_its_metadata_is(client: FlaskClient) -> None:
    links = ", ".join(client.get("/csv/problem.csv").headers.get_all("Link"))
    address = re.search(r'<([^>]+)>; rel="describedby"', links)
    assert address is not None
    assert client.get(address[1]).mimetype == "application/csvm+json"


def test_an_instrument_page_holds_its_json_ld_in_its_language(client: FlaskClient) -> None:
    for prefix, lang in (("", "nl"), ("/en", "en")):
        page = client.get(f"{prefix}/doc/instrument/toolwiel").text
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert found is not None
        said = json.loads(found[1])
        assert said["@id"] == "https://w3id.org/instrumentenwijzer/id/instrument/toolwiel"
        assert said["@context"]["@language"] == lang
    assert "ld+json" not in client.get("/doc/problem/weinig-tijd").text


@pytest.mark.parametrize(("address", "title"), [("/data", "Gegevens overnemen"), ("/en/data", "Reuse the data")])
def test_a_page_tells_people_every_way_and_each_works(client: FlaskClient, address: str, title: str) -> None:
    page = client.get(address).text
    assert f"<h1>{title}</h1>" in page
    main = page[page.index("<main") : page.index("</main>")]
    links = [unescape(link) for link in re.findall(r'href="(/[^"]*)"', main)]
    assert len(links) > 25
    for link in links:
        answer = client.get(link, headers={"Accept": "*/*"}, follow_redirects=True)
        assert answer.status_code == 200, link
    assert not any(link.startswith("/en/") for link in links), "a document has one address"


@pytest.mark.parametrize("lang", ["", "en/"])
def test_every_section_of_the_sitemap_is_a_page(visitor: FlaskClient, lang: str) -> None:
    for section in SECTIONS:
        answer = visitor.get(f"/{lang}{section}", headers={"Accept": "text/html"})
        assert (answer.status_code, answer.mimetype) == (200, "text/html"), section


def test_every_address_of_the_catalogue_answers(client: FlaskClient) -> None:
    """A stranger who follows the catalogue finds what it promises."""
    quads = ox.parse(client.get("/catalogue.nt").data, ox.RdfFormat.N_TRIPLES)
    names = ("accessURL", "downloadURL", "endpointURL", "endpointDescription", "landingPage")
    promised = {quad.object.value for quad in quads if quad.predicate.value.rpartition("#")[2] in names}  # type: ignore[union-attr]
    assert len(promised) > 30
    for address in sorted(promised):
        answer = client.get("/" + address.removeprefix(BASE), headers={"Accept": "*/*", "Accept-Encoding": "gzip"})
        assert answer.status_code == 200, address


# OAI-PMH


def test_get_and_post_give_the_same_and_errors_are_answers(client: FlaskClient) -> None:
    asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
    got, posted = client.get("/oai", query_string=asked), client.post("/oai", data=asked)
    without_time = [re.sub(rb"<responseDate>.*?</responseDate>", b"", answer.data) for answer in (got, posted)]
    assert without_time[0] == without_time[1]
    wrong = client.post("/oai", data=b'{"verb": "Identify"}', content_type="application/json")
    assert (wrong.status_code, wrong.mimetype) == (200, "text/xml")
    assert b'code="badVerb"' in wrong.data


def test_the_repository_is_where_it_is_asked(client: FlaskClient) -> None:
    below = {"SCRIPT_NAME": "/wijzer"}
    said = client.get("/en/oai?verb=Identify", environ_overrides=below).text
    assert "<baseURL>http://localhost/wijzer/oai</baseURL>" in said
    assert said.count("http://localhost/wijzer/oai") == 2


def test_a_repeated_argument_is_noticed(client: FlaskClient) -> None:
    assert b'code="badVerb"' in client.get("/oai?verb=Identify&verb=Identify").data


def test_a_person_sees_what_the_repository_is(client: FlaskClient) -> None:
    answer = client.get("/oai", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/oai?verb=Identify")


@pytest.fixture(scope="module")
def repository() -> Iterator[Sickle]:
    """An OAI-PMH client from PyPI at a real server over the shipped graph."""
    app = create_app(Workspace(Settings(semantic=False)))
    with served(app, threads=4) as address:
        yield Sickle(f"{address}/oai")


@pytest.mark.parametrize(("prefix", "size"), [("oai_dc", 78), ("nl_lom", 46), ("schema_org", 78)])
def test_a_client_harvests_everything(repository: Sickle, prefix: str, size: int) -> None:
    records = [record for record in repository.ListRecords(metadataPrefix=prefix) if not record.deleted]
    names = [record.header.identifier for record in records]
    assert len(names) == len(set(names)) == size
    assert repository.GetRecord(identifier=names[0], metadataPrefix=prefix).header.identifier == names[0]


def test_a_client_harvests_by_set_and_learns_of_all_sets(repository: Sickle) -> None:
    sets = [one.setSpec for one in repository.ListSets()]
    by_sector = {
        name: list(repository.ListIdentifiers(metadataPrefix="oai_dc", set=f"sector:{name}")) for name in ("mbo", "wo")
    }
    assert "sector:mbo" in sets
    assert all(0 < len(found) < 78 for found in by_sector.values())
    assert repository.Identify().protocolVersion == "2.0"
    assert [form.metadataPrefix for form in repository.ListMetadataFormats()] == ["oai_dc", "nl_lom", "schema_org"]


def test_the_well_known_address_leads_to_the_numbers(client: FlaskClient) -> None:
    answer = client.get("/.well-known/void")
    assert (answer.status_code, answer.location) == (302, "/void")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    answer = client.get("/.well-known/void", headers={"Accept": "application/rdf+xml"}, follow_redirects=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/rdf+xml")
    assert b"rdfs.org/ns/void#" in answer.data
