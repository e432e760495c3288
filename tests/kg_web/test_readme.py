"""What the README shows and promises is there: its pictures, its addresses, its export targets."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from flask.testing import FlaskClient

import screenshots
from kg.cli.exporting import export

REPOSITORY = Path(__file__).resolve().parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
_MOST_BYTES = 200_000


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def addresses() -> list[str]:
    told = section("Take the graph over") + section("For programs") + section("SPARQL")
    return sorted(set(re.findall(r"`(/[^`]*)`", told)) - {"/api/questions/NAME"})


def test_its_pictures_are_there_small_and_told_to_who_cannot_see_them() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert len(shown) >= 6
    for told, name in shown:
        assert len(told) > 20
        assert (REPOSITORY / name).stat().st_size < _MOST_BYTES


def test_its_pictures_are_those_that_the_script_makes() -> None:
    made = {f"{picture.name}.png" for picture in screenshots.PICTURES}
    assert made == {path.name for path in screenshots.FOLDER.iterdir()}
    assert {Path(name).name for name in re.findall(r"\(web/screenshots/([^)]+)\)", README)} <= made


@pytest.mark.parametrize("address", addresses())
def test_its_addresses_answer(visitor: FlaskClient, address: str) -> None:
    answer = visitor.get(address, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.data


def test_it_has_one_line_per_export_target() -> None:
    listed = re.findall(r"^\|[^|]+\| `([a-z-]+)` \|", section("Take the graph over"), re.MULTILINE)
    targets = set(export.list_commands(click.Context(export))) - {"all", "sheet"}
    assert sorted(listed) == sorted(targets)
