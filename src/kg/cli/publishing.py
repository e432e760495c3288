"""Export targets that other portals and tools take over: kg export dcat, dumps, oai..."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.context import Session, pass_session
from kg.errors import Code, KgError

# Target -> what it is for. `all` writes every one of them.
_TARGETS = {
    "amb": "Instruments in AMB 1.0 (JSON-LD), for OERSI and its like.",
    "csv": "One CSV table per kind, a dictionary of all columns, CSVW metadata.",
    "dcat": "The catalogue in DCAT-AP-NL 3, for data.overheid.nl.",
    "dumps": "The whole graph in Turtle, N-Triples, JSON-LD, RDF/XML and TriG, with checksums.",
    "feed": "What changed, as Atom feed.",
    "network": "Things and their links as GraphML and GEXF, for Gephi, Cytoscape, R.",
    "nl-sbb": "The concept schemes in NL-SBB, the Dutch profile of SKOS.",
    "oai": "All OAI-PMH records (Dublin Core, NL-LOM, schema.org) as files.",
    "schemaorg": "Instruments as schema.org JSON-LD, for search engines and edusources.",
    "sitemap": "sitemap.xml and robots.txt.",
    "void": "What is in the graph, in numbers (VoID), for tools that choose data sets.",
}


_FILES = {"nl": ("bestand", "bestanden"), "en": ("file", "files")}


def _write(session: Session, target: str, folder: Path) -> None:
    """Write a target's documents below a folder, each under the path that it has on the server."""
    paths = session.library.paths(target)
    for path in paths:
        place = folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as stream:
                stream.writelines(session.library.document(path).chunks())
        except OSError as error:
            raise KgError(
                Code.USAGE, f"Cannot write there: {error.strerror}.", where=str(place), hint="Choose another --out."
            ) from error
    one, more = _FILES[session.settings.lang]
    click.echo(f"{target}: {len(paths)} {one if len(paths) == 1 else more} in {folder}")


def _command(target: str, about: str) -> click.Command:
    @click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=".", help="Folder to write in.")
    @pass_session
    def command(session: Session, out: Path) -> None:
        for name in _TARGETS if target == "all" else (target,):
            _write(session, name, out)

    return click.command(target, help=about)(command)


COMMANDS = tuple(_command(target, about) for target, about in {**_TARGETS, "all": "All of these."}.items())
