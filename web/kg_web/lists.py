"""Everything in the graph by kind, and all things of one kind."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from kg.stemming import folded
from kg_web.grouping import grouped, is_weighed
from kg_web.language import current_language
from kg_web.site import current_site
from kg_web.words import kind_name

blueprint = Blueprint("lists", __name__)


@blueprint.get("/list")
def overview() -> str:
    """Every kind with how many things it has: the main kinds, then the lists of concepts."""
    things = current_site().things
    named = sorted((folded(kind_name(kind)), kind) for kind in things.kinds)
    main = [kind for _name, kind in named if things.get("scheme", kind) is None and kind != "scheme"]
    schemes = [kind for _name, kind in named if things.get("scheme", kind) is not None]
    return render_template("lists/overview.html", main=main, schemes=schemes, kinds=things.kinds)


@blueprint.get("/list/<kind>")
def page(kind: str) -> str | Response:
    """All things of a kind; the concepts of a scheme stand on the page of the scheme."""
    things, lang = current_site().things, current_language()
    if things.get("scheme", kind) is not None:
        return redirect(url_for("things.page", kind="scheme", slug=kind))  # type: ignore[return-value]  # Werkzeug's
    if kind not in things.kinds:
        abort(404)
    listed = things.sorted((thing.iri for thing in things.kinds[kind]), lang)
    return render_template("lists/page.html", kind=kind, listed=listed, lang=lang)


blueprint.add_app_template_global(grouped)
blueprint.add_app_template_global(is_weighed)
