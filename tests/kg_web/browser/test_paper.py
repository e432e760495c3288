"""On paper: what a click opens is open there, for nothing can be clicked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

# Pages with something folded that belongs on paper, and what is folded there.
FOLDED = {
    "/questions/mappings": "main .answers tbody tr",
    "/doc/instrument/toolwiel": "main details.more li",
    "/doc/problem/geen-leercultuur": "main details.more li",
    "/doc/target-group/docenten": "main details.more li",
    "/doc/scheme/problem": "main details.more li",
    "/framework?rows=factor&columns=cluster": "main details.more tbody tr",
    "/list/instrument": "main .roll > li",
    "/?q=docenten+hebben+te+weinig+tijd": ".card .opens li",
}
# How many of these the page really shows. In details that are shut an element may have a box all the same.
_SEEN = "(found) => found.filter((one) => one.checkVisibility({contentVisibilityAuto: true})).length"


@pytest.mark.parametrize("path", FOLDED)
def test_what_is_folded_is_whole_on_paper(plain: Page, path: str) -> None:
    plain.goto(path)
    # The places in the sources stay folded: they are thousands.
    folded = plain.locator(f":is({FOLDED[path]}):not(.sources *)")
    on_screen = folded.evaluate_all(_SEEN)
    plain.emulate_media(media="print")
    assert on_screen < folded.count()
    assert folded.evaluate_all(_SEEN) == folded.count()


def test_what_only_unfolds_the_rest_is_not_on_paper(plain: Page) -> None:
    plain.goto("/questions/mappings")
    rest = plain.get_by_text("Toon ook de andere")
    expect(rest).to_be_visible()
    plain.emulate_media(media="print")
    expect(rest).to_be_hidden()
    expect(plain.get_by_role("heading", name="De vraag in SPARQL")).to_be_hidden()
