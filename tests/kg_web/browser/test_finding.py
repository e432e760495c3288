"""The pages on which people find help, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

PAGES = {
    "start": "/",
    "answer": "/?q=docenten+hebben+te+weinig+tijd",
    "unknown": "/doc/instrument/unknown",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_every_look(viewer: Page, look_at, nothing, name: str) -> None:
    faults = look_at(viewer, PAGES[name])
    # The browser tells a 404 in its console.
    refused = [text for text in faults.refused if "404" not in text]
    assert (faults.axe, faults.overflow, refused) == (nothing.axe, nothing.overflow, nothing.refused)
