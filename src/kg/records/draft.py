"""A change of the files before it is made: shown, checked, and then written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg import validation
from kg.errors import Code, KgError
from kg.facts import Fact, as_turtle, read_facts
from kg.history.difference import Difference, difference
from kg.model import Report, Result, Severity
from kg.namespaces import DCT, RDFS, SKOS
from kg.product import Product
from kg.records.faults import Fault
from kg.records.graph import Graph
from kg.records.placing import changed_files
from kg.turtlefile import write

Progress = Callable[[str], None]
_FOLDERS = ("ontology", "data", "shapes", "queries")
_NAMES = (SKOS + "prefLabel", RDFS + "label", DCT + "title")


@dataclass(frozen=True)
class Draft:
    """A change that is not yet written.

    :param graph: the graph as it is.
    :param added: facts that come.
    :param removed: facts that go.
    """

    graph: Graph
    added: frozenset[Fact]
    removed: frozenset[Fact] = field(default_factory=frozenset)

    @cached_property
    def files(self) -> dict[Path, frozenset[Fact]]:
        """The files that change, with their facts after the change."""
        return changed_files(self.graph, self.added, self.removed)

    @cached_property
    def texts(self) -> dict[Path, str]:
        """The files that change, with their text after the change; empty for a file that goes."""
        return {path: as_turtle(facts, path) if facts else "" for path, facts in self.files.items()}

    @cached_property
    def difference(self) -> Difference:
        """What changes, record by record."""
        records = {fact.record for fact in self.added | self.removed}
        before = {f for r in records for node in (r, *self.graph.parts.get(r, ())) for f in self.graph.of(node)}
        return difference(before, (before - self.removed) | self.added)

    def label(self, iri: str, lang: str) -> str:
        """The name of a thing as it is after the change."""
        for predicate in _NAMES:
            fresh = [fact.object for fact in self.added if fact.subject == iri and fact.predicate == predicate]
            for term in sorted(fresh, key=lambda term: term.lang != lang):
                return term.value
        return self.graph.label(iri, lang)

    def write(self) -> list[Path]:
        """Write the files, all or none; which ones.

        Each file is written whole. All texts are made before the first is written, and if one cannot be written, or
        the person stops it, those before it are put back.

        :raises KgError: ``usage`` if a file is no longer as it was read: what was changed in it would be lost.
        """
        before = {path: path.read_bytes() if path.is_file() else None for path in self.texts}
        for path, data in before.items():
            there = frozenset(read_facts(path)) if data is not None else None
            if there != self.graph.files.get(path):
                raise KgError(
                    Code.USAGE,
                    "This file has changed meanwhile; nothing is written.",
                    where=self.graph.product.relative(path),
                    hint="Give the command again: it then reads the file as it is now.",
                    dutch=(
                        "Dit bestand is intussen gewijzigd; er is niets geschreven.",
                        "Geef de opdracht nog eens: dan leest zij het bestand zoals het nu is.",
                    ),
                )
        try:
            for path, text in self.texts.items():
                if text:
                    write(path, text)
                else:
                    path.unlink()
        except BaseException:
            for path, data in before.items():
                if data is not None:
                    path.write_bytes(data)
                else:
                    path.unlink(missing_ok=True)
            raise
        return list(self.texts)


def check(draft: Draft, progress: Progress = lambda _step: None) -> list[Result]:
    """The violations that a change brings: those that the graph with it has, and without it has not.

    The rules across records need the whole graph, so a copy of it is checked with the change in it.

    :param progress: told in words what is being done.
    """
    root = draft.graph.product.root
    with tempfile.TemporaryDirectory(prefix="kg-draft-") as folder:
        copy = Path(folder)
        for name in _FOLDERS:
            shutil.copytree(root / name, copy / name)
        for path, text in draft.texts.items():
            target = copy / path.relative_to(root)
            if text:
                write(target, text)
            else:
                target.unlink()
        after = _violations(validation.check(Product(copy), progress=progress))
    if not after:
        return []
    progress("checking the graph as it is")
    before = {_key(result) for result in _violations(validation.check(draft.graph.product, progress=progress))}
    return [result for result in after if _key(result) not in before]


def _violations(report: Report) -> list[Result]:
    return [result for result in report.results if result.severity is Severity.VIOLATION]


def _key(result: Result) -> tuple[str, str, str, str]:
    return (result.record, result.rule, result.path, result.value)


def nowhere(_node: str, _path: str) -> str:
    """No place: a change that no sheet asked for."""
    return ""


def as_faults(results: Iterable[Result], draft: Draft, place: Callable[[str, str], str] = nowhere) -> list[Fault]:
    """What the rules of the graph find in a change, as faults beside those of the form.

    :param place: node and property -> where the person said it; empty where that is not known.
    """
    found = []
    for result in results:
        owner = result.record.partition("#")[0]
        found.append(
            Fault(
                "rule",
                ": ".join(
                    part
                    for part in (place(result.record, result.path), f"{draft.label(owner, 'nl')} · {result.rule}")
                    if part
                ),
                "",
                known=tuple(result.mend.items()),
                name=tuple(result.what.items()),
                record=result.record,
            )
        )
    return found
