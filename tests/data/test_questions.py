"""The stored questions over the shipped graph: each answer has one order, and the order that serves who asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import queries
from kg.queries import read_query
from kg.store import Term
from kg.store.embedded import EmbeddedStore

QUERIES = Path(__file__).resolve().parents[2] / "queries"


def _questions() -> list[Path]:
    """The questions that need nothing and count nothing: their order can be looked at row by row."""
    return [path for path in sorted(QUERIES.glob("*.rq")) if not re.search("GROUP BY|#\\+ param", path.read_text())]


@pytest.mark.parametrize("path", _questions(), ids=lambda path: path.stem)
def test_rows_that_an_order_does_not_tell_apart_are_the_same(graph: EmbeddedStore, path: Path) -> None:
    query = read_query(path)
    head, order = query.text.rsplit("ORDER BY", 1)
    keys = re.findall(r"\?\w+", order)
    hidden = [key for key in keys if key.removeprefix("?") not in query.columns]
    text = re.sub(r"^SELECT (DISTINCT )?", rf"\g<0>{' '.join(hidden)} ", head, count=1, flags=re.MULTILINE)
    answer = graph.select(f"{text} ORDER BY {order}")
    places = [answer.columns.index(key.removeprefix("?")) for key in keys]
    by_key: dict[tuple[Term | None, ...], set[tuple[Term | None, ...]]] = {}
    for row in answer.rows:
        by_key.setdefault(tuple(row[place] for place in places), set()).add(tuple(row))
    assert by_key
    assert [rows for rows in by_key.values() if len(rows) > 1] == []


def test_the_factors_that_hinder_most_come_first(graph: EmbeddedStore) -> None:
    query = read_query(QUERIES / "hindering-factors.rq")
    rows = [[term.plain() if term else None for term in row] for row in queries.run(query, {}, graph, lang="nl").rows]
    hindering = [row[query.columns.index("b")] for row in rows]
    assert hindering == sorted(hindering, reverse=True)
    assert len(set(hindering)) > 3
