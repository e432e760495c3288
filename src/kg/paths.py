"""How two things hang together: the shortest path of links between them.

Links are asked of each thing on the way, so that the first to ask waits for nothing and no second copy of the graph
lies in memory::

    steps = shortest(ways_of(things), toolwiel.iri, problem.iri)
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.namespaces import ID, KG
from kg.store import Store, full_rows
from kg.things import Things

# Properties that say where a thing stands, not what it has to do with another: they make poor explanations.
_WEAK = {KG + name for name in ("level", "askedBy", "experiencedBy", "goal", "cluster", "phase", "instrumentType")} | {
    "https://schema.org/" + name for name in ("educationalLevel", "audience", "learningResourceType")
}
# Passages and schemes hold things of every sort: a path through them would join everything to everything.
_NO_WAY_THROUGH = (ID + "passage/", ID + "scheme/")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path.

    :param forward: whether the link points from ``start`` to ``end``, or the other way round.
    """

    start: str
    link: str
    end: str
    forward: bool

    @property
    def back(self) -> Step:
        """The same link, walked the other way."""
        return Step(self.end, self.link, self.start, not self.forward)


Ways = Callable[[str], Iterable[Step]]


@dataclass(frozen=True, slots=True)
class NamedStep:
    """One link of a path, in words.

    :param direction: ``forward`` if the link points from the first to the second, else ``backward``.
    """

    start: str
    link: str
    end: str
    direction: str
    start_iri: str
    link_iri: str
    end_iri: str


def named(steps: list[Step], names: Directory, lang: str) -> list[NamedStep]:
    """The steps of a path with the names of things and links."""
    return [
        NamedStep(
            names.label(step.start, lang),
            names.label(step.link, lang),
            names.label(step.end, lang),
            "forward" if step.forward else "backward",
            step.start,
            step.link,
            step.end,
        )
        for step in steps
    ]


def shortest(ways: Ways, start: str, end: str) -> list[Step]:
    """The shortest explanation of how two things hang together; the same way there and back.

    A link that explains something is 1 long, one that only sorts (sector, level, audience) is 3 (Dijkstra, "A note on
    two problems in connexion with graphs", 1959).

    :param ways: address of a thing -> the links from and to it.
    :param start: address of a thing.
    :param end: address of another thing.
    :returns: the steps from start to end; empty if both are the same.
    :raises KgError: ``not-found`` if nothing links them.
    """
    if start > end:
        return [step.back for step in reversed(shortest(ways, end, start))]
    reached: dict[str, Step | None] = {}
    # Of ways of one length the first in the alphabet, so that the answer is the same every time.
    coming: list[tuple[int, str, str, str, bool]] = [(0, start, "", "", True)] if _is_way(start) else []
    while coming and end not in reached:
        length, here, before, link, forward = heapq.heappop(coming)
        if here in reached:
            continue
        reached[here] = Step(before, link, here, forward) if before else None
        for step in ways(here):
            if step.end not in reached:
                heapq.heappush(coming, (length + _length(step), step.end, here, step.link, step.forward))
    if end not in reached:
        raise KgError(
            Code.NOT_FOUND,
            "No chain of links joins these two things.",
            hint="`kg show` lists the links of each.",
            dutch=("Niets verbindt deze twee dingen.", "`kg show` toont van elk wat eraan vastzit."),
        )
    steps = []
    last = reached[end]
    while last is not None:
        steps.append(last)
        last = reached[last.start]
    return steps[::-1]


def ways_of(things: Things) -> Ways:
    """The links between things that were prepared for pages: nothing is read for a path."""

    def ways(iri: str) -> Iterator[Step]:
        thing = things.all.get(iri)
        if thing is None:
            return
        for predicate, facts in thing.outgoing.items():
            for fact in facts:
                if fact.value.kind == "iri" and _is_way(fact.value.value):
                    yield Step(iri, predicate, fact.value.value, forward=True)
        for mention in thing.mentions:
            if _is_way(mention.subject):
                yield Step(iri, mention.predicate, mention.subject, forward=False)

    return ways


def ways_in(store: Store) -> Ways:
    """The links between things as a store tells them of each thing: quicker than preparing all for one path."""

    def ways(iri: str) -> Iterator[Step]:
        for link, end in full_rows(store, f"SELECT ?link ?end WHERE {{ <{iri}> ?link ?end FILTER(ISIRI(?end)) }}"):
            if _is_way(end.value):
                yield Step(iri, link.value, end.value, forward=True)
        for start, link in full_rows(store, f"SELECT ?start ?link WHERE {{ ?start ?link <{iri}> }}"):
            if _is_way(start.value):
                yield Step(iri, link.value, start.value, forward=False)

    return ways


def _is_way(iri: str) -> bool:
    return iri.startswith(ID) and "#" not in iri and not iri.startswith(_NO_WAY_THROUGH)


def _length(step: Step) -> int:
    return 3 if step.link in _WEAK else 1
