"""Safe mends: each follows from the files, what does not is left and told; mending twice changes nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Kg

from kg.errors import KgError
from kg.facts import Fact, iri, text
from kg.mending import Mending, mend
from kg.namespaces import DCT, ID, KG, PROV, RDF, SKOS, XSD
from kg.product import Product
from kg.records.draft import check
from kg.records.graph import Graph

TOOLWIEL, PLACEMAT = ID + "instrument/toolwiel", ID + "instrument/placemat"
FILE = "data/instrument/toolwiel.ttl"


def edited(root: Path, old: str, new: str, name: str = FILE) -> Mending:
    """The mends after one edit of a file."""
    path = root / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    return mend(Graph(Product(root)))


def told(mending: Mending) -> list[str]:
    return [left.told("nl") for left in mending.left]


def test_a_graph_that_is_right_needs_no_mend(product: Product) -> None:
    found = mend(Graph(product))
    assert not found
    assert found.left == []


# The form


def test_the_form_is_mended_without_a_change_of_facts(root: Path) -> None:
    found = edited(root, "  kg:row 1 ;\n", "kg:row   1;\n\n")
    assert [path.name for path in found.forms] == ["toolwiel.ttl"]
    assert not found.draft.difference


def test_a_comment_is_never_lost(root: Path) -> None:
    found = edited(root, "  kg:row 1 ;\n", "  kg:row 1 ; # uit bijlage 4\n")
    assert not found.forms
    assert told(found)[0].startswith("A comment would be lost")


# Languages


def test_the_other_language_is_the_only_one_it_can_be(root: Path) -> None:
    found = edited(root, '"Tool Wheel"@en', '"Tool Wheel"')
    assert found.draft.added == {Fact(TOOLWIEL, SKOS + "prefLabel", text("Tool Wheel", "en"))}
    assert found.draft.removed == {Fact(TOOLWIEL, SKOS + "prefLabel", text("Tool Wheel", datatype=XSD + "string"))}
    assert check(found.draft) == []


def test_a_regional_tag_is_its_language(root: Path) -> None:
    found = edited(root, '"Tool Wheel"@en', '"Tool Wheel"@en-GB')
    assert found.draft.added == {Fact(TOOLWIEL, SKOS + "prefLabel", text("Tool Wheel", "en"))}


def test_two_texts_without_language_are_left(root: Path) -> None:
    found = edited(root, '"Toolwiel"@nl , "Tool Wheel"@en', '"Toolwiel" , "Tool Wheel"')
    assert not found.draft.difference
    assert told(found) == [
        "“Tool Wheel” heeft geen taal, en niets zegt welke het is.",
        "“Toolwiel” heeft geen taal, en niets zegt welke het is.",
    ]


def test_a_name_that_is_known_in_one_language_has_that_language(root: Path) -> None:
    found = edited(root, '"Toolwiel"@nl , "Tool Wheel"@en', '"docenten" , "teachers"')
    assert found.draft.added == {
        Fact(TOOLWIEL, SKOS + "prefLabel", text("docenten", "nl")),
        Fact(TOOLWIEL, SKOS + "prefLabel", text("teachers", "en")),
    }


def test_another_language_is_left(root: Path) -> None:
    found = edited(root, '"Tool Wheel"@en', '"Roue"@fr')
    assert not found.draft.difference
    assert len(told(found)) == 1


# Apostrophes


def test_our_own_texts_get_the_apostrophes_of_books(root: Path) -> None:
    found = edited(root, '"A wheel full of tools."@en', "\"A teacher's 'wheel'.\"@en")
    assert {fact.object.value for fact in found.draft.added} == {"A teacher’s “wheel”."}
    assert {fact.object.value for fact in found.draft.removed} == {"A teacher's 'wheel'."}


def test_a_title_stays_as_the_source_prints_it(root: Path) -> None:
    assert not edited(root, '"Product Toolwiel"@nl', "\"Product 'Toolwiel'\"@nl")


def test_a_claim_about_a_text_goes_with_it(root: Path) -> None:
    claim = (
        f"<{TOOLWIEL}#told> a kg:Claim ; rdf:subject instrument:toolwiel ; "
        'rdf:predicate dct:description ; rdf:object "Een wiel van collega\'s."@nl ; kg:basis basis:curated ; '
        'kg:reason "Zo heet het."@nl , "So it is called."@en .\n'
    )
    path = root / FILE
    path.write_text(path.read_text(encoding="utf-8") + "\n" + claim, encoding="utf-8")
    found = edited(root, '"Een wiel vol tools."@nl', '"Een wiel van collega\'s."@nl')
    assert {fact.predicate for fact in found.draft.added} == {DCT + "description", RDF + "object"}
    assert {fact.object.value for fact in found.draft.added} == {"Een wiel van collega’s."}


# Links that hold both ways


CLAIM = f"""
<{TOOLWIEL}#look> a kg:Claim ; rdf:subject instrument:toolwiel ; rdf:predicate kg:lookAlikeOf ;
  rdf:object instrument:placemat ; kg:basis basis:curated ; kg:reason "Beide rond."@nl , "Both round."@en .
"""


def test_a_look_alike_gets_its_other_side_with_the_same_grounds(root: Path) -> None:
    path = root / FILE
    path.write_text(path.read_text(encoding="utf-8") + CLAIM, encoding="utf-8")
    found = edited(root, "  kg:row 1 ;", "  kg:row 1 ; kg:lookAlikeOf instrument:placemat ;")
    other = f"{PLACEMAT}#look-alike-of-toolwiel"
    assert Fact(PLACEMAT, KG + "lookAlikeOf", iri(TOOLWIEL)) in found.draft.added
    assert {
        Fact(other, RDF + "object", iri(TOOLWIEL)),
        Fact(other, KG + "basis", iri(ID + "basis/curated")),
        Fact(other, KG + "reason", text("Both round.", "en")),
    } <= found.draft.added
    assert check(found.draft) == []
    found.write()
    assert not mend(Graph(Product(root)))


def test_other_links_that_hold_both_ways_are_said_once(root: Path) -> None:
    found = edited(root, "  kg:row 1 ;", "  kg:row 1 ; kg:goesWith instrument:placemat ;")
    assert (bool(found.draft.difference), told(found)) == (False, [])


def test_a_side_without_a_claim_is_left(root: Path) -> None:
    found = edited(root, "  kg:row 1 ;", "  kg:row 1 ; kg:lookAlikeOf instrument:placemat ;")
    assert not found.draft.difference
    assert told(found) == ["De link naar Placemat geldt twee kanten op, maar heeft geen claim om over te nemen."]


# Links to the web


def with_links(root: Path, *addresses: str) -> Mending:
    """The mends after Toolwiel's one link and new ones have these addresses."""
    path = root / FILE
    lines = path.read_text(encoding="utf-8").replace("toolwiel.nl/tools", addresses[0])
    passage = next(f.object.value for f in Graph(Product(root)).facts if f.predicate == PROV + "wasDerivedFrom")
    for number, address in enumerate(addresses[1:], start=2):
        lines += f"""
<{TOOLWIEL}#link-{number}> a kg:Link ; kg:printedUrl "{address}" ; kg:basis basis:stated ;
  prov:wasDerivedFrom <{passage}> .
"""
    path.write_text(lines, encoding="utf-8")
    return mend(Graph(Product(root)))


def test_a_lost_hyphen_is_put_back_beside_what_was_printed(root: Path) -> None:
    found = with_links(root, "npuls.nl/kennisbank/toolwiel", "https://npuls.nl/kennis-bank/toolwiel/")
    link = f"{TOOLWIEL}#link-1"
    repaired = text("https://npuls.nl/kennis-bank/toolwiel/", datatype=XSD + "anyURI")
    assert Fact(link, KG + "repairedUrl", repaired) in found.draft.added
    assert {f.predicate for f in found.draft.added} == {KG + "repairedUrl", KG + "repairNote"}
    assert found.draft.removed == frozenset()
    assert check(found.draft) == []


def test_two_known_addresses_are_a_guess(root: Path) -> None:
    found = with_links(root, "npuls.nl/abc", "npuls.nl/a-bc", "npuls.nl/ab-c")
    assert not found.draft.difference
    assert told(found) == ["“npuls.nl/abc” kan meer dan één bekend adres zijn."]


# As a command


def test_fix_shows_writes_on_demand_and_leaves_the_rest(kg: Kg, root: Path) -> None:
    path = root / FILE
    before = path.read_text(encoding="utf-8").replace('"Tool Wheel"@en', '"Tool Wheel"')
    path.write_text(before, encoding="utf-8")
    done = kg("fix")
    assert (done.code, done.out.splitlines()[-1]) == (0, "Er is niets geschreven. Met --write wel.")
    assert "  + naam (en): “Tool Wheel”" in done.out.splitlines()
    assert path.read_text(encoding="utf-8") == before
    assert kg("fix", str(root / "data" / "problem"), "--write").out == "Er verandert niets.\n"
    done = kg("fix", str(path), "--write")
    assert (done.code, done.out.splitlines()[-1]) == (0, FILE)
    assert kg("check").code == 0


def test_a_path_outside_the_graph_is_refused(product: Product, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no file of the graph"):
        mend(Graph(product), [tmp_path])
