"""Addresses of pages: from the IRI of a thing to its page, and of static files with their checksum."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, request, url_for

from kg.namespaces import split_address
from kg.things import Thing
from kg_web.language import ROOT, current_language
from kg_web.site import current_site


def page_of(iri: str) -> str:
    """The address of the page of a thing, or of the thing that a part is kept with; an IRI of others as it is."""
    address = split_address(iri)
    if address is None:
        return iri
    kind, slug, part = address
    return url_for("things.page", kind=kind, slug=slug, _anchor=part or None)


def thing_at(iri: str) -> Thing | None:
    """The thing with this address."""
    return current_site().things.all.get(iri)


def label(iri: str) -> str:
    """The name of a thing in the language of the page."""
    return current_site().things.label(iri, current_language())


@lru_cache(maxsize=64)
def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def init_app(app: Flask) -> None:
    """Let templates use ``page_of(iri)``, ``label(iri)``, ``thing_at(iri)`` and ``asset(name)``."""
    folder = Path(app.static_folder or "")

    def asset(name: str) -> str:
        """The address of a static file, the same in both languages, with its checksum so that it can be kept."""
        return f"{request.environ[ROOT]}/static/{name}?v={_checksum(folder / name)}"

    app.jinja_env.globals.update(page_of=page_of, label=label, thing_at=thing_at, asset=asset)
