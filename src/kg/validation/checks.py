"""Violation queries: rules across records, one ``.rq`` file each; any row is a finding.

The columns are ``record``, ``value`` and (where it is about one property) ``path``. A check that can look at some
records alone has ``VALUES ?record { UNDEF }`` where these are to stand, and says with ``#+ reach:`` which they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.errors import Code, KgError
from kg.model import Result, Severity
from kg.namespaces import PROLOGUE, shorten
from kg.queries import Catalogue, StoredQuery
from kg.store import Answer, Term
from kg.store.embedded import EmbeddedStore

_ABOUT = re.compile(r"^#\+ (?P<key>why|mend|example|reach)(?P<english>-en)?: *(?P<text>.*)$", re.MULTILINE)


ITSELF = "itself"
_PLACE = "VALUES ?record { UNDEF }"


@dataclass(frozen=True)
class About:
    """What the header of a check says beside its question.

    :param why: language -> why it matters.
    :param mend: language -> how to mend it.
    :param example: Turtle in which it is right; empty if none is given.
    :param reach: property path from a thing that changed to the records that this can touch, beside itself; the word
        ``itself`` where it touches no other; ``None`` where the header does not say.
    """

    why: dict[str, str]
    mend: dict[str, str]
    example: str
    reach: str | None


def about(query: StoredQuery) -> About:
    """The header of a check."""
    texts: dict[str, dict[str, str]] = {}
    for match in _ABOUT.finditer(query.text):
        texts.setdefault(match["key"], {})["en" if match["english"] else "nl"] = match["text"]
    reach = texts.get("reach", {}).get("nl")
    return About(
        texts.get("why", {}), texts.get("mend", {}), texts.get("example", {}).get("nl", "").replace("\\n", "\n"), reach
    )


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


class Asked(Protocol):
    """What a check needs of a store."""

    def select(self, query: str) -> Answer:
        """See :meth:`kg.store.Store.select`."""


def run(query: StoredQuery, store: Asked, records: Iterable[str] | None = None) -> list[Result]:
    """The findings of one check.

    :param records: addresses of the only records to look at, or ``None`` for all.
    """
    told = about(query)
    found_is = severity(query)
    text = query.bound({}, "nl")
    wanted = None if records is None else set(records)
    if wanted is not None:
        text = text.replace(_PLACE, f"VALUES ?record {{ {' '.join(Term('iri', iri).sparql() for iri in wanted)} }}")
    answer = store.select(text)
    results = []
    for row in answer.rows:
        named = dict(zip(answer.columns, row, strict=True))
        record, value, path = named.get("record"), named.get("value"), named.get("path")
        if record is None or (wanted is not None and record.value not in wanted):
            continue
        written = value.value if value else ""
        shown = shorten(written) if value and value.kind == "iri" else written
        what = {lang: f"{question} ({shown})" if shown else question for lang, question in query.question.items()}
        results.append(
            Result(
                found_is,
                record.value,
                query.name,
                what,
                told.mend,
                path=path.value if path else "",
                value=written,
                why=told.why,
                example=told.example,
                term=value.sparql() if value and value.kind != "bnode" else "",
            )
        )
    return results


def found_in(files: Iterable[Path], catalogue: Catalogue) -> list[Result]:
    """What all checks of a catalogue find in the graph of some files.

    :raises KgError: ``unreadable`` for the first file that is missing or no Turtle.
    """
    store = EmbeddedStore.from_files(files)
    return [result for query in catalogue.checks.values() for result in run(query, store)]


def reaching(path: str, changed: str) -> str:
    """The query for the records that a check can find otherwise than before.

    :param path: the property path of a ``#+ reach:`` line, from a thing that changed to such a record.
    :param changed: the things that changed, as SPARQL writes them.
    """
    return f"{PROLOGUE}SELECT DISTINCT ?record WHERE {{ VALUES ?changed {{ {changed} }} ?changed {path} ?record }}"
