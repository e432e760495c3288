"""Check my data: upload or paste data, and read what is wrong with it and how to mend it. Nothing is kept."""

from __future__ import annotations

from pathlib import PurePath
from threading import BoundedSemaphore

from flask import Blueprint, Response, abort, render_template, request

from kg.errors import Code, KgError
from kg.model import Severity
from kg.sheets.upload import check_sheet
from kg.validation.summary import summary
from kg.validation.upload import FORMS, check_upload
from kg_web import sheets
from kg_web.language import current_language
from kg_web.negotiation import wants_json
from kg_web.site import current_site
from kg_web.words import kind_name

blueprint = Blueprint("check", __name__)
_SHEETS = ("xlsx", "csv")
# What a file name ends in, where that is not the name of the form.
_ENDINGS = {"turtle": "ttl", "json": "jsonld", "xml": "rdf", "owl": "rdf"}
# A check takes a processor and half a gigabyte for seconds: who finds no place is told so at once.
_PLACES = BoundedSemaphore(2)


@blueprint.route("/check", methods=["GET", "POST"])
def page() -> str | tuple[str, int]:
    """The form; with data, the report above it."""
    # HEAD is asked of this view too.
    if request.method != "POST":
        return _told("")
    try:
        data, form, name = _given()
    except KgError as error:
        if wants_json():
            raise
        return _told("", error=error), error.http_status
    product = current_site().workspace.product
    if not _PLACES.acquire(blocking=False):
        raise KgError(
            Code.UNAVAILABLE,
            "Others are having their data checked.",
            where=name,
            hint="Try again in half a minute, or use `kg check` on your own machine.",
            dutch=(
                "Er worden nu gegevens van anderen nagekeken.",
                "Probeer het over een halve minuut weer, of gebruik `kg check` op uw eigen computer.",
            ),
        )
    try:
        sheet = check_sheet(data, product, current_language(), name=name) if form in _SHEETS else None
        report = sheet.report if sheet else check_upload(data, form, product, name=name)
    except KgError as error:
        if error.code is Code.UNAVAILABLE:
            raise
        return _told(form, error=error)
    finally:
        _PLACES.release()
    return _told(form, sheet=sheet, report=report, sides=summary(report))


@blueprint.route("/check/sheets/<kind>.<any(xlsx, csv):form>")
def sheet(kind: str, form: str) -> Response:
    """All records of a kind as a spreadsheet, to change and to check here."""
    site = current_site()
    if kind not in sheets.KINDS or kind not in site.things.kinds:
        abort(404)
    response = Response(site.sheets.sheet(kind, form, current_language()), content_type=sheets.FORMS[form])
    response.headers["Content-Disposition"] = f"attachment; filename={kind}.{form}"
    return response


def _told(form: str, **told: object) -> str:
    text = request.form.get("text", "")
    return render_template(
        "check/page.html",
        forms=(*FORMS, *_SHEETS),
        sheets=[(kind, kind_name(kind)) for kind in sheets.KINDS if kind in current_site().things.kinds],
        text=text,
        chosen=form,
        severities=tuple(Severity),
        lang=current_language(),
        **told,
    )


def _given() -> tuple[bytes, str, str]:
    """The data, its form and its name: of the file if there is one, else of the text.

    :raises KgError: ``usage`` if there is nothing, or nothing says what form it has.
    """
    file, text, form = request.files.get("file"), request.form.get("text", ""), request.form.get("form", "")
    name = PurePath((file.filename if file else "") or "").name[:80]
    if file and name:
        ending = PurePath(name).suffix.lower().lstrip(".")
        form = form or _ENDINGS.get(ending, ending)
        data = file.stream.read()
        if not data.strip():
            dutch = (f"Er staat niets in {name}.", "Kies een bestand met gegevens, of plak tekst.")
            hint = "Choose a file with data, or paste text."
            raise KgError(Code.USAGE, f"There is nothing in {name}.", where="file", hint=hint, dutch=dutch)
    elif text.strip():
        data, form, name = text.encode(), form or "ttl", "text"
    else:
        dutch = ("Er zijn geen gegevens om na te kijken.", "Kies een bestand, of plak tekst.")
        hint = "Choose a file, or paste text."
        raise KgError(Code.USAGE, "There is no data to check.", where="file", hint=hint, dutch=dutch)
    if form not in (*FORMS, *_SHEETS):
        known = ", ".join((*FORMS, *_SHEETS))
        dutch = (f"Wat voor gegevens er in {name} staan, is niet duidelijk.", f"Kies hieronder een vorm: {known}.")
        message, hint = f"What kind of data {name!r} is, is not clear.", f"Choose one of {known}."
        raise KgError(Code.USAGE, message, where="form", hint=hint, dutch=dutch)
    return data, form, name
