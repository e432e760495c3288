"""The whole graph in one file, in each form, with checksums.

The files of the graph are the source: a store writes numbers in its own way (``50.0`` becomes ``50``), files do not.
TriG keeps what the other forms lose: which file of the graph a statement stands in, as a named graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import pyoxigraph as ox

from kg.namespaces import BASE
from kg.product import Product
from kg.publish.document import Document, document
from kg.publish.keeping import Keeper
from kg.publish.rdf import FORMS, written
from kg.turtlefile import read

NAME = "instrumentenwijzer"
CHECKSUMS = "dumps/SHA256SUMS"
PATHS = {suffix: f"dumps/{NAME}.{suffix}" for suffix in FORMS}


def triples(product: Product) -> Iterator[ox.Triple]:
    """All triples of the graph's files, file by file.

    :raises KgError: ``unreadable`` if a file is no Turtle.
    """
    for path in product.graph_files:
        yield from read(path)


def quads(product: Product) -> Iterator[ox.Quad]:
    """The same, each with a named graph: ``.../graph/`` and the path of its file."""
    for path in product.graph_files:
        graph = ox.NamedNode(f"{BASE}graph/{product.relative(path).removesuffix('.ttl')}")
        for triple in read(path):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


class Dumps:
    """The graph's files in each form.

    :param product: the files.
    :param keeper: where dumps are kept from one start to the next; without one they are made at each.
    """

    def __init__(self, product: Product, keeper: Keeper | None = None) -> None:
        self._product = product
        self._keeper = keeper

    def _made(self, suffix: str) -> Document:
        named = suffix == "trig"
        return written(PATHS[suffix], FORMS[suffix], quads(self._product) if named else triples(self._product))

    def document(self, suffix: str) -> Document:
        """The graph in one form.

        :param suffix: ``ttl``, ``nt``, ``jsonld``, ``rdf`` or ``trig``.
        :raises KgError: ``unreadable`` if a file is no Turtle.
        """
        make = partial(self._made, suffix)
        return self._keeper.kept(PATHS[suffix], FORMS[suffix].media_type, make) if self._keeper else make()


def checksums(dumps: Iterable[Document]) -> Document:
    """What ``sha256sum --check`` reads: one line per file."""
    lines = [f"{dump.sha256}  {dump.path.removeprefix('dumps/')}\n" for dump in dumps]
    return document(CHECKSUMS, "text/plain; charset=utf-8", "".join(lines))
