"""The page of one thing: an instrument, a problem, a concept, a programme, a source..."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("things", __name__)


@blueprint.get("/doc/<kind>/<slug>")
def page(kind: str, slug: str) -> str:
    """The page of a thing."""
    thing = current_site().things.get(kind, slug)
    if thing is None:
        abort(404)
    return render_template("things/page.html", thing=thing, lang=current_language())
