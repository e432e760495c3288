"""The export target that is a whole site: kg export site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.context import Session, pass_session


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{step} …", err=True, nl=False)


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="New or empty folder.")
@click.option("--live", default="", metavar="URL", help="Address of the live site, for what only a server can answer.")
@pass_session
def site(session: Session, out: Path, live: str) -> None:
    """The whole site as files, for any web server.

    \b
    kg export site --out public
    kg export site --out public --live https://example.org/instrumentenwijzer/
    python -m http.server --directory public
    """
    # The web application is the other door; it is imported late, as with kg serve.
    from kg_web.app import create_app
    from kg_web.offline import export

    address = live if not live or live.endswith("/") else f"{live}/"
    made = export(create_app(session), out, live=address, progress=_progress)
    click.echo(f"\r{made.pages} pages and {made.files} files in {out}")


COMMANDS = (site,)
