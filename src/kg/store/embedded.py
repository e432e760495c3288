"""The store inside the process: pyoxigraph in memory, or reading a copy on disk.

Oxigraph canonicalises numbers (``50.0`` becomes ``50``): the files stay the truth, a store is never written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.memory import one
from kg.store import Answer, Row, Term
from kg.turtlefile import parse, read_text


def _term(value: object) -> Term | None:
    # The same address or text comes in many answers, and many of them are kept.
    match value:
        case None:
            return None
        case ox.NamedNode():
            return Term("iri", one(value.value))
        case ox.Literal():
            lang = value.language or ""
            return Term("literal", one(value.value), one(lang), "" if lang else one(value.datatype.value))
        case ox.BlankNode():
            return Term("bnode", value.value)
    raise TypeError(type(value).__name__)


def _solutions(result: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> ox.QuerySolutions:
    if not isinstance(result, ox.QuerySolutions):
        raise KgError(Code.USAGE, "This query is not a SELECT query.", hint="Write SELECT ... WHERE { ... }.")
    return result


def answer_of(result: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> Answer:
    """What pyoxigraph answered to a query, as plain values.

    :raises KgError: ``usage`` for a query that is not a SELECT query.
    """
    found = _solutions(result)
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, [tuple(_term(value) for value in row) for row in found])


class EmbeddedStore:
    """pyoxigraph behind the store protocol."""

    def __init__(self) -> None:
        self._store = ox.Store()

    @classmethod
    def from_files(cls, files: Iterable[Path]) -> EmbeddedStore:
        """A store with the triples of these Turtle files.

        :raises KgError: ``unreadable`` with file, line and column of the first fault.
        """
        store = cls()
        for path in files:
            text = read_text(path)
            try:
                store._store.load(text.encode(), format=ox.RdfFormat.TURTLE)
            except SyntaxError:
                # Parse once more, slowly, for the error that says where.
                list(parse(text, str(path)))
                raise
        return store

    @classmethod
    def from_triples(cls, triples: Iterable[ox.Triple]) -> EmbeddedStore:
        """A store with these triples."""
        store = cls()
        store._store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        return store

    def move_to(self, copy: Path) -> None:
        """Answer from a copy of the same graph on disk from now on, and let go of the one in memory.

        That takes a tenth of the memory, and a query some four times as long.

        :param copy: folder of a store of pyoxigraph whose default graph holds the graph; nobody may write it.
        """
        self._store = ox.Store.read_only(str(copy))

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        try:
            return self._store.query(query)
        except (SyntaxError, ValueError) as error:
            raise KgError(
                Code.USAGE, f"This query is not SPARQL 1.1: {error}", hint="Mend the query at that place."
            ) from error

    def select(self, query: str) -> Answer:
        """See :meth:`kg.store.Store.select`."""
        return answer_of(self._run(query))

    def rows(self, query: str) -> Iterator[Row]:
        """See :meth:`kg.store.Store.rows`."""
        for row in _solutions(self._run(query)):
            yield tuple(_term(value) for value in row)

    def construct(self, query: str) -> str:
        """See :meth:`kg.store.Store.construct`."""
        result = self._run(query)
        if not isinstance(result, ox.QueryTriples):
            raise KgError(
                Code.USAGE, "This query is not a CONSTRUCT query.", hint="Write CONSTRUCT { ... } WHERE { ... }."
            )
        return (ox.serialize(result, format=ox.RdfFormat.N_TRIPLES) or b"").decode()

    def replace(self, ntriples: bytes) -> int:
        """See :meth:`kg.store.Store.replace`."""
        fresh = ox.Store()
        try:
            fresh.bulk_load(ntriples, format=ox.RdfFormat.N_TRIPLES)
        except SyntaxError as error:
            raise KgError(
                Code.UNREADABLE, f"These are not N-Triples: {error}", hint="Check the file that they come from."
            ) from error
        self._store = fresh
        return len(fresh)

    def size(self) -> int:
        """See :meth:`kg.store.Store.size`."""
        # A copy on disk has named graphs too.
        return sum(1 for _quad in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
