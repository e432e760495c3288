"""A report as plain values and back: what processes of ours tell each other in JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.model import Report, Result, Severity


def plain(report: Report) -> dict[str, object]:
    """A report as plain values, for :func:`report_of`."""
    results = [{**asdict(result), "severity": result.severity.value} for result in report.results]
    return {"results": results, "records": report.records, "rules": report.rules, "engine": report.engine}


def report_of(document: dict[str, Any]) -> Report:
    """The report that :func:`plain` made plain values of."""
    results = [
        Result(
            **{
                **found,
                "severity": Severity(found["severity"]),
                "causes": {lang: tuple(causes) for lang, causes in found["causes"].items()},
            }
        )
        for found in document["results"]
    ]
    return Report(results, document["records"], document["rules"], document["engine"])
