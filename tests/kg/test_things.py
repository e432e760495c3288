"""Everything prepared once: facts with what they rest on, inverses, names and parts."""

from __future__ import annotations

import pytest

from kg.namespaces import DCT, ID, KG, SCHEMA, SKOS
from kg.store.embedded import EmbeddedStore
from kg.things import Things, read_things

ADDRESSES = KG + "addresses"


@pytest.fixture(scope="module")
def things(graph: EmbeddedStore) -> Things:
    return read_things(graph)


def test_a_fact_carries_the_claim_about_it(things: Things) -> None:
    fact = things.all[ID + "instrument/placemat"].facts(ADDRESSES)[0]
    assert fact.value.value == ID + "problem/weinig-tijd"
    claim = fact.claims[0]
    assert (claim.basis, claim.strength, claim.rank) == ("inferred", "partly", 0)
    assert claim.reason == {"nl": "Een gesprek helpt kiezen.", "en": "A talk helps to choose."}
    assert [(place.number, place.notation, place.title) for place in claim.passages] == [("001", "1", "Inleiding")]


def test_a_claim_without_object_grounds_every_value(things: Things) -> None:
    facts = things.all[ID + "instrument/toolwiel"].facts(DCT + "description")
    assert {fact.value.lang for fact in facts} == {"nl", "en"}
    assert all([claim.basis for claim in fact.claims] == ["stated"] for fact in facts)


def test_a_name_of_our_own_has_no_claim(things: Things) -> None:
    assert things.all[ID + "instrument/toolwiel"].facts(SKOS + "prefLabel", "nl")[0].claims == ()


def test_a_link_is_known_from_both_ends(things: Things) -> None:
    problem = things.all[ID + "problem/weinig-tijd"]
    assert problem.about(ADDRESSES) == [ID + "instrument/placemat", ID + "instrument/toolwiel"]
    mention = next(mention for mention in problem.mentions if mention.subject.endswith("toolwiel"))
    assert mention.claims[0].strength == "central"


def test_parts_are_kept_with_their_thing_and_rest_on_passages(things: Things) -> None:
    toolwiel = things.get("instrument", "toolwiel")
    assert toolwiel is not None
    parts = {part.part: part for part in things.parts(toolwiel)}
    assert set(parts) == {"link-1", "use-1"}
    assert parts["use-1"].classes == {"Finding"}
    assert len(parts["use-1"].passages) == 1


def test_claims_and_passages_are_folded_away(things: Things) -> None:
    assert not any(KG + "Claim" in thing.types or KG + "Passage" in thing.types for thing in things.all.values())
    assert len(things.passages) == 1


def test_a_name_is_in_the_language_asked_else_in_any(things: Things) -> None:
    assert things.label(ID + "instrument/toolwiel", "en") == "Tool Wheel"
    section = next(thing for thing in things.all.values() if "Section" in thing.classes)
    assert section.label("en") == section.label("nl")
    assert section.label_lang("en") == "nl"
    assert things.label(ID + "instrument/none", "nl") == "instrument/none"


def test_values_in_one_language_keep_those_without_language(things: Things) -> None:
    toolwiel = things.all[ID + "instrument/toolwiel"]
    assert toolwiel.value(KG + "row", "en") == "1"
    assert toolwiel.value(KG + "actionLabel", "en") == "Choose a fitting tool"
    assert toolwiel.value(KG + "nothing") == ""


def test_kinds_are_sorted_by_name_without_parts(things: Things) -> None:
    assert [thing.slug for thing in things.kinds["instrument"]] == ["placemat", "toolwiel"]


def test_a_scheme_lists_its_concepts_in_its_order(things: Things) -> None:
    assert [thing.slug for thing in things.scheme("strength")] == ["central", "partly"]
    assert things.scheme("nothing") == []


def test_what_is_only_pointed_at_is_no_thing(things: Things) -> None:
    assert things.get("instrument", "nothing") is None
    assert things.sorted([ID + "theme/blended-learning", ID + "theme/none"], "nl") == [
        things.all[ID + "theme/blended-learning"]
    ]
    assert things.all[ID + "theme/blended-learning"].about(SCHEMA + "about") == [
        ID + "instrument/placemat",
        ID + "instrument/toolwiel",
    ]
