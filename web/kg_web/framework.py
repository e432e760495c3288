"""The overarching framework as one picture, and what stands in each of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from kg.errors import Code, KgError
from kg.framework import AXES, Member, Row
from kg.portrait import Portrait
from kg.things import Thing
from kg_web.axes import chosen, concept, one_of
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

# The most columns in which instruments are named; and when a list of rows is long, and how many come first then.
_NAMED, _LONG, _FIRST = 6, 12, 8

blueprint = Blueprint("framework", __name__, url_prefix="/framework")


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows that a reader opens in place.

    :param above: the concept that they fall under; ``None`` where they are just the rest.
    """

    above: Thing | None
    rows: list[Row]


def folded(rows: list[Row]) -> tuple[list[Row], list[Fold]]:
    """The rows to show at once, and those to open: under each top concept, or the rest of a long list."""
    if len(rows) <= _LONG:
        return rows, []
    tops = [row for row in rows if not row.depth]
    if len(tops) == len(rows):
        return rows[:_FIRST], [Fold(None, rows[_FIRST:])]
    below: dict[str, list[Row]] = {}
    for row in rows:
        if not row.depth:
            below[row.concept.iri] = []
        else:
            below[list(below)[-1]].append(row)
    return tops, [Fold(top.concept, below[top.concept.iri]) for top in tops if below[top.concept.iri]]


@blueprint.get("")
@kept
def page() -> str:
    """Two schemes against each other (``rows`` and ``columns``), with the instruments in each cell."""
    rows = chosen("rows", AXES, (), "ingredient")
    columns = chosen("columns", AXES, (rows,), "cluster")
    matrix = current_site().framework.matrix(rows, columns)
    # With many columns a cell has no room for names: it counts, and a row is as low as a line.
    wide = len(matrix.columns) > _NAMED
    first, folds = (matrix.rows, []) if wide else folded(matrix.rows)
    return render_template(
        "framework/page.html", matrix=matrix, rows=first, folds=folds, wide=wide, axes=AXES, lang=current_language()
    )


def _wider(row: Thing, column: Thing) -> list[tuple[str, Thing, int]]:
    """For an empty cell: its row and its column alone where they have instruments, with the address and how many."""
    counts = [(one, len(current_site().framework.members(one))) for one in (row, column)]
    return [(url_for("framework.cell", rows=one.kind, row=one.slug), one, count) for one, count in counts if count]


@blueprint.get("/cell")
@kept
def cell() -> str:
    """The instruments of one cell (``rows``, ``row``, ``columns``, ``column``), or of a row, with the reason."""
    site, rows = current_site(), one_of("rows", AXES)
    if not rows:
        example = "/framework/cell?rows=ingredient&row=leiderschap"
        raise KgError(
            Code.USAGE,
            "This cell has no row.",
            where="rows",
            hint=f"Choose a row of the framework, such as {example}.",
            dutch=("Deze cel heeft geen rij.", f"Kies een rij van het raamwerk, zoals {example}."),
        )
    row = concept(rows, "row")
    columns = one_of("columns", AXES)
    column = concept(columns, "column") if columns and "column" in request.args else None
    found: list[tuple[Thing, tuple[Member, ...]]]
    if column is not None:
        found = [(pair[0].instrument, pair) for pair in site.framework.cell(row, column)]
    else:
        found = [(member.instrument, (member,)) for member in site.framework.members(row)]
    return render_template(
        "framework/cell.html",
        row=row,
        column=column,
        found=found,
        wider=[] if found or column is None else _wider(row, column),
        portrait=Portrait(site.things, row, current_language()),
        lang=current_language(),
    )
