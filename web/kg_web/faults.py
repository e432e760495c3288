"""The one exit for errors: a page for people, JSON for programs, the right status for both."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from kg.errors import Code, KgError
from kg_web.negotiation import wants_json


def answer(error: KgError, status: int | None = None) -> Response:
    """The answer that tells an error.

    :param status: the HTTP status, where it is not the error's own.
    """
    if wants_json():
        response = answer_json(error, status)
    else:
        page = render_template("error.html", error=error, status=status or error.http_status)
        response = make_response(page, status or error.http_status)
    response.vary.add("Accept")
    return response


def answer_json(error: KgError, status: int | None = None) -> Response:
    """The same for a program."""
    response = jsonify({"error": error.as_dict()})
    response.status_code = status or error.http_status
    return response


def _http_fault(error: HTTPException) -> Response:
    """A fault that Werkzeug noticed: an unknown address, a wrong method, a body that is too large..."""
    told = {
        404: (Code.NOT_FOUND, _("Deze pagina bestaat niet."), _("Zoek hieronder, of begin bij het begin.")),
        405: (Code.USAGE, _("Dit kan hier niet."), _("Gebruik een van de toegestane methoden.")),
        413: (Code.TOO_LARGE, _("Dit is te groot."), _("Stuur minder gegevens in één keer.")),
    }
    if wants_json():
        # A program cannot search below, or see in the page what is allowed.
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        told[404] = (Code.NOT_FOUND, "There is nothing at this address.", "/api/ and /data name the addresses.")
        told[405] = (Code.USAGE, "This method is not there.", f"Allowed: {allowed}." if allowed else "")
        told[413] = (Code.TOO_LARGE, "This is too large.", "Send less at a time.")
    status = error.code or 500
    fallback = (Code.USAGE if status < 500 else Code.UNAVAILABLE, error.description or error.name, "")
    code, message, hint = told.get(status, fallback)
    response = answer(KgError(code, message, hint=hint), status)
    for name, value in error.get_response().headers:
        if name in {"Allow", "Retry-After", "Location"}:
            response.headers[name] = value
    return response


def init_app(app: Flask) -> None:
    """Let an application tell its errors so; an unexpected one is logged and told without its inside."""
    app.register_error_handler(KgError, answer)

    def http_fault(error: HTTPException) -> Response:
        # A redirect is an HTTPException too, and no fault.
        if error.response is not None or (error.code or 500) < 400:
            return error.get_response()  # type: ignore[return-value]  # Werkzeug's response serves as Flask's
        return _http_fault(error)

    app.register_error_handler(HTTPException, http_fault)
