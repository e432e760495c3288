"""The violation queries in a process of their own find what they find here, and come to an end."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from kg.namespaces import ID, KG
from kg.product import Product
from kg.turtlefile import read_text
from kg.validation.asking import ask, asking


@pytest.fixture
def texts(product: Product, tmp_path: Path) -> dict[Path, str]:
    """The small graph, and a file beside it with a fault."""
    beside = tmp_path / "beside.ttl"
    beside.write_text(f'<{ID}instrument/toolwiel> <{KG}nonsense> "x" .\n', encoding="utf-8")
    return {path: read_text(path) for path in [*product.graph_files, beside]}


def test_the_process_finds_what_is_found_here(product: Product, texts: dict[Path, str]) -> None:
    with asking(product, texts) as asked:
        found = asked.results()
    assert "unknown-term-violation" in {result.rule for result in found}
    assert found == ask(product, texts.items())


@pytest.mark.parametrize("program", ["false", "true"])
def test_a_process_that_comes_to_grief_is_replaced(
    product: Product, texts: dict[Path, str], program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with asking(product, texts) as asked:
        found = asked.results()
    assert found == ask(product, texts.items())


def test_the_process_ends_with_the_check(product: Product, texts: dict[Path, str]) -> None:
    with asking(product, texts) as asked:
        assert asked._child.poll() is None
    assert asked._child.returncode == -signal.SIGKILL
