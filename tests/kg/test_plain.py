"""Dataclasses go through JSON and come back the same; anything else is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.finder.plain import from_plain, to_plain


@dataclass(frozen=True)
class Leaf:
    name: str
    weight: float
    tags: frozenset[str]


@dataclass
class Tree:
    leaves: dict[str, list[Leaf]]
    pair: tuple[int, str]
    many: tuple[Leaf, ...]
    row: int | None = None
    words: set[str] = field(default_factory=set)
    whole: bool = True


LEAVES = st.builds(Leaf, st.text(), st.floats(allow_nan=False), st.frozensets(st.text()))
TREES = st.builds(
    Tree,
    st.dictionaries(st.text(), st.lists(LEAVES)),
    st.tuples(st.integers(), st.text()),
    st.lists(LEAVES).map(tuple),
    st.none() | st.integers(),
    st.sets(st.text()),
    st.booleans(),
)


@given(TREES)
def test_what_was_made_plain_comes_back(tree: Tree) -> None:
    assert from_plain(Tree, json.loads(json.dumps(to_plain(tree)))) == tree


def test_a_whole_number_may_stand_for_a_decimal() -> None:
    assert from_plain(Leaf, ["a", 2, []]) == Leaf("a", 2.0, frozenset())


@pytest.mark.parametrize(
    "value",
    [
        None, 7, "text", {}, [], ["a", 1.0], ["a", 1.0, [], "more"], [7, 1.0, []], ["a", "1.0", []],
        ["a", True, []], ["a", 1.0, [7]],
    ],
)  # fmt: skip
def test_the_plain_form_of_something_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="Leaf"):
        from_plain(Leaf, value)
