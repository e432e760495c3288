"""Spreadsheets both ways: a round trip changes nothing, a changed cell changes one fact, hostile files are refused."""

from __future__ import annotations

import csv
import io
import random
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from small_graph import END, PASSAGE_TEXT, START

from kg.errors import KgError
from kg.facts import Fact, iri, text
from kg.namespaces import DCT, ID, KG, RDF, SCHEMA, SKOS, XSD
from kg.product import Product, shipped_product
from kg.records.draft import check
from kg.records.fields import GIVEN, Fields
from kg.records.graph import Graph
from kg.records.values import Values
from kg.sheets import Imported, Table, as_csv, as_xlsx, read_sheet, tables
from kg.sheets.reading import LIMITS, read_sheets
from kg.sheets.table import joined, separated

TOOLWIEL = ID + "instrument/toolwiel"
NEW = ID + "instrument/kaart"
# A new instrument as a steward types it.
ROW = {
    "~record": "kaart",
    "skos:prefLabel@nl": "Kaart",
    "skos:prefLabel@en": "Card",
    "dct:title@nl": "Kaart",
    "kg:actionLabel@nl": "Praat samen",
    "kg:actionLabel@en": "Talk together",
    "dct:description@nl": "Een kaart.",
    "dct:description@en": "A card.",
    "kg:inInstrumentList": "nee",
    "schema:about": "blended learning",
    "schema:audience": "docenten | teams",
    "schema:learningResourceType": "tool",
    "~basis": "curated",
    "~reason@nl": "Beoordeeld.",
    "~reason@en": "Judged.",
}


@pytest.fixture(scope="module")
def small(product: Product) -> Graph:
    return Graph(product)


class Sheets:
    """A workbook of the instruments of the small graph, whose cells a test changes."""

    def __init__(self, graph: Graph, kind: str = "instrument", lang: str = "nl") -> None:
        self.graph = graph
        self.book = load_workbook(io.BytesIO(as_xlsx(tables(graph, kind), lang)))

    def column(self, sheet: str, key: str) -> int:
        keys = [str(cell.value).split()[0] for cell in self.book[sheet][2]]
        return keys.index(key) + 1

    def row(self, sheet: str, *first: str) -> int:
        for number, row in enumerate(self.book[sheet].iter_rows(values_only=True), start=1):
            if row[: len(first)] == first:
                return number
        raise AssertionError(first)

    def put(self, sheet: str, row: int, **cells: str | int | None) -> Sheets:
        for key, value in cells.items():
            self.book[sheet].cell(row, self.column(sheet, key)).value = value
        return self

    def change(self, key: str, value: str | int | None) -> Sheets:
        """One cell of Toolwiel."""
        return self.put("instrument", self.row("instrument", "toolwiel"), **{key: value})

    def add(self, sheet: str = "instrument", **cells: str) -> Sheets:
        return self.put(sheet, self.book[sheet].max_row + 1, **cells)

    def read(self, **options: object) -> Imported:
        stream = io.BytesIO()
        self.book.save(stream)
        return read_sheet(stream.getvalue(), self.graph, **options)  # type: ignore[arg-type]


@pytest.fixture
def sheets(small: Graph) -> Sheets:
    return Sheets(small)


def told(found: Imported, lang: str = "nl") -> list[tuple[str, str]]:
    return [(fault.where, fault.told(lang)[0]) for fault in found.faults]


def right(found: Imported) -> Imported:
    assert told(found) == []
    return found


# The round trip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_round_trip_of_the_small_graph_changes_nothing(small: Graph, lang: str) -> None:
    for kind in small.kinds:
        listed = tables(small, kind)
        for data in (as_xlsx(listed, lang), *(as_csv(table, lang).encode() for table in listed)):
            found = right(read_sheet(data, small))
            assert (found.draft.added, found.draft.removed) == (frozenset(), frozenset())
            assert found.rows > 0


def test_a_round_trip_of_every_kind_of_the_shipped_graph_changes_nothing() -> None:
    """Every subject has its row, every fact its cell, and all of them come back as they were."""
    graph = Graph(shipped_product())
    fields, values = Fields(graph), Values(graph)
    listed = [table for kind in graph.kinds for table in tables(graph, kind, fields, values)]
    seen = {
        Fact(subject, column.field.predicate, term)
        for table in listed
        for subject in table.subjects
        for column in table.columns
        if column.field
        for term in table.terms(subject, column)
    }
    assert seen == {
        f for f in graph.facts if f.subject.startswith(ID) and f.predicate not in GIVEN and is_typed(graph, f)
    }
    found = right(read_sheet(as_xlsx(listed, "nl"), graph, limits=replace(LIMITS, parts=2_000)))
    assert found.rows == len({subject for table in listed for subject in table.subjects})
    assert (found.draft.added, found.draft.removed) == (frozenset(), frozenset())


def is_typed(graph: Graph, fact: Fact) -> bool:
    return fact.subject in graph.classes


TEXTS = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("|\\ "), min_size=1))


@given(TEXTS)
def test_a_cell_holds_any_texts(texts: list[str]) -> None:
    wanted = list(dict.fromkeys(stripped for text in texts if (stripped := text.strip())))
    assert separated(joined(wanted)) == wanted


# Changes


def test_a_changed_cell_changes_that_fact_alone(sheets: Sheets) -> None:
    draft = right(sheets.change("dct:description@nl", "Een wiel met tools.").read()).draft
    assert draft.removed == {Fact(TOOLWIEL, DCT + "description", text("Een wiel vol tools.", "nl"))}
    assert draft.added == {Fact(TOOLWIEL, DCT + "description", text("Een wiel met tools.", "nl"))}
    assert [path.name for path in draft.files] == ["toolwiel.ttl"]
    assert check(draft) == []


def test_a_value_that_is_added_gets_a_claim_with_the_grounds_of_its_row(sheets: Sheets) -> None:
    row = sheets.row("instrument", "toolwiel")
    grounds = {"~basis": "stated", "~passage": f"001-{START}-{END}"}
    # The small graph grounds all audiences with one claim: another value needs none.
    draft = right(sheets.put("instrument", row, **{"kg:level": "team"}, **grounds).read()).draft
    added = {(fact.predicate, fact.object.value) for fact in draft.added if fact.subject == f"{TOOLWIEL}#level-team"}
    assert {(RDF + "object", ID + "level/team"), (KG + "basis", ID + "basis/stated")} <= added
    assert Fact(TOOLWIEL, KG + "level", iri(ID + "level/team")) in draft.added
    assert draft.removed == frozenset()
    assert check(draft) == []


def test_a_value_that_is_taken_out_takes_its_claim_with_it(sheets: Sheets, small: Graph) -> None:
    draft = right(sheets.change("kg:addresses/central", None).read()).draft
    assert draft.removed == {
        Fact(TOOLWIEL, KG + "addresses", iri(ID + "problem/weinig-tijd")),
        *small.of(f"{TOOLWIEL}#addresses-weinig-tijd"),
    }
    assert draft.added == frozenset()


def test_a_value_in_the_column_of_another_strength_changes_its_claim(sheets: Sheets) -> None:
    sheets.change("kg:addresses/central", None)
    draft = right(sheets.change("kg:addresses/partly", "docenten hebben weinig tijd").read()).draft
    claim = f"{TOOLWIEL}#addresses-weinig-tijd"
    assert draft.removed == {Fact(claim, KG + "strength", iri(ID + "strength/central"))}
    assert draft.added == {Fact(claim, KG + "strength", iri(ID + "strength/partly"))}


def test_a_claim_is_changed_on_its_own_sheet(sheets: Sheets) -> None:
    row = sheets.row("claim", "toolwiel", "addresses-weinig-tijd")
    draft = right(sheets.put("claim", row, **{"kg:reason@nl": "Anders gezegd."}).read()).draft
    assert [fact.object.value for fact in draft.added] == ["Anders gezegd."]
    assert len(draft.removed) == 1


def test_a_claim_on_its_own_sheet_grounds_a_new_fact(sheets: Sheets) -> None:
    sheets.change("kg:level", "team")
    sheets.add(
        "claim",
        **{
            "~record": "toolwiel",
            "~part": "level-team",
            "rdf:subject": "instrument/toolwiel",
            "rdf:predicate": "kg:level",
        },
        **{"rdf:object": "level/team", "kg:basis": "curated", "kg:reason@nl": "Zo.", "kg:reason@en": "So."},
    )
    draft = right(sheets.read()).draft
    assert {fact.subject for fact in draft.added} == {TOOLWIEL, f"{TOOLWIEL}#level-team"}
    assert check(draft) == []


def test_a_part_comes_and_goes_with_the_link_to_it(sheets: Sheets) -> None:
    row = {"~record": "placemat", "kg:printedUrl": "placemat.nl", "kg:basis": "stated"}
    draft = right(sheets.add("link", **row, **{"prov:wasDerivedFrom": f"001-{START}-{END}"}).read()).draft
    node = ID + "instrument/placemat#link-1"
    assert Fact(ID + "instrument/placemat", KG + "link", iri(node)) in draft.added
    assert Fact(node, KG + "printedUrl", text("placemat.nl", datatype=XSD + "string")) in draft.added
    assert check(draft) == []
    gone = Sheets(sheets.graph)
    gone.put("link", gone.row("link", "toolwiel", "link-1"), **{"~remove": "ja"})
    removed = right(gone.read()).draft.removed
    assert Fact(TOOLWIEL, KG + "link", iri(f"{TOOLWIEL}#link-1")) in removed
    assert {fact.subject for fact in removed} == {TOOLWIEL, f"{TOOLWIEL}#link-1"}


def test_a_row_that_is_left_out_changes_nothing(sheets: Sheets) -> None:
    sheets.book["instrument"].delete_rows(sheets.row("instrument", "toolwiel"))
    found = right(sheets.read())
    assert (found.draft.added, found.draft.removed) == (frozenset(), frozenset())


def test_random_changes_of_cells_are_exactly_the_difference(small: Graph) -> None:
    """Put any audiences into any rows: after it these are there and no others, and nothing else changed."""
    rng = random.Random(11)
    groups = ["docenten", "startende docenten", "ervaren docenten", "teams"]
    for _round in range(12):
        sheets = Sheets(small)
        wanted = {}
        for slug in ("toolwiel", "placemat"):
            wanted[slug] = rng.sample(groups, rng.randint(1, 4))
            row = sheets.row("instrument", slug)
            sheets.put("instrument", row, **{"schema:audience": " | ".join(wanted[slug])})
        draft = right(sheets.read()).draft
        after = (small.facts - draft.removed) | draft.added
        for slug, names in wanted.items():
            there = {f.object.value for f in after if f[:2] == (f"{ID}instrument/{slug}", SCHEMA + "audience")}
            assert {small.label(group, "nl") for group in there} == set(names)
        assert {f.predicate for f in draft.added | draft.removed} <= {SCHEMA + "audience"}


# New records


def test_a_new_row_is_a_new_record_that_checks(sheets: Sheets) -> None:
    found = right(sheets.add(**ROW).read())
    added = found.draft.added
    assert Fact(NEW, RDF + "type", iri(KG + "Instrument")) in added
    assert {f.object.value for f in added if f[:2] == (NEW, SCHEMA + "audience")} == {
        ID + "target-group/docenten",
        ID + "target-group/team",
    }
    assert Fact(f"{NEW}#audience-team", KG + "reason", text("Judged.", "en")) in added
    assert [path.name for path in found.draft.files] == ["kaart.ttl"]
    assert check(found.draft) == []


def test_new_rows_can_point_at_each_other(sheets: Sheets) -> None:
    sheets.add(**ROW, **{"kg:goesWith": "Bord"})
    sheets.add(**ROW | {"~record": "", "skos:prefLabel@nl": "Bord", "skos:prefLabel@en": "Board"})
    found = right(sheets.read())
    assert Fact(NEW, KG + "goesWith", iri(ID + "instrument/bord")) in found.draft.added
    assert check(found.draft) == []


def test_a_new_concept_gets_its_place_in_the_scheme(small: Graph) -> None:
    sheets = Sheets(small, "theme")
    sheets.add("theme", **{"~record": "toetsen", "skos:prefLabel@nl": "toetsen", "skos:prefLabel@en": "testing"})
    row = sheets.book["theme"].max_row
    sheets.put("theme", row, **{"skos:definition@nl": "Toetsen.", "skos:definition@en": "Testing."})
    sheets.put("theme", row, **{"~basis": "curated", "~reason@nl": "Vaak gevraagd.", "~reason@en": "Often asked."})
    draft = right(sheets.read()).draft
    assert Fact(ID + "scheme/theme", SKOS + "hasTopConcept", iri(ID + "theme/toetsen")) in draft.added
    assert check(draft) == []


def test_a_passage_is_found_by_its_words(sheets: Sheets, sources: Path) -> None:
    row = ROW | {"~basis": "stated", "~passage": f'001: "{PASSAGE_TEXT}"'}
    added = right(sheets.add(**row).read(sources=sources)).draft.added
    assert f"{ID}passage/001-{START}-{END}" in {fact.object.value for fact in added}


# What is wrong


@pytest.mark.parametrize(
    ("cells", "where", "what"),
    [
        ({"schema:audience": "docent"}, "schema:audience", "De graaf kent geen doelgroep „docent”."),
        ({"kg:inInstrumentList": "soms"}, "kg:inInstrumentList", "„soms” is geen ja of nee."),
        ({"kg:row": "een"}, "kg:row", "„een” is geen getal dat hier past."),
        ({"dct:title@nl": "Een | Twee"}, "dct:title@nl", "Hier past maar één waarde."),
        ({"skos:prefLabel@en": ""}, "skos:prefLabel@en", "naam ontbreekt."),
        ({"schema:about": ""}, "schema:about", "gaat over ontbreekt."),
        ({"~record": "Kaart!"}, "~record", "„Kaart!” kan geen adres worden."),
        ({"~record": "toolwiel"}, "~record", "„toolwiel” staat er al, op rij 4."),
        ({"~basis": "gok"}, "~basis", "„gok” mag hier niet."),
        ({"~reason@en": ""}, "~reason@en", "Bij deze basis hoort een reden in het Nederlands en in het Engels."),
        ({"~basis": "stated"}, "~passage", "Bij deze basis hoort een plaats in een bron."),
        ({"~basis": "", "~reason@nl": "", "~reason@en": ""}, "~basis", "Het is niet gezegd waarop"),
        ({"dct:description@nl": "=1+1"}, "dct:description@nl", "„=1+1” is een formule."),
    ],
)
def test_a_fault_is_told_by_sheet_row_and_column(sheets: Sheets, cells: dict[str, str], where: str, what: str) -> None:
    found = sheets.add(**ROW | cells).read()
    row, column = sheets.book["instrument"].max_row, sheets.column("instrument", where)
    letter = sheets.book["instrument"].cell(row, column).column_letter
    header = sheets.book["instrument"].cell(1, column).value
    places = [place for place, said in told(found) if said.startswith(what)]
    assert any(place.startswith(f"instrument, rij {row}, kolom {letter} ({header})") for place in places), told(found)
    assert NEW not in {fact.record for fact in found.draft.added}


def test_a_wrong_basis_is_told_with_the_other_faults_of_its_row(sheets: Sheets) -> None:
    found = sheets.add(**ROW | {"~basis": "gok", "schema:audience": "niemand"}).read()
    assert [said.partition("”")[0] for _place, said in sorted(told(found), key=lambda fault: fault[1])] == [
        "De graaf kent geen doelgroep „niemand", "„gok"
    ]  # fmt: skip


def test_cells_that_nobody_touched_are_not_taken_apart(sheets: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes a large sheet quick: nearly all of its cells are as the export left them."""
    taken: list[str] = []
    monkeypatch.setattr("kg.sheets.row.separated", lambda cell: taken.append(cell) or separated(cell))
    found = sheets.change("schema:audience", "teams").read()
    assert set(taken) == {"teams"}
    assert found.draft.difference


def test_the_name_of_a_basis_means_the_basis(sheets: Sheets) -> None:
    found = sheets.add(**ROW | {"~basis": "Eigen oordeel"}).read()
    assert told(found) == []
    assert Fact(f"{NEW}#description", KG + "basis", iri(ID + "basis/curated")) in found.draft.added


def test_all_that_is_wrong_in_a_new_row_is_told_at_once(sheets: Sheets) -> None:
    row = ROW | {"~record": "Heel Fout!", "schema:audience": "niemand", "dct:title@nl": "=1+2"}
    said = " ".join(what for _place, what in told(sheets.add(**row).read()))
    assert "„Heel Fout!” kan geen adres worden." in said
    assert "De graaf kent geen doelgroep „niemand”." in said
    assert "„=1+2” is een formule." in said


def test_a_row_that_is_there_twice_is_named(sheets: Sheets) -> None:
    row = ROW | {"~record": "", "skos:prefLabel@nl": "Toolwiel"}
    ((_place, said),) = told(sheets.add(**row).read())
    assert said.startswith("„toolwiel” staat er al, op rij ")


def test_the_example_of_a_right_value_is_in_the_language_asked(sheets: Sheets) -> None:
    found = sheets.add(**ROW | {"schema:audience": "niemand", "kg:inInstrumentList": "misschien"}).read()
    mends = {lang: " ".join(fault.told(lang)[1] for fault in found.faults) for lang in ("nl", "en")}
    assert "Goed is bijvoorbeeld: ja" in mends["nl"]
    assert "Right would be, for example: yes" in mends["en"]
    assert "Goed is bijvoorbeeld: docenten" in mends["nl"]
    assert "Right would be, for example: teachers" in mends["en"]


def test_the_right_rows_can_be_taken_alone(sheets: Sheets) -> None:
    sheets.add(**ROW)
    sheets.add(**ROW | {"~record": "bord", "schema:audience": "niemand"})
    sheets.add(**ROW | {"~record": "doos", "~basis": "stated"})
    found = sheets.read()
    assert (found.rows, found.refused) == (sheets_rows(sheets), 2)
    assert {fact.record for fact in found.draft.added} == {NEW}
    assert check(found.draft) == []


def sheets_rows(sheets: Sheets) -> int:
    return sum(
        sheet.max_row - 2
        for sheet in sheets.book
        if sheet.cell(2, 1).value and "~record" in str(sheet.cell(2, 1).value)
    )


def test_a_column_that_nobody_knows_is_a_fault(sheets: Sheets) -> None:
    sheets.book["instrument"].cell(2, 5).value = "schema:audiance"
    assert [what for _where, what in told(sheets.read())] == ["„schema:audiance” is geen veld van deze soort."]


def test_a_sheet_without_its_second_row_is_read_by_its_headers(small: Graph) -> None:
    lines = as_csv(tables(small, "instrument")[0], "nl").splitlines(keepends=True)
    without = (lines[0] + "".join(lines[2:])).encode()
    with pytest.raises(KgError, match="second row is gone"):
        read_sheet(without, small)
    found = right(read_sheet(without, small, kind="instrument"))
    assert (found.rows, found.draft.added) == (2, frozenset())


# CSV


def csv_of(table: Table, change: dict[tuple[str, str], str]) -> bytes:
    rows = list(csv.reader(io.StringIO(as_csv(table, "nl").removeprefix("\ufeff"))))
    keys = [key.split()[0] for key in rows[1]]
    for (slug, key), value in change.items():
        row = next(row for row in rows if row[0] == slug)
        row[keys.index(key)] = value
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode()


def test_a_csv_with_semicolons_is_read_too(small: Graph) -> None:
    table = tables(small, "instrument")[0]
    found = right(
        read_sheet(
            csv_of(
                table,
                {("toolwiel", "kg:level"): "team"}
                | {("toolwiel", "~basis"): "curated"}
                | {("toolwiel", "~reason@nl"): "Zo."}
                | {("toolwiel", "~reason@en"): "So."},
            ),
            small,
        )
    )
    assert Fact(TOOLWIEL, KG + "level", iri(ID + "level/team")) in found.draft.added


def test_what_looks_like_a_formula_is_exported_as_text(root: Path) -> None:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Een wiel vol tools.", '=HYPERLINK(\\"x\\")'), encoding="utf-8"
    )
    graph = Graph(Product(root))
    listed = tables(graph, "instrument")
    assert "'=HYPERLINK" in as_csv(listed[0], "nl")
    book = load_workbook(io.BytesIO(as_xlsx(listed, "nl")))
    cells = [cell for row in book["instrument"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    for data in (as_xlsx(listed, "nl"), as_csv(listed[0], "nl").encode()):
        assert right(read_sheet(data, graph)).draft.added == frozenset()


# What the workbook offers


def test_the_workbook_explains_itself_and_offers_choices(sheets: Sheets) -> None:
    assert sheets.book.sheetnames == ["uitleg", "instrument", "claim", "finding", "link", "_lijsten"]
    assert sheets.book["_lijsten"].sheet_state == "hidden"
    sheet = sheets.book["instrument"]
    letter = sheet.cell(1, sheets.column("instrument", "schema:audience")).column_letter
    (rule,) = [v for v in sheet.data_validations.dataValidation if str(v.sqref).startswith(f"{letter}3:")]
    name, _, place = rule.formula1.removeprefix("=").partition("!")
    choices = [cell.value for row in sheets.book[name][place.replace("$", "")] for cell in row]
    assert choices == ["docenten", "ervaren docenten", "startende docenten", "teams"]
    assert not rule.showErrorMessage, "several values must be possible"
    explained = {str(cell.value) for row in sheets.book["uitleg"].iter_rows() for cell in row}
    assert {"schema:audience", "Kies minstens één doelgroep."} <= explained


# Hostile files


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """A good workbook with one part more, or another in its place."""
    stream = io.BytesIO()
    Workbook().save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zipped(parts | {name: data})


def far_away() -> bytes:
    book = Workbook()
    book.worksheets[0].cell(900_000, 1).value = "x"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def wide() -> bytes:
    book = Workbook()
    book.worksheets[0].cell(1, 5_000).value = "x"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BOMB = b"0" * (90 * 1024 * 1024)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: with_part("xl/media/image.png", BOMB), "more than 80 MB"),
        (lambda: with_part("xl/sharedStrings.xml", ENTITIES), "document type"),
        (lambda: with_part("xl/sharedStrings.xml", ENTITIES.decode().encode("utf-16")), "document type"),
        (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "links to other workbooks"),
        (lambda: with_part("xl/vbaProject.bin", b"x"), "macros"),
        (lambda: with_part("../../etc/passwd", b"x"), "strange name"),
        (lambda: zipped({f"xl/{n}.xml": b"" for n in range(400)}), "more than 300 parts"),
        (lambda: zipped({"hello.txt": b"hello"}), "cannot be read"),
        (lambda: with_part("xl/workbook.xml", b"<broken"), "cannot be read"),
        (lambda: b"PK\x03\x04 and then nothing", "broken"),
        (lambda: b"\xd0\xcf\x11\xe0old", "old or locked"),
        (lambda: b"x" * (11 * 1024 * 1024), "10,485,760 is the most"),
        (far_away, "more than 20,000 rows"),
        (wide, "more than 200 columns"),
        (lambda: b"a,b\n" * 20_001, "more than 20,000 rows"),
        (lambda: b"," * 500, "more than 200 columns"),
        (lambda: b"a" * 30_000, "not CSV"),
        (lambda: "é".encode("cp1252"), "not UTF-8"),
        (lambda: b"a\0b", "not a text file"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(data: object, reason: str) -> None:
    with pytest.raises(KgError, match=reason):
        read_sheets(data())  # type: ignore[operator]


@pytest.mark.parametrize(
    "error", [ValueError("negative seek value -1"), OSError("beyond the end"), struct.error("short")]
)
def test_whatever_a_broken_archive_raises_is_told_for_people(
    small: Graph, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise error

    good = as_xlsx(tables(small, "level"), "nl")
    monkeypatch.setattr(zipfile, "ZipFile", broken)
    with pytest.raises(KgError, match="broken"):
        read_sheets(good)


def test_no_random_bytes_make_it_fall(small: Graph) -> None:
    """Broken workbooks end in an error for people, never in another."""
    rng = random.Random(5)
    good = bytearray(as_xlsx(tables(small, "level"), "nl"))
    for _round in range(60):
        broken = bytearray(good)
        for _hit in range(rng.randint(1, 30)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        with suppress(KgError):
            read_sheet(bytes(broken), small)
