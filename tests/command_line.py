"""What one call of the command line gives; the fixture `kg` of tests/kg/conftest.py makes the call."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Outcome(NamedTuple):
    """What one call of the command line gave."""

    code: int
    out: str
    err: str


Kg = Callable[..., Outcome]
