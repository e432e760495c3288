"""A plan for several problems; the problems stand in the address, so that it can be handed on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from kg.errors import Code, KgError
from kg.namespaces import KG, SKOS
from kg.planner import Plan, PlanStep
from kg.things import Claim, Thing
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("plan", __name__)
# How many problems a search for them tells, and how many remarks on an instrument a plan.
_FOUND, _REMARKS = 12, 2


@dataclass(frozen=True)
class Help:
    """That an instrument of a plan helps with a problem.

    :param claims: what that rests on.
    :param strength: ``central`` or ``partly``.
    :param instead: the instrument that was made for the problem, where this one helps only a little and there is one.
    """

    problem: str
    claims: tuple[Claim, ...]
    strength: str
    instead: Thing | None


@dataclass(frozen=True)
class Told:
    """A step of a plan, with what makes it convincing.

    :param helps: each problem that it is taken up for.
    :param watch: what to watch out for.
    """

    step: PlanStep
    instrument: Thing
    helps: list[Help]
    watch: list[str]


@blueprint.get("/plan")
@kept
def page() -> str:
    """The plan for the problems named by ``problem``, and the problems that can be added (``q`` searches them)."""
    site, lang = current_site(), current_language()
    chosen, made_for = _chosen(), _sector()
    words = request.args.get("q", "").strip()
    found = site.search.find(words, lang, chosen={"kind": "problem"}, limit=_FOUND).hits if words else []
    return render_template(
        "plan/page.html",
        chosen=chosen,
        plan=_plan(chosen, made_for),
        told=_told,
        words=words,
        found=found,
        areas=_areas(),
        sector=made_for,
        lang=lang,
    )


@blueprint.get("/plan/handout")
@kept
def handout() -> str:
    """The same plan to hand to a colleague: nothing to choose, the reasons in full, addresses to read on paper."""
    chosen, made_for = _chosen(), _sector()
    if not chosen:
        raise KgError(
            Code.USAGE,
            "A plan to hand on needs a problem.",
            where="problem",
            hint="Choose problems on the page Plan.",
            dutch=("Een plan om door te geven heeft een probleem nodig.", "Kies problemen op de pagina Plan."),
        )
    return render_template(
        "plan/handout.html", chosen=chosen, plan=_plan(chosen, made_for), told=_told, sector=made_for
    )


def _chosen() -> list[str]:
    return list(dict.fromkeys(_problem(name) for name in request.args.getlist("problem") if name))


def _sector() -> str:
    name = request.args.get("sector", "").strip()
    return current_site().directory.resolve(name, kind="sector", where="sector") if name else ""


def _plan(chosen: list[str], sector: str) -> Plan | None:
    return current_site().planner.plan(chosen, current_language(), sector=sector) if chosen else None


def _told(step: PlanStep, chosen: list[str]) -> Told:
    site, lang = current_site(), current_language()
    instrument = site.things.all[step.iri]
    claims = {fact.value.value: tuple(fact.claims) for fact in instrument.facts(KG + "addresses")}
    helps = [_help(iri, claims[iri]) for iri in chosen if iri in claims and site.things.label(iri, lang) in step.covers]
    notes = site.finder.knowledge.instruments[step.iri].notes[:_REMARKS]
    return Told(step, instrument, helps, [note.text[lang] for note in notes if note.text.get(lang)])


def _help(problem: str, claims: tuple[Claim, ...]) -> Help:
    strength = "central" if any(claim.strength == "central" for claim in claims) else "partly"
    return Help(problem, claims, strength, None if strength == "central" else _made_for(problem))


def _made_for(problem: str) -> Thing | None:
    """The first of the list's instruments that were made for a problem."""
    things = current_site().things
    made = [
        (claim.rank, mention.subject)
        for mention in things.all[problem].mentions
        for claim in mention.claims
        if mention.predicate == KG + "addresses" and claim.strength == "central"
    ]
    listed = [(rank, iri) for rank, iri in made if things.all[iri].value(KG + "inInstrumentList") == "true"]
    return things.all[min(listed)[1]] if listed else None


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
