"""The violation queries of a whole check, asked in a process of their own: meanwhile this one looks at the shapes.

Threads would not do: both halves of the work hold Python's lock for most of their time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.model import Result
from kg.product import Product
from kg.queries import Catalogue
from kg.store.embedded import EmbeddedStore
from kg.turtlefile import read_text
from kg.validation import checks
from kg.validation.upload import report_of


def ask(product: Product, texts: Iterable[tuple[Path, str]]) -> list[Result]:
    """What all violation queries find in some files.

    :param texts: the files, with what stands in them.
    """
    store = EmbeddedStore.from_texts(texts)
    queries = Catalogue(product.folder("queries")).checks.values()
    return [result for query in queries for result in checks.run(query, store)]


class Asked:
    """Queries that are being asked.

    :param files: the files of the graph, and files beside it.
    """

    def __init__(self, product: Product, files: Sequence[Path]) -> None:
        self._product, self._files = product, files
        self._child = subprocess.Popen(
            [sys.executable, "-m", "kg.validation.asker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        order = {"root": str(product.root.resolve()), "files": [str(path) for path in files]}
        stream, self._child.stdin = self._child.stdin, None
        # A child that ends before it has read its order is noticed when it is asked for the results.
        with suppress(BrokenPipeError):
            if stream:
                stream.write(json.dumps(order).encode() + b"\n")
                stream.close()

    def results(self) -> list[Result]:
        """What they found; if the process came to grief, they are asked here."""
        answer, _errors = self._child.communicate()
        if self._child.returncode == 0 and answer:
            return report_of(json.loads(answer)).results
        return ask(self._product, ((path, read_text(path)) for path in self._files))

    def stop(self) -> None:
        """End the process, whether it is ready or not."""
        self._child.kill()
        self._child.wait()
        if self._child.stdout:
            self._child.stdout.close()


@contextmanager
def asking(product: Product, texts: Mapping[Path, str]) -> Iterator[Asked]:
    """The queries, begun at once and stopped if the check breaks off."""
    asked = Asked(product, list(texts))
    try:
        yield asked
    finally:
        asked.stop()
