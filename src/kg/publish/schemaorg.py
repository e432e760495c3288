"""Instruments as schema.org JSON-LD, for search engines, Edurep and edusources.

``"@context": "https://schema.org/"`` is read as **http**://schema.org/ by JSON-LD processors, while the shapes of
consumers look at **https**. So the context here names the vocabulary itself: nothing is fetched, and terms stay https.
Own themes, problems and forms are ``DefinedTerm`` in ``keywords``: that is where Edurep puts foreign terms anyway.
"""

from __future__ import annotations

import json
from typing import Any

from kg.namespaces import ID, KG, SCHEMA
from kg.publish.resources import Resource, level
from kg.publish.site import LICENCE, PUBLISHER, TITLES, Site
from kg.things import Thing

CONTEXT: dict[str, Any] = {
    "@vocab": SCHEMA,
    # Codes and dates are in no language.
    **{name: {"@language": None} for name in ("datePublished", "encodingFormat", "inLanguage")},
    # In schema.org's own context these hold addresses; without this they would be mere texts.
    **{name: {"@type": "@id"} for name in ("url", "license", "sdLicense", "mainEntityOfPage", "inDefinedTermSet")},
}
OBK = "http://purl.edustandaard.nl/begrippenkader"


def _term(thing: Thing, lang: str, scheme: str) -> dict[str, str]:
    return {
        "@type": "DefinedTerm",
        "@id": level(thing) or thing.iri,
        "name": thing.label(lang),
        "inDefinedTermSet": OBK if level(thing) else f"{ID}scheme/{scheme}",
    }


def _organisation(thing: Thing, lang: str) -> dict[str, str]:
    # schema:Project is an Organization: that is what a programme is here.
    kind = "Project" if "/programme/" in thing.iri else "Organization"
    return {"@type": kind, "@id": thing.iri, "name": thing.label(lang)}


def _works(things: tuple[Thing, ...], lang: str) -> list[dict[str, str]]:
    return [{"@type": "LearningResource", "@id": thing.iri, "name": thing.label(lang)} for thing in things]


def instrument(resource: Resource, site: Site, lang: str) -> dict[str, Any]:
    """One instrument as a JSON-LD object with its context.

    :param lang: ``nl`` or ``en``: the language of names and descriptions.
    """
    makers = [_organisation(thing, lang) for thing in resource.makers]
    providers = [_organisation(thing, lang) for thing in resource.providers]
    found = {
        "@context": {**CONTEXT, "@language": lang},
        "@id": resource.iri,
        "@type": "LearningResource",
        "name": resource.name(lang),
        "alternateName": list(resource.other_names),
        "alternativeHeadline": resource.thing.value(KG + "actionLabel", lang),
        "description": resource.description(lang),
        # Without a known place on the web, our page is where to read on.
        "url": resource.url or site.page(resource.iri, lang),
        "mainEntityOfPage": site.page(resource.iri, lang),
        "encodingFormat": resource.media_type,
        "inLanguage": resource.language,
        "learningResourceType": [_term(thing, lang, "form") for thing in resource.forms],
        "educationalLevel": [_term(thing, lang, "sector") for thing in resource.sectors],
        "audience": [
            {"@type": "EducationalAudience", "@id": thing.iri, "educationalRole": thing.label(lang)}
            for thing in resource.audiences
        ],
        "keywords": [
            *(_term(thing, lang, "theme") for thing in resource.themes),
            *(_term(thing, lang, "problem") for thing in resource.problems),
        ],
        "creator": makers,
        "publisher": providers or makers,
        "isPartOf": _works(resource.wholes, lang),
        "isBasedOn": _works(resource.originals, lang),
        "datePublished": resource.published,
        "license": resource.licence,
        "sdPublisher": {"@type": "Organization", "@id": PUBLISHER, "name": TITLES[lang]},
        "sdLicense": LICENCE,
    }
    return {name: value for name, value in found.items() if value}


def script(resource: Resource, site: Site, lang: str) -> str:
    """The same as text that can stand inside an HTML ``<script type="application/ld+json">`` element.

    ``<`` is escaped, so that no text of the graph can close the element.
    """
    return json.dumps(instrument(resource, site, lang), ensure_ascii=False).replace("<", "\\u003c")


def catalogue(resources: list[Resource], site: Site, lang: str) -> dict[str, Any]:
    """All instruments in one JSON-LD document: a DataFeed with one context."""
    items = [instrument(resource, site, lang) for resource in resources]
    return {
        "@context": {**CONTEXT, "@language": lang},
        "@id": site.address(f"schemaorg/{lang}.jsonld"),
        "@type": "DataFeed",
        "name": TITLES[lang],
        "license": LICENCE,
        "dataFeedElement": [{key: value for key, value in item.items() if key != "@context"} for item in items],
    }
