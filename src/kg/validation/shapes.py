"""SHACL with pySHACL: the shapes of ``shapes/`` on the graph.

SHACL section numbers refer to https://www.w3.org/TR/shacl/. pySHACL and rdflib are imported here only, and late:
they cost 0.3 s that no other command has to wait for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import Result, Severity
from kg.namespaces import SH, XSD, shorten
from kg.turtlefile import read_text

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SEVERITIES = {"Violation": Severity.VIOLATION, "Warning": Severity.WARNING, "Info": Severity.INFO}

# What a failed constraint component means, in words (SHACL section 4). {path} and {value} are filled in.
_WHAT = {
    "MinCount": ("Er ontbreekt een waarde voor {path}.", "A value for {path} is missing."),
    "MaxCount": ("Er zijn te veel waarden voor {path}.", "There are too many values for {path}."),
    "Datatype": (
        "{value} is niet het soort waarde dat {path} vraagt.",
        "{value} is not the kind of value that {path} asks for.",
    ),
    "Class": (
        "{value} is niet het soort ding dat {path} vraagt.",
        "{value} is not the kind of thing that {path} asks for.",
    ),
    "NodeKind": ("{value} is geen goede waarde voor {path}.", "{value} is not a good value for {path}."),
    "Pattern": ("{value} heeft niet de goede vorm voor {path}.", "{value} does not have the right form for {path}."),
    "In": ("{value} mag niet voor {path}.", "{value} is not allowed for {path}."),
    "HasValue": ("{path} mist een vaste waarde.", "{path} lacks a fixed value."),
    "LanguageIn": ("{value} staat in een taal die niet mag.", "{value} is in a language that is not allowed."),
    "UniqueLang": ("{path} heeft twee waarden in één taal.", "{path} has two values in one language."),
    "QualifiedMinCount": ("{path} mist een waarde van een bepaalde soort.", "{path} lacks a value of a certain kind."),
    "QualifiedMaxCount": ("{path} heeft te veel waarden van een soort.", "{path} has too many values of one kind."),
    "MinInclusive": ("{value} is te klein voor {path}.", "{value} is too small for {path}."),
    "MaxInclusive": ("{value} is te groot voor {path}.", "{value} is too large for {path}."),
    "MinLength": ("{value} is te kort voor {path}.", "{value} is too short for {path}."),
    "MaxLength": ("{value} is te lang voor {path}.", "{value} is too long for {path}."),
    "Disjoint": ("{value} staat dubbel: ook bij {path}.", "{value} stands twice: also at {path}."),
    "LessThan": ("{value} hoort kleiner te zijn.", "{value} should be smaller."),
    "LessThanOrEquals": ("{value} hoort niet groter te zijn.", "{value} should not be larger."),
    "Closed": ("{path} hoort hier niet.", "{path} does not belong here."),
}
_ELSE = ("{path}: {value} voldoet niet.", "{path}: {value} does not conform.")


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


def check(
    triples: Iterable[ox.Triple], shape_files: Iterable[Path], focus: set[str] | None
) -> tuple[list[Result], int]:
    """What the shapes find.

    :param focus: addresses of the only things to check, or ``None`` for all.
    :returns: the findings, and the number of shapes with a name.
    """
    from rdflib import URIRef

    shapes = shapes_graph(shape_files)
    named = {shape for shape in shapes.subjects() if isinstance(shape, URIRef)}
    return run(rdflib_graph(triples), shapes, focus), len(named)


def run(data: Graph, shapes: Graph, focus: set[str] | None) -> list[Result]:
    """The findings of pySHACL on a graph.

    :param focus: addresses of the only things to check, or ``None`` for all.
    """
    import pyshacl
    from rdflib import RDF, Graph, Namespace, URIRef

    sh = Namespace(SH)
    nodes: list[str | URIRef] | None = [URIRef(iri) for iri in sorted(focus)] if focus is not None else None
    _conforms, report, _text = pyshacl.validate(data, shacl_graph=shapes, focus_nodes=nodes, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report graph but {report!r}")
    results = []
    for node in report.subjects(RDF.type, sh.ValidationResult):
        shape = report.value(node, sh.sourceShape)
        messages = list(shapes.objects(shape, sh.message)) if shape is not None else []
        severity = str(report.value(node, sh.resultSeverity)).rpartition("#")[2]
        component = str(report.value(node, sh.sourceConstraintComponent)).rpartition("#")[2]
        path = report.value(node, sh.resultPath)
        value = report.value(node, sh.value)
        shape_path = str(path) if isinstance(path, URIRef) else ""
        value_text = "" if value is None or component in {"MinCountConstraintComponent"} else str(value)
        texts = _WHAT.get(component.removesuffix("ConstraintComponent"), _ELSE)
        words = {"path": shorten(shape_path) or "het record", "value": f"“{_short(shorten(value_text))}”"}
        mend = {str(getattr(message, "language", None) or "nl"): str(message) for message in messages}
        results.append(
            Result(
                _SEVERITIES[severity],
                str(report.value(node, sh.focusNode)),
                str(shape).rpartition("#")[2],
                {
                    "nl": texts[0].format(**words),
                    "en": texts[1].format(**words | {"path": shorten(shape_path) or "the record"}),
                },
                {"nl": mend.get("nl", ""), "en": mend.get("en", "")},
                path=shape_path,
                value=value_text,
                component=component,
            )
        )
    return results


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
