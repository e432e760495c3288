"""Where the things stand that results are about: name, file and line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.model import Result, Severity
from kg.namespaces import DCT, ID, RDFS, SKOS, shorten
from kg.validation.files import Files
from kg.validation.graph import Literal

# A term that nobody knows explains what is missing beside it, and what hangs in the air: it is told first.
_CAUSE = "unknown-term-violation"
_ORDER = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


def placed(results: Iterable[Result], files: Files) -> list[Result]:
    """The results with name, file and line of their record; violations first, then by place.

    In each file the terms that nobody knows come before what comes of them.
    """
    found = [_placed(result, files) for result in results]
    return sorted(
        found,
        key=lambda r: (
            _ORDER[r.severity], r.file, r.rule != _CAUSE, r.line or 0, r.record, r.rule, r.path, r.value,
        ),
    )  # fmt: skip


def to_mend_first(results: Sequence[Result]) -> Result:
    """The finding to tell where there is room for one: the worst, and of these a term that nobody knows.

    :param results: as :func:`placed` gives them, at least one.
    """
    return min(results, key=lambda result: (_ORDER[result.severity], result.rule != _CAUSE))


def _placed(result: Result, files: Files) -> Result:
    owner = result.record.partition("#")[0] if result.record.startswith(ID) else result.record
    label = title(owner, files)
    path = Path(result.file) if result.file else files.home(result.record)
    if path is None:
        return replace(result, label=label)
    line = files.line(path, result.record, result.path, result.value)
    return replace(result, label=label, file=files.name(path), line=line)


def title(iri: str, files: Files) -> str:
    """The name of a thing in Dutch, else in any language, else its short address."""
    for predicate in (SKOS + "prefLabel", RDFS + "label", DCT + "title"):
        labels = [value for value in files.graph.values(iri, predicate) if isinstance(value, Literal)]
        for label in sorted(labels, key=lambda label: label.language != "nl"):
            return label.value
    return shorten(iri)
