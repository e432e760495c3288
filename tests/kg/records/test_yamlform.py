"""Forms in YAML: plain texts only, errors with line and column, nothing that grows or runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.records.yamlform import LARGEST, form_of, read_form


def test_values_stay_as_they_are_written() -> None:
    text = "listed: nee\nyear: 2024-01-01\nsource: 001\nempty:\nlist: [ja, 1.50]\n"
    assert form_of(text) == {
        "listed": "nee",
        "year": "2024-01-01",
        "source": "001",
        "empty": None,
        "list": ["ja", "1.50"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x\n",
        "!!python/object/apply:os.system ['true']",
        "a: b: c",
        "- only a list",
        "a: " + "[" * 5000,
        "x" * (LARGEST + 1),
    ],
    ids=["alias", "object", "broken", "list", "deep", "large"],
)
def test_what_is_no_form_is_refused(text: str) -> None:
    with pytest.raises(KgError) as refused:
        form_of(text, "form.yaml")
    assert refused.value.code is Code.UNREADABLE
    assert refused.value.where.startswith("form.yaml")


def test_the_line_of_a_fault_is_told(tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_text("a: 1\nb: [1\n", encoding="utf-8")
    with pytest.raises(KgError) as refused:
        read_form(path)
    assert refused.value.where == f"{path}:3:1"
