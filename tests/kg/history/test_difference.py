"""A difference is told in facts, each with its claim."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from kg.entities import Directory
from kg.facts import Fact, iri, parse_facts, text
from kg.history import difference, telling
from kg.history.log import graph_facts
from kg.namespaces import DCT, ID, KG, PROV, RDF, SCHEMA, SKOS, XSD
from kg.product import Product

TOOLWIEL = ID + "instrument/toolwiel"
Tell = Callable[[set[Fact], set[Fact]], list[str]]


@pytest.fixture(scope="module")
def facts(product: Product) -> set[Fact]:
    return set(graph_facts(product))


@pytest.fixture
def tell(directory: Directory) -> Tell:
    def lines(before: set[Fact], after: set[Fact]) -> list[str]:
        return telling.as_lines(difference(before, after), directory.label, "nl")

    return lines


def claim(part: str, predicate: str, value: str, basis: str = "curated") -> set[Fact]:
    node = f"{TOOLWIEL}#{part}"
    return {
        Fact(node, RDF + "type", iri(KG + "Claim")),
        Fact(node, RDF + "subject", iri(TOOLWIEL)),
        Fact(node, RDF + "predicate", iri(predicate)),
        Fact(node, RDF + "object", iri(value)),
        Fact(node, KG + "basis", iri(ID + "basis/" + basis)),
        Fact(node, KG + "reason", text("Zij gebruiken het.", "nl")),
        Fact(node, KG + "reason", text("They use it.", "en")),
    }


NEW = {Fact(TOOLWIEL, SCHEMA + "audience", iri(ID + "target-group/team"))}
NEW_CLAIM = claim("audience-team", SCHEMA + "audience", ID + "target-group/team")


def test_the_same_is_no_difference(facts: set[Fact], tell: Tell) -> None:
    found = difference(facts, set(facts))
    assert not found
    assert tell(facts, facts) == ["Geen verschil."]


def test_a_new_fact_is_told_with_its_claim(facts: set[Fact], tell: Tell) -> None:
    assert tell(facts, facts | NEW | NEW_CLAIM) == [
        "Toolwiel (instrument/toolwiel) · gewijzigd",
        "  + bedoeld voor: teams",
        "      onderbouwing: basis: eigen oordeel; reden: “Zij gebruiken het.”",
        "",
        "Records: 1. Feiten erbij: 8, weg: 0.",
    ]


def test_the_other_way_round_it_goes(facts: set[Fact], tell: Tell) -> None:
    assert tell(facts | NEW | NEW_CLAIM, facts)[1] == "  - bedoeld voor: teams"


def test_a_value_in_the_place_of_another_is_one_line(facts: set[Fact], tell: Tell) -> None:
    old = Fact(TOOLWIEL, DCT + "description", text("Een wiel vol tools.", "nl"))
    new = Fact(TOOLWIEL, DCT + "description", text("Een wiel met tools.", "nl"))
    assert old in facts
    told = tell(facts, facts - {old} | {new})
    assert told[1:2] == ["  ~ beschrijving (nl): “Een wiel vol tools.” → “Een wiel met tools.”"]


def test_a_claim_that_changes_alone_says_of_which_fact(facts: set[Fact], tell: Tell) -> None:
    before = facts | NEW | NEW_CLAIM
    after = facts | NEW | claim("audience-team", SCHEMA + "audience", ID + "target-group/team", "stated")
    assert tell(before, after)[1] == "  ~ onderbouwing van bedoeld voor teams · basis: eigen oordeel → gezegd"
    assert tell(facts | NEW, before)[1] == "  + onderbouwing van bedoeld voor teams"


def test_a_part_is_told_by_its_name(facts: set[Fact], tell: Tell) -> None:
    passage = next(fact.object for fact in facts if fact.predicate == PROV + "wasDerivedFrom")
    extra = {Fact(f"{TOOLWIEL}#use-1", PROV + "hadPrimarySource", passage)}
    assert tell(facts, facts | extra)[1].startswith("  + #use-1 · ")


def test_records_that_come_and_go_are_called_so(facts: set[Fact]) -> None:
    without = {fact for fact in facts if fact.record != TOOLWIEL}
    assert [(r.iri, r.kind) for r in difference(without, facts).records] == [(TOOLWIEL, "added")]
    assert [(r.iri, r.kind) for r in difference(facts, without).records] == [(TOOLWIEL, "removed")]


def test_blank_nodes_of_another_name_are_no_difference(tell: Tell) -> None:
    one = set(parse_facts("<urn:a> <urn:p> [ <urn:q> 1 ] , [ <urn:q> 2 ] .", "one"))
    other = set(parse_facts("_:z <urn:q> 2 . <urn:a> <urn:p> _:z , _:y . _:y <urn:q> 1 .", "other"))
    assert not difference(one, other)
    third = set(parse_facts("<urn:a> <urn:p> [ <urn:q> 1 ] , [ <urn:q> 3 ] .", "third"))
    assert difference(one, third).added == 2


def test_every_fact_of_a_random_change_is_told_once(facts: set[Fact], directory: Directory) -> None:
    """Each fact that came or went is in exactly one statement or in the grounds of one."""
    order = sorted(facts)
    rng = random.Random(7)
    for _round in range(40):
        gone = set(rng.sample(order, rng.randint(1, 25)))
        found = difference(facts, facts - gone)
        told = 0
        for record in found.records:
            for s in record.statements:
                is_claim = s.predicate == KG + "Claim"
                told += len(s.grounds) + (0 if is_claim else 1)
        skipped = {RDF + name for name in ("type", "subject", "predicate", "object")}
        assert found.removed == len(gone)
        assert told >= len([fact for fact in gone if fact.predicate not in skipped])
        assert told <= len(gone)


def test_the_page_stands_alone_and_shows_markup_as_text(facts: set[Fact], directory: Directory) -> None:
    evil = {Fact(TOOLWIEL, DCT + "description", text("<script>alert(1)</script>", "nl"))}
    page = telling.as_html(difference(facts, facts | evil), directory.label, "en", "<a>", "b")

    class Tags(HTMLParser):
        seen: list[tuple[str, dict[str, str | None]]]

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.append((tag, dict(attrs)))

    parser = Tags()
    parser.seen = []
    parser.feed(page)
    assert "script" not in {tag for tag, _attributes in parser.seen}
    assert not any({"src", "href"} & set(attributes) for _tag, attributes in parser.seen)
    assert ("html", {"lang": "en"}) in parser.seen
    assert "&lt;script&gt;" in page


def test_json_holds_addresses_and_names(facts: set[Fact], directory: Directory) -> None:
    document = json.loads(
        json.dumps(telling.as_values(difference(facts, facts | NEW | NEW_CLAIM), directory.label, "en"))
    )
    statement = document["records"][0]["statements"][0]
    assert (statement["sign"], statement["property"], statement["name"]) == ("+", "schema:audience", "meant for")
    assert statement["after"]["value"] == ID + "target-group/team"
    assert statement["grounds"][0]["property"] == "kg:basis"


def test_a_new_record_reads_from_kind_and_name_to_the_rest_and_dutch_first(tell: Tell) -> None:
    new = ID + "theme/nieuw"
    after = {
        Fact(new, RDF + "type", iri(SKOS + "Concept")),
        Fact(new, SKOS + "definition", text("A thing.", "en")),
        Fact(new, SKOS + "definition", text("Een ding.", "nl")),
        Fact(new, SKOS + "prefLabel", text("new", "en")),
        Fact(new, SKOS + "prefLabel", text("nieuw", "nl")),
        Fact(new, KG + "knownGap", text("true", datatype=XSD + "boolean")),
    }
    lines = [line.strip() for line in tell(set(), after)[1:-2]]
    assert lines[:3] == ["+ soort: begrip", "+ naam (nl): “nieuw”", "+ naam (en): “new”"]
    definitions = [line for line in lines if "ding." in line or "thing." in line]
    assert definitions == sorted(definitions, key=lambda line: "thing." in line)
    # A reader says yes, not true.
    assert any(line.endswith(": ja") for line in lines)
