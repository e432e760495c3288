"""The whole site as files: every link leads to a file, and nothing is lost."""

from __future__ import annotations

import json
import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask

from kg.errors import Code, KgError
from kg_web.offline import Summary, export

LIVE = "https://example.org/wijzer/"


@pytest.fixture(scope="module")
def copy(small: Flask, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    folder = tmp_path_factory.mktemp("copy") / "public"
    return folder, export(small, folder, live=LIVE)


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src", "action"} and value]
        self.ids |= {value for name, value in attrs if name == "id" and value}


def test_every_thing_has_its_page_in_both_languages_and_its_data(copy: tuple[Path, Summary]) -> None:
    folder, made = copy
    for name in ("instrument/toolwiel", "problem/weinig-tijd", "theme/blended-learning"):
        for place in (f"doc/{name}/index.html", f"en/doc/{name}/index.html", f"doc/{name}.ttl", f"doc/{name}.jsonld"):
            assert (folder / place).is_file(), place
    assert 'lang="en"' in (folder / "en/doc/instrument/toolwiel/index.html").read_text(encoding="utf-8")
    assert made.pages == len(list(folder.rglob("index.html")))
    for place in ("index.html", "404.html", "def.ttl", "sitemap.xml", "catalogue.ttl", "static/site.css"):
        assert (folder / place).is_file(), place


def broken(folder: Path, root: str = "") -> tuple[list[tuple[str, str]], int]:
    """Pages with links that lead to no file or part of the copy, and how many links there are.

    :param root: path at which the copy stands; empty for relative links.
    """
    pages = {page: Links(page.read_text(encoding="utf-8")) for page in folder.rglob("*.html")}
    found, checked = [], 0
    for page, links in pages.items():
        for link in links.found:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                assert not link.startswith("http://localhost"), (page, link)
                continue
            checked += 1
            assert not parts.path or parts.path.startswith("/") == bool(root), (page, link)
            place = folder / unquote(parts.path).removeprefix(root) if root else page.parent / unquote(parts.path)
            place = Path(posixpath.normpath(place)) if parts.path else page
            place = place / "index.html" if place.is_dir() else place
            anchored = not parts.fragment or place not in pages or parts.fragment in pages[place].ids
            if not place.is_file() or not anchored:
                found.append((page.relative_to(folder).as_posix(), link))
    return found, checked


def test_every_link_leads_to_a_file_of_the_copy_or_to_the_live_site(copy: tuple[Path, Summary]) -> None:
    found, checked = broken(copy[0])
    assert found == []
    assert checked > 1000


@pytest.mark.parametrize("root", ["", "/wijzer/"])
def test_without_a_live_site_what_needs_a_server_leads_to_the_notice(small: Flask, tmp_path: Path, root: str) -> None:
    folder = tmp_path / "public"
    export(small, folder, root=root)
    found, checked = broken(folder, root)
    assert found == []
    assert checked > 1000
    page = Links((folder / "gaps/index.html").read_text(encoding="utf-8"))
    assert "copy" in page.ids
    # The plan, the search and the choice of axes.
    assert page.found.count("#copy") >= 3


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="nothing/">x</a><a href="#part">y</a><a href="./">z</a>')
    assert broken(tmp_path) == ([("index.html", "nothing/"), ("index.html", "#part")], 3)


def test_every_page_says_that_it_is_a_copy_and_where_the_live_site_is(copy: tuple[Path, Summary]) -> None:
    folder, _made = copy
    for page in folder.rglob("index.html"):
        assert f'href="{LIVE}"' in page.read_text(encoding="utf-8"), page


def test_only_the_start_page_searches(copy: tuple[Path, Summary]) -> None:
    folder, _made = copy
    assert "offline.js" in (folder / "index.html").read_text(encoding="utf-8")
    assert "offline.js" in (folder / "en/index.html").read_text(encoding="utf-8")
    assert "offline.js" not in (folder / "doc/instrument/toolwiel/index.html").read_text(encoding="utf-8")
    index = json.loads((folder / "finder.en.json").read_text(encoding="utf-8"))
    pages = [thing["page"] for thing in (*index["instruments"], *index["problems"]) if thing["page"]]
    assert all((folder / page / "index.html").is_file() for page in pages)
    assert all(page.startswith("en/") for page in pages)


def test_a_folder_that_holds_something_is_left_alone(small: Flask, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        export(small, tmp_path)
    assert caught.value.code is Code.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
