"""Instruments in unqualified Dublin Core, the form that every OAI-PMH repository has to offer (``oai_dc``)."""

from __future__ import annotations

from kg.publish.resources import Resource
from kg.publish.site import Site
from kg.publish.xml import Markup, element, elements
from kg.things import Thing

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_ATTRIBUTES = {
    "xmlns:oai_dc": NAMESPACE,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
}


def record(resource: Resource, site: Site) -> Markup:
    """One instrument as an ``oai_dc:dc`` element, in the language of the instrument."""
    lang = resource.language

    def names(things: tuple[Thing, ...]) -> list[str]:
        return [thing.label(lang) for thing in things]

    relations = [thing.iri for thing in (*resource.wholes, *resource.originals)]
    return element(
        "oai_dc:dc",
        elements("dc:title", [resource.name(lang), *resource.other_names]),
        elements("dc:creator", names(resource.makers)),
        elements("dc:subject", names((*resource.themes, *resource.problems, *resource.sectors))),
        elements("dc:description", [resource.description(lang)]),
        elements("dc:publisher", names(resource.providers)),
        elements("dc:date", [resource.published]),
        elements("dc:type", names(resource.forms)),
        elements("dc:format", [resource.media_type]),
        elements("dc:identifier", [resource.url or site.page(resource.iri), resource.iri]),
        elements("dc:language", [lang]),
        elements("dc:relation", relations),
        elements("dc:rights", [resource.licence]),
        attributes=_ATTRIBUTES,
    )
