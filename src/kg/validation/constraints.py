"""The constraint components of SHACL Core (SHACL, section 4): which values break them.

Each is made from the constraint's parameters once, and takes all focus nodes of a shape with their value nodes at once:
a call per node and constraint would cost more than the comparison. ``None`` stands for a fault about no value in
particular.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kg.namespaces import SH
from kg.validation.graph import TYPE, BlankNode, Graph, Literal, Node, text
from kg.validation.literals import compare, has_datatype
from kg.validation.shape import Constraint

Pairs = Sequence[tuple[Node, Sequence[Node]]]
Wrong = list[tuple[Node, Node | None]]
Check = Callable[[Graph, Pairs], Wrong]

_KINDS = {
    "IRI": (str,),
    "BlankNode": (BlankNode,),
    "Literal": (Literal,),
    "BlankNodeOrIRI": (str, BlankNode),
    "BlankNodeOrLiteral": (BlankNode, Literal),
    "IRIOrLiteral": (str, Literal),
}
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}


def _each(is_right: Callable[[Node], bool]) -> Check:
    """A constraint on each value by itself."""

    def check(_graph: Graph, pairs: Pairs) -> Wrong:
        return [(focus, value) for focus, values in pairs for value in values if not is_right(value)]

    return check


def _all(is_right: Callable[[Sequence[Node]], bool]) -> Check:
    """A constraint on the values together; the fault is about none of them."""

    def check(_graph: Graph, pairs: Pairs) -> Wrong:
        return [(focus, None) for focus, values in pairs if not is_right(values)]

    return check


def _beside(wrong: Callable[[Sequence[Node], Sequence[Node]], Iterable[Node]]) -> Callable[[Constraint], Check]:
    """A constraint on the values beside those of another property of the focus node."""

    def made(constraint: Constraint) -> Check:
        other = text(constraint.values[0])

        def check(graph: Graph, pairs: Pairs) -> Wrong:
            return [(focus, end) for focus, values in pairs for end in wrong(values, graph.values(focus, other))]

        return check

    return made


def _class(constraint: Constraint) -> Check:
    cls = text(constraint.values[0])

    def check(graph: Graph, pairs: Pairs) -> Wrong:
        below = graph.below(cls)
        every = dict.fromkeys(value for _focus, values in pairs for value in values)
        strange = {value for value, types in graph.each(every, TYPE) if below.isdisjoint(types)}
        return [(focus, value) for focus, values in pairs for value in values if value in strange] if strange else []

    return check


def _datatype(constraint: Constraint) -> Check:
    datatype = text(constraint.values[0])
    return _each(lambda value: has_datatype(value, datatype))


def _node_kind(constraint: Constraint) -> Check:
    kinds = _KINDS[text(constraint.values[0]).removeprefix(SH)]
    return _each(lambda value: isinstance(value, kinds))


def _min_count(constraint: Constraint) -> Check:
    least = int(text(constraint.values[0]))
    return _all(lambda values: len(values) >= least)


def _max_count(constraint: Constraint) -> Check:
    most = int(text(constraint.values[0]))
    return _all(lambda values: len(values) <= most)


def _bound(accepted: set[int]) -> Callable[[Constraint], Check]:
    """A limit: the value, compared with it, has to give one of these."""
    return lambda constraint: _each(lambda value: compare(value, constraint.values[0]) in accepted)


def _min_length(constraint: Constraint) -> Check:
    least = int(text(constraint.values[0]))
    return _each(lambda value: not least or (not isinstance(value, BlankNode) and len(text(value)) >= least))


def _max_length(constraint: Constraint) -> Check:
    most = int(text(constraint.values[0]))
    return _each(lambda value: not isinstance(value, BlankNode) and len(text(value)) <= most)


def _pattern(constraint: Constraint) -> Check:
    flags = sum((_FLAGS[flag] for flag in constraint.flags if flag in _FLAGS), re.NOFLAG)
    search = re.compile(text(constraint.values[0]), flags).search
    return _each(lambda value: not isinstance(value, BlankNode) and search(text(value)) is not None)


def _language_in(constraint: Constraint) -> Check:
    ranges = [text(member).lower() for member in constraint.values]

    def allowed(value: Node) -> bool:
        tag = (value.language or "").lower() if isinstance(value, Literal) else ""
        return bool(tag) and any(r in {"*", tag} or tag.startswith(r + "-") for r in ranges)

    return _each(allowed)


def _unique_lang(constraint: Constraint) -> Check:
    wanted = text(constraint.values[0]) in {"true", "1"}

    def check(_graph: Graph, pairs: Pairs) -> Wrong:
        wrong: Wrong = []
        for focus, values in pairs if wanted else ():
            if len(values) > 1:
                tags = [value.language.lower() for value in values if isinstance(value, Literal) and value.language]
                wrong += [(focus, None) for tag in set(tags) if tags.count(tag) > 1]
        return wrong

    return check


def _less(accepted: set[int]) -> Callable[[Constraint], Check]:
    """Every value stands in this order to every value of the other property; one fault per pair that does not."""
    return _beside(lambda values, others: (v for v in values for other in others if compare(v, other) not in accepted))


_MADE: dict[str, Callable[[Constraint], Check]] = {
    "Class": _class,
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    "MinCount": _min_count,
    "MaxCount": _max_count,
    "MinExclusive": _bound({1}),
    "MinInclusive": _bound({0, 1}),
    "MaxExclusive": _bound({-1}),
    "MaxInclusive": _bound({-1, 0}),
    "MinLength": _min_length,
    "MaxLength": _max_length,
    "Pattern": _pattern,
    "LanguageIn": _language_in,
    "UniqueLang": _unique_lang,
    "In": lambda constraint: _each(lambda value: value in constraint.values),
    "HasValue": lambda constraint: _all(lambda values: constraint.values[0] in values),
    "Equals": _beside(
        lambda values, others: [
            *(v for v in values if v not in others),
            *(other for other in others if other not in values),
        ]
    ),
    "Disjoint": _beside(lambda values, others: (value for value in values if value in others)),
    "LessThan": _less({-1}),
    "LessThanOrEquals": _less({-1, 0}),
}


def check(constraint: Constraint) -> Check:
    """The function that finds what breaks a constraint that refers to no other shape."""
    return _MADE[constraint.component](constraint)
