"""The check of a graph beside the site: it takes seconds and much memory, so it runs once, in a process of its own."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from kg.model import Report
from kg.product import Product
from kg.validation import check


class Checking:
    """The check of one graph, begun at once.

    :param product: the graph's files.
    :param cache: folder where the report on them may be kept.
    """

    def __init__(self, product: Product, cache: Path | None = None) -> None:
        # Forking would copy the whole site, and the threads that serve it.
        self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self._future: Future[Report] = self._pool.submit(check, Product(product.root), cache=cache)
        # The process ends with its work, and gives its memory back.
        threading.Thread(target=self._pool.shutdown, daemon=True).start()

    def report(self, patience: float = 0) -> Report | None:
        """What was found, or ``None`` while the check still runs.

        :param patience: seconds to wait for it.
        :raises KgError: ``unreadable`` if a file of the graph cannot be read.
        """
        try:
            return self._future.result(patience)
        except TimeoutError:
            return None
