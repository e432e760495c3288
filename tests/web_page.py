"""Reading a page as a browser does: is it valid, and what does it link to."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib


def parsed(text: str) -> Element:
    """The tree of a page; fails unless it is HTML without any parse error, with one h1 and no identifier twice."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    assert [(place, code) for place, code, _detail in parser.errors] == []
    assert len(list(tree.iter("h1"))) == 1
    names = [element.get("id") for element in tree.iter() if element.get("id")]
    assert sorted(names) == sorted(set(names))
    return tree


def said(element: Element) -> str:
    """The text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def links(text: str, part: str = "main") -> dict[str, str]:
    """Text -> address of the links in a part of a page; of links with the same text the first."""
    found: dict[str, str] = {}
    for place in parsed(text).iter(part):
        for link in place.iter("a"):
            found.setdefault(said(link), link.get("href") or "")
    return found
