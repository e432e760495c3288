"""Data of a stranger: well meant data gets its report, hostile data is refused, and the child is always stopped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import turtlefile
from kg.errors import Code, KgError
from kg.model import Severity
from kg.namespaces import ID, KG, PREFIXES
from kg.product import Product
from kg.validation import hostile
from kg.validation.beside import check_beside
from kg.validation.upload import FORMS, Limits, check_upload

LIMITS = Limits()
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
NEW = f"""{HEADER}
<{ID}instrument/kaart> a kg:Instrument ;
  kg:row 48 ;
  skos:prefLabel "Kaart"@nl , "Card"@en .
"""


def rules(found) -> set[str]:
    return {result.rule for result in found.results}


# The report


def test_an_upload_gets_its_report_from_the_child(product: Product) -> None:
    found = check_upload(NEW.encode(), "ttl", product)
    assert {"Instrument-row", "Instrument-theme", "row-violation"} & rules(found) >= {"Instrument-row"}
    assert {result.record for result in found.results} == {f"{ID}instrument/kaart"}
    row = next(result for result in found.results if result.rule == "Instrument-row")
    assert (row.label, row.file, row.severity) == ("Kaart", "upload", Severity.VIOLATION)
    assert row.line == NEW.split("\n").index("  kg:row 48 ;") + 1
    assert all([row.why["nl"], row.mend["en"], row.example])
    assert not found.conforms


def test_the_child_says_what_the_same_call_says(product: Product) -> None:
    triples = list(turtlefile.parse(NEW, "x"))
    assert check_upload(NEW.encode(), "ttl", product, name="x") == check_beside(product, triples, name="x", text=NEW)


def test_a_known_record_takes_the_place_of_the_old_one(product: Product) -> None:
    path = product.root / "data" / "instrument" / "toolwiel.ttl"
    text = path.read_text(encoding="utf-8")
    assert check_beside(product, turtlefile.read(path), name="x").results == []
    changed = list(turtlefile.parse(text.replace("kg:row 1 ;", "kg:row 48 ;"), "x"))
    assert rules(check_beside(product, changed, name="x")) == {"Instrument-row"}


def test_a_slug_that_is_not_well_formed_is_told_and_no_file_name_is_asked(product: Product) -> None:
    triples = list(turtlefile.parse(NEW.replace("kaart", "a--b"), "x"))
    found = rules(check_beside(product, triples, name="x"))
    assert "layout-slug" in found
    assert "layout-file-name" not in found


def test_a_thing_without_an_address_is_told(product: Product) -> None:
    found = check_beside(product, list(turtlefile.parse(f"[] a <{KG}Instrument> .", "x")), name="x")
    assert "Instrument-address" in rules(found)


def test_nothing_is_written(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    check_upload(NEW.encode(), "ttl", Product(root))
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


# Every form


SAME = {
    "ttl": f'<{ID}theme/x> <http://e.org/p> "é" .',
    "nt": f'<{ID}theme/x> <http://e.org/p> "é" .',
    "jsonld": json.dumps({"@context": {"p": "http://e.org/p"}, "@id": f"{ID}theme/x", "p": "é"}),
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">'
    f'<rdf:Description rdf:about="{ID}theme/x"><e:p>é</e:p></rdf:Description></rdf:RDF>',
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read(form: str) -> None:
    (triple,) = hostile.read(SAME[form].encode(), form, LIMITS)
    assert str(triple) == f'<{ID}theme/x> <http://e.org/p> "é"'


@pytest.mark.parametrize("form", FORMS)
def test_broken_data_is_unreadable(form: str) -> None:
    with pytest.raises(KgError) as caught:
        hostile.read(b"<< nonsense {", form, LIMITS)
    assert caught.value.code is Code.UNREADABLE
    assert caught.value.hint


def test_other_forms_and_bytes_are_refused_before_any_child(product: Product) -> None:
    with pytest.raises(KgError, match="xlsx") as caught:
        check_upload(b"", "xlsx", product)
    assert caught.value.code is Code.UNSUPPORTED
    with pytest.raises(KgError, match="at most 10") as caught:
        check_upload(b"x" * 11, "ttl", product, replace(LIMITS, size=10))
    assert caught.value.code is Code.TOO_LARGE
    with pytest.raises(KgError, match="Byte 2 is not UTF-8") as caught:
        hostile.read(b"a\xff", "ttl", LIMITS)
    assert caught.value.code is Code.UNREADABLE


# Hostile data

BOMB = """<?xml version="1.0"?>
<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&c;</rdf:RDF>"""
HOSTILE = {
    "entity bomb": ("rdf", BOMB),
    "file of the server": ("rdf", BOMB.replace('"ha"', 'SYSTEM "file:///etc/passwd"')),
    "context from elsewhere": ("jsonld", '{"@context": "https://example.org/c", "@id": "http://e.org/x"}'),
    "one of many contexts": ("jsonld", '{"@graph": [{"@context": [{}, "https://example.org/c"]}]}'),
    "import of a context": ("jsonld", '{"@context": {"@import": "https://example.org/c"}}'),
    "deep json": ("jsonld", "[" * 100_000 + "]" * 100_000),
    "deep turtle": ("ttl", "<http://e.org/a> <http://e.org/p> " + "[ <http://e.org/p> " * 60 + "1" + "]" * 60 + " ."),
    "deep lists": ("ttl", "<http://e.org/a> <http://e.org/p> " + "( " * 60 + ")" * 60 + " ."),
    "deep xml": ("rdf", "<a>" * 60 + "</a>" * 60),
    "giant literal": ("ttl", f'<http://e.org/a> <http://e.org/p> "{"x" * 30_000}" .'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_data_is_refused(name: str) -> None:
    form, text = HOSTILE[name]
    with pytest.raises(KgError) as caught:
        hostile.read(text.encode(), form, LIMITS)
    assert caught.value.code is Code.REFUSED, caught.value.message


def test_too_many_statements_are_over_the_limit() -> None:
    text = "".join(f"<http://e.org/{n}> <http://e.org/p> 1 .\n" for n in range(11))
    assert len(hostile.read(text.encode(), "ttl", replace(LIMITS, triples=11))) == 11
    with pytest.raises(KgError, match="more than 10 statements") as caught:
        hostile.read(text.encode(), "ttl", replace(LIMITS, triples=10))
    assert caught.value.code is Code.LIMIT


def test_brackets_in_texts_and_comments_nest_nothing() -> None:
    text = f'# {"[" * 99}\n<http://e.org/a[b> <http://e.org/p> "{"[" * 99}" , """{"(" * 99}\n""" , \'{"[" * 99}\' .'
    assert hostile.depth(text, "ttl") == 0
    assert hostile.depth(json.dumps({"a": "[" * 99}), "jsonld") == 1
    assert hostile.depth("<a b='1'><b/><!-- <c> --><d></d></a>", "rdf") == 2


def test_a_check_that_takes_too_long_is_stopped(product: Product) -> None:
    with pytest.raises(KgError, match="longer than") as caught:
        check_upload(NEW.encode(), "ttl", product, replace(LIMITS, seconds=0.05))
    assert caught.value.code is Code.LIMIT


def test_a_check_that_needs_too_much_memory_is_stopped(product: Product) -> None:
    with pytest.raises(KgError, match="more time or memory") as caught:
        check_upload(NEW.encode(), "ttl", product, replace(LIMITS, memory=60_000_000))
    assert caught.value.code is Code.LIMIT


def test_an_error_of_the_child_is_an_error_here(product: Product) -> None:
    with pytest.raises(KgError, match="cannot be read") as caught:
        check_upload(b"nonsense", "ttl", product, name="plak")
    assert caught.value.code is Code.UNREADABLE
    assert caught.value.where.startswith(("plak", "line"))


def test_data_that_does_not_say_what_it_is_about_is_not_right(product: Product) -> None:
    told = f'<{ID}instrument/leeg> <http://www.w3.org/2004/02/skos/core#prefLabel> "leeg"@nl , "empty"@en .'
    found = check_upload(told.encode(), "ttl", product)
    assert "layout-kind" in {result.rule for result in found.results}
