"""Graphs of any size, grown from the shipped one: a part of its records, or copies of them under new slugs.

In a part, a record says nothing of what was left out. Copies
point at copies; what the records share (terms, schemes, sources with their passages) stands there once.

Run as ``python bench/grown.py FOLDER TRIPLES``; prints how many triples it wrote.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.namespaces import ID, KG, RDF, split_address
from kg.product import shipped_product
from kg.turtlefile import read

# Kinds of which no copy is made: everything rests on the same sources.
_SHARED = {"source", "passage"}
# The record that the bench changes is in every part, and so are kinds with no more records than this.
_CHANGED = ID + "instrument/toolwiel"
_MOST = 8
_ROW = ox.NamedNode(KG + "row")

_CLAIMED = {ox.NamedNode(RDF + name) for name in ("subject", "object")}

Content = dict[Path, list[ox.Triple]]
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Node = TypeVar("_Node", bound=Node)


def grow(root: Path, size: int) -> int:
    """Write a graph of about so many triples, with the shipped shapes and queries.

    :param root: an empty folder.
    :returns: how many triples it has.
    """
    product = shipped_product()
    for name in ("shapes", "queries"):
        shutil.copytree(product.folder(name), root / name)
    content = {path.relative_to(product.root): read(path) for path in product.graph_files}
    if size < _count(content) * 0.8:
        parts = [_part(content, every) for every in (2, 5, 10, 20, 50, 100)]
        # What the records share leaves the smallest part no smaller than some 12,000 triples.
        content = next((part for part in parts if _count(part) <= size), parts[-1])
    content |= _copies(content, size - _count(content))
    for path, triples in content.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    return _count(content)


def _count(content: Content) -> int:
    return sum(map(len, content.values()))


def _copies(content: Content, size: int) -> Content:
    """Copies of the records in ``data/`` until there are so many triples more."""
    records = {
        path: triples
        for path, triples in content.items()
        if path.parts[0] == "data" and path.parts[1] not in _SHARED and _ROW not in {t.predicate for t in triples}
    }
    copied = {(path.parts[1], path.stem) for path in records}
    made: Content = {}
    for number in range(1, round(size / _count(records)) + 1):
        for path, triples in records.items():
            named = path.with_name(f"c{number}x{path.name}")
            made[named] = [_copy(triple, number, copied) for triple in triples]
    return made


def _copy(triple: ox.Triple, number: int, copied: set[tuple[str, str]]) -> ox.Triple:
    subject, predicate, value = triple
    return ox.Triple(_renamed(subject, number, copied), predicate, _renamed(value, number, copied))


def _renamed(term: _Node, number: int, copied: set[tuple[str, str]]) -> _Node | ox.NamedNode:
    address = split_address(term.value) if isinstance(term, ox.NamedNode) else None
    if address is None or address[:2] not in copied:
        return term
    kind, slug, part = address
    return ox.NamedNode(f"{ID}{kind}/c{number}x{slug}{'#' if part else ''}{part}")


def _part(content: Content, every: int) -> Content:
    """One of so many records of each large kind, with the passages that they rest on and all that is no record."""
    owners = {owner for triples in content.values() for triple in triples if (owner := _owner(triple.subject))}
    kinds = Counter(map(_kind, owners))
    passages = {owner for owner in owners if _kind(owner) == "passage"}
    large = sorted(it for it in owners - passages - {_CHANGED} if kinds[_kind(it)] > _MOST and _kind(it) != "scheme")
    part = _without(content, {owner for place, owner in enumerate(large) if place % every})
    return _without(part, passages - {_owner(triple.object) for triples in part.values() for triple in triples})


def _without(content: Content, left_out: set[str]) -> Content:
    """The files without some records, and without all that is said of these elsewhere."""
    made: Content = {}
    for path, triples in content.items():
        # A claim about what was left out goes as a whole.
        broken = {t.subject for t in triples if t.predicate in _CLAIMED and _owner(t.object) in left_out}
        kept = [t for t in triples if left_out.isdisjoint({_owner(t.subject), _owner(t.object)})]
        if kept := [triple for triple in kept if triple.subject not in broken]:
            made[path] = kept
    return made


def _kind(owner: str) -> str:
    return owner.removeprefix(ID).partition("/")[0]


def _owner(term: Node) -> str:
    """The address of the record that a node is or belongs to; empty for any other node."""
    return term.value.partition("#")[0] if isinstance(term, ox.NamedNode) and term.value.startswith(ID) else ""


if __name__ == "__main__":
    sys.stdout.write(f"{grow(Path(sys.argv[1]), int(sys.argv[2]))}\n")
