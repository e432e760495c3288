"""Our own SHACL Core engine: the shapes run as Python functions over an index in memory.

Proven equal to pySHACL, the reference, by ``tests/kg/validation/test_engines.py``. It exists because the whole graph
has to be checked while a steward waits: it needs no second copy of the graph, and one node costs what one node is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import Code, KgError
from kg.validation.constraints import Pairs, Wrong, check
from kg.validation.finding import Case, Finding
from kg.validation.graph import Graph, Node, text
from kg.validation.paths import follow
from kg.validation.shape import Constraint, Shape, Shapes


def findings(case: Case, focus: set[str] | None = None) -> list[Finding]:
    """See :class:`kg.validation.finding.Engine`."""
    return run(case.graph, case.shapes, focus)


def run(graph: Graph, shapes: Shapes, focus: set[str] | None = None) -> list[Finding]:
    """What the shapes find in a graph.

    :param focus: addresses of the only nodes to check, or ``None`` for all.
    :raises KgError: ``usage`` for shapes that ask more than SHACL Core: passing over them would say that all is well.
    """
    beyond = shapes.beyond()
    if beyond:
        shape, parameter = beyond[0]
        raise KgError(
            Code.USAGE,
            f"The shape {shape} asks sh:{parameter}, which is outside of SHACL Core.",
            where=shape,
            hint="Check with --engine pyshacl, or write the rule as a query in queries/checks/.",
        )
    found = []
    for targeted in shapes.targeted:
        found += validate(graph, targeted, targets(graph, targeted, focus))
    return found


def targets(graph: Graph, shape: Shape, focus: set[str] | None) -> list[Node]:
    """The focus nodes of a shape (SHACL, section 2.1.3), each once.

    :param focus: addresses of the only nodes that count, or ``None`` for all.
    """
    found: dict[Node, None] = {}
    for kind, address in shape.targets:
        match kind:
            case "class" if focus is not None:
                found |= dict.fromkeys(node for node in focus if graph.is_instance(node, address))
            case "class":
                found |= dict.fromkeys(graph.instances(address))
            case "node":
                found[address] = None
            case "subjects" if focus is not None:
                found |= dict.fromkeys(node for node in focus if graph.values(node, address))
            case "subjects":
                found |= dict.fromkeys(subject for subject, _value in graph.pairs(address))
            case _:
                found |= dict.fromkeys(value for _subject, value in graph.pairs(address))
    return list(found) if focus is None else [node for node in found if text(node) in focus]


def validate(graph: Graph, shape: Shape, nodes: Iterable[Node]) -> list[Finding]:
    """What a shape finds about some focus nodes (SHACL, section 3.4)."""
    pairs = _pairs(graph, shape, nodes)
    found = [_finding(shape, *fault) for fault in _own(graph, shape, pairs)]
    values = [value for _focus, values in pairs for value in values] if shape.properties else []
    for part in shape.properties:
        found += validate(graph, part, values)
    return found


def broken(graph: Graph, shape: Shape, nodes: Iterable[Node]) -> set[Node]:
    """The focus nodes that do not conform to a shape, in themselves or in what they point at."""
    pairs = _pairs(graph, shape, nodes)
    found = {focus for focus, *_rest in _own(graph, shape, pairs)}
    for part in shape.properties:
        below = broken(graph, part, {value for _focus, values in pairs for value in values})
        found |= {focus for focus, values in pairs if not below.isdisjoint(values)}
    return found


def _pairs(graph: Graph, shape: Shape, nodes: Iterable[Node]) -> Pairs:
    """Each focus node with its value nodes."""
    path = shape.path
    if path is None:
        return [(node, [node]) for node in nodes]
    if isinstance(path, str):
        return graph.each(nodes, path)
    return [(node, follow(graph, node, path)) for node in nodes]


def _own(graph: Graph, shape: Shape, pairs: Pairs) -> Iterator[tuple[Node, str, Node | None, str]]:
    """Focus node, component, value and property of what the constraints of a shape itself find."""
    for constraint in shape.constraints:
        for focus, value in wrong(graph, constraint, pairs):
            yield focus, constraint.component, value, ""
    if shape.closed:
        allowed = shape.ignored | {part.path for part in shape.properties if isinstance(part.path, str)}
        for focus, values in pairs:
            for node in values:
                for predicate in set(graph.predicates(node)) - allowed:
                    for end in graph.values(node, predicate):
                        yield focus, "Closed", end, predicate


def wrong(graph: Graph, constraint: Constraint, pairs: Pairs) -> Wrong:
    """The focus nodes and values that break one constraint.

    :param pairs: each focus node with its value nodes.
    """
    return _refused(graph, constraint, pairs) if constraint.shapes else check(constraint)(graph, pairs)


def _refused(graph: Graph, constraint: Constraint, pairs: Pairs) -> Wrong:
    """The values that do not meet a constraint that refers to other shapes (SHACL, sections 4.6 and 4.7)."""
    values = {value for _focus, values in pairs for value in values}
    met = dict.fromkeys(values, len(constraint.shapes))
    for shape in constraint.shapes:
        for value in broken(graph, shape, values):
            met[value] -= 1
    some = range(1, len(constraint.shapes) + 1)
    accepted = {"Not": [0], "Or": some, "Xone": [1]}.get(constraint.component, some[-1:])
    return [(focus, value) for focus, values in pairs for value in values if met[value] not in accepted]


def _finding(shape: Shape, focus: Node, component: str, value: Node | None, path: str) -> Finding:
    return Finding(
        text(focus),
        shape.name,
        component + "ConstraintComponent",
        path or (shape.path if isinstance(shape.path, str) else ""),
        "" if value is None else text(value),
        shape.severity.value,
    )
