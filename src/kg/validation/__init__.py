"""Is the data right: SHACL shapes, violation queries and the layout of the files, as one report.

``kg check`` and the viewer call :func:`check`. The engine that looks at the shapes is chosen by name
(:mod:`kg.validation.engines`); pySHACL is the reference (SHACL Core, W3C 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from kg.cache import Cache
from kg.model import Report
from kg.product import Product
from kg.queries import Catalogue
from kg.turtlefile import read
from kg.validation import engines, layout, shape
from kg.validation.asking import asked
from kg.validation.changed import check_changed
from kg.validation.explain import Explainer
from kg.validation.files import Files, chosen
from kg.validation.finding import Case
from kg.validation.garbage import uncollected
from kg.validation.kept import KeptReport
from kg.validation.places import placed

Progress = Callable[[str], None]


def _silent(_step: str) -> None:
    """Tell nobody."""


@uncollected()
def check(
    product: Product,
    paths: Iterable[Path] = (),
    *,
    engine: str = engines.DEFAULT,
    cache: Path | None = None,
    progress: Progress = _silent,
) -> Report:
    """Check the whole graph, or what the content of some files and folders can touch.

    :param paths: files or folders; none means everything. A file that lies outside the product is read beside it.
    :param engine: name of the SHACL engine.
    :param cache: folder for a snapshot of the graph, which makes the check of some files quick, and for the report on
        the whole, which holds until something changes.
    :param progress: told in words what is being done; long work should not be silent.
    :raises KgError: ``unreadable`` for a file that is missing or no Turtle, ``usage`` for an engine that is not there
        or cannot check these shapes.
    """
    engines.engine(engine)
    progress("reading the graph")
    wanted = chosen(paths)
    beside = {path.resolve(): path for path in wanted if product.graph_file(path) is None}
    inside = [file for path in wanted if (file := product.graph_file(path))]
    if engine != engines.DEFAULT or beside:
        return _checked(product, [*beside.values(), *inside], engine, progress)
    if inside:
        return check_files(product, inside, cache=cache, progress=progress)
    kept = KeptReport(product, Cache(cache))
    found = kept.read()
    if found is None:
        found = _checked(product, (), engine, progress)
        kept.keep(found)
    return found


def _checked(product: Product, wanted: Sequence[Path], engine: str, progress: Progress) -> Report:
    """Check the whole graph with some files, which may stand beside it, and tell of these alone if there are any."""
    every = sorted({*product.graph_files, *wanted})
    catalogue = Catalogue(product.folder("queries"))
    with asked(product, catalogue, every) as rows:
        shapes = shape.read(product.shape_files)
        files = Files(every, product)
        focus = files.subjects(wanted) if wanted else None
        progress("checking the layout of the files")
        results = layout.check(files, files.homes if focus is None else focus)
        progress("checking the shapes")
        case = Case(files.graph, lambda: chain.from_iterable(map(read, every)), shapes, product.shape_files)
        explainer = Explainer(files.graph, shapes)
        results += [explainer.result(finding) for finding in engines.engine(engine)(case, focus)]
        progress("asking the violation queries")
        results += [result for result in rows() if focus is None or result.record in focus]

    progress("finding files and lines")
    records = len(files.homes if focus is None else focus)
    rules = len(shapes.named) + len(catalogue.checks) + len(layout.RULES)
    return Report(placed(results, files), records, rules, engine)


def check_files(
    product: Product, files: Sequence[Path], *, cache: Path | None = None, progress: Progress = _silent
) -> Report:
    """Check what a change of some files of the graph can touch; all of it where that is all.

    :param files: files of the graph; one that is gone counts with what git has of it. None means that nothing changed.
    :param cache: see :func:`check`.
    """
    if not files:
        return Report(engine=engines.DEFAULT)
    progress("checking the shapes")
    found = check_changed(product, files, cache=cache)
    return found if found is not None else check(product, progress=progress)
