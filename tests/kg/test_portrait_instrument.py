"""What only the page of an instrument tells."""

from __future__ import annotations

import pytest

from kg.namespaces import DCT, ID, KG
from kg.portrait.instrument import addressed, behind, cases, relations
from kg.store import Term
from kg.store.embedded import EmbeddedStore
from kg.things import Claim, Fact, Mention, Thing, Things, read_things

TOOLWIEL = ID + "instrument/toolwiel"


@pytest.fixture(scope="module")
def things(graph: EmbeddedStore) -> Things:
    return read_things(graph)


def made(kind: str, slug: str, **facts: list[Fact]) -> Thing:
    names = {"nl": slug, "en": slug}
    outgoing = {(DCT if name == "isPartOf" else KG) + name: found for name, found in facts.items()}
    return Thing(f"{ID}{kind}/{slug}", kind, slug, types=(KG + kind.capitalize(),), names=names, outgoing=outgoing)


def fact(name: str, target: str, *claims: Claim) -> Fact:
    return Fact(KG + name, Term("iri", ID + target), claims)


def helps(target: str, strength: str, rank: int = 0) -> Fact:
    return fact("addresses", target, Claim(f"{target}#{strength}", "stated", {}, (), strength, rank))


def known(*listed: Thing) -> Things:
    return Things({thing.iri: thing for thing in listed}, {})


def test_problems_stand_by_strength_then_rank_then_name() -> None:
    instrument = made(
        "instrument",
        "tool",
        addresses=[
            helps("problem/a", "partly", 1),
            helps("problem/d", "central", 3),
            helps("problem/c", "central"),
            helps("problem/b", "central"),
            helps("problem/e", "central", 1),
        ],
    )
    things = known(instrument, *(made("problem", slug) for slug in "abcde"))
    found = addressed(things, instrument, "nl")
    assert [one.problem.slug for one in found] == ["e", "d", "b", "c", "a"]
    assert [one.strength for one in found][-1] == "partly"


def test_factors_behind_most_problems_come_first() -> None:
    instrument = made(
        "instrument", "tool", addresses=[helps("problem/a", "central", 1), helps("problem/b", "partly", 2)]
    )
    things = known(
        instrument,
        made("problem", "a", hasFactor=[fact("hasFactor", "factor/x")]),
        made("problem", "b", hasFactor=[fact("hasFactor", "factor/x"), fact("hasFactor", "factor/w")]),
        made("factor", "w"),
        made("factor", "x"),
    )
    assert [(one.factor.slug, [p.slug for p in one.problems]) for one in behind(things, instrument, "nl")] == [
        ("x", ["a", "b"]),
        ("w", ["b"]),
    ]


def test_a_relation_said_from_both_sides_is_told_once_with_both_grounds() -> None:
    one, other = Claim("1", "stated", {}, ()), Claim("2", "curated", {}, ())
    tool = made("instrument", "tool", goesWith=[fact("goesWith", "instrument/wheel", one)])
    wheel = made("instrument", "wheel")
    tool.mentions.append(Mention(KG + "goesWith", wheel.iri, (other,)))
    (tie,) = relations(known(tool, wheel), tool, "nl")["goes-with"]
    assert (tie.other, tie.claims) == (wheel, (one, other))


def test_the_direction_of_a_relation_decides_its_name() -> None:
    whole, part = made("instrument", "whole"), made("instrument", "part")
    part.outgoing[DCT + "isPartOf"] = [Fact(DCT + "isPartOf", Term("iri", whole.iri))]
    whole.mentions.append(Mention(DCT + "isPartOf", part.iri))
    things = known(whole, part)
    assert [tie.other for tie in relations(things, part, "nl")["part-of"]] == [whole]
    assert [tie.other for tie in relations(things, whole, "nl")["parts"]] == [part]


def test_the_small_graph_tells_its_own(things: Things) -> None:
    toolwiel = things.all[TOOLWIEL]
    assert [one.problem.slug for one in addressed(things, toolwiel, "nl")] == ["weinig-tijd"]
    assert behind(things, toolwiel, "nl") == []
    assert relations(things, toolwiel, "nl") == {}
    assert cases(things, toolwiel) == []


def test_uses_as_the_focus_of_a_case_come_first() -> None:
    tool = made("instrument", "tool")
    uses = [
        Thing(f"{ID}case/1#{role}", "case", "1", role, (KG + "CaseUse",), outgoing={
            KG + "caseRole": [fact("caseRole", f"case-role/{role}")]
        })
        for role in ("addition", "focus")
    ]  # fmt: skip
    tool.mentions += [Mention(KG + "instrument", use.iri) for use in uses]
    assert [use.part for use in cases(known(tool, *uses), tool)] == ["focus", "addition"]
