"""The SPARQL endpoint: what a worker process costs beside pyoxigraph itself, and what heavy queries do to pages.

Run: uv run python bench/endpoint.py [ROUNDS]. All is measured in one run, in turns; the ratios are what counts.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from itertools import count
from pathlib import Path

from kg.endpoint import Endpoint, Question, snapshot
from kg.product import shipped_product
from kg.settings import Settings

SMALL = "SELECT ?p ?o { <https://w3id.org/instrumentenwijzer/id/instrument/toolwiel> ?p ?o }"
# The same, with a word in it that makes the endpoint look at the algebra.
SUSPECT = SMALL + " # from"
CROSS = "SELECT (COUNT(*) AS ?n) WHERE {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}"
PAGE = "/doc/instrument/toolwiel"
CLIENTS, SECONDS, TURNS = 10, 5, 5
BUSY = f"while {CLIENTS} clients send cross products"


def milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def queries(rounds: int) -> None:
    """One small query, in the process and through a worker."""
    import pyoxigraph as ox

    product = shipped_product()
    with tempfile.TemporaryDirectory() as cache:
        endpoint = Endpoint(Settings(cache=Path(cache), query_seconds=60), product)
        endpoint.prepare()
        store = ox.Store.read_only(str(snapshot.folder_of(product, Path(cache)) / "store"))
        calls: dict[str, Callable[[], object]] = {
            "pyoxigraph in the process": lambda: store.query(SMALL).serialize(format=ox.QueryResultsFormat.JSON),
            "through a worker": lambda: ask(endpoint, SMALL),
            "through a worker, algebra looked at": lambda: ask(endpoint, SUSPECT),
        }
        for call in calls.values():
            call()
        times: dict[str, list[float]] = {name: [] for name in calls}
        for _round in range(rounds):
            for name, call in calls.items():
                times[name].append(milliseconds(call))
        endpoint.close()
    report(f"one small query, {rounds} rounds", times)


def ask(endpoint: Endpoint, query: str) -> bytes:
    with endpoint.ask(Question(query)).stream as stream:
        return stream.read()


def pages(rounds: int) -> None:
    """Pages from the real server, quiet and while ten clients send cross products all the time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "KG_SEMANTIC": "off", "KG_QUERY_SECONDS": str(SECONDS)}
    number = count()
    # A page of a thing is kept once it is made; a search for words that nobody sought before is not.
    calls = {
        "page of a thing": lambda: fetch(address + PAGE),
        "search for new words": lambda: fetch(f"{address}/search?q=tijd+{next(number)}"),
    }
    times: dict[str, dict[str, list[float]]] = {name: {"quiet": [], BUSY: []} for name in calls}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as server:
        # It says where it listens, once it does.
        next(iter(server.stdout or ()))
        try:
            fetch(f"{address}/sparql?query={urllib.parse.quote(SMALL)}")
            settle(address)
            for _turn in range(TURNS):
                measure(calls, times, "quiet", rounds // TURNS)
                stop = threading.Event()
                clients = [threading.Thread(target=burn, args=(address, stop)) for _ in range(CLIENTS)]
                for one in clients:
                    one.start()
                time.sleep(0.5)
                measure(calls, times, BUSY, rounds // TURNS)
                stop.set()
                for one in clients:
                    one.join()
        finally:
            server.terminate()
    for name, measured in times.items():
        report(f"{name}, {rounds} rounds", measured)


def settle(address: str) -> None:
    """Wait until the server has done what it does beside its first answers: reading pages ahead, checking the graph."""
    for _second in range(120):
        with urllib.request.urlopen(f"{address}/quality", timeout=60) as answer:  # noqa: S310 - our own server
            if b'class="tallies"' in answer.read():
                return
        time.sleep(1)


def measure(
    calls: dict[str, Callable[[], object]], times: dict[str, dict[str, list[float]]], state: str, rounds: int
) -> None:
    """Add the times of these calls, in turns."""
    for _round in range(rounds):
        for name, call in calls.items():
            times[name][state].append(milliseconds(call))


def burn(address: str, stop: threading.Event) -> None:
    """Send the cross product again and again; a client that is sent away comes back when it is told to."""
    while not stop.is_set():
        if fetch(f"{address}/sparql?query={urllib.parse.quote(CROSS)}") != 503:
            raise AssertionError("the cross product has an answer")
        stop.wait(SECONDS)


def fetch(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def report(title: str, times: dict[str, list[float]]) -> None:
    base = statistics.median(next(iter(times.values())))
    print(title)
    print(f"{'':<44}{'median ms':>10}{'95% ms':>9}{'ratio':>8}")
    for name, values in times.items():
        middle, high = statistics.median(values), statistics.quantiles(values, n=20)[-1]
        print(f"{name:<44}{middle:>10.2f}{high:>9.2f}{middle / base:>8.2f}")
    print()


def main() -> None:
    """Measure and print the report."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    queries(rounds)
    pages(rounds)


if __name__ == "__main__":
    main()
