"""Is the data right: SHACL shapes, violation queries and the layout of the files, as one report.

``kg check`` and the viewer call :func:`check`. The engine that looks at the shapes is chosen by name
(:mod:`kg.validation.engines`); pySHACL is the reference (SHACL Core, W3C 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.model import Report, Result
from kg.product import Product
from kg.queries import Catalogue
from kg.store.embedded import EmbeddedStore
from kg.validation import checks, engines, layout, shape
from kg.validation.explain import Explainer
from kg.validation.files import Files, chosen
from kg.validation.finding import Case
from kg.validation.places import placed

Progress = Callable[[str], None]


def check(
    product: Product,
    paths: Iterable[Path] = (),
    *,
    engine: str = engines.DEFAULT,
    progress: Progress = lambda _step: None,
) -> Report:
    """Check the whole graph, or the records of some files and folders against the whole graph.

    :param paths: files or folders; none means everything. A file that lies outside the product is read beside it.
    :param engine: name of the SHACL engine.
    :param progress: told in words what is being done; long work should not be silent.
    :raises KgError: ``unreadable`` for a file that is missing or no Turtle, ``usage`` for an engine that is not there
        or cannot check these shapes.
    """
    look = engines.engine(engine)
    progress("reading the graph")
    wanted = chosen(paths)
    every = sorted({path.resolve(): path for path in [*product.graph_files, *wanted]}.values())
    catalogue = Catalogue(product.folder("queries"))
    asked = shape.read(product.shape_files)
    with ThreadPoolExecutor(max_workers=1) as second:
        # The store does its work outside of Python's lock: it loads and answers while the shapes are checked.
        rows = second.submit(_ask, catalogue, every)
        files = Files(every, product)
        focus = files.subjects(wanted) if wanted else None
        progress("checking the layout of the files")
        results = layout.check(files, files.homes if focus is None else focus)
        progress("checking the shapes")
        case = Case(files.graph, list(files.triples.values()), asked, product.shape_files)
        explainer = Explainer(files.graph, asked)
        results += [explainer.result(finding) for finding in look(case, focus)]
        progress("asking the violation queries")
        results += [result for result in rows.result() if focus is None or result.record in focus]

    progress("finding files and lines")
    records = len(files.homes if focus is None else focus)
    rules = len(asked.named) + len(catalogue.checks) + len(layout.RULES)
    return Report(placed(results, files), records, rules, engine)


def _ask(catalogue: Catalogue, files: Iterable[Path]) -> list[Result]:
    """What all violation queries find in the graph of some files."""
    store = EmbeddedStore.from_files(files)
    return [result for query in catalogue.checks.values() for result in checks.run(query, store)]
