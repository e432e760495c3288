"""Questions in the terminal: what a new record needs, one at a time, each answer checked at once.

One can go back, and stop at any time: what was answered is handed over, whole or not.
"""

from __future__ import annotations

import click

from kg.records.interview import Form, Interview, Question, first_open, shown, tell
from kg.stemming import folded

# More choices than this are not listed but searched; of a search, so many are shown.
_LISTED, _FOUND = 40, 20
_BACK, _ALL, _NONE = "<", "?", "-"
_WORDS = {
    "nl": {
        "how": "Enter: overslaan, of houden wat er tussen [ ] staat.  <  terug   ?  alle keuzen   -  leegmaken\n"
        "Ctrl-C: stoppen; uw antwoorden worden bewaard.",
        "several": "meer dan een: met een komma ertussen; een deel van de naam is genoeg",
        "one": "een deel van de naam is genoeg",
        "free": "antwoord",
        "which": "Welke bedoelt u met “{given}”? Typ het nummer, of meer van de naam.",
        "number": "nummer of naam",
        "more": "… en nog {number}",
        "none": "Niets gevonden met “{given}”.",
        "again": "Geef het nog eens; leeg laat het weg",
        "choices": "{number} keuzen; typ een deel van de naam, of ? voor alle",
        "required": "Dit is nodig.",
        "optional": "mag leeg blijven",
        "first": "Dit is de eerste vraag.",
    },
    "en": {
        "how": "Enter: skip, or keep what stands in [ ].  <  back   ?  all choices   -  make empty\n"
        "Ctrl-C: stop; your answers are kept.",
        "several": "more than one: with commas; a part of a name is enough",
        "one": "a part of a name is enough",
        "free": "answer",
        "which": "Which do you mean with “{given}”? Type the number, or more of the name.",
        "number": "number or name",
        "more": "… and {number} more",
        "none": "Nothing found with “{given}”.",
        "again": "Give it again; empty leaves it out",
        "choices": "{number} choices; type a part of the name, or ? for all",
        "required": "This is needed.",
        "optional": "may be left empty",
        "first": "This is the first question.",
    },
}


class _Back(Exception):  # noqa: N818 (no error: the person wants the question before)
    """Back to the question before."""


def ask(interview: Interview, form: Form, lang: str) -> None:
    """Fill a form by asking; it holds every answer as soon as it is given, also where asking is broken off.

    :param form: what is answered already.
    :raises click.Abort: where the person stops.
    """
    asking = _Asking(lang)
    click.echo(_WORDS[lang]["how"])
    number = first_open(form, interview.questions(form))
    before: Question | None = None
    while number < len(questions := interview.questions(form)):
        question = questions[number]
        if before is None or before.title != question.title:
            asking.head(question)
        try:
            tell(form, question, asking.answer(question, shown(form, question)))
        except _Back:
            if number == 0:
                click.echo(f"    {_WORDS[lang]['first']}")
            number, before = max(number - 1, 0), None
            continue
        before = question
        # An answer in a list that was left empty is gone, and the question with it.
        number += any(question.path == other.path for other in interview.questions(form))


class _Asking:
    """Asks, and asks again until the answer is right."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._words = _WORDS[lang]

    def head(self, question: Question) -> None:
        """What the question is about, and what can be chosen."""
        click.echo()
        click.secho(question.title, bold=True, nl=False)
        optional = "" if question.required else f"({self._words['optional']})"
        click.echo("  " + " ".join(part for part in (question.help.replace("\n", "\n  "), optional) if part))
        if 0 < len(question.choices) <= _LISTED:
            click.echo("  " + ", ".join(question.choices))
        elif question.choices:
            click.echo("  " + self._words["choices"].format(number=len(question.choices)))

    def answer(self, question: Question, now: str) -> str | list[str]:
        """A right answer; empty where none is given to what need not be answered."""
        while True:
            given = self._prompt(self._label(question), now or question.usual)
            if given == _ALL and question.choices:
                click.echo("  " + "\n  ".join(question.choices))
            elif given == _NONE or not given:
                if not question.required:
                    return [] if question.several else ""
                click.echo(f"    {self._words['required']}")
            elif question.several:
                return self._several(given, now, question)
            elif chosen := self._one(given, question):
                return chosen

    def _label(self, question: Question) -> str:
        if question.lang:
            return f"({question.lang})"
        if question.choices:
            return self._words["several" if question.several else "one"]
        return self._words["free"]

    def _prompt(self, label: str, now: str = "") -> str:
        given = click.prompt(f"  {label}", default=now, show_default=bool(now))
        told = str(given).strip()
        if told == _BACK:
            raise _Back
        return told

    def _several(self, given: str, now: str, question: Question) -> list[str]:
        """The choices that a person lists; what is not one is asked again, and the rest stays."""
        # What was chosen before can have commas in its names.
        kept = [choice for choice in question.choices if choice in now] if given == now else []
        if kept and ", ".join(kept) == now:
            return kept
        exact = self._exactly(given, question)
        parts = [given] if exact else [part.strip() for part in given.split(",")]
        found: list[str] = []
        for part in parts:
            asked = part
            while asked:
                one = self._one(asked, question)
                if one:
                    found.append(one)
                    break
                asked = self._prompt(self._words["again"])
        if found or not question.required:
            return list(dict.fromkeys(found))
        click.echo(f"    {self._words['required']}")
        return self._several(self._prompt(self._label(question)), "", question)

    def _exactly(self, given: str, question: Question) -> str:
        wanted = folded(given)
        return next((choice for choice in question.choices if folded(choice) == wanted), "")

    def _one(self, given: str, question: Question) -> str:
        """What a person means; empty, having said why, where that is not one right thing."""
        while question.choices:
            if exact := self._exactly(given, question):
                return exact
            fitting = [choice for choice in question.choices if folded(given) in folded(choice)]
            if len(fitting) == 1:
                return fitting[0]
            if not fitting:
                break
            meant = self._which(given, fitting)
            if not meant or meant in fitting:
                return meant
            given = meant
        wrong = question.check(given) if question.check else None
        if wrong:
            for line in filter(None, wrong.told(self._lang)):
                click.echo(f"    {line}")
        elif question.choices and not question.check:
            click.echo(f"    {self._words['none'].format(given=given)}")
        else:
            return given
        return ""

    def _which(self, given: str, fitting: list[str]) -> str:
        """Which of several: the one with the number that a person types, or else what is typed."""
        click.echo(f"    {self._words['which'].format(given=given)}")
        for number, choice in enumerate(fitting[:_FOUND], start=1):
            click.echo(f"    {number:3}  {choice}")
        if len(fitting) > _FOUND:
            click.echo(f"         {self._words['more'].format(number=len(fitting) - _FOUND)}")
        asked = self._prompt(self._words["number"])
        known = dict(enumerate(fitting[:_FOUND], start=1))
        return known.get(int(asked), asked) if asked.isdecimal() else asked
