"""The one exit for errors: a page for people, JSON for programs, the right status for both."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from kg.errors import Code, KgError
from kg_web.language import current_language
from kg_web.negotiation import wants_json
from kg_web.site import current_site
from kg_web.unknown import unknown

_MISSING = 404
# How many things like what was sought the page names, and how many characters of the address it looks for.
_NEAR, _LONGEST = 5, 80
# What Werkzeug noticed, as a program reads it: it cannot search in the page, or see there what is allowed.
_FAULTS = {
    404: (Code.NOT_FOUND, "There is nothing at this address.", "/api/ and /data name the addresses."),
    405: (Code.USAGE, "This method is not there.", ""),
    413: (Code.TOO_LARGE, "This is too large.", "Send less at a time."),
}


def _words(status: int) -> tuple[str, str]:
    """What happened and what to do, in the words and the language of the page."""
    told = {
        400: (_("Dit adres klopt niet."), _("Er staat iets in dat wij niet begrijpen. Begin hieronder opnieuw.")),
        403: (_("Dit mag hier niet."), _("U kunt hier lezen en zoeken, niets veranderen.")),
        404: (_("Deze pagina bestaat niet."), _("Zoek hieronder, of begin bij het begin.")),
        405: (_("Dit kan hier niet."), _("Ga terug en gebruik de knoppen van de pagina.")),
        406: (_("In deze vorm geven wij dit niet."), _("Vraag het in een andere vorm, of bekijk de pagina.")),
        413: (_("Dit is te groot."), _("Stuur minder gegevens in één keer.")),
        415: (_("Deze vorm kunnen wij niet lezen."), _("Stuur de gegevens in een andere vorm.")),
        422: (_("Dit antwoord is te groot."), _("Vraag minder in één keer.")),
        503: (_("Dit lukt nu even niet."), _("Probeer het over een paar minuten nog eens.")),
    }
    mishap = (_("Er ging iets mis bij ons."), _("Het ligt niet aan u. Probeer het later nog eens."))
    return told.get(status, told[400] if status < 500 else mishap)


def _sought() -> str:
    """The words in the address of what is not there: ``tool wheel`` of ``/doc/instrument/tool-wheel``."""
    name = request.path if request.view_args or request.url_rule is None else ""
    return name.rstrip("/").rpartition("/")[2].partition(".")[0].replace("-", " ").strip()[:_LONGEST]


def answer(error: KgError, status: int | None = None, *, plain: bool = False) -> Response:
    """The answer that tells an error.

    :param status: the HTTP status, where it is not the error's own.
    :param plain: whether the words of the page say all there is to say.
    """
    status = status or error.http_status
    if wants_json():
        response = answer_json(error, status)
    else:
        value = unknown(error)
        sought = _sought() if status == _MISSING and not value else ""
        near = current_site().search.find(sought, current_language(), limit=_NEAR).hits if sought else []
        page = render_template(
            "error.html",
            words=_words(status),
            unknown=value,
            status=status,
            sought=sought,
            near=near,
            detail=None if plain else error,
        )
        response = make_response(page, status)
    response.vary.add("Accept")
    return response


def answer_json(error: KgError, status: int | None = None) -> Response:
    """The same for a program."""
    response = jsonify({"error": error.as_dict()})
    response.status_code = status or error.http_status
    return response


def _http_fault(error: HTTPException) -> Response:
    """A fault that Werkzeug noticed: an unknown address, a wrong method, a body that is too large..."""
    status = error.code or 500
    code, message, hint = Code.USAGE if status < 500 else Code.UNAVAILABLE, error.description or error.name, ""
    if status in _FAULTS:
        code, message, hint = _FAULTS[status]
    if status == 405:
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        hint = f"Allowed: {allowed}." if allowed else ""
    response = answer(KgError(code, message, hint=hint), status, plain=True)
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
