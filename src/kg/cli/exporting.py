"""Commands that write the graph, or a part of it, in another form: kg export TARGET. Each target is a command here."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import publishing, siting
from kg.cli.context import Session, language, pass_session
from kg.sheets.exporting import sheet_of


@click.group()
def export() -> None:
    """Write the graph, or a part of it, in another form.

    \b
    kg export --help
    """


@export.command()
@click.option("--kind", required=True, help="Which records: instrument, problem, theme or any other kind.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A file .xlsx or .csv.")
@click.option(
    "--sheet", "sheet_name", default="", help="For .csv: the records themselves, or their claims, findings, links."
)
@language
@pass_session
def sheet(session: Session, kind: str, out: Path, sheet_name: str, lang: str | None) -> None:
    """All records of a kind as a spreadsheet, to read or to change; `kg import` takes the changes over.

    \b
    kg export sheet --kind instrument --out instruments.xlsx
    kg export sheet --kind theme --out themes.csv
    kg export sheet --kind theme --sheet claim --out grounds.csv
    """
    chosen = session.lang(lang)
    data, number = sheet_of(session.product, kind, out.suffix, chosen, sheet_name)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    click.echo(f"{out}: {number} {'rijen' if chosen == 'nl' else 'rows'}")


for _target in (*publishing.COMMANDS, *siting.COMMANDS):
    export.add_command(_target)

COMMANDS = (export,)
