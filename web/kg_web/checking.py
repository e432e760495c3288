"""The check of a graph beside the site: it takes seconds, so it runs once, in a process of its own."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from threading import Thread

from kg.model import Report
from kg.product import Product
from kg.validation.elsewhere import check_elsewhere


class Checking:
    """The check of one graph, begun at once.

    :param product: the graph's files.
    :param cache: folder where the report on them may be kept.
    """

    def __init__(self, product: Product, cache: Path | None = None) -> None:
        self._future: Future[Report] = Future()
        # Who stops the server need not wait for it.
        Thread(target=self._run, args=(product, cache), daemon=True).start()

    def _run(self, product: Product, cache: Path | None) -> None:
        try:
            self._future.set_result(check_elsewhere(product, cache=cache))
        except Exception as error:
            self._future.set_exception(error)

    def report(self, patience: float = 0) -> Report | None:
        """What was found, or ``None`` while the check still runs.

        :param patience: seconds to wait for it.
        :raises KgError: ``unreadable`` if a file of the graph cannot be read.
        """
        try:
            return self._future.result(patience)
        except TimeoutError:
            return None
