"""Instruments as learning resources: what portals want to know of them.

Every export of instruments (schema.org, NL-LOM, Dublin Core, AMB) is made from these values, so that they agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import DCT, KG, SCHEMA, SKOS
from kg.things import Thing, Things

_MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Resource:
    """One instrument, as portals know learning resources.

    :param thing: the instrument itself.
    :param title: its title as the source prints it.
    :param language: language of that title, and so of the resource.
    :param other_names: other names, in the language of the title.
    :param url: where it stands on the web, or empty where no source says.
    :param media_type: of what stands there, as far as the address tells; empty without an address.
    :param makers: programmes that made it.
    :param providers: organisations that offer it.
    :param problems: what it helps with, the best help first.
    :param wholes: what it is part of.
    :param originals: what it is based on.
    :param listed: whether it is one of the 47 of the list in the impact study.
    :param published: date of publication (year, month or day), where a source gives it.
    :param licence: licence of the resource itself, where a source gives it.
    """

    thing: Thing
    title: str
    language: str
    other_names: tuple[str, ...]
    url: str
    media_type: str
    makers: tuple[Thing, ...]
    providers: tuple[Thing, ...]
    sectors: tuple[Thing, ...]
    audiences: tuple[Thing, ...]
    forms: tuple[Thing, ...]
    themes: tuple[Thing, ...]
    problems: tuple[Thing, ...]
    wholes: tuple[Thing, ...]
    originals: tuple[Thing, ...]
    listed: bool
    published: str
    licence: str

    @property
    def iri(self) -> str:
        """The instrument's address."""
        return self.thing.iri

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.thing.slug

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.thing.label(lang)

    def description(self, lang: str) -> str:
        """What it is, in a language."""
        return self.thing.value(DCT + "description", lang)

    @property
    def related(self) -> tuple[Thing, ...]:
        """Everything whose name a record of this resource shows."""
        groups = (self.makers, self.providers, self.sectors, self.audiences, self.forms, self.themes, self.problems)
        return tuple(thing for group in (*groups, self.wholes, self.originals) for thing in group)


def level(sector: Thing) -> str:
    """A sector in the vocabulary that Dutch portals share (OBK), or empty where it has no level there."""
    return sector.value(SKOS + "exactMatch")


def web_address(printed: str) -> str:
    """An address as a browser takes it: the sources print most without their scheme."""
    return printed if printed.startswith(("http://", "https://")) else f"https://{printed}"


def _url(things: Things, instrument: Thing) -> str:
    """The instrument's first address. Where the print lost a hyphen, the repaired address is the one that works."""
    for iri in sorted(instrument.values(KG + "link")):
        link = things.all[iri]
        return link.value(KG + "repairedUrl") or web_address(link.value(KG + "printedUrl"))
    return ""


def _media_type(url: str) -> str:
    return _MEDIA_TYPES.get(url.rpartition(".")[2].lower(), "text/html") if url else ""


def _resource(things: Things, instrument: Thing) -> Resource:
    def linked(*predicates: str) -> tuple[Thing, ...]:
        return tuple(things.all[iri] for name in predicates for iri in instrument.values(name) if iri in things.all)

    helped = sorted(
        instrument.facts(KG + "addresses"),
        key=lambda fact: (min((claim.rank for claim in fact.claims), default=0), fact.value.value),
    )
    title = min(instrument.facts(DCT + "title"), key=lambda fact: (fact.value.lang != "nl", fact.value.value)).value
    language = title.lang or "nl"
    documents = linked(KG + "sameDocument")
    url = _url(things, instrument)
    return Resource(
        instrument,
        title.value,
        language,
        tuple(fact.value.value for fact in instrument.facts(SKOS + "altLabel", language)),
        url,
        _media_type(url),
        linked(SCHEMA + "producer"),
        linked(SCHEMA + "provider"),
        linked(SCHEMA + "educationalLevel"),
        linked(SCHEMA + "audience"),
        linked(SCHEMA + "learningResourceType"),
        linked(SCHEMA + "about"),
        tuple(things.all[fact.value.value] for fact in helped),
        linked(DCT + "isPartOf"),
        linked(SCHEMA + "isBasedOn"),
        instrument.value(KG + "inInstrumentList") == "true",
        next((date for document in documents if (date := document.value(DCT + "date"))), ""),
        next((licence for document in documents if (licence := document.value(DCT + "license"))), ""),
    )


def read_resources(things: Things) -> list[Resource]:
    """All instruments of a graph, sorted by address."""
    return [
        _resource(things, thing) for thing in sorted(things.kinds.get("instrument", []), key=lambda thing: thing.iri)
    ]
