"""Operations that find: ask, guide, plan, search."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg import guide
from kg.errors import KgError
from kg.finder import Advice
from kg.planner import Plan
from kg.search import FACETS, Found
from kg_web.api.operation import LANGUAGE, Operation, Parameter, number
from kg_web.api.schema import Schema, schema_of
from kg_web.site import Site

_SHORT: Schema = {"type": "string", "maxLength": 200}
_SECTOR = Parameter("sector", "Sector: mbo, hbo or wo.", _SHORT, example="mbo")
_PROBLEM = Parameter(
    "problem",
    "Address or slug of a problem; may be repeated.",
    _SHORT,
    repeated=True,
    most=40,
    example="te-weinig-tijd-voor-professionalisering",
)

_THEME = Parameter(
    "theme",
    "Address or slug of a theme that it has to be about; may be repeated.",
    _SHORT,
    repeated=True,
    most=40,
    example="blended-learning",
)
_ROLE = Parameter("role", "Who asks: slug or name of a role.", _SHORT, example="docent")


def operations(site: Site) -> list[Operation]:
    """The operations over one graph."""

    def problems(names: list[str]) -> list[str]:
        return [site.directory.resolve(name, kind="problem", where="problem") for name in names]

    def ask(*, q: str, problem: list[str], theme: list[str], limit: int, lang: str, **who: str) -> dict[str, Any]:
        context = site.finder.context(**who)
        about = [site.directory.resolve(name, kind="theme", where="theme") for name in theme]
        try:
            advice = site.finder.ask(q, lang, context=context, problems=problems(problem), themes=about, limit=limit)
            return asdict(advice)
        except KgError as error:
            if error.where != "question":
                raise
            # Nothing to go by is no fault of the address: the answer is empty and says why.
            return asdict(Advice(q, lang, gap=False, told=error.message))

    def plan(problem: list[str], sector: str, role: str, lang: str) -> dict[str, Any]:
        who = {
            kind: site.directory.resolve(name, kind=kind, where=kind)
            for kind, name in (("sector", sector), ("role", role))
            if name
        }
        return asdict(site.planner.plan(problems(problem), lang, **who))

    def next_question(lang: str, start: str, **answers: str) -> dict[str, Any]:
        given = {facet: value for facet, value in answers.items() if value}
        return asdict(site.guide.next(given, lang, start=start))

    def search(q: str, limit: int, offset: int, lang: str, **chosen: str) -> dict[str, Any]:
        return asdict(site.search.find(q, lang, chosen=chosen, limit=limit, offset=offset))

    limit = number("limit", "At most this many instruments.", 1, 50, 5)
    context = (
        _ROLE,
        _SECTOR,
        Parameter("level", "For whom: individu, team or organisatie.", _SHORT, example="team"),
        Parameter("phase", "Phase of the innovation process.", _SHORT, example="verspreiden"),
    )
    question = Parameter("q", "The complaint or question, in your own words.", example="docenten hebben te weinig tijd")
    return [
        Operation(
            "ask",
            "/ask",
            {
                "en": "From a complaint in someone's own words, or chosen problems, to instruments, with the reasons.",
                "nl": "Van een klacht in eigen woorden, of gekozen problemen, naar instrumenten, met de redenen.",
            },
            ask,
            schema_of(Advice),
            (question, *context, _PROBLEM, _THEME, limit, LANGUAGE),
        ),
        Operation(
            "plan",
            "/plan",
            {
                "en": "The smallest set of instruments that helps with several problems, and in which order.",
                "nl": "De kleinste set instrumenten die bij meer problemen helpt, en in welke volgorde.",
            },
            plan,
            schema_of(Plan),
            (Parameter(**{**vars(_PROBLEM), "required": True}), _SECTOR, _ROLE, LANGUAGE),
        ),
        Operation(
            "guide",
            "/guide",
            {
                "en": "The next question of the guided path after the answers given, or the instruments that are left.",
                "nl": "De volgende vraag van stap voor stap na deze antwoorden, of de instrumenten die overblijven.",
            },
            next_question,
            schema_of(guide.Question),
            (
                *(Parameter(facet, f"Answer about {facet}: address or slug.", _SHORT) for facet in guide.FACETS),
                Parameter("start", "First question.", {"type": "string", "enum": ["problem", "goal"]}, "problem"),
                LANGUAGE,
            ),
        ),
        Operation(
            "search",
            "/search",
            {
                "en": "Things by their names and texts, forgiving, with facets.",
                "nl": "Dingen bij woorden uit hun naam of tekst, ook met tikfouten, met kenmerken om te beperken.",
            },
            search,
            schema_of(Found),
            (
                Parameter("q", "Words to look for; none for everything.", example="placemat"),
                *(Parameter(facet, f"Value of the facet {facet}: address, slug or name.", _SHORT) for facet in FACETS),
                number("offset", "Skip this many.", 0, 1_000_000, 0),
                number("limit", "At most this many.", 1, 200, 20),
                LANGUAGE,
            ),
        ),
    ]
