"""Commands that change the files: new, import, fix. Each shows what it will write, checks it, and asks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from kg.cli.answers import NotWritten, kept
from kg.cli.changing import echo_difference
from kg.cli.context import Session, language, pass_session
from kg.cli.progress import progress_in
from kg.cli.questions import ask
from kg.errors import Code, KgError
from kg.mending import mend
from kg.records.draft import Draft, as_faults, check, nowhere
from kg.records.example import example as filled
from kg.records.faults import Fault
from kg.records.graph import Graph
from kg.records.interview import Interview
from kg.records.new import Maker
from kg.records.yamlform import read_form
from kg.sheets import Imported, read_sheet
from kg.sheets.reading import LIMITS

_WORDS = {
    "nl": {
        "write": "Schrijven?",
        "refused": "Er is niets geschreven.",
        "nothing": "Er is niets geschreven. Met --yes wel.",
        "no-change": "Er verandert niets.",
        "rows": "{rows} rijen gelezen, {refused} niet overgenomen.",
        "unwritten": "Er is niets geschreven. Met --write wel.",
        "left": "blijft staan",
        "form": "vorm",
        "fault": "Er is niets geschreven: één ding klopt niet.",
        "faults": "Er is niets geschreven: {number} dingen kloppen niet.",
        "yes": "ja/nee",
    },
    "en": {
        "write": "Write?",
        "refused": "Nothing is written.",
        "nothing": "Nothing is written. --yes writes.",
        "no-change": "Nothing changes.",
        "rows": "{rows} rows read, {refused} left out.",
        "unwritten": "Nothing is written. --write writes.",
        "left": "left",
        "form": "form",
        "fault": "Nothing is written: one thing is not right.",
        "faults": "Nothing is written: {number} things are not right.",
        "yes": "yes/no",
    },
}


def echo_faults(faults: Iterable[Fault], lang: str) -> None:
    """Print each fault with its place and how to mend it."""
    for fault in faults:
        what, mend = fault.told(lang)
        click.secho(f"{fault.where}: " if fault.where else "", bold=True, nl=False, err=True)
        click.echo(what, err=True)
        if mend:
            click.echo(f"    → {mend}", err=True)


def refuse(faults: list[Fault], lang: str) -> None:
    """Print the faults, if there are any, and stop.

    :raises KgError: ``violations``.
    """
    if faults:
        echo_faults(faults, lang)
        words = _WORDS[lang]["fault" if len(faults) == 1 else "faults"]
        raise KgError(Code.VIOLATIONS, words.format(number=len(faults)))


def finish(
    draft: Draft, lang: str, *, yes: bool, checked: bool = False, place: Callable[[str, str], str] = nowhere
) -> bool:
    """Show a change, check it, ask, and write it; whether it came to that.

    :param checked: whether it has been checked already.
    :param place: see :func:`kg.records.draft.as_faults`.
    :raises KgError: ``violations`` if the graph would not be right with it.
    """
    words = _WORDS[lang]
    if not draft.difference:
        click.echo(words["no-change"])
        return True
    echo_difference(draft.difference, draft.label, lang)
    progress = progress_in(lang)
    found = [] if checked else check(draft, progress)
    progress("")
    refuse(as_faults(found, draft, place), lang)
    asked = not yes and sys.stdin.isatty()
    if not yes and not (asked and _agreed(words)):
        click.echo(words["refused" if asked else "nothing"])
        return False
    for path in draft.write():
        click.echo(draft.graph.product.relative(path))
    return True


def _agreed(words: Mapping[str, str]) -> bool:
    """Whether the person says yes, in either language; asks until it is a yes or a no."""
    while True:
        given = (
            str(click.prompt(f"{words['write']} ({words['yes']})", default="", show_default=False)).strip().casefold()
        )
        if given in {"ja", "j", "yes", "y"}:
            return True
        if given in {"", "nee", "n", "no"}:
            return False


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--from",
    "form_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A filled form (YAML); --example prints one.",
)
@click.option("--ask", "asking", is_flag=True, help="With --from: ask what the form lacks; Enter keeps what it has.")
@click.option("--example", is_flag=True, help="Print a filled form for this kind.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the source texts, to find passages by their words (default: KG_SOURCES).",
)
@language
@pass_session
def new(
    session: Session,
    kind: str | None,
    form_file: Path | None,
    asking: bool,
    example: bool,
    yes: bool,
    sources: Path | None,
    lang: str | None,
) -> None:
    """Make a new record with its claims: KIND is instrument, problem, theme or any other kind; also phrasing or claim.

    Asks what is needed, or takes it from a form. Shows what it will write, checks it, and asks. What was answered and
    not written is kept in a form beside you, to go on with. Without KIND: which kinds there are.

    \b
    kg new instrument
    kg new instrument --example > card.yaml
    kg new instrument --from card.yaml --yes
    """
    chosen = session.lang(lang)
    texts = sources or session.settings.sources
    maker = Maker(Graph(session.product), texts)
    form = read_form(form_file) if form_file else {}
    kind = kind or str(form.get("kind") or "")
    if not kind:
        click.echo("\n".join(maker.kinds()))
        return
    if example:
        click.echo(filled(maker, kind, chosen), nl=False)
        return
    if form_file and not asking:
        draft, faults = maker.make(kind, form)
        refuse(faults, chosen)
        finish(draft, chosen, yes=yes)
        return
    interview = Interview(maker, kind, chosen)
    with kept(form, kind, chosen, form_file):
        ask(interview, form, chosen)
        # The files may have changed while the person thought.
        draft, faults = Maker(Graph(session.product), texts).make(kind, form)
        refuse(faults, chosen)
        if not finish(draft, chosen, yes=yes):
            raise NotWritten


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", default="", help="Kind of the records, where the file does not say it in its second row.")
@click.option("--partial", is_flag=True, help="Take the right rows where others are wrong.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the source texts, to find new passages (default: KG_SOURCES).",
)
@language
@pass_session
def import_(
    session: Session, file: Path, kind: str, partial: bool, yes: bool, sources: Path | None, lang: str | None
) -> None:
    """Take over what changed in a spreadsheet (XLSX or CSV) that `kg export sheet` made.

    Shows the change in facts, checks it, and asks. Nothing is written unless every row is right, or with --partial the
    rows that are.

    \b
    kg export sheet --kind instrument --out instruments.xlsx
    kg import instruments.xlsx
    """
    chosen = session.lang(lang)
    data = _bytes_of(file)
    found = read_sheet(
        data, Graph(session.product), kind=kind, sources=sources or session.settings.sources, lang=chosen
    )
    if partial:
        found = _right_rows(found, chosen)
    else:
        refuse(found.faults, chosen)
    click.echo(_WORDS[chosen]["rows"].format(rows=found.rows, refused=found.refused))
    finish(found.draft, chosen, yes=yes, checked=partial, place=found.place)


def _right_rows(found: Imported, lang: str) -> Imported:
    """The rows that are right, also by the rules of the graph; what is wrong with the others is told."""
    echo_faults(found.faults, lang)
    while found.draft.difference and (violations := check(found.draft, progress_in(lang))):
        echo_faults(as_faults(violations, found.draft, found.place), lang)
        wrong = {result.record.partition("#")[0] for result in violations} & {record for record, _made in found.right}
        # A rule that another record breaks cannot be laid at the door of one row.
        found = found.without(wrong or {record for record, _made in found.right})
    progress_in(lang)("")
    return found


def _bytes_of(file: Path) -> bytes:
    """The bytes of a file, of one that is too large only as many as show it."""
    with file.open("rb") as stream:
        return stream.read(LIMITS.file + 1)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write the mends; without it they are shown only.")
@language
@pass_session
def fix(session: Session, paths: tuple[Path, ...], write: bool, lang: str | None) -> None:
    """Mend what can be mended safely: form, languages of texts, links that hold both ways, broken web addresses.

    Shows what it would change. Never guesses: what could be mended in more than one way is told and left.

    \b
    kg fix
    kg fix data/instrument/toolwiel.ttl --write
    """
    chosen = session.lang(lang)
    words = _WORDS[chosen]
    graph = Graph(session.product)
    mending = mend(graph, paths)
    for left in mending.left:
        click.echo(f"{words['left']}  {graph.label(left.where, chosen)}: {left.told(chosen)}")
    for path in mending.forms:
        click.echo(f"{words['form']}  {session.product.relative(path)}")
    if not mending:
        click.echo(words["no-change"])
        return
    if mending.draft.difference:
        echo_difference(mending.draft.difference, mending.draft.label, chosen)
    if not write:
        click.echo(words["unwritten"])
        return
    refuse(as_faults(check(mending.draft, progress_in(chosen)), mending.draft), chosen)
    progress_in(chosen)("")
    for path in mending.write():
        click.echo(session.product.relative(path))


COMMANDS = (new, import_, fix)
