"""SHACL with pySHACL, the reference: the shapes of ``shapes/`` on the graph.

SHACL section numbers refer to https://www.w3.org/TR/shacl/. pySHACL and rdflib are imported here only, and late:
they cost 0.3 s that no other command has to wait for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import SH, XSD
from kg.turtlefile import read_text
from kg.validation.finding import Case, Finding

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def rdflib_graph(triples: Iterable[ox.Triple]) -> Graph:
    """The triples as an rdflib graph, literals with their characters untouched."""
    from rdflib import BNode, Graph, Literal, URIRef

    iris: dict[str, URIRef] = {}

    def named(iri: str) -> URIRef:
        known = iris.get(iri)
        if known is None:
            known = iris[iri] = URIRef(iri)
        return known

    def convert(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        if isinstance(term, ox.NamedNode):
            return named(term.value)
        if isinstance(term, ox.Literal):
            if term.language:
                return Literal(term.value, lang=term.language)
            datatype = term.datatype.value
            return Literal(
                term.value, datatype=None if datatype == XSD + "string" else named(datatype), normalize=False
            )
        return BNode(term.value if isinstance(term, ox.BlankNode) else str(term))

    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((convert(triple.subject), convert(triple.predicate), convert(triple.object)))
    return graph


def shapes_graph(files: Iterable[Path]) -> Graph:
    """The shapes of these files as one rdflib graph.

    :raises KgError: ``unreadable`` with file, line and column.
    """
    from rdflib import Graph

    from kg.turtlefile import parse

    graph = Graph()
    for path in files:
        text = read_text(path)
        for _triple in parse(text, str(path)):
            pass
        graph.parse(data=text, format="turtle", publicID=path.resolve().as_uri())
    return graph


def findings(case: Case, focus: set[str] | None = None) -> list[Finding]:
    """See :class:`kg.validation.finding.Engine`."""
    return run(rdflib_graph(case.triples()), shapes_graph(case.shape_files), focus)


def run(data: Graph, shapes: Graph, focus: set[str] | None) -> list[Finding]:
    """The findings of pySHACL on a graph.

    :param focus: addresses of the only things to check, or ``None`` for all.
    """
    import pyshacl
    from rdflib import BNode, Graph, Namespace, URIRef

    sh = Namespace(SH)
    nodes: list[str | URIRef] | None = [URIRef(iri) for iri in sorted(focus)] if focus is not None else None
    _conforms, report, _text = pyshacl.validate(data, shacl_graph=shapes, focus_nodes=nodes, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report graph but {report!r}")
    found = []
    # Not every ValidationResult: those behind sh:detail say why a shape within a shape did not conform.
    for node in report.objects(None, sh.result):
        shape, path = report.value(node, sh.sourceShape), report.value(node, sh.resultPath)
        value = report.value(node, sh.value)
        found.append(
            Finding(
                str(report.value(node, sh.focusNode)),
                "" if isinstance(shape, BNode) else str(shape).rpartition("#")[2],
                str(report.value(node, sh.sourceConstraintComponent)).rpartition("#")[2],
                str(path) if isinstance(path, URIRef) else "",
                "" if value is None else str(value),
                str(report.value(node, sh.resultSeverity)).rpartition("#")[2].lower(),
            )
        )
    return found
