"""Check again at every save, and go on whatever the files say meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.model import Report
from kg.product import Product
from kg.validation import check, check_files

Changes = Iterable[set[Path]]


def rounds(
    root: Path, first: Callable[[Product], Report], changes: Changes, *, cache: Path | None = None
) -> Iterator[Report | KgError]:
    """One report, or one error, for the start and for every change that follows.

    :param root: the product's folder; it is looked at anew each time, for files come and go.
    :param first: the check at the start.
    :param changes: the files that were saved, made or taken away together. What was saved once is checked at every
        later change too, until the end: its faults stay in sight.
    """
    yield _tried(lambda: first(Product(root)))
    saved: set[Path] = set()
    for paths in changes:
        turtle = {path for path in paths if path.suffix == ".ttl"}
        folders = {path.relative_to(root).parts[0] for path in paths if path.is_relative_to(root)}
        saved |= {path for path in turtle if path.is_relative_to(root) and path.relative_to(root).parts[0] != "shapes"}
        if folders & {"shapes", "queries"}:
            # Another rule concerns every record.
            yield _tried(lambda: check(Product(root)))
        elif turtle:
            yield _tried(partial(check_files, Product(root), sorted(saved), cache=cache))


def _tried(look: Callable[[], Report]) -> Report | KgError:
    try:
        return look()
    except KgError as error:
        return error


def saves(root: Path) -> Changes:
    """The files of a product as they are saved, until the person stops it (Ctrl-C)."""
    from watchfiles import watch

    folders = [root / name for name in ("ontology", "data", "shapes", "queries")]
    for changes in watch(*folders, raise_interrupt=False, debounce=200):
        yield {Path(path) for _kind, path in changes}
