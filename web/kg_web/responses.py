"""What every answer of the web carries: safety headers, who may read it, an ETag, its language."""

from __future__ import annotations

from itertools import count

from flask import Flask, Response, request

from kg.memory import trim
from kg_web.language import current_language

# No inline script or style, nothing from elsewhere, no framing (Content Security Policy Level 3).
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# All here is public, nobody logs in and nothing is kept: any page may read any answer, an error too (Fetch standard,
# CORS protocol).
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# What a page elsewhere hears when its browser asks first whether it may ask.
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
# So many answers may leave several megabytes free.
_TRIMMED = 50
_CACHED_STATIC = "public, max-age=31536000, immutable"


def finish(response: Response) -> Response:
    """Add what every answer carries; a page that the reader still has is answered with 304 (RFC 9110, section 13)."""
    framed = "frame-ancestors *" in response.headers.get("Content-Security-Policy", "")
    for name, value in (_HEADERS | _OPEN).items():
        if name != "X-Frame-Options" or not framed:
            response.headers.setdefault(name, value)
    if request.method == "OPTIONS":
        allowed = {"Access-Control-Allow-Methods": response.headers.get("Allow", "")}
        for name, value in (_PREFLIGHT | allowed).items():
            response.headers.setdefault(name, value)
    # What werkzeug says of a redirection is English, and nobody reads it.
    if response.mimetype == "text/html" and response.status_code // 100 != 3:
        response.headers.setdefault("Content-Language", current_language())
    if request.endpoint == "static":
        # The address of a static file holds its checksum.
        response.headers["Cache-Control"] = _CACHED_STATIC if "v" in request.args else "no-cache"
        return response
    response.headers.setdefault("Cache-Control", "no-cache")
    if request.method in {"GET", "HEAD"} and response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response


def init_app(app: Flask) -> None:
    """Let an application finish its answers so, and now and then give back the memory that writing them took."""
    answers = count(1)

    def tidy(response: Response) -> Response:
        if next(answers) % _TRIMMED == 0:
            trim()
        return response

    app.after_request(finish)
    app.after_request(tidy)
