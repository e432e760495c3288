"""What the commands share: the settings, the graph they ask, and how answers look on paper and screen."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING, TypeVar

import click

from kg.entities import Directory
from kg.product import Product, shipped_product
from kg.queries import Catalogue
from kg.settings import LANGUAGES, Settings
from kg.store import Answer, Store, Term
from kg.store.opening import open_store

if TYPE_CHECKING:
    from kg.finder import Finder

_Command = TypeVar("_Command", bound=Callable[..., None])
Cell = str | int | float | bool | None

_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
# Narrower than this a table is only noise; wider than this a line is hard to read.
_MINIMUM_WIDTH, _PIPE_WIDTH = 60, 160


def version() -> str:
    """The version of graph and code."""
    return metadata.version("instrumentenwijzer")


@dataclass(frozen=True)
class Session:
    """One call of the command line; the graph is opened at the first question to it."""

    settings: Settings

    @cached_property
    def product(self) -> Product:
        """The graph's files: shipped, or those of ``KG_ROOT``."""
        return Product(self.settings.root) if self.settings.root else shipped_product()

    @cached_property
    def store(self) -> Store:
        """The store that ``KG_STORE`` names."""
        return open_store(self.settings, self.product)

    @cached_property
    def directory(self) -> Directory:
        """Names and addresses."""
        return Directory(self.store)

    @cached_property
    def finder(self) -> Finder:
        """The finder over that store, with or without meanings as the settings say."""
        from kg.finder import Finder
        from kg.finder.semantic import Meaning, UniversalEncoder

        # The vectors are short: more threads only wait for each other. numpy reads this when it is first imported.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        if not self.settings.semantic:
            return Finder(self.store, names=self.directory)
        return Finder(self.store, Meaning(UniversalEncoder(), self.settings.cache, _echo_progress), self.directory)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The stored queries."""
        return Catalogue(self.product.folder("queries"))

    def lang(self, given: str | None) -> str:
        """The language asked, else that of the settings."""
        return given or self.settings.lang


def _echo_progress(step: str) -> None:
    click.echo(f"{step} …", err=True)


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


def echo_answer(answer: Answer, form: str) -> None:
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
            click.echo(f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}", err=True)


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
