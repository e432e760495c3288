"""A view is rendered once per address, language and graph."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg_web.rendered import Rendered
from kg_web.site import shown as site_of


def test_a_page_is_rendered_once_per_address_and_language(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(small)
    rendered = Rendered()
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, rendered=rendered))
    dutch = client.get("/doc/instrument/toolwiel")
    monkeypatch.setattr("kg_web.things.render_template", lambda *_names, **_values: "rendered again")
    assert client.get("/doc/instrument/toolwiel").text == dutch.text
    assert client.get("/en/doc/instrument/toolwiel").text == "rendered again"
    assert client.get("/doc/instrument/toolwiel?x=1").text == "rendered again"
    assert client.get("/doc/instrument/toolwiel", environ_overrides={"SCRIPT_NAME": "/wijzer"}).text == "rendered again"


def test_an_answer_is_rendered_once_and_made_anew_for_another_graph(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(small)
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, rendered=Rendered()))
    told = client.get("/?q=te+weinig+tijd").text
    monkeypatch.setattr("kg_web.start.render_template", lambda *_names, **_values: "rendered again")
    assert client.get("/?q=te+weinig+tijd").text == told
    assert client.get("/?q=te+weinig+tijd&sector=hbo").text == "rendered again"
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, rendered=Rendered()))
    assert client.get("/?q=te+weinig+tijd").text == "rendered again"


def test_a_kept_page_is_sent_packed_to_who_takes_that(client: FlaskClient) -> None:
    plain = client.get("/doc/instrument/toolwiel")
    packed = client.get("/doc/instrument/toolwiel", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(plain.headers["Content-Length"]) == len(plain.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.vary
        again = client.get(
            "/doc/instrument/toolwiel",
            headers={"If-None-Match": answer.headers["ETag"]}
            | ({"Accept-Encoding": "gzip"} if answer is packed else {}),
        )
        assert (again.status_code, again.data) == (304, b"")
    assert plain.headers["ETag"] != packed.headers["ETag"]
