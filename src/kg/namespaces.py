"""Namespaces and addresses: where names come from and how they map to files.

``{BASE}id/{kind}/{slug}`` is a thing, ``{BASE}id/{kind}/{slug}#{part}`` a statement kept in its file,
``{BASE}def#{Term}`` a term of the ontology.
"""

from __future__ import annotations

import re

BASE = "https://w3id.org/instrumentenwijzer/"
ID = BASE + "id/"
DOC = BASE + "doc/"
KG = BASE + "def#"

DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VANN = "http://purl.org/vocab/vann/"
XSD = "http://www.w3.org/2001/XMLSchema#"

# The prefixes that files, queries and answers share.
PREFIXES = {
    "dct": DCT,
    "foaf": FOAF,
    "kg": KG,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "vann": VANN,
    "xsd": XSD,
}

# The same prefixes, as the beginning of a SPARQL query.
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

# Properties that say the same from both sides.
SYMMETRIC = {SKOS + name for name in ("closeMatch", "exactMatch", "relatedMatch", "related")} | {
    KG + "goesWith",
    KG + "lookAlikeOf",
}

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The kind of a thing, which its scheme or folder is named after: letters only (shapes/concept-scheme.ttl).
KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ADDRESS = re.compile(re.escape(ID) + r"(?P<kind>[a-z-]+)/(?P<slug>[a-z0-9-]+)(?:#(?P<part>.+))?")


def split_address(iri: str) -> tuple[str, str, str] | None:
    """Kind, slug and part of an address of ours, or ``None`` for any other IRI.

    >>> split_address("https://w3id.org/instrumentenwijzer/id/theme/blended-learning")
    ('theme', 'blended-learning', '')
    """
    match = _ADDRESS.fullmatch(iri)
    return (match["kind"], match["slug"], match["part"] or "") if match else None


def shorten(iri: str) -> str:
    """The IRI with a shared prefix, or ``kind/slug`` for a thing of ours; unchanged where neither fits."""
    if iri.startswith(ID):
        return iri[len(ID) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str | None:
    """The IRI that a person means by ``prefix:Term``, ``kind/slug`` or a full IRI; ``None`` for a plain word."""
    if name.startswith(("http://", "https://")):
        return name.replace(DOC, ID, 1)
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    if re.fullmatch(r"[a-z-]+/[a-z0-9-]+(#\S+)?", name):
        return ID + name
    return None
