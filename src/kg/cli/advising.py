"""How the finder's answer looks on paper and screen: a block per instrument, with why, how it fits, what to watch."""

from __future__ import annotations

import shutil
import sys
from textwrap import fill

import click

from kg.finder import Advice, Fit, Ground, Step, Suggestion, Topic, Understood

# A line is no longer than this, also on a wide screen; on paper exactly this.
_WIDTH, _LABEL = 100, 12
# At most so many sources of a step, remarks and companions are shown; the rest is in the JSON.
_MOST = 2
_TERMS = {
    "nl": {
        "understood": "Wat u kunt bedoelen", "topics": "Onderwerpen", "helps": "Wat helpt",
        "near": "Dit komt er het dichtst bij", "gap": "Hier is geen instrument voor.",
        "none": "Geen probleem in de graaf heeft deze woorden.", "row": "rij {row}", "why": "waarom", "way": "weg",
        "fits": "past", "watch": "let op", "with": "gaat met", "words": "uw woorden", "outside": "valt erbuiten",
        "is-gap": "geen instrument", "from": "gemaakt voor {values}", "unknown": "niet gezegd",
        "role": "rol", "sector": "sector", "level": "niveau", "phase": "fase", "no": "niet voor {asked}",
        "central": "helpt vooral", "partly": "helpt deels", "help": "helpt", "near-step": "komt in de buurt",
        "stated": "gezegd", "inferred": "afgeleid", "curated": "eigen oordeel",
    },
    "en": {
        "understood": "What you may mean", "topics": "Subjects", "helps": "What helps",
        "near": "This comes closest", "gap": "There is no instrument for this.",
        "none": "No problem in the graph has these words.", "row": "row {row}", "why": "why", "way": "path",
        "fits": "fits", "watch": "note", "with": "goes with", "words": "your words", "outside": "outside our scope",
        "is-gap": "no instrument", "from": "made for {values}", "unknown": "not said",
        "role": "role", "sector": "sector", "level": "level", "phase": "phase", "no": "not for {asked}",
        "central": "helps mainly", "partly": "helps partly", "help": "helps", "near-step": "comes close",
        "stated": "stated", "inferred": "inferred", "curated": "our judgement",
    },
}  # fmt: skip


def echo_advice(advice: Advice, lang: str) -> None:
    """Print an answer.

    :param lang: the language that the answer is in.
    """
    terms = _TERMS[lang]
    if not advice.problems and not advice.instruments:
        click.echo(advice.told or terms["none"])
    elif advice.gap:
        click.secho(f"{terms['gap']} ", bold=True, nl=False)
        click.echo(advice.told)
    if advice.problems:
        _echo_list(terms["understood"], [_understood(problem, terms) for problem in advice.problems])
    if advice.themes:
        _echo_list(terms["topics"], [_topic(topic) for topic in advice.themes])
    if advice.instruments:
        click.secho(f"\n{terms['near'] if advice.gap else terms['helps']}", bold=True)
    for number, found in enumerate(advice.instruments, 1):
        _echo_suggestion(number, found, terms)


def _echo_list(title: str, entries: list[str]) -> None:
    click.secho(f"\n{title}", bold=True)
    click.echo(fill("; ".join(entries), _width(), initial_indent="  ", subsequent_indent="  "))


def _understood(problem: Understood, terms: dict[str, str]) -> str:
    mark = terms["outside"] if problem.outside else terms["is-gap"] if problem.gap else ""
    return f"{problem.label} ({problem.score:.0%}{', ' + mark if mark else ''})"


def _topic(topic: Topic) -> str:
    return f"{topic.label} ({topic.score:.0%})"


def _echo_suggestion(number: int, found: Suggestion, terms: dict[str, str]) -> None:
    click.echo()
    click.secho(fill(f"{number}. {found.action}", _width(), subsequent_indent="   "), bold=True)
    row = f" ({terms['row'].format(row=found.row)})" if found.row else ""
    _echo_part("", f"{found.name}{row}")
    _echo_part(terms["why"], found.reason)
    if found.path:
        steps = [_step(step, found.strength, terms) for step in found.path]
        _echo_part(terms["way"], " → ".join([terms["words"], *steps]))
    if found.fit:
        _echo_part(terms["fits"], "; ".join(_fit(fit, terms) for fit in found.fit))
    for remark in found.watch[:_MOST]:
        _echo_part(terms["watch"], remark.text)
    if found.companions:
        _echo_part(terms["with"], "; ".join(other.name for other in found.companions[:_MOST]))


def _echo_part(label: str, text: str) -> None:
    indent = " " * (3 + _LABEL)
    click.echo(fill(text, _width(), initial_indent=f"   {label:<{_LABEL}}", subsequent_indent=indent))


def _step(step: Step, strength: str, terms: dict[str, str]) -> str:
    """What a step leads to, with its basis and where that stands."""
    last = {"help": terms.get(strength, terms["help"]), "nearest": terms["near-step"], "about": step.label}
    label = last.get(step.link, step.label)
    grounds = list(dict.fromkeys(_ground(ground) for ground in step.grounds))[:_MOST]
    basis = ": ".join(part for part in (terms.get(step.basis, ""), ", ".join(grounds)) if part)
    return f"{label} ({basis})" if basis else label


def _ground(ground: Ground) -> str:
    return f"{ground.source} {ground.section}"


def _fit(fit: Fit, terms: dict[str, str]) -> str:
    values = ", ".join(fit.values)
    if fit.fits:
        return fit.asked
    if fit.fits is None:
        return f"{terms[fit.part]} {terms['unknown']}"
    return f"{terms['no'].format(asked=fit.asked)}, {terms['from'].format(values=values)}"


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDTH) if sys.stdout.isatty() else _WIDTH
