"""What this site is and rests on, who may use it, and how accessible it is."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.namespaces import BASE, DCT
from kg.workspace import version
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def page() -> str:
    """What it is, what it rests on, licences and contact."""
    site = current_site()
    things, contact = site.things, site.workspace.settings.contact
    return render_template(
        "about/page.html",
        version=version(),
        counts={kind: len(listed) for kind, listed in things.kinds.items()},
        contact="" if contact == BASE else contact,
        sources=sorted(things.kinds.get("source", []), key=lambda source: source.value(DCT + "identifier")),
        passages=site.texts is not None,
        lang=current_language(),
    )


@blueprint.get("/accessibility")
def accessibility() -> str:
    """How accessible the site is, how that was tested, and what is known to be lacking."""
    return render_template("about/accessibility.html", lang=current_language())
