"""RDF on its way out: a small graph under construction, and the forms it can be written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.namespaces import PREFIXES, RDF, XSD
from kg.publish.document import Document, Writer

Node = ox.NamedNode | ox.Literal

DCAT = "http://www.w3.org/ns/dcat#"
VCARD = "http://www.w3.org/2006/vcard/ns#"
SPDX = "http://spdx.org/rdf/terms#"
VOID = "http://rdfs.org/ns/void#"

_PREFIXES = {**PREFIXES, "dcat": DCAT, "vcard": VCARD, "spdx": SPDX, "void": VOID}


@dataclass(frozen=True)
class Form:
    """A way of writing RDF.

    :param suffix: end of the file name, without the dot.
    :param media_type: its registered media type.
    :param format: pyoxigraph's name of it.
    :param file_type: its name in the file type list of the EU Publications Office.
    """

    suffix: str
    media_type: str
    format: ox.RdfFormat
    file_type: str


FORMS = {
    form.suffix: form
    for form in (
        Form("ttl", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE, "RDF_TURTLE"),
        Form("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES, "RDF_N_TRIPLES"),
        Form("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD, "JSON_LD"),
        Form("rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML, "RDF_XML"),
        Form("trig", "application/trig; charset=utf-8", ox.RdfFormat.TRIG, "RDF_TRIG"),
    )
}


def iri(address: str) -> ox.NamedNode:
    """An IRI as a term."""
    return ox.NamedNode(address)


def text(value: str, lang: str = "") -> ox.Literal:
    """A text as a term, with its language where it has one."""
    return ox.Literal(value, language=lang) if lang else ox.Literal(value)


def texts(values: dict[str, str]) -> list[Node]:
    """One text per language as terms."""
    return [text(value, lang) for lang, value in sorted(values.items())]


def typed(value: str | int, datatype: str) -> ox.Literal:
    """A value of a datatype of XML Schema, by its local name: ``date``, ``nonNegativeInteger``, ``hexBinary``."""
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + datatype))


class Graph:
    """Triples in the order in which they were added, each once."""

    def __init__(self) -> None:
        self._triples: dict[ox.Triple, None] = {}

    def add(self, subject: str, types: Iterable[str] = (), /, *facts: tuple[str, Node | list[Node] | None]) -> None:
        """Say something of a thing.

        :param types: its classes.
        :param facts: property and value, or values, or nothing at all.
        """
        thing = ox.NamedNode(subject)
        for name in types:
            self._triples[ox.Triple(thing, ox.NamedNode(RDF + "type"), ox.NamedNode(name))] = None
        for predicate, values in facts:
            for value in values if isinstance(values, list) else [values]:
                if value is not None:
                    self._triples[ox.Triple(thing, ox.NamedNode(predicate), value)] = None

    def take(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples as they are."""
        self._triples.update(dict.fromkeys(triples))

    @property
    def triples(self) -> list[ox.Triple]:
        """All triples."""
        return list(self._triples)


def written(path: str, form: Form, triples: Iterable[ox.Triple] | Iterable[ox.Quad]) -> Document:
    """Triples or quads as a document. They are taken one by one: the whole never stands in memory uncompressed."""
    prefixes = _PREFIXES if form.suffix in {"ttl", "trig", "rdf"} else None
    writer = Writer()
    ox.serialize(triples, writer.stream, form.format, prefixes=prefixes)
    return writer.document(path, form.media_type)


def serialized(triples: Iterable[ox.Triple], form: Form) -> bytes:
    """Triples in a form; each once, and each thing's together."""
    prefixes = _PREFIXES if form.suffix in {"ttl", "trig", "rdf"} else None
    return ox.serialize(sorted(dict.fromkeys(triples), key=str), format=form.format, prefixes=prefixes) or b""
