"""Rendered pages are kept, within bounds, per address, language and graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg_web.rendered import Rendered
from kg_web.site import Site


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


def test_a_page_is_rendered_once_per_language_and_never_with_a_query(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    site: Site = small.extensions["instrumentenwijzer"]
    pages = Rendered()
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, pages=pages))
    dutch = client.get("/doc/instrument/toolwiel")
    monkeypatch.setattr("kg_web.things.render_template", lambda *_names, **_values: "rendered again")
    assert client.get("/doc/instrument/toolwiel").text == dutch.text
    assert client.get("/en/doc/instrument/toolwiel").text == "rendered again"
    assert client.get("/doc/instrument/toolwiel?x=1").text == "rendered again"
    assert client.get("/doc/instrument/toolwiel", environ_overrides={"SCRIPT_NAME": "/wijzer"}).text == "rendered again"
