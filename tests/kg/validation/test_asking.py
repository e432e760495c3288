"""The violation queries find the same in a process of their own as in this one, and that process never stays behind."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.product import Product
from kg.queries import Catalogue
from kg.validation import asking, checks


@pytest.fixture
def faulty(root: Path) -> Product:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("kg:row 1 ", "kg:row 2 "), encoding="utf-8")
    return Product(root)


@pytest.fixture
def much(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the small graph were a large one."""
    monkeypatch.setattr(asking, "_MUCH", 0)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen]:
    """The processes that are started."""
    found: list[subprocess.Popen] = []
    really = subprocess.Popen

    def start(*arguments: object, **settings: object) -> subprocess.Popen:
        found.append(really(*arguments, **settings))  # type: ignore[call-overload]  # passed on as it came
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return found


def catalogue(product: Product) -> Catalogue:
    return Catalogue(product.folder("queries"))


@pytest.mark.usefixtures("much")
def test_both_ways_find_the_same(faulty: Product, tmp_path: Path, started: list[subprocess.Popen]) -> None:
    beside = tmp_path / "beside.ttl"
    beside.write_text("<http://e.org/a> a <http://e.org/B> .\n", encoding="utf-8")
    every = [*faulty.graph_files, beside]
    with asking.asked(faulty, catalogue(faulty), every) as rows:
        found = rows()
    assert [child.returncode for child in started] == [0]
    assert "row-violation" in {result.rule for result in found}
    assert found == checks.found_in(every, catalogue(faulty))


def test_a_small_graph_is_asked_here(faulty: Product, started: list[subprocess.Popen]) -> None:
    with asking.asked(faulty, catalogue(faulty), faulty.graph_files) as rows:
        assert rows() == checks.found_in(faulty.graph_files, catalogue(faulty))
    assert started == []


@pytest.mark.usefixtures("much")
def test_a_file_beside_the_graph_counts(faulty: Product, tmp_path: Path) -> None:
    beside = tmp_path / "beside.ttl"
    target = "https://w3id.org/instrumentenwijzer/id/theme/nowhere"
    beside.write_text(f"<http://e.org/a> <http://e.org/p> <{target}> .\n", encoding="utf-8")
    with asking.asked(faulty, catalogue(faulty), [*faulty.graph_files, beside]) as rows:
        assert target in {result.value for result in rows() if result.rule == "dangling-link-violation"}


@pytest.mark.usefixtures("much")
def test_a_child_that_fails_leaves_the_error_to_us(faulty: Product) -> None:
    path = faulty.graph_files[0]
    path.write_text("this is no Turtle", encoding="utf-8")
    with asking.asked(faulty, catalogue(faulty), faulty.graph_files) as rows, pytest.raises(KgError) as caught:
        rows()
    assert caught.value.code is Code.UNREADABLE
    assert str(path) in caught.value.where


@pytest.mark.usefixtures("much")
def test_an_error_meanwhile_ends_the_child(faulty: Product, started: list[subprocess.Popen]) -> None:
    def fail() -> None:
        with asking.asked(faulty, catalogue(faulty), faulty.graph_files):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [child.returncode for child in started] == [-signal.SIGKILL]
