"""Makes the pictures of the README: ``uv run python web/screenshots.py [FOLDER]``.

Needs the development dependencies and Chromium (``apt-get install chromium``, or its path in ``CHROMIUM``).
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from kg.settings import read_settings
from kg.workspace import Workspace
from kg_web.app import create_app

FOLDER = Path(__file__).parent / "screenshots"
_DESKTOP, _PHONE = (1280, 800), (390, 780)


@dataclass(frozen=True)
class Picture:
    """One picture.

    :param name: of the file, without ``.png``.
    :param address: of the page.
    :param size: width and height in CSS pixels.
    :param theme: ``light`` or ``dark``.
    :param below: a heading or element to scroll to, as a CSS selector; empty for the top of the page.
    """

    name: str
    address: str
    size: tuple[int, int] = _DESKTOP
    theme: str = "light"
    below: str = ""


PICTURES = (
    Picture("start", "/"),
    Picture("answer", "/?q=docenten+hebben+te+weinig+tijd"),
    Picture("instrument", "/doc/instrument/raamwerk-docentcompetenties-onderwijs-met-ict"),
    Picture("framework", "/framework"),
    Picture("gaps", "/gaps"),
    Picture("graph", "/graph/problem/te-weinig-tijd-voor-professionalisering"),
    Picture("answer-phone", "/?q=docenten+hebben+te+weinig+tijd", _PHONE),
    Picture("answer-phone-dark", "/en/?q=teachers+have+no+time", _PHONE, "dark"),
)


def take(browser: Browser, base: str, picture: Picture, folder: Path) -> Path:
    """Take one picture of a page that is served.

    :returns: the file.
    """
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.theme == "dark" else "light",
        reduced_motion="reduce",
    )
    response = page.goto(base + picture.address)
    if response is None or not response.ok:
        raise SystemExit(f"{picture.address} cannot be shown")
    if picture.below:
        page.locator(picture.below).first.scroll_into_view_if_needed()
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    page.close()
    return path


def main(folder: Path = FOLDER) -> None:
    """Serve the shipped graph, and take all pictures into a folder."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        raise SystemExit("There is no chromium: apt-get install chromium, or set CHROMIUM to its path.")
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(Workspace(read_settings(os.environ)))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for picture in PICTURES:
            path = take(browser, f"http://127.0.0.1:{server.port}", picture, folder)
            sys.stdout.write(f"{path}: {path.stat().st_size // 1000} kB\n")
        browser.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
