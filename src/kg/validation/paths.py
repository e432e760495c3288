"""SHACL property paths (SHACL, section 2.3.1): read, follow, and follow back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.namespaces import RDF, SH
from kg.validation.graph import Graph, Node, Subject


@dataclass(frozen=True)
class Path:
    """A path that is more than one property.

    :param kind: ``sequence``, ``alternative``, ``inverse``, ``*``, ``+`` or ``?``.
    :param parts: what it is made of: properties or further paths.
    """

    kind: str
    parts: tuple[Path | str, ...]


Steps = Path | str
_KINDS = {"inversePath": "inverse", "zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def items(graph: Graph, head: Node) -> list[Node]:
    """The members of an RDF list."""
    found: list[Node] = []
    while head != RDF + "nil":
        first, rest = graph.values(head, RDF + "first"), graph.values(head, RDF + "rest")
        if len(first) != 1 or len(rest) != 1 or len(found) > 10_000:
            raise ValueError("an RDF list is broken")
        found.append(first[0])
        head = rest[0]
    return found


def read(graph: Graph, start: Node) -> Steps:
    """The path that a node of a shapes graph describes.

    :raises ValueError: for what is no path.
    """
    if isinstance(start, str):
        return start
    for name, kind in _KINDS.items():
        for inner in graph.values(start, SH + name):
            return Path(kind, (read(graph, inner),))
    for head in graph.values(start, SH + "alternativePath"):
        return Path("alternative", tuple(read(graph, member) for member in items(graph, head)))
    if graph.values(start, RDF + "first"):
        return Path("sequence", tuple(read(graph, member) for member in items(graph, start)))
    raise ValueError("this is no property path")


def inverse(path: Steps) -> Steps:
    """The same way, walked back."""
    if isinstance(path, str):
        return Path("inverse", (path,))
    if path.kind == "inverse":
        return path.parts[0]
    parts = reversed(path.parts) if path.kind == "sequence" else path.parts
    return Path(path.kind, tuple(inverse(part) for part in parts))


def follow(graph: Graph, start: Node, path: Steps) -> list[Node]:
    """The nodes at the end of a path, each once."""
    if isinstance(path, str):
        return graph.values(start, path)
    match path.kind:
        case "sequence":
            ends: list[Node] = [start]
            for part in path.parts:
                ends = list(dict.fromkeys(end for node in ends for end in follow(graph, node, part)))
            return ends
        case "alternative":
            return list(dict.fromkeys(end for part in path.parts for end in follow(graph, start, part)))
        case "inverse":
            inner = path.parts[0]
            if isinstance(inner, str):
                holders: list[Subject] = graph.holders(inner, start)
                return list(holders)
            return follow(graph, start, inverse(inner))
    reached: dict[Node, None] = {} if path.kind == "+" else {start: None}
    todo: list[Node] = [start]
    while todo:
        for end in follow(graph, todo.pop(), path.parts[0]):
            if end not in reached:
                reached[end] = None
                if path.kind != "?":
                    todo.append(end)
    return list(reached)


def occurrences(path: Steps) -> Iterator[tuple[tuple[Steps, ...], str, bool]]:
    """Every place where a path takes a step along a property.

    :returns: the way to the place, the property, and whether the step goes against its direction.
    """
    if isinstance(path, str):
        yield (), path, False
        return
    if path.kind == "inverse" and isinstance(path.parts[0], str):
        yield (), path.parts[0], True
        return
    if path.kind == "inverse":
        yield from occurrences(inverse(path.parts[0]))
        return
    for number, part in enumerate(path.parts):
        before: tuple[Steps, ...] = path.parts[:number] if path.kind == "sequence" else ()
        if path.kind in {"*", "+"}:
            before = (Path("*", path.parts),)
        for way, predicate, back in occurrences(part):
            yield (*before, *way), predicate, back
