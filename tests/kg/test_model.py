"""Plain values that several answers share."""

from __future__ import annotations

import pytest

from kg.model import Report, Result, Severity


def result(severity: Severity) -> Result:
    return Result(severity, "urn:a", "Rule", {"nl": "fout", "en": "wrong"}, {"nl": "doe", "en": "do"}, line=3)


@pytest.mark.parametrize(
    ("severities", "conforms"),
    [
        ([], True),
        ([Severity.WARNING, Severity.INFO], True),
        ([Severity.INFO, Severity.VIOLATION], False),
    ],
)
def test_only_a_violation_breaks_conformance(severities: list[Severity], conforms: bool) -> None:
    report = Report([result(severity) for severity in severities])
    assert report.conforms is conforms
    assert {severity: report.count(severity) for severity in Severity} == {
        severity: severities.count(severity) for severity in Severity
    }


def test_a_result_as_plain_values_is_in_one_language() -> None:
    found = result(Severity.WARNING).as_dict("en")
    assert (found["severity"], found["what"], found["mend"], found["line"]) == ("warning", "wrong", "do", 3)
    assert all(value is None or isinstance(value, (str, int, list)) for value in found.values())
