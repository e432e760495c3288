"""A page with JSON-LD inside, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page


def test_the_policy_lets_the_page_hold_its_json_ld(reader: Page) -> None:
    said = []
    reader.on("console", lambda message: said.append(message.text))
    reader.goto("/doc/instrument/toolwiel")
    assert '"@type": "LearningResource"' in (reader.locator('script[type="application/ld+json"]').text_content() or "")
    assert said == []
