"""Plain values that several answers share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How bad a finding is: a violation must be mended, a warning looked at, an info may be."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Result:
    """One finding of ``kg check``.

    :param severity: how bad it is.
    :param record: address of the thing it is about.
    :param rule: name of the shape, check or layout rule that found it.
    :param what: language -> what is wrong.
    :param mend: language -> how to mend it.
    :param label: name of the thing, empty if it has none.
    :param path: short address of the property, empty where it is about the whole thing.
    :param value: the offending value as text, empty where something is missing.
    :param file: the file it stands in, as people name it; empty if it stands in none.
    :param line: line in that file, from 1, or ``None``.
    :param component: local name of the SHACL constraint component, empty where no shape found it.
    :param why: language -> why it matters.
    :param causes: language -> what lies behind it, where a rule is met in one of several ways; same number in each.
    :param example: Turtle in which it is right, empty where no line of Turtle can show it.
    :param term: the offending value as Turtle writes it; empty where only its characters are known.
    """

    severity: Severity
    record: str
    rule: str
    what: dict[str, str]
    mend: dict[str, str]
    label: str = ""
    path: str = ""
    value: str = ""
    file: str = ""
    line: int | None = None
    component: str = ""
    why: dict[str, str] = field(default_factory=dict)
    causes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    example: str = ""
    term: str = ""

    def as_dict(self, lang: str) -> dict[str, str | int | list[str] | None]:
        """The finding as plain values, in one language."""
        return {
            "severity": self.severity.value,
            "record": self.record,
            "label": self.label,
            "rule": self.rule,
            "what": self.what[lang],
            "causes": list(self.causes.get(lang, ())),
            "why": self.why.get(lang, ""),
            "mend": self.mend[lang],
            "example": self.example,
            "path": self.path,
            "value": self.value,
            "file": self.file,
            "line": self.line,
        }


@dataclass(frozen=True)
class Report:
    """What ``kg check`` found.

    :param results: sorted by severity, file and line.
    :param records: how many things were checked.
    :param rules: how many shapes, checks and layout rules looked at them.
    :param engine: which SHACL engine looked, empty where none did.
    """

    results: list[Result] = field(default_factory=list)
    records: int = 0
    rules: int = 0
    engine: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return sum(result.severity is severity for result in self.results)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and infos do not count."""
        return self.count(Severity.VIOLATION) == 0
