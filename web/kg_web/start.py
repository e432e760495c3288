"""The start page and the answer to a question in someone's own words."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def page() -> str:
    """The question box, and the answer when there is a question (``q``)."""
    site, lang = current_site(), current_language()
    question = request.args.get("q", "").strip()
    advice = site.finder.ask(question, lang) if question else None
    return render_template("start/page.html", question=question, advice=advice)
