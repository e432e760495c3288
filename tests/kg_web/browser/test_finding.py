"""The pages on which people find help, in a real browser: by keyboard, and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

TIME = "docenten hebben te weinig tijd"

# By keyboard


def test_a_question_is_asked_and_its_reason_opened_by_keyboard(reader: Page) -> None:
    reader.goto("/")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    reader.keyboard.type(TIME)
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile(r"\?q="))
    reason = reader.locator("summary", has_text="Waarom dit instrument?").first
    reason.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".path").first).to_be_visible()
    expect(reader.locator(".path .node").first).to_contain_text(TIME)


def test_a_suggestion_is_chosen_by_arrow_and_left_by_escape(reader: Page) -> None:
    reader.goto("/search")
    box = reader.get_by_role("combobox")
    box.focus()
    reader.keyboard.type("toolw")
    options = reader.get_by_role("option")
    expect(options.first).to_contain_text("Toolwiel")
    reader.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    reader.keyboard.type("i")
    expect(options.first).to_be_visible()
    reader.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile("/doc/instrument/toolwiel$"))


def test_an_open_list_of_suggestions_is_sound(reader: Page, faults_of) -> None:
    reader.goto("/search")
    reader.get_by_role("combobox").fill("tool")
    expect(reader.get_by_role("option").first).to_be_visible()
    assert faults_of(reader) == []


def test_what_has_the_focus_is_seen(reader: Page) -> None:
    reader.goto("/")
    for _step in range(12):
        reader.keyboard.press("Tab")
        outline = reader.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", reader.evaluate("document.activeElement.outerHTML")


# Without JavaScript


def test_three_clicks_lead_from_the_start_to_an_instrument(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("link", name="Cultuur").click()
    plain.locator(".answers a").first.click()
    plain.locator(".card h3 a, .entries a").first.click()
    expect(plain.locator(".action")).to_be_visible()
    expect(plain.get_by_role("heading", name="Waarbij het helpt", exact=True)).to_be_visible()


def test_asking_correcting_narrowing_and_comparing_need_no_script(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox").fill(TIME)
    plain.get_by_role("button", name="Zoek hulp").click()
    plain.get_by_role("link", name="te weinig tijd voor professionalisering", exact=True).click()
    expect(plain.get_by_role("heading", name="U koos")).to_be_visible()
    plain.locator(".filters summary").click()
    plain.get_by_label("Uw sector").select_option("mbo")
    plain.get_by_role("button", name="Pas toe").click()
    expect(plain.get_by_text("Past bij: mbo").first).to_be_visible()
    choices = plain.get_by_role("checkbox")
    choices.nth(0).check()
    choices.nth(1).check()
    plain.get_by_role("button", name="Vergelijk de gekozen instrumenten").click()
    plain.wait_for_url(re.compile(r"/compare\?i=.+&i=.+"))
    expect(plain.locator(".side-by-side")).to_be_visible()


def test_a_plan_is_made_without_script(plain: Page) -> None:
    plain.goto("/plan")
    plain.locator(".area-list summary").first.click()
    plain.locator(".area-list a").first.click()
    expect(plain.get_by_role("heading", name="Hiervoor is dit plan")).to_be_visible()
    plain.get_by_role("searchbox").fill("leercultuur")
    plain.get_by_role("button", name="Zoek", exact=True).click()
    plain.get_by_role("link", name="Voeg toe: geen leercultuur").click()
    expect(plain.locator(".meant .chip.on")).to_have_count(2)
    plain.get_by_label("Uw sector").select_option("mbo")
    plain.get_by_role("button", name="Pas toe").click()
    expect(plain.get_by_text("Voor de sector mbo.")).to_be_visible()
    expect(plain.locator(".meant .chip.on")).to_have_count(2)


# On paper


def test_a_printed_plan_has_its_address_and_nothing_to_click(reader: Page) -> None:
    reader.goto("/plan?problem=geen-leercultuur&problem=blended-onderwijs-ontwerpen")
    expect(reader.get_by_text("Dit plan staat op:")).to_be_hidden()
    reader.emulate_media(media="print")
    expect(reader.get_by_text("Dit plan staat op:")).to_contain_text("problem=geen-leercultuur")
    for words in ("Stuur het door", "Stuur per e-mail", "Voeg een probleem toe", "Zet ze naast elkaar"):
        expect(reader.get_by_text(words)).to_be_hidden()
    reader.goto("/doc/instrument/toolwiel")
    for words in ("Naar het instrument", "Volgende"):
        expect(reader.get_by_text(words).first).to_be_hidden()


def test_a_printed_answer_says_what_was_asked_and_where_the_instruments_are(reader: Page) -> None:
    reader.goto("/?q=docenten+hebben+te+weinig+tijd&sector=mbo&role=teamleider")
    asked, place = reader.locator(".on-paper"), reader.locator(".card .elsewhere").first
    expect(asked).to_be_hidden()
    reader.emulate_media(media="print")
    expect(asked).to_have_text("docenten hebben te weinig tijd · teamleider · mbo")
    expect(asked).to_be_visible()
    expect(place).to_be_visible()
    assert place.evaluate("link => getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))")
    for part in ("#q", ".card .choice"):
        expect(reader.locator(part).first).to_be_hidden()
