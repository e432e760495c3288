"""Commands that find: ask, plan, guide."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import Any

import click

from kg.cli.advising import echo_advice
from kg.cli.context import Session, echo_json, echo_table, formats, language, pass_session
from kg.errors import Code, KgError
from kg.finder import Context, Finder
from kg.namespaces import shorten
from kg.settings import LANGUAGES

_PLAN_COLUMNS = {
    "nl": ["", "rij", "wat u ermee doet", "instrument", "vanaf fase", "ingrediënt", "bouwt voort op", "voor"],
    "en": ["", "row", "what you do with it", "instrument", "from phase", "ingredient", "builds on", "for"],
}
_GUIDE_COLUMNS = {"nl": ["antwoord", "", "instrumenten"], "en": ["answer", "", "instruments"]}
_PERHAPS_MORE = {
    "nl": "Bij zo veel problemen is dit een goede set, maar misschien niet de kleinste.",
    "en": "With so many problems this is a good set, but perhaps not the smallest.",
}
# A batch tells at least so many instruments: whoever scores a ranking wants more than an asker.
_BATCH = 10
_CONTEXT = ("role", "sector", "level", "phase")


@click.command()
@click.argument("text", required=False, default="")
@click.option("--role", default="", help="Who asks, such as docent, teamleider or HR.")
@click.option("--sector", default="", help="mbo, hbo or wo.")
@click.option("--level", default="", help="individu, team or organisatie.")
@click.option("--phase", default="", help="Phase of the innovation process, such as verspreiden.")
@click.option("--problem", "problems", multiple=True, help="The problem that you mean, instead of what was understood.")
@click.option("--theme", "themes", multiple=True, help="A theme that it has to be about; may be given more than once.")
@click.option(
    "--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="At most this many instruments."
)
@click.option("--batch", is_flag=True, help="Read questions as JSON lines from standard input, answer as JSON lines.")
@formats("table", "json")
@language
@pass_session
def ask(
    session: Session,
    text: str,
    problems: tuple[str, ...],
    themes: tuple[str, ...],
    limit: int,
    batch: bool,
    form: str,
    lang: str | None,
    role: str,
    sector: str,
    level: str,
    phase: str,
) -> None:
    """Which instrument for this problem, and why. In your own words, Dutch or English.

    \b
    kg ask "docenten hebben geen tijd" --role teamleider --sector mbo
    kg ask "teachers lack digital skills" --lang en --format json
    kg ask --problem weinig-aandacht-voor-ethiek
    kg ask "iets om mee te beginnen" --theme blended-learning
    kg ask --batch < questions.jsonl
    """
    finder = session.finder
    chosen = session.lang(lang)
    if batch:
        for line in sys.stdin.buffer:
            if line.strip():
                answer = json.dumps(_answer_line(finder, line, max(limit, _BATCH), chosen), ensure_ascii=False)
                # Half a character (a lone surrogate) can be asked, but not written.
                click.echo(answer.encode(errors="replace").decode())
        return
    meant = [session.directory.resolve(problem, kind="problem", where="--problem") for problem in problems]
    about = [session.directory.resolve(theme, kind="theme", where="--theme") for theme in themes]
    context = finder.context(role=role, sector=sector, level=level, phase=phase)
    advice = finder.ask(text, chosen, context=context, problems=meant, themes=about, limit=limit)
    if form == "json":
        echo_json(asdict(advice))
    else:
        echo_advice(advice, chosen)


def _answer_line(finder: Finder, line: bytes, limit: int, lang: str) -> dict[str, object]:
    """One answer of a batch: id, gap and rows, and the whole answer under ``answer``; a fault under ``error``.

    A role, sector, level or phase that the graph does not know is left out, and told under ``ignored``.
    """
    name = None
    try:
        asked: Any = json.loads(line)
        name = asked.get("id") if isinstance(asked, dict) else None
        if not isinstance(asked, dict) or not isinstance(asked.get("query"), str):
            raise KgError(Code.USAGE, "This line is no question.", hint='Write {"id": "1", "query": "..."}.')
        context, ignored = _known_context(finder, asked)
        spoken = asked.get("language")
        answer_in = spoken if spoken in LANGUAGES else lang
        advice = finder.ask(asked["query"], answer_in, context=context, limit=limit, whole=True)
    except (ValueError, RecursionError) as error:
        fault = KgError(Code.UNREADABLE, f"This line is not JSON: {error}", hint="Write one object per line.")
        return {"id": name, "gap": False, "instruments": [], "error": fault.as_dict()}
    except KgError as error:
        return {"id": name, "gap": False, "instruments": [], "error": error.as_dict()}
    rows = [] if advice.gap else [found.row for found in advice.instruments if found.row]
    told = {"ignored": ignored} if ignored else {}
    return {"id": name, "gap": advice.gap, "instruments": rows, "answer": asdict(advice), **told}


def _known_context(finder: Finder, asked: dict[str, Any]) -> tuple[Context, dict[str, str]]:
    """The parts of the context that the graph knows, and why the others are left out."""
    known, ignored = Context(), {}
    for part in _CONTEXT:
        try:
            known = replace(known, **{part: getattr(finder.context(**{part: str(asked.get(part) or "")}), part)})
        except KgError as error:
            ignored[part] = error.message
    return known, ignored


@click.command()
@click.argument("problems", nargs=-1, required=True)
@click.option("--sector", default="", help="mbo, hbo or wo: help made for another sector counts less.")
@click.option("--role", default="", help="Who takes them up: help made for another role counts less.")
@formats("table", "json")
@language
@pass_session
def plan(session: Session, problems: tuple[str, ...], sector: str, role: str, form: str, lang: str | None) -> None:
    """The smallest set of instruments that helps with several problems, and in which order.

    \b
    kg plan geen-leercultuur te-weinig-tijd-voor-professionalisering
    kg plan geen-leercultuur geen-heldere-visie --sector mbo --lang en
    """
    directory, chosen = session.directory, session.lang(lang)
    wanted = [directory.resolve(problem, kind="problem", where="PROBLEM") for problem in problems]
    made_for = directory.resolve(sector, kind="sector", where="--sector") if sector else ""
    who = directory.resolve(role, kind="role", where="--role") if role else ""
    made = session.planner.plan(wanted, chosen, sector=made_for, role=who)
    if form == "json":
        echo_json(asdict(made))
        return
    english = chosen == "en"
    if made.steps:
        rows = [
            (
                number,
                step.row,
                step.action,
                step.name,
                step.phase,
                step.ingredient,
                "; ".join(step.after),
                "; ".join(step.covers),
            )
            for number, step in enumerate(made.steps, 1)
        ]
        echo_table(_PLAN_COLUMNS[chosen], rows)
    for problem in made.uncovered:
        click.secho(f"{'Not covered' if english else 'Niet gedekt'}: {problem.label}. ", bold=True, nl=False)
        click.echo(problem.told)
    if not made.exact:
        click.echo(_PERHAPS_MORE[chosen], err=True)


@click.command()
@click.argument("answers", nargs=-1, metavar="[FACET=ANSWER]...")
@click.option(
    "--start", type=click.Choice(["problem", "goal"]), default="problem", show_default=True, help="First question."
)
@formats("table", "json")
@language
@pass_session
def guide(session: Session, answers: tuple[str, ...], start: str, form: str, lang: str | None) -> None:
    """A few questions lead to at most five instruments. Add an answer to go on, drop one to go back.

    \b
    kg guide
    kg guide area=tijd-en-middelen
    kg guide --start goal goal=activeren
    """
    given = {}
    for answer in answers:
        facet, equals, value = answer.partition("=")
        if not equals:
            raise KgError(
                Code.USAGE, "This is not FACET=ANSWER.", where=answer, hint="Write for instance goal=activeren."
            )
        given[facet] = value
    question = session.guide.next(given, session.lang(lang), start=start)
    if form == "json":
        echo_json(asdict(question))
        return
    english = session.lang(lang) == "en"
    for step in question.trail:
        click.echo(f"{step.text} {step.label}")
    if question.told:
        click.echo(question.told)
    if question.facet:
        click.secho(question.text, bold=True)
        rows = [
            (f"{question.facet}={option.value.rsplit('/', 1)[-1]}", option.label, option.instruments)
            for option in question.options
        ]
        echo_table(["answer", "", "instruments"] if english else ["antwoord", "", "instrumenten"], rows)
    elif question.instruments:
        near = ("nearest help" if english else "dit komt er het dichtst bij") if question.told else "instrument"
        echo_table([near, ""], [(name, shorten(iri)) for iri, name in question.instruments])


COMMANDS = (ask, plan, guide)
