"""Commands that keep the data: check, fmt, load, stats."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from kg import evidence, statistics, turtlefile, validation
from kg.cli.context import Session, echo_json, echo_table, formats, language, pass_session
from kg.errors import Code, KgError
from kg.model import Report, Result, Severity
from kg.validation import report as reports

# The rule that passages and sources agree with the texts; it needs KG_SOURCES.
_TEXTS = "source-texts"
_COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_SEVERITY_NAMES = {
    "nl": {Severity.VIOLATION: "fout", Severity.WARNING: "let op", Severity.INFO: "ter info"},
    "en": {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "info"},
}


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{step} …", err=True, nl=False)


def _progress_done() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--infos", is_flag=True, help="Show infos too, not only their number.")
@formats("table", "json", "ttl", "sarif", "junit")
@language
@pass_session
def check(session: Session, paths: tuple[Path, ...], infos: bool, form: str, lang: str | None) -> None:
    """Is the data right? SHACL shapes, violation queries and the layout of the files.

    Exits with 1 if there are violations; warnings and infos do not count.

    \b
    kg check
    kg check data/instrument/toolwiel.ttl
    kg check --format sarif > check.sarif
    """
    chosen = session.lang(lang)
    try:
        found = validation.check(session.product, paths, progress=_progress)
        if session.settings.sources:
            found = _with_sources(found, session, session.settings.sources)
    finally:
        _progress_done()
    if form == "table":
        _echo_report(found, chosen, infos=infos)
        if session.settings.sources and not any(result.rule == _TEXTS for result in found.results):
            click.echo("Every passage agrees with the source texts.")
    else:
        click.echo(reports.FORMATS[form](found, chosen), nl=False)
    if not found.conforms:
        sys.exit(1)


def _with_sources(found: Report, session: Session, sources: Path) -> Report:
    """The report with what the source texts themselves say against the passages."""
    _progress("reading the source texts")
    results = [
        Result(
            Severity.VIOLATION,
            mismatch.iri,
            _TEXTS,
            {
                "nl": f"Komt niet overeen met de brontekst: {mismatch.problem}.",
                "en": f"Does not agree with the source text: {mismatch.problem}.",
            },
            {
                "nl": "Zoek de passage opnieuw op in de bron; misschien is de brontekst een andere uitgave.",
                "en": "Look the passage up in the source again; the text may be another edition.",
            },
        )
        for mismatch in evidence.verify(session.store, sources)
    ]
    return Report([*results, *found.results], found.records, found.rules + 1)


def _echo_report(found: Report, lang: str, *, infos: bool) -> None:
    shown = [result for result in found.results if infos or result.severity is not Severity.INFO]
    record = None
    for result in shown:
        if result.record != record:
            record = result.record
            click.secho(f"\n{result.label or result.record}", bold=True)
        place = f"{result.file}:{result.line}" if result.line else result.file
        click.secho(f"  {_SEVERITY_NAMES[lang][result.severity]}", fg=_COLOURS[result.severity], nl=False)
        click.echo(f"  {result.what[lang]}")
        click.echo(f"    {place}  [{result.rule}]")
        if result.mend.get(lang):
            click.echo(f"    → {result.mend[lang]}")
    counts = ", ".join(
        f"{found.count(severity)} {name}"
        for severity, name in (
            (Severity.VIOLATION, "violations"),
            (Severity.WARNING, "warnings"),
            (Severity.INFO, "infos"),
        )
    )
    click.echo(f"{chr(10) if shown else ''}{found.records} records, {found.rules} rules: {counts}.")


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
            raise KgError(Code.UNREADABLE, "There is no such file or folder.", where=str(path), hint="Check the name.")
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
        number = len(changes)
        click.echo(
            f"{number} {'file is' if number == 1 else 'files are'} not in the canonical form; `kg fmt` writes it.",
            err=True,
        )
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
        )
    lines = [str(triple) + " .\n" for path in session.product.graph_files for triple in turtlefile.read(path)]
    size = session.store.replace("".join(lines).encode())
    click.echo(f"{session.settings.graph_store_address} now holds {size} triples.")


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


COMMANDS = (check, fmt, load, stats)
