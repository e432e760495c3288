"""The check in another process is the same check, and comes to an end whatever happens."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg import validation
from kg.errors import Code, KgError
from kg.product import Product
from kg.validation.elsewhere import check_elsewhere


@pytest.mark.parametrize("program", [sys.executable, "false"])
def test_it_finds_the_same(folder: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", program)
    found = check_elsewhere(Product(folder))
    assert found.results
    assert found == validation.check(Product(folder))


def test_it_keeps_the_report_where_it_is_told(folder: Path, tmp_path: Path) -> None:
    check_elsewhere(Product(folder), cache=tmp_path / "cache")
    assert list((tmp_path / "cache").glob("report-*"))


def test_it_tells_what_cannot_be_read(folder: Path) -> None:
    (folder / "data/instrument/toolwiel.ttl").write_text("no Turtle", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        check_elsewhere(Product(folder))
    assert caught.value.code is Code.UNREADABLE
    assert "toolwiel.ttl:1" in caught.value.where
    assert caught.value.told("nl")[0].startswith("Dit is geen goede Turtle: ")
