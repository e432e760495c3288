"""Which focus nodes a change can touch, found from the shapes: what lies on the way from a target to what changed.

A focus node's results depend on the statements that the shapes walk along from it, on the kinds of the values that they
reach (sh:class), and on its own kind (targets). Turned round: from a changed statement, walk every such way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.namespaces import ID
from kg.validation.graph import SUBCLASS, TYPE, Graph, NamedNode, Node, Triple
from kg.validation.paths import Path, Steps, follow, inverse, occurrences
from kg.validation.shape import Shape, Shapes

_PAIRS = {"Equals", "Disjoint", "LessThan", "LessThanOrEquals"}
# Stands for every property, where a shape is closed.
_ANY = "*"


@dataclass(frozen=True)
class Dependency:
    """What the result of a focus node depends on.

    :param way: from the focus node to the node whose statements count.
    :param predicate: the property of these statements; ``*`` for every one.
    :param back: whether the node is the object of the statement, not its subject.
    """

    way: tuple[Steps, ...]
    predicate: str
    back: bool = False


def dependencies(shapes: Shapes) -> set[Dependency]:
    """All that any result of these shapes depends on, beside the statements of the focus node itself."""
    found = {it for shape in shapes.targeted for it in _of(shape, ())}
    found |= {
        Dependency((), address, back=True)
        for shape in shapes.targeted
        for kind, address in shape.targets
        if kind == "objects"
    }
    return {it for it in found if it.way or it.back}


def _of(shape: Shape, way: tuple[Steps, ...]) -> Iterator[Dependency]:
    values = way
    if shape.path is not None:
        values = (*way, shape.path)
        for before, predicate, back in occurrences(shape.path):
            yield Dependency((*way, *before), predicate, back)
    if shape.closed:
        yield Dependency(values, _ANY)
    for constraint in shape.constraints:
        if constraint.component == "Class":
            yield Dependency(values, TYPE)
        if constraint.component in _PAIRS:
            yield from (Dependency(way, str(value)) for value in constraint.values)
        for inner in constraint.shapes:
            yield from _of(inner, values)
    for inner in shape.properties:
        yield from _of(inner, values)


def touched(changed: Iterable[Triple], graph: Graph, shapes: Shapes) -> set[str] | None:
    """The addresses of the focus nodes whose results a change can touch, or ``None`` where it can touch all.

    :param changed: the statements that came and those that went.
    :param graph: the graph after the change. A statement on the way that went is among the changed ones itself.
    """
    found: set[Node] = set()
    needed: dict[str, list[Dependency]] = {}
    for dependency in dependencies(shapes):
        needed.setdefault(dependency.predicate, []).append(dependency)
    for triple in changed:
        subject, predicate = triple.subject, triple.predicate.value
        start: Node = subject.value if isinstance(subject, NamedNode) else subject  # type: ignore[assignment]  # no file of ours quotes triples
        if predicate == SUBCLASS or not (isinstance(start, str) and start.startswith(ID)):
            # A term of the ontology has another meaning, or a thing has no address to find it by.
            return None
        found.add(start)
        end = triple.object.value if isinstance(triple.object, NamedNode) else triple.object
        for dependency in [*needed.get(predicate, ()), *needed.get(_ANY, ())]:
            node = end if dependency.back else start
            if isinstance(node, Triple):
                continue
            way = dependency.way
            found |= set(follow(graph, node, inverse(Path("sequence", way)))) if way else {node}
    return {node for node in found if isinstance(node, str)}
