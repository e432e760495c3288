"""The processes that run queries: few, killable, replaced when killed, and gone when the server is.

A worker is a program of its own (``python -m kg.endpoint.worker``), started with pipes: nothing is forked, so threads
and open files of the server play no part in it, and the same happens on Linux and on macOS.
"""

from __future__ import annotations

import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.endpoint import wire
from kg.endpoint.limits import Limits
from kg.errors import Code, KgError, grouped

# -P: the folder in which the server happens to run is no place for modules.
PYTHON = (sys.executable, "-P", "-m")
# How long a new process may take until it can be asked; on a machine that is very busy, seconds.
_START_SECONDS = 60.0


class Worker:
    """One process, and the pipes to it.

    :param limits: what a query may take.
    :param folder: the graph's copy, or ``None`` where the graph is on another server.
    :param outbox: folder in which it puts long answers.
    """

    def __init__(self, limits: Limits, folder: Path | None, outbox: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, with no argument from outside
            [*PYTHON, "kg.endpoint.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("both are pipes")
        self._pipes: tuple[IO[bytes], IO[bytes]] = (self._process.stdin, self._process.stdout)
        self._receiver = wire.Receiver(self._pipes[1].fileno())
        self._ready = False
        self._long = outbox / str(self._process.pid)
        wire.send(
            self._pipes[0].fileno(),
            {"limits": limits.as_dict(), "folder": str(folder or ""), "long": str(self._long)},
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def is_ready(self) -> bool:
        """Whether the process can be asked; waits until it is, or is known not to be."""
        if not self._ready and self.lives:
            try:
                self._receiver.receive(time.monotonic() + _START_SECONDS)
            except (EOFError, TimeoutError):
                return False
            self._ready = True
        return self.lives

    def ask(self, message: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a question, and wait for the answer.

        :param seconds: how long to wait.
        :raises TimeoutError: if it takes longer.
        :raises EOFError: if the process died.
        """
        deadline = time.monotonic() + seconds
        wire.send(self._pipes[0].fileno(), message)
        return self._receiver.receive(deadline)

    def end(self) -> None:
        """End the process, now, and wait until it is gone."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process and leave nothing of it; for whoever has the worker for himself."""
        self.end()
        for pipe in self._pipes:
            pipe.close()
        self._long.unlink(missing_ok=True)


class Pool:
    """A few workers.

    :param limits: what a query may take, and how many workers there are.
    :param folder: the graph's copy, or ``None`` where the graph is on another server.
    """

    def __init__(self, limits: Limits, folder: Path | None) -> None:
        self.limits = limits
        self._folder = folder
        self._outbox = Path(tempfile.mkdtemp(prefix="instrumentenwijzer-"))
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._lock = threading.Lock()
        self._all: set[Worker] = set()
        self._closed = False
        # When nobody holds the pool any more, and at the latest when Python ends, no worker is left.
        self._end = weakref.finalize(self, _end, self._all, self._outbox)
        for _ in range(limits.workers):
            self._idle.put(self._start())

    def ask(self, message: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Have a question answered.

        :raises KgError: ``unavailable`` if all workers are busy, or the time is up; ``limit`` if the process broke.
        """
        with self._worker() as worker:
            try:
                return worker.ask(message, self.limits.seconds)
            except TimeoutError as error:
                worker.end()
                raise KgError(
                    Code.UNAVAILABLE,
                    f"The query was stopped after {self.limits.seconds:g} seconds.",
                    hint="Ask for less: no patterns without a shared variable, a LIMIT, or one kind of thing.",
                    dutch=(
                        f"De vraag is na {self.limits.seconds:g} seconden afgebroken.",
                        "Vraag minder: geen patronen zonder gedeelde variabele, een LIMIT, of één soort dingen.",
                    ),
                ) from error
            except EOFError as error:
                worker.end()
                raise KgError(
                    Code.LIMIT,
                    f"The query broke the process that ran it: it takes more than {self.limits.memory:,} bytes of "
                    "memory, or is nested too deeply.",
                    hint="Ask for less at a time.",
                    dutch=(
                        f"Deze vraag is te zwaar: zij vraagt meer dan {grouped(self.limits.memory)} bytes "
                        "geheugen, of is te diep genest.",
                        "Vraag minder in één keer.",
                    ),
                ) from error

    def processes(self) -> list[int]:
        """The numbers of the worker processes."""
        with self._lock:
            return sorted(worker.pid for worker in self._all)

    def close(self) -> None:
        """End all workers; the questions that they are answering fail."""
        with self._lock:
            self._closed = True
            busy_ones = set(self._all)
            while not self._idle.empty():
                worker = self._idle.get_nowait()
                worker.close()
                busy_ones.discard(worker)
            # These are closed by the threads that wait for them.
            for worker in busy_ones:
                worker.end()
            self._all.clear()
        self._end()

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        """A worker for one question; in the end it, or one in its place, is there for the next."""
        try:
            worker = self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            raise busy() from None
        try:
            if not worker.is_ready():
                # It died between two questions, or did not start: nobody has to hear of that, unless it goes on.
                worker = self._replaced(worker)
                if not worker.is_ready():
                    raise KgError(
                        Code.UNAVAILABLE,
                        "No process for queries starts.",
                        hint="See the log of the server; KG_QUERY_MEMORY may be too small for this graph.",
                        dutch=(
                            "Er begint geen proces dat vragen beantwoordt.",
                            "Kijk in het logboek van de server; misschien is KG_QUERY_MEMORY te klein voor deze graaf.",
                        ),
                    )
            yield worker
        finally:
            if not worker.lives:
                worker = self._replaced(worker)
            with self._lock:
                if not self._closed:
                    self._idle.put(worker)

    def _replaced(self, worker: Worker) -> Worker:
        """A new worker in the place of one that is of no more use."""
        with self._lock:
            self._all.discard(worker)
        worker.close()
        return self._start()

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise KgError(
                    Code.UNAVAILABLE,
                    "The server is stopping.",
                    hint="Ask again when it runs.",
                    dutch=("De server stopt.", "Vraag het weer als hij draait."),
                )
            worker = Worker(self.limits, self._folder, self._outbox)
            self._all.add(worker)
        return worker


def _end(workers: set[Worker], outbox: Path) -> None:
    for worker in workers:
        worker.close()
    shutil.rmtree(outbox, ignore_errors=True)


def busy() -> KgError:
    """The error for who finds no place."""
    return KgError(
        Code.UNAVAILABLE,
        "All places for queries are taken.",
        hint="Ask again in a few seconds, or take a dump of the graph and ask it at home.",
        dutch=(
            "Het is nu druk: alle plaatsen voor vragen zijn bezet.",
            "Vraag het over een paar seconden weer, of haal de graaf op en vraag het op uw eigen computer.",
        ),
    )
