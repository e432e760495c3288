"""The product's own files: where ontology, shapes, data and queries lie, in a checkout and in the wheel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import Code, KgError

_GRAPH_FOLDERS = ("ontology", "data")


@dataclass(frozen=True)
class Product:
    """The folder with ``ontology/``, ``shapes/``, ``data/`` and ``queries/``.

    :param root: that folder.
    """

    root: Path

    def folder(self, name: str) -> Path:
        """One of the four folders.

        :raises KgError: ``unreadable`` if it is not there.
        """
        path = self.root / name
        if not path.is_dir():
            raise KgError(
                Code.UNREADABLE,
                f"There is no folder {name}/.",
                where=str(self.root),
                hint="A graph folder holds ontology/, shapes/, data/ and queries/. Check KG_ROOT.",
            )
        return path

    @cached_property
    def graph_files(self) -> list[Path]:
        """All Turtle files of the graph (ontology and data), sorted by path."""
        return sorted(path for name in _GRAPH_FOLDERS for path in self.folder(name).rglob("*.ttl"))

    @cached_property
    def checksum(self) -> str:
        """Checksum of the graph's files, names and contents; changes with every change of the graph.

        :raises KgError: ``unreadable`` for a file that cannot be read.
        """
        found = Checksum(self)
        for path in self.graph_files:
            try:
                content = path.read_bytes()
            except OSError as error:
                reason = error.strerror or str(error)
                raise KgError(Code.UNREADABLE, f"Cannot read the file: {reason}.", where=self.relative(path)) from error
            found.add(path, content)
        return found.told()

    @cached_property
    def shape_files(self) -> list[Path]:
        """All files with shapes, sorted by path."""
        return sorted(self.folder("shapes").glob("*.ttl"))

    def graph_file(self, path: Path) -> Path | None:
        """The file of the graph that a path names, as :attr:`graph_files` has it; ``None`` for any other."""
        file = self.root / self.relative(path)
        return file if file in self._listed else None

    @cached_property
    def _listed(self) -> frozenset[Path]:
        # In a list, to look up each of thousands of files takes longer than to check what is in them.
        return frozenset(self.graph_files)

    def relative(self, path: Path) -> str:
        """The path as people name it: from the product's folder, or as given if it lies elsewhere."""
        # A file as we list it needs no look at the disk: for all of them that takes longer than to read them.
        if path.is_absolute() and path.is_relative_to(self.root) and ".." not in path.parts:
            return path.relative_to(self.root).as_posix()
        resolved = path.resolve()
        root = self.root.resolve()
        return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(path)


class Checksum:
    """The checksum of a graph, for who reads its files anyway: of what was read, and not of what stood there before.

    :param product: the graph, whose files are added in their order.
    """

    def __init__(self, product: Product) -> None:
        self._root = product.root
        self._found = hashlib.blake2b(digest_size=20)

    def add(self, path: Path, content: bytes) -> None:
        """One more file with what it holds."""
        name = path.relative_to(self._root).as_posix()
        self._found.update(f"{name} {len(content)}\n".encode() + content)

    def told(self) -> str:
        """The checksum of the files so far; of all of them it is :attr:`Product.checksum`."""
        return self._found.hexdigest()


def shipped_product() -> Product:
    """The graph that comes with this package: inside the wheel, or the checkout around ``src/``."""
    package = Path(__file__).resolve().parent
    packed = package / "product"
    return Product(packed if packed.is_dir() else package.parents[1])
