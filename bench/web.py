"""How fast the pages are: the real server (waitress), beside a bare WSGI application in the same server and run.

Run: uv run python bench/web.py [REQUESTS]. Times are per request over one kept connection, in milliseconds; the memory
is what the server's process holds after all of them. "New words" are other questions each time (those of the finder's
own set), for pages are kept as they were rendered last.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

BARE = """
from waitress import serve
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", "5")])
    return [b"hello"]
serve(application, host="127.0.0.1", port=int(__import__("sys").argv[1]), threads=8, ident=None, _quiet=True)
"""
OURS = "import sys; from kg.cli import main; main(['serve', '--port', sys.argv[1]])"
# `{question}`, `{instrument}` and `{problem}` stand for another one each time.
PAGES = {
    "bare WSGI application": "/",
    "start": "/",
    "instrument, the longest": "/doc/instrument/toolkit-blend-je-onderwijs",
    "instrument, each in turn": "/doc/instrument/{instrument}",
    "problem": "/doc/problem/geen-leercultuur",
    "problem, each in turn": "/doc/problem/{problem}",
    "instrument as Turtle": "/doc/instrument/toolkit-blend-je-onderwijs.ttl",
    "answer, new words": "/?q={question}",
    "answer, asked before": "/?q=docenten+hebben+te+weinig+tijd",
    "ask API, new words": "/api/ask?q={question}",
    "search page, new words": "/search?q={question}",
    "search API, new words": "/api/search?q={question}",
    "framework": "/framework",
    "gaps": "/gaps",
    "plan": "/plan?problem=geen-leercultuur&problem=te-weinig-tijd-voor-professionalisering",
    "stored question": "/questions/instrument-list",
}
QUESTIONS = Path(__file__).parent / "finder" / "questions.json"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def started(code: str, **environment: str) -> tuple[subprocess.Popen[bytes], int, float]:
    """A server that answers, its port, and how many seconds it took."""
    port, start = free_port(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(port)], stdout=subprocess.DEVNULL, env=os.environ | environment
    )
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            return process, port, time.perf_counter() - start
        except OSError:
            time.sleep(0.02)


def slugs(port: int, kind: str) -> list[str]:
    """The things of a kind that a server has pages of; one without a name for a server that has none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/sitemap.xml")
    listed = connection.getresponse().read().decode()
    return sorted(set(re.findall(f"/doc/{kind}/([^<.]+)</loc>", listed))) or [""]


def measured(port: int, path: str, requests: int) -> tuple[float, float]:
    """Median and 95th percentile of the time per request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    others = {
        "question": [quote(asked["query"]) for asked in json.loads(QUESTIONS.read_text(encoding="utf-8"))["queries"]],
        **{kind: slugs(port, kind) for kind in ("instrument", "problem")},
    }
    times = []
    for number in range(requests + 5):
        address = path.format(**{name: found[number % len(found)] for name, found in others.items()})
        start = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{address} answers {answer.status}")
        if number >= 5:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def memory(pid: int) -> float:
    """Resident memory in megabytes (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    bare, bare_port, _seconds = started(BARE)
    ours, port, seconds = started(OURS)
    try:
        # What is made beside the first requests is not part of theirs.
        time.sleep(10)
        base, _worst = measured(bare_port, "/", requests)
        print(f"{requests} requests each")
        print(f"{'page':<28}{'median ms':>10}{'95% ms':>10}{'ratio':>8}")
        for name, path in PAGES.items():
            middle, worst = measured(bare_port if name.startswith("bare") else port, path, requests)
            print(f"{name:<28}{middle:>10.2f}{worst:>10.2f}{middle / base:>8.1f}")
        print(f"started in {seconds:.1f} s; memory {memory(ours.pid):.0f} MB (bare: {memory(bare.pid):.0f} MB)")
    finally:
        for process in (bare, ours):
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
