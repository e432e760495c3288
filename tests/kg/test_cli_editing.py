"""kg new, as a steward calls it: shown, checked, asked, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Kg

CARD = """kind: instrument
label: {nl: Kaart, en: Card}
title: Kaart
action: {nl: Praat samen, en: Talk together}
description: {nl: Een kaart., en: A card.}
listed: nee
theme: [blended learning]
audience: [docenten]
form: [tool]
grounds: {basis: curated, reason: {nl: Beoordeeld., en: Judged.}}
"""


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "card.yaml"
    path.write_text(CARD, encoding="utf-8")
    return path


def written(root: Path) -> Path:
    return root / "data" / "instrument" / "kaart.ttl"


def test_a_form_becomes_a_checked_record(kg: Kg, root: Path, card: Path) -> None:
    done = kg("new", "instrument", "--from", str(card), "--yes")
    assert done.code == 0
    assert "Kaart (instrument/kaart) · nieuw" in done.out
    assert "+ bedoeld voor: docenten" in done.out
    assert done.out.splitlines()[-1] == "data/instrument/kaart.ttl"
    assert kg("check", str(written(root))).code == 0
    assert kg("fmt", "--check").code == 0
    assert "Kaart" in kg("show", "kaart").out


def test_without_yes_and_without_a_person_nothing_is_written(kg: Kg, root: Path, card: Path) -> None:
    done = kg("new", "--from", str(card), "--lang", "en")
    assert done.code == 0
    assert "--yes writes" in done.out
    assert not written(root).exists()


def test_a_fault_is_told_and_nothing_is_written(kg: Kg, root: Path, card: Path) -> None:
    card.write_text(CARD.replace("docenten", "docent"), encoding="utf-8")
    done = kg("new", "instrument", "--from", str(card), "--yes")
    assert done.code == 1
    assert "audience: „docent” is geen doelgroep die de graaf kent." in done.err
    assert "docenten" in done.err
    assert not written(root).exists()


def test_a_rule_of_the_graph_is_told_and_nothing_is_written(kg: Kg, root: Path, card: Path) -> None:
    card.write_text(CARD.replace("listed: nee", "listed: ja"), encoding="utf-8")
    done = kg("new", "instrument", "--from", str(card), "--yes")
    assert done.code == 1
    assert "row-violation" in done.err
    assert not written(root).exists()


def test_the_example_works_as_it_is_printed(kg: Kg, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(kg("new", "problem", "--example").out, encoding="utf-8")
    assert kg("new", "problem", "--from", str(path), "--yes").code == 0
    assert "voorbeeld-problem" in (root / "ontology" / "schemes" / "problem.ttl").read_text(encoding="utf-8")


def test_the_kinds_are_listed_and_an_unknown_one_is_not_found(kg: Kg) -> None:
    assert {"instrument", "problem", "theme", "phrasing", "claim", "scheme"} <= set(kg("new").out.split())
    done = kg("new", "instrumant", "--example")
    assert done.code == 4
    assert "instrument" in done.err


def test_questions_are_asked_until_the_answer_is_right(kg: Kg, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["digitaal toetsen", "digital testing", "", "Toetsen met ict.", "Testing with ICT."]
    answers = iter([*texts, "curated", "Vaak gevraagd.", "Often asked."])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt="": next(answers))
    done = kg("new", "theme", "--yes")
    assert done.code == 0, done.err
    assert "Dit is nodig." in done.out
    assert "theme/digitaal-toetsen" in done.out
    assert next(answers, None) is None
    assert "digitaal-toetsen" in (root / "ontology" / "schemes" / "theme.ttl").read_text(encoding="utf-8")


def test_a_choice_is_found_by_a_part_of_its_name(kg: Kg, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["weinig", "tijd", "Ik ren maar door.", "", "", "curated", "Gehoord.", "Heard."])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt="": next(answers))
    done = kg("new", "phrasing", "--yes")
    assert (done.code, next(answers, None)) == (0, None), done.err
    assert "Welke bedoelt u: docenten hebben weinig tijd, ethiek krijgt weinig aandacht?" in done.out
    assert "Ik ren maar door." in (root / "data" / "problem" / "weinig-tijd.ttl").read_text(encoding="utf-8")
