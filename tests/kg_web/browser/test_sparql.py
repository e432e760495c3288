"""The SPARQL page in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page


def test_a_question_is_asked_and_answered_in_place(plain: Page) -> None:
    plain.goto("/en/sparql")
    plain.get_by_label("Your question in SPARQL").fill("SELECT (6 * 7 AS ?answer) {}")
    plain.get_by_role("button", name="Ask the question").click()
    assert plain.get_by_role("cell").all_inner_texts() == ["42"]
