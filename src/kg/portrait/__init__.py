"""What a page about one thing tells: its facts, what is tied to it from both sides, findings, figures, help.

Everything comes from :mod:`kg.things`, so nothing here asks a store::

    portrait = Portrait(things, things.get("problem", "geen-leercultuur"), "nl")
    [help.instrument.slug for help in portrait.help]      # best first
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kg.namespaces import DCT, KG, QB, SCHEMA, SKOS
from kg.portrait.ties import MAPPINGS, STRUCTURE, Kindred, Tie, by_name, kindred
from kg.stemming import folded
from kg.things import Claim, Fact, Thing, Things

# What tells a thing in one or two sentences, the best first.
_LEADS = (SKOS + "definition", DCT + "description", KG + "reason")
# Facts stand by the address of their property, but what begins stands just before its end.
_PLACE = {SCHEMA + "startDate": SCHEMA + "end"}
# A concept of a scheme with the concepts below it, each with those below it.
Branch: TypeAlias = "tuple[Thing, list[Branch]]"


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding, observation or position with what it rests on.

    :param thing: the statement itself; its words are its ``dct:description``.
    :param claims: what it rests on, in the form of a claim.
    """

    thing: Thing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """An instrument that helps with a problem.

    :param strength: ``central`` or ``partly``.
    :param claims: how, and what that rests on.
    """

    instrument: Thing
    strength: str
    claims: tuple[Claim, ...]


def grounds(things: Things, part: Thing) -> tuple[Claim, ...]:
    """What a finding, observation, position, link or use rests on itself; nothing where it has no basis."""
    basis = things.all.get(part.value(KG + "basis"))
    if basis is None:
        return ()
    reason = {fact.value.lang: fact.value.value for fact in part.facts(KG + "reason")}
    return (Claim(part.iri, basis.value(SKOS + "notation"), reason, part.passages),)


class Portrait:
    """One thing as a page tells it.

    :param lang: ``nl`` or ``en``: the order of names, and the texts.
    """

    def __init__(self, things: Things, thing: Thing, lang: str) -> None:
        self.things = things
        self.thing = thing
        self.lang = lang

    @cached_property
    def lead(self) -> Fact | None:
        """What tells the thing in one or two sentences."""
        for predicate in _LEADS:
            for fact in self.thing.facts(predicate, self.lang):
                return fact
        return None

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """Property -> what is said of the thing itself, without its lead, its mappings and what it is made of."""
        left_out = STRUCTURE | MAPPINGS | ({self.lead.predicate} if self.lead else set())
        told = {}
        # An abbreviation is another name too; it is told once, as what it is.
        short = set(self.thing.values(KG + "abbreviation"))
        for predicate in sorted(self.thing.outgoing, key=lambda one: _PLACE.get(one, one)):
            name = self.thing.label(self.lang)
            facts = [fact for fact in self.thing.facts(predicate, self.lang) if fact.value.value != name]
            if predicate == SKOS + "altLabel":
                facts = [fact for fact in facts if fact.value.value not in short]
            if predicate not in left_out and facts:
                told[predicate] = sorted(facts, key=lambda fact: self._name(fact.value.value))
        return told

    @cached_property
    def kindred(self) -> list[Kindred]:
        """The things that this one is tied to, by kind: mappings from both sides, and all that point here."""
        return kindred(self.things, self.thing, self.lang)

    def related(self, kind: str, *predicates: str) -> list[Tie]:
        """The ties with things of one kind, of these sorts or of any, each thing once."""
        found: dict[str, Tie] = {}
        for group in self.kindred:
            for relation in group.relations if group.kind == kind else ():
                if not predicates or relation.predicate in predicates:
                    for tie in relation.ties:
                        found.setdefault(tie.other.iri, tie)
        return sorted(found.values(), key=lambda tie: by_name(tie.other, self.lang))

    @cached_property
    def findings(self) -> dict[str, list[Statement]]:
        """Kind of finding -> the findings about this thing, by the place in the sources; kinds in their own order."""
        pointing = (SCHEMA + "about", KG + "case", KG + "findingType")
        about = dict.fromkeys(mention.subject for mention in self.thing.mentions if mention.predicate in pointing)
        found = [self.things.all[iri] for iri in about]
        return self._by_type([part for part in found if KG + "Finding" in part.types])

    def _by_type(self, findings: list[Thing]) -> dict[str, list[Statement]]:
        by_type: dict[str, list[Statement]] = {kind.iri: [] for kind in self.things.scheme("finding-type")}
        for part in sorted(findings, key=lambda part: [(p.number, p.start) for p in part.passages]):
            by_type.setdefault(part.value(KG + "findingType"), []).append(self.statement(part))
        return {kind: statements for kind, statements in by_type.items() if statements}

    @cached_property
    def help(self) -> list[Help]:
        """For a problem: the instruments that help, the best first: central before partly, then by rank and name."""
        found = []
        for mention in self.thing.mentions:
            if mention.predicate == KG + "addresses":
                strength = next((claim.strength for claim in mention.claims if claim.strength), "partly")
                rank = next((claim.rank for claim in mention.claims if claim.rank), 0)
                instrument = self.things.all[mention.subject]
                order = (strength != "central", rank or 1_000_000, by_name(instrument, self.lang))
                found.append((order, Help(instrument, strength, mention.claims)))
        return [help_ for _order, help_ in sorted(found, key=lambda pair: pair[0])]

    @cached_property
    def shares(self) -> list[Statement]:
        """The observations that split a total in stimulating, hindering and both (tables of source 000)."""
        return [one for one in self._observations if one.thing.value(KG + "total")]

    @cached_property
    def figures(self) -> list[Statement]:
        """The other observations about this thing, or, for a dataset, those in it; in their order."""
        return [one for one in self._observations if not one.thing.value(KG + "total")]

    @cached_property
    def _observations(self) -> list[Statement]:
        pointing = [*self.thing.about(KG + "dimension"), *self.thing.about(QB + "dataSet")]
        parts = [self.things.all[iri] for iri in dict.fromkeys(pointing)]
        parts.sort(key=lambda part: (part.value(QB + "dataSet"), int(part.value(KG + "order") or 0), part.iri))
        return [self.statement(part) for part in parts]

    def parts(self, predicate: str) -> list[Statement]:
        """The parts that this thing points to with a property (such as ``kg:position``), in the order of the file."""
        return [self.statement(self.things.all[iri]) for iri in sorted(self.thing.values(predicate))]

    @cached_property
    def uses(self) -> list[Statement]:
        """For a case: which instrument was discussed with whom; the focus before the additions."""
        found = [self.things.all[iri] for iri in set(self.thing.about(KG + "case"))]
        uses = [part for part in found if KG + "CaseUse" in part.types]
        uses.sort(key=lambda part: (part.value(KG + "caseRole"), part.value(KG + "instrument"), part.iri), reverse=True)
        return [self.statement(part) for part in uses]

    def statement(self, part: Thing) -> Statement:
        """A finding, observation or position with what it rests on."""
        return Statement(part, grounds(self.things, part))

    def tree(self) -> list[Branch]:
        """For a scheme: its concepts in their order, each with those below it."""
        concepts = self.things.scheme(self.thing.slug)
        below: dict[str, list[Thing]] = defaultdict(list)
        for concept in concepts:
            for above in concept.values(SKOS + "broader") or [""]:
                below[above].append(concept)

        def branches(above: str, trail: frozenset[str]) -> list[Branch]:
            return [
                (concept, branches(concept.iri, trail | {concept.iri}))
                for concept in below[above]
                if concept.iri not in trail
            ]

        return branches("", frozenset())

    def above(self) -> list[Thing]:
        """The concepts that this one falls under, the widest first; of more than one, the first by address."""
        chain: list[Thing] = []
        thing: Thing | None = self.thing
        while thing is not None:
            broader = sorted(thing.values(SKOS + "broader"))
            thing = self.things.all.get(broader[0]) if broader else None
            if thing is None or any(thing is seen for seen in chain):
                break
            chain.insert(0, thing)
        return chain

    def siblings(self) -> tuple[Thing | None, Thing | None]:
        """The thing before and the thing after this one in its scheme or kind."""
        scheme = self.things.get("scheme", self.thing.kind)
        row = self.things.scheme(self.thing.kind) if scheme else self.things.kinds.get(self.thing.kind, [])
        place = next((place for place, other in enumerate(row) if other is self.thing), None)
        if place is None:
            return None, None
        return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)

    def _name(self, value: str) -> str:
        return folded(self.things.label(value, self.lang)) if value in self.things.all else folded(value)
