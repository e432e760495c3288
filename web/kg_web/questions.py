"""The stored questions as pages: a form, a table, its SPARQL text, and the same answer for programs."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from kg.namespaces import DCT, SKOS
from kg.queries import Parameter, StoredQuery, filled, run
from kg.store import Answer, Term
from kg.things import Thing
from kg_web.api.questions import MOST, PAGE
from kg_web.columns import column_names
from kg_web.kept import kept
from kg_web.language import ROOT, current_language
from kg_web.site import Site, current_site, made_once

blueprint = Blueprint("questions", __name__, url_prefix="/questions")
# The most rows that a page shows: every answer about all the graph whole, but not each pair out of two long lists. The
# API and its CSV give all.
_MOST = 1_000


@blueprint.get("")
def overview() -> str:
    """All stored questions, by what people want to know."""
    lang = current_language()
    return render_template("questions/overview.html", groups=_by_subject(lang), lang=lang)


def _by_subject(lang: str) -> list[tuple[str, str, list[StoredQuery]]]:
    """Each subject with its name and its questions in their order; those without a subject last."""
    told = current_site().catalogue.questions.values()
    names = _subjects(lang)
    groups = [
        (subject, name, sorted((q for q in told if q.subject == subject), key=lambda q: (q.place, q.name)))
        for subject, name in names.items()
    ]
    return [group for group in groups if group[2]]


@lru_cache(maxsize=2)
def _subjects(_lang: str) -> dict[str, str]:
    return {
        "instruments": _("Welk instrument past?"),
        "gaps": _("Wat ontbreekt er?"),
        "factors": _("Wat helpt en wat hindert?"),
        "practice": _("Hoe ging het in de praktijk?"),
        "evidence": _("Waarop berust het?"),
        "concepts": _("Hoe horen de begrippen bij elkaar?"),
        "": _("Andere vragen"),
    }


@blueprint.get("/<name>")
@kept
def page(name: str) -> str:
    """One question, with its answer where all that it needs is given."""
    site, lang = current_site(), current_language()
    query = site.catalogue.query(name)
    given = {p.name: text for p in query.parameters if (text := request.args.get(p.name, "").strip())}
    complete = all(parameter.name in given for parameter in query.parameters if parameter.required)
    answer = run(query, given, site.store, lang=lang, directory=site.directory) if complete else None
    return render_template(
        "questions/page.html",
        query=query,
        given=given,
        answer=answer,
        most=_MOST,
        numeric=_numeric(answer) if answer else [],
        text=filled(query, given, site.directory, lang) if complete else query.text,
        choices={parameter.name: _choices(parameter) for parameter in query.parameters},
        columns=_columns(answer, lang),
        coded=_coded,
        named=_named,
        addresses={form: _for_programs(query, given, form, answer) for form in ("json", "csv")},
        lang=lang,
    )


def _choices(parameter: Parameter) -> list[Thing]:
    """The things that a parameter can be, by name; none where it can be anything."""
    things = current_site().things
    return things.sorted((thing.iri for thing in things.kinds.get(parameter.kind, [])), current_language())


def _coded(column: str, value: Term) -> Thing | None:
    """What a code stands for: a concept where the column is named after a scheme (``partly`` in ``strength``), or the
    property of a link (``relatedMatch``).
    """
    things = current_site().things
    if value.kind != "literal":
        return None
    return things.all.get(SKOS + value.value) if column == "link" else things.get(column, value.value)


def _columns(answer: Answer | None, lang: str) -> dict[str, str]:
    """Column -> its name. A link beside a repaired one is no relation, but the address as it was printed."""
    printed = {"link": _("gedrukte link")} if answer and "repairedLink" in answer.columns else {}
    return {**column_names(lang), **printed}


def _named(column: str, value: Term) -> Thing | None:
    """The thing that a name in an answer is of: the only one that has it, or the only one of the kind that the column
    is named after.
    """
    site = current_site()
    having = [site.things.all[iri] for iri in _names(site, current_language()).get(value.value, ())]
    told = having if len(having) == 1 else [thing for thing in having if thing.kind == column]
    return told[0] if len(told) == 1 else None


@made_once
def _names(site: Site, lang: str) -> dict[str, tuple[str, ...]]:
    """Name in a language, or printed title -> the things that have it."""
    names: dict[str, tuple[str, ...]] = {}
    for things in site.things.kinds.values():
        for thing in things:
            for name in dict.fromkeys((thing.label(lang), *thing.values(DCT + "title"))):
                names[name] = (*names.get(name, ()), thing.iri)
    return names


def _numeric(answer: Answer) -> list[bool]:
    """Of each column, whether it holds only numbers."""
    columns = zip(*answer.rows, strict=True) if answer.rows else [()] * len(answer.columns)
    return [
        any(terms) and all(term is None or term.value.replace(".", "", 1).isdigit() for term in terms)
        for terms in columns
    ]


def _for_programs(query: StoredQuery, given: dict[str, str], form: str, answer: Answer | None) -> str:
    """The address of the same answer for programs, in one piece: who saves a file gets all rows."""
    whole = {"limit": MOST} if answer and len(answer.rows) > PAGE else {}
    asked = urlencode({**given, "lang": current_language(), "format": form, **whole})
    return f"{request.environ[ROOT]}/api/questions/{query.name}?{asked}"
