"""The graph in memory, as validation reads it: by subject and property, and back.

IRIs are plain strings; literals and blank nodes stay the parser's own terms, with the characters of the file. (A SPARQL
store writes numbers anew: 0048 becomes 48, and a steward would look in vain for it.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.namespaces import RDF, RDFS
from kg.turtlefile import Statement

# The one place of this package that knows whose terms these are.
__all__ = [
    "SUBCLASS",
    "TYPE",
    "BlankNode",
    "Graph",
    "Literal",
    "NamedNode",
    "Node",
    "Subject",
    "Triple",
    "text",
    "turtle",
]

Subject = str | BlankNode
Node = str | BlankNode | Literal

TYPE = RDF + "type"
SUBCLASS = RDFS + "subClassOf"


def text(value: Node) -> str:
    """The characters of a node: SPARQL's STR, and the label of a blank node."""
    return value if isinstance(value, str) else value.value


def turtle(value: Node | None) -> str:
    """A node as Turtle writes it; empty for a blank node, which has no name outside of its file, and for nothing."""
    if value is None or isinstance(value, BlankNode):
        return ""
    return str(NamedNode(value) if isinstance(value, str) else value)


class Graph:
    """A set of triples with an index by subject; the index by object is made when it is first needed."""

    def __init__(self, triples: Iterable[Triple | Statement] = ()) -> None:
        self._out: dict[Subject, dict[str, list[Node]]] = {}
        self._in: dict[str, dict[Node, dict[Subject, None]]] | None = None
        self._instances: dict[str, dict[Subject, None]] | None = None
        self._tree: dict[Node, list[Subject]] | None = None
        self._below: dict[str, frozenset[str]] = {}
        self.add(triples)

    def add(self, triples: Iterable[Triple | Statement]) -> dict[Subject, bool]:
        """Take in more triples.

        :returns: the subjects of these triples, and whether they say of what kind it is.
        """
        out, named = self._out, NamedNode
        met: dict[Subject, bool] = {}
        for start, property_, end in triples:
            subject = start.value if isinstance(start, named) else start
            value = end.value if isinstance(end, named) else end
            if isinstance(subject, Triple) or isinstance(value, Triple):
                continue
            known = out.get(subject)
            if known is None:
                known = out[subject] = {}
            predicate = property_.value
            met[subject] = predicate == TYPE or met.get(subject, False)
            values = known.get(predicate)
            if values is None:
                known[predicate] = [value]
            else:
                values.append(value)
        self._in, self._instances, self._tree = None, None, None
        self._below.clear()
        return met

    def subjects(self) -> Iterable[Subject]:
        """Every node that something is said of."""
        return self._out.keys()

    def predicates(self, subject: Node) -> Iterable[str]:
        """The properties that a node has."""
        return () if isinstance(subject, Literal) else self._out.get(subject, {}).keys()

    def values(self, subject: Node, predicate: str) -> list[Node]:
        """What a node has for a property, each once, in the order of the files."""
        if isinstance(subject, Literal):
            return []
        found = self._out.get(subject, {}).get(predicate)
        if found is None:
            return []
        # A graph is a set: what two files say alike is one statement.
        return found if len(found) == 1 else list(dict.fromkeys(found))

    def each(self, nodes: Iterable[Node], predicate: str) -> list[tuple[Node, list[Node]]]:
        """Many nodes, each with what it has for a property, as :meth:`values` gives it."""
        known, nothing = self._out, dict[str, list[Node]]()
        found = [(node, known.get(node, nothing).get(predicate, [])) for node in nodes]  # type: ignore[arg-type]  # no literal is a key
        return [(node, values if len(values) < 2 else list(dict.fromkeys(values))) for node, values in found]

    def holders(self, predicate: str, value: Node) -> list[Subject]:
        """The nodes that have this value for a property."""
        return list(self._by_object().get(predicate, {}).get(value, ()))

    def pairs(self, predicate: str) -> Iterator[tuple[Subject, Node]]:
        """Subject and object of every statement with a property."""
        for value, subjects in self._by_object().get(predicate, {}).items():
            for subject in subjects:
                yield subject, value

    def _by_object(self) -> dict[str, dict[Node, dict[Subject, None]]]:
        if self._in is None:
            index: dict[str, dict[Node, dict[Subject, None]]] = defaultdict(lambda: defaultdict(dict))
            for subject, known in self._out.items():
                for predicate, values in known.items():
                    by_value = index[predicate]
                    for value in values:
                        by_value[value][subject] = None
            self._in = index
        return self._in

    def below(self, cls: str) -> frozenset[str]:
        """A class and all classes below it (rdfs:subClassOf, any number of steps)."""
        if cls not in self._below:
            found, todo = {cls}, [cls]
            while todo:
                for sub in self._subclasses().get(todo.pop(), ()):
                    if isinstance(sub, str) and sub not in found:
                        found.add(sub)
                        todo.append(sub)
            self._below[cls] = frozenset(found)
        return self._below[cls]

    def _subclasses(self) -> dict[Node, list[Subject]]:
        if self._tree is None:
            self._tree = defaultdict(list)
            for subject, known in self._out.items():
                for above in known.get(SUBCLASS, ()):
                    self._tree[above].append(subject)
        return self._tree

    def instances(self, cls: str) -> list[Subject]:
        """The SHACL instances of a class (SHACL, section 1.1), each once."""
        if self._instances is None:
            index: dict[str, dict[Subject, None]] = defaultdict(dict)
            for subject, known in self._out.items():
                for type_ in known.get(TYPE, ()):
                    if isinstance(type_, str):
                        index[type_][subject] = None
            self._instances = index
        return list(dict.fromkeys(thing for sub in self.below(cls) for thing in self._instances.get(sub, ())))

    def is_instance(self, value: Node, cls: str) -> bool:
        """Whether a node is a SHACL instance of a class."""
        return not self.below(cls).isdisjoint(t for t in self.values(value, TYPE) if isinstance(t, str))
