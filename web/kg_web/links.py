"""Addresses of pages: from the IRI of a thing to its page, and of static files with their checksum."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote_plus

from flask import Flask, g, request, url_for

from kg.namespaces import ID, KG, shorten, split_address
from kg.things import Passage, Thing
from kg_web.language import ROOT, current_language
from kg_web.site import current_site

# A word that a line cuts in two, and the end of a line within a paragraph.
_CUT = re.compile(r"\b(\w+-)\n(?=[a-zà-ÿ])")
_LINE = re.compile(r" *(?<!\n)\n(?!\n) *")
# What keeps its hyphen also where a line ends behind it.
_PREFIXES = {"ai-", "e-", "hbo-", "hr-", "i-", "ict-", "it-", "mbo-", "po-", "vo-", "wo-"}


def page_of(iri: str) -> str:
    """The address of the page of a thing, or of the thing that a part is kept with; an IRI of others as it is."""
    return _page_of(request.script_root, iri)


@lru_cache(maxsize=4096)
def _page_of(_root: str, iri: str) -> str:
    address = split_address(iri)
    if address is None:
        return iri
    kind, slug, part = address
    return url_for("things.page", kind=kind, slug=slug, _anchor=part or None)


def section_page(iri: str) -> str:
    """The address of the page of a section of a source, with all that rests on it."""
    return _section_page(request.script_root, iri)


@lru_cache(maxsize=512)
def _section_page(_root: str, iri: str) -> str:
    _kind, slug, part = split_address(iri) or ("", "", "")
    return url_for("things.section", slug=slug, part=part)


def thing_at(iri: str) -> Thing | None:
    """The thing with this address."""
    return current_site().things.all.get(iri)


def label(iri: str) -> str:
    """The name of a thing in the language of the page."""
    return current_site().things.label(iri, current_language())


def slug_of(iri: str) -> str:
    """The last part of an address of ours: how pages name a thing in their own addresses."""
    return iri.rsplit("/", 1)[-1]


def problem_name(iri: str) -> str:
    """How a page's address names a problem: its slug; a topic outside the instruments by its kind too."""
    return shorten(iri).removeprefix("problem/")


def passage_at(number: str, start: int, end: int) -> Passage | None:
    """The place in a source that the graph knows by these offsets."""
    return current_site().things.passages.get(f"{ID}passage/{number}-{start}-{end}")


def again(path: str = "", **changes: str | list[str]) -> str:
    """The address of this page, or of another with the same parameters, with some of them changed.

    :param path: of the other page; without it this one.
    :param changes: parameter -> its new value or values; an empty one leaves it off.
    """
    pairs = [pair for name, pair in _given() if name not in changes]
    for name, given in changes.items():
        pairs += [_known_pair(name, value) for value in ([given] if isinstance(given, str) else given) if value]
    return f"{path or request.script_root + request.path}{'?' if pairs else ''}{'&'.join(pairs)}"


def _given() -> list[tuple[str, str]]:
    """The parameters of this request that have a value, each as it stands in an address; read once."""
    if "given" not in g:
        g.given = [(name, _pair(name, value)) for name, value in request.args.items(multi=True) if value]
    given: list[tuple[str, str]] = g.given
    return given


def _pair(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


# Most of what links change a parameter to is a name of ours.
_known_pair = lru_cache(maxsize=2048)(_pair)


def web_address(printed: str) -> str:
    """The address of a page elsewhere as a browser takes it; printed ones often leave off the scheme."""
    return printed if printed.startswith(("http://", "https://")) else f"https://{printed}"


def passage_text(place: Passage) -> str:
    """The passage itself, where the folder with the source texts is known; else an empty text."""
    site = current_site()
    if site.texts is None:
        return ""
    return readable(site.texts.passage(site.things.all[place.source].value(KG + "fileName"), place.start, place.end))


def readable(passage: str) -> str:
    """A passage without what printing put in it: ends of lines, words cut there, and the frame of a table's row."""
    joined = _CUT.sub(lambda cut: cut[1] if cut[1].lower() in _PREFIXES else cut[1][:-1], passage.strip(" |\n"))
    return _LINE.sub(" ", joined)


def scheme(slug: str) -> list[Thing]:
    """The concepts of a scheme, in their order."""
    return current_site().things.scheme(slug)


@lru_cache(maxsize=64)
def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def init_app(app: Flask) -> None:
    """Let templates use these, and ``asset(name)``."""
    folder = Path(app.static_folder or "")

    def asset(name: str) -> str:
        """The address of a static file, the same in both languages, with its checksum so that it can be kept."""
        return f"{request.environ[ROOT]}/static/{name}?v={_checksum(folder / name)}"

    app.jinja_env.globals.update(
        page_of=page_of,
        section_page=section_page,
        label=label,
        thing_at=thing_at,
        asset=asset,
        again=again,
        passage_at=passage_at,
        passage_text=passage_text,
        problem_name=problem_name,
        scheme=scheme,
        slug_of=slug_of,
        web_address=web_address,
    )
    app.jinja_env.filters.update(problem_name=problem_name, slug_of=slug_of)
