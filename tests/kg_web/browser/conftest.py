"""A real browser at the shipped graph: Chromium through Playwright, the pages through waitress."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from serving import served

PHONE, DESKTOP = (390, 844), (1280, 900)
# Best practices (one h1, landmarks, order of headings) and the size of targets (WCAG 2.2, 2.5.8) count too.
_ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
# Size and theme, with what axe looks for there: all of it twice, and what hangs on colour and size in between.
LOOKS: dict[tuple[tuple[int, int], str], dict[str, Any]] = {
    (DESKTOP, "light"): _ALL,
    (DESKTOP, "dark"): {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
    (PHONE, "light"): {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}},
    (PHONE, "dark"): _ALL,
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
    with served(shipped, threads=4) as address:
        yield address


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


Look = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def faults_of() -> Look:
    """A function that tells what is wrong with a page, as it is, in any of the four looks; all that opens is open."""
    axe = Axe()

    def faults(page: Page) -> list[str]:
        page.evaluate("document.querySelectorAll('main details').forEach(piece => { piece.open = true })")
        found = []
        for ((width, height), theme), rules in LOOKS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            for fault in axe.run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]:
                nodes = [node["html"][:120] for node in fault["nodes"]][:3]
                found.append(f"{width} {theme}: {fault['id']}: {nodes}")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                found.append(f"{width} {theme}: {over} pixels too wide")
        return found

    return faults
