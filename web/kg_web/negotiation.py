"""Which form of an answer the asker wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from kg.errors import Code, KgError

HTML = "text/html"
JSON = "application/json"
# Addresses that answer programs: their errors are JSON always, or unless a page is preferred.
_JSON_ALONE = ("/api/", "/reconcile")
_FOR_PROGRAMS = (
    "/sparql", "/oai", "/dumps/", "/csv/", "/amb", "/schemaorg/", "/catalogue", "/vocabularies", "/void",
    "/.well-known/", "/feed", "/network.",
)  # fmt: skip
# Programs write a weight as .9 too; the grammar (and Werkzeug) wants 0.9.
_BARE_WEIGHT = re.compile(r"(;\s*q\s*=\s*)(?=\.)", re.IGNORECASE)


def best(offers: Sequence[str]) -> str:
    """The media type that the request prefers, or an empty text if it takes none of them.

    :param offers: media types, our own preference first; it decides among equals, and where nothing is asked.
    """
    asked = parse_accept_header(_BARE_WEIGHT.sub(r"\g<1>0", request.headers.get("Accept", "")), MIMEAccept)
    return (asked.best_match(offers) or "") if asked else offers[0]


def not_acceptable(offers: Sequence[str]) -> KgError:
    """The error for a request that takes none of the forms there are; it names them (RFC 9110, section 15.5.7)."""
    known = ", ".join(offers)
    dutch = ("Deze vorm is er niet.", f"Bekend: {known}.")
    return KgError(Code.NOT_ACCEPTABLE, "There is no such form.", where="Accept", hint=f"Known: {known}.", dutch=dutch)


def wants_json() -> bool:
    """Whether an error is told as JSON: to a program, which reads no pages or asks where only programs do."""
    if request.path.startswith(_JSON_ALONE):
        return True
    return best([JSON, HTML] if request.path.startswith(_FOR_PROGRAMS) else [HTML, JSON]) != HTML
