"""The page of one thing: an instrument, a problem, a concept, a programme, a source...

A kind with a template of its own (``templates/things/{kind}.html``) is told by that, any other by ``things/page.html``.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from jinja2 import Template

from kg.namespaces import ID
from kg.portrait import Portrait, instrument
from kg_web.dereferencing import negotiated
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.links import slug_of
from kg_web.site import current_site

blueprint = Blueprint("things", __name__)
# Concepts that no instrument names itself: the framework knows which work on them.
_WORKED_ON = {"factor", "ingredient", "building-block"}
# Findings that the page of an instrument tells under headings of their own.
_POINTS = {"strong-point", "weak-point", "condition"}


@blueprint.get("/doc/<kind>/<slug>")
@negotiated
@kept
def page(kind: str, slug: str) -> str:
    """The page of a thing."""
    site, lang = current_site(), current_language()
    thing = site.things.get(kind, slug)
    if thing is None:
        abort(404)
    portrait = Portrait(site.things, thing, lang)
    templates: list[str | Template] = [f"things/{kind}.html", "things/page.html"]
    return render_template(templates, thing=thing, lang=lang, portrait=portrait, **_extra(portrait))


def _extra(portrait: Portrait) -> dict[str, Any]:
    """What only pages of one kind tell."""
    thing, things, lang = portrait.thing, portrait.things, portrait.lang
    if thing.kind == "source":
        return {"sections": current_site().reading.sections(thing, current_language())}
    if thing.kind == "instrument":
        said = {slug_of(kind): statements for kind, statements in portrait.findings.items()}
        return {
            "addressed": instrument.addressed(things, thing, lang),
            "behind": instrument.behind(things, thing, lang),
            "relations": instrument.relations(things, thing, lang),
            "cases": instrument.cases(things, thing),
            "said": said,
            "found": current_site().found_about(thing.iri),
            "other_findings": {kind: told for kind, told in portrait.findings.items() if slug_of(kind) not in _POINTS},
        }
    if thing.kind in _WORKED_ON and (members := current_site().framework.members(thing)):
        return {"members": members}
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
        section=site.reading.section(thing, current_language()),
        portrait=Portrait(site.things, source, lang),
        lang=lang,
    )
