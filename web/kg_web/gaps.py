"""Where instruments are, and where they are missing: two or three schemes against each other."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from kg.errors import Code, KgError
from kg.framework.coverage import AXES
from kg.things import Thing
from kg_web.axes import chosen, concept, one_of
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("gaps", __name__, url_prefix="/gaps")
_SCOPES = ("list", "all")


def _choice() -> tuple[tuple[str, ...], str]:
    """The axes that the address names, and which instruments count."""
    rows = chosen("rows", AXES, (), "theme")
    columns = chosen("columns", AXES, (rows,), "level")
    third, scope = one_of("third", AXES), one_of("scope", _SCOPES, _SCOPES[0])
    return ((rows, columns, third) if third and third not in {rows, columns} else (rows, columns)), scope


def _asked(axes: tuple[str, ...], scope: str) -> dict[str, Any]:
    """The parameters that name these axes and this scope in an address."""
    asked = dict(zip(("rows", "columns", "third"), axes, strict=False))
    return asked if scope == _SCOPES[0] else {**asked, "scope": scope}


@blueprint.get("")
@kept
def page() -> str:
    """The matrix (``rows``, ``columns``, ``third``; ``scope`` is ``list`` or ``all``)."""
    axes, scope = _choice()
    coverage = current_site().coverage
    return render_template(
        "gaps/page.html",
        matrix=coverage.matrix(*axes, scope=scope),
        comparisons=coverage.comparisons(*axes),
        all_axes=AXES,
        scope=scope,
        asked=_asked(axes, scope),
        lang=current_language(),
    )


@blueprint.get("/matrix.csv")
def table() -> Response:
    """The same matrix as comma-separated values."""
    axes, scope = _choice()
    matrix = current_site().coverage.matrix(*axes, scope=scope)
    response = Response(matrix.csv(current_language()), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{"-".join(axes)}.csv"'
    return response


def _wider(named: dict[str, Thing], axes: tuple[str, ...], scope: str) -> list[tuple[str, Thing, int]]:
    """For an empty cell: each of its concepts alone that has instruments, with its address and how many."""
    coverage, asked = current_site().coverage, _asked(axes, scope)
    counts = [(name, one, len(coverage.instruments(one, scope=scope))) for name, one in named.items()]
    return [(url_for("gaps.cell", **{**asked, name: one.slug}), one, count) for name, one, count in counts if count]


@blueprint.get("/cell")
@kept
def cell() -> str:
    """One cell: its instruments, or what the sources say of their absence."""
    axes, scope = _choice()
    names = ("row", "column", "value")[: len(axes)]
    named: dict[str, Thing] = {
        name: concept(axis, name) for axis, name in zip(axes, names, strict=True) if name in request.args
    }
    concepts = list(named.values())
    if not concepts:
        example = "/gaps/cell?rows=theme&row=leiderschap"
        raise KgError(
            Code.USAGE,
            "This cell has no row and no column.",
            where="row",
            hint=f"Choose a cell of the matrix, such as {example}.",
            dutch=("Deze cel heeft geen rij en geen kolom.", f"Kies een cel van de matrix, zoals {example}."),
        )
    coverage = current_site().coverage
    instruments = coverage.instruments(*concepts, scope=scope)
    return render_template(
        "gaps/cell.html",
        axes=axes,
        concepts=concepts,
        scope=scope,
        asked=_asked(axes, scope),
        instruments=instruments,
        wider=[] if instruments or len(named) == 1 else _wider(named, axes, scope),
        gaps=[] if instruments else coverage.gaps(*concepts),
        lang=current_language(),
    )
