"""What only the page of an instrument tells: problems in their order, factors behind them, other instruments, cases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.namespaces import DCT, KG, SCHEMA
from kg.portrait.ties import Tie, by_name
from kg.things import Claim, Thing, Things

# Relation -> property and direction: forward where the instrument points to the other.
_RELATIONS = {
    "part-of": ((DCT + "isPartOf", True),),
    "parts": ((DCT + "isPartOf", False),),
    "based-on": ((SCHEMA + "isBasedOn", True),),
    "basis-of": ((SCHEMA + "isBasedOn", False),),
    "replaces": ((DCT + "replaces", True),),
    "replaced-by": ((DCT + "replaces", False),),
    "before": ((KG + "precedes", False),),
    "after": ((KG + "precedes", True),),
    "goes-with": ((KG + "goesWith", True), (KG + "goesWith", False)),
    "related": ((DCT + "relation", True), (DCT + "relation", False)),
    "look-alikes": ((KG + "lookAlikeOf", True), (KG + "lookAlikeOf", False)),
    "studied-in": ((KG + "studiedIn", True),),
    "studies": ((KG + "studiedIn", False),),
}
_UNRANKED = 1_000_000


@dataclass(frozen=True, slots=True)
class Addressed:
    """A problem that an instrument helps with.

    :param strength: ``central`` or ``partly``.
    :param claims: how it helps, and what that rests on.
    """

    problem: Thing
    strength: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A factor that is behind problems that an instrument helps with.

    :param problems: those problems, by name.
    """

    factor: Thing
    problems: list[Thing]


def addressed(things: Things, instrument: Thing, lang: str) -> list[Addressed]:
    """The problems that it helps with: those it is made for first, then by how high it stands among their help.

    :param lang: the language by whose names equals stand in order.
    """
    found = []
    for fact in instrument.facts(KG + "addresses"):
        problem = things.all.get(fact.value.value)
        if problem is not None:
            strength = next((claim.strength for claim in fact.claims if claim.strength), "partly")
            rank = next((claim.rank for claim in fact.claims if claim.rank), _UNRANKED)
            order = (strength != "central", rank, by_name(problem, lang))
            found.append((order, Addressed(problem, strength, fact.claims)))
    return [one for _order, one in sorted(found, key=lambda pair: pair[0])]


def behind(things: Things, instrument: Thing, lang: str) -> list[Behind]:
    """The factors behind the problems that it helps with, those behind most problems first."""
    problems: dict[str, list[Thing]] = defaultdict(list)
    for one in addressed(things, instrument, lang):
        for iri in one.problem.values(KG + "hasFactor"):
            problems[iri].append(one.problem)
    found = [Behind(things.all[iri], listed) for iri, listed in problems.items() if iri in things.all]
    return sorted(found, key=lambda one: (-len(one.problems), by_name(one.factor, lang)))


def relations(things: Things, instrument: Thing, lang: str) -> dict[str, list[Tie]]:
    """Relation (``part-of``, ``goes-with``, ``look-alikes``...) -> the instruments at the other end, by name.

    A relation that is said from both sides is told once, with what both rest on.
    """
    told: dict[str, list[Tie]] = {}
    for name, sides in _RELATIONS.items():
        claims: dict[str, dict[str, Claim]] = defaultdict(dict)
        for predicate, forward in sides:
            for iri, said in _ends(instrument, predicate, forward=forward):
                claims[iri] |= {claim.iri: claim for claim in said}
        ties = [Tie(things.all[iri], tuple(said.values())) for iri, said in claims.items() if iri in things.all]
        ties = [tie for tie in ties if tie.other.kind == "instrument" and not tie.other.part]
        if ties:
            told[name] = sorted(ties, key=lambda tie: by_name(tie.other, lang))
    return told


def _ends(thing: Thing, predicate: str, *, forward: bool) -> list[tuple[str, tuple[Claim, ...]]]:
    if forward:
        return [(fact.value.value, fact.claims) for fact in thing.facts(predicate)]
    return [(mention.subject, mention.claims) for mention in thing.mentions if mention.predicate == predicate]


def cases(things: Things, instrument: Thing) -> list[Thing]:
    """The uses of it in the case studies: parts of the cases, those where it was the focus first."""
    found = [things.all[iri] for iri in dict.fromkeys(instrument.about(KG + "instrument"))]
    uses = [part for part in found if KG + "CaseUse" in part.types]
    return sorted(uses, key=lambda part: (not part.value(KG + "caseRole").endswith("/focus"), part.iri))
