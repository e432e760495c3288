"""What was written is kept within bounds, and comes back as it was."""

from __future__ import annotations

from kg.publish.document import Document
from kg_web.rendered import Rendered


def page(name: str, length: int = 250) -> Document:
    return Document(name, "text/html", bytes(length), 10 * length, name)


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    rendered = Rendered(most=600)
    rendered.keep(("a",), page("a"))
    rendered.keep(("b",), page("b"))
    assert rendered.get(("a",)) == page("a")
    rendered.keep(("c",), page("c"))
    assert [rendered.get((name,)) for name in "abc"] == [page("a"), None, page("c")]


def test_a_page_kept_anew_counts_once() -> None:
    rendered = Rendered(most=600)
    for _time in range(5):
        rendered.keep(("a",), page("a"))
    rendered.keep(("b",), page("b"))
    assert (rendered.get(("a",)), rendered.get(("b",))) == (page("a"), page("b"))


def test_what_is_larger_than_all_room_is_not_kept() -> None:
    rendered = Rendered(most=600)
    rendered.keep(("large",), page("large", 601))
    assert rendered.get(("large",)) is None
