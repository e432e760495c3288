"""What is being done, on one line of the terminal that goes again."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

# What the layers below tell, in Dutch; tests/kg/test_cli_editing.py knows of every step that is told.
DUTCH = {
    "reading the graph": "de graaf lezen",
    "checking the layout of the files": "de indeling van de bestanden nagaan",
    "checking the shapes": "de regels per record nagaan",
    "asking the violation queries": "de regels tussen records nagaan",
    "finding files and lines": "bestanden en regels opzoeken",
    "checking the graph as it is": "de graaf zoals hij is nagaan",
    "reading the source texts": "de bronteksten lezen",
}


def progress_in(lang: str) -> Callable[[str], None]:
    """Tells on a terminal what is being done; an empty step ends it."""

    def tell(step: str) -> None:
        if sys.stderr.isatty():
            words = DUTCH.get(step, step) if lang == "nl" else step
            click.echo(f"\r\033[K{words} …" if step else "\r\033[K", err=True, nl=False)

    return tell
