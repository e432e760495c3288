"""Commands that write the graph, or a part of it, in another form: kg export TARGET. Each target is a command here."""

from __future__ import annotations

import click


@click.group()
def export() -> None:
    """Write the graph, or a part of it, in another form.

    \b
    kg export --help
    """


COMMANDS = (export,)
