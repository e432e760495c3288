"""Instruments in NL-LOM 1.0, the form that Edurep harvests: IMS-MD 1.2.4 with Dutch vocabularies.

Mandatory are title, catalogue entry, language, metadata scheme, location, role of the intended user, cost and
copyright. An instrument of which one of these is unknown has no NL-LOM record, rather than an invented one.
"""

from __future__ import annotations

from kg.publish.resources import Resource, level
from kg.publish.xml import Markup, element
from kg.settings import LANGUAGES
from kg.things import Thing

NAMESPACE = "http://www.imsglobal.org/xsd/imsmd_v1p2"
SCHEMA = "http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd"
_ATTRIBUTES = {
    "xmlns": NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
}
_VDEX = "http://purl.edustandaard.nl/vdex_{}.xml"
_OBK = "http://purl.edustandaard.nl/begrippenkader"
# 5.5: LOM knows teacher, author, learner and manager. Whoever is not named here supports or teaches: teacher.
_MANAGERS = {
    "aanbieders",
    "academies",
    "beleidsadviseurs",
    "beleidsmakers",
    "bestuurders",
    "hoger-onderwijsinstellingen",
    "hr-professionals",
    "instellingen",
    "leidinggevenden",
    "lerarenopleidingen",
    "managementteams",
    "mbo-instellingen",
    "opleidingscoordinatoren",
    "teamleiders",
}
# 5.6: mbo is part of BVE in this vocabulary.
_CONTEXTS = {"mbo": "BVE", "hbo": "HBO", "wo": "WO"}
# 1.8: what is one text, picture or tool is level 1; what bundles such things is level 2.
_SINGLE = {"kort-overzicht", "langer-artikel", "losse-tool", "model", "podcast"}
# 6.2: only licences that a source states; the values of the 2018 edition of the vocabulary.
_COPYRIGHT = "https://purl.edustandaard.nl/copyrightsandotherrestrictions_nllom_20180530"
_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "cc-by-40",
    "https://creativecommons.org/licenses/by-sa/4.0/": "cc-by-sa-40",
}
_UNKNOWN_RIGHTS = "De licentie is bij de Instrumentenwijzer niet bekend; vraag de maker."


def _said(value: str, lang: str = "x-none") -> Markup:
    return element("langstring", value, attributes={"xml:lang": lang})


def _value(tag: str, vocabulary: str, value: str) -> Markup:
    source = vocabulary if vocabulary.startswith("http") else _VDEX.format(vocabulary)
    return element(tag, element("source", _said(source)), element("value", _said(value)))


def _entry(address: str) -> Markup:
    return element("catalogentry", element("catalog", "URI"), element("entry", _said(address)))


def _vcard(name: str) -> Markup:
    """A vCard 3.0 of an organisation (RFC 2426): comma, semicolon and backslash are escaped."""
    escaped = name.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", " ")
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{escaped}\nN:{escaped};;;;\nORG:{escaped}\nEND:VCARD"
    return element("centity", element("vcard", card))


def _contribute(part: str, role: str, names: list[str]) -> Markup:
    if not names:
        return Markup()
    vocabulary = f"{part}_contribute_role_lomv1p0_20060628"
    return element("contribute", _value("role", vocabulary, role), Markup("".join(_vcard(name) for name in names)))


def is_possible(resource: Resource) -> bool:
    """Whether all that is mandatory is known.

    No source speaks of cost. What a programme made with public money and put on the web is free to take: that much
    we say; of other instruments we do not know it.
    """
    return bool(resource.url and resource.makers and resource.audiences)


def _general(resource: Resource) -> Markup:
    lang = resource.language
    single = all(form.slug in _SINGLE for form in resource.forms)
    keywords = [element("keyword", _said(thing.label(lang), lang)) for thing in (*resource.themes, *resource.problems)]
    return element(
        "general",
        element("title", _said(resource.name(lang), lang)),
        _entry(resource.iri),
        element("language", lang),
        element("description", *(_said(resource.description(name), name) for name in LANGUAGES)),
        *keywords,
        _value("aggregationlevel", "aggregationlevel_czp_20060628", "1" if single else "2"),
    )


def _lifecycle(resource: Resource) -> Markup:
    lang = resource.language
    return element(
        "lifecycle",
        _contribute("lifecycle", "author", [thing.label(lang) for thing in resource.makers]),
        _contribute("lifecycle", "publisher", [thing.label(lang) for thing in resource.providers]),
    )


def _metametadata(resource: Resource, editors: str) -> Markup:
    return element(
        "metametadata",
        _entry(resource.iri),
        _contribute("metametadata", "creator", [editors]),
        element("metadatascheme", "LOMv1.0"),
        element("metadatascheme", "nl_lom_v1p0"),
        element("language", "nl"),
    )


def _educational(resource: Resource) -> Markup:
    roles = {
        "manager" if thing.slug in _MANAGERS else "learner" if thing.slug == "studenten" else "teacher"
        for thing in resource.audiences
    }
    contexts = [_CONTEXTS[thing.slug] for thing in resource.sectors if thing.slug in _CONTEXTS]
    return element(
        "educational",
        # All instruments of the graph are for the development of teachers and those around them.
        _value("learningresourcetype", "learningresourcetype_czp_20060628", "professionaliseringsmateriaal"),
        *(_value("intendedenduserrole", "intendedenduserrole_lomv1p0_20060628", role) for role in sorted(roles)),
        *(_value("context", "context_czp_20060628", context) for context in contexts),
    )


def _rights(resource: Resource) -> Markup:
    value = _LICENCES.get(resource.licence)
    return element(
        "rights",
        _value("cost", "cost_lomv1p0_20060628", "no"),
        _value("copyrightandotherrestrictions", _COPYRIGHT, value or "yes"),
        # 6.3 is mandatory where 6.2 says no more than yes.
        element("description", _said(resource.licence or _UNKNOWN_RIGHTS, "x-none" if resource.licence else "nl")),
    )


def _relations(kind: str, things: tuple[Thing, ...]) -> list[Markup]:
    return [
        element(
            "relation",
            _value("kind", "relation_kind_lomv1p0_20060628", kind),
            element("resource", _entry(thing.iri)),
        )
        for thing in things
    ]


def _levels(resource: Resource) -> Markup:
    """9: the levels by which Edurep and edusources select, as terms of the Dutch education vocabulary."""
    taxons = [
        element(
            "taxonpath",
            element("source", _said(_OBK)),
            element("taxon", element("id", level(thing).rpartition("/")[2]), element("entry", _said(thing.slug, "nl"))),
        )
        for thing in resource.sectors
        if level(thing)
    ]
    if not taxons:
        return Markup()
    purpose = _value("purpose", "classification_purpose_czp_20060628", "educational level")
    return element("classification", purpose, *taxons)


def record(resource: Resource, editors: str) -> Markup | None:
    """One instrument as a ``lom`` element, or nothing where something mandatory is unknown.

    :param editors: name of those who keep the graph: the makers of the record.
    """
    if not is_possible(resource):
        return None
    return element(
        "lom",
        _general(resource),
        _lifecycle(resource),
        _metametadata(resource, editors),
        element("technical", element("format", resource.media_type), element("location", resource.url)),
        _educational(resource),
        _rights(resource),
        *_relations("ispartof", resource.wholes),
        *_relations("isbasedon", resource.originals),
        _levels(resource),
        attributes=_ATTRIBUTES,
    )
