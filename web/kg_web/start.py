"""The start page and, at the same address with a question or problems, the answer."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from kg.errors import Code, KgError
from kg.finder import Advice, Understood
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("start", __name__)

# Who asks, and for where: the parts of a context, each a scheme of concepts.
CONTEXT = ("role", "sector", "level", "phase")
# How many instruments an answer tells first, and when asked for more.
_FEW, _MANY = 5, 15
_EXAMPLES = 6


@blueprint.get("/")
@kept
def page() -> str:
    """The question box; the answer when there is a question (``q``) or a problem is chosen (``problem``)."""
    site, lang = current_site(), current_language()
    question = request.args.get("q", "").strip()
    chosen = _named("problem")
    about = _named("theme")
    if not question and not chosen and not about:
        return _start()
    context = site.finder.context(**{part: request.args.get(part, "").strip() for part in CONTEXT})
    many = request.args.get("more") == "1"
    # Words fit more instruments than are told first; to what is only chosen, one more is asked to know if there is.
    limit = _MANY if many else _FEW if question else _FEW + 1
    try:
        advice = site.finder.ask(
            question, lang, context=context, problems=chosen, themes=about, limit=limit, whole=many
        )
    except KgError as error:
        if error.code is Code.USAGE and error.where == "question":
            return _start(question, f"{error.message} {error.hint}")
        raise
    further = not many and bool(question or len(advice.instruments) > _FEW)
    if not many:
        advice = replace(advice, instruments=advice.instruments[:_FEW])
    return render_template(
        "start/answer.html",
        question=question,
        advice=advice,
        further=further,
        chosen=chosen,
        about=about,
        others=_others(question, chosen),
        context=context,
        parts=CONTEXT,
        narrowed=sum(bool(getattr(context, part)) for part in CONTEXT),
        **_kinds_of_answer(advice),
    )


def _named(parameter: str) -> list[str]:
    """The addresses of the problems or themes that a parameter names; ``kind/slug`` may name another kind."""
    names = [name for name in request.args.getlist(parameter) if name]
    resolve = current_site().directory.resolve
    return list(dict.fromkeys(resolve(name, kind="" if "/" in name else parameter, where=parameter) for name in names))


def _start(question: str = "", notice: str = "") -> str:
    site, lang = current_site(), current_language()
    first = site.guide.next({}, lang)
    examples = site.guide.examples(lang, number=_EXAMPLES)
    return render_template("start/page.html", question=question, notice=notice, first=first, examples=examples)


def _others(question: str, chosen: list[str]) -> list[Understood]:
    """What the words may mean beside the problems chosen."""
    if not question or not chosen:
        return []
    try:
        understood = current_site().finder.ask(question, current_language()).problems
    except KgError:
        return []
    return [problem for problem in understood if problem.iri not in chosen]


def _kinds_of_answer(advice: Advice) -> dict[str, bool]:
    """Whether nothing at all was understood, or only what the instruments are not about."""
    return {
        "nothing": not advice.problems and not advice.instruments,
        "outside": bool(advice.problems) and all(problem.outside for problem in advice.problems if problem.gap),
    }
