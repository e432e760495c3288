"""The SPARQL endpoint over HTTP: the protocol's cases, negotiation, errors, and what each answer announces."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from processes import children, gone
from small_graph import write_small_graph
from werkzeug.test import TestResponse

from kg.namespaces import BASE, PROLOGUE
from kg.settings import Settings
from kg.workspace import Workspace
from kg_web.app import create_app

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
SD = "http://www.w3.org/ns/sparql-service-description#"
SELECT, CONSTRUCT = "SELECT (1 AS ?value) {}", "CONSTRUCT { <s> <p> 1 } WHERE {}"
INSTRUMENT, SCHEMES, MAPPINGS = (f"{BASE}graph/{name}" for name in ("instrument", "schemes", "mappings"))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("graph")
    write_small_graph(folder)
    cache = tmp_path_factory.mktemp("cache")
    workspace = Workspace(Settings(root=folder, semantic=False, cache=cache, query_seconds=60))
    made = create_app(workspace)
    made.testing = True
    yield made
    workspace.endpoint.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def get(client: FlaskClient, query: str, accept: str = "*/*", **parameters: str) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **parameters}, headers={"Accept": accept})


def post(
    client: FlaskClient, body: str | bytes, content_type: str, beside: str = "", accept: str = "*/*"
) -> TestResponse:
    return client.post(f"/sparql{beside}", data=body, content_type=content_type, headers={"Accept": accept})


# The W3C's protocol tests, by their names (sparql11-test-suite/protocol): what is bad gets 4xx


def test_query_get(client: FlaskClient) -> None:
    answer = get(client, "ASK {}")
    assert (answer.status_code, answer.mimetype, answer.json) == (200, JSON, {"head": {}, "boolean": True})


def test_query_post_form(client: FlaskClient) -> None:
    answer = post(client, urlencode({"query": "ASK {}"}), FORM)
    assert (answer.status_code, answer.json["boolean"]) == (200, True)


def test_query_post_direct(client: FlaskClient) -> None:
    answer = post(client, "ASK {}", QUERY)
    assert (answer.status_code, answer.json["boolean"]) == (200, True)
    assert post(client, "ASK {}", f"{QUERY}; charset=UTF-8").status_code == 200


@pytest.mark.parametrize(
    ("default", "named", "query", "expected"),
    [
        ([INSTRUMENT], [], "ASK { ?s a kg:Instrument }", True),
        ([MAPPINGS], [], "ASK { ?s a kg:Instrument }", False),
        ([INSTRUMENT, MAPPINGS], [], "ASK { ?s a kg:Instrument . ?t skos:relatedMatch ?u }", True),
        (
            [],
            [INSTRUMENT, MAPPINGS],
            "ASK { GRAPH ?g { ?s a kg:Instrument } GRAPH ?h { ?t skos:relatedMatch ?u } }",
            True,
        ),
        ([], [MAPPINGS], "ASK { GRAPH ?g { ?s a kg:Instrument } }", False),
        ([SCHEMES], [INSTRUMENT], "ASK { ?p a skos:ConceptScheme GRAPH ?g { ?s a kg:Instrument } }", True),
        ([INSTRUMENT], [], f"ASK FROM <{MAPPINGS}> {{ ?s a kg:Instrument }}", True),
        ([MAPPINGS], [], f"ASK FROM <{INSTRUMENT}> {{ ?s a kg:Instrument }}", False),
    ],
)
def test_query_dataset(client: FlaskClient, default, named, query: str, expected: bool) -> None:
    graphs = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
    with_query = urlencode([("query", PROLOGUE + query), *graphs])
    for answer in (
        client.get(f"/sparql?{with_query}"),
        post(client, with_query, FORM),
        post(client, PROLOGUE + query, QUERY, f"?{urlencode(graphs)}"),
    ):
        assert (answer.status_code, answer.json["boolean"]) == (200, expected)


def test_a_graph_that_is_not_there_is_empty_and_named(client: FlaskClient) -> None:
    # Nothing listens there, and nothing asks: the answer is about what the dataset has.
    absent = "http://127.0.0.1:9/data.rdf"
    answer = client.get("/sparql?" + urlencode({"query": "ASK { ?s ?p ?o }", "default-graph-uri": absent}))
    assert (answer.status_code, answer.json["boolean"]) == (200, False)
    assert answer.headers["KG-Absent-Graphs"] == f"<{absent}>"
    answer = get(client, f"ASK FROM <{absent}> {{ ?s ?p ?o }}")
    assert (answer.status_code, answer.headers["KG-Absent-Graphs"]) == (200, f"<{absent}>")


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (SELECT, {JSON, XML, "text/csv", "text/tab-separated-values"}),
        ("ASK {}", {JSON, XML}),
        ("DESCRIBE <http://example.org/>", {"text/turtle", "application/rdf+xml", "application/n-triples"}),
        (CONSTRUCT, {"text/turtle", "application/rdf+xml", "application/n-triples"}),
    ],
)
def test_query_content_type(client: FlaskClient, query: str, types: set[str]) -> None:
    answer = post(client, query, QUERY)
    assert answer.status_code == 200
    assert answer.mimetype in types


BAD = {
    "bad_query_method": lambda client: client.put("/sparql?query=ASK+%7B%7D"),
    "bad_multiple_queries": lambda client: client.get("/sparql?query=ASK+%7B%7D&query=SELECT+*+%7B%7D"),
    "bad_query_wrong_media_type": lambda client: post(client, "ASK {}", "text/plain"),
    "bad_query_missing_form_type": lambda client: client.post("/sparql", data=b"query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": lambda client: client.post("/sparql", data=b"ASK {}"),
    "bad_query_non_utf8": lambda client: post(client, "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"),
    "bad_query_syntax": lambda client: client.get("/sparql?query=ASK%20%7B"),
    "bad_update_get": lambda client: client.get("/sparql?update=CLEAR%20ALL"),
    "bad_multiple_updates": lambda client: post(client, "update=CLEAR+NAMED&update=CLEAR+DEFAULT", FORM),
    "bad_update_wrong_media_type": lambda client: post(client, "CLEAR NAMED", "text/plain"),
    "bad_update_missing_form_type": lambda client: client.post("/sparql", data=b"update=CLEAR%20NAMED"),
    "bad_update_missing_direct_type": lambda client: client.post("/sparql", data=b"CLEAR NAMED"),
    "bad_update_non_utf8": lambda client: post(client, "CLEAR ALL".encode("utf-16"), f"{UPDATE}; charset=UTF-16"),
    "bad_update_syntax": lambda client: post(client, "update=CLEAR%20XYZ", FORM),
    "bad_update_dataset_conflict": lambda client: post(client, "using-named-graph-uri=urn:a&update=WITH+...", FORM),
    # Well-formed updates: understood, and refused.
    "update_post_form": lambda client: post(client, "update=CLEAR%20ALL", FORM),
    "update_post_direct": lambda client: post(client, "CLEAR ALL", UPDATE),
    "update_dataset_default_graph": lambda client: post(client, "CLEAR ALL", UPDATE, "?using-graph-uri=urn:a"),
    "update_as_query": lambda client: post(client, "CLEAR ALL", QUERY),
}
STATUS = {
    "bad_query_method": 405,
    "bad_multiple_queries": 400,
    "bad_query_syntax": 400,
    "bad_update_get": 403,
    "bad_multiple_updates": 403,
    "bad_update_syntax": 403,
    "bad_update_dataset_conflict": 403,
    "update_post_form": 403,
    "update_post_direct": 403,
    "update_dataset_default_graph": 403,
    "update_as_query": 400,
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_the_protocol_calls_bad(client: FlaskClient, name: str) -> None:
    before = get(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json
    assert BAD[name](client).status_code == STATUS.get(name, 415)
    assert get(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json == before


# Negotiation


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (SELECT, "*/*", JSON),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, f"{JSON};q=0.1, {XML};q=0.9", XML),
        (SELECT, f"{JSON};q=0, */*", XML),
        (SELECT, "text/turtle, text/csv;q=0.5", "text/csv; charset=utf-8"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "image/png, application/xml;q=0.9", "application/xml"),
        (SELECT, "text/*;q=0.3, application/*;q=0.2", "text/csv; charset=utf-8"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json, text/turtle;q=0.9", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, f"{JSON}, text/turtle;q=0.1", "text/turtle; charset=utf-8"),
    ],
)
def test_the_form_is_what_the_asker_prefers(client: FlaskClient, query: str, accept: str, content_type: str) -> None:
    answer = get(client, query, accept)
    assert (answer.status_code, answer.content_type) == (200, content_type)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "image/png"), (SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), ("ASK {}", f"{JSON};q=0")],
)
def test_a_form_that_is_not_there_is_not_acceptable(client: FlaskClient, query: str, accept: str) -> None:
    answer = get(client, query, accept)
    assert answer.status_code == 406
    assert "text/" in answer.text


@pytest.mark.parametrize(
    ("query", "name", "content_type"),
    [(SELECT, "csv", "text/csv; charset=utf-8"), (CONSTRUCT, "jsonld", "application/ld+json")],
)
def test_the_parameter_format_goes_before_accept(client: FlaskClient, query: str, name: str, content_type: str) -> None:
    assert get(client, query, "image/png", format=name).content_type == content_type


def test_a_wrong_format_is_told(client: FlaskClient) -> None:
    answer = get(client, SELECT, format="jsn")
    assert answer.status_code == 400
    assert "Did you mean json" in answer.text
    assert get(client, SELECT, format="turtle").status_code == 406


# Methods, headers


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    whole, head = get(client, SELECT), client.head("/sparql", query_string={"query": SELECT})
    assert (head.status_code, head.data) == (200, b"")
    assert head.content_length == whole.content_length == len(whole.data)


def test_any_page_may_ask(client: FlaskClient) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    for answer in (get(client, SELECT), get(client, "ASK {"), client.get("/sparql")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "PUT" not in client.put("/sparql").headers["Allow"]


def test_every_answer_announces_the_limits(client: FlaskClient) -> None:
    for answer in (get(client, SELECT), get(client, "ASK {"), client.get("/sparql")):
        limits = dict(pair.split("=") for pair in answer.headers["KG-Limits"].split(", "))
        assert limits == {
            "seconds": "60",
            "rows": "250000",
            "bytes": "64000000",
            "memory": "1000000000",
            "workers": "2",
        }
        assert '</.well-known/void>; rel="describedby"' in answer.headers.get_all("Link")
    assert get(client, "SELECT * { VALUES ?x { 1 2 3 } }").headers["KG-Rows"] == "3"


# Errors


MALFORMED = "SELECT * {\n  ?s ?p }"


@pytest.mark.parametrize("accept", ["application/json", JSON, "*/*", "application/ld+json"])
def test_a_program_gets_the_error_as_json(client: FlaskClient, accept: str) -> None:
    answer = get(client, MALFORMED, accept)
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    error = answer.json["error"]
    assert (error["code"], error["where"]) == ("usage", "line 2, column 9")
    assert "'}'" in error["message"]


def test_others_get_it_as_text_or_as_a_page(client: FlaskClient) -> None:
    answer = get(client, MALFORMED, "text/csv")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.text.startswith("line 2, column 9: This query is not SPARQL 1.1: '}' cannot stand here.\n")
    answer = post(client, "SELECT * { <script>alert(1)</script> }", QUERY, accept="text/html")
    assert (answer.status_code, answer.mimetype) == (406, "text/html")


def test_a_service_is_refused(client: FlaskClient) -> None:
    answer = get(client, "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "refused")


def test_a_giant_body_is_too_large(client: FlaskClient) -> None:
    for content_type in (QUERY, FORM, "text/plain"):
        assert post(client, b"query=" + b"x" * 1_000_001, content_type).status_code == 413


# The service description


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_the_endpoint_describes_itself(client: FlaskClient, accept: str, content_type: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, content_type)
    store = ox.Store()
    store.load(answer.data, format=ox.RdfFormat.from_media_type(content_type.partition(";")[0]))
    prologue = f"PREFIX sd: <{SD}> PREFIX void: <http://rdfs.org/ns/void#> PREFIX schema: <https://schema.org/> "
    [row] = store.query(
        prologue
        + """SELECT ?endpoint ?triples ?limit (COUNT(?name) AS ?graphs) (SUM(?part) AS ?parts) {
          ?endpoint a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ; sd:feature sd:UnionDefaultGraph ;
            schema:additionalProperty/schema:maxValue ?limit ; sd:defaultDataset ?dataset .
          ?dataset sd:defaultGraph/void:triples ?triples ; sd:namedGraph ?named .
          ?named sd:name ?name ; sd:graph/void:triples ?part .
          FILTER(?limit = 250000)
        } GROUP BY ?endpoint ?triples ?limit"""
    )
    assert row["endpoint"].value == "http://localhost/sparql"
    counted = get(client, "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } }").json
    [binding] = counted["results"]["bindings"]
    assert (row["graphs"].value, row["parts"].value) == (binding["graphs"]["value"], binding["n"]["value"])
    counted = get(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json
    assert row["triples"].value == counted["results"]["bindings"][0]["n"]["value"]


def test_it_has_the_same_name_in_both_languages(client: FlaskClient) -> None:
    assert b"<http://localhost/sparql> a sd:Service" in client.get("/en/sparql").data


PEOPLE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_form_begins_with_a_question_and_only_the_prefixes_that_it_needs(client: FlaskClient, prefix: str) -> None:
    page = client.get(f"{prefix}/sparql", headers={"Accept": "text/html"}).text
    text = unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1])
    others = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1])
    assert len(re.findall("^PREFIX", text, re.MULTILINE)) == 2
    # Together they are all; and the question can be asked as it stands.
    assert sorted((*re.findall("^PREFIX .*", text, re.MULTILINE), *others.splitlines())) == sorted(
        PROLOGUE.splitlines()
    )
    answer = client.get(f"{prefix}/sparql?{urlencode({'query': text})}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "<td>" in answer.text


def test_people_get_a_form(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers={"Accept": PEOPLE})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    query = re.search(r"<textarea[^>]*>(.*)</textarea>", answer.text, re.DOTALL)
    assert query
    assert get(client, unescape(query[1])).json["results"]["bindings"]


def test_people_get_the_answer_as_a_page(client: FlaskClient) -> None:
    select = (
        "SELECT ?s ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name FILTER(?name = 'Tool Wheel'@en) }"
    )
    answer = get(client, select, PEOPLE)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert '<td><a href="/doc/instrument/toolwiel">instrument/toolwiel</a></td>' in answer.text.replace("\n", "")
    assert '<span lang="en">Tool Wheel</span>' in answer.text
    query = re.search(r"<textarea[^>]*>(.*)</textarea>", answer.text, re.DOTALL)
    assert query
    assert unescape(query[1]).strip() == select
    assert "urn:a" in get(client, "CONSTRUCT { <urn:a> <urn:p> 1 } {}", PEOPLE).text
    assert '<pre tabindex="0">false</pre>' in get(client, "ASK { <urn:a> ?p ?o }", PEOPLE).text
    assert "Geen rijen." in get(client, "SELECT * { <urn:a> ?p ?o }", PEOPLE).text
    absent = get(client, "SELECT * FROM <urn:absent> { ?s ?p ?o }", PEOPLE).text
    assert "tellen als leeg: urn:absent" in absent


def test_an_answer_that_is_too_long_for_a_page_says_so(client: FlaskClient) -> None:
    some = get(client, "SELECT ?s ?d { ?s ?p ?o . ?d ?e ?f } LIMIT 501", PEOPLE).text
    assert some.count("<tr>") == 501
    assert "501 rijen" in some
    none = get(client, "SELECT * { ?s ?p ?o . ?d ?e ?f } LIMIT 20000", PEOPLE).text
    assert none.count("<tr>") == 0
    assert "20.000 rijen" in none


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('<script>alert(1)</script>' AS ?x) {}",
        "SELECT (<javascript:alert(1)> AS ?x) {}",
        "CONSTRUCT { <urn:a> <urn:p> '<script>alert(1)</script>' } {}",
        "SELECT * { </textarea><script>alert(1)</script> }",
    ],
)
def test_nothing_in_a_query_becomes_part_of_the_page(client: FlaskClient, query: str) -> None:
    text = get(client, query, PEOPLE).text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_people_get_a_fault_beside_their_query(client: FlaskClient) -> None:
    answer = get(client, MALFORMED, PEOPLE)
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert '<span class="where">(regel 2, kolom 9)</span>' in answer.text
    assert '<div class="notice"><p>Deze vraag is geen goede SPARQL 1.1: „}” kan hier niet staan.' in answer.text
    assert "?s ?p }" in answer.text
    english = client.get("/en/sparql", query_string={"query": MALFORMED}, headers={"Accept": PEOPLE}).text
    assert '<span class="where">(line 2, column 9)</span>' in english
    assert "This query is not SPARQL 1.1" in english


def test_people_read_in_dutch_that_a_service_is_refused(client: FlaskClient) -> None:
    answer = get(client, "ASK { SERVICE <http://example.org/> {} }", PEOPLE)
    assert "Hiervandaan wordt geen andere server bevraagd: SERVICE mag niet." in answer.text


def test_a_description_in_another_form_is_not_acceptable(client: FlaskClient) -> None:
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


# The real server

CROSS = "SELECT (COUNT(*) AS ?n) WHERE {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of `kg serve` over the small graph, with two seconds for a query, and its process."""
    write_small_graph(tmp_path / "graph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"ROOT": str(tmp_path / "graph"), "CACHE": str(tmp_path), "SEMANTIC": "off", "QUERY_SECONDS": "2"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command,
        env=clean | {f"KG_{name}": value for name, value in settings.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Instrumentenwijzer: ")
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate(timeout=10)


def fetch(address: str, accept: str = "application/json") -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept": accept})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_ten_cross_products_at_once_leave_the_pages_alone(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, process = served
    assert fetch(f"{address}/sparql?query={quote(SELECT)}")[0] == 200
    workers = children(process.pid)
    assert len(workers) == 2
    answers: list[tuple[int, dict[str, str], bytes]] = []
    clients = [
        threading.Thread(target=lambda: answers.append(fetch(f"{address}/sparql?query={quote(CROSS)}")))
        for _ in range(10)
    ]
    for one in clients:
        one.start()
    # Pages answer while the queries burn: the test would stand still here if they took the server's threads.
    pages = 0
    while any(one.is_alive() for one in clients):
        assert fetch(f"{address}/doc/instrument/toolwiel", "text/html")[0] == 200
        pages += 1
    for one in clients:
        one.join()
    assert pages >= 10
    assert [status for status, _headers, _body in answers] == [503] * 10
    assert all(headers["Retry-After"] == "2" for _status, headers, _body in answers)
    messages = [json.loads(body)["error"]["message"] for _status, _headers, body in answers]
    assert set(messages) == {"All places for queries are taken.", "The query was stopped after 2 seconds."}
    # The stopped ones have been replaced, and answer.
    assert fetch(f"{address}/sparql?query={quote(SELECT)}")[0] == 200
    assert len(children(process.pid)) == 2
    assert not workers & children(process.pid)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_server_stops_with_all_its_processes(
    served: tuple[str, subprocess.Popen[str]], how: signal.Signals
) -> None:
    address, process = served
    assert fetch(f"{address}/sparql?query={quote(SELECT)}")[0] == 200
    workers = children(process.pid)
    assert len(workers) == 2
    process.send_signal(how)
    process.wait(timeout=30)
    assert gone(workers)


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_is_stopped_leaves_no_process_behind(
    served: tuple[str, subprocess.Popen[str]], signal_number: signal.Signals
) -> None:
    address, process = served
    assert fetch(f"{address}/sparql?query={quote(SELECT)}")[0] == 200
    assert fetch(f"{address}/quality", "text/html")[0] == 200
    started = children(process.pid)
    assert started
    process.send_signal(signal_number)
    told, _errors = process.communicate(timeout=30)
    if signal_number != signal.SIGKILL:
        assert (process.returncode, told) == (0, "Gestopt.\n")
    assert gone(started)
