"""Which form of an answer the asker wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

HTML = "text/html"
JSON = "application/json"


def best(offers: Sequence[str]) -> str:
    """The media type that the request prefers, or an empty text if it takes none of them.

    :param offers: media types, our own preference first; it decides among equals, and where nothing is asked.
    """
    if not request.accept_mimetypes:
        return offers[0]
    return request.accept_mimetypes.best_match(offers) or ""


def wants_json() -> bool:
    """Whether a program asks: JSON is preferred to a page."""
    return request.path.startswith(("/api/", "/reconcile")) or best([HTML, JSON]) == JSON
