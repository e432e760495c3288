"""The pages about the site itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_graph import write_small_graph
from web_page import parsed

from kg.settings import Settings
from kg.workspace import Workspace, version
from kg_web.app import create_app


@pytest.mark.parametrize("path", ["/about", "/accessibility", "/en/about", "/en/accessibility"])
def test_the_pages_are_valid(visitor: FlaskClient, path: str) -> None:
    parsed(visitor.get(path).text)


def test_it_tells_what_it_holds_and_rests_on(visitor: FlaskClient) -> None:
    page = visitor.get("/about").text
    assert page.count('href="/doc/source/') == 5
    assert f"Versie {version()}" in page
    assert "CC BY-SA 4.0" in page


def test_contact_is_what_the_settings_say(tmp_path: Path) -> None:
    write_small_graph(tmp_path)
    app = create_app(Workspace(Settings(root=tmp_path, semantic=False, contact="mailto:hulp@example.org")))
    page = app.test_client().get("/about").text
    assert '<a href="mailto:hulp@example.org">hulp@example.org</a>' in page
