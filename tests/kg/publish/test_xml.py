"""XML written as text is always XML, whatever the texts hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.publish.xml import Markup, clean, element, elements


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was_but_for_what_xml_cannot_hold(content: str, value: str) -> None:
    read = etree.fromstring(element("a", content, attributes={"b": value}).encode("utf-8", "surrogatepass"))
    # XML 1.0, sections 2.11 and 3.3.3: a reader turns line ends into one character, and in attributes into a space.
    assert (read.text or "") == clean(content).replace("\r\n", "\n").replace("\r", "\n")
    assert len(read.get("b") or "") <= len(value)


def test_markup_is_taken_as_it_is_and_nothing_is_nothing() -> None:
    assert element("a", Markup("<b/>"), None, "<") == "<a><b/>&lt;</a>"
    assert element("a") == "<a/>"
    assert elements("a", ["x", "", "y"]) == "<a>x</a><a>y</a>"
