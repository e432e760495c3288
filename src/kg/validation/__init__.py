"""Is the data right: SHACL shapes, violation queries and the layout of the files, as one report.

``kg check`` and the viewer call :func:`check`. pySHACL is the reference engine (SHACL Core, W3C 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.model import Report, Result, Severity
from kg.namespaces import ID
from kg.product import Product
from kg.queries import Catalogue
from kg.store.embedded import EmbeddedStore
from kg.turtlefile import Lines, read, read_text
from kg.validation import checks, layout, shapes

Progress = Callable[[str], None]
_ORDER = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(product: Product, paths: Iterable[Path] = (), *, progress: Progress = lambda _step: None) -> Report:
    """Check the whole graph, or the records of some files and folders against the whole graph.

    :param paths: files or folders; none means everything. A file that lies outside the product is read beside it.
    :param progress: told in words what is being done; long work should not be silent.
    :raises KgError: ``unreadable`` for a file that is missing or no Turtle.
    """
    progress("reading the graph")
    chosen = _chosen(paths)
    files = sorted({path.resolve(): path for path in [*product.graph_files, *chosen]}.values())
    triples = {path: read(path) for path in files}
    focus = _subjects(triples, chosen) if chosen else None
    store = EmbeddedStore.from_files(files)

    progress("checking the layout of the files")
    results = layout.check(triples, product)
    progress("asking the violation queries")
    catalogue = Catalogue(product.folder("queries"))
    for query in catalogue.checks.values():
        results += checks.run(query, store)
    progress("checking the shapes")
    shape_results, rules = shapes.check(
        (triple for per_file in triples.values() for triple in per_file), product.shape_files, focus
    )
    results += shape_results
    if focus is not None:
        results = [result for result in results if result.record in focus]

    progress("finding files and lines")
    placed = _placed(results, triples, product, Directory(store))
    placed.sort(key=lambda r: (_ORDER[r.severity], r.file, r.line or 0, r.rule, r.value))
    records = focus if focus is not None else _subjects(triples, files)
    return Report(placed, len(records), rules + len(catalogue.checks) + len(layout.RULES))


def _chosen(paths: Iterable[Path]) -> list[Path]:
    chosen: list[Path] = []
    for path in paths:
        if not path.exists():
            raise KgError(
                Code.UNREADABLE,
                "There is no such file or folder.",
                where=str(path),
                hint="Check the name; `ls` shows what is there.",
            )
        chosen += sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
    if list(paths) and not chosen:
        raise KgError(Code.UNREADABLE, "There are no .ttl files in there.", hint="Give a folder or file with Turtle.")
    return chosen


def _subjects(triples: dict[Path, list[ox.Triple]], files: Iterable[Path]) -> set[str]:
    wanted = {path.resolve() for path in files}
    return {
        triple.subject.value
        for path, per_file in triples.items()
        if path.resolve() in wanted
        for triple in per_file
        if isinstance(triple.subject, ox.NamedNode)
    }


def _placed(
    results: list[Result], triples: dict[Path, list[ox.Triple]], product: Product, directory: Directory
) -> list[Result]:
    """The results with name, file and line of their record."""
    wanted = {result.record for result in results}
    home: dict[str, Path] = {}
    for path, per_file in triples.items():
        for triple in per_file:
            if isinstance(triple.subject, ox.NamedNode) and triple.subject.value in wanted:
                is_type = triple.predicate.value.endswith("#type")
                if is_type or triple.subject.value not in home:
                    home[triple.subject.value] = path
    lines: dict[Path, Lines] = {}
    placed = []
    for result in results:
        stands_in = Path(result.file) if result.file else home.get(result.record)
        owner = result.record.partition("#")[0] if result.record.startswith(ID) else result.record
        label = directory.label(owner, "nl")
        if stands_in is None:
            placed.append(replace(result, label=label))
            continue
        if stands_in not in lines:
            lines[stands_in] = Lines(read_text(stands_in))
        line = lines[stands_in].find(result.record, result.path, result.value)
        placed.append(replace(result, label=label, file=product.relative(stands_in), line=line))
    return placed
