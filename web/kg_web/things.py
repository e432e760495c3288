"""The page of one thing: an instrument, a problem, a concept, a programme, a source...

A kind with a template of its own (``templates/things/{kind}.html``) is told by that, any other by ``things/page.html``.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from jinja2 import Template

from kg.namespaces import ID
from kg.portrait import Portrait
from kg.things import Thing
from kg_web.dereferencing import negotiated
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("things", __name__)


@blueprint.get("/doc/<kind>/<slug>")
@negotiated
def page(kind: str, slug: str) -> str:
    """The page of a thing."""
    site, lang = current_site(), current_language()
    thing = site.things.get(kind, slug)
    if thing is None:
        abort(404)
    portrait = Portrait(site.things, thing, lang)
    templates: list[str | Template] = [f"things/{kind}.html", "things/page.html"]
    return render_template(templates, thing=thing, lang=lang, portrait=portrait, **_extra(thing))


def _extra(thing: Thing) -> dict[str, Any]:
    """What only pages of one kind tell."""
    if thing.kind == "source":
        return {"sections": current_site().reading.sections(thing)}
    return {}


@blueprint.get("/doc/source/<slug>/<part>")
def section(slug: str, part: str) -> str:
    """What rests on one section of a source."""
    site, lang = current_site(), current_language()
    source, thing = site.things.get("source", slug), site.things.all.get(f"{ID}source/{slug}#{part}")
    if source is None or thing is None or not site.reading.is_section(thing):
        abort(404)
    return render_template(
        "things/section.html",
        source=source,
        section=site.reading.section(thing),
        portrait=Portrait(site.things, source, lang),
        lang=lang,
    )
