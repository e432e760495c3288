"""A report seen from four sides: by severity, by rule, by file and by record. Cheap: it reads the report once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.model import Report, Result, Severity
from kg.namespaces import ID, shorten

ORDER = tuple(Severity)


@dataclass(frozen=True)
class Group:
    """Findings that have something in common.

    :param key: the rule, the file or the address that they share.
    :param label: the same for people.
    :param results: the findings, in the order of the report.
    """

    key: str
    label: str
    results: tuple[Result, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return sum(result.severity is severity for result in self.results)

    def as_dict(self) -> dict[str, str | int]:
        """Key, label and counts as plain values."""
        return {"key": self.key, "label": self.label, **{severity.value: self.count(severity) for severity in ORDER}}


@dataclass(frozen=True)
class Summary:
    """All sides of one report; in each the worst comes first."""

    severities: dict[Severity, int]
    rules: list[Group]
    files: list[Group]
    records: list[Group]

    def of(self, address: str) -> Group | None:
        """The findings about a record and its parts, or ``None`` if there are none."""
        return next((group for group in self.records if group.key == address), None)

    def as_dict(self) -> dict[str, object]:
        """Counts per side as plain values."""
        return {
            "severities": {severity.value: count for severity, count in self.severities.items()},
            "rules": [group.as_dict() for group in self.rules],
            "files": [group.as_dict() for group in self.files],
            "records": [group.as_dict() for group in self.records],
        }


def owner(result: Result) -> str:
    """Address of the record that a finding is about, where it is about a part of one."""
    return result.record.partition("#")[0] if result.record.startswith(ID) else result.record


def summary(report: Report) -> Summary:
    """The sides of a report."""
    return Summary(
        {severity: report.count(severity) for severity in ORDER},
        _grouped(report, lambda result: result.rule, lambda result: result.rule),
        _grouped(report, lambda result: result.file, lambda result: result.file),
        _grouped(report, owner, lambda result: result.label or shorten(owner(result))),
    )


def _grouped(report: Report, key: Callable[[Result], str], label: Callable[[Result], str]) -> list[Group]:
    found: dict[str, list[Result]] = {}
    for result in report.results:
        found.setdefault(key(result), []).append(result)
    groups = [Group(name, label(results[0]), tuple(results)) for name, results in found.items()]
    # Python's sort keeps the order of the report where two groups are as bad.
    return sorted(groups, key=lambda group: [-group.count(severity) for severity in ORDER])
