"""A report on the whole graph holds until something changes: data, rules or a file's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import validation
from kg.product import Product
from kg.validation import engines


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One number more for each time that the shapes are really checked."""
    times: list[int] = []
    real = engines.ENGINES[engines.DEFAULT]
    monkeypatch.setitem(engines.ENGINES, engines.DEFAULT, lambda case, focus: times.append(1) or real(case, focus))
    return times


def test_what_did_not_change_is_not_checked_again(folder: Path, tmp_path: Path, looks: list[int]) -> None:
    first = validation.check(Product(folder), cache=tmp_path / "cache")
    assert first.results
    assert validation.check(Product(folder), cache=tmp_path / "cache") == first
    assert len(looks) == 1
    assert validation.check(Product(folder)) == first
    assert len(looks) == 2


@pytest.mark.parametrize("changed", ["data/instrument/toolwiel.ttl", "shapes/instrument.ttl", "queries/checks/*.rq"])
def test_every_change_is_checked(folder: Path, tmp_path: Path, looks: list[int], changed: str) -> None:
    validation.check(Product(folder), cache=tmp_path / "cache")
    path = sorted(folder.glob(changed))[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    validation.check(Product(folder), cache=tmp_path / "cache")
    assert len(looks) == 2


def test_a_change_during_the_check_is_not_missed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "data/instrument/toolwiel.ttl"
    text = path.read_text(encoding="utf-8")
    real = engines.ENGINES[engines.DEFAULT]

    def edited(*given: object) -> object:
        path.write_text(text + "\n# saved meanwhile\n", encoding="utf-8")
        return real(*given)  # type: ignore[arg-type]  # as it came

    monkeypatch.setitem(engines.ENGINES, engines.DEFAULT, edited)
    validation.check(Product(folder), cache=tmp_path / "cache")
    assert not list((tmp_path / "cache").glob("report-*"))
