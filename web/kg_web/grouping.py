"""Long lists in parts, each with a heading: who looks for something knows what it is about before its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.namespaces import KG, SKOS
from kg.things import Thing
from kg_web.site import current_site

# Kind -> the property by which its things are parted, and the scheme of its values.
_BY = {
    "disagreement": (KG + "disagreementType", "disagreement-type"),
    "finding": (KG + "findingType", "finding-type"),
    "instrument": (KG + "cluster", "cluster"),
    "problem": (SKOS + "relatedMatch", "problem-area"),
}
# Kind -> the property that says which weigh most.
_WEIGHT = {"disagreement": (KG + "severity", "severity")}


@dataclass(frozen=True)
class Group:
    """A part of a list.

    :param head: what its things have in common; ``None`` for those of which that is not said.
    """

    head: Thing | None
    things: list[Thing]


def grouped(kind: str, listed: Sequence[Thing]) -> list[Group]:
    """The things of a kind in parts, in the order of the scheme; nothing for a kind that is not parted.

    A thing with two values stands under the first of them. Within a part the heaviest come first where things have a
    weight, and else, and among equals, the order is the one given.
    """
    things = current_site().things
    if kind not in _BY:
        return []
    predicate, scheme = _BY[kind]
    heads = things.scheme(scheme)
    place = {head.iri: number for number, head in enumerate(heads)}
    parts: dict[int, list[Thing]] = defaultdict(list)
    for thing in _heaviest_first(kind, listed):
        parts[min((place[iri] for iri in thing.values(predicate) if iri in place), default=len(heads))].append(thing)
    return [Group(heads[number] if number < len(heads) else None, parts[number]) for number in sorted(parts)]


def is_weighed(kind: str) -> bool:
    """Whether the heaviest things of a kind come first."""
    return kind in _WEIGHT


def _heaviest_first(kind: str, listed: Sequence[Thing]) -> list[Thing]:
    if kind not in _WEIGHT:
        return list(listed)
    predicate, scheme = _WEIGHT[kind]
    weight = {one.iri: number for number, one in enumerate(current_site().things.scheme(scheme))}
    return sorted(listed, key=lambda thing: min((weight[iri] for iri in thing.values(predicate)), default=len(weight)))
