"""Which form of an answer the asker wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

_BARE_WEIGHT = re.compile(r"(;\s*q\s*=\s*)\.", re.IGNORECASE)
HTML = "text/html"
JSON = "application/json"


def best(offers: Sequence[str]) -> str:
    """The media type that the request prefers, or an empty text if it takes none of them.

    :param offers: media types, our own preference first; it decides among equals, and where nothing is asked.
    """
    # `q=.9` is not what the grammar says, yet clients write it; Werkzeug would take it for 1.
    asked = parse_accept_header(_BARE_WEIGHT.sub(r"\g<1>0.", request.headers.get("Accept", "")), MIMEAccept)
    if not asked:
        return offers[0]
    return asked.best_match(offers) or ""


def wants_json() -> bool:
    """Whether a program asks: JSON is preferred to a page."""
    return request.path.startswith(("/api/", "/reconcile")) or best([HTML, JSON]) == JSON
