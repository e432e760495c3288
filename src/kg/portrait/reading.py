"""What a source says: its sections in their order, with the statements of the graph that rest on each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.namespaces import DCT, KG, OA, SKOS
from kg.things import Claim, Fact, Thing, Things


@dataclass(frozen=True, slots=True)
class Grounded:
    """A statement that rests on a section.

    :param thing: what it is about: a thing, or a finding, observation or position itself.
    :param fact: the fact about the thing; ``None`` for a finding, observation or position.
    """

    thing: Thing
    fact: Fact | None = None

    @property
    def whole(self) -> str:
        """The address of the thing, or of the one that it is a part of."""
        return self.thing.iri.partition("#")[0]


@dataclass(slots=True)
class Section:
    """A section, table or figure of a source.

    :param thing: the section itself.
    :param notation: its number or name, such as ``4.3/2``.
    :param title: its heading.
    :param depth: 0 for a chapter, 1 for what stands in one...
    :param statements: what rests on it, not counting the sections in it.
    """

    thing: Thing
    notation: str
    title: str
    depth: int
    statements: list[Grounded] = field(default_factory=list)


class Reading:
    """All sources with what rests on their sections.

    :param things: everything the graph says.
    """

    def __init__(self, things: Things) -> None:
        self._things = things
        self._resting: dict[str, dict[tuple[str, str, str], Grounded]] = defaultdict(dict)
        for thing in things.all.values():
            for passage in thing.passages:
                self._resting[passage.section][thing.iri, "", ""] = Grounded(thing)
            for facts in thing.outgoing.values():
                for fact in facts:
                    self._add(thing, fact)

    def _add(self, thing: Thing, fact: Fact) -> None:
        claim: Claim
        for claim in fact.claims:
            for passage in claim.passages:
                # One claim grounds a text in all languages; of each reader only those in his own are told.
                key = thing.iri, fact.predicate, f"{fact.value.value}@{fact.value.lang}"
                self._resting[passage.section][key] = Grounded(thing, fact)

    def sections(self, source: Thing, lang: str) -> list[Section]:
        """The sections of a source in the order of the text, with what rests on each, as :meth:`section` has it."""
        found: list[Section] = []

        def descend(above: Thing, depth: int) -> None:
            below = [self._things.all[iri] for iri in above.about(DCT + "isPartOf")]
            for thing in sorted(below, key=lambda part: (int(part.value(OA + "start") or 0), part.iri)):
                found.append(self.section(thing, lang, depth))
                descend(thing, depth + 1)

        descend(source, 0)
        return found

    def section(self, thing: Thing, lang: str, depth: int = 0) -> Section:
        """One section with what rests on it: findings and figures first, then facts by thing.

        :param lang: of texts in several languages, those in this one are told; one that has no other stays.
        """
        resting = self._resting.get(thing.iri, {}).values()
        told = {(one.thing.iri, one.fact.predicate) for one in resting if one.fact and one.fact.value.lang == lang}
        statements = sorted(
            (
                one
                for one in resting
                if one.fact is None
                or one.fact.value.lang in {"", lang}
                or (one.thing.iri, one.fact.predicate) not in told
            ),
            key=lambda one: (
                one.fact is not None,
                one.thing.kind,
                one.thing.iri,
                one.fact.predicate if one.fact else "",
            ),
        )
        notation, title = thing.value(SKOS + "notation"), thing.value(DCT + "title")
        return Section(thing, notation, "" if title == notation else title, depth, statements)

    def is_section(self, thing: Thing | None) -> bool:
        """Whether this is a section of a source."""
        return thing is not None and KG + "Section" in thing.types
