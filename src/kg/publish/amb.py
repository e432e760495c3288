"""Instruments in AMB 1.0, the profile of schema.org that OERSI and other German-speaking aggregators read.

Source: Allgemeines Metadatenprofil für Bildungsressourcen, version 2023-10-19, https://w3id.org/kim/amb/20231019/.
``about``, ``educationalLevel`` and ``learningResourceType`` take terms of its own lists only: ours go into
``keywords``, where any text may stand.
"""

from __future__ import annotations

from typing import Any

from kg.publish.resources import Resource
from kg.publish.site import PUBLISHER, TITLES, Site
from kg.settings import LANGUAGES
from kg.things import Thing

CONTEXT = "https://w3id.org/kim/amb/context.jsonld"
_OPEN_LICENCES = "https://creativecommons.org/"


def _organisation(thing: Thing, lang: str) -> dict[str, str]:
    return {"type": "Organization", "id": thing.iri, "name": thing.label(lang)}


def _works(things: tuple[Thing, ...], lang: str) -> list[dict[str, Any]]:
    return [{"id": thing.iri, "type": ["LearningResource"], "name": thing.label(lang)} for thing in things]


def instrument(resource: Resource, site: Site, lang: str) -> dict[str, Any]:
    """One instrument as an AMB object.

    :param lang: ``nl`` or ``en``: the language of names, description and keywords.
    """
    makers = [_organisation(thing, lang) for thing in resource.makers]
    terms = (*resource.themes, *resource.problems, *resource.forms, *resource.sectors)
    found = {
        "@context": [CONTEXT, {"@language": lang}],
        "id": resource.url or resource.iri,
        "type": ["LearningResource"],
        "name": resource.name(lang),
        "description": resource.description(lang),
        "keywords": list(dict.fromkeys(thing.label(lang) for thing in terms)),
        "inLanguage": [resource.language],
        "creator": makers,
        "publisher": [_organisation(thing, lang) for thing in resource.providers] or makers,
        "audience": [
            {"type": "Concept", "id": thing.iri, "prefLabel": {lang: thing.label(lang) for lang in LANGUAGES}}
            for thing in resource.audiences
        ],
        "isPartOf": _works(resource.wholes, lang),
        "isBasedOn": _works(resource.originals, lang),
        "license": {"id": resource.licence} if resource.licence.startswith(_OPEN_LICENCES) else None,
        # The day is unknown where a source gives a month: AMB takes whole dates only.
        "datePublished": resource.published if resource.published.count("-") == 2 else "",
        "mainEntityOfPage": [
            {
                "id": site.page(resource.iri),
                "type": "WebContent",
                "provider": {"id": PUBLISHER, "type": "Service", "name": TITLES[lang]},
            }
        ],
    }
    return {name: value for name, value in found.items() if value}
