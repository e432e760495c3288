"""At every save a report; an error is told, and the next save is checked all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg import validation
from kg.errors import KgError
from kg.model import Report
from kg.product import Product
from kg.validation.watching import rounds

TOOLWIEL = "data/instrument/toolwiel.ttl"
PLACEMAT = "data/instrument/placemat.ttl"


class Editor:
    """A person who edits one file after another: each step is done when the next round is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.steps: list[tuple[str, str, str]] = []

    def __iter__(self):
        for name, old, new in self.steps:
            path = self._root / name
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            yield {path}


def rules(outcome: Report | KgError) -> set[str] | str:
    return str(outcome.code.value) if isinstance(outcome, KgError) else {result.rule for result in outcome.results}


def test_every_save_gets_its_report_and_no_error_ends_it(root: Path, tmp_path: Path) -> None:
    editor = Editor(root)
    editor.steps = [
        (TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;"),
        (TOOLWIEL, "kg:row 48 ;", "kg:row nonsense"),
        (TOOLWIEL, "kg:row nonsense", "kg:row 48 ;"),
        (PLACEMAT, "Placemat voor teams", "Placemat"),
        (TOOLWIEL, "kg:row 48 ;", "kg:row 1 ;"),
        ("shapes/instrument.ttl", "sh:maxInclusive 47", "sh:maxInclusive 0"),
        ("shapes/instrument.ttl", "sh:maxInclusive 0", "sh:maxInclusive 47"),
        ("queries/checks/row-violation.rq", "#+ columns", "#+ nonsense: x\n#+ columns"),
    ]
    outcomes = [rules(o) for o in rounds(root, validation.check, editor, cache=tmp_path / "cache")]
    wrong = {"Instrument-row"}
    # The fault of the first file stays in sight while the second one is saved.
    assert outcomes == [set(), wrong, "unreadable", wrong, wrong, set(), wrong, set(), "unreadable"]


def test_what_is_no_turtle_of_the_graph_is_passed_over(root: Path) -> None:
    outcomes = list(rounds(root, validation.check, [{root / "data" / "notes.txt"}]))
    assert len(outcomes) == 1


def test_the_command_checks_again_at_a_save_and_stops_cleanly(root: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    told = tmp_path / "told.txt"

    def until(words: str) -> None:
        """Wait for the words. A watcher may begin to look only after a save: the file is touched until it is seen."""
        for _attempt in range(300):
            if words in told.read_text(encoding="utf-8"):
                return
            time.sleep(0.1)
            (root / TOOLWIEL).touch()
        raise AssertionError(told.read_text(encoding="utf-8"))

    with told.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", "from kg.cli import main; main(['check', '--watch'])"],
            env=environment | {"KG_ROOT": str(root), "KG_CACHE": str(root / "cache"), "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            until("0 fouten")
            path = root / TOOLWIEL
            path.write_text(path.read_text(encoding="utf-8").replace("kg:row 1 ;", "kg:row 48 ;"), encoding="utf-8")
            until("Instrument-row")
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()
            process.wait()
    assert "Traceback" not in told.read_text(encoding="utf-8")


def test_a_product_is_looked_at_anew_each_round(root: Path) -> None:
    new = root / "data" / "theme" / "nieuw.ttl"

    def changes():
        new.parent.mkdir()
        new.write_text("<https://w3id.org/instrumentenwijzer/id/theme/nieuw> a <http://e.org/x> .\n")
        yield {new}
        new.unlink()
        yield {new}

    outcomes = list(rounds(root, lambda product: validation.check_files(product, []), changes()))
    assert [outcome.records > 0 for outcome in outcomes if isinstance(outcome, Report)] == [False, True, False]
    assert Product(root).graph_files
