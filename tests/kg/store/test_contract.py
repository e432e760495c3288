"""One contract, three stores: in memory, moved to a copy on disk, and a real SPARQL 1.1 server."""

from __future__ import annotations

import http.server
import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import Code, KgError
from kg.namespaces import XSD
from kg.store import Store, Term
from kg.store.embedded import EmbeddedStore
from kg.store.remote import RemoteStore

TRIPLES = b"""<urn:a> <urn:p> <urn:b> .
<urn:a> <urn:p> "plain" .
<urn:a> <urn:p> "met taal"@nl .
<urn:a> <urn:p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:a> <urn:p> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<urn:a> <urn:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<urn:a> <urn:p> "2022"^^<http://www.w3.org/2001/XMLSchema#gYear> .
<urn:a> <urn:p> "\\"\\n\\\\ \\u00E9\\u0000" .
"""


@pytest.fixture(params=["embedded", "moved", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store with the triples above, of each kind in turn."""
    if request.param == "moved":
        moved = EmbeddedStore()
        moved.move_to(copy_of(TRIPLES, tmp_path))
        return moved
    if request.param == "embedded":
        made: Store = EmbeddedStore()
    else:
        address = request.getfixturevalue("server")
        made = RemoteStore(f"{address}/query", f"{address}/store")
    assert made.replace(TRIPLES) == 8
    return made


def copy_of(triples: bytes, folder: Path) -> Path:
    """A store on disk with these triples in its default graph and, as the endpoint has it, in a named one as well."""
    store = ox.Store(str(folder))
    for triple in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES):
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode("urn:graph")))
    store.flush()
    return folder


OBJECTS = "SELECT ?o WHERE { <urn:a> <urn:p> ?o }"


def objects(store: Store) -> set[Term]:
    return {row[0] for row in store.select(OBJECTS).rows if row[0]}


# The contract


def test_every_kind_of_term_comes_back_the_same(store: Store) -> None:
    assert objects(store) == {
        Term("iri", "urn:b"),
        Term("literal", "plain", datatype=XSD + "string"),
        Term("literal", "met taal", lang="nl"),
        Term("literal", "7", datatype=XSD + "integer"),
        Term("literal", "2.5", datatype=XSD + "decimal"),
        Term("literal", "true", datatype=XSD + "boolean"),
        Term("literal", "2022", datatype=XSD + "gYear"),
        Term("literal", '"\n\\ é\0', datatype=XSD + "string"),
    }


def test_the_plain_values_are_pythons_own(store: Store) -> None:
    plain = [term.plain() for term in objects(store)]
    for value in (7, 2.5, True, "plain", "met taal", "2022", "urn:b"):
        assert any(found == value and type(found) is type(value) for found in plain)


def test_columns_and_rows_keep_the_order_of_the_query(store: Store) -> None:
    answer = store.select('SELECT ?b ?a WHERE { VALUES (?a ?b) { (2 "x") (1 "y") (3 UNDEF) } } ORDER BY ?a')
    assert answer.columns == ("b", "a")
    assert [[term.plain() if term else None for term in row] for row in answer.rows] == [["y", 1], ["x", 2], [None, 3]]


def test_rows_come_one_by_one_the_same(store: Store) -> None:
    rows = store.rows(OBJECTS)
    assert next(rows) in store.select(OBJECTS).rows
    assert sorted([*store.rows(OBJECTS)], key=str) == sorted(store.select(OBJECTS).rows, key=str)


def test_a_wrong_query_is_wrong_use_row_by_row_too(store: Store) -> None:
    with pytest.raises(KgError) as caught:
        next(store.rows("SELECT"))
    assert caught.value.code is Code.USAGE


def test_a_blank_node_is_known_as_such(store: Store) -> None:
    row = store.select("SELECT (BNODE() AS ?b) WHERE {}").rows[0]
    assert row[0] is not None
    assert row[0].kind == "bnode"


def test_no_rows_is_an_answer(store: Store) -> None:
    answer = store.select("SELECT ?x ?y WHERE { ?x <urn:nothing> ?y }")
    assert (answer.columns, answer.rows) == (("x", "y"), [])


def test_a_term_can_stand_in_the_next_query(store: Store) -> None:
    for term in objects(store):
        found = store.select(f"SELECT ?s WHERE {{ ?s <urn:p> {term.sparql()} }}").rows
        assert [row[0].value for row in found if row[0]] == ["urn:a"], term


def test_construct_gives_n_triples(store: Store) -> None:
    text = store.construct("CONSTRUCT { ?o <urn:of> ?s } WHERE { ?s <urn:p> ?o FILTER(isIRI(?o)) }")
    assert [str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)] == ["<urn:b> <urn:of> <urn:a>"]


def test_describe_gives_n_triples_too(store: Store) -> None:
    assert len(store.construct("DESCRIBE <urn:a>").splitlines()) == 8


def test_size_counts_triples(store: Store) -> None:
    assert store.size() == 8


def test_replace_puts_the_new_graph_in_the_place_of_the_old(store: Store) -> None:
    assert store.replace(b"<urn:x> <urn:p> <urn:y> .\n<urn:x> <urn:p> <urn:y> .\n") == 1
    assert store.size() == 1
    assert objects(store) == set()


def test_replace_by_nothing_empties_the_store(store: Store) -> None:
    assert store.replace(b"") == 0


@pytest.mark.parametrize("broken", [b"<urn:x> <urn:p> <urn:y> .\nthis is not a triple\n", b'<urn:x> <urn:p> "cut off'])
def test_broken_triples_leave_the_old_graph(store: Store, broken: bytes) -> None:
    before = objects(store)
    with pytest.raises(KgError) as caught:
        store.replace(broken)
    assert caught.value.code is Code.UNREADABLE
    assert objects(store) == before


@pytest.mark.parametrize("query", ["SELECT WHERE {", "", "DROP ALL", "SELECT * WHERE { ?s nope:p ?o }"])
def test_a_wrong_query_is_wrong_use(store: Store, query: str) -> None:
    with pytest.raises(KgError) as caught:
        store.select(query)
    assert caught.value.code is Code.USAGE
    assert caught.value.hint
    assert store.size() == 8


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_select_answers_select_queries_only(store: Store, query: str) -> None:
    with pytest.raises(KgError):
        store.select(query)


def test_a_query_cannot_write(store: Store) -> None:
    with pytest.raises(KgError):
        store.select("INSERT DATA { <urn:evil> <urn:p> 1 }")
    assert store.size() == 8


# Only a server can fail in these ways


class Fake(http.server.BaseHTTPRequestHandler):
    """Answers every request with what its server was told to say."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, headers, body = self.server.told
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_POST  # noqa: N815 - the name that http.server asks for

    def log_message(self, *_arguments: object) -> None:
        """Keep still."""


@pytest.fixture
def fake() -> Iterator[http.server.HTTPServer]:
    """A server that says what ``told`` holds: status, headers and body."""
    with http.server.HTTPServer(("127.0.0.1", 0), Fake) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()


@pytest.fixture
def remote(fake: http.server.HTTPServer) -> RemoteStore:
    address = f"http://127.0.0.1:{fake.server_port}"
    return RemoteStore(f"{address}/query", f"{address}/store", timeout=5)


GOOD = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "urn:a"}}]}}'


def test_the_fake_server_can_answer_well(fake, remote: RemoteStore) -> None:
    fake.told = (200, {}, GOOD)
    assert remote.select(OBJECTS).rows == [(Term("iri", "urn:a"),)]


@pytest.mark.parametrize(
    "told",
    [
        (200, {}, b"<html>welcome</html>"),
        (200, {}, b""),
        (200, {}, GOOD[:-20]),
        (200, {}, b"\xff\xfe"),
        (200, {}, b"[]"),
        (200, {}, b'{"boolean": true}'),
        (200, {}, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "new", "value": "x"}}]}}'),
        (200, {}, b'{"head": {"vars": ["s"]}, "results": {"bindings": ["s"]}}'),
        (200, {}, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": "urn:a"}]}}'),
        (200, {"Content-Length": str(len(GOOD) + 10)}, GOOD),
        (200, {"X-SQL-State": "S1TAT"}, GOOD),
        (500, {}, b"out of memory"),
        (503, {}, b""),
        (404, {}, b"not here"),
    ],
    ids=[
        "html",
        "empty",
        "cut-json",
        "not-utf-8",
        "list",
        "boolean",
        "unknown-kind",
        "row-of-text",
        "term-of-text",
        "cut-body",
        "x-sql-state",
        "500",
        "503",
        "404",
    ],
)
def test_a_server_that_does_not_answer_well_is_unavailable(fake, remote: RemoteStore, told) -> None:
    fake.told = told
    with pytest.raises(KgError) as caught:
        remote.select(OBJECTS)
    assert caught.value.code is Code.UNAVAILABLE
    assert caught.value.where == remote.query_address
    assert caught.value.hint


def test_what_the_server_says_is_passed_on(fake, remote: RemoteStore) -> None:
    fake.told = (500, {}, b"out of memory")
    with pytest.raises(KgError, match="500: out of memory"):
        remote.select(OBJECTS)


def test_a_cut_answer_to_construct_is_an_error(fake, remote: RemoteStore) -> None:
    fake.told = (200, {"Content-Length": "1000"}, b"<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(KgError) as caught:
        remote.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert caught.value.code is Code.UNAVAILABLE


def test_broken_utf_8_in_an_answer_to_construct_is_an_error(fake, remote: RemoteStore) -> None:
    fake.told = (200, {}, b'<urn:a> <urn:b> "\xff" .\n')
    with pytest.raises(KgError) as caught:
        remote.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert caught.value.code is Code.UNAVAILABLE


def test_a_server_that_does_not_take_the_graph_is_unavailable(fake, remote: RemoteStore) -> None:
    fake.told = (403, {}, b"read only")
    with pytest.raises(KgError, match="read only") as caught:
        remote.replace(b"<urn:a> <urn:b> <urn:c> .\n")
    assert (caught.value.code, caught.value.where) == (Code.UNAVAILABLE, f"{remote.graph_store_address}?default")


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    remote = RemoteStore(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store", timeout=5)
    with pytest.raises(KgError, match="cannot be reached") as caught:
        remote.size()
    assert caught.value.code is Code.UNAVAILABLE


def test_a_server_that_is_silent_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        remote = RemoteStore(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store", timeout=0.2)
        with pytest.raises(KgError) as caught:
            remote.size()
    assert caught.value.code is Code.UNAVAILABLE


def test_the_server_of_these_tests_is_a_real_one(server: str) -> None:
    with urllib.request.urlopen(f"{server}/", timeout=5) as response:  # noqa: S310 - our own server
        assert b"Oxigraph" in response.read()
