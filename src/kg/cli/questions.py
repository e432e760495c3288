"""Questions in the terminal: what a new record needs, one field at a time, each answer checked at once."""

from __future__ import annotations

import click

from kg.namespaces import KG
from kg.records.example import GROUNDS_HELP
from kg.records.faults import Fault
from kg.records.fields import Field
from kg.records.form import LANGUAGES
from kg.records.grounds import BASES
from kg.records.new import CLAIM, PHRASING, Maker
from kg.text import folded

# More choices than this are not listed but searched.
_LISTED = 40
_WORDS = {
    "nl": {
        "several": "meer dan een: met een komma ertussen; een deel van de naam zoekt",
        "one": "een deel van de naam zoekt",
        "which": "Welke bedoelt u: {found}?",
        "none": "Niets gevonden met “{given}”.",
        "more": "{number} keuzen; typ een deel van de naam",
        "basis": "Waarop berust dit?",
        "reason": "Hoe weet u dit, of waarom vindt u het",
        "passage": 'Waar staat het (001-12-40, of 001: "woorden")',
        "required": "Dit is nodig.",
        "problem": "Welk probleem",
        "say": "Hoe zegt iemand dat (leeg: klaar)",
        "record": "Welk record (soort/slug)",
        "property": "Welke eigenschap",
        "value": "Welke waarde",
    },
    "en": {
        "several": "more than one: with commas; a part of a name searches",
        "one": "a part of a name searches",
        "which": "Which do you mean: {found}?",
        "none": "Nothing found with “{given}”.",
        "more": "{number} choices; type a part of the name",
        "basis": "What does this rest on?",
        "reason": "How do you know, or why do you think so",
        "passage": 'Where does it stand (001-12-40, or 001: "words")',
        "required": "This is needed.",
        "problem": "Which problem",
        "say": "How does someone say it (empty: done)",
        "record": "Which record (kind/slug)",
        "property": "Which property",
        "value": "Which value",
    },
}


def ask_form(maker: Maker, kind: str, lang: str) -> dict[str, object]:
    """A form filled by asking what a record of this kind needs.

    :raises KgError: ``not-found`` for a kind that the graph does not know.
    """
    asking = _Asking(maker, lang)
    if kind == PHRASING:
        return asking.phrasing()
    if kind == CLAIM:
        return asking.claim()
    class_ = maker.graph.class_of_kind(kind)
    form: dict[str, object] = {}
    for field in maker.form.needed(class_):
        if field.name != "kind":
            form[field.name] = asking.field(field)
    if kind == "scheme":
        label = {known: asking.text("label", known) for known in LANGUAGES}
        definition = {known: asking.text("definition", known) for known in LANGUAGES}
        form["concepts"] = [{"label": label, "definition": definition}]
    form["grounds"] = asking.grounds()
    return form


class _Asking:
    """Asks, and asks again until the answer is right."""

    def __init__(self, maker: Maker, lang: str) -> None:
        self._maker = maker
        self._lang = lang
        self._words = _WORDS[lang]

    def field(self, field: Field) -> object:
        """The value or values of one field."""
        click.echo()
        click.secho(field.labels[self._lang], bold=True, nl=False)
        click.echo(f"  {field.help.get(self._lang, '')}")
        if field.langs:
            return {known: self.text("", known) for known in field.langs}
        choices = self._maker.values.choices(field, self._lang)
        if choices:
            return self._choice(choices, several=field.most != 1)
        while True:
            given = self._prompt(field.labels[self._lang])
            read = self._maker.values.read(given, field, "")
            if not isinstance(read, Fault):
                return given
            self._echo(read)

    def text(self, name: str, lang: str) -> str:
        """A text in one language."""
        return self._prompt(f"{name} ({lang})".strip())

    def _prompt(self, label: str) -> str:
        while True:
            given = str(click.prompt(f"  {label}", default="", show_default=False)).strip()
            if given:
                return given
            click.echo(f"    {self._words['required']}")

    def _echo(self, fault: Fault) -> None:
        for line in fault.told(self._lang):
            click.echo(f"    {line}")

    def _choice(self, choices: list[str], *, several: bool) -> str | list[str]:
        if len(choices) <= _LISTED:
            click.echo("  " + ", ".join(choices))
        else:
            click.echo("  " + self._words["more"].format(number=len(choices)))
        while True:
            given = self._prompt(self._words["several" if several else "one"])
            asked = [part.strip() for part in given.split(",")] if several else [given]
            found = [self._one_of(part, choices) for part in asked if part]
            if all(found):
                return [name for name in found if name] if several else found[0] or ""

    def _one_of(self, given: str, choices: list[str]) -> str:
        """The choice that a person means by its name or a part of it; empty, having said so, where that is not one."""
        wanted = folded(given)
        fitting = [choice for choice in choices if folded(choice) == wanted] or [
            choice for choice in choices if wanted in folded(choice)
        ]
        if len(fitting) == 1:
            return fitting[0]
        told = self._words["which"].format(found=", ".join(fitting[:8])) if fitting else ""
        click.echo(f"    {told or self._words['none'].format(given=given)}")
        return ""

    def grounds(self) -> dict[str, object]:
        """What it rests on."""
        click.echo()
        click.secho(self._words["basis"], bold=True)
        click.echo("  " + GROUNDS_HELP[self._lang].replace("\n", "\n  "))
        basis = str(click.prompt("  basis", type=click.Choice(BASES), default="curated"))
        found: dict[str, object] = {"basis": basis}
        if basis != "curated":
            found["passage"] = self._prompt(self._words["passage"])
        if basis != "stated":
            found["reason"] = {known: self._prompt(f"{self._words['reason']} ({known})") for known in LANGUAGES}
        return found

    def phrasing(self) -> dict[str, object]:
        """A problem and ways of saying it."""
        class_ = self._maker.graph.class_of_kind("problem")
        names = dict.fromkeys(LANGUAGES, self._words["problem"])
        problem = Field("problem", "", names, classes=(class_,), is_link=True, most=1)
        given = str(self.field(problem))
        form: dict[str, object] = {"problem": given}
        for lang in LANGUAGES:
            said = []
            while told := str(click.prompt(f"  {self._words['say']} ({lang})", default="", show_default=False)).strip():
                said.append(told)
            form[lang] = said
        found = self._maker.values.read(given, problem, "")
        if isinstance(found, Fault) or not self._maker.graph.claims.get((found.value, KG + "phrasing")):
            form["grounds"] = self.grounds()
        return form

    def claim(self) -> dict[str, object]:
        """One fact and what it rests on."""
        asked = {name: self._prompt(self._words[name]) for name in ("record", "property", "value")}
        return {**asked, **self.grounds()}
