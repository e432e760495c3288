"""Commands that tell what changed: diff, history."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from kg import turtlefile
from kg.cli.context import Session, echo_json, echo_table, formats, language, pass_session
from kg.errors import Code, KgError
from kg.history import difference, history, log, repository, snapshot, telling
from kg.history.difference import Difference, Name
from kg.history.snapshot import merged_labels

_LOGGED = {
    "nl": "{file}: {new} erbij, {all} in totaal.",
    "en": "{file}: {new} added, {all} in all.",
}
_SIGNS = {"+": "green", "-": "red", "~": "yellow"}


def echo_difference(found: Difference, name: Name, lang: str) -> None:
    """Print a difference as text, in colour on a terminal."""
    for line in telling.as_lines(found, name, lang):
        sign = line[2:3] if line.startswith("  ") else ""
        click.secho(line, fg=_SIGNS.get(sign), bold=bool(line) and not line.startswith(" "))


@click.command()
@click.argument("before")
@click.argument("after")
@formats("text", "json", "html")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is a difference.")
@language
@pass_session
def diff(
    session: Session, before: str, after: str, form: str, out: Path | None, exit_code: bool, lang: str | None
) -> None:
    """What changed between two states, in facts. BEFORE and AFTER: a folder, a file or a git revision.

    \b
    kg diff HEAD~3 .
    kg diff v1.0.0 HEAD --format html --out changes.html
    kg diff old/toolwiel.ttl data/instrument/toolwiel.ttl
    """
    chosen = session.lang(lang)
    states = [snapshot(name, Path.cwd()) for name in (before, after)]
    found = difference(states[0].facts, states[1].facts)
    name = telling.named(merged_labels(states), session.directory.label)
    if form == "text" and out is None:
        echo_difference(found, name, chosen)
    elif form == "json" and out is None:
        echo_json(telling.as_values(found, name, chosen))
    else:
        _write_out(found, name, chosen, form, (before, after), out)
    if exit_code and found:
        sys.exit(1)


def _write_out(found: Difference, name: Name, lang: str, form: str, asked: tuple[str, str], out: Path | None) -> None:
    import json

    if form == "html":
        text = telling.as_html(found, name, lang, *asked)
    elif form == "json":
        text = json.dumps(telling.as_values(found, name, lang), ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(telling.as_lines(found, name, lang)) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        turtlefile.write(out, text)
        click.echo(f"{out}: {telling.counts(found, lang)}")


@click.command("history")
@click.argument("thing", required=False)
@click.option("--check", "only_check", is_flag=True, help="Exit with 1 if the log does not know the last changes.")
@click.option("--write", is_flag=True, help="Add what the log does not know, with the date of today.")
@click.option("--from-git", is_flag=True, help="Tell it anew from all commits of the repository.")
@formats("table", "json")
@language
@pass_session
def history_command(
    session: Session, thing: str | None, only_check: bool, write: bool, from_git: bool, form: str, lang: str | None
) -> None:
    """When each record was added, changed or deprecated, and in which version; newest first.

    history.csv holds it and travels with the graph.

    \b
    kg history
    kg history toolwiel
    kg history --write
    """
    product = session.product
    if from_git:
        known = repository.changes(product.root)
    elif only_check or write:
        facts = log.graph_facts(product)
        today = datetime.now(UTC).date().isoformat()
        known = log.continued(history(product), facts, today, log.version_of(facts))
    else:
        known = history(product)
    if only_check:
        _check(log.untold(product), session)
    elif write:
        new = len(set(known) - set(history(product)))
        log.write_log(product, known)
        file = product.relative(product.root / log.FILE)
        click.echo(_LOGGED[session.lang(lang)].format(file=file, new=new, all=len(known)))
    else:
        _show(session, known, thing, form, session.lang(lang))


def _check(missing: list[log.Change], session: Session) -> None:
    for change in missing:
        click.echo(f"{change.kind}  {session.directory.label(change.iri, session.settings.lang)}  {change.iri}")
    if missing:
        raise KgError(
            Code.VIOLATIONS,
            f"{len(missing)} changes are not in {log.FILE}.",
            where=str(session.product.root / log.FILE),
            hint="`kg history --write` adds them.",
            dutch=(f"{len(missing)} wijzigingen staan nog niet in {log.FILE}.", "`kg history --write` zet ze erbij."),
        )


def _show(session: Session, known: list[log.Change], thing: str | None, form: str, lang: str) -> None:
    shown = known
    if thing is not None:
        shown = log.of_record(known, session.directory.resolve(thing))
    shown = sorted(shown, key=lambda change: change.date, reverse=True)
    if form == "json":
        echo_json([{**asdict(c), "label": session.directory.label(c.iri, lang)} for c in shown])
        return
    echo_table(
        ["date", "version", "change", "record", "address"],
        [(c.date, c.version, c.kind, session.directory.label(c.iri, lang), c.iri) for c in shown],
    )


COMMANDS = (diff, history_command)
