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
    "reading the meaning of the graph's sentences, once": "eenmalig de betekenis van de zinnen in de graaf lezen",
    "pages": "pagina's",
    "files": "bestanden",
}


def step_in(lang: str, step: str) -> str:
    """A step in the words of a language; a number before it stays."""
    number, _space, words = step.partition(" ") if step[:1].isdigit() else ("", "", step)
    return f"{number} {DUTCH.get(words, words)}".strip() if lang == "nl" else step


def progress_in(lang: str) -> Callable[[str], None]:
    """Tells on a terminal what is being done; an empty step ends it."""

    def tell(step: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{step_in(lang, step)} …" if step else "\r\033[K", err=True, nl=False)

    return tell
