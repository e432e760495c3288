"""The graph and its files as a snapshot holds them: read from a file only where a check looks at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.product import Product
from kg.turtlefile import statements
from kg.validation.files import Files
from kg.validation.graph import SUBCLASS, TYPE, Graph, NamedNode, Node, Subject
from kg.validation.snapshot import Snapshot


class StoredGraph(Graph):
    """A graph of which only the nodes that are looked at are read.

    They come from the snapshot, or from their file where that has numbers that the snapshot writes otherwise.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._read: set[Path] = set()
        self._whole: set[Node] = set()
        self._kinds: dict[Node, list[Node]] = {}
        self._known_below: dict[str, frozenset[str]] = {}
        self._classes: dict[Node, list[Subject]] = defaultdict(list)
        self._tree: dict[Node, list[Subject]] = defaultdict(list)

    def _look_up(self, subject: Node) -> None:
        if subject in self._whole or not isinstance(subject, str):
            return
        self._whole.add(subject)
        for path, said in self._snapshot.statements(subject).items():
            if path in self._read:
                continue
            if self._snapshot.is_same(path):
                self.add(said)
            else:
                self._read.add(path)
                self.add(statements(path))

    def values(self, subject: Node, predicate: str) -> list[Node]:
        """See :meth:`Graph.values`."""
        if predicate == TYPE and isinstance(subject, str):
            if subject not in self._kinds:
                found = self._snapshot.values(subject, TYPE)
                self._kinds[subject] = [term.value if isinstance(term, NamedNode) else term for term in found]  # type: ignore[misc]  # no file of ours quotes triples
            return self._kinds[subject]
        self._look_up(subject)
        return super().values(subject, predicate)

    def each(self, nodes: Iterable[Node], predicate: str) -> list[tuple[Node, list[Node]]]:
        """See :meth:`Graph.each`."""
        return [(node, self.values(node, predicate)) for node in nodes]

    def predicates(self, subject: Node) -> list[str]:
        """See :meth:`Graph.predicates`."""
        self._look_up(subject)
        return list(super().predicates(subject))

    def holders(self, predicate: str, value: Node) -> list[Subject]:
        """See :meth:`Graph.holders`."""
        return list(self._snapshot.holders(predicate, NamedNode(value) if isinstance(value, str) else value))

    def pairs(self, predicate: str) -> Iterator[tuple[Subject, Node]]:
        """See :meth:`Graph.pairs`."""
        yield from self._snapshot.pairs(predicate)

    def below(self, cls: str) -> frozenset[str]:
        """See :meth:`Graph.below`; what is read later changes nothing, for the snapshot has it already."""
        if cls not in self._known_below:
            self._known_below[cls] = super().below(cls)
        return self._known_below[cls]

    def instances(self, cls: str) -> list[Subject]:
        """See :meth:`Graph.instances`."""
        return list(dict.fromkeys(thing for sub in sorted(self.below(cls)) for thing in self.holders(TYPE, sub)))

    def _subclasses(self) -> dict[Node, list[Subject]]:
        if not self._classes:
            for subject, above in self._snapshot.pairs(SUBCLASS):
                self._classes[above].append(subject)
        return self._classes


class StoredFiles(Files):
    """The files of a snapshot."""

    def __init__(self, product: Product, snapshot: Snapshot) -> None:
        super().__init__((), product)
        self._snapshot = snapshot
        self.graph = StoredGraph(snapshot)

    def typed_in(self, address: str) -> list[Path]:
        """See :meth:`Files.typed_in`."""
        return sorted(self._snapshot.files(address, TYPE))

    def home(self, address: str) -> Path | None:
        """See :meth:`Files.home`."""
        return next(iter([*self.typed_in(address), *sorted(self._snapshot.files(address))]), None)
