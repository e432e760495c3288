"""Where something of this site stands: its public address, the one it is reached at, and its forms (RFC 8288)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, request

from kg.namespaces import BASE
from kg_web.language import ROOT
from kg_web.site import current_site


def published(path: str) -> str:
    """The public address of something of this site."""
    address: str = current_site().workspace.settings.base_url
    return address + path


def reached(path: str) -> str:
    """The full address of something of this site, the same in both languages: as published, else as it was asked.

    :param path: without a slash before it; empty for the site itself.
    """
    base: str = current_site().workspace.settings.base_url
    here = f"{request.host_url.rstrip('/')}{request.environ[ROOT]}/"
    return (here if base == BASE else base) + path


def add_forms(response: Response, path: str, suffixes: Mapping[str, str]) -> None:
    """Say where the other forms of a document stand, its canonical address, and the description of the whole.

    The forms are named by their place on this very server, wherever it runs; the canonical address is the public one.

    :param path: of the document, without its suffix.
    :param suffixes: media type -> suffix of its address.
    """
    root = request.environ[ROOT]
    for media_type, suffix in suffixes.items():
        response.headers.add("Link", f'<{root}/{path}.{suffix}>; rel="alternate"; type="{media_type}"')
    response.headers.add("Link", f'<{published(path)}>; rel="canonical"')
    response.headers.add("Link", f'<{root}/.well-known/void>; rel="describedby"')
