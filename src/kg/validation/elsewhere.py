"""The check of a whole graph in a process of its own: it takes seconds and much memory, and gives both back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kg import validation
from kg.errors import KgError
from kg.model import Report
from kg.product import Product
from kg.validation.plain import report_of


def check_elsewhere(product: Product, *, cache: Path | None = None) -> Report:
    """Check the whole graph as :func:`kg.validation.check` does, while this process only waits.

    The other process ends with its work, also where this one is killed meanwhile.

    :raises KgError: ``unreadable`` for a file that is no Turtle.
    """
    order = {"root": str(product.root.resolve()), "cache": str(cache.resolve()) if cache else ""}
    done = subprocess.run(  # noqa: S603 - our own program and paths of our own, and no shell reads them
        [sys.executable, "-P", "-m", "kg.validation.checker", json.dumps(order)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        # Killed, or never begun: here it works, or fails with the reason.
        return validation.check(Product(product.root), cache=cache)
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise KgError.of_message(answer["error"])
    return report_of(answer)
