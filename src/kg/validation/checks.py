"""Violation queries: rules across records, one ``.rq`` file each; any row is a finding.

The columns are ``record``, ``value`` and (where it is about one property) ``path``.
"""

from __future__ import annotations

import re

from kg.errors import Code, KgError
from kg.model import Result, Severity
from kg.namespaces import shorten
from kg.queries import StoredQuery
from kg.store import Store

_MEND = re.compile(r"^#\+ mend(?P<english>-en)?: (?P<text>.+)$", re.MULTILINE)


def severity(query: StoredQuery) -> Severity:
    """The severity that the end of the file name gives: ``...-violation``, ``-warning`` or ``-info``.

    :raises KgError: ``unreadable`` for any other ending.
    """
    try:
        return Severity(query.name.rsplit("-", 1)[-1])
    except ValueError as error:
        raise KgError(
            Code.UNREADABLE,
            "The name of a check ends in -violation, -warning or -info.",
            where=str(query.path),
            hint="Rename the file.",
        ) from error


def run(query: StoredQuery, store: Store) -> list[Result]:
    """The findings of one check."""
    mend = {"en" if match["english"] else "nl": match["text"] for match in _MEND.finditer(query.text)}
    found_is = severity(query)
    answer = store.select(query.bound({}, "nl"))
    results = []
    for row in answer.rows:
        named = dict(zip(answer.columns, row, strict=True))
        record, value, path = named.get("record"), named.get("value"), named.get("path")
        text = value.value if value else ""
        shown = shorten(text) if value and value.kind == "iri" else text
        what = {lang: f"{question} ({shown})" if shown else question for lang, question in query.question.items()}
        results.append(
            Result(
                found_is,
                record.value if record else "",
                query.name,
                what,
                mend,
                path=path.value if path else "",
                value=text,
            )
        )
    return results
