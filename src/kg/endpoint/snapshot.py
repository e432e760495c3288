"""A copy of the graph on disk that many processes may open at once, for reading.

The default graph holds everything. The same triples also stand in one named graph per folder of files::

    graph/instrument    data/instrument/*.ttl
    graph/schemes       ontology/schemes/*.ttl

A copy is never changed: its folder carries the checksum of the files that it was made of.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import BASE
from kg.product import Checksum, Product

GRAPH = BASE + "graph/"
_COUNTS = "counts.json"
# Raise it when the layout of a copy changes.
_LAYOUT = 1
_UNUSED_DAYS = 14
# How the process that makes a copy ends where the files changed meanwhile.
CHANGED = 75  # EX_TEMPFAIL of sysexits.h


def graph_name(path: Path) -> str:
    """The named graph of a file of the graph."""
    return GRAPH + path.parent.name


def folder_of(product: Product, cache: Path) -> Path:
    """Where the copy of this graph belongs.

    :param cache: folder for what can be made anew.
    :raises KgError: ``unreadable`` for a file of the graph that cannot be read.
    """
    return cache / "sparql" / f"{_LAYOUT}-{ox.__version__}-{product.checksum}"


def counts(folder: Path) -> dict[str, int]:
    """How many triples each named graph of a copy has, and under the empty name the default graph."""
    found: dict[str, int] = json.loads((folder / _COUNTS).read_text(encoding="utf-8"))
    return found


def is_there(folder: Path) -> bool:
    """Whether there is a copy; whoever asks will use it, so it is not removed as one that nobody does."""
    found = (folder / _COUNTS).is_file()
    if found:
        # In a folder that cannot be written nothing is removed.
        with suppress(OSError):
            os.utime(folder)
    return found


class ChangedError(Exception):
    """The files are not those any more that the copy was to be made of."""


def make(product: Product, folder: Path, *, checksum: str = "") -> None:
    """Make a copy of a graph's files, whole or not at all; nothing is done if it is there already.

    :param folder: what :func:`folder_of` says.
    :param checksum: the one that the folder carries; without one, whatever the files hold is copied.
    :raises SyntaxError: for a file that is not Turtle.
    :raises ChangedError: if what was read has another checksum: under this one it would be wrong for all who come.
    """
    if is_there(folder):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_unused(folder.parent)
    made = Path(tempfile.mkdtemp(prefix="new-", dir=folder.parent))
    try:
        store = ox.Store(str(store_of(made)))
        read = Checksum(product)
        store.bulk_extend(_quads(product, read))
        store.flush()
        if checksum and read.told() != checksum:
            raise ChangedError
        numbers = {"": sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))}
        for name in store.named_graphs():
            numbers[name.value] = sum(1 for _ in store.quads_for_pattern(None, None, None, name))
        del store
        (made / _COUNTS).write_text(json.dumps(numbers, sort_keys=True), encoding="utf-8")
        made.rename(folder)
    except OSError:
        # Another process was faster: its copy is as good.
        if not (folder / _COUNTS).is_file():
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def store_of(folder: Path) -> Path:
    """Where in a copy the store lies."""
    return folder / "store"


def open_copy(folder: Path) -> ox.Store:
    """The store of a copy, for reading only."""
    return ox.Store.read_only(str(store_of(folder)))


def _quads(product: Product, read: Checksum) -> Iterator[ox.Quad]:
    """Every triple, in the default graph and in that of its folder; what was read is added to the checksum."""
    for path in product.graph_files:
        content = path.read_bytes()
        read.add(path, content)
        name = ox.NamedNode(graph_name(path))
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
            yield quad
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _remove_unused(parent: Path) -> None:
    """Remove copies that nobody has opened for long; one that is open stays readable to whoever has it open."""
    limit = time.time() - _UNUSED_DAYS * 86_400
    for folder in parent.iterdir():
        # Another process may be removing it as well.
        with suppress(OSError):
            if folder.stat().st_mtime < limit:
                shutil.rmtree(folder)


def main() -> None:
    """Make a copy in a process of its own, so that the server does not keep the memory that it takes.

    Reads the folder, that of the graph, and the checksum that its files have to have or an empty line.
    """
    folder, root, checksum = sys.stdin.read().split("\n")
    try:
        make(Product(Path(root)), Path(folder), checksum=checksum)
    except ChangedError:
        sys.exit(CHANGED)


if __name__ == "__main__":
    main()
