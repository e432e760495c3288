"""kg passage, as a steward calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Kg
from small_graph import END, PASSAGE_TEXT, SOURCE_TEXT, START

from kg.facts import parse_facts
from kg.namespaces import KG, OA


def test_words_become_the_turtle_of_a_passage(kg: Kg, sources: Path) -> None:
    done = kg("passage", "001", PASSAGE_TEXT.upper(), "--sources", str(sources))
    assert done.code == 0
    facts = {fact.predicate: fact.object.value for fact in parse_facts(done.out, "out")}
    assert (facts[OA + "start"], facts[OA + "end"]) == (str(START), str(END))
    assert len(facts[KG + "sha256"]) == 64
    assert f"[{PASSAGE_TEXT}]" in done.out
    # The address that a form asks for stands first, and says whether the graph has it.
    assert done.out.splitlines()[:2] == [f"# 001-{START}-{END}  (staat al in de graaf)", "#   onderdeel 1 Inleiding"]


def test_words_that_stand_everywhere_are_not_all_shown(kg: Kg, sources: Path) -> None:
    (sources / "001.txt").write_text("uur " * 25, encoding="utf-8")
    some, every = (kg("passage", "001", "uur", "--sources", str(sources), *more).out for more in ((), ("--all",)))
    assert (some.count("# 001-"), every.count("# 001-")) == (20, 24)
    assert "… en nog 4 plaatsen." in some
    assert len(parse_facts(some, "some")) < len(parse_facts(every, "every"))


def test_a_path_and_the_setting_do_as_well(kg: Kg, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_path = json.loads(kg("passage", str(sources / "001.txt"), "uur", "--format", "json").out)
    monkeypatch.setenv("KG_SOURCES", str(sources))
    assert json.loads(kg("passage", "001.txt", "uur", "--format", "json").out) == by_path
    assert [place["section"] for place in by_path] == ["1"]


def test_what_is_not_there_is_told(kg: Kg, sources: Path) -> None:
    assert kg("passage", "001", "nergens", "--sources", str(sources)).code == 4
    assert kg("passage", "009", "uur", "--sources", str(sources)).code == 4
    done = kg("passage", "001", "uur")
    assert (done.code, "KG_SOURCES" in done.err) == (2, True)


def test_a_new_edition_is_told_and_on_demand_written(kg: Kg, root: Path, sources: Path, tmp_path: Path) -> None:
    new = tmp_path / "001_new.txt"
    new.write_bytes(("Voorwoord.\n" + SOURCE_TEXT).encode())
    arguments = ("passage", "--rebase", str(sources / "001.txt"), str(new))
    passages = root / "data" / "passage" / "001.ttl"
    before = passages.read_text(encoding="utf-8")
    assert kg(*arguments).out.splitlines() == [
        "1 passages verplaatst, 0 op hun plaats, 0 niet gevonden.",
        "Er is niets geschreven. Met --write wel.",
    ]
    assert passages.read_text(encoding="utf-8") == before
    done = kg(*arguments, "--write")
    assert done.code == 0, done.err
    assert f"001-{START + 11}-{END + 11}" in passages.read_text(encoding="utf-8")
    new.rename(sources / "001_new.txt")
    assert kg("check", "--sources", str(sources)).code == 0


def test_check_takes_the_folder_as_an_option(kg: Kg, sources: Path) -> None:
    assert "Elke passage klopt" in kg("check", "--sources", str(sources)).out
    (sources / "001.txt").write_text("anders", encoding="utf-8")
    done = kg("check", "--sources", str(sources))
    assert (done.code, "niet die waar de vindplaatsen van zijn" in done.out) == (1, True)


def test_of_what_is_lost_in_a_new_edition_the_old_words_are_shown(kg: Kg, sources: Path, tmp_path: Path) -> None:
    new = tmp_path / "001_new.txt"
    new.write_bytes(SOURCE_TEXT.replace(PASSAGE_TEXT, "iets heel anders").encode())
    told = kg("passage", "--rebase", str(sources / "001.txt"), str(new)).out
    assert f"stond op teken {START}: “{PASSAGE_TEXT}”" in told
    assert (
        f"stood at character {START}"
        in kg("passage", "--rebase", str(sources / "001.txt"), str(new), "--lang", "en").out
    )
