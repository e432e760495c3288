"""The store: a small protocol, with an embedded implementation and one for any SPARQL 1.1 server.

Only this package talks SPARQL to something; everything above it gets plain Python values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from kg.namespaces import PROLOGUE, XSD

# SPARQL 1.1, section 19.8: IRIREF and LANGTAG.
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_LANGUAGE = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")
_INTEGERS = {XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")}
_DECIMALS = {XSD + name for name in ("decimal", "double", "float")}


class Term(NamedTuple):
    """One RDF term in an answer; a tuple, for answers hold hundreds of thousands of them.

    :param kind: ``iri``, ``literal`` or ``bnode``.
    :param value: the IRI, the characters of the literal, or the label of the blank node.
    :param lang: language tag of a literal, else empty.
    :param datatype: datatype IRI of a literal, else empty.
    """

    kind: str
    value: str
    lang: str = ""
    datatype: str = ""

    def plain(self) -> str | int | float | bool:
        """The value as Python has it: numbers and booleans as such, all else as text."""
        if self.datatype in _INTEGERS:
            return int(self.value)
        if self.datatype in _DECIMALS:
            return float(Decimal(self.value))
        if self.datatype == XSD + "boolean":
            return self.value in {"true", "1"}
        return self.value

    def sparql(self) -> str:
        """The term as SPARQL and N-Triples write it, safe to stand in a query.

        :raises ValueError: for characters that no IRI or language tag can hold.
        """
        if self.kind == "iri":
            if not _IRI.fullmatch(self.value):
                raise ValueError(f"not an IRI: {self.value!r}")
            return f"<{self.value}>"
        escaped = self.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        if self.lang:
            if not _LANGUAGE.fullmatch(self.lang):
                raise ValueError(f"not a language tag: {self.lang!r}")
            return f'"{escaped}"@{self.lang}'
        return f'"{escaped}"^^<{self.datatype}>' if self.datatype else f'"{escaped}"'


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a SELECT query: column names and rows, in the query's order."""

    columns: tuple[str, ...]
    rows: list[Row]


class Store(Protocol):
    """What every store can do."""

    def select(self, query: str) -> Answer:
        """The answer to a SELECT query.

        :raises KgError: ``usage`` for a query that is not SPARQL, ``unavailable`` if the store does not answer well.
        """

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of the answer to a SELECT query one by one, for answers that are better not held whole.

        :raises KgError: as :meth:`select`.
        """

    def construct(self, query: str) -> str:
        """The answer to a CONSTRUCT or DESCRIBE query, as N-Triples.

        :raises KgError: as :meth:`select`.
        """

    def replace(self, ntriples: bytes) -> int:
        """Put these triples in the place of all that the store holds, whole or not at all.

        :returns: how many triples the store holds now.
        :raises KgError: ``unreadable`` for broken N-Triples, ``unavailable`` if the store does not take them.
        """

    def size(self) -> int:
        """How many triples the store holds."""


def full_rows(store: Store, query: str) -> Iterator[tuple[Term, ...]]:
    """The rows of the answer to a SELECT query in which every column has a value.

    :param query: without the prefixes of :data:`kg.namespaces.PROLOGUE`.
    """
    for row in store.rows(PROLOGUE + query):
        if None not in row:
            yield tuple(term for term in row if term)
