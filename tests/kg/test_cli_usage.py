"""Wrong use of the command line is told in the language of who types it."""

from __future__ import annotations

import json

import click
import pytest
from command_line import Kg

from kg.cli.usage import in_dutch


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("finds", "Het commando finds is er niet. Bedoelde u find of fix? Gebruik: kg [OPTIES] COMMANDO [WAARDEN]..."),
        ("qqqq", "Het commando qqqq is er niet. Bekend: ask, check,"),
        ("export sheets", "Het commando sheets is er niet. Bedoelde u sheet"),
        ("find --limt 3", "De optie --limt is er niet. Bedoelde u --limit? Gebruik: kg find [OPTIES] [TEXT]"),
        ("find --qqqq", "De optie --qqqq is er niet. Gebruik: kg find"),
        ("--watch", "De optie --watch is er niet. "),
        ("show", "Er ontbreekt iets: IRI-OR-SLUG. Gebruik: kg show"),
        ("show a b c", "Dit is te veel: b c."),
        ("export sheet", "De optie --kind moet erbij."),
        ("find --only", "Bij de optie --only hoort een waarde."),
        ("serve --watch=1", "Bij de optie --watch hoort geen waarde."),
        ("serve --port abc", "abc is geen heel getal (bij --port)."),
        ("serve --port 0", "0 kan niet bij --port. Het moet dit zijn: 1<=x<=65535."),
        ("find tijd --lang xx", "xx kan niet bij --lang. Kies uit: 'nl', 'en'."),
        ("import /nergens.xlsx", "/nergens.xlsx is er niet (bij FILE)."),
        ("import /", "/ is een map; bij FILE hoort een bestand."),
        # What no option or command is wrong with, but what it is given.
        ("show qqqq", "Er is geen ding „qqqq”. Bekend:"),
        (
            "show instrument/toolwie",
            "Er is geen ding „instrument/toolwie”. Bedoelde u toolwiel",
        ),
        ("plan toolwiel", "Er is geen probleem „toolwiel”."),
        ("compare toolwiel", "U kunt 2 tot 4 instrumenten vergelijken, niet 1."),
        ("query instruments-lst", "Er is geen vraag met de naam instruments-lst. Bedoelde u"),
        ("query instrument-list x=1", "De vraag instrument-list kent x niet."),
        ("find --only x=1", "Er is geen kenmerk „x”. Bekend:"),
        ("find --only kind=x", "Er is geen soort „x”."),
        ("fmt nergens.ttl", "Dit bestand of deze map is er niet. Kijk de naam na."),
        ("load", "Er is geen server om te vullen"),
    ],
)
def test_a_mistake_is_told_in_dutch(kg: Kg, call: str, told: str) -> None:
    dutch = kg(*call.split())
    said = " ".join(dutch.err.split())
    assert told in said
    assert dutch.code != 0
    for english in ("Usage", "Error", "No such", "Missing", "Invalid", "There is no", "Known:", "Did you mean"):
        assert english not in said


def test_who_asks_for_english_gets_it(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No such option '--qqqq'" in kg("find", "--qqqq", "--lang", "en").err
    monkeypatch.setenv("KG_LANG", "en")
    assert "No such command 'finds'" in kg("finds").err
    assert "Did you mean toolwiel" in kg("show", "instrument/toolwie").err


def test_a_program_reads_the_same_in_any_language(kg: Kg) -> None:
    assert json.loads(kg("find", "--format", "json", "--qqqq").err)["error"]["message"] == "No such option '--qqqq'."


@pytest.mark.parametrize("call", ["", "export"])
def test_the_help_of_a_group_is_no_mistake(kg: Kg, call: str) -> None:
    done = kg(*call.split())
    assert done.err.startswith("Usage: kg")
    assert "Gebruik" not in done.err


def test_what_we_have_no_words_for_is_told_as_it_is() -> None:
    assert in_dutch(click.UsageError("Something new.")) == "kg: Something new."
