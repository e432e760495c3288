"""The forms in which the endpoint answers: names, media types, and how many rows a text in that form has.

Media types: SPARQL 1.1 Query Results JSON, XML, CSV and TSV Formats; RDF 1.1 Turtle, N-Triples, XML and JSON-LD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """One form of an answer.

    :param name: short name, also the value of the ``format`` parameter.
    :param media_types: what it is called in ``Accept``; the first is its own.
    :param iri: its identifier at the W3C (https://www.w3.org/ns/formats/), for the service description.
    """

    name: str
    media_types: tuple[str, ...]
    iri: str


_W3C = "http://www.w3.org/ns/formats/"
# Of equal wishes the first wins. Browsers ask for application/xml, older clients for application/json.
BINDINGS = (
    Format("json", ("application/sparql-results+json", "application/json"), f"{_W3C}SPARQL_Results_JSON"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), f"{_W3C}SPARQL_Results_XML"),
    Format("csv", ("text/csv",), f"{_W3C}SPARQL_Results_CSV"),
    Format("tsv", ("text/tab-separated-values",), f"{_W3C}SPARQL_Results_TSV"),
)
GRAPHS = (
    Format("turtle", ("text/turtle", "application/x-turtle"), f"{_W3C}Turtle"),
    Format("ntriples", ("application/n-triples", "text/plain"), f"{_W3C}N-Triples"),
    Format("jsonld", ("application/ld+json", "application/json"), f"{_W3C}JSON-LD"),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), f"{_W3C}RDF_XML"),
)
BY_NAME = {form.name: form for form in (*BINDINGS, *GRAPHS)}

# XML 1.0, section 2.2: characters that no XML document can hold, not even escaped.
NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# RDF/XML, section 2.2: a predicate is an element, so its IRI has to end in a name.
ENDS_IN_A_NAME = re.compile(r".*[^\W\d][\w.\-]*", re.DOTALL)


def media_type(name: str) -> str:
    """The media type of a form, with the character set for the forms that are text."""
    own = BY_NAME[name].media_types[0]
    return f"{own}; charset=utf-8" if own.startswith("text/") else own


def text_rows(name: str, body: bytes) -> int:
    """How many rows an answer in XML, CSV or TSV has.

    :param name: ``xml``, ``csv`` or ``tsv``.
    :param body: what pyoxigraph wrote: markup and quotes in values are escaped, so that this counts exactly.
    """
    match name:
        case "xml":
            return body.count(b"<result>")
        case "tsv":
            return body.count(b"\n") - 1
        case "csv":
            # Every other part lies between quotes; a doubled quote within a value makes an empty part and changes
            # nothing.
            return sum(part.count(b"\n") for part in body.split(b'"')[::2]) - 1
    raise ValueError(name)
