"""What readers would wait for is made before they ask."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pyphen
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg_web.rendered import Rendered
from kg_web.site import shown as site_of
from kg_web.warming import warm


@pytest.fixture
def warmed(small: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application over the small graph, when all is made."""
    site = site_of(small)
    usual = gc.get_threshold()
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, rendered=Rendered()))
    try:
        warm(small)
        yield small
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
        site_of(small).workspace.endpoint.close()


def test_what_is_prepared_is_not_looked_through_for_garbage_again(warmed: Flask) -> None:
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] > 2_000


def test_nobody_waits_for_the_page_of_an_instrument(
    warmed: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg_web.things.render_template", lambda *_names, **_values: "rendered only now")
    for instrument in site_of(warmed).things.kinds["instrument"]:
        assert "rendered only now" not in client.get(f"/doc/instrument/{instrument.slug}").text


def test_an_answer_to_new_words_is_made_of_pieces_that_are_there(warmed: Flask, client: FlaskClient) -> None:
    pieces = site_of(warmed).pieces
    before = set(pieces)
    assert {name for name, *_key in before} >= {"heading", "steps", "opens", "actions"}
    assert "Toolwiel" in client.get("/?q=wij+hebben+te+weinig+tijd").text
    assert set(pieces) == before


@pytest.mark.parametrize("page", ["/framework", "/gaps", "/graph/instrument/toolwiel", "/data", "/en/data"])
def test_the_names_on_pages_are_cut_ahead(warmed: Flask, client: FlaskClient, page: str) -> None:
    assert client.get(page).status_code == 200
    assert not pyphen.hdcache, "the patterns of hyphenation were read again"
