"""The files of a graph, read once: their triples, the graph that they make, and which thing stands in which file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import Code, KgError
from kg.product import Product
from kg.turtlefile import Statement, read_text, statements
from kg.validation.graph import Graph, Triple
from kg.validation.lines import Lines


class Files:
    """Turtle files and what they hold.

    :param paths: files of the graph, and files beside it.
    :param product: names the files for people.
    :raises KgError: ``unreadable`` for the first file that is missing or no Turtle.
    """

    def __init__(self, paths: Iterable[Path], product: Product) -> None:
        self.graph = Graph()
        # Address -> the files that say something of it, and whether they say of what kind it is.
        self.homes: dict[str, dict[Path, bool]] = {}
        self._product = product
        self._names: dict[Path, str] = {}
        self._lines: dict[Path, Lines] = {}
        for path in paths:
            self.add(path, statements(path))

    def add(self, path: Path, triples: Iterable[Triple | Statement], text: str | None = None) -> None:
        """Take in what stands in a file, or what should look as if it does.

        :param text: what the triples were read from, where no file has it.
        """
        if text is not None:
            self._lines[path] = Lines(text)
        for subject, has_kind in self.graph.add(triples).items():
            if isinstance(subject, str):
                self.homes.setdefault(subject, {})[path] = has_kind

    def name(self, path: Path) -> str:
        """The file as people name it."""
        if path not in self._names:
            self._names[path] = self._product.relative(path)
        return self._names[path]

    def subjects(self, paths: Iterable[Path]) -> set[str]:
        """The addresses of the things in some of the files."""
        wanted = set(paths)
        return {address for address, homes in self.homes.items() if not wanted.isdisjoint(homes)}

    def typed_in(self, address: str) -> list[Path]:
        """The files that say of what kind a thing is."""
        return [path for path, has_kind in self.homes.get(address, {}).items() if has_kind]

    def home(self, address: str) -> Path | None:
        """The file that a thing stands in: one that says of what kind it is, else any; ``None`` if there is none."""
        return next(iter([*self.typed_in(address), *self.homes.get(address, {})]), None)

    def line(self, path: Path, subject: str, predicate: str, value: str) -> int | None:
        """The line of a statement in a file, from 1, as well as it can be found."""
        if path not in self._lines:
            self._lines[path] = Lines(read_text(path))
        return self._lines[path].find(subject, predicate, value)


def chosen(paths: Iterable[Path]) -> list[Path]:
    """The files that some files and folders stand for.

    :raises KgError: ``unreadable`` for a path that is not there, and for folders without Turtle.
    """
    given = list(paths)
    found: list[Path] = []
    for path in given:
        if not path.exists():
            raise KgError(
                Code.UNREADABLE,
                "There is no such file or folder.",
                where=str(path),
                hint="Check the name; `ls` shows what is there.",
                dutch=("Dit bestand of deze map is er niet.", "Kijk naar de naam; `ls` toont wat er wel is."),
            )
        found += sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
    if given and not found:
        dutch = ("Daar staan geen .ttl-bestanden in.", "Noem een map of bestand met Turtle.")
        hint = "Give a folder or file with Turtle."
        raise KgError(Code.UNREADABLE, "There are no .ttl files in there.", hint=hint, dutch=dutch)
    return found
