"""kg ask, as a person and as a program calls it."""

from __future__ import annotations

import io
import json
import sys

import pytest
from command_line import Kg

from kg.cli.context import Session
from kg.namespaces import ID
from kg.settings import Settings


def words(text: str) -> str:
    return " ".join(text.split())


def batch(kg: Kg, monkeypatch: pytest.MonkeyPatch, lines: bytes, *options: str) -> list[dict]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    done = kg("ask", "--batch", *options)
    assert done.code == 0
    return [json.loads(line) for line in done.out.splitlines()]


# Read by a person


def test_each_instrument_has_its_reason_its_way_and_its_fit(kg: Kg) -> None:
    text = words(kg("ask", "te weinig tijd", "--role", "docent", "--sector", "hbo").out)
    assert "1. Kies een tool die past Toolwiel (rij 1) waarom Zoeken kost minder tijd." in text
    assert "uw woorden → docenten hebben weinig tijd → blended learning (gezegd: 001 1) → helpt vooral" in text
    assert "helpt deels (afgeleid: 001 1)" in text
    assert "past rol niet gezegd; hbo" in text


def test_in_english_everything_is(kg: Kg) -> None:
    text = words(kg("ask", "little time", "--lang", "en").out)
    assert "What you may mean teachers have little time (100%)" in text
    assert "your words → teachers have little time" in text
    assert "helps mainly (our judgement)" in text


def test_a_gap_is_marked_and_the_nearest_help_is_no_more_than_that(kg: Kg) -> None:
    text = words(kg("ask", "ethische vragen").out)
    assert text.startswith("Hier is geen instrument voor. Geen bron noemt een instrument.")
    assert "ethiek krijgt weinig aandacht (100%, geen instrument)" in text
    assert "Dit komt er het dichtst bij 1. Praat samen over tijd Placemat" in text
    assert "Wat helpt" not in text


def test_a_theme_can_be_chosen(kg: Kg) -> None:
    advice = json.loads(kg("ask", "--theme", "blended-learning", "--format", "json").out)
    assert [(topic["iri"], topic["via"]) for topic in advice["themes"]] == [(ID + "theme/blended-learning", "chosen")]
    assert {found["name"] for found in advice["instruments"]} == {"Toolwiel", "Placemat"}
    assert kg("ask", "tijd", "--theme", "docent").code == 4


# Read by a program


def test_a_batch_answers_every_line_in_order(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [
        {"id": "Q1", "query": "te weinig tijd", "language": "nl", "role": "docent", "sector": "hbo"},
        {"id": "Q2", "query": "ethische vragen", "language": "nl"},
        {"id": 3, "query": "little time", "language": "en"},
    ]
    first, gap, english = batch(kg, monkeypatch, "\n\n".join(map(json.dumps, questions)).encode())
    assert (first["id"], first["gap"], first["instruments"]) == ("Q1", False, [1, 2])
    assert first["answer"]["instruments"][0]["path"][-1]["target"] == ID + "instrument/toolwiel"
    assert (gap["id"], gap["gap"], gap["instruments"]) == ("Q2", True, [])
    assert (english["id"], english["answer"]["instruments"][0]["name"]) == (3, "Tool Wheel")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"not JSON", "unreadable"),
        (b"\xff\xfe", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"[]", "usage"),
        (b'{"id": "Q1"}', "usage"),
        (b'{"query": 7}', "usage"),
        (b'{"query": ""}', "usage"),
        (b'{"query": "\\u0000"}', "usage"),
    ],
)
def test_a_line_that_is_no_question_is_answered_with_its_fault(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, line: bytes, code: str
) -> None:
    fault, fine = batch(kg, monkeypatch, line + b'\n{"id": "Q2", "query": "tijd"}\n')
    assert (fault["gap"], fault["instruments"], fault["error"]["code"]) == (False, [], code)
    assert fault["error"]["hint"]
    assert (fine["id"], fine["instruments"]) == ("Q2", [1, 2])


def test_what_the_graph_does_not_know_of_the_asker_is_left_out_and_told(
    kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"id": "Q1", "query": "te weinig tijd", "role": "tovenaar", "sector": "hbo", "level": ["team"]}
    (answer,) = batch(kg, monkeypatch, json.dumps(asked).encode())
    assert answer["instruments"] == [1, 2]
    assert sorted(answer["ignored"]) == ["level", "role"]
    assert [fit["part"] for fit in answer["answer"]["instruments"][0]["fit"]] == ["sector"]


def test_half_a_character_can_be_asked_and_answered(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    (answer,) = batch(kg, monkeypatch, b'{"id": "\\ud800", "query": "\\ud800 tijd"}')
    assert (answer["id"], answer["answer"]["question"], answer["instruments"]) == ("?", "? tijd", [1, 2])


@pytest.mark.parametrize(("lang", "told"), [("nl", "misschien niet de kleinste"), ("en", "perhaps not the smallest")])
def test_a_plan_that_may_not_be_the_smallest_says_so(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    assert told not in kg("plan", "weinig-tijd", "--lang", lang).err
    monkeypatch.setattr("kg.planner.MOST_EXACT", 0)
    assert told in kg("plan", "weinig-tijd", "--lang", lang).err


@pytest.mark.parametrize(("lang", "told"), [("nl", "eenmalig de betekenis"), ("en", "reading the meaning")])
def test_what_takes_long_is_told_in_the_language_of_the_settings(
    capsys: pytest.CaptureFixture[str], lang: str, told: str
) -> None:
    Session(Settings(lang=lang)).progress("reading the meaning of the graph's sentences, once")
    assert capsys.readouterr().err.startswith(told)
