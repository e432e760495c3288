"""Taking the graph over, in a real browser: the page of all ways, and a page with JSON-LD inside."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("address", ["/en/data", "/doc/instrument/toolwiel"])
def test_a_page_is_sound_in_every_look(viewer: Page, look_at, nothing, address: str) -> None:
    assert look_at(viewer, address) == nothing


def test_the_policy_lets_the_page_hold_its_json_ld(reader: Page) -> None:
    said = []
    reader.on("console", lambda message: said.append(message.text))
    reader.goto("/doc/instrument/toolwiel")
    assert '"@type": "LearningResource"' in (reader.locator('script[type="application/ld+json"]').text_content() or "")
    assert said == []
