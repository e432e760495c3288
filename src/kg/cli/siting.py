"""The export target that is a whole site: kg export site."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.cli.context import Session, pass_session
from kg.cli.progress import progress_in
from kg.errors import Code, KgError

_MADE = {
    "nl": "\r{pages} pagina's en {files} bestanden in {folder}",
    "en": "\r{pages} pages and {files} files in {folder}",
}
# Letters that stand for themselves in an address (RFC 3986, section 3.3).
_PATH = re.compile(r"[\w.~/-]+", re.ASCII)


def _path(root: str) -> str:
    """A path with a slash at both ends; nothing stays nothing.

    :raises KgError: ``usage`` for what is no path.
    """
    if root and not _PATH.fullmatch(root):
        hint = "Give a path such as /wijzer/, or / for the top of the server."
        raise KgError(Code.USAGE, f"{root[:60]!r} is no path.", where="--root", hint=hint)
    return f"/{root.strip('/')}/".replace("//", "/") if root else ""


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="New or empty folder.")
@click.option("--live", default="", metavar="URL", help="Address of the live site, for what only a server can answer.")
@click.option("--root", default="", metavar="PATH", help="Make links absolute, from this path; else they are relative.")
@pass_session
def site(session: Session, out: Path, live: str, root: str) -> None:
    """The whole site as files, for any web server.

    \b
    kg export site --out public
    kg export site --out public --live https://example.org/instrumentenwijzer/
    kg export site --out public --root /wijzer/
    python -m http.server --directory public
    """
    # The web application is the other door; it is imported late, as with kg serve.
    from kg_web.app import create_app
    from kg_web.offline import export

    address = live if not live or live.endswith("/") else f"{live}/"
    lang = session.settings.lang
    made = export(create_app(session), out, live=address, root=_path(root), progress=progress_in(lang))
    click.echo(_MADE[lang].format(pages=made.pages, files=made.files, folder=out))


COMMANDS = (site,)
