"""Resumption tokens: a list in parts without anything kept on the server (section 3.5).

A token says the request that it goes on with, where it is, and the state of the repository. It cannot loop: every
answer moves on by one page, and a token that does not stand at the start of a page within the list is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import astuple, dataclass

_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Token:
    """Where a list goes on.

    :param prefix: form of the records.
    :param first: ``from`` of the request, or empty.
    :param last: ``until`` of the request, or empty.
    :param group: ``set`` of the request, or empty.
    :param cursor: number of items before this part.
    :param state: the repository's state when the list began.
    """

    prefix: str
    first: str
    last: str
    group: str
    cursor: int
    state: str

    def written(self) -> str:
        """The token as harvesters send it back: letters, digits, ``-`` and ``_`` only."""
        return base64.urlsafe_b64encode(json.dumps(astuple(self), separators=(",", ":")).encode()).decode().rstrip("=")


def read_token(written: str) -> Token | None:
    """A token from its text, or ``None`` if it is none of ours."""
    if len(written) > _LONGEST or not written.isascii():
        return None
    try:
        values = json.loads(base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True))
    except (ValueError, RecursionError, binascii.Error):
        return None
    if not isinstance(values, list) or [type(value) for value in values] != [str, str, str, str, int, str]:
        return None
    return Token(*values)
