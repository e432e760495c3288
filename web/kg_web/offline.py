"""The whole site as files: every page and every document under its own address, for a server without programs.

Pages are found by following links from the start pages. A link or form that only a server can answer (a filter, the
plan, SPARQL) leads to the live site, where one is named; else to the notice on each page that says so.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, render_template
from flask.testing import FlaskClient

from kg.errors import Code, KgError
from kg.namespaces import SKOS
from kg.settings import LANGUAGES
from kg.things import Things
from kg.workspace import version
from kg_web.dereferencing import SUFFIXES
from kg_web.language import ROOT, speaking
from kg_web.links import page_of
from kg_web.site import current_site
from kg_web.words import kind_of_one, sentence

Progress = Callable[[str], None]
# Our own templates write attributes so.
_ADDRESS = re.compile(r'(?P<name>\b(?:href|src|action))="(?P<value>[^"]*)"')
_MAIN = '<main id="main"'
# Suggestions while typing come from a server.
_SUGGESTED = re.compile(r' data-suggest="[^"]*"')
# Pages that answer their form in the browser.
_ANSWERING = {"/", "/search"}
# What only a server can do: these addresses stay behind.
_SERVED = (
    "/api", "/sparql", "/oai", "/reconcile", "/plan", "/compare", "/guide", "/check", "/search/", "/gaps/cell",
    "/framework/cell", "/graph/between",
    # Data in the form that the asker wants; in the copy each form has its own address.
    "/catalogue", "/vocabularies", "/void", "/.well-known", "/csv/dictionary",
)  # fmt: skip
# Where each page says what needs a server.
_NOTICE = "#copy"
# How often progress is told.
_TOLD = 500


@dataclass(frozen=True)
class Summary:
    """How much was written."""

    pages: int
    files: int


def export(
    app: Flask, folder: Path, *, live: str = "", root: str = "", progress: Progress = lambda _step: None
) -> Summary:
    """Write the site into a folder.

    :param live: address of the live site, ending with a slash, for what only a server can answer.
    :param root: path at which the copy will stand, such as ``/wijzer/``: links become absolute; empty for relative
        ones, which work wherever it stands.
    :raises KgError: ``usage`` if the folder holds something already, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        hint = "Choose a new folder, or empty this one."
        raise KgError(Code.USAGE, "This folder is not empty.", where=str(folder), hint=hint)
    copy = _Copy(app, folder, live, root)
    try:
        for page in copy.pages():
            if page % _TOLD == 0:
                progress(f"{page} pages")
        for file in copy.documents():
            if file % _TOLD == 0:
                progress(f"{file} files")
    except OSError as error:
        hint = "Choose another --out."
        raise KgError(Code.USAGE, f"Cannot write there: {error.strerror}.", where=str(folder), hint=hint) from error
    return Summary(copy.number_of_pages, copy.number_of_files)


class _Copy:
    """One copy in the making."""

    def __init__(self, app: Flask, folder: Path, live: str, root: str) -> None:
        self._app, self._folder, self._live, self._root = app, folder, live, root
        self._client: FlaskClient = app.test_client()
        self._assets: set[str] = set()
        self.number_of_pages = self.number_of_files = 0

    def pages(self) -> Iterator[int]:
        """Write every page that can be reached; tells how many there are so far."""
        waiting = deque(["/", *(f"/{lang}/" for lang in LANGUAGES[1:])])
        known = set(waiting)
        while waiting:
            path = waiting.popleft()
            answer = self._client.get(path)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            text, linked = self._rewritten(answer.get_data(as_text=True), path)
            self._write(f"{path.strip('/')}/index.html".lstrip("/"), text.encode())
            self.number_of_pages += 1
            waiting.extend(linked - known)
            known |= linked
            yield self.number_of_pages
        # The page of a missing page has no address of its own: its other language is the start page in that.
        missing = self._client.get("/-").get_data(as_text=True).replace('/-"', '/"')
        missing, _linked = self._rewritten(missing, "/")
        self._write("404.html", missing.encode())

    def documents(self) -> Iterator[int]:
        """Write data, styles, scripts and the index for searching; tells how many there are so far."""
        with self._app.test_request_context():
            site = current_site()
            library = site.workspace.library
            things = [thing for listed in site.things.kinds.values() for thing in listed]
            paths = [f"doc/{thing.kind}/{thing.slug}.{suffix}" for thing in things for suffix in SUFFIXES]
            paths += [f"def.{suffix}" for suffix in SUFFIXES]
            indexes: dict[str, Any] = {
                f"finder.{lang}.json": site.finder.portable(lang, partial(_page, lang)) for lang in LANGUAGES
            }
        indexes |= {f"names.{lang}.json": self._names(lang) for lang in LANGUAGES}
        for path, index in indexes.items():
            self._write(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
        for target in library.targets:
            for path in library.paths(target):
                self._write(path, library.document(path).body)
        scripts = ("static/offline.js", "static/offline-search.js")
        for path in dict.fromkeys((*paths, *sorted(self._assets), *scripts)):
            with self._client.get(f"/{path}") as answer:
                if answer.status_code == 200:
                    self._write(path, answer.get_data())
            self.number_of_files += 1
            yield self.number_of_files

    def _names(self, lang: str) -> list[dict[str, Any]]:
        """Everything that can be searched, with its names and what it is in short."""
        with self._app.test_request_context(), speaking(lang):
            site = current_site()
            hits = site.search.find("", lang, limit=len(site.things.all)).hits
            return [
                {
                    "names": [hit.label, *([hit.action] if hit.action else []), *_other_names(site.things, hit.iri)],
                    "kind": sentence(kind_of_one(hit.kind)),
                    "told": hit.told,
                    "page": _page(lang, hit.iri),
                }
                for hit in hits
            ]

    def _write(self, path: str, content: bytes) -> None:
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def _rewritten(self, text: str, path: str) -> tuple[str, set[str]]:
        """A page with its links made relative, and the pages that it leads to."""
        linked: set[str] = set()
        here = path if path.endswith("/") else path + "/"

        def address(match: re.Match[str]) -> str:
            target = self._target(unescape(match["value"]), here, linked, is_form=match["name"] == "action")
            return f'{match["name"]}="{escape(target)}"'

        lang = next((code for code in LANGUAGES[1:] if path.startswith(f"/{code}/")), LANGUAGES[0])
        with (
            self._app.test_request_context(path if lang != LANGUAGES[0] else "/", environ_overrides=_in(lang)),
            speaking(lang),
        ):
            bare = "/" + path.strip("/").removeprefix("" if lang == LANGUAGES[0] else lang).strip("/")
            banner = render_template("offline/banner.html", version=version(), live=self._live, page=bare)
        return _ADDRESS.sub(address, _SUGGESTED.sub("", text).replace(_MAIN, banner + _MAIN, 1)), linked

    def _place(self, path: str, here: str) -> str:
        """How a page refers to a place in the copy."""
        return self._root + path.lstrip("/") if self._root else posixpath.relpath(path, here)

    def _target(self, value: str, here: str, linked: set[str], *, is_form: bool) -> str:
        """Where a link, or a form, leads in the copy."""
        parts = urlsplit(value)
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            return value
        if parts.path.startswith("/static/"):
            self._assets.add(parts.path[1:])
            return self._place(parts.path, here)
        bare = next(
            (parts.path[len(lang) + 1 :] for lang in LANGUAGES[1:] if parts.path.startswith(f"/{lang}/")), parts.path
        )
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        is_file = bool(posixpath.splitext(bare)[1])
        served = (bare.startswith(_SERVED) and not is_file) or (is_form and bare not in _ANSWERING)
        if served or (parts.query and bare != "/"):
            if self._live:
                return self._live + value[1:]
            if served or is_file:
                return _NOTICE
        if is_file:
            self._assets.add(bare[1:])
            return self._place(bare, here) + anchor
        linked.add(parts.path)
        question = f"?{parts.query}" if parts.query and bare == "/" else ""
        return self._place(parts.path, here).rstrip("/") + "/" + question + anchor


def _other_names(things: Things, iri: str) -> list[str]:
    return things.all[iri].values(SKOS + "altLabel") if iri in things.all else []


def _in(lang: str) -> dict[str, str]:
    return {ROOT: "", "SCRIPT_NAME": "" if lang == LANGUAGES[0] else f"/{lang}"}


def _page(lang: str, iri: str) -> str:
    """The address of a thing's page in the copy, from its top folder."""
    prefix = "" if lang == LANGUAGES[0] else f"{lang}/"
    return f"{prefix}{page_of(iri).lstrip('/')}/"
