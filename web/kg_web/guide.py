"""The guided path: every step an address, every answer a link that can be taken back."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from kg.guide import FACETS, MOST_STEPS, STARTS
from kg_web.axes import one_of
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("guide", __name__)


@blueprint.get("/guide")
@kept
def page() -> str:
    """The next question after the answers in the address, in their order, or the instruments that are left."""
    # Other sites add parameters of their own to links; those are no answers.
    given = {facet: value for facet, value in request.args.items() if facet in FACETS and value}
    start = "goal" if one_of("start", list(STARTS)) == "goal" or "goal" in given else "problem"
    question = current_site().guide.next(given, current_language(), start=start)
    return render_template("guide/page.html", question=question, start=start, most=MOST_STEPS)
