"""The log of changes per record: `history.csv` beside `ontology/` and `data/`, which travels with the graph.

The graph outlives its git repository (the wheel has none), so the log is a file of its own. Each line holds the
checksum of the record's facts at that time; comparing it with the facts of today shows what the log has not told yet,
without git. One line per record and day: of a record that changes twice in a day the last state counts.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from sys import intern

from kg.errors import Code, KgError
from kg.facts import Fact, read_facts
from kg.namespaces import DCT, ID, OWL, RDF, split_address
from kg.product import Product
from kg.turtlefile import read_text, write

FILE = "history.csv"
ADDED, CHANGED, DEPRECATED, REMOVED = "added", "changed", "deprecated", "removed"
_COLUMNS = ["date", "version", "kind", "iri", "checksum"]
# Passages are places in a source, thousands of them; what rests on them has its own line.
_WITHOUT_HISTORY = {"passage"}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change of one record.

    :param date: day, as ``2026-11-25`` (ISO 8601, UTC).
    :param iri: address of the record.
    :param kind: ``added``, ``changed``, ``deprecated`` or ``removed``.
    :param version: version of the graph in which it was made.
    :param checksum: of the record's facts after the change; empty for a record that was removed.
    """

    date: str
    iri: str
    kind: str
    version: str
    checksum: str = ""


def history(product: Product) -> list[Change]:
    """All changes that the log tells, oldest first; none where the graph has no log.

    :raises KgError: ``unreadable`` for a log that is not in its form.
    """
    path = product.root / FILE
    if not path.is_file():
        return []
    reader = csv.DictReader(io.StringIO(read_text(path)))
    if reader.fieldnames != _COLUMNS:
        raise KgError(
            Code.UNREADABLE,
            f"The first line is not {','.join(_COLUMNS)}.",
            where=str(path),
            hint="Put the file back from git, or make it anew with `kg history --from-git --write`.",
            dutch=(
                f"De eerste regel is niet {','.join(_COLUMNS)}.",
                "Zet het bestand terug uit git, of maak het opnieuw met `kg history --from-git --write`.",
            ),
        )
    # Days, kinds and versions come a thousand times, addresses in the graph too: interned, each is in memory once.
    return sorted(Change(**{name: intern(row[name] or "") for name in _COLUMNS}) for row in reader)


def records(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Address -> all facts of that record: its own and those of its parts."""
    per_record: dict[str, list[Fact]] = defaultdict(list)
    typed = set()
    for fact in facts:
        address = split_address(fact.subject)
        if address and address[0] not in _WITHOUT_HISTORY:
            per_record[fact.record].append(fact)
            if fact.predicate == RDF + "type" and fact.subject == fact.record:
                typed.add(fact.record)
    return {iri: per_record[iri] for iri in sorted(typed)}


def checksum(facts: Iterable[Fact]) -> str:
    """The first 16 digits of the SHA-256 of these facts, whatever their order."""
    lines = sorted(f"{f.subject}\t{f.predicate}\t{f.object.sparql()}" for f in facts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _is_deprecated(facts: Iterable[Fact]) -> bool:
    return any(
        fact.subject == fact.record
        and (
            (fact.predicate == OWL + "deprecated" and fact.object.value in {"true", "1"})
            or fact.predicate == DCT + "isReplacedBy"
        )
        for fact in facts
    )


def continued(log: Iterable[Change], facts: Iterable[Fact], date: str, version: str) -> list[Change]:
    """The log with a line for each record that is not as the log knows it.

    :param facts: all facts of the graph as it is.
    :param date: the day that new lines get.
    :param version: the version that new lines get.
    """
    told = sorted(log)
    last: dict[str, Change] = {change.iri: change for change in told}
    there = records(facts)
    fresh: dict[str, Change] = {}
    for iri, own in there.items():
        known = last.get(iri)
        mark = checksum(own)
        if known and known.kind != REMOVED and known.checksum == mark:
            continue
        kind = ADDED if known is None or known.kind == REMOVED else DEPRECATED if _is_deprecated(own) else CHANGED
        fresh[iri] = Change(date, iri, kind, version, mark)
    for iri, known in last.items():
        if iri not in there and known.kind != REMOVED:
            fresh[iri] = Change(date, iri, REMOVED, version)
    kept = []
    for change in told:
        later = fresh.get(change.iri)
        if later is None or change != last[change.iri] or change.date != date:
            kept.append(change)
        elif change.kind == ADDED and later.kind == REMOVED:
            del fresh[change.iri]
        elif change.kind in {ADDED, DEPRECATED} and later.kind == CHANGED:
            fresh[change.iri] = replace(later, kind=change.kind)
    return sorted([*kept, *fresh.values()])


def untold(product: Product) -> list[Change]:
    """What changed since the log was last written: its lines as they would be, without date and version.

    :raises KgError: ``unreadable`` for broken Turtle or a broken log.
    """
    log = history(product)
    return [change for change in continued(log, graph_facts(product), "", "") if not change.date]


def graph_facts(product: Product) -> list[Fact]:
    """All facts of the graph's files.

    :raises KgError: ``unreadable`` for broken Turtle.
    """
    return [fact for path in product.graph_files for fact in read_facts(path)]


def version_of(facts: Iterable[Fact]) -> str:
    """The version number that the ontology's header gives; empty if it gives none."""
    return next((f.object.value for f in facts if f.predicate == OWL + "versionInfo"), "")


def write_log(product: Product, log: Iterable[Change]) -> None:
    """Write the log, oldest line first."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: getattr(change, name) for name in _COLUMNS} for change in sorted(log))
    write(product.root / FILE, stream.getvalue())


def of_record(log: Iterable[Change], iri: str) -> list[Change]:
    """The changes of one record."""
    return [change for change in log if change.iri == iri.replace("/doc/", "/id/", 1) and iri.startswith(ID)]
