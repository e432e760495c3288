"""Rendered pages are kept within bounds."""

from __future__ import annotations

from kg_web.rendered import Rendered


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    pages = Rendered(most=10)
    pages.keep(("a",), "aaaa")
    pages.keep(("b",), "bbbb")
    assert pages.get(("a",)) == "aaaa"
    pages.keep(("c",), "cccc")
    assert [pages.get((name,)) for name in "abc"] == ["aaaa", None, "cccc"]


def test_a_page_kept_anew_counts_once() -> None:
    pages = Rendered(most=10)
    for _time in range(5):
        pages.keep(("a",), "aaaa")
    pages.keep(("b",), "bbbb")
    assert (pages.get(("a",)), pages.get(("b",))) == ("aaaa", "bbbb")
    pages.keep(("large",), "é" * 6)
    assert pages.get(("large",)) is None
