"""kg new, export sheet and import, as a steward calls them: shown, checked, asked, and written whole or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Kg

from kg import cli
from kg.cli.progress import DUTCH
from kg.records.yamlform import form_of

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
    assert "audience: De graaf kent geen doelgroep „docent”." in done.err
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
    answers = iter(["weinig", "1", "Ik ren maar door.", "", "", "curated", "Gehoord.", "Heard."])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt="": next(answers))
    done = kg("new", "phrasing", "--yes")
    assert (done.code, next(answers, None)) == (0, None), done.err
    assert "1  docenten hebben weinig tijd" in done.out
    assert "2  ethiek krijgt weinig aandacht" in done.out
    assert "Ik ren maar door." in (root / "data" / "problem" / "weinig-tijd.ttl").read_text(encoding="utf-8")


# Nothing that was answered is lost


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person works in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Iterator[str]:
    """A person who gives these answers, and then presses Ctrl-C."""
    given = iter(answers)

    def answer(_prompt: str = "") -> str:
        try:
            return next(given)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    return given


def test_answers_are_kept_when_the_person_stops_and_gone_on_with(
    kg: Kg, root: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "digitaal toetsen", "digital testing")
    stopped = kg("new", "theme")
    assert stopped.code == 130
    assert "kg new --from theme-digitaal-toetsen.yaml --ask" in stopped.err
    assert form_of((here / "theme-digitaal-toetsen.yaml").read_text(encoding="utf-8")) == {
        "kind": "theme",
        "label": {"nl": "digitaal toetsen", "en": "digital testing"},
    }
    left = answering(monkeypatch, "Toetsen met ict.", "Testing with ICT.", "", "Gevraagd.", "Asked.")
    done = kg("new", "--from", "theme-digitaal-toetsen.yaml", "--ask", "--yes")
    assert (done.code, next(left, None)) == (0, None), done.err
    assert "digitaal-toetsen" in (root / "ontology" / "schemes" / "theme.ttl").read_text(encoding="utf-8")


def test_stopping_before_the_first_answer_leaves_nothing(kg: Kg, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)
    assert kg("new", "theme").code == 130
    assert list(here.iterdir()) == []


def test_answers_that_break_a_rule_are_kept(kg: Kg, root: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "kaart.yaml").write_text(CARD.replace("listed: nee", "listed: ja"), encoding="utf-8")
    answering(monkeypatch, *[""] * 99)
    done = kg("new", "--from", "kaart.yaml", "--ask", "--yes")
    assert done.code == 1
    assert "row-violation" in done.err
    assert not written(root).exists()
    # The form of the person's own hand stays as it is.
    assert {path.name for path in here.iterdir()} == {"kaart.yaml", "instrument-kaart.yaml"}
    kept = form_of((here / "instrument-kaart.yaml").read_text(encoding="utf-8"))
    assert (kept["listed"], kept["audience"]) == ("ja", ["docenten"])


def test_a_person_who_says_no_keeps_the_answers(
    kg: Kg, root: Path, here: Path, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    answering(monkeypatch, *[""] * 8, "misschien", "nee")
    done = kg("new", "--from", str(card), "--ask")
    assert done.code == 0
    assert done.out.count("Schrijven? (ja/nee)") == 0  # the prompt goes to the person, not to what is shown
    assert done.out.splitlines()[-1] == "Er is niets geschreven."
    assert (here / "instrument-kaart.yaml").exists()
    assert not written(root).exists()


def test_one_can_go_back_and_see_all_choices(kg: Kg, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["digitaal toetsen", "digital tests", "<", "digital testing"]
    left = answering(monkeypatch, "<", *names, "Toetsen.", "Testing.", "?", "eigenlijk", "curated", "Zo.", "So.")
    done = kg("new", "theme", "--yes")
    assert (done.code, next(left, None)) == (0, None), done.err
    assert "Dit is de eerste vraag." in done.out
    assert "Niets gevonden met “eigenlijk”." in done.out
    assert '"digital testing"@en' in (root / "ontology" / "schemes" / "theme.ttl").read_text(encoding="utf-8")


def test_a_name_that_is_taken_is_told_at_once(kg: Kg, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "Toolwiel")
    assert "Er is al een record instrument/toolwiel." in kg("new", "instrument").out
    assert list(here.iterdir()) == []


def test_every_step_that_is_told_has_dutch_words() -> None:
    folder = Path(cli.__file__).parents[1]
    texts = (
        path.read_text(encoding="utf-8")
        for home in ("records", "validation", "finder", "cli")
        for path in (folder / home).glob("*.py")
    )
    told = {match[1] for text in texts for match in re.finditer(r'\bprogress\("([^"]+)"\)', text)}
    assert told
    assert told <= DUTCH.keys()


# Spreadsheets


def with_audience(path: Path, names: str) -> None:
    """Change one cell of a CSV as a spreadsheet program would."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    column = rows[1].index("schema:audience")
    next(row for row in rows if row[0] == "placemat")[column] = names
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_exported_is_imported_without_a_change(kg: Kg, tmp_path: Path, ending: str) -> None:
    out = tmp_path / "sheets" / f"instruments.{ending}"
    done = kg("export", "sheet", "--kind", "instrument", "--out", str(out))
    assert (done.code, done.out.startswith(f"{out}: ")) == (0, True)
    done = kg("import", str(out))
    assert done.code == 0
    assert "Er verandert niets." in done.out


def test_a_changed_cell_is_shown_checked_and_written(kg: Kg, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "instruments.csv"
    kg("export", "sheet", "--kind", "instrument", "--out", str(out))
    with_audience(out, "docenten | teams")
    before = {path: path.read_bytes() for path in root.rglob("*.ttl")}
    assert "--yes writes" in kg("import", str(out), "--lang", "en").out
    assert {path: path.read_bytes() for path in root.rglob("*.ttl")} == before
    done = kg("import", str(out), "--yes")
    assert done.code == 0
    assert "  + bedoeld voor: docenten" in done.out.splitlines()
    assert done.out.splitlines()[-1] == "data/instrument/placemat.ttl"
    assert "target-group:docenten" in (root / "data" / "instrument" / "placemat.ttl").read_text(encoding="utf-8")
    assert kg("fmt", "--check").code == 0


def test_a_wrong_cell_is_told_and_nothing_is_written_but_the_right_rows_on_demand(
    kg: Kg, root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "instruments.csv"
    kg("export", "sheet", "--kind", "instrument", "--out", str(out))
    text = out.read_text(encoding="utf-8-sig").replace("Een wiel vol tools.", "Een wiel met tools.")
    out.write_text(text, encoding="utf-8")
    with_audience(out, "teams | niemand")
    done = kg("import", str(out), "--yes")
    assert done.code == 1
    assert "instrument, rij 3, kolom" in done.err
    assert "De graaf kent geen doelgroep „niemand”." in done.err
    toolwiel = root / "data" / "instrument" / "toolwiel.ttl"
    assert "wiel met" not in toolwiel.read_text(encoding="utf-8")
    done = kg("import", str(out), "--yes", "--partial")
    assert done.code == 0
    assert "2 rijen gelezen, 1 niet overgenomen." in done.out
    assert "wiel met" in toolwiel.read_text(encoding="utf-8")


def test_a_row_that_breaks_a_rule_is_left_out_on_demand(kg: Kg, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "instruments.csv"
    kg("export", "sheet", "--kind", "instrument", "--out", str(out))
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    number = rows[1].index("kg:row")
    assert [line[0] for line in rows[2:]] == ["placemat", "toolwiel"]
    rows[2][number] = rows[3][number]
    with out.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    done = kg("import", str(out), "--yes")
    assert done.code == 1
    assert "row-violation" in done.err
    # What a rule finds is told by sheet, row and column too.
    letter = chr(65 + number)
    assert f"instrument, rij 3, kolom {letter} (rij in de lijst): " in done.err
    done = kg("import", str(out), "--yes", "--partial")
    assert done.code == 0, done.err
    assert kg("check").code == 0


def test_another_ending_or_sheet_is_refused(kg: Kg, tmp_path: Path) -> None:
    assert kg("export", "sheet", "--kind", "instrument", "--out", str(tmp_path / "a.ods")).code == 2
    done = kg("export", "sheet", "--kind", "instrument", "--out", str(tmp_path / "a.csv"), "--sheet", "clam")
    assert (done.code, "claim" in done.err) == (4, True)
    assert kg("export", "sheet", "--kind", "instrumant", "--out", str(tmp_path / "a.csv")).code == 4


def test_what_is_no_sheet_is_told_in_the_language_asked(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("naam;titel\nKaart;Kaart\n", encoding="utf-8")
    assert "de tweede rij ontbreekt" in kg("import", str(path)).err
    assert "its second row is gone" in kg("import", str(path), "--lang", "en").err
    assert "its second row is gone" in kg("import", str(path), "--lang=en").err
