"""The command that says whether the data is right: check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from kg import validation
from kg.cli.context import Session, formats, language, pass_session
from kg.cli.progress import progress_in
from kg.cli.texts import RULE, with_texts
from kg.errors import KgError
from kg.model import Report, Result, Severity
from kg.namespaces import shorten
from kg.product import Product
from kg.validation.changed import changed_files
from kg.validation.engines import DEFAULT, ENGINES
from kg.validation.summary import summary
from kg.validation.watching import rounds, saves

# The forms of kg.validation.report, which is slow to import and seldom needed.
_FORMS = ("json", "ttl", "sarif", "junit", "github", "html")
_COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_NAMES = {
    "nl": {Severity.VIOLATION: "fout", Severity.WARNING: "let op", Severity.INFO: "ter info"},
    "en": {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "info"},
}
_COUNTS = {
    "nl": (("fout", "fouten"), ("waarschuwing", "waarschuwingen"), ("opmerking", "opmerkingen")),
    "en": (("violation", "violations"), ("warning", "warnings"), ("info", "infos")),
}
_WORDS = {
    "nl": {"or": "mogelijk", "why": "waarom", "example": "zo is het goed", "total": "{} records, {} regels: {}."},
    "en": {"or": "either", "why": "why", "example": "right is", "total": "{} records, {} rules: {}."},
}
_AGREED = {
    "nl": "Elke passage klopt met de bronteksten.",
    "en": "Every passage agrees with the source texts.",
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--changed", is_flag=True, help="Only what git sees as changed, and all that it can touch.")
@click.option("--watch", is_flag=True, help="Check again at every save; Ctrl-C stops.")
@click.option("--infos", is_flag=True, help="Show infos too, not only their number.")
@click.option("--engine", type=click.Choice(list(ENGINES)), default=DEFAULT, show_default=True, help="SHACL engine.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the source texts: do passages agree with them? (default: KG_SOURCES)",
)
@formats("table", *_FORMS)
@language
@pass_session
def check(
    session: Session,
    paths: tuple[Path, ...],
    changed: bool,
    watch: bool,
    infos: bool,
    engine: str,
    sources: Path | None,
    form: str,
    lang: str | None,
) -> None:
    """Is the data right? SHACL shapes, violation queries and the layout of the files.

    With PATHS or --changed only what they can touch is checked. Exits with 1 if there are violations; warnings and
    infos do not count.

    \b
    kg check
    kg check data/instrument/toolwiel.ttl
    kg check --changed --watch
    kg check --sources ../sources
    kg check --format html > check.html
    """
    if changed and paths:
        raise click.UsageError("Give either PATHS or --changed.")
    chosen, cache = session.lang(lang), session.settings.cache
    progress = progress_in(chosen)
    sources = sources or session.settings.sources

    def look(product: Product) -> Report:
        if changed:
            return validation.check_files(product, changed_files(product), cache=cache, progress=progress)
        return validation.check(product, paths, engine=engine, cache=cache, progress=progress)

    if watch:
        _watch(session, look, chosen, infos=infos)
        return
    try:
        found = look(session.product)
        if sources:
            progress("reading the source texts")
            found = with_texts(found, session, sources)
    finally:
        progress("")
    if form == "table":
        _echo_report(found, chosen, infos=infos)
        if sources and not any(result.rule == RULE for result in found.results):
            click.echo(_AGREED[chosen])
    else:
        from kg.validation.report import FORMATS

        click.echo(FORMATS[form](found, chosen), nl=False)
    if not found.conforms:
        sys.exit(1)


def _watch(session: Session, look: Callable[[Product], Report], lang: str, *, infos: bool) -> None:
    root = session.product.root.resolve()
    for outcome in rounds(root, look, saves(root), cache=session.settings.cache):
        progress_in(lang)("")
        click.echo(f"{datetime.now():%H:%M:%S}  ", nl=False)
        if isinstance(outcome, KgError):
            click.secho(f"kg: {outcome}", fg="red")
            click.echo(f"    {outcome.hint}")
        else:
            _echo_report(outcome, lang, infos=infos)


def _echo_report(found: Report, lang: str, *, infos: bool) -> None:
    shown = Report([result for result in found.results if infos or result.severity is not Severity.INFO])
    for group in summary(shown).records:
        click.secho(f"\n{group.label}", bold=True, nl=False)
        click.echo(f"  {shorten(group.key)}")
        for result in group.results:
            _echo_result(result, lang)
    counts = ", ".join(
        f"{found.count(severity)} {one if found.count(severity) == 1 else more}"
        for severity, (one, more) in zip(Severity, _COUNTS[lang], strict=True)
    )
    total = _WORDS[lang]["total"].format(found.records, found.rules, counts)
    click.echo(f"\n{total}" if shown.results else total)


def _echo_result(result: Result, lang: str) -> None:
    words = _WORDS[lang]
    place = f"{result.file}:{result.line}" if result.line else result.file
    click.secho(f"  {_NAMES[lang][result.severity]}", fg=_COLOURS[result.severity], nl=False)
    click.echo(f"  {result.what[lang]}")
    for cause in result.causes.get(lang, ()):
        click.echo(f"    {words['or']}: {cause}")
    part = result.record.partition("#")[2]
    click.echo(f"    {place}{f'  #{part}' if part else ''}  [{result.rule}]")
    if result.why.get(lang):
        click.echo(f"    {words['why']}: {result.why[lang]}")
    if result.mend.get(lang):
        click.echo(f"    → {result.mend[lang]}")
    for number, line in enumerate(result.example.splitlines()):
        click.echo(f"    {words['example']}: {line}" if not number else f"      {line}")


COMMANDS = (check,)
