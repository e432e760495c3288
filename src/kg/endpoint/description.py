"""What the endpoint says of itself, in RDF: SPARQL 1.1 Service Description, with the limits of a query.

::

    <https://example.org/sparql> a sd:Service ; sd:endpoint <https://example.org/sparql> ;
      sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
      schema:additionalProperty <https://example.org/sparql#seconds> .
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.endpoint.formats import BINDINGS, GRAPHS
from kg.endpoint.limits import Limits
from kg.errors import Code, KgError
from kg.namespaces import PREFIXES, RDF, RDFS, SCHEMA, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
# What each limit is called, and in what it counts.
_LIMITS = {
    "seconds": ("Tijd voor een vraag", "Time for a query", "s"),
    "rows": ("Rijen of triples in een antwoord", "Rows or triples in an answer", ""),
    "bytes": ("Bytes in een antwoord", "Bytes in an answer", "B"),
    "memory": ("Geheugen voor een vraag", "Memory for a query", "B"),
    "workers": ("Vragen tegelijk", "Queries at a time", ""),
}
_Object = ox.NamedNode | ox.Literal


def service_description(address: str, limits: Limits, graphs: Mapping[str, int], void: str, form: str) -> bytes:
    """The description of an endpoint.

    :param address: the endpoint's own address.
    :param graphs: named graph -> triples, and under the empty name the default graph; empty if it is not known.
    :param void: address of the VoID description of the graph.
    :param form: name of one of :data:`kg.endpoint.formats.GRAPHS`.
    :raises KgError: ``usage`` if the address is none.
    """
    try:
        triples = [
            ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
            for subject, predicate, value in (
                *_service(address, void),
                *_limits(address, limits),
                *_dataset(address, graphs),
            )
        ]
    except ValueError as error:
        raise KgError(
            Code.USAGE,
            f"{address!r} is not an address.",
            hint="Check the Host header.",
            dutch=(f"„{address}” is geen adres.", "Kijk naar de header Host."),
        ) from error
    prefixes = {**PREFIXES, "sd": SD, "void": VOID}
    return ox.serialize(triples, format=_FORMS[form], prefixes=prefixes) or b""


def _service(address: str, void: str) -> Iterator[tuple[str, str, _Object]]:
    yield address, RDF + "type", ox.NamedNode(SD + "Service")
    yield address, RDFS + "label", ox.Literal("SPARQL van de Instrumentenwijzer", language="nl")
    yield address, RDFS + "label", ox.Literal("SPARQL of the Instrumentenwijzer", language="en")
    yield address, SD + "endpoint", ox.NamedNode(address)
    yield address, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")
    # The default graph holds what all named graphs hold together.
    yield address, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph")
    for form in (*BINDINGS, *GRAPHS):
        yield address, SD + "resultFormat", ox.NamedNode(form.iri)
    yield address, SD + "defaultDataset", ox.NamedNode(f"{address}#dataset")
    yield address, RDFS + "seeAlso", ox.NamedNode(void)


def _limits(address: str, limits: Limits) -> Iterator[tuple[str, str, _Object]]:
    for name, value in limits.as_dict().items():
        dutch, english, unit = _LIMITS[name]
        limit = f"{address}#{name}"
        yield address, SCHEMA + "additionalProperty", ox.NamedNode(limit)
        yield limit, RDF + "type", ox.NamedNode(SCHEMA + "PropertyValue")
        yield limit, SCHEMA + "name", ox.Literal(dutch, language="nl")
        yield limit, SCHEMA + "name", ox.Literal(english, language="en")
        yield limit, SCHEMA + "maxValue", ox.Literal(value)
        if unit:
            yield limit, SCHEMA + "unitText", ox.Literal(unit)


def _dataset(address: str, graphs: Mapping[str, int]) -> Iterator[tuple[str, str, _Object]]:
    dataset, default = f"{address}#dataset", f"{address}#default"
    yield dataset, RDF + "type", ox.NamedNode(SD + "Dataset")
    yield dataset, SD + "defaultGraph", ox.NamedNode(default)
    yield default, RDF + "type", ox.NamedNode(SD + "Graph")
    for name, triples in graphs.items():
        count = ox.Literal(str(triples), datatype=ox.NamedNode(XSD + "integer"))
        if not name:
            yield default, VOID + "triples", count
            continue
        named, content = (f"{address}#{part}-{name.rpartition('/')[2]}" for part in ("named", "graph"))
        yield dataset, SD + "namedGraph", ox.NamedNode(named)
        yield named, RDF + "type", ox.NamedNode(SD + "NamedGraph")
        yield named, SD + "name", ox.NamedNode(name)
        yield named, SD + "graph", ox.NamedNode(content)
        yield content, RDF + "type", ox.NamedNode(SD + "Graph")
        yield content, VOID + "triples", count
