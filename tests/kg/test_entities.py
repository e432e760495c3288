"""Names and addresses: found as people type them, described in the language asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.entities import Directory, Hit, Statement, folded
from kg.errors import Code, KgError
from kg.namespaces import ID, KG
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore

TOOLWIEL = ID + "instrument/toolwiel"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Ingrediënt", "ingredient"), ("ÉÉN", "een"), ("straße", "strasse"), ("ﬁn", "fin"), ("café", "cafe"), ("", "")],
)
def test_folded_text_has_no_capitals_and_accents(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(folded(text)) == plain


# Labels


def test_a_label_is_in_the_language_asked(directory: Directory) -> None:
    assert directory.label(TOOLWIEL, "nl") == "Toolwiel"
    assert directory.label(TOOLWIEL, "en") == "Tool Wheel"
    assert directory.label(KG + "addresses", "en") == "helps with"


def test_without_a_label_the_short_address_stands_in(directory: Directory) -> None:
    assert directory.label(ID + "theme/nergens", "nl") == "theme/nergens"
    assert directory.label("https://schema.org/version", "nl") == "schema:version"


def test_a_title_or_second_name_is_no_label(directory: Directory) -> None:
    assert directory.label(ID + "source/impactanalyse-voor-npuls#2", "nl") == "source/impactanalyse-voor-npuls#2"


# Finding


def test_the_whole_name_comes_before_its_start_before_a_word_before_a_part(directory: Directory) -> None:
    hits = directory.find("Docenten", "nl")
    assert [(hit.label, hit.rank) for hit in hits] == [
        ("docenten", 0),
        ("docenten hebben weinig tijd", 1),
        ("ervaren docenten", 2),
        ("startende docenten", 2),
    ]
    assert directory.find("tool", "nl")[0].rank == 0
    assert directory.find("ocenten", "nl")[0] == Hit(ID + "target-group/docenten", "docenten", "docenten", 3)


def test_accents_and_capitals_do_not_matter(directory: Directory) -> None:
    hits = [hit for hit in directory.find("INGREDIENT", "nl") if hit.iri.startswith(ID)]
    assert hits == [Hit(ID + "theme/blended-learning", "blended learning", "Ingrediënt", 0)]


def test_the_label_is_in_the_language_asked_whatever_matched(directory: Directory) -> None:
    (hit,) = [hit for hit in directory.find("toolwiel", "en") if hit.iri == TOOLWIEL]
    assert (hit.label, hit.matched) == ("Tool Wheel", "Toolwiel")


def test_each_thing_is_found_once_and_at_most_as_many_as_asked(directory: Directory) -> None:
    hits = directory.find("e", "nl", limit=1000)
    assert len({hit.iri for hit in hits}) == len(hits) > 20
    assert directory.find("e", "nl", limit=3) == hits[:3]


@pytest.mark.parametrize("text", ["", "   ", "parkeerplaats", ".*", "((", "\\"])
def test_what_is_not_there_is_not_found(directory: Directory, text: str) -> None:
    assert directory.find(text, "nl") == []


# Resolving


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("toolwiel", TOOLWIEL),
        (" toolwiel ", TOOLWIEL),
        ("instrument/toolwiel", TOOLWIEL),
        (TOOLWIEL, TOOLWIEL),
        (TOOLWIEL.replace("/id/", "/doc/"), TOOLWIEL),
        ("kg:addresses", KG + "addresses"),
        ("source/impactanalyse-voor-npuls#1.1", ID + "source/impactanalyse-voor-npuls#1.1"),
        ("target-group/team", ID + "target-group/team"),
    ],
)
def test_a_thing_is_known_by_every_name_of_it(directory: Directory, name: str, iri: str) -> None:
    assert directory.resolve(name) == iri


def test_the_kind_decides_between_two_things(directory: Directory) -> None:
    assert directory.resolve("team", kind="level") == ID + "level/team"
    assert directory.resolve("team", kind="target-group") == ID + "target-group/team"


def test_a_name_of_two_things_gives_the_choice(directory: Directory) -> None:
    with pytest.raises(KgError, match="more than one thing") as caught:
        directory.resolve("team", where="A")
    assert (caught.value.code, caught.value.where) == (Code.USAGE, "A")
    assert caught.value.hint == "Choose: level/team, target-group/team."


@pytest.mark.parametrize(
    "name", ["", "nergens", "theme/nergens", "kg:nothing", "https://example.org/", "https://a b", "x:y", "http://<>"]
)
def test_what_is_not_in_the_graph_is_not_found(directory: Directory, name: str) -> None:
    with pytest.raises(KgError) as caught:
        directory.resolve(name, where="here")
    assert (caught.value.code, caught.value.where) == (Code.NOT_FOUND, "here")
    assert "kg find" in caught.value.hint


def test_the_nearest_slug_is_offered_of_the_kind_asked(directory: Directory) -> None:
    with pytest.raises(KgError) as caught:
        directory.resolve("instrument/toolwel")
    assert caught.value.hint.startswith("Did you mean toolwiel")
    with pytest.raises(KgError) as caught:
        directory.resolve("toolwel", kind="problem")
    assert "toolwiel" not in caught.value.hint


def test_a_thing_of_another_kind_is_refused(directory: Directory) -> None:
    with pytest.raises(KgError, match="not a problem") as caught:
        directory.resolve("instrument/toolwiel", kind="problem")
    assert caught.value.code is Code.USAGE
    assert caught.value.told("nl")[0] == "„instrument/toolwiel” is een instrument, geen probleem."


def test_a_kind_has_its_dutch_name_in_dutch() -> None:
    shipped = Directory(EmbeddedStore.from_files(shipped_product().graph_files))
    for kind, told in (
        ("target-group", "Er is geen doelgroep „zzqq”."),
        ("problem-area", "Er is geen begrip uit de lijst „probleemgebieden” „zzqq”."),
        ("", "Er is geen ding „zzqq”."),
    ):
        with pytest.raises(KgError) as caught:
            shipped.resolve("zzqq", kind=kind)
        assert caught.value.told("nl")[0] == told


def test_a_thing_without_a_name_can_be_asked_for(graph: EmbeddedStore, directory: Directory) -> None:
    claim = "instrument/toolwiel#addresses-weinig-tijd"
    assert directory.resolve(claim) == ID + claim


# Describing


def test_a_description_has_names_types_and_grounds(directory: Directory) -> None:
    found = directory.describe(TOOLWIEL, "en")
    assert (found.iri, found.label, found.types) == (TOOLWIEL, "Tool Wheel", ("instrument",))
    assert (
        Statement("helps with", "teachers have little time", ID + "problem/weinig-tijd", "", "curated") in found.facts
    )
    assert Statement("what you do with it", "Choose a fitting tool", "", "en", "") in found.facts


def test_a_description_keeps_to_one_language(directory: Directory) -> None:
    for lang, other in (("nl", "en"), ("en", "nl")):
        assert other not in {fact.lang for fact in directory.describe(ID + "problem/geen-ethiek", lang).facts}


def test_a_claim_for_all_values_grounds_each_of_them(directory: Directory) -> None:
    bases = {fact.predicate: fact.basis for fact in directory.describe(TOOLWIEL, "nl").facts}
    # The claim about kg:row names no value, and so holds for every value of it.
    assert bases["rij in de lijst"] == "stated"


def test_what_points_at_a_thing_is_told_too(directory: Directory) -> None:
    incoming = directory.describe(ID + "problem/weinig-tijd", "nl").incoming
    assert ("helpt bij", TOOLWIEL) in {(fact.predicate, fact.iri) for fact in incoming}
    assert not any("22-rdf-syntax-ns" in fact.predicate for fact in incoming)


def test_a_name_is_no_piece_of_the_query(directory: Directory) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        directory.describe("urn:x> ?p ?o } #", "nl")


def test_labels_are_read_once(tmp_path: Path) -> None:
    class Counting(EmbeddedStore):
        asked = 0

        def rows(self, query):
            self.asked += 1
            return super().rows(query)

    store = Counting()
    store.replace(f'<{TOOLWIEL}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Toolwiel"@nl .\n'.encode())
    directory = Directory(store)
    assert store.asked == 0
    for _time in range(3):
        assert directory.label(TOOLWIEL, "nl") == "Toolwiel"
        assert directory.resolve("toolwiel") == TOOLWIEL
        assert len(directory.find("wiel", "nl")) == 1
    assert store.asked == 1


@pytest.mark.parametrize(
    "name", ["instrument/\U000d44b9", "https://example.org/\U000d44b9", "https://example.org/<", "a\nb"]
)
def test_a_name_that_no_iri_can_have_is_not_found(directory: Directory, name: str) -> None:
    with pytest.raises(KgError) as caught:
        directory.resolve(name)
    assert caught.value.code is Code.NOT_FOUND
