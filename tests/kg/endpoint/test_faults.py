"""A query that is not SPARQL: the place is the word at fault, and nothing is run to find it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.endpoint.faults import fault_of, has_fault
from kg.errors import Code, KgError


def fault(query: str) -> KgError:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    return fault_of(query, str(caught.value))


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("", "line 1, column 1", "empty"),
        ("# only a remark", "line 1, column 16", "empty"),
        ("SELEC * { ?s ?p ?o }", "line 1, column 1", "'SELEC'"),
        ("SELECT * {\n ?s ?p ?o .\n ?s ?q }", "line 3, column 8", "'}'"),
        ("SELECT * {\r\n ?s ?p ?o\r\n", "line 2, column 10", "too early"),
        ("SELECT ?s { ?s ?p ?o } LIMIT ten", "line 1, column 30", "'ten'"),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", "line 1, column 30", "'?s'"),
        ("ASK {} ASK {}", "line 1, column 8", "'ASK'"),
        ("SELECT * { ?s x:y ?o }", "line 1, column 15", "prefix is not declared: x:y"),
        ("SELECT * { ?s ?p 'één\" }", "line 1, column 18", '"\'"'),
        ("SELECT * { ?s ?p 'één' , ?? }", "line 1, column 26", "'?'"),
        ("SELECT (COUNT(?s) AS ?n) ?p { ?s ?p ?o }", "line 1, column 41", "groups do not have"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "line 1, column 30", "made twice"),
        ("SELECT * { ?s ?p ?o } #\n#\n!", "line 3, column 1", "'!'"),
    ],
)
def test_the_place_is_the_word_at_fault(query: str, place: str, said: str) -> None:
    error = fault(query)
    assert (error.code, error.where) == (Code.USAGE, place)
    assert said in error.message
    assert error.hint


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK {} ASK {}", "Deze vraag is geen goede SPARQL 1.1: „ASK” kan hier niet staan."),
        ("SELECT * { ?s x:y ?o }", "Deze vraag is geen goede SPARQL 1.1: dit voorvoegsel is nergens uitgelegd: x:y."),
        ("ASK {", "Deze vraag is geen goede SPARQL 1.1: de vraag houdt te vroeg op."),
    ],
)
def test_a_fault_is_told_in_dutch(query: str, told: str) -> None:
    assert fault(query).told("nl")[0] == told


def test_an_update_is_told_that_the_endpoint_reads() -> None:
    for query in ("INSERT DATA { <urn:a> <urn:b> 1 }", "drop all", "LOAD <http://example.org/>"):
        error = fault(query)
        assert error.where == "line 1, column 1"
        assert "reads" in error.hint


def test_a_long_word_is_shortened() -> None:
    assert "x" * 39 + "…" in fault("x" * 5000).message


def test_nothing_of_a_query_is_run_to_find_its_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    real, ran = ox.Store, []

    class Watched:
        def query(self, text: str, **options: str) -> None:
            real().query(text, **options)
            ran.append(text)

    monkeypatch.setattr(ox, "Store", Watched)
    # The beginning is a query of its own, and would be run by a parser that is given it alone.
    assert fault_of("ASK { SERVICE <http://127.0.0.1:9/> {} } x", "").where == "line 1, column 42"
    assert ran == []


QUERIES = st.sampled_from(
    [
        "SELECT * { ?s ?p ?o }",
        "PREFIX a: <urn:a:> SELECT ?s (STR(?s) AS ?n) WHERE { ?s a:b/a:c* ?o FILTER(?o > 3 && ?o != 'x'@nl) }",
        "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p (1 2.0 3e4) ; a <urn:b> } ORDER BY DESC(?s) LIMIT 3",
        "ASK { VALUES (?x ?y) { (UNDEF true) } BIND(IF(BOUND(?x), '''a'b''', \"c\\\"d\") AS ?z) } # end",
    ]
)


@settings(deadline=None)
@given(QUERIES, st.data())
def test_a_beginning_of_a_query_has_no_fault(query: str, data: st.DataObject) -> None:
    words = query.split(" ")
    assert not has_fault(" ".join(words[: data.draw(st.integers(0, len(words)))]))


@settings(deadline=None)
@given(QUERIES, st.data())
def test_a_word_that_cannot_be_is_found_where_it_stands(query: str, data: st.DataObject) -> None:
    words = query.partition("#")[0].split(" ")
    number = data.draw(st.integers(0, len(words)))
    before = " ".join(words[:number])
    if before.count("'''") % 2 or before.count('"') % 2:
        return
    text = f"{before} \x02 {' '.join(words[number:])}"
    assert fault_of(text, "").where == f"line 1, column {len(before) + 2}"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    error = fault_of(text, "")
    assert error.where.startswith("line ")
