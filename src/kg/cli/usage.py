"""What click says of wrong use, in Dutch: whoever mistypes an option need not know English.

Click's own texts have no translation to load. What it may say about our commands is here; anything else is told as
click says it.
"""

from __future__ import annotations

import click

from kg.complaints import translated
from kg.errors import did_you_mean

# What click says -> the same in Dutch.
_SAID = {
    # What click thinks was meant stands behind it; we say that ourselves.
    r"No such command '(.+?)'\.(?s:.*)": r"Het commando \1 is er niet.",
    r"No such option '(.+?)'\.(?s:.*)": r"De optie \1 is er niet.",
    r"Missing argument '(.+?)'\.(?s:.*)": r"Er ontbreekt iets: \1.",
    r"Missing option '(.+?)'\.(?s:.*)": r"De optie \1 moet erbij.",
    r"Missing command\.": "Er ontbreekt een commando.",
    r"Got unexpected extra arguments? \((.+)\)": r"Dit is te veel: \1.",
    r"Option '(.+)' requires an argument\.": r"Bij de optie \1 hoort een waarde.",
    r"Option '(.+)' requires (\d+) arguments\.": r"Bij de optie \1 horen \2 waarden.",
    r"Option '(.+)' does not take a value\.": r"Bij de optie \1 hoort geen waarde.",
    r"Invalid value for '(.+?)': '(.*)' is not one of (.+)\.": r"\2 kan niet bij \1. Kies uit: \3.",
    r"Invalid value for '(.+?)': '(.*)' is not a valid integer(?: range)?\.": r"\2 is geen heel getal (bij \1).",
    r"Invalid value for '(.+?)': '(.*)' is not a valid float(?: range)?\.": r"\2 is geen getal (bij \1).",
    r"Invalid value for '(.+?)': (.+) is not in the range (.+)\.": r"\2 kan niet bij \1. Het moet dit zijn: \3.",
    r"Invalid value for '(.+?)': (?:File|Path|Directory) '(.*)' does not exist\.": r"\2 is er niet (bij \1).",
    r"Invalid value for '(.+?)': File '(.*)' is a directory\.": r"\2 is een map; bij \1 hoort een bestand.",
    r"Invalid value for '(.+?)': Directory '(.*)' is a file\.": r"\2 is een bestand; bij \1 hoort een map.",
    r"Invalid value for '(.+?)': (?:File|Path|Directory) '(.*)' is not readable\.": r"\2 mag niet worden gelezen.",
}
_USAGE = {"Usage:": "Gebruik:", "[OPTIONS]": "[OPTIES]", "COMMAND [ARGS]...": "COMMANDO [WAARDEN]..."}


def in_dutch(error: click.ClickException) -> str:
    """What is wrong with a call, in Dutch, with how the command is used and where it is explained."""
    said = error.format_message()
    lines = [f"kg: {translated(said, _SAID) or said}"]
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        lines.append(did_you_mean(error.option_name, sorted(error.possibilities), "nl"))
    elif context and isinstance(context.command, click.Group) and said.startswith("No such command"):
        lines.append(did_you_mean(said.split("'")[1], context.command.list_commands(context), "nl"))
    if context:
        usage = context.get_usage()
        for english, dutch in _USAGE.items():
            usage = usage.replace(english, dutch)
        lines += [usage, f"Uitleg: {context.command_path} --help"]
    return "\n    ".join(lines)
