"""The forms of one document: where each stands, told in the headers of its answers (RFC 8288)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, request

from kg_web.language import ROOT
from kg_web.site import current_site


def published(path: str) -> str:
    """The public address of something of this site."""
    address: str = current_site().workspace.settings.base_url
    return address + path


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
