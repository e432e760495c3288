"""The graph on disk, kept up to date file by file: what makes the check of one changed record quick.

A store in the cache folder holds every file of the graph as a graph of its own. Before each use, files whose bytes
changed are read anew and the others are not even opened. It can be thrown away at any time: it is made again from the
files. Only one process can have it; another one works on a store in memory meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import ID, XSD
from kg.product import Product
from kg.store import Answer
from kg.store.embedded import answer_of
from kg.turtlefile import Statement, parse, read_text
from kg.validation.graph import Triple

# Raised when what is kept has another form.
_VERSION = 1
_WENT = ox.NamedNode("urn:kg:went")
# More removed or changed files than this, and it is quicker to begin anew.
_MOST_CHANGES = 100
_TICK = 1_000_000_000  # nanoseconds


_SAME = "same"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")


def _stays(term: object) -> bool:
    """Whether Oxigraph gives a term back as it is: it writes numbers, booleans and dates anew."""
    if not isinstance(term, ox.Literal) or term.language or not term.datatype.value.startswith(XSD):
        return True
    name = term.datatype.value.removeprefix(XSD)
    if name == "integer":
        return _INTEGER.fullmatch(term.value) is not None
    return name in {"string", "anyURI"} or (name == "boolean" and term.value in {"true", "false"})


class Snapshot:
    """All files of a product in one store, each in its own graph, as they are on disk now.

    :param product: the graph.
    :param folder: where the store is kept; ``None``, or a folder that another process has, keeps it in memory.
    :raises KgError: ``unreadable`` for a file that is no Turtle.
    """

    def __init__(self, product: Product, folder: Path | None) -> None:
        self._product = product
        name = hashlib.sha256(str(product.root.resolve()).encode()).hexdigest()[:16]
        self._folder = folder / f"check-{name}" if folder else None
        self._kept_at = 0
        self._store, self._marks = self._opened()
        self._store.remove_graph(_WENT)
        self._synchronise()

    def _name(self, path: Path) -> str:
        """The file's name from the product's folder; to resolve 500 paths would take longer than all the rest."""
        return path.relative_to(self._product.root).as_posix()

    def _opened(self) -> tuple[ox.Store, dict[str, list[int | str]]]:
        """The store and what it holds: file -> size, time and checksum."""
        if self._folder is None:
            return ox.Store(), {}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            store = ox.Store(str(self._folder / "store"))
        except OSError:
            self._folder = None
            return ox.Store(), {}
        try:
            kept = json.loads(self._manifest.read_text(encoding="utf-8"))
            marks = kept["files"] if kept["version"] == _VERSION else {}
            self._kept_at = self._manifest.stat().st_mtime_ns
        except (OSError, ValueError, KeyError, TypeError):
            marks = {}
        if not marks:
            store.clear()
        return store, marks

    @property
    def _manifest(self) -> Path:
        assert self._folder is not None  # noqa: S101 - the callers have asked
        return self._folder / "files.json"

    def _synchronise(self) -> None:
        marks: dict[str, list[int | str]] = {}
        changed: dict[str, tuple[list[ox.Quad], bool]] = {}
        for path in self._product.graph_files:
            name, status = self._name(path), path.stat()
            before = self._marks.get(name, [])
            # A file that changed just before it was read may have changed again within one tick of the clock.
            is_old = status.st_mtime_ns < self._kept_at - _TICK
            if is_old and before[:2] == [status.st_size, status.st_mtime_ns]:
                marks[name] = before
                continue
            text = read_text(path)
            checksum = hashlib.sha256(text.encode()).hexdigest()
            if before[2:3] == [checksum]:
                marks[name] = [status.st_size, status.st_mtime_ns, *before[2:]]
                continue
            graph = self._graph(name)
            quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in parse(text, str(path))]
            changed[name] = (quads, bool(before))
            same = all(_stays(quad.object) for quad in quads)
            marks[name] = [status.st_size, status.st_mtime_ns, checksum, _SAME if same else ""]
        gone = self._marks.keys() - marks.keys()
        if changed or gone:
            self._replace(changed, gone)
        if marks != self._marks:
            self._keep(marks)
        self._marks = marks

    def _replace(self, changed: dict[str, tuple[list[ox.Quad], bool]], gone: Iterable[str]) -> None:
        if self._folder:
            # Whoever stops us here leaves a store without a manifest, which the next one empties.
            self._manifest.unlink(missing_ok=True)
        for name in [*gone, *(name for name, (_quads, known) in changed.items() if known)]:
            self._store.remove_graph(self._graph(name))
        quads = (quad for found, _known in changed.values() for quad in found)
        if len(changed) > _MOST_CHANGES:
            self._store.bulk_extend(quads)
        else:
            self._store.extend(quads)

    def _keep(self, marks: dict[str, list[int | str]]) -> None:
        if self._folder:
            self._store.flush()
            draft = self._manifest.with_suffix(".draft")
            draft.write_text(json.dumps({"version": _VERSION, "files": marks}), encoding="utf-8")
            draft.replace(self._manifest)

    @staticmethod
    def _graph(name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{ID}file/{name}".replace(" ", "%20"))

    # Asking

    def is_same(self, path: Path) -> bool:
        """Whether the store has every literal of a file with the characters of the file."""
        return self._marks[self._name(path)][3] == _SAME

    def statements(self, subject: str) -> dict[Path, list[Statement]]:
        """What each file says of a thing, with its numbers as the store writes them."""
        found: dict[ox.NamedNode | ox.BlankNode | ox.DefaultGraph, list[Statement]] = defaultdict(list)
        for start, predicate, value, graph in self._store.quads_for_pattern(ox.NamedNode(subject), None, None):
            found[graph].append((start, predicate, value))
        return {self._path(graph): said for graph, said in found.items() if graph != _WENT}

    def select(self, query: str) -> Answer:
        """The answer to a SELECT query over all files."""
        return answer_of(self._store.query(query, use_default_graph_as_union=True))

    def files(self, subject: str, predicate: str = "") -> list[Path]:
        """The files that say something of a thing, or give it a value for a property."""
        asked = ox.NamedNode(predicate) if predicate else None
        return self._paths(self._store.quads_for_pattern(ox.NamedNode(subject), asked, None))

    def values(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | Triple]:
        """What a thing has for a property, with its numbers as the store writes them."""
        quads = self._store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
        return list(dict.fromkeys(quad.object for quad in quads))

    def holders(self, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> list[str]:
        """The things that have this value for a property."""
        quads = self._store.quads_for_pattern(None, ox.NamedNode(predicate), value)
        return list(dict.fromkeys(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subject and object of every statement with a property between things."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    def _paths(self, quads: Iterable[ox.Quad]) -> list[Path]:
        graphs = dict.fromkeys(quad.graph_name for quad in quads)
        return [self._path(graph) for graph in graphs if graph != _WENT]

    def _path(self, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Path:
        return self._product.root / str(getattr(graph, "value", "")).removeprefix(f"{ID}file/").replace("%20", " ")

    @contextmanager
    def with_what_went(self, triples: Iterable[Triple]) -> Iterator[None]:
        """For a while, the statements that went stand beside those that are there."""
        self._store.extend(ox.Quad(t.subject, t.predicate, t.object, _WENT) for t in triples)
        try:
            yield
        finally:
            self._store.remove_graph(_WENT)

    def close(self) -> None:
        """Let go of the store, so that another process can have it."""
        del self._store
