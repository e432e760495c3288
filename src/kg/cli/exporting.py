"""Commands that write the graph, or a part of it, in another form: kg export TARGET. Each target is a command here."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.context import Session, language, pass_session
from kg.errors import Code, KgError, did_you_mean
from kg.records.graph import Graph
from kg.sheets import as_csv, as_xlsx, tables


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
    listed = tables(Graph(session.product), kind)
    if out.suffix == ".xlsx":
        data = as_xlsx(listed, chosen)
        number = sum(len(table.subjects) for table in listed)
    elif out.suffix == ".csv":
        table = next((table for table in listed if table.name == (sheet_name or kind)), None)
        if table is None:
            names = [table.name for table in listed]
            raise KgError(
                Code.NOT_FOUND,
                f"{kind} has no sheet {sheet_name!r}.",
                where="--sheet",
                hint=did_you_mean(sheet_name, names),
            )
        data, number = as_csv(table, chosen).encode(), len(table.subjects)
    else:
        raise KgError(
            Code.USAGE,
            f"{out.suffix or 'No ending'} is no kind of sheet.",
            where="--out",
            hint="End it in .xlsx or .csv.",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    click.echo(f"{out}: {number} {'rijen' if chosen == 'nl' else 'rows'}")


COMMANDS = (export,)
