"""What an engine finds, and what every engine is: the same call, the same values, so that they can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.model import Severity
from kg.validation.graph import Graph, Triple
from kg.validation.shape import Shapes


@dataclass(frozen=True, order=True)
class Finding:
    """One validation result (SHACL, section 3.6.2), as plain values.

    :param focus: address of the focus node, or the label of a blank node.
    :param shape: local name of the shape that found it, empty for a shape without an address.
    :param component: local name of the constraint component, such as ``MinCountConstraintComponent``.
    :param path: address of the property, empty where the path is more than one property or there is none.
    :param value: the characters of the value node, empty if the result has none.
    :param severity: ``violation``, ``warning`` or ``info``.
    """

    focus: str
    shape: str
    component: str
    path: str = ""
    value: str = ""
    severity: str = Severity.VIOLATION.value


@dataclass(frozen=True)
class Case:
    """What an engine works on, in the forms that engines take.

    :param graph: the triples as this package indexes them.
    :param triples: reads the same triples; a call, for the default engine does without.
    :param shapes: the shapes as plain values.
    :param shape_files: the files that they stand in.
    """

    graph: Graph
    triples: Callable[[], Iterable[Triple]]
    shapes: Shapes
    shape_files: Sequence[Path]


class Engine(Protocol):
    """A SHACL engine."""

    def __call__(self, case: Case, focus: set[str] | None) -> list[Finding]:
        """What the shapes find.

        :param focus: addresses of the only nodes to check, or ``None`` for all.
        :returns: one finding per result, in any order; the same fault twice only where SHACL counts it twice.
        :raises KgError: ``usage`` for shapes that the engine cannot check.
        """
