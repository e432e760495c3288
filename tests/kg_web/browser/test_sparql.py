"""The SPARQL page in a real browser: the form, an answer, a fault."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

PAGES = {
    "form": "/sparql",
    "rows": "/sparql?query=" + quote("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20"),
    "graph": "/sparql?query=" + quote("DESCRIBE <id/instrument/toolwiel>"),
    "fault": "/sparql?query=" + quote("SELECT * {\n ?s ?p }"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_every_look(viewer: Page, look_at, nothing, name: str) -> None:
    faults = look_at(viewer, PAGES[name])
    # The browser tells a 400 in its console.
    refused = [text for text in faults.refused if "400" not in text]
    assert (faults.axe, faults.overflow, refused) == (nothing.axe, nothing.overflow, nothing.refused)


def test_a_question_is_asked_and_answered_in_place(plain: Page) -> None:
    plain.goto("/en/sparql")
    plain.get_by_label("Your question in SPARQL").fill("SELECT (6 * 7 AS ?answer) {}")
    plain.get_by_role("button", name="Ask the question").click()
    assert plain.get_by_role("cell").all_inner_texts() == ["42"]
