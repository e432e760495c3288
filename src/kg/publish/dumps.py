"""The whole graph in one file, in each form, with checksums.

The files of the graph are the source: a store writes numbers in its own way (``50.0`` becomes ``50``), files do not.
TriG keeps what the other forms lose: which file of the graph a statement stands in, as a named graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.namespaces import BASE
from kg.product import Product
from kg.publish.document import Document, document
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


def dump(product: Product, suffix: str) -> Document:
    """The graph in one form.

    :param suffix: ``ttl``, ``nt``, ``jsonld``, ``rdf`` or ``trig``.
    """
    form = FORMS[suffix]
    return written(PATHS[suffix], form, quads(product) if suffix == "trig" else triples(product))


def checksums(dumps: Iterable[Document]) -> Document:
    """What ``sha256sum --check`` reads: one line per file."""
    lines = [f"{dump.sha256}  {dump.path.removeprefix('dumps/')}\n" for dump in dumps]
    return document(CHECKSUMS, "text/plain; charset=utf-8", "".join(lines))
