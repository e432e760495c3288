"""Terms: as Python values, and as text that is safe in a query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.namespaces import XSD
from kg.store import Term


@pytest.mark.parametrize(
    ("datatype", "value", "plain"),
    [
        ("integer", "01", 1),
        ("nonNegativeInteger", "5", 5),
        ("decimal", "50.0", 50.0),
        ("double", "1e3", 1000.0),
        ("boolean", "true", True),
        ("boolean", "1", True),
        ("boolean", "false", False),
        ("string", "7", "7"),
        ("gYear", "2022", "2022"),
    ],
)
def test_a_literal_as_python_has_it(datatype: str, value: str, plain: object) -> None:
    found = Term("literal", value, datatype=XSD + datatype).plain()
    assert found == plain
    assert type(found) is type(plain)


@pytest.mark.parametrize(
    "value", ["urn:a> } #", "urn:a b", "not an iri", "", "urn:\n", "urn:a\n", 'urn:"', "urn:{}", "urn:\\"]
)
def test_what_is_no_iri_is_never_written(value: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        Term("iri", value).sparql()


@pytest.mark.parametrize("lang", ["nl } #", "nl_NL", "-nl", "nl\n", "1"])
def test_what_is_no_language_is_never_written(lang: str) -> None:
    with pytest.raises(ValueError, match="not a language tag"):
        Term("literal", "x", lang=lang).sparql()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "nl", "en-gb"]))
def test_any_text_survives_a_query(text: str, lang: str) -> None:
    term = Term("literal", text, lang)
    rows = list(ox.Store().query(f"SELECT ?x WHERE {{ BIND({term.sparql()} AS ?x) }}"))
    assert (rows[0]["x"].value, rows[0]["x"].language or "") == (text, lang)
