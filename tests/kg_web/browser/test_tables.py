"""Tables on a phone: a row with much in it stands below each other, so that nothing slides out of sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kg_web.site import shown as site_of

WIDE = (
    "/doc/dataset/key-figures-001",
    "/doc/dataset/factor-percentages",
    "/doc/case/case-3",
    "/def",
    "/quality",
    "/gaps",
    "/questions/mappings",
    "/questions/instruments-for-problem?problem=geen-leercultuur",
)
_HIDDEN = """[...document.querySelectorAll("table.stacks")].flatMap((table) =>
  [...table.querySelectorAll("tbody :is(th, td)")].filter((cell) => cell.textContent.trim() &&
    cell.getBoundingClientRect().right > document.documentElement.clientWidth)).length"""


@pytest.mark.parametrize("path", WIDE)
def test_every_cell_of_a_row_is_in_sight(plain: Page, shipped, path: str) -> None:
    if path == "/quality":
        site_of(shipped).checking.report(60)
    plain.goto(path)
    assert plain.locator("table.stacks").count() >= 1
    assert plain.locator("table.stacks tbody tr").count() > 3
    assert plain.evaluate(_HIDDEN) == 0


def test_stacked_cells_keep_the_names_of_their_columns(plain: Page) -> None:
    plain.goto("/doc/dataset/factor-percentages")
    row = plain.get_by_role("row", name="Leiderschap").first
    assert row.get_by_role("cell").first.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Totaal "'
    assert plain.get_by_role("columnheader").count() == 6


def test_what_is_compared_begins_at_one_height(reader: Page) -> None:
    reader.goto("/compare?i=toolwiel&i=knoppencursussen&i=toolkit-blend-je-onderwijs")
    row = reader.get_by_role("row").filter(has=reader.get_by_role("rowheader", name="Helpt bij"))
    tops = row.locator("td").evaluate_all(
        "cells => cells.map(cell => cell.querySelector('a').getBoundingClientRect().y)"
    )
    heights = row.locator("td a").evaluate_all("links => links.map(link => link.getBoundingClientRect().height)")
    assert len(tops) == 3
    # Even where one begins with a name of two lines, and another with one of one.
    assert max(heights) > 1.5 * min(heights)
    assert max(tops) - min(tops) < 1


def test_a_choice_on_a_phone_has_the_whole_width(plain: Page) -> None:
    plain.goto("/compare")
    box = plain.get_by_label("Voeg een instrument toe").bounding_box()
    assert box is not None
    assert box["width"] > 340


MATRICES = (
    "/framework",
    "/framework?rows=ingredient&columns=phase",
    "/framework?rows=ingredient&columns=theme",
    "/gaps",
    "/en/gaps",
    "/gaps?rows=level&columns=theme",
    "/gaps?rows=theme&columns=target-group",
    "/gaps?rows=theme&columns=level&third=form",
    "/gaps?rows=sector&columns=form&third=level",
)
_SLIDES = """() => {
  const table = document.querySelector(".table"), sign = document.querySelector(".slides");
  return [table.scrollWidth > table.clientWidth + 1, sign.checkVisibility()];
}"""


@pytest.mark.parametrize("path", MATRICES)
def test_a_matrix_that_is_wider_than_the_screen_says_so(plain: Page, path: str) -> None:
    plain.goto(path)
    for width in (320, 390, 640, 768, 1024, 1280):
        plain.set_viewport_size({"width": width, "height": 800})
        slides, told = plain.evaluate(_SLIDES)
        assert told or not slides, width
        assert plain.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


@pytest.mark.parametrize("path", ["/framework?rows=ingredient&columns=theme", "/gaps?rows=level&columns=theme"])
def test_thirty_columns_fit_on_a_desktop_and_on_paper(plain: Page, path: str) -> None:
    plain.goto(path)
    plain.set_viewport_size({"width": 1280, "height": 800})
    assert plain.locator("thead th").count() > 30
    assert plain.evaluate(_SLIDES) == [False, False]
    # A4 that lies, without its margins.
    plain.set_viewport_size({"width": 1047, "height": 700})
    plain.emulate_media(media="print")
    assert plain.evaluate(_SLIDES) == [False, False]
    plain.emulate_media(media="screen")


def test_names_of_rows_and_columns_stay_in_sight(plain: Page) -> None:
    plain.set_viewport_size({"width": 768, "height": 800})
    plain.goto("/framework?rows=ingredient&columns=theme")
    plain.locator(".table").evaluate("table => table.scrollLeft = 500")
    left = "element => element.getBoundingClientRect().left"
    for name in ("thead th", "tbody th"):
        assert plain.locator(name).first.evaluate(left) == plain.locator(".table").evaluate(left)
    plain.set_viewport_size({"width": 1280, "height": 800})
    plain.goto("/gaps")
    plain.evaluate("scrollTo(0, 1000)")
    assert plain.locator("thead th").nth(1).evaluate("head => head.getBoundingClientRect().top") == 0
