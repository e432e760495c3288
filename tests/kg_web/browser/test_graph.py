"""The drawing of the graph in a real browser: walked by keyboard, opened step by step, and nothing sticks out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from kg.drawing import BOX_WIDTH

PROBLEM = "/graph/problem/geen-leercultuur"
# Of each box: text that runs out of it, or under its button, and names of kinds that run out of their column.
_STICKS_OUT = """(column) => [...document.querySelectorAll("svg.graph .node")].flatMap((node) => {
  const box = node.querySelector("rect").getBBox();
  const button = node.querySelector(".toggle rect")?.getBBox();
  const right = button ? button.x : box.x + box.width;
  return [...node.querySelectorAll("a:first-of-type text")].filter((text) => {
    const line = text.getBBox();
    return line.x + line.width > right || line.y < box.y || line.y + line.height > box.y + box.height + 1;
  }).map((text) => text.textContent);
}).concat([...document.querySelectorAll("svg.graph .heads text")].filter((text) => text.getBBox().width > column)
  .map((text) => text.textContent))"""


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "address",
    [
        "/graph/level/organisatie?all=problem&all=instrument",
        "/graph/target-group/docenten?all=problem&all=instrument",
        "/graph/programme/versnellingsplan?all=instrument",
        "/graph/theme/docentprofessionalisering",
        # Opened things are written in bold too, and have a button.
        "/graph/theme/docentprofessionalisering?open=instrument/toolkit-bouwstenen-effectieve-docentprofessionalisering"
        "&open=programme/versnellingsplan&open=problem/vasthouden-aan-vertrouwde-les&open=sector/hbo",
        "/graph?from=toolwiel&to=versnellingsplan",
    ],
)
def test_no_letter_sticks_out(reader: Page, prefix: str, address: str) -> None:
    reader.goto(prefix + address)
    assert reader.locator("svg.graph .node").count() > 2
    assert reader.evaluate(_STICKS_OUT, BOX_WIDTH) == []


def test_arrow_keys_walk_from_name_to_name_and_enter_opens_one(reader: Page) -> None:
    reader.goto(PROBLEM)
    focused = (
        "document.activeElement.closest('.node')?.dataset.column + ' ' + document.activeElement.textContent.trim()"
    )
    reader.locator("svg.graph .node a").first.focus()
    assert reader.evaluate(focused) == "0 geen leercultuur"
    reader.keyboard.press("ArrowRight")
    assert reader.evaluate(focused).startswith("1 ")
    reader.keyboard.press("ArrowRight")
    reader.keyboard.press("End")
    assert reader.evaluate(focused).startswith("2 Toolkit bouwstenen")
    reader.keyboard.press("ArrowUp")
    assert reader.evaluate(focused).startswith("2 Theoretische")
    for key in ("Home", "ArrowLeft", "ArrowLeft", "Home"):
        reader.keyboard.press(key)
    assert reader.evaluate(focused) == "0 geen leercultuur"
    reader.keyboard.press("ArrowDown")
    # The button beside it is the next stop of the Tab key.
    reader.keyboard.press("Tab")
    expect(reader.locator(":focus")).to_have_attribute("aria-label", re.compile("^Open "))
    reader.keyboard.press("Shift+Tab")
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile("/doc/problem/"))


def test_it_opens_and_narrows_step_by_step_without_script(plain: Page) -> None:
    plain.goto(PROBLEM)
    boxes = plain.locator("svg.graph .node")
    before = boxes.count()
    plain.get_by_label("Open cultuur om te leren", exact=True).click()
    opened = boxes.count()
    assert opened > before
    plain.get_by_role("navigation", name="Soorten die u ziet").get_by_role("link", name="instrumenten").click()
    expect(plain.locator("svg.graph .node-instrument")).to_have_count(0)
    assert boxes.count() < opened
    plain.get_by_label("Naam van het andere").fill("toolwiel")
    plain.get_by_role("button", name="Zoek de weg").click()
    expect(plain.get_by_role("heading", name=re.compile(r"De weg in \d stap"))).to_be_visible()


def test_the_ends_of_a_path_are_suggested_while_typing(reader: Page, faults_of) -> None:
    reader.goto("/graph")
    reader.get_by_role("combobox", name="Van").fill("toolw")
    expect(reader.get_by_role("option").first).to_contain_text("Toolwiel")
    assert faults_of(reader) == []
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    # It stays on the page: the other end is to be named too.
    expect(reader.get_by_role("combobox", name="Van")).to_have_value("Toolwiel")
    expect(reader.get_by_role("option")).to_have_count(0)
    # Two things have this name: the one that was chosen is meant, also when the page that follows is asked again.
    reader.get_by_role("combobox", name="Naar").fill("ict-gelett")
    reader.get_by_role("option").filter(has_text="factor").click()
    reader.keyboard.press("Enter")
    for _time in range(2):
        reader.wait_for_url(re.compile("to=factor(/|%2F)ict-geletterdheid"))
        expect(reader.get_by_role("heading", name=re.compile(r"De weg in \d stap"))).to_be_visible()
        expect(reader.get_by_role("combobox", name="Naar")).to_have_value("ICT-geletterdheid")
        reader.get_by_role("button", name="Zoek de weg").click()


# On paper


def test_the_whole_drawing_is_on_the_paper_without_what_is_only_pressed(reader: Page) -> None:
    reader.set_viewport_size({"width": 700, "height": 1000})
    reader.goto(PROBLEM)
    reader.emulate_media(media="print")
    edges = reader.locator("svg.graph .node > a:first-of-type rect").evaluate_all(
        "boxes => boxes.map(box => box.getBoundingClientRect().right)"
    )
    assert max(edges) <= 700
    for pressed in (".toggle", ".open", "form", "nav"):
        for place in reader.locator(f"main {pressed}").all():
            expect(place).to_be_hidden()
