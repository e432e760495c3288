"""One report, four sides."""

from __future__ import annotations

from kg.model import Report, Result, Severity
from kg.namespaces import ID
from kg.validation.summary import owner, summary

BAD, ODD, HINT = Severity.VIOLATION, Severity.WARNING, Severity.INFO


def result(severity: Severity, record: str, rule: str, file: str) -> Result:
    told = {"nl": "Fout.", "en": "Wrong."}
    return Result(severity, ID + record, rule, told, told, label=record.partition("#")[0].upper(), file=file)


REPORT = Report(
    [
        result(BAD, "a/one", "R1", "one.ttl"),
        result(BAD, "a/two#part", "R2", "two.ttl"),
        result(BAD, "a/two", "R2", "two.ttl"),
        result(ODD, "a/one", "R3", "one.ttl"),
        result(HINT, "a/three", "R3", "one.ttl"),
    ]
)


def test_the_severities_are_counted_and_all_are_named() -> None:
    assert summary(REPORT).severities == {BAD: 3, ODD: 1, HINT: 1}
    assert summary(Report()).severities == {BAD: 0, ODD: 0, HINT: 0}


def test_the_worst_comes_first() -> None:
    sides = summary(REPORT)
    assert [group.key for group in sides.rules] == ["R2", "R1", "R3"]
    assert [group.key for group in sides.files] == ["two.ttl", "one.ttl"]
    assert [group.key for group in sides.records] == [ID + "a/two", ID + "a/one", ID + "a/three"]


def test_a_part_counts_with_its_record() -> None:
    sides = summary(REPORT)
    group = sides.of(ID + "a/two")
    assert group is not None
    assert (group.label, group.count(BAD), len(group.results)) == ("A/TWO", 2, 2)
    assert sides.of(ID + "a/nothing") is None
    assert owner(result(BAD, "a/b#c", "R", "")) == ID + "a/b"


def test_no_finding_is_lost() -> None:
    sides = summary(REPORT)
    for side in (sides.rules, sides.files, sides.records):
        assert sorted(map(id, (r for group in side for r in group.results))) == sorted(map(id, REPORT.results))


def test_the_sides_as_plain_values() -> None:
    document = summary(REPORT).as_dict()
    assert document["severities"] == {"violation": 3, "warning": 1, "info": 1}
    assert document["records"][0] == {"key": ID + "a/two", "label": "A/TWO", "violation": 2, "warning": 0, "info": 0}
