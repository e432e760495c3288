"""kg diff and kg history, as a person calls them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import Kg

from kg.history import log


@pytest.fixture
def changed(root: Path, tmp_path: Path) -> Path:
    """A copy of the graph in which one description is another."""
    folder = shutil.copytree(root, tmp_path / "changed")
    path = folder / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("wiel vol", "wiel met"), encoding="utf-8")
    return folder


def test_diff_of_folders_in_facts(kg: Kg, root: Path, changed: Path) -> None:
    done = kg("diff", str(root), str(changed))
    assert (done.code, done.out.splitlines()[:2]) == (
        0,
        [
            "Toolwiel (instrument/toolwiel) · gewijzigd",
            "  ~ beschrijving (nl): “Een wiel vol tools.” → “Een wiel met tools.”",
        ],
    )
    assert kg("diff", str(root), str(changed), "--exit-code").code == 1
    assert kg("diff", str(root), str(root), "--exit-code").code == 0


def test_diff_of_two_files_takes_names_from_the_graph(kg: Kg, root: Path, changed: Path) -> None:
    name = "data/instrument/toolwiel.ttl"
    done = kg("diff", str(root / name), str(changed / name), "--lang", "en")
    assert "  ~ description (nl): “Een wiel vol tools.” → “Een wiel met tools.”" in done.out.splitlines()


@pytest.mark.parametrize(("form", "start"), [("json", "{"), ("html", "<!doctype html>"), ("text", "Toolwiel")])
def test_diff_writes_each_form_to_a_file(kg: Kg, root: Path, changed: Path, form: str, start: str) -> None:
    out = changed / "out" / f"changes.{form}"
    done = kg("diff", str(root), str(changed), "--format", form, "--out", str(out))
    assert (done.code, done.out) == (0, f"{out}: Records: 1. Feiten erbij: 1, weg: 1.\n")
    assert out.read_text(encoding="utf-8").startswith(start)


def test_diff_as_json(kg: Kg, root: Path, changed: Path) -> None:
    document = json.loads(kg("diff", str(root), str(changed), "--format", "json").out)
    assert document["records"][0]["statements"][0]["sign"] == "~"


def test_diff_of_nothing_there_is_not_found(kg: Kg) -> None:
    done = kg("diff", "nowhere", ".")
    assert done.code == 4
    assert "nowhere" in done.err


def test_history_is_written_checked_and_shown(kg: Kg, root: Path) -> None:
    missing = kg("history", "--check")
    assert missing.code == 1
    assert "kg history --write" in missing.err
    told = kg("history", "--write").out
    lines = len((root / "history.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert told == f"history.csv: {lines} erbij, {lines} in totaal.\n"
    assert kg("history", "--write", "--lang", "en").out == f"history.csv: 0 added, {lines} in all.\n"
    assert (root / log.FILE).is_file()
    assert kg("history", "--check").code == 0
    shown = json.loads(kg("history", "toolwiel", "--format", "json").out)
    assert [(change["kind"], change["label"]) for change in shown] == [("added", "Toolwiel")]
    assert "Toolwiel" in kg("history").out
