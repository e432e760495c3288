"""Which form of an answer the asker wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

HTML = "text/html"
JSON = "application/json"
# Programs write a weight as .9 too; the grammar (and Werkzeug) wants 0.9.
_BARE_WEIGHT = re.compile(r"(;\s*q\s*=\s*)(?=\.)", re.IGNORECASE)


def best(offers: Sequence[str]) -> str:
    """The media type that the request prefers, or an empty text if it takes none of them.

    :param offers: media types, our own preference first; it decides among equals, and where nothing is asked.
    """
    asked = parse_accept_header(_BARE_WEIGHT.sub(r"\g<1>0", request.headers.get("Accept", "")), MIMEAccept)
    return (asked.best_match(offers) or "") if asked else offers[0]


def wants_json() -> bool:
    """Whether a program asks: JSON is preferred to a page."""
    return request.path.startswith(("/api/", "/reconcile")) or best([HTML, JSON]) == JSON
