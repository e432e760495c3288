"""Commands that keep the data: fmt, load, stats."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from kg import statistics, turtlefile
from kg.cli.context import Session, echo_json, echo_table, formats, language, pass_session
from kg.errors import Code, KgError

_UNTIDY = {
    "nl": (
        "{} bestand staat niet in de vaste vorm; `kg fmt` zet het goed.",
        "{} bestanden staan niet in de vaste vorm; `kg fmt` zet ze goed.",
    ),
    "en": (
        "{} file is not in the canonical form; `kg fmt` writes it.",
        "{} files are not in the canonical form; `kg fmt` writes them.",
    ),
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file is not as it should be."
)
@pass_session
def fmt(session: Session, paths: tuple[Path, ...], only_check: bool) -> None:
    """Write Turtle files in the one canonical form. Without PATHS: ontology/ and data/.

    \b
    kg fmt
    kg fmt --check
    kg fmt data/theme
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            dutch = ("Dit bestand of deze map is er niet.", "Kijk de naam na.")
            raise KgError(
                Code.UNREADABLE,
                "There is no such file or folder.",
                where=str(path),
                hint="Check the name.",
                dutch=dutch,
            )
        files += sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
    # All are read before the first is written: a fault in one leaves every file as it was.
    changes = []
    for path in files or session.product.graph_files:
        old, new = turtlefile.formatted(path)
        if old != new:
            changes.append((path, new))
    for path, text in changes:
        click.echo(session.product.relative(path))
        if not only_check:
            turtlefile.write(path, text)
    if only_check and changes:
        one, more = _UNTIDY[session.settings.lang]
        click.echo((one if len(changes) == 1 else more).format(len(changes)), err=True)
        sys.exit(1)


@click.command()
@pass_session
def load(session: Session) -> None:
    """Write the graph to the SPARQL 1.1 server that KG_STORE names, in the place of what it holds.

    \b
    KG_STORE=http://localhost:7878/query kg load
    """
    if session.settings.store == "embedded":
        raise KgError(
            Code.USAGE,
            "There is no server to load: the embedded store reads the files itself.",
            where="KG_STORE",
            hint="Set KG_STORE to a query address, such as http://localhost:7878/query.",
            dutch=(
                "Er is geen server om te vullen: de ingebouwde opslag leest de bestanden zelf.",
                "Zet in KG_STORE het adres voor vragen, zoals http://localhost:7878/query.",
            ),
        )
    lines = [str(triple) + " .\n" for path in session.product.graph_files for triple in turtlefile.read(path)]
    size = session.store.replace("".join(lines).encode())
    told = {"nl": "{} heeft nu {} triples.", "en": "{} now holds {} triples."}[session.settings.lang]
    click.echo(told.format(session.settings.graph_store_address, size))


@click.command()
@click.option("--sources", is_flag=True, help="Per source: claims, passages, and the sections that have none.")
@formats("table", "json")
@language
@pass_session
def stats(session: Session, sources: bool, form: str, lang: str | None) -> None:
    """How much the graph holds.

    \b
    kg stats
    kg stats --sources
    """
    if sources:
        coverage = statistics.source_coverage(session.store)
        if form == "json":
            echo_json([asdict(source) for source in coverage])
            return
        echo_table(
            ["source", "assertions", "passages", "sections", "without passage"],
            [(c.source, c.assertions, c.passages, c.sections, len(c.untouched)) for c in coverage],
        )
        for source in coverage:
            for name in source.untouched:
                click.echo(f"{source.source}  {name}")
        return
    classes = statistics.class_counts(session.store, session.lang(lang))
    bases = statistics.basis_counts(session.store)
    if form == "json":
        echo_json({"triples": session.store.size(), "classes": dict(classes), "basis": dict(bases)})
        return
    echo_table(["class", "things"], classes)
    echo_table(["basis", "assertions"], bases)
    click.echo(f"{session.store.size()} triples")


COMMANDS = (fmt, load, stats)
