"""A plan for several problems; the problems stand in the address, so that it can be handed on."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, render_template, request

from kg.namespaces import KG, SKOS
from kg.things import Thing
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("plan", __name__)
# How many problems a search for them tells.
_FOUND = 12


@blueprint.get("/plan")
@kept
def page() -> str:
    """The plan for the problems named by ``problem``, and the problems that can be added (``q`` searches them)."""
    site, lang = current_site(), current_language()
    chosen = list(dict.fromkeys(_problem(name) for name in request.args.getlist("problem") if name))
    sector = request.args.get("sector", "").strip()
    made_for = site.directory.resolve(sector, kind="sector", where="sector") if sector else ""
    made = site.planner.plan(chosen, lang, sector=made_for) if chosen else None
    words = request.args.get("q", "").strip()
    found = site.search.find(words, lang, chosen={"kind": "problem"}, limit=_FOUND).hits if words else []
    return render_template(
        "plan/page.html", chosen=chosen, plan=made, words=words, found=found, areas=_areas(), sector=made_for, lang=lang
    )


def _problem(name: str) -> str:
    return current_site().directory.resolve(name, kind="problem", where="problem")


def _areas() -> list[tuple[Thing, list[Thing]]]:
    """Each problem area with its problems, needs for information aside, by name."""
    things, lang = current_site().things, current_language()
    by_area: dict[str, list[str]] = defaultdict(list)
    for problem in things.kinds.get("problem", ()):
        for area in problem.values(SKOS + "relatedMatch"):
            by_area[area].append(problem.iri)
    return [
        (
            area,
            [problem for problem in things.sorted(by_area[area.iri], lang) if problem.value(KG + "isNeed") != "true"],
        )
        for area in things.scheme("problem-area")
        if by_area[area.iri]
    ]
