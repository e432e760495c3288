"""Run one query over one store, within its limits, and write the answer in the form asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.endpoint.algebra import reach
from kg.endpoint.faults import fault_of, has_fault
from kg.endpoint.formats import BINDINGS, ENDS_IN_A_NAME, GRAPHS, NOT_IN_XML, Format, text_rows
from kg.endpoint.limits import Limits
from kg.errors import Code, KgError, grouped
from kg.namespaces import BASE, PREFIXES

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class Question:
    """A query with what the protocol says beside it.

    :param text: the query.
    :param default_graphs: ``default-graph-uri``.
    :param named_graphs: ``named-graph-uri``.
    :param bindings: name of the form for SELECT and ASK; empty if the client takes none of them.
    :param graph: name of the form for CONSTRUCT and DESCRIBE; empty if the client takes none of them.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    bindings: str = "json"
    graph: str = "turtle"


@dataclass(frozen=True)
class Written:
    """An answer as bytes.

    :param form: name of its form.
    :param rows: how many rows or triples it has; 1 for ASK.
    :param absent: graphs that were asked for and are not in the dataset, and so counted as empty.
    """

    form: str
    body: bytes
    rows: int
    absent: tuple[str, ...] = ()


def check(text: str) -> tuple[str, ...]:
    """Make sure that a query stays at home, before anything of it is run.

    :returns: the graphs of its ``FROM`` and ``FROM NAMED``.
    :raises KgError: ``refused`` if it calls another server, ``usage`` if that cannot be told.
    """
    try:
        reached = reach(text)
    except KgError as error:
        raise fault_of(text, "") if has_fault(text) else error from error
    if reached.services:
        raise KgError(
            Code.REFUSED,
            "This endpoint asks no other servers: SERVICE is refused.",
            hint="Ask the other server yourself, and put its answer in VALUES.",
            dutch=(
                "Hiervandaan wordt geen andere server bevraagd: SERVICE mag niet.",
                "Vraag het zelf aan de andere server, en zet het antwoord in VALUES.",
            ),
        )
    return reached.graphs


def kind_of(text: str) -> str:
    """``bindings`` for a SELECT or ASK query, ``graph`` for CONSTRUCT or DESCRIBE.

    :raises KgError: as :func:`check`, and ``usage`` if it is not SPARQL.
    """
    check(text)
    return "graph" if isinstance(_run(ox.Store(), Question(text)), ox.QueryTriples) else "bindings"


def answer(store: ox.Store, question: Question, limits: Limits) -> Written:
    """The answer to a question.

    :raises KgError: as :func:`check`; ``not-acceptable`` if the client takes no form that this kind of answer has;
        ``limit`` if the answer is larger than the limits.
    """
    graphs = check(question.text)
    if question.default_graphs or question.named_graphs:
        # SPARQL 1.1 Protocol, section 2.1.4: the dataset of the request goes before that of the query.
        graphs = (*question.default_graphs, *question.named_graphs)
    absent = tuple(iri for iri in dict.fromkeys(graphs) if not store.contains_named_graph(_node(iri)))
    try:
        result = _run(store, question)
        if isinstance(result, ox.QueryTriples):
            form = _acceptable(question.graph, GRAPHS, "CONSTRUCT and DESCRIBE")
            body, rows = _write_graph(result, form, limits)
        else:
            form = _acceptable(question.bindings, BINDINGS, "SELECT and ASK")
            body, rows = _write_bindings(result, form, limits)
    except MemoryError as error:
        raise KgError(
            Code.LIMIT,
            f"This query needs more than {limits.memory:,} bytes of memory.",
            hint="Ask for less at a time.",
            dutch=(
                f"Deze vraag heeft meer dan {grouped(limits.memory)} bytes geheugen nodig.",
                "Vraag minder in één keer.",
            ),
        ) from error
    return Written(form, body, rows, absent)


def rewritten(body: bytes, question: Question, kind: str, limits: Limits) -> Written:
    """The answer of another server, in the form asked and within the limits.

    :param body: JSON results for ``bindings``, N-Triples for ``graph``.
    :raises KgError: as :func:`answer`; ``unavailable`` for an answer that is broken.
    """
    try:
        if kind == "graph":
            form = _acceptable(question.graph, GRAPHS, "CONSTRUCT and DESCRIBE")
            triples = (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
            return Written(form, *_write_graph(triples, form, limits))
        form = _acceptable(question.bindings, BINDINGS, "SELECT and ASK")
        parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        return Written(form, *_write_bindings(parsed, form, limits))
    except (SyntaxError, ValueError) as error:
        raise KgError(
            Code.UNAVAILABLE,
            "The store's answer is broken or cut off.",
            hint="Ask for less, or later.",
            dutch=("Het antwoord kwam beschadigd of niet heel aan.", "Vraag minder, of later."),
        ) from error


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise KgError(
            Code.USAGE,
            "The name of a graph is a full address.",
            where=iri,
            hint="Give for instance " + BASE,
            dutch=("De naam van een graaf is een volledig adres.", "Geef bijvoorbeeld " + BASE),
        ) from error


def _run(store: ox.Store, question: Question) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
    given = bool(question.default_graphs or question.named_graphs)
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [_node(iri) for iri in question.default_graphs]
    named: list[ox.NamedNode | ox.BlankNode] = [_node(iri) for iri in question.named_graphs]
    try:
        # Relative addresses start at the graph's own base, whatever the endpoint is called: section 2.1.5 leaves it
        # to the service, and so <id/instrument/toolwiel> means the same everywhere.
        return store.query(
            question.text,
            base_iri=BASE,
            default_graph=default if given else None,
            named_graphs=named if given else None,
        )
    except SyntaxError as error:
        raise fault_of(question.text, str(error)) from error


def _acceptable(name: str, forms: Iterable[Format], kinds: str) -> str:
    if name:
        return name
    offered = ", ".join(form.media_types[0] for form in forms)
    raise KgError(
        Code.NOT_ACCEPTABLE,
        f"{kinds} have no form that you accept.",
        where="Accept",
        hint=f"Known: {offered}.",
        dutch=(
            f"Het antwoord op {kinds.replace(' and ', ' en ')} is er niet in de vorm die u vraagt.",
            f"Bekend: {offered}.",
        ),
    )


class _Bounded:
    """A stream that takes so many bytes and no more."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self._left, self._limit = limit, limit

    def write(self, part: bytes) -> int:
        """Keep these bytes.

        :raises KgError: ``limit`` if there are too many.
        """
        self._left -= len(part)
        if self._left < 0:
            raise _too_much(self._limit, "bytes", "bytes")
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""


def _too_much(limit: int, of: str, dutch: str) -> KgError:
    # A shortened answer looks whole once it is saved. So there is the whole answer, or none.
    return KgError(
        Code.LIMIT,
        f"The answer is larger than {limit:,} {of}, and was not sent, not even in part.",
        hint="Ask for it in pieces, with ORDER BY, LIMIT and OFFSET, or take a dump of the graph.",
        dutch=(
            f"Het antwoord is groter dan {grouped(limit)} {dutch}, en is niet gestuurd, ook niet voor een deel.",
            "Vraag het in stukken, met ORDER BY, LIMIT en OFFSET, of haal de hele graaf op bij de bestanden.",
        ),
    )


def _write_bindings(result: ox.QuerySolutions | ox.QueryBoolean, form: str, limits: Limits) -> tuple[bytes, int]:
    stream = _Bounded(limits.bytes)
    result.serialize(stream, format=_RESULTS[form])  # type: ignore[arg-type]  # any object with write() will do
    body = b"".join(stream.parts)
    _hold_xml(form, body)
    if isinstance(result, ox.QueryBoolean):
        return body, 1
    if form == "json":
        parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        rows = sum(1 for _ in parsed) if isinstance(parsed, ox.QuerySolutions) else 0
    else:
        rows = text_rows(form, body)
    if rows > limits.rows:
        raise _too_much(limits.rows, "rows", "rijen")
    return body, rows


def _write_graph(result: Iterable[ox.Triple], form: str, limits: Limits) -> tuple[bytes, int]:
    stream, rows = _Bounded(limits.bytes), 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal rows
        for triple in result:
            rows += 1
            if rows > limits.rows:
                raise _too_much(limits.rows, "triples", "triples")
            if form == "rdfxml" and not ENDS_IN_A_NAME.fullmatch(triple.predicate.value):
                name = triple.predicate.value
                raise _not_in_xml(f"the property <{name}>", f"de eigenschap <{name}>")
            yield triple

    ox.serialize(counted(), stream, format=_GRAPHS[form], prefixes=PREFIXES)  # type: ignore[arg-type]  # as above
    body = b"".join(stream.parts)
    _hold_xml(form, body)
    return body, rows


def _hold_xml(form: str, body: bytes) -> None:
    if form in {"xml", "rdfxml"} and NOT_IN_XML.search(body):
        raise _not_in_xml("a control character", "een stuurteken")


def _not_in_xml(what: str, dutch: str) -> KgError:
    return KgError(
        Code.NOT_ACCEPTABLE,
        f"The answer has {what}, which XML cannot hold.",
        where="Accept",
        hint="Ask for another form.",
        dutch=(f"In het antwoord staat {dutch}, en dat kan niet in XML.", "Vraag een andere vorm."),
    )
