"""A process that answers queries, one at a time, until its server goes away or ends it.

It reads questions from standard input and writes answers to standard output (:mod:`kg.endpoint.wire`). The first
message says what it has to know; without a copy of the graph it only says of what kind a query is.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pyoxigraph as ox

from kg.endpoint import wire
from kg.endpoint.answering import Question, answer, kind_of
from kg.endpoint.confinement import confine
from kg.endpoint.limits import Limits
from kg.endpoint.snapshot import open_copy
from kg.errors import KgError
from kg.memory import share_one_heap

# Standard output is for answers; what a library prints goes to standard error.
_IN, _OUT = 0, 1
# The server ends a worker in time. Should the server be gone itself, the kernel does, this many seconds later.
_GRACE = 2.0
# Longer answers go through a file: the server then sends them without holding them.
_LONG = 1_000_000


def main() -> None:
    """Answer until standard input ends."""
    # Ctrl-C in a terminal reaches all its processes; the server decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.dup(_OUT)
    os.dup2(sys.stderr.fileno(), _OUT)
    receiver = wire.Receiver(_IN)
    setup, _ = receiver.receive()
    limits = Limits(**setup["limits"])
    # A heap for each thread would take 64 MB of the address space that the limit counts, used or not.
    share_one_heap()
    confined = confine(limits.memory)
    store = open_copy(Path(setup["folder"])) if setup["folder"] else None
    wire.send(answers, {"offline": confined})
    for message in _messages(receiver):
        # Kills the process whatever it is doing: the default action of this signal needs no Python to run.
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
        reply, body = _reply(store, message, limits)
        if len(body) > _LONG:
            Path(setup["long"]).write_bytes(body)
            reply, body = {**reply, "long": setup["long"]}, b""
        signal.setitimer(signal.ITIMER_REAL, 0)
        wire.send(answers, reply, body)


def _messages(receiver: wire.Receiver) -> Iterator[dict[str, Any]]:
    """The questions as they come; the process ends as soon as there can be no more, even in the middle of one."""
    waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def read() -> None:
        try:
            while True:
                waiting.put(receiver.receive()[0])
        except EOFError:
            os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield waiting.get()


def _reply(store: ox.Store | None, message: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    question = Question(
        message["text"],
        tuple(message["default_graphs"]),
        tuple(message["named_graphs"]),
        message["bindings"],
        message["graph"],
    )
    try:
        if store is None:
            return {"kind": kind_of(question.text)}, b""
        written = answer(store, question, limits)
    except KgError as error:
        return {"error": error.as_message()}, b""
    return {"form": written.form, "rows": written.rows, "absent": written.absent}, written.body


if __name__ == "__main__":
    main()
