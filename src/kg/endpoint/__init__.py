"""The public SPARQL 1.1 endpoint: any query, within limits, in processes that can be ended.

Embedded, the queries run in worker processes over a copy of the graph on disk; with ``KG_STORE``, a worker looks at the
query, and the server that the setting names answers it. Neither ever asks anything of another server.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import threading
import weakref
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from kg.cache import Cache
from kg.endpoint import snapshot
from kg.endpoint.answering import Question, Written, rewritten
from kg.endpoint.limits import Limits
from kg.endpoint.pool import PYTHON, Pool, busy
from kg.errors import Code, KgError
from kg.product import Product
from kg.settings import EMBEDDED, Settings
from kg.store.remote import RemoteStore

__all__ = ["Endpoint", "Limits", "Question", "Result"]

# What every SPARQL 1.1 server can say.
_PLAINEST = {"bindings": "application/sparql-results+json", "graph": "application/n-triples"}


@dataclass(frozen=True)
class Result:
    """The answer to a query.

    :param form: name of its form (:data:`kg.endpoint.formats.BY_NAME`).
    :param stream: its bytes, to be read once and closed.
    :param size: how many bytes.
    :param rows: how many rows or triples; 1 for ASK.
    :param absent: graphs that were asked for and are not in the dataset, and so counted as empty.
    """

    form: str
    stream: BinaryIO
    size: int
    rows: int
    absent: tuple[str, ...] = ()


class Endpoint:
    """Answers queries about one graph; starts its processes at the first one.

    :param settings: which store, the limits, and where a copy of the graph may be kept.
    :param product: the graph's files.
    """

    def __init__(self, settings: Settings, product: Product) -> None:
        self.limits = Limits.of(settings)
        self._settings, self._product = settings, product
        self._places = threading.BoundedSemaphore(self.limits.places)
        self._lock = threading.Lock()
        self._pool: Pool | None = None
        self._copy: Path | None = None

    def ask(self, question: Question) -> Result:
        """The answer to a query.

        :raises KgError: ``usage`` for a query that is not SPARQL, ``refused`` for one that calls another server,
            ``not-acceptable`` where the asker takes no form that fits, ``limit`` for an answer that is too large,
            ``unavailable`` if it takes too long, or if there is no place.
        """
        # Who finds no place is told so at once: a thread that waits here answers no pages.
        if not self._places.acquire(blocking=False):
            raise busy()
        try:
            told, body = self._ready().ask(asdict(question))
            if "error" in told:
                raise KgError.of_message(told["error"])
            if "kind" in told:
                return _as_result(self._forward(question, told["kind"]))
            if "long" in told:
                size, stream = _taken(Path(told["long"]))
            else:
                size, stream = len(body), io.BytesIO(body)
            return Result(told["form"], stream, size, told["rows"], tuple(told["absent"]))
        finally:
            self._places.release()

    def prepare(self) -> None:
        """Make the copy of the graph and start the processes, so that the first query does not wait for them.

        :raises KgError: ``unavailable`` if the copy cannot be made.
        """
        self._ready()

    def copy(self) -> Path | None:
        """The store on disk that the processes read; ``None`` where the graph is on another server.

        It is there as long as this endpoint is.

        :raises KgError: ``unavailable`` if the copy cannot be made.
        """
        if self._settings.store != EMBEDDED:
            return None
        with self._lock:
            return snapshot.store_of(self._folder())

    def graphs(self) -> dict[str, int]:
        """The named graphs and how many triples each has, and under the empty name the default graph.

        Nothing where the graph is on another server.

        :raises KgError: ``unavailable`` if the copy of the graph cannot be made.
        """
        if self._settings.store != EMBEDDED:
            return {}
        with self._lock:
            return snapshot.counts(self._folder())

    def processes(self) -> list[int]:
        """The numbers of the processes that run queries."""
        with self._lock:
            return self._pool.processes() if self._pool else []

    def close(self) -> None:
        """End the processes; a later query starts new ones."""
        with self._lock:
            if self._pool:
                self._pool.close()
            self._pool = None

    def _ready(self) -> Pool:
        with self._lock:
            if self._pool is None:
                self._pool = Pool(self.limits, self._folder() if self._settings.store == EMBEDDED else None)
            return self._pool

    def _folder(self) -> Path:
        """The copy of the graph, made now if it is not there yet."""
        if self._copy is None:
            cache = self._settings.cache
            if cache is None or not Cache(cache).can_keep():
                cache = self._own_folder()
            folder = snapshot.folder_of(self._product, cache)
            if not _make(self._product, folder, self._product.checksum):
                # The files have changed since they were counted. What they hold now is for this endpoint alone.
                folder = self._own_folder() / "copy"
                _make(self._product, folder)
            self._copy = folder
        return self._copy

    def _own_folder(self) -> Path:
        """A new folder that goes with this endpoint."""
        folder = Path(tempfile.mkdtemp(prefix="instrumentenwijzer-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _forward(self, question: Question, kind: str) -> Written:
        remote = RemoteStore(self._settings.store, self._settings.graph_store_address, timeout=self.limits.seconds)
        parameters = [("query", question.text)]
        parameters += [("default-graph-uri", iri) for iri in question.default_graphs]
        parameters += [("named-graph-uri", iri) for iri in question.named_graphs]
        try:
            body = remote.forward(parameters, _PLAINEST[kind], self.limits.bytes)
        except KgError as error:
            if error.code is not Code.UNAVAILABLE:
                raise
            # Who asks from outside has no need of the address of the store.
            raise KgError(
                Code.UNAVAILABLE,
                f"The store did not answer within {self.limits.seconds:g} seconds, or not well.",
                hint="Ask for less, or later.",
                dutch=(
                    f"Het antwoord kwam niet binnen {self.limits.seconds:g} seconden, of niet goed.",
                    "Vraag minder, of later.",
                ),
            ) from error
        return rewritten(body, question, kind, self.limits)


def _make(product: Product, folder: Path, checksum: str = "") -> bool:
    """Make the copy in a process of its own, so that the server does not keep the memory that it takes.

    :returns: whether it is there: not if the files have another checksum than the one given.
    """
    if snapshot.is_there(folder):
        return True
    names = "\n".join([str(folder), str(product.root.resolve()), checksum])
    done = subprocess.run(  # noqa: S603 - our own program, with no argument from outside
        [*PYTHON, "kg.endpoint.snapshot"], input=names, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode == snapshot.CHANGED:
        return False
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise KgError(
            Code.UNAVAILABLE,
            f"No copy of the graph can be made for queries: {last}",
            where=str(folder),
            hint="Run `kg check`, and see whether the disk of KG_CACHE has room.",
            dutch=(
                f"Er kan geen kopie van de graaf worden gemaakt om vragen te beantwoorden: {last}",
                "Draai `kg check`, en kijk of er ruimte is op de schijf van KG_CACHE.",
            ),
        )
    return True


def _as_result(written: Written) -> Result:
    return Result(written.form, io.BytesIO(written.body), len(written.body), written.rows, written.absent)


def _taken(path: Path) -> tuple[int, BinaryIO]:
    """Size and bytes of the file in which a worker left its answer; the file is gone once the stream is closed."""
    stream = path.open("rb")
    path.unlink()
    return os.fstat(stream.fileno()).st_size, stream
