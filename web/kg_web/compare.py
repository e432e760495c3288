"""Instruments side by side; which ones stands in the address."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from kg.comparison import LEAST, MOST, compare
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("compare", __name__)


@blueprint.get("/compare")
@kept
def page() -> str:
    """The instruments named by ``i``; with too few or too many, a page to choose them."""
    site, lang = current_site(), current_language()
    given = dict.fromkeys(name for name in request.args.getlist("i") if name)
    chosen = list(dict.fromkeys(site.directory.resolve(name, kind="instrument", where="i") for name in given))
    rows = compare(site.things, chosen, lang) if LEAST <= len(chosen) <= MOST else []
    instruments = site.things.sorted((thing.iri for thing in site.things.kinds.get("instrument", ())), lang)
    return render_template(
        "compare/page.html", chosen=chosen, rows=rows, instruments=instruments, least=LEAST, most=MOST, lang=lang
    )
