"""What the commands share: the settings, the graph they ask, and how answers look on paper and screen."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

import click

from kg.cli.progress import step_in
from kg.settings import LANGUAGES, Settings
from kg.store import Answer, Term
from kg.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., None])
Cell = str | int | float | bool | None

# Said when Ctrl-C ends a command.
STOPPED = {"nl": "Gestopt.", "en": "Stopped."}
_ROWS = {"nl": ("rij", "rijen"), "en": ("row", "rows")}
_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
# Narrower than this a table is only noise; wider than this a line is hard to read.
_MINIMUM_WIDTH, _PIPE_WIDTH = 60, 160


class Session(Workspace):
    """One call of the command line."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, partial(_echo_progress, lang=settings.lang))

    def lang(self, given: str | None) -> str:
        """The language asked, else that of the settings."""
        return given or self.settings.lang


def _echo_progress(step: str, lang: str) -> None:
    click.echo(f"{step_in(lang, step)} …", err=True)


pass_session = click.make_pass_decorator(Session)
language = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of labels (default: nl, or KG_LANG).")


def formats(*names: str) -> Callable[[_Command], _Command]:
    """An option --format with these choices; the first is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="Form of the answer."
    )


def echo_json(value: object) -> None:
    """Print JSON that a person can read too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def echo_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "") -> None:
    """Print a table that fits the terminal; colour only on a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_screen = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if on_screen else _PIPE_WIDTH, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    table.min_width = min(_MINIMUM_WIDTH, console.width) if title else None
    listed = [list(row) for row in rows]
    for number, name in enumerate(columns):
        numeric = bool(listed) and all(isinstance(row[number], (int, float, type(None))) for row in listed)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in listed:
        # Text, not markup: a value such as [nl] must stand as it is.
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console.print(table)


def echo_answer(answer: Answer, form: str, lang: str) -> None:
    """Print the answer to a query as table, csv, json or ttl."""
    plain = [[term.plain() if term else None for term in row] for row in answer.rows]
    match form:
        case "json":
            echo_json([dict(zip(answer.columns, row, strict=True)) for row in plain])
        case "csv":
            click.echo(_csv(answer.columns, answer.rows), nl=False)
        case "ttl":
            click.echo(_result_set(answer), nl=False)
        case _:
            echo_table(answer.columns, plain)
            one, more = _ROWS[lang]
            click.echo(f"{len(answer.rows)} {one if len(answer.rows) == 1 else more}", err=True)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> str:
    """SPARQL 1.1 Query Results CSV (section 3), with line ends of one character."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([term.plain() if term else "" for term in row] for row in rows)
    return stream.getvalue()


def _result_set(answer: Answer) -> str:
    """The rows as RDF, in the W3C's result-set vocabulary, so that they can be loaded into any graph tool."""
    lines = [f"@prefix rs: <{_RESULT_SET}> .", "", "[] a rs:ResultSet ;"]
    lines += [f"  rs:resultVariable {Term('literal', name).sparql()} ;" for name in answer.columns]
    solutions = []
    for row in answer.rows:
        bindings = [
            f"rs:binding [ rs:variable {Term('literal', name).sparql()} ; rs:value {term.sparql()} ]"
            for name, term in zip(answer.columns, row, strict=True)
            if term
        ]
        solutions.append("  rs:solution [ " + " ; ".join(bindings) + " ]")
    return "\n".join(lines) + "\n" + " ;\n".join([*solutions, f"  rs:size {len(solutions)}"]) + " .\n"
