"""How many instruments there are for each pair or triple of concepts, what is missing, and what sources say of it.

The counts are those of the stored query ``coverage``: each concept counts the instruments of the concepts below it too.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import Code, KgError, not_known
from kg.framework import below, by_list, ordered
from kg.namespaces import KG, SCHEMA, SKOS
from kg.things import Claim, Thing, Things

# The schemes by which instruments are sorted.
AXES = ("theme", "target-group", "level", "goal", "sector", "phase", "form", "cluster")
# How many matrices are kept: there are some six hundred, and few are asked for.
_KEPT = 16
# The unit of a figure that tells a part of all instruments, in words.
_SHARE = "share of the instruments"
# How a problem is tied to concepts of these schemes.
_OF_PROBLEM = (KG + "hasTheme", KG + "experiencedBy", KG + "level", KG + "phase", SCHEMA + "educationalLevel")


@dataclass(frozen=True, slots=True)
class Gap:
    """What the sources say where an instrument is missing.

    :param about: the problem without an instrument, or the instrument that someone wishes for.
    :param words: language -> what is said of it.
    :param claims: what that rests on.
    """

    about: Thing
    words: dict[str, str]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of concepts.

    :param instruments: by row in the impact study's list.
    :param split: with a third scheme: each of its top concepts with how many of these instruments it has.
    :param gaps: for an empty cell: what the sources say of it; often nothing.
    """

    row: Thing
    column: Thing
    instruments: list[Thing]
    split: list[tuple[Thing, int]]
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class Row:
    """A concept of the rows.

    :param depth: 0 for a top concept.
    :param total: its instruments, whatever the column.
    """

    concept: Thing
    depth: int
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two or three schemes against each other.

    :param axes: the schemes of rows, columns and, if chosen, the third.
    :param totals: instruments per column, whatever the row.
    :param counted: how many instruments there are in all.
    """

    axes: tuple[str, ...]
    columns: list[tuple[Thing, int]]
    rows: list[Row]
    totals: list[int]
    counted: int

    @property
    def empty(self) -> int:
        """How many cells have no instrument."""
        return sum(not cell.instruments for row in self.rows for cell in row.cells)

    @property
    def gaps(self) -> list[Gap]:
        """What the sources say of its empty cells, each once."""
        return list({gap.about.iri: gap for row in self.rows for cell in row.cells for gap in cell.gaps}.values())

    def csv(self, lang: str) -> str:
        """The matrix as comma-separated values, one line per cell; with a third scheme one line per triple."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")  # RFC 4180
        writer.writerow([*self.axes, "instruments"])
        for row in self.rows:
            for cell in row.cells:
                names = [cell.row.label(lang), cell.column.label(lang)]
                if len(self.axes) == 3:
                    writer.writerows([*names, third.label(lang), count] for third, count in cell.split)
                else:
                    writer.writerow([*names, len(cell.instruments)])
        return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of a source beside ours.

    :param observation: the figure of the source.
    :param concepts: what it counts instruments of.
    :param ours: how many instruments of the list the graph has there.
    :param share: whether the source tells it as a share of all instruments, such as "over half".
    """

    observation: Thing
    concepts: list[Thing]
    ours: int
    share: bool


class Coverage:
    """The counts of one graph.

    :param things: everything the graph says.
    """

    def __init__(self, things: Things) -> None:
        self._things = things
        every = things.kinds.get("instrument", [])
        listed = [one for one in every if one.value(KG + "inInstrumentList") == "true"]
        # Concept -> itself and all below it.
        self._spans = {
            concept.iri: {concept.iri, *(one.iri for one in below(things, concept))}
            for axis in AXES
            for concept in things.scheme(axis)
        }
        self._of = {"list": self._by_concept(listed), "all": self._by_concept(every)}
        self._counted = {"list": len(listed), "all": len(every)}
        self._gaps = self._read_gaps()
        self._matrix = lru_cache(maxsize=_KEPT)(self._make)

    def matrix(self, rows: str, columns: str, third: str = "", *, scope: str = "list") -> Matrix:
        """Two or three schemes against each other.

        :param rows: one of :data:`AXES`; likewise ``columns``, and ``third`` unless it is empty.
        :param scope: ``list`` for the instruments of the impact study's list, ``all`` for all that are named.
        :raises KgError: ``usage`` for an unknown axis or scope, or an axis that is used twice.
        """
        axes = (rows, columns, third) if third else (rows, columns)
        self._check(axes, scope)
        return self._matrix(axes, scope)

    def _make(self, axes: tuple[str, ...], scope: str) -> Matrix:
        rows, columns, third = (*axes, "")[:3]
        of = self._of[scope]
        heads = ordered(self._things, columns)
        thirds = [concept for concept, depth in ordered(self._things, third) if not depth] if third else []
        told = []
        for concept, depth in ordered(self._things, rows):
            cells = [self._cell(concept, head, thirds, of) for head, _depth in heads]
            told.append(Row(concept, depth, cells, len(of[concept.iri])))
        totals = [len(of[head.iri]) for head, _depth in heads]
        return Matrix(axes, heads, told, totals, self._counted[scope])

    def _check(self, axes: tuple[str, ...], scope: str) -> None:
        for axis in axes:
            if axis not in AXES:
                message = f"Instruments are not sorted by {axis!r}."
                raise not_known(axis, AXES, message, f"Instrumenten zijn niet ingedeeld naar „{axis}”.")
        if len(set(axes)) < len(axes):
            raise KgError(
                Code.USAGE,
                "The same scheme is chosen twice.",
                hint="Choose two or three different schemes.",
                dutch=("Dezelfde lijst is twee keer gekozen.", "Kies twee of drie verschillende lijsten."),
            )
        if scope not in self._of:
            raise not_known(scope, list(self._of), f"There is no scope {scope!r}.", f"„{scope}” kan niet meetellen.")

    def _cell(self, row: Thing, column: Thing, thirds: list[Thing], of: dict[str, set[str]]) -> Cell:
        both = of[row.iri] & of[column.iri]
        split = [(third, len(both & of[third.iri])) for third in thirds]
        gaps = [] if both else self.gaps(row, column)
        return Cell(row, column, self._sorted(both), split, gaps)

    def instruments(self, *concepts: Thing, scope: str = "list") -> list[Thing]:
        """The instruments that have all these concepts, by row in the impact study's list."""
        return self._sorted(set.intersection(*(self._of[scope][concept.iri] for concept in concepts)))

    def gaps(self, *concepts: Thing) -> list[Gap]:
        """What the sources say where instruments with all these concepts are missing."""
        wanted = [self._spans[concept.iri] for concept in concepts]
        return [gap for gap, tied in self._gaps if all(tied & one for one in wanted)]

    def comparisons(self, *schemes: str) -> list[Comparison]:
        """The numbers of instruments that sources give for concepts of these schemes, beside ours."""
        found = []
        for dataset in self._things.kinds.get("dataset", []):
            for part in self._things.parts(dataset):
                concepts = [self._things.all[iri] for iri in sorted(part.values(KG + "dimension"))]
                unit = part.value(KG + "unit", "en")
                counts = unit in {"instruments", _SHARE}
                if counts and concepts and all(concept.kind in schemes for concept in concepts):
                    found.append(Comparison(part, concepts, len(self.instruments(*concepts)), unit == _SHARE))
        return sorted(found, key=lambda one: (len(one.concepts), [concept.iri for concept in one.concepts]))

    def _sorted(self, iris: set[str]) -> list[Thing]:
        return sorted((self._things.all[iri] for iri in iris), key=by_list)

    def _by_concept(self, instruments: list[Thing]) -> dict[str, set[str]]:
        """Concept -> the instruments that it or a concept below it is said of."""
        direct: dict[str, set[str]] = defaultdict(set)
        for instrument in instruments:
            for facts in instrument.outgoing.values():
                for fact in facts:
                    direct[fact.value.value].add(instrument.iri)
        return {iri: set().union(*(direct.get(one, ()) for one in span)) for iri, span in self._spans.items()}

    def _read_gaps(self) -> list[tuple[Gap, set[str]]]:
        """Known gaps and wishes, each with the concepts that it is tied to."""
        found = []
        for problem in self._things.kinds.get("problem", []):
            if problem.value(KG + "knownGap") == "true":
                notes = problem.facts(KG + "gapNote")
                words = {fact.value.lang: fact.value.value for fact in notes}
                found.append((Gap(problem, words, notes[0].claims if notes else ()), _tied(problem)))
        for wish in self._things.kinds.get("wish", []):
            facts = wish.facts(KG + "wouldAddress")
            tied = set().union(*(_tied(self._things.all[fact.value.value]) for fact in facts))
            definitions = wish.facts(SKOS + "definition")
            words = {fact.value.lang: fact.value.value for fact in definitions}
            found.append((Gap(wish, words, definitions[0].claims if definitions else ()), tied))
        return found


def _tied(problem: Thing) -> set[str]:
    return {iri for predicate in _OF_PROBLEM for iri in problem.values(predicate)}
