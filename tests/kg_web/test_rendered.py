"""Rendered pages are kept within bounds, and come back as they were."""

from __future__ import annotations

import random

from kg_web.rendered import Rendered


def page(seed: int, length: int = 400) -> str:
    """A page that packing makes about half as long."""
    chance = random.Random(seed)
    return "".join(chance.choice("0123456789abcdef") for _ in range(length))


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    pages = Rendered(most=600)
    pages.keep(("a",), page(1))
    pages.keep(("b",), page(2))
    assert pages.get(("a",)) == page(1)
    pages.keep(("c",), page(3))
    assert [pages.get((name,)) for name in "abc"] == [page(1), None, page(3)]


def test_a_page_kept_anew_counts_once() -> None:
    pages = Rendered(most=600)
    for _time in range(5):
        pages.keep(("a",), page(1))
    pages.keep(("b",), "één pagina")
    assert (pages.get(("a",)), pages.get(("b",))) == (page(1), "één pagina")
    pages.keep(("large",), page(4, 4000))
    assert pages.get(("large",)) is None
