"""Pieces that many pages share are rendered once, and are the same for whoever asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup

from kg_web import pieces
from kg_web.language import speaking
from kg_web.site import shown as site_of


class Macro:
    """Stands for a macro of Jinja's."""

    def __init__(self, name: str) -> None:
        self.name, self.asked = name, 0

    def __call__(self, *values: object) -> Markup:
        self.asked += 1
        return Markup(f"{self.name} {values}")  # noqa: S704 - our own text


@pytest.fixture
def fresh(small: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application over the small graph, with no piece rendered yet."""
    site = site_of(small)
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, pieces={}))
    return small


def test_a_piece_is_rendered_once_for_its_values_language_and_place(fresh: Flask) -> None:
    macro, other = Macro("one"), Macro("other")
    for lang, where in (("nl", ""), ("en", ""), ("nl", "/wijzer")):
        for _time in range(2):
            with speaking(lang), fresh.test_request_context("/", environ_overrides={"SCRIPT_NAME": where}):
                assert pieces.once(macro, "a", 1) == "one ('a', 1)"
                assert pieces.once(other, "a", 1) == "other ('a', 1)"
    assert macro.asked == other.asked == 3
    with fresh.test_request_context("/"):
        assert pieces.once(macro, "a", 2) == "one ('a', 2)"


def test_pieces_do_not_fill_the_memory(fresh: Flask) -> None:
    macro = Macro("one")
    with fresh.test_request_context("/"):
        for number in range(3_000):
            pieces.once(macro, number)
        site = site_of(fresh)
        assert len(site.pieces) <= 2_048
        assert pieces.once(macro, 7) == "one (7,)"


def test_an_answer_says_the_same_with_pieces_that_were_rendered_before(fresh: Flask, client: FlaskClient) -> None:
    first = client.get("/?q=te+weinig+tijd").text
    site = site_of(fresh)
    assert site.pieces
    site.rendered._documents.clear()
    assert client.get("/?q=te+weinig+tijd").text == first
    assert client.get("/en/?q=te+weinig+tijd").text != first
