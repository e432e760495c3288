"""The check of a change: only the focus nodes that it can touch, with the results that the check of all would give.

A change is what some files say now beside what git has of them; where git has nothing, all that they say.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Code, KgError
from kg.model import Report, Result
from kg.product import Product
from kg.queries import Catalogue
from kg.store import Term
from kg.turtlefile import parse, read
from kg.validation import checks, layout, native, shape
from kg.validation.explain import Explainer
from kg.validation.graph import NamedNode, Triple
from kg.validation.places import placed
from kg.validation.shape import Shapes
from kg.validation.snapshot import Snapshot
from kg.validation.stored import StoredFiles
from kg.validation.touched import touched

# From so many focus nodes on, one look at the whole graph is quicker.
_MOST_NODES = 1500


def check_changed(
    product: Product, paths: Sequence[Path], *, cache: Path | None, base: str | None = "HEAD"
) -> Report | None:
    """Check what a change of some files of the graph can touch.

    :param paths: files of the product; one that is gone counts with what git has of it.
    :param cache: folder for the snapshot of the graph; ``None`` keeps it in memory.
    :param base: the revision in git that the files are compared with; ``None`` counts all that they say as new.
    :returns: the report, or ``None`` where the change can touch so much that the whole has to be checked.
    :raises KgError: ``unreadable`` for a file that is no Turtle.
    """
    with ThreadPoolExecutor(max_workers=1) as second:
        # The store works outside of Python's lock: it opens while files are read, and answers while shapes are checked.
        opening = second.submit(Snapshot, product, cache)
        try:
            now = {path: set(read(path)) if path.exists() else set() for path in paths}
            before = {path: set(committed(path, base)) if base else set() for path in paths}
            shapes = shape.read(product.shape_files)
            return _checked(product, opening.result(), shapes, _Change(now, before), second)
        finally:
            opening.result().close()


@dataclass(frozen=True)
class _Change:
    """What some files say, and what they said before."""

    now: dict[Path, set[Triple]]
    before: dict[Path, set[Triple]]

    @property
    def triples(self) -> list[Triple]:
        """All that came or went."""
        return [triple for path, said in self.now.items() for triple in said ^ self.before[path]]

    @property
    def went(self) -> list[Triple]:
        """What is not said any more."""
        return [triple for path, said in self.now.items() for triple in self.before[path] - said]


def _checked(product: Product, snapshot: Snapshot, shapes: Shapes, change: _Change, second: Executor) -> Report | None:
    """See :func:`check_changed`.

    :param second: runs what need not wait.
    """
    files = StoredFiles(product, snapshot)
    own = {t.subject.value for said in change.now.values() for t in said if isinstance(t.subject, NamedNode)}
    reached = touched(change.triples, files.graph, shapes)
    if reached is None:
        return None
    catalogue = Catalogue(product.folder("queries"))
    with snapshot.with_what_went(change.went):
        asked_for = _reached(catalogue, snapshot, {_subject(triple) for triple in change.triples})
    if asked_for is None or len(focus := own | reached | asked_for) > _MOST_NODES:
        return None
    rows = second.submit(_rows, catalogue, snapshot, focus)
    explainer = Explainer(files.graph, shapes)
    results = layout.check(files, sorted(focus))
    results += [explainer.result(finding) for finding in native.run(files.graph, shapes, focus)]
    results += rows.result()
    rules = len(shapes.named) + len(catalogue.checks) + len(layout.RULES)
    return Report(placed(results, files), len(focus), rules, "native")


def _rows(catalogue: Catalogue, snapshot: Snapshot, focus: set[str]) -> list[Result]:
    return [found for query in catalogue.checks.values() for found in checks.run(query, snapshot, focus)]


def _subject(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


def _reached(catalogue: Catalogue, snapshot: Snapshot, changed: Iterable[str]) -> set[str] | None:
    """The records that the checks can find otherwise than before, as their headers say; ``None`` if one is silent."""
    given = " ".join(Term("iri", iri).sparql() for iri in changed if iri)
    found: set[str] = set()
    for path in {checks.about(query).reach for query in catalogue.checks.values()}:
        if path is None:
            return None
        if path != checks.ITSELF and given:
            answer = snapshot.select(checks.reaching(path, given))
            found |= {row[0].value for row in answer.rows if row[0] and row[0].kind == "iri"}
    return found


# Git


def committed(path: Path, revision: str) -> list[Triple]:
    """What git has of a file; nothing where there is no git, or the file is new.

    :raises KgError: ``unreadable`` if that is no Turtle.
    """
    done = _git(path.parent, "show", f"{revision}:./{path.name}")
    return list(parse(done.decode(), f"{revision}:{path}")) if done is not None else []


def changed_files(product: Product, base: str = "HEAD") -> list[Path]:
    """The Turtle files of the graph that are not as git has them: changed, new or gone.

    :raises KgError: ``usage`` where the graph is in no git repository.
    """
    root = product.root.resolve()
    listed = _git(root, "diff", "--name-only", "--relative", "-z", base, "--", "ontology", "data")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "ontology", "data")
    if listed is None or new is None:
        raise KgError(
            Code.USAGE,
            "There is no git repository here that says what has changed.",
            where=str(root),
            hint="Name the files: kg check FILE...",
            dutch=(
                "Er is hier geen git-repository die zegt wat er veranderd is.",
                "Noem de bestanden: kg check BESTAND...",
            ),
        )
    names = {name for name in (listed + new).decode().split("\0") if name.endswith(".ttl")}
    return [product.root / name for name in sorted(names)]


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, or ``None`` where it has nothing to say."""
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours and a file's name, and no shell reads them
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git as the person who calls us has it
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
