"""A real browser at the shipped graph: Chromium through Playwright, the pages through waitress.

``look`` stands for one size and theme; a test that asks for ``viewer`` runs once in each of the four looks.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from waitress.server import create_server

PHONE, DESKTOP = (390, 844), (1280, 900)
LOOKS = [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")]
# Best practices (one h1, landmarks, order of headings) and the size of targets (WCAG 2.2, 2.5.8) count too.
_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
# A machine with other work to do starts a browser slowly.
_PATIENCE = 60_000


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The browser of this machine; without one the test is skipped, in CI it fails."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        reason = "there is no chromium: apt-get install chromium, or set CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(f"CI must not skip this: {reason}")
        pytest.skip(reason)
    return {
        "executable_path": program,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        "timeout": _PATIENCE,
    }


@pytest.fixture(scope="session")
def base_url(shipped: Flask) -> Iterator[str]:
    """The address of the shipped graph's pages, served as ``kg serve`` does."""
    connections: dict[int, Any] = {}
    server = create_server(shipped, host="127.0.0.1", port=0, threads=4, ident=None, map=connections)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    for connection in list(connections.values()):
        connection.close()
    thread.join(timeout=10)


def _context(browser: Browser, base_url: str, size: str, theme: str, *, scripts: bool = True) -> BrowserContext:
    width, height = PHONE if size == "phone" else DESKTOP
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(_PATIENCE)
    return context


@pytest.fixture(scope="session", params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """One size and theme."""
    context = _context(browser, base_url, *request.param)
    yield context
    context.close()


@pytest.fixture
def viewer(look: BrowserContext) -> Iterator[Page]:
    """A page in each of the four looks."""
    page = look.new_page()
    yield page
    page.close()


@pytest.fixture
def reader(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on a desktop, for what does not hang on looks."""
    context = _context(browser, base_url, "desktop", "light")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript."""
    context = _context(browser, base_url, "phone", "light", scripts=False)
    yield context.new_page()
    context.close()


@dataclass(frozen=True)
class Faults:
    """What is wrong with a page, empty if nothing is.

    :param axe: violations that axe-core found, each with the elements that have it.
    :param overflow: by how many CSS pixels the page is wider than its window.
    :param refused: what the browser said in its console, such as a breach of the content security policy.
    """

    axe: dict[str, list[str]]
    overflow: int
    refused: list[str]


Look = Callable[[Page, str], Faults]


@pytest.fixture(scope="session")
def look_at() -> Look:
    """A function that opens an address in a page, or takes the page as it is, and tells what is wrong with it."""
    axe = Axe()

    def opened(page: Page, address: str) -> Faults:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        if address:
            page.goto(address)
        # What can be opened is looked at too.
        page.evaluate("document.querySelectorAll('main details').forEach(piece => { piece.open = true })")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = axe.run(page, options=_RULES).response["violations"]
        violations = {fault["id"]: [node["html"] for node in fault["nodes"]][:5] for fault in found}
        return Faults(violations, max(0, overflow), said)

    return opened


NOTHING = Faults({}, 0, [])


@pytest.fixture(scope="session")
def nothing() -> Faults:
    """What :func:`look_at` tells of a page with which nothing is wrong."""
    return NOTHING
