"""Shapes as plain values: what ``shapes/*.ttl`` asks, for the engine, the explanations and the incremental check.

SHACL Core (https://www.w3.org/TR/shacl/). What lies outside of it is kept by name in ``Shape.beyond``, so that no
engine passes over it in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as File

from kg.errors import Code, KgError
from kg.model import Severity
from kg.namespaces import RDF, RDFS, SH, SKOS
from kg.turtlefile import parse, read_text
from kg.validation import paths
from kg.validation.graph import Graph, Literal, Node, Subject, Triple, text

_SEVERITIES = {SH + "Violation": Severity.VIOLATION, SH + "Warning": Severity.WARNING, SH + "Info": Severity.INFO}
# Parameters with one plain value each (SHACL, section 4), and the component that each belongs to.
_VALUES = {
    "class": "Class",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "minExclusive": "MinExclusive",
    "minInclusive": "MinInclusive",
    "maxExclusive": "MaxExclusive",
    "maxInclusive": "MaxInclusive",
    "minLength": "MinLength",
    "maxLength": "MaxLength",
    "pattern": "Pattern",
    "uniqueLang": "UniqueLang",
    "equals": "Equals",
    "disjoint": "Disjoint",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "hasValue": "HasValue",
}
_LISTS = {"languageIn": "LanguageIn", "in": "In"}
_SHAPES = {"not": "Not", "node": "Node"}
_SHAPE_LISTS = {"and": "And", "or": "Or", "xone": "Xone"}
_TARGETS = {"targetClass": "class", "targetNode": "node", "targetSubjectsOf": "subjects", "targetObjectsOf": "objects"}
# Every component of SHACL Core that is read here.
COMPONENTS = tuple({**_VALUES, **_LISTS, **_SHAPES, **_SHAPE_LISTS}.values())
# What says something about a shape and constrains nothing by itself.
_ABOUT = {"path", "property", "message", "severity", "deactivated", "name", "description", "order", "group", "flags"}
_ABOUT |= {"ignoredProperties", "closed", *_TARGETS}


@dataclass(frozen=True)
class Constraint:
    """One constraint of a shape.

    :param component: local name of its component without ``ConstraintComponent``, such as ``MinCount``.
    :param values: the parameter's value, or the members of its list.
    :param shapes: the shapes that it refers to, for logical constraints.
    :param flags: of a pattern.
    """

    component: str
    values: tuple[Node, ...] = ()
    shapes: tuple[Shape, ...] = ()
    flags: str = ""


@dataclass(frozen=True, eq=False)
class Shape:
    """A node shape, or with a path a property shape.

    :param name: local name, empty for a shape without an address.
    :param path: from the focus node to the values; ``None`` for a node shape.
    :param targets: what it is for: ``class``, ``node``, ``subjects`` or ``objects``, and the address.
    :param closed: whether only the properties of its property shapes may stand there.
    :param messages: language -> how to mend what it finds.
    :param reasons: language -> why it matters.
    :param examples: Turtle that it accepts.
    :param beyond: what it asks outside of SHACL Core.
    """

    name: str
    path: paths.Steps | None = None
    severity: Severity = Severity.VIOLATION
    targets: tuple[tuple[str, str], ...] = ()
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    closed: bool = False
    ignored: frozenset[str] = frozenset()
    messages: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()

    def parts(self) -> Iterator[Shape]:
        """This shape and all shapes that it refers to."""
        yield self
        for shape in self.properties:
            yield from shape.parts()
        for constraint in self.constraints:
            for shape in constraint.shapes:
                yield from shape.parts()


@dataclass(frozen=True)
class Shapes:
    """All shapes of some files.

    :param targeted: the shapes that have targets, in the order of the files.
    :param named: local name -> shape, for every shape with an address.
    """

    targeted: tuple[Shape, ...]
    named: dict[str, Shape]

    def beyond(self) -> list[tuple[str, str]]:
        """Shape and parameter of everything that these shapes ask outside of SHACL Core."""
        return sorted(
            {(part.name or shape.name, it) for shape in self.targeted for part in shape.parts() for it in part.beyond}
        )


def read(files: Iterable[File]) -> Shapes:
    """The shapes of these files.

    :raises KgError: ``unreadable`` with file, line and column, or for a shape that does not hang together.
    """
    triples: list[Triple] = []
    for path in files:
        triples += parse(read_text(path), str(path))
    return from_triples(triples)


def from_triples(triples: Iterable[Triple]) -> Shapes:
    """The shapes that a set of triples describes.

    :raises KgError: ``unreadable`` for a shape that does not hang together.
    """
    return _Reader(Graph(triples)).shapes()


class _Reader:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[Node, Shape] = {}
        self._open: list[Node] = []

    def shapes(self) -> Shapes:
        heads = [subject for subject in self._graph.subjects() if self._is_shape(subject)]
        targeted = [shape for shape in map(self._shape, heads) if shape.targets]
        named = {shape.name: shape for head, shape in self._known.items() if isinstance(head, str)}
        return Shapes(tuple(targeted), named)

    def _is_shape(self, subject: Subject) -> bool:
        if not isinstance(subject, str):
            return False
        types = self._graph.values(subject, RDF + "type")
        return SH + "NodeShape" in types or SH + "PropertyShape" in types or bool(self._targets(subject))

    def _fault(self, subject: Node, message: str) -> KgError:
        return KgError(
            Code.UNREADABLE,
            f"This shape does not hang together: {message}.",
            where=text(subject),
            hint="See SHACL, sections 2 and 4: https://www.w3.org/TR/shacl/.",
        )

    def _values(self, subject: Node, name: str) -> list[Node]:
        return self._graph.values(subject, SH + name)

    def _flag(self, subject: Node, name: str) -> bool:
        return any(text(value) in {"true", "1"} for value in self._values(subject, name))

    def _targets(self, subject: Node) -> tuple[tuple[str, str], ...]:
        found = [(kind, text(v)) for name, kind in _TARGETS.items() for v in self._values(subject, name)]
        # SHACL, section 2.1.3.3: a shape that is a class is for its instances.
        if RDFS + "Class" in self._graph.values(subject, RDF + "type"):
            found.append(("class", text(subject)))
        return tuple(found)

    def _shape(self, subject: Node) -> Shape:
        if subject in self._known:
            return self._known[subject]
        if subject in self._open or isinstance(subject, Literal):
            raise self._fault(subject, "it refers to itself, or to no shape at all")
        self._open.append(subject)
        try:
            shape = self._read(subject)
        except ValueError as error:
            raise self._fault(subject, str(error)) from error
        finally:
            self._open.pop()
        self._known[subject] = shape
        return shape

    def _read(self, subject: Node) -> Shape:
        off = self._flag(subject, "deactivated")
        starts = self._values(subject, "path")
        if len(starts) > 1:
            raise ValueError("it has more than one sh:path")
        severity = next((_SEVERITIES[text(value)] for value in self._values(subject, "severity")), Severity.VIOLATION)
        return Shape(
            name=subject.rpartition("#")[2] if isinstance(subject, str) else "",
            path=paths.read(self._graph, starts[0]) if starts else None,
            severity=severity,
            targets=() if off else self._targets(subject),
            constraints=() if off else tuple(self._constraints(subject)),
            properties=() if off else tuple(self._shape(value) for value in self._values(subject, "property")),
            closed=not off and self._flag(subject, "closed"),
            ignored=frozenset(
                text(member)
                for head in self._values(subject, "ignoredProperties")
                for member in paths.items(self._graph, head)
            ),
            messages=self._texts(subject, SH + "message"),
            reasons=self._texts(subject, RDFS + "comment"),
            examples=tuple(text(value) for value in self._graph.values(subject, SKOS + "example")),
            beyond=() if off else self._beyond(subject),
        )

    def _texts(self, subject: Node, predicate: str) -> dict[str, str]:
        return {
            value.language or "en": value.value
            for value in self._graph.values(subject, predicate)
            if isinstance(value, Literal)
        }

    def _beyond(self, subject: Node) -> tuple[str, ...]:
        known = {*_VALUES, *_LISTS, *_SHAPES, *_SHAPE_LISTS, *_ABOUT}
        asked = [it.removeprefix(SH) for it in self._graph.predicates(subject) if it.startswith(SH)]
        return tuple(sorted(name for name in asked if name not in known))

    def _constraints(self, subject: Node) -> Iterator[Constraint]:
        flags = "".join(text(value) for value in self._values(subject, "flags"))
        for name, component in _VALUES.items():
            for value in self._values(subject, name):
                yield Constraint(component, (value,), flags=flags if name == "pattern" else "")
        for name, component in _LISTS.items():
            for head in self._values(subject, name):
                yield Constraint(component, tuple(paths.items(self._graph, head)))
        for name, component in _SHAPES.items():
            for value in self._values(subject, name):
                yield Constraint(component, shapes=(self._shape(value),))
        for name, component in _SHAPE_LISTS.items():
            for head in self._values(subject, name):
                members = paths.items(self._graph, head)
                yield Constraint(component, shapes=tuple(self._shape(member) for member in members))
