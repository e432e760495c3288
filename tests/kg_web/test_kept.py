"""A view is rendered once per address, language and graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg_web.rendered import Rendered
from kg_web.site import Site


def test_a_page_is_rendered_once_per_address_and_language(
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


def test_an_answer_is_rendered_once_and_made_anew_for_another_graph(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    site: Site = small.extensions["instrumentenwijzer"]
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, pages=Rendered()))
    told = client.get("/?q=te+weinig+tijd").text
    monkeypatch.setattr("kg_web.start.render_template", lambda *_names, **_values: "rendered again")
    assert client.get("/?q=te+weinig+tijd").text == told
    assert client.get("/?q=te+weinig+tijd&sector=hbo").text == "rendered again"
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, pages=Rendered()))
    assert client.get("/?q=te+weinig+tijd").text == "rendered again"
