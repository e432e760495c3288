"""The endpoint with its real processes: limits, places, replacements, and nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import gone

from kg.endpoint import Endpoint, Question
from kg.errors import Code, KgError
from kg.namespaces import BASE, ID
from kg.product import Product
from kg.settings import Settings

# Takes for ever, also in the small graph.
CROSS = "SELECT (COUNT(*) AS ?n) WHERE {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
Opened = Callable[..., Endpoint]


def rows(endpoint: Endpoint, text: str) -> list[dict]:
    result = endpoint.ask(Question(text))
    with result.stream as stream:
        body = stream.read()
    assert len(body) == result.size
    return json.loads(body)["results"]["bindings"]


def refused(endpoint: Endpoint, text: str) -> KgError:
    with pytest.raises(KgError) as caught:
        endpoint.ask(Question(text))
    return caught.value


def test_it_answers(endpoint: Endpoint) -> None:
    found = rows(
        endpoint, f"SELECT ?name {{ <{ID}instrument/toolwiel> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
    )
    assert sorted(row["name"]["value"] for row in found) == ["Tool Wheel", "Toolwiel"]
    assert endpoint.graphs()[BASE + "graph/instrument"] > 0


def test_errors_come_through_as_they_are(endpoint: Endpoint) -> None:
    error = refused(endpoint, "SELECT * {\n ?s ?p }")
    assert (error.code, error.where) == (Code.USAGE, "line 2, column 8")
    service = refused(endpoint, "ASK { SERVICE <http://example.org/> {} }")
    assert service.code is Code.REFUSED
    assert service.told("nl")[0].endswith("SERVICE mag niet.")


def test_a_long_answer_is_whole_and_leaves_no_file(endpoint: Endpoint) -> None:
    # Longer than what goes through the pipe.
    result = endpoint.ask(Question("SELECT ?a ?b ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"))
    assert result.size > 1_000_000
    outbox = endpoint._pool._outbox  # type: ignore[union-attr]
    assert list(outbox.iterdir()) == []
    with result.stream as stream:
        assert len(json.loads(stream.read())["results"]["bindings"]) == result.rows == 20_000


def test_a_query_over_its_time_is_stopped_and_its_process_replaced(opened: Opened) -> None:
    endpoint = opened(query_seconds=0.3, query_workers=1)
    endpoint.prepare()
    before = endpoint.processes()
    error = refused(endpoint, CROSS)
    assert error.code is Code.UNAVAILABLE
    assert "0.3 seconds" in error.message
    after = endpoint.processes()
    assert len(after) == 1
    assert after != before
    assert gone(before)
    assert rows(endpoint, "SELECT (1 AS ?x) {}")


def test_a_query_over_its_memory_is_stopped(opened: Opened) -> None:
    endpoint = opened(query_memory=600_000_000, query_seconds=60, query_workers=1)
    assert rows(endpoint, "SELECT (1 AS ?x) {}")
    sorting = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
    error = refused(endpoint, sorting)
    assert error.code is Code.LIMIT
    assert "600,000,000 bytes" in error.message
    assert rows(endpoint, "SELECT (1 AS ?x) {}")


def test_a_process_starts_with_nearly_all_of_its_room(opened: Opened) -> None:
    # Of address space, which the limit counts: places for threads that hold nothing would take half of it.
    endpoint = opened(query_memory=400_000_000, query_seconds=60, query_workers=1)
    for _ in range(3):
        assert rows(endpoint, "SELECT (1 AS ?x) {}")
        [pid] = endpoint.processes()
        os.kill(pid, signal.SIGKILL)
        assert gone([pid])


def test_a_query_that_breaks_its_process_harms_nobody_else(endpoint: Endpoint) -> None:
    deep = "ASK " + "{" * 100_000 + "}" * 100_000
    assert refused(endpoint, deep).code is Code.LIMIT
    assert rows(endpoint, "SELECT (1 AS ?x) {}")


def test_rows_and_bytes_are_those_of_the_settings(opened: Opened) -> None:
    endpoint = opened(query_rows=3, query_bytes=2000, query_seconds=60)
    assert len(rows(endpoint, "SELECT ?s { ?s ?p ?o } LIMIT 3")) == 3
    assert "3 rows" in refused(endpoint, "SELECT ?s { ?s ?p ?o } LIMIT 4").message
    assert "2,000 bytes" in refused(endpoint, "SELECT * { ?s ?p ?o }").message


def test_a_process_that_was_killed_is_replaced_without_a_word(opened: Opened) -> None:
    endpoint = opened(query_workers=1, query_seconds=60)
    assert rows(endpoint, "SELECT (1 AS ?x) {}")
    [killed] = endpoint.processes()
    os.kill(killed, signal.SIGKILL)
    assert gone([killed])
    assert rows(endpoint, "SELECT (1 AS ?x) {}")
    [made] = endpoint.processes()
    assert made != killed


def test_who_finds_no_place_hears_it_at_once(opened: Opened) -> None:
    endpoint = opened(query_workers=1, query_seconds=3)
    endpoint.prepare()
    told: list[tuple[Code, str]] = []

    def ask() -> None:
        error = refused(endpoint, CROSS)
        told.append((error.code, error.message))

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    # One runs and one waits for it; the other eight are answered while these two are still there.
    for _attempt in range(100):
        if len(told) >= 8:
            break
        time.sleep(0.02)
    assert sum(thread.is_alive() for thread in threads) == 2
    assert told == [(Code.UNAVAILABLE, "All places for queries are taken.")] * 8
    for thread in threads:
        thread.join()
    assert "The query was stopped after 3 seconds." in dict(map(reversed, told))  # type: ignore[arg-type]
    assert rows(endpoint, "SELECT (1 AS ?x) {}")


def test_closing_ends_all_processes_even_those_at_work(opened: Opened) -> None:
    endpoint = opened(query_workers=2, query_seconds=60)
    endpoint.prepare()
    pids = endpoint.processes()
    told: list[Code] = []
    thread = threading.Thread(target=lambda: told.append(refused(endpoint, CROSS).code))
    thread.start()
    time.sleep(0.3)
    endpoint.close()
    thread.join(timeout=30)
    assert told == [Code.UNAVAILABLE]
    assert gone(pids)
    assert endpoint.processes() == []
    assert rows(endpoint, "SELECT (1 AS ?x) {}")


SERVER = """
import sys, threading, time
from pathlib import Path
from kg.endpoint import Endpoint, Question
from kg.product import Product
from kg.settings import Settings
endpoint = Endpoint(Settings(cache=Path(sys.argv[2]), query_seconds=60, query_workers=2), Product(Path(sys.argv[1])))
endpoint.prepare()
threading.Thread(target=endpoint.ask, args=(Question(sys.argv[3]),), daemon=True).start()
time.sleep(0.5)
print(*endpoint.processes(), flush=True)
if sys.argv[4] == "wait":
    time.sleep(60)
"""


@pytest.mark.parametrize("end", ["exit", "SIGTERM", "SIGKILL"])
def test_no_process_outlives_its_server(product: Product, cache: Path, end: str) -> None:
    how = "wait" if end.startswith("SIG") else "exit"
    command = [sys.executable, "-c", SERVER, str(product.root), str(cache), CROSS, how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        pids = [int(pid) for pid in server.stdout.readline().split()]
        assert len(pids) == 2
        if how == "wait":
            server.send_signal(signal.Signals[end])
        server.communicate(timeout=30)
    assert gone(pids)


def test_what_is_let_go_is_ended(product: Product, cache: Path) -> None:
    endpoint = Endpoint(Settings(cache=cache), product)
    endpoint.prepare()
    pids = endpoint.processes()
    del endpoint
    assert gone(pids)


def test_without_a_cache_the_copy_goes_with_the_endpoint(product: Product) -> None:
    endpoint = Endpoint(Settings(cache=None), product)
    assert endpoint.graphs()
    copy = endpoint._copy
    assert copy is not None
    assert copy.is_dir()
    del endpoint
    assert not copy.exists()


def test_a_cache_that_cannot_be_written_costs_only_time(product: Product, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    endpoint = Endpoint(Settings(cache=tmp_path / "file"), product)
    assert endpoint.graphs()
    copy = endpoint._copy
    assert copy is not None
    assert tmp_path not in copy.parents


def test_files_that_changed_since_are_answered_from_and_not_kept_for_others(root: Path, tmp_path: Path) -> None:
    product, cache = Product(root), tmp_path / "cache"
    assert product.checksum
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("Een wiel vol", "Een schijf vol"), encoding="utf-8")
    endpoint = Endpoint(Settings(cache=cache), product)
    try:
        assert rows(endpoint, 'SELECT ?s { ?s ?p "Een schijf vol tools."@nl }')
        assert list((cache / "sparql").iterdir()) == []
    finally:
        endpoint.close()


def test_a_copy_that_cannot_be_made_is_told(root: Path, cache: Path) -> None:
    (root / "data" / "instrument" / "toolwiel.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    endpoint = Endpoint(Settings(cache=cache), Product(root))
    error = refused(endpoint, "ASK {}")
    assert error.code is Code.UNAVAILABLE
    assert "SyntaxError" in error.message
    assert "kg check" in error.hint


# With the graph on another server


@pytest.fixture
def remote(server: str, product: Product) -> Endpoint:
    made = Endpoint(Settings(store=f"{server}/query", query_seconds=30, query_rows=5, query_bytes=5000), product)
    yield made
    made.close()


def test_another_servers_graph_is_asked_within_the_same_limits(remote: Endpoint) -> None:
    assert rows(remote, "SELECT ?x { VALUES ?x { 1 2 } }") == rows(remote, "SELECT ?x { VALUES ?x { 1 2 } }")
    result = remote.ask(Question("CONSTRUCT { <urn:a> <urn:p> 1 } {}", graph="ntriples"))
    assert result.stream.read().startswith(b"<urn:a> <urn:p> ")
    assert "5 rows" in refused(remote, "SELECT ?x { VALUES ?x { 1 2 3 4 5 6 } }").message
    long = "SELECT (CONCAT('" + "x" * 6000 + "') AS ?x) {}"
    assert "5,000 bytes" in refused(remote, long).message


def test_another_server_is_not_asked_for_what_is_refused_here(remote: Endpoint) -> None:
    assert refused(remote, "ASK { SERVICE SILENT <http://127.0.0.1:9/> {} }").code is Code.REFUSED
    assert refused(remote, "SELECT * {").where == "line 1, column 11"
    assert remote.graphs() == {}


def test_a_store_that_does_not_answer_keeps_its_address_to_itself(product: Product) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        endpoint = Endpoint(Settings(store=address, query_seconds=0.5), product)
        error = refused(endpoint, "SELECT * {}")
    assert error.code is Code.UNAVAILABLE
    assert "0.5 seconds" in error.message
    assert "127.0.0.1" not in str(error.as_dict())
