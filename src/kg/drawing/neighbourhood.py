"""Which things and links a drawing shows: a thing with its neighbours, and those of each thing opened beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.drawing import Box, Drawing, Link, draw
from kg.namespaces import KG, SKOS, SYMMETRIC
from kg.stemming import folded
from kg.things import Thing, Things

# Links that hold the graph together rather than say something.
_STRUCTURE = {SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept")} | {
    KG + name for name in ("basis", "findingType", "severity", "disagreementType", "organisationType", "framework")
}
# Kinds that no drawing shows.
_UNDRAWN = {"scheme", "passage", "finding", "basis", "strength", "finding-type", "case-role"}
# A kind with more neighbours than this is drawn in part, unless asked for whole: so many of it.
MOST, _DRAWN = 15, 12
# Kinds that only sort: shown when asked for, or when the drawing starts from one.
SORTING = {
    "cluster",
    "form",
    "goal",
    "instrument-type",
    "level",
    "phase",
    "problem-area",
    "role",
    "sector",
    "stage",
    "target-group",
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing linked to another.

    :param predicate: the property of the link.
    :param forward: whether the other thing points to this one.
    """

    thing: Thing
    predicate: str
    forward: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """In which words a drawing speaks.

    :param lang: language of the names, ``nl`` or ``en``.
    :param kind: kind -> its name above its boxes.
    :param rest: how many things of a kind are not drawn -> what their box says.
    """

    lang: str
    kind: Callable[[str], str] = str
    rest: Callable[[int], str] = "+ {}".format


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What a drawing shows, also as a list.

    :param root: the thing it starts from.
    :param opened: the root and the things opened beside it, each with its neighbours that are shown.
    :param kinds: every kind among the neighbours with how many things it has, shown or not.
    :param hidden: the kinds that are not shown.
    """

    root: Thing
    opened: list[tuple[Thing, list[Neighbour]]]
    kinds: dict[str, int]
    hidden: set[str]
    drawing: Drawing


def neighbours(things: Things, thing: Thing) -> list[Neighbour]:
    """The things linked to a thing, in either direction, each once per sort of link; by kind and name."""
    found: dict[tuple[str, str, bool], Neighbour] = {}
    for other, predicate, said_forward in _links(things, thing):
        forward = said_forward or predicate in SYMMETRIC
        drawn = other.kind and other.kind not in _UNDRAWN and not other.part and other.types and other is not thing
        # A link that is said from both sides is drawn once.
        if drawn and predicate not in _STRUCTURE and (other.iri, predicate, not forward) not in found:
            found.setdefault((other.iri, predicate, forward), Neighbour(other, predicate, forward))
    return sorted(found.values(), key=lambda one: (one.thing.kind, folded(one.thing.label("nl")), one.thing.iri))


def _links(things: Things, thing: Thing) -> Iterator[tuple[Thing, str, bool]]:
    for predicate, facts in thing.outgoing.items():
        for fact in facts:
            if fact.value.kind == "iri" and fact.value.value in things.all:
                yield things.all[fact.value.value], predicate, True
    for mention in thing.mentions:
        yield things.all[mention.subject], mention.predicate, False


def _left_out(found: Iterable[Neighbour], whole: Collection[str]) -> set[str]:
    """Of kinds with very many neighbours, those that have the fewest links themselves."""
    by_kind: dict[str, dict[str, Thing]] = {}
    for one in found:
        by_kind.setdefault(one.thing.kind, {})[one.thing.iri] = one.thing
    return {
        thing.iri
        for kind, ones in by_kind.items()
        if kind not in whole and len(ones) > MOST
        for thing in sorted(ones.values(), key=_links_of, reverse=True)[_DRAWN:]
    }


def _links_of(thing: Thing) -> int:
    """In how many links a thing stands."""
    return len(thing.mentions) + sum(fact.value.kind == "iri" for facts in thing.outgoing.values() for fact in facts)


def around(  # noqa: PLR0913 - all that the address of a drawing says
    things: Things,
    root: Thing,
    opened: Iterable[Thing],
    shown: set[str] | None,
    wording: Wording,
    *,
    whole: Collection[str] = (),
) -> Neighbourhood:
    """The drawing of a thing and what it is linked to.

    :param opened: things of which the neighbours are shown too.
    :param shown: the kinds to show; ``None`` for all but those that only sort.
    :param whole: the kinds of which all things are drawn, however many.
    """
    lang = wording.lang
    centres = list({thing.iri: thing for thing in (root, *opened)}.values())
    all_neighbours = [(centre, neighbours(things, centre)) for centre in centres]
    kinds: dict[str, set[str]] = {}
    for _centre, found in all_neighbours:
        for one in found:
            kinds.setdefault(one.thing.kind, set()).add(one.thing.iri)
    wanted = set(kinds) - SORTING if shown is None else shown & set(kinds)
    if shown is None and not wanted:
        wanted = set(kinds)
    told = [(centre, [one for one in found if one.thing.kind in wanted]) for centre, found in all_neighbours]
    boxes = {centre.iri: Box(centre.iri, centre.kind, centre.label(lang), first=True) for centre in centres}
    links: dict[frozenset[str], Link] = {}
    rest: dict[str, set[str]] = {}
    for centre, found in told:
        left_out = _left_out(found, whole)
        for one in found:
            if one.thing.iri in left_out:
                rest.setdefault(one.thing.kind, set()).add(one.thing.iri)
                continue
            boxes.setdefault(one.thing.iri, Box(one.thing.iri, one.thing.kind, one.thing.label(lang)))
            link = Link(centre.iri, one.thing.iri, things.label(one.predicate, lang))
            links.setdefault(frozenset((centre.iri, one.thing.iri)), link)
    for kind, iris in rest.items():
        # What one thing leaves out, another that is opened may draw.
        if number := len(iris - boxes.keys()):
            boxes[kind] = Box(kind, kind, wording.rest(number), rest=number)
    drawing = draw(boxes.values(), links.values(), wording.kind)
    counts = {kind: len(iris) for kind, iris in sorted(kinds.items())}
    return Neighbourhood(root, told, counts, set(kinds) - wanted, drawing)
