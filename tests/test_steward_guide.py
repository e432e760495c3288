"""The steward's guide, followed as it is written, in a clone of the graph; the English one has the same steps."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg import cli
from kg.settings import VARIABLES

REPOSITORY = Path(__file__).resolve().parents[1]
DUTCH = (REPOSITORY / "CONTRIBUTING.nl.md").read_text(encoding="utf-8")
ENGLISH = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## For data stewards")[2]
STEP = re.compile(r"```(?P<kind>sh|yaml)\n(?P<code>.*?)```|(?P<table>(?:^\| `[^\n]*\|\n)+)", re.DOTALL | re.MULTILINE)
CELL = re.compile(r"^\| `(?P<key>[^`]+)` \| (?P<value>.*) \|$", re.MULTILINE)


def steps(guide: str) -> Iterator[tuple[str, str]]:
    """The commands, forms and tables of a guide, in order."""
    for match in STEP.finditer(guide):
        if match["table"]:
            # The table of bases has no column of the sheet in it.
            if "`skos:prefLabel@nl`" in match["table"]:
                yield "row", match["table"]
        elif match["kind"] == "yaml":
            yield "form", match["code"]
        else:
            yield from (("command", line) for line in match["code"].splitlines())


def test_both_guides_have_the_same_steps() -> None:
    assert list(steps(ENGLISH)) == list(steps(DUTCH))
    assert [kind for kind, _code in steps(DUTCH)].count("command") >= 11


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The graph as a clean clone has it, in git."""
    folder = tmp_path / "clone"
    for name in ("ontology", "data", "shapes", "queries"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "history.csv", folder)
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "clone"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_ROOT", str(folder))
    monkeypatch.chdir(folder)
    return folder


def test_the_guide_works_as_it_is_written(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = ""
    for kind, code in steps(DUTCH):
        if kind == "form":
            (clone / code.split()[1]).write_text(code, encoding="utf-8")
        elif kind == "row":
            add_row(clone / sheet, code)
        else:
            assert code.startswith("uv run kg "), code
            arguments = shlex.split(code)[3:]
            sheet = arguments[arguments.index("--out") + 1] if "--out" in arguments else sheet
            with pytest.raises(SystemExit) as done:
                cli.main(arguments)
            assert done.value.code in {0, None}, f"{code}\n{capsys.readouterr()}"
    told = capsys.readouterr().out
    for made in ("startkaart-blended-onderwijs", "gesprekskaart-toetsen", "geen-rustige-plek", "scheme/room-type"):
        assert made in told, made
    assert (clone / "ontology" / "schemes" / "room-type.ttl").is_file()


def add_row(path: Path, table: str) -> None:
    """Fill in the row of the guide as a steward does, below the last."""
    book = load_workbook(path)
    sheet = book["instrument"]
    columns = {str(cell.value).split()[0]: cell.column for cell in sheet[2]}
    row = sheet.max_row + 1
    for match in CELL.finditer(table):
        sheet.cell(row, columns[match["key"]]).value = match["value"].replace("\\|", "|")
    book.save(path)
