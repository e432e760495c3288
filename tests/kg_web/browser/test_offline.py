"""A copy of the site on a server that only hands out files answers questions in the browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from kg_web.offline import export


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def copy(small: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("copy") / "public"
    export(small, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.mark.parametrize(
    ("start", "question", "expected"),
    [("/", "Te weinig tijd!", "Kies een tool die past"), ("/en/", "little time", "Choose a fitting tool")],
)
def test_a_question_leads_to_an_instrument(
    browser: Browser, copy: str, start: str, question: str, expected: str
) -> None:
    page = browser.new_page()
    page.goto(copy + start)
    page.fill("#q", question)
    page.press("#q", "Enter")
    card = page.locator("#offline-answer .card a").first
    card.wait_for()
    assert card.inner_text() == expected
    card.click()
    assert page.locator("h1").inner_text() in {"Toolwiel", "Tool Wheel", expected}
    page.close()


def test_a_gap_is_told_with_the_nearest_help(browser: Browser, copy: str) -> None:
    page = browser.new_page()
    page.goto(f"{copy}/?q=ethiek")
    page.locator("#offline-answer .notice").wait_for()
    assert "Geen bron noemt een instrument." in page.locator("#offline-answer").inner_text()
    assert "Praat samen over tijd" in page.locator("#offline-answer").inner_text()
    page.close()


@pytest.mark.parametrize(
    ("start", "words", "expected"),
    [("/search/", "toolw", "Toolwiel"), ("/en/search/", "tool wheel", "Tool Wheel")],
)
def test_a_name_is_searched(browser: Browser, copy: str, start: str, words: str, expected: str) -> None:
    page = browser.new_page()
    page.goto(copy + start)
    page.fill("#q", words)
    page.press("#q", "Enter")
    hit = page.locator("#offline-hits .hits a").first
    hit.wait_for()
    assert hit.inner_text() == expected
    hit.click()
    assert page.locator("h1").inner_text() == expected
    page.goto(f"{copy}{start}?q=qwertyuiop")
    page.locator("#offline-hits p").wait_for()
    page.close()
