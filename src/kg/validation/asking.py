"""The violation queries over a whole graph, asked in a process of its own while this one looks at the shapes.

Two threads would wait for each other: the store gives Python's lock away at every file, and gets it back 5 ms later.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kg.model import Result
from kg.product import Product
from kg.queries import Catalogue
from kg.validation import checks
from kg.validation.plain import report_of

# Bytes of Turtle: for less than this, a process takes longer to start than the queries take.
_MUCH = 1_000_000


@contextmanager
def asked(product: Product, catalogue: Catalogue, files: Sequence[Path]) -> Iterator[Callable[[], list[Result]]]:
    """Begin to ask; the value, once called, waits for what all violation queries find.

    :param catalogue: the queries of the product.
    :param files: the product's graph files, and files beside them.
    :raises KgError: when called, ``unreadable`` for a file that is no Turtle.
    """
    here = partial(checks.found_in, files, catalogue)
    if sum(path.stat().st_size for path in files if path.exists()) < _MUCH:
        yield here
        return
    beside = [str(path.resolve()) for path in files if product.graph_file(path) is None]
    with _started({"root": str(product.root.resolve()), "beside": beside}) as child:
        yield partial(_answer, child, here)


@contextmanager
def _started(order: dict[str, object]) -> Iterator[subprocess.Popen[bytes]]:
    """The child process with its order; it ends with the block, whatever happens there."""
    with subprocess.Popen(  # noqa: S603 - our own program and paths of our own, and no shell reads them
        [sys.executable, "-P", "-m", "kg.validation.asker", json.dumps(order)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def _answer(child: subprocess.Popen[bytes], here: Callable[[], list[Result]]) -> list[Result]:
    """What the child found. One that failed says nothing: to ask again here gives the error, or the answer."""
    told, _errors = child.communicate()
    return report_of(json.loads(told)).results if child.returncode == 0 else here()
