"""The forms in which a record can be had: Dublin Core, NL-LOM, and schema.org as RDF/XML."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.namespaces import PREFIXES
from kg.publish import dublincore, nllom, schemaorg
from kg.publish.resources import Resource
from kg.publish.site import TITLES, Site
from kg.publish.xml import Markup


def _always(_resource: Resource) -> bool:
    return True


@dataclass(frozen=True)
class Format:
    """A form of a record (section 3.4 of the protocol).

    :param prefix: its name in requests.
    :param schema: address of the XML schema.
    :param namespace: namespace of the XML.
    :param write: the XML of a resource, or nothing where the resource cannot be had in this form.
    :param offers: whether a resource can be had in this form.
    """

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Resource, Site], Markup | None]
    offers: Callable[[Resource], bool] = _always


def _schemaorg(resource: Resource, site: Site) -> Markup:
    """The JSON-LD of the page as RDF/XML: the same statements, in the only syntax that OAI-PMH carries."""
    document = json.dumps(schemaorg.instrument(resource, site, resource.language))
    triples = [quad.triple for quad in ox.parse(document, ox.RdfFormat.JSON_LD)]
    # All about one thing together, the instrument first: the writer does not gather.
    triples.sort(key=lambda triple: (str(triple.subject) != f"<{resource.iri}>", str(triple.subject)))
    written = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes={"schema": PREFIXES["schema"]}) or b""
    return Markup(written.decode().partition("?>")[2].strip())


def _nllom(resource: Resource, _site: Site) -> Markup | None:
    return nllom.record(resource, TITLES["nl"])


FORMATS = {
    form.prefix: form
    for form in (
        Format("oai_dc", dublincore.SCHEMA, dublincore.NAMESPACE, dublincore.record),
        Format("nl_lom", nllom.SCHEMA, nllom.NAMESPACE, _nllom, nllom.is_possible),
        Format(
            "schema_org",
            "http://www.openarchives.org/OAI/2.0/rdf.xsd",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            _schemaorg,
        ),
    )
}
