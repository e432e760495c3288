"""What the repository holds: one item per instrument, with its date, its sets and the forms it can be had in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.namespaces import ID
from kg.publish.oai.formats import FORMATS
from kg.publish.resources import Resource
from kg.publish.site import Site
from kg.publish.xml import Markup
from kg.settings import LANGUAGES
from kg.things import Thing

# oai-identifier (guidelines, section 2): a domain name, then a local name.
NAMESPACE = "w3id.org"
_LOCAL = "instrumentenwijzer/"
# Set specification -> its name. A member of ``sector:mbo`` is one of ``sector`` too (section 2.7.2).
_GROUPS = {
    "sector": "Onderwijssector / education sector",
    "programme": "Programma / programme",
    "form": "Vorm / form",
    "theme": "Thema / theme",
    "list": "Lijst van de impactstudie / list of the impact study",
}


def identifier(iri: str) -> str:
    """The OAI identifier of a thing: ``oai:w3id.org:instrumentenwijzer/instrument/toolwiel``."""
    return f"oai:{NAMESPACE}:{_LOCAL}{iri.removeprefix(ID)}"


@dataclass(frozen=True, slots=True)
class Item:
    """One instrument, present or deleted.

    :param identifier: its OAI identifier.
    :param datestamp: day of its last change (YYYY-MM-DD).
    :param sets: the sets that it is in, each with the set above it.
    :param resource: the instrument, or ``None`` if it is deleted.
    """

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    resource: Resource | None


def _sets(resource: Resource) -> dict[str, str]:
    """Set specification -> its name, for one resource."""

    def members(group: str, things: tuple[Thing, ...]) -> dict[str, str]:
        named = {f"{group}:{thing.slug}": " / ".join(dict.fromkeys(map(thing.label, LANGUAGES))) for thing in things}
        return {group: _GROUPS[group], **named} if named else {}

    return {
        **members("sector", resource.sectors),
        **members("programme", resource.makers),
        **members("form", resource.forms),
        **members("theme", resource.themes),
        **({"list": _GROUPS["list"]} if resource.listed else {}),
    }


class Repository:
    """The repository over the instruments of one graph.

    :param resources: the instruments.
    :param site: where it is published.
    :param changed: address -> day of the last change (YYYY-MM-DD), for instruments and what they point at.
    :param deleted: address of an instrument that is no more -> the day it went.
    :param earliest: the first day of the graph: no change is older.
    """

    def __init__(
        self,
        resources: list[Resource],
        site: Site,
        changed: Mapping[str, str],
        deleted: Mapping[str, str],
        earliest: str,
    ) -> None:
        self.site = site
        self.earliest = earliest
        self.sets: dict[str, str] = {}
        items = [Item(identifier(iri), max(day, earliest), (), None) for iri, day in deleted.items()]
        for resource in resources:
            sets = _sets(resource)
            self.sets.update(sets)
            # A record shows the names of what it points at: it changes with them.
            days = [changed.get(thing.iri, earliest) for thing in (resource.thing, *resource.related)]
            items.append(Item(identifier(resource.iri), max([*days, earliest]), tuple(sorted(sets)), resource))
        self.items = {item.identifier: item for item in sorted(items, key=lambda item: item.identifier)}

    def has(self, item: Item, prefix: str) -> bool:
        """Whether an item can be had in a form. What is deleted is deleted in every form."""
        return item.resource is None or FORMATS[prefix].offers(item.resource)

    def metadata(self, item: Item, prefix: str) -> Markup | None:
        """The XML of an item in a form; nothing if it is deleted or cannot be had so."""
        return FORMATS[prefix].write(item.resource, self.site) if item.resource else None

    def selection(self, prefix: str, first: str, last: str, group: str) -> list[Item]:
        """The items in a form, changed within days and in a set, in a fixed order.

        :param first: no older change than this day; empty for no bound.
        :param last: no later change than this day; empty for no bound.
        :param group: set specification; empty for all.
        """
        return [
            item
            for item in self.items.values()
            if (not first or item.datestamp >= first)
            and (not last or item.datestamp <= last)
            and (not group or group in item.sets)
            and self.has(item, prefix)
        ]

    @cached_property
    def state(self) -> str:
        """A name for what the repository holds now: it changes when an item comes, goes or changes."""
        lines = [
            f"{item.identifier} {item.datestamp} {item.sets} {item.resource is None}" for item in self.items.values()
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
