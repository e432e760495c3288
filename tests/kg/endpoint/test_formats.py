"""Forms of an answer: their names, and how many rows a text in each has."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.endpoint.formats import BINDINGS, BY_NAME, ENDS_IN_A_NAME, GRAPHS, media_type, text_rows

FORMS = {"xml": ox.QueryResultsFormat.XML, "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV}
# What could be taken for the end of a row.
VALUES = st.text(st.sampled_from("\n\r\"'<>,\\\t&a") | st.characters(codec="utf-8"), max_size=12) | st.just("<result>")


@settings(deadline=None)
@given(st.lists(st.none() | VALUES, max_size=8), st.sampled_from(sorted(FORMS)))
def test_rows_are_counted_exactly(values: list[str | None], name: str) -> None:
    store = ox.Store()
    cells = " ".join("UNDEF" if value is None else str(ox.Literal(value)) for value in values)
    body = store.query(f"SELECT ?x {{ VALUES ?x {{ {cells} }} }}").serialize(format=FORMS[name])
    assert text_rows(name, body) == len(values)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_row_without_columns_counts(name: str) -> None:
    assert text_rows(name, ox.Store().query("SELECT * {}").serialize(format=FORMS[name])) == 1


@pytest.mark.parametrize("form", [*BINDINGS, *GRAPHS], ids=lambda form: form.name)
def test_names_and_identifiers_are_the_standards(form) -> None:
    kind = ox.QueryResultsFormat if form in BINDINGS else ox.RdfFormat
    known = kind.from_media_type(form.media_types[0])
    assert form.iri.startswith("http://www.w3.org/ns/formats/")
    assert known.iri.rpartition("/")[2] == form.iri.rpartition("/")[2]
    assert known.media_type.partition(";")[0] == form.media_types[0]
    assert BY_NAME[form.name] is form


def test_text_says_its_character_set() -> None:
    assert media_type("csv") == "text/csv; charset=utf-8"
    assert media_type("json") == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("iri", "fits"),
    [
        ("http://example.org/a", True),
        ("http://example.org/1a", True),
        ("http://example.org/é", True),
        ("http://example.org/a-1.0", True),
        ("urn:1", False),
        ("http://example.org/", False),
        ("http://example.org/a%20", False),
    ],
)
def test_a_property_in_xml_ends_in_a_name(iri: str, fits: bool) -> None:
    assert bool(ENDS_IN_A_NAME.fullmatch(iri)) is fits
