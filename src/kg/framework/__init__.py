"""The overarching framework: which instruments belong to each ingredient, building block, factor, phase and cluster.

An instrument belongs to a concept in one of three ways, and each says what it rests on:

* ``named``: the graph says so of the instrument itself, or of a concept below this one;
* ``theme``: it is about a theme that comes close to the concept (``skos:closeMatch``);
* ``problem``: it helps with a problem that the concept has a part in. Only central help makes it belong; help that
  is partly is kept apart.

Who belongs where is worked out once per graph, a matrix when it is first asked for::

    framework = Framework(things)
    matrix = framework.matrix("ingredient", "cluster")
    matrix.rows[0].cells[0].members
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import Code, KgError, not_known
from kg.namespaces import KG, SCHEMA, SKOS
from kg.things import Claim, Thing, Things

# The schemes that the framework holds together, and that can be its rows or columns.
AXES = ("ingredient", "building-block", "factor", "phase", "cluster", "theme")
_CLOSE = (SKOS + "closeMatch", SKOS + "exactMatch")
_MAPPED = (*_CLOSE, SKOS + "relatedMatch", SKOS + "broadMatch", SKOS + "narrowMatch")
_OF_PROBLEM = (KG + "hasFactor", KG + "hasTheme", SKOS + "relatedMatch", SKOS + "closeMatch")


@dataclass(frozen=True, slots=True)
class Way:
    """Why an instrument belongs to a concept.

    :param sort: ``named``, ``theme`` or ``problem``.
    :param through: the narrower concept, theme or problem; ``None`` where the concept itself is named.
    :param claims: what the link between instrument and ``through`` (or the concept) rests on.
    :param strong: false for a problem that the instrument helps with partly.
    """

    sort: str
    through: Thing | None
    claims: tuple[Claim, ...]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Member:
    """An instrument that belongs to a concept, with all ways in which it does, strong ones first."""

    instrument: Thing
    ways: tuple[Way, ...]

    @property
    def strong(self) -> bool:
        """Whether one of the ways is more than help in part."""
        return self.ways[0].strong


@dataclass(frozen=True, slots=True)
class Cell:
    """What belongs to a row and to a column.

    :param members: the instruments that belong to both, by row number in the impact study's list, then by name.
    :param partly: those that belong to one of the two only by helping in part.
    """

    row: Thing
    column: Thing
    members: list[Thing]
    partly: list[Thing]


@dataclass(frozen=True, slots=True)
class Row:
    """A concept of the rows.

    :param depth: 0 for a top concept, 1 for what falls under one...
    :param related: kind -> concepts of the other axes that are mapped to it, from either side.
    :param total: how many different instruments stand in its cells.
    """

    concept: Thing
    depth: int
    related: dict[str, list[Thing]]
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two schemes against each other.

    :param rows: scheme of the rows; ``columns``: scheme of the columns.
    """

    rows_scheme: str
    columns_scheme: str
    columns: list[Thing]
    rows: list[Row] = field(default_factory=list)


class Framework:
    """The framework of one graph.

    :param things: everything the graph says.
    """

    def __init__(self, things: Things) -> None:
        self._things = things
        self._members = {concept.iri: self._belonging(concept) for axis in AXES for concept in things.scheme(axis)}
        self._matrices: dict[tuple[str, str], Matrix] = {}

    def members(self, concept: Thing) -> list[Member]:
        """The instruments that belong to a concept, strong ones first."""
        found = self._members.get(concept.iri, {}).values()
        return sorted(found, key=lambda member: (not member.strong, *by_list(member.instrument)))

    def matrix(self, rows: str, columns: str) -> Matrix:
        """Two schemes against each other.

        :param rows: one of :data:`AXES`.
        :param columns: another one.
        :raises KgError: ``usage`` for an axis that the framework does not have, or twice the same.
        """
        for name, axis in (("rows", rows), ("columns", columns)):
            if axis not in AXES:
                message, dutch = f"The framework has no axis {axis!r}.", f"Het raamwerk heeft geen as „{axis}”."
                raise not_known(axis, AXES, message, dutch, where=name)
        if rows == columns:
            raise KgError(
                Code.USAGE,
                "Rows and columns are the same.",
                where="columns",
                hint="Choose two axes.",
                dutch=("Rijen en kolommen zijn hetzelfde.", "Kies twee verschillende assen."),
            )
        if (rows, columns) not in self._matrices:
            self._matrices[rows, columns] = self._matrix(rows, columns)
        return self._matrices[rows, columns]

    def cell(self, row: Thing, column: Thing) -> list[tuple[Member, Member]]:
        """The instruments of a cell: how each belongs to the row, and how to the column; strong ones first."""
        of_row, of_column = self._members.get(row.iri, {}), self._members.get(column.iri, {})
        both = [(of_row[iri], of_column[iri]) for iri in of_row.keys() & of_column.keys()]
        return sorted(both, key=lambda pair: (not (pair[0].strong and pair[1].strong), *by_list(pair[0].instrument)))

    def _matrix(self, rows: str, columns: str) -> Matrix:
        heads = [concept for concept, depth in ordered(self._things, columns) if not depth]
        matrix = Matrix(rows, columns, heads)
        for concept, depth in ordered(self._things, rows):
            cells = [self._cell(concept, head) for head in heads]
            total = len({thing.iri for cell in cells for thing in cell.members})
            related = {axis: self.related(concept, axis) for axis in AXES if axis not in {rows, columns}}
            matrix.rows.append(Row(concept, depth, related, cells, total))
        return matrix

    def _cell(self, row: Thing, column: Thing) -> Cell:
        members: list[Thing] = []
        partly: list[Thing] = []
        for one, other in self.cell(row, column):
            (members if one.strong and other.strong else partly).append(one.instrument)
        return Cell(row, column, members, partly)

    def related(self, concept: Thing, axis: str) -> list[Thing]:
        """The concepts of another scheme that are mapped to this one, from either side, in their order."""
        linked = {iri for predicate in _MAPPED for iri in (*concept.values(predicate), *concept.about(predicate))}
        return [other for other in self._things.scheme(axis) if other.iri in linked]

    def _belonging(self, concept: Thing) -> dict[str, Member]:
        ways: dict[str, list[Way]] = defaultdict(list)
        for instrument, way in self._ways(concept):
            ways[instrument.iri].append(way)
        return {
            iri: Member(self._things.all[iri], tuple(sorted(found, key=lambda way: not way.strong)))
            for iri, found in ways.items()
        }

    def _ways(self, concept: Thing) -> Iterator[tuple[Thing, Way]]:
        for narrower in (concept, *below(self._things, concept)):
            through = None if narrower is concept else narrower
            for mention in narrower.mentions:
                subject = self._things.all[mention.subject]
                if subject.kind == "instrument" and not subject.part:
                    yield subject, Way("named", through, mention.claims)
            yield from self._by_theme(narrower)
            yield from self._by_problem(narrower)

    def _by_theme(self, concept: Thing) -> Iterator[tuple[Thing, Way]]:
        for theme in self._linked(concept, "theme", _CLOSE):
            for mention in theme.mentions:
                if mention.predicate == SCHEMA + "about" and self._things.all[mention.subject].kind == "instrument":
                    instrument = self._things.all[mention.subject]
                    if not instrument.part:
                        yield instrument, Way("theme", theme, mention.claims)

    def _by_problem(self, concept: Thing) -> Iterator[tuple[Thing, Way]]:
        if concept.kind in {"phase", "cluster"}:
            return  # A problem that plays in a phase says nothing of where its help belongs.
        for problem in self._linked(concept, "problem", _OF_PROBLEM):
            for mention in problem.mentions:
                if mention.predicate == KG + "addresses":
                    central = any(claim.strength == "central" for claim in mention.claims)
                    yield self._things.all[mention.subject], Way("problem", problem, mention.claims, central)

    def _linked(self, concept: Thing, kind: str, predicates: tuple[str, ...]) -> list[Thing]:
        linked = {iri for predicate in predicates for iri in (*concept.values(predicate), *concept.about(predicate))}
        found = (self._things.all[iri] for iri in sorted(linked) if iri in self._things.all)
        return [thing for thing in found if thing.kind == kind and not thing.part and thing is not concept]


def ordered(things: Things, scheme: str) -> list[tuple[Thing, int]]:
    """The concepts of a scheme in their order, each under the one it falls under, with its depth from 0."""
    concepts = things.scheme(scheme)
    known = {concept.iri for concept in concepts}
    found: list[tuple[Thing, int]] = []

    def descend(above: str, depth: int) -> None:
        for concept in concepts:
            broader = [iri for iri in concept.values(SKOS + "broader") if iri in known]
            if (above in broader if above else not broader) and all(concept is not seen for seen, _depth in found):
                found.append((concept, depth))
                descend(concept.iri, depth + 1)

    descend("", 0)
    return found


def below(things: Things, concept: Thing) -> list[Thing]:
    """All concepts that fall under this one, however deep."""
    found: dict[str, Thing] = {}
    waiting = [concept]
    while waiting:
        for iri in waiting.pop().about(SKOS + "broader"):
            if iri not in found and iri != concept.iri:
                found[iri] = things.all[iri]
                waiting.append(things.all[iri])
    return [found[iri] for iri in sorted(found)]


def by_list(instrument: Thing) -> tuple[int, str]:
    """The order of instruments: their row in the impact study's list, then those outside it."""
    return int(instrument.value(KG + "row") or 1_000_000), instrument.iri
