"""What a query reaches for is read from its algebra, wherever and however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.endpoint.algebra import Reach, may_reach, reach
from kg.errors import Code, KgError

SERVICE = "SERVICE <http://example.org/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {SERVICE} }}",
        f"ASK {{ {SERVICE} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} }}",
        f"DESCRIBE ?s WHERE {{ {SERVICE} }}",
        f"SELECT * {{ ?a ?b ?c OPTIONAL {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c MINUS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c BIND(EXISTS {{ {SERVICE} }} AS ?d) }}",
        f"SELECT (EXISTS {{ {SERVICE} }} AS ?d) {{ ?a ?b ?c }}",
        f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ SELECT ?s {{ {SERVICE} }} }} }}",
        f"SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a HAVING (EXISTS {{ {SERVICE} }})",
        f"SELECT ?a {{ ?a ?b ?c }} ORDER BY EXISTS {{ {SERVICE} }}",
        "SELECT * { SERVICE SILENT <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { sErViCe<http://example.org/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE#comment\n<http://example.org/> { ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <http://example.org/> { ?s ?p ?o } }",
    ],
)
def test_a_service_is_found_wherever_it_stands(query: str) -> None:
    assert reach(query).services


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p ?o }",
        "SELECT * { ?s <http://example.org/SERVICE> ?o }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:from ?o }",
        "SELECT * { ?s ?p 'SERVICE <http://example.org/> { }' }",
        "# SERVICE <http://example.org/> { }\nSELECT * { ?s ?p ?o }",
        'SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "from")) }',
        "SELECT * { ?s ?p '\\u0041' }",
    ],
)
def test_the_word_alone_is_no_service(query: str) -> None:
    assert may_reach(query)
    assert reach(query) == Reach()


def test_graphs_are_full_addresses() -> None:
    query = "PREFIX x: <urn:x:> SELECT * FROM <a> FROM x:b FROM NAMED <http://example.org/> { ?s ?p ?o }"
    assert reach(query).graphs == ("https://w3id.org/instrumentenwijzer/a", "urn:x:b", "http://example.org/")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { LATERAL { ?s ?p 'from' } }", "could not be checked"),
        (f"ASK {{ {'{' * 2000} ?s ?p 'from' {'}' * 2000} }}", "nested too deeply"),
    ],
    ids=["another-language", "deep"],
)
def test_what_is_not_understood_is_not_let_through(query: str, message: str) -> None:
    with pytest.raises(KgError, match=message) as caught:
        reach(query)
    assert caught.value.code is Code.USAGE


@settings(deadline=None)
@given(st.text())
def test_a_text_without_the_words_is_never_read_twice(text: str) -> None:
    if not may_reach(text):
        assert not {"service", "from"} & set(text.lower().split())
        assert reach(text) == Reach()
