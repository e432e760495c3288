"""A group whose commands are imported when they are called for: a command does not wait for what the others need."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Commands(click.Group):
    """Commands by name.

    :param homes: command -> the module of this package that has it among its ``COMMANDS``.
    """

    def __init__(self, *args: Any, homes: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, as they are shown."""
        return sorted(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or ``None`` if there is none."""
        if cmd_name not in self.homes:
            return None
        home = import_module(f"{__package__}.{self.homes[cmd_name]}")
        commands: tuple[click.Command, ...] = home.COMMANDS
        return next(command for command in commands if command.name == cmd_name)
