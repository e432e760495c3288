"""The child process of an upload: reads one order from its input, writes one answer, and ends.

Run as ``python -m kg.validation.worker`` by :mod:`kg.validation.upload` only.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.product import Product
from kg.validation import hostile
from kg.validation.beside import check_beside
from kg.validation.plain import plain
from kg.validation.upload import Limits


def confine(limits: Limits) -> None:
    """Bind this process to its limits, for good: processor time, memory, and no byte written to any file."""
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(order: dict[str, object], data: bytes, limits: Limits) -> dict[str, object]:
    """The report as plain values, or the error."""
    form, name = str(order["form"]), str(order["name"])
    try:
        triples = hostile.read(data, form, limits)
        text = data.decode("utf-8-sig") if form in {"ttl", "nt"} else ""
        report = check_beside(Product(Path(str(order["root"]))), triples, name=name, text=text)
    except KgError as error:
        return {"error": error.as_message()}
    return plain(report)


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Read one order and its data from a stream, and write the answer to another."""
    order = json.loads(source.readline())
    limits = Limits(**order["limits"])
    confine(limits)
    target.write(json.dumps(answer(order, source.read(), limits)).encode())
    target.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
