"""Search in everything, suggestions while typing, and the list of all instruments."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from kg.search import FACETS, Found, Hit
from kg_web.language import current_language
from kg_web.links import page_of
from kg_web.site import current_site
from kg_web.words import kind_name, kind_of_one, sentence

blueprint = Blueprint("search", __name__)
_PAGE = 20
_EVERYTHING = 10_000


@lru_cache(maxsize=2)
def _facets(_lang: str) -> dict[str, str]:
    return {
        "kind": _("soort"),
        "area": _("probleemgebied"),
        "theme": _("thema"),
        "sector": _("sector"),
        "audience": _("doelgroep"),
        "level": _("niveau"),
        "phase": _("fase"),
        "goal": _("doel"),
        "cluster": _("cluster"),
        "form": _("vorm"),
        "programme": _("programma"),
    }


def facet_name(facet: str) -> str:
    """The name of a facet in the language of the page."""
    return sentence(_facets(current_language())[facet])


def value_name(facet: str, value: str) -> str:
    """The name of a value of a facet."""
    return kind_name(value) if facet == "kind" else current_site().things.label(value, current_language())


def _chosen() -> dict[str, str]:
    return {facet: request.args[facet] for facet in FACETS if request.args.get(facet)}


@blueprint.get("/search")
def page() -> str:
    """What fits the words (``q``) and the facets chosen."""
    words = request.args.get("q", "").strip()
    number = max(1, request.args.get("page", 1, type=int))
    found = _found(words, number)
    pages = -(-found.total // _PAGE)
    if number > pages >= 1:
        # An address from when there was more, or one that somebody made: the last page is the nearest.
        number = pages
        found = _found(words, number)
    return render_template("search/page.html", found=found, words=words, number=number, pages=pages, **_NAMES)


def _found(words: str, page: int) -> Found:
    return current_site().search.find(
        words, current_language(), chosen=_chosen(), limit=_PAGE, offset=(page - 1) * _PAGE
    )


@blueprint.get("/search/suggest.json")
def suggest() -> Response:
    """Things whose names begin with what is being typed (``q``)."""
    lang = current_language()
    hits = current_site().search.suggest(request.args.get("q", ""), lang)
    return jsonify(
        [
            {
                "label": hit.action or hit.label,
                "name": hit.label,
                "kind": kind_of_one(hit.kind),
                "page": page_of(hit.iri),
            }
            for hit in hits
        ]
    )


@blueprint.get("/instruments")
def instruments() -> str:
    """All instruments, by the area of problems in which each helps most; narrowed by facets."""
    site, lang = current_site(), current_language()
    chosen = {facet: value for facet, value in _chosen().items() if facet != "kind"} | {"kind": "instrument"}
    found = site.search.find("", lang, chosen=chosen, limit=_EVERYTHING)
    by_area: dict[str, list[Hit]] = defaultdict(list)
    for hit in found.hits:
        by_area[found.chosen.get("area", site.search.main_area(hit.iri))].append(hit)
    areas = [area for area in site.things.scheme("problem-area") if area.iri in by_area]
    return render_template(
        "search/instruments.html", found=found, areas=areas, by_area=by_area, rest=by_area.get("", []), **_NAMES
    )


_NAMES = {"facet_name": facet_name, "value_name": value_name}
