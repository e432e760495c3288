"""Tables: the graph can be put together again from them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.namespaces import ID, KG, SKOS
from kg.publish.document import Document
from kg.publish.site import Site
from kg.publish.tables import SEPARATOR, Column, Table, csv_file, dictionary, kinds, metadata, table
from kg.things import Things


def rows(document: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.body.decode(), newline="")))


@pytest.fixture(scope="module")
def instruments(things: Things) -> list[dict[str, str]]:
    return rows(csv_file(table(things, "instrument")))


def test_every_kind_has_its_table(things: Things) -> None:
    assert {"instrument", "problem", "factor", "organisation", "claim", "passage", "link", "observation"} <= set(
        kinds(things)
    )
    assert set(things.kinds) <= set(kinds(things))


def test_the_facts_of_a_thing_come_back_from_its_row(things: Things, instruments: list[dict[str, str]]) -> None:
    assert len(instruments) == 78
    for row in instruments:
        thing = things.all[row["iri"]]
        assert row["prefLabel_nl"] == thing.names["nl"]
        assert [value for value in row["addresses"].split(SEPARATOR) if value] == thing.values(KG + "addresses")
        names = [value for value in row["addresses_name_en"].split(SEPARATOR) if value]
        assert names == [things.label(iri, "en") for iri in thing.values(KG + "addresses")]
        for lang in ("nl", "en"):
            texts = [fact.value.value for fact in thing.facts(SKOS + "hiddenLabel") if fact.value.lang == lang]
            assert row[f"hiddenLabel_{lang}"] == SEPARATOR.join(texts)


def test_no_value_holds_the_separator(things: Things) -> None:
    for thing in things.all.values():
        for facts in thing.outgoing.values():
            assert not any(SEPARATOR in fact.value.value for fact in facts), thing.iri


def test_every_claim_and_passage_has_its_row(things: Things) -> None:
    claims = {row["iri"]: row for row in rows(csv_file(table(things, "claim")))}
    said = {
        c.iri for thing in things.all.values() for facts in thing.outgoing.values() for f in facts for c in f.claims
    }
    assert set(claims) == said
    one = claims[f"{ID}instrument/toolwiel#addresses-beperkte-digitale-vaardigheden"]
    assert (one["basis"], one["strength"], one["rank"]) == ("stated", "central", "1")
    assert one["object"] == f"{ID}problem/beperkte-digitale-vaardigheden"
    assert one["passages"] == f"{ID}passage/001-42201-42361"
    assert len(rows(csv_file(table(things, "passage")))) == len(things.passages) > 3000


def test_the_dictionary_explains_every_column(things: Things) -> None:
    told = {(row["file"], row["column"]): row for row in rows(dictionary(things))}
    for kind in kinds(things):
        for column in table(things, kind).columns:
            assert (f"{kind}.csv", column.name) in told
    assert all(row["name_nl"] and row["name_en"] for row in told.values())
    addresses = told["instrument.csv", "addresses"]
    assert addresses["property"] == KG + "addresses"
    assert addresses["definition_nl"]
    assert (addresses["filled"], addresses["rows"], addresses["separator"]) == ("73", "78", SEPARATOR)


def test_the_metadata_fits_the_table(things: Things, site: Site) -> None:
    made = table(things, "instrument")
    described = json.loads(metadata(made, site).body)
    assert described["url"] == "https://wijzer.example.org/iw/csv/instrument.csv"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == [
        column.name for column in made.columns
    ]
    by_name = {column["name"]: column for column in described["tableSchema"]["columns"]}
    assert by_name["prefLabel_en"]["lang"] == "en"
    assert by_name["addresses"]["separator"] == SEPARATOR


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    cells = ["=1+1", "+cmd", "-cmd", "@x", "-1,5", "+31", "gewoon", "\t=x"]
    made = Table("x", [Column(name, "") for name in "abcdefgh"], [cells])
    safe = next(csv.reader(io.StringIO(csv_file(made).body.decode().partition("\r\n")[2], newline="")))
    assert safe == ["'=1+1", "'+cmd", "'-cmd", "'@x", "-1,5", "+31", "gewoon", "'\t=x"]
