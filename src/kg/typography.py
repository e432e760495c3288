"""Apostrophes and quotation marks: as our own texts print them, and as people type them.

typographic("programma's zeggen 'hoe'")    # programma’s zeggen “hoe”
straight("programma’s")                    # programma's
"""

from __future__ import annotations

import re

# What people type, or what a word processor makes of it, where an apostrophe is meant.
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ‛′´"), "'")
# Words between single quotes. What begins with an apostrophe (’s avonds, ’t) opens none.
_QUOTED = re.compile(r"(?<!\w)'(?!(?:s|t|n|k|m|r)\b)([^']*[^'\s])'(?!\w)")


def typographic(text: str) -> str:
    """A text with ’ for an apostrophe, and “ ” around what stands between single quotes."""
    return _QUOTED.sub(r"“\1”", text).replace("'", "’")


def straight(text: str) -> str:
    """A text with ' for every apostrophe, however it was typed: to compare texts."""
    return text.translate(_APOSTROPHES)
