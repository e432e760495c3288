"""The command that finds places in the source texts: kg passage."""

from __future__ import annotations

from pathlib import Path

import click

from kg import passages
from kg.cli.context import Session, echo_json, formats, language, pass_session
from kg.cli.editing import finish
from kg.errors import Code, KgError
from kg.facts import as_turtle
from kg.namespaces import OA
from kg.records.graph import Graph
from kg.records.rebasing import rebase as rebased
from kg.turtlefile import read_text

# So many characters around a place are shown with it, and so many places of words that stand everywhere.
_AROUND, _MOST = 60, 20
_WORDS = {
    "nl": {
        "moved": "{moved} passages verplaatst, {kept} op hun plaats, {lost} niet gevonden.",
        "lost": "niet gevonden",
        "section": "onderdeel",
        "known": "staat al in de graaf",
        "more": "… en nog {number} plaatsen. Geef meer woorden, of --all voor alle.",
        "unwritten": "Er is niets geschreven. Met --write wel.",
        "where": "stond op teken {start}: “{words}”",
    },
    "en": {
        "moved": "{moved} passages moved, {kept} in place, {lost} not found.",
        "lost": "not found",
        "section": "section",
        "known": "in the graph already",
        "more": "… and {number} more places. Give more words, or --all for all.",
        "unwritten": "Nothing is written. --write writes.",
        "where": "stood at character {start}: “{words}”",
    },
}


@click.command()
@click.argument("file")
@click.argument("words")
@click.option("--all", "every", is_flag=True, help="Show every place, also of words that stand everywhere.")
@click.option("--rebase", is_flag=True, help="FILE and WORDS are the old and the new edition of a source text.")
@click.option("--write", is_flag=True, help="With --rebase: write the new offsets.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the source texts (default: KG_SOURCES).",
)
@formats("ttl", "json")
@language
@pass_session
def passage(
    session: Session,
    file: str,
    words: str,
    every: bool,
    rebase: bool,
    write: bool,
    sources: Path | None,
    form: str,
    lang: str | None,
) -> None:
    """Where words stand in a source: address, section, offsets and sha256. FILE: its code, file name or path.

    The address, such as 001-42272-42361, is what forms and sheets ask for; below it stands the Turtle. Case and line
    breaks do not matter. With --rebase: find all passages of a source again in another edition.

    \b
    kg passage 001 "wat heb ik aan een placemat"
    kg passage sources/001.txt "geen tijd" --format json
    kg passage --rebase old/001.txt new/001.txt --write
    """
    chosen = session.lang(lang)
    graph = Graph(session.product)
    source = passages.source_named(passages.sources(graph.facts), file)
    if rebase:
        _rebase(graph, source, Path(file), Path(words), chosen, write=write)
        return
    whole = read_text(Path(file)) if Path(file).is_file() else _of_folder(source, sources or session.settings.sources)
    places = passages.find(source, whole, words)
    if form == "json":
        echo_json(
            [
                {
                    "iri": place.iri,
                    "section": place.section.notation,
                    "title": place.section.title,
                    "start": place.start,
                    "end": place.end,
                    "sha256": place.sha256,
                    "known": place.iri in graph.classes,
                }
                for place in places
            ]
        )
        return
    shown = places if every else places[:_MOST]
    for place in shown:
        known = f"  ({_WORDS[chosen]['known']})" if place.iri in graph.classes else ""
        # The address first: it is what a form or a cell asks for.
        click.echo(f"# {place.iri.rpartition('/')[2]}{known}")
        click.echo(f"#   {_WORDS[chosen]['section']} {place.section.notation} {place.section.title}")
        click.echo(f"#   {_context(whole, place.start, place.end)}")
    if len(shown) < len(places):
        click.echo(f"# {_WORDS[chosen]['more'].format(number=len(places) - len(shown))}")
    click.echo()
    facts = [fact for place in shown for fact in place.facts()]
    click.echo(as_turtle(facts, Path(f"passage/{source.identifier}.ttl")), nl=False)


def _of_folder(source: passages.Source, folder: Path | None) -> str:
    if folder is None:
        raise KgError(
            Code.USAGE,
            "It is not known where the source texts are.",
            where="FILE",
            hint="Give the path of the text, or the folder: --sources DIR, or KG_SOURCES.",
            dutch=(
                "Het is niet bekend waar de bronteksten staan.",
                "Noem het pad van de tekst, of de map: --sources MAP, of KG_SOURCES.",
            ),
        )
    return passages.source_text(source, folder)


def _context(whole: str, start: int, end: int) -> str:
    """A place with what stands around it, on one line."""
    before, after = whole[max(0, start - _AROUND) : start], whole[end : end + _AROUND]
    return " ".join(f"…{before}[{whole[start:end]}]{after}…".split())


def _rebase(graph: Graph, source: passages.Source, old: Path, new: Path, lang: str, *, write: bool) -> None:
    text = read_text(old)
    found = rebased(graph, source, text, read_text(new), new.name)
    for address in found.lost:
        click.echo(f"{_WORDS[lang]['lost']}: {graph.label(address, lang)}")
        click.echo(f"    {_stood(graph, address, text, lang)}")
    click.echo(_WORDS[lang]["moved"].format(moved=found.moved, kept=found.kept, lost=len(found.lost)))
    if not write:
        click.echo(_WORDS[lang]["unwritten"])
    else:
        finish(found.draft, lang, yes=True)


def _stood(graph: Graph, address: str, text: str, lang: str) -> str:
    """Where a lost passage or section stood, with its first words."""
    start, end = (int(graph.values(address, OA + side)[0].value) for side in ("start", "end"))
    words = " ".join(text[start : min(end, start + _AROUND)].split())
    return _WORDS[lang]["where"].format(start=start, words=words + ("…" if end > start + _AROUND else ""))


COMMANDS = (passage,)
