"""A query of a batch, as it is read."""

from __future__ import annotations

import pytest

from kg.reconciliation.asked import MOST_CANDIDATES, Query, is_list_of, read_query


def test_a_text_is_enough() -> None:
    assert read_query({"query": "toolwiel"}, "q") == Query("toolwiel", (), "any", 5, ())


def test_everything_that_can_be_asked() -> None:
    given = {
        "query": "x",
        "type": ["Theme", "Factor"],
        "type_strict": "should",
        "limit": 1000,
        "properties": [
            {"pid": "kg:row", "v": 3},
            {"pid": "kg:level", "v": [{"id": "level/team"}, {"id": "level/individu"}]},
            {"pid": "kg:inInstrumentList", "v": True},
        ],
    }
    properties = (
        ("kg:row", ("3",)),
        ("kg:level", ("level/team", "level/individu")),
        ("kg:inInstrumentList", ("true",)),
    )
    assert read_query(given, "q") == Query("x", ("Theme", "Factor"), "should", MOST_CANDIDATES, properties)


@pytest.mark.parametrize(("value", "expected"), [([], True), (["a"], True), (["a", 1], False), ("a", False)])
def test_a_list_of_texts(value: object, *, expected: bool) -> None:
    assert is_list_of(value, str) is expected
