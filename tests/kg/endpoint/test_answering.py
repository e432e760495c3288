"""One query over one store: the protocol's datasets, all forms, and limits that never cut."""

from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.endpoint.answering import Question, answer, kind_of, rewritten
from kg.endpoint.formats import BINDINGS, GRAPHS
from kg.endpoint.limits import Limits
from kg.errors import Code, KgError

LIMITS = Limits()


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """``urn:all`` in the default graph; ``urn:a`` and ``urn:b`` in the graphs ``urn:ga`` and ``urn:gb``."""
    made = ox.Store()
    for name, graph in (("all", ox.DefaultGraph()), ("a", ox.NamedNode("urn:ga")), ("b", ox.NamedNode("urn:gb"))):
        made.add(ox.Quad(ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:p"), ox.Literal("x"), graph))
    return made


def subjects(store: ox.Store, text: str, **given: tuple[str, ...]) -> list[str]:
    written = answer(store, Question(text, **given), LIMITS)
    rows = json.loads(written.body)["results"]["bindings"]
    assert written.rows == len(rows)
    return sorted(row["s"]["value"] for row in rows)


DEFAULT, NAMED = "SELECT ?s { ?s ?p ?o }", "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"


@pytest.mark.parametrize(
    ("text", "default", "named", "found"),
    [
        (DEFAULT, (), (), ["urn:all"]),
        (NAMED, (), (), ["urn:a", "urn:b"]),
        (DEFAULT, ("urn:ga",), (), ["urn:a"]),
        (DEFAULT, ("urn:ga", "urn:gb"), (), ["urn:a", "urn:b"]),
        (NAMED, ("urn:ga",), (), []),
        (DEFAULT, (), ("urn:ga",), []),
        (NAMED, (), ("urn:ga",), ["urn:a"]),
        (NAMED, ("urn:ga",), ("urn:gb",), ["urn:b"]),
        ("SELECT ?s FROM <urn:ga> { ?s ?p ?o }", (), (), ["urn:a"]),
        ("SELECT ?s FROM NAMED <urn:ga> { GRAPH ?g { ?s ?p ?o } }", (), (), ["urn:a"]),
        # SPARQL 1.1 Protocol, section 2.1.4: the request's dataset replaces that of the query as a whole.
        ("SELECT ?s FROM <urn:ga> { ?s ?p ?o }", ("urn:gb",), (), ["urn:b"]),
        ("SELECT ?s FROM NAMED <urn:ga> { GRAPH ?g { ?s ?p ?o } }", ("urn:gb",), (), []),
        ("SELECT ?s FROM <urn:ga> { ?s ?p ?o }", (), ("urn:gb",), []),
    ],
)
def test_the_dataset_is_that_of_the_request(store: ox.Store, text: str, default, named, found) -> None:
    assert subjects(store, text, default_graphs=default, named_graphs=named) == found


def test_a_graph_that_is_not_there_is_empty_and_told(store: ox.Store) -> None:
    asked = Question(DEFAULT, default_graphs=("urn:ga", "http://example.org/none"))
    written = answer(store, asked, LIMITS)
    assert (written.rows, written.absent) == (1, ("http://example.org/none",))
    written = answer(store, Question("SELECT * FROM <http://example.org/none> FROM <urn:ga> { ?s ?p ?o }"), LIMITS)
    assert (written.rows, written.absent) == (1, ("http://example.org/none",))


def test_the_name_of_a_graph_is_an_address(store: ox.Store) -> None:
    with pytest.raises(KgError, match="full address") as caught:
        answer(store, Question(DEFAULT, named_graphs=("no address",)), LIMITS)
    assert (caught.value.code, caught.value.where) == (Code.USAGE, "no address")


def test_relative_addresses_start_at_the_base(store: ox.Store) -> None:
    written = answer(store, Question("CONSTRUCT { <id/theme/x> <p> 1 } {}", graph="ntriples"), LIMITS)
    assert b"<https://w3id.org/instrumentenwijzer/id/theme/x>" in written.body


@pytest.mark.parametrize("form", [form.name for form in BINDINGS])
def test_rows_come_in_every_form(store: ox.Store, form: str) -> None:
    written = answer(store, Question("SELECT * { VALUES (?x ?y) { (1 'a') (2 UNDEF) } }", bindings=form), LIMITS)
    assert (written.form, written.rows) == (form, 2)
    assert answer(store, Question("ASK {}", bindings=form), LIMITS).body.count(b"true") == 1


@pytest.mark.parametrize("form", [form.name for form in GRAPHS])
def test_graphs_come_in_every_form(store: ox.Store, form: str) -> None:
    media_type = next(known.media_types[0] for known in GRAPHS if known.name == form)
    for text in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <urn:all>"):
        written = answer(store, Question(text, graph=form), LIMITS)
        read = list(ox.parse(written.body, format=ox.RdfFormat.from_media_type(media_type)))
        assert (written.form, written.rows, [quad.subject.value for quad in read]) == (form, 1, ["urn:all"])


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        (Question("SELECT * {}", bindings=""), "SELECT and ASK"),
        (Question("ASK {}", bindings=""), "SELECT and ASK"),
        (Question("DESCRIBE <urn:a>", graph=""), "CONSTRUCT and DESCRIBE"),
    ],
)
def test_a_kind_of_answer_needs_a_form_that_fits(store: ox.Store, question: Question, kinds: str) -> None:
    with pytest.raises(KgError, match=kinds) as caught:
        answer(store, question, LIMITS)
    assert caught.value.code is Code.NOT_ACCEPTABLE


@pytest.mark.parametrize(
    ("question", "what"),
    [
        (Question("SELECT ('\\u0001' AS ?x) {}", bindings="xml"), "control character"),
        (Question("CONSTRUCT { <s> <p> '\\u0001' } {}", graph="rdfxml"), "control character"),
        (Question("CONSTRUCT { <s> <urn:1> 1 } {}", graph="rdfxml"), "the property <urn:1>"),
    ],
)
def test_what_xml_cannot_hold_is_refused(store: ox.Store, question: Question, what: str) -> None:
    with pytest.raises(KgError, match=what) as caught:
        answer(store, question, LIMITS)
    assert caught.value.code is Code.NOT_ACCEPTABLE
    assert answer(store, replace(question, bindings="json", graph="turtle"), LIMITS).body


TEN = "VALUES ?x { 0 1 2 3 4 5 6 7 8 9 }"


@pytest.mark.parametrize("form", [form.name for form in BINDINGS])
def test_an_answer_with_too_many_rows_is_refused_whole(store: ox.Store, form: str) -> None:
    question = Question(f"SELECT ?x {{ {TEN} }}", bindings=form)
    assert answer(store, question, replace(LIMITS, rows=10)).rows == 10
    with pytest.raises(KgError, match="larger than 9 rows") as caught:
        answer(store, question, replace(LIMITS, rows=9))
    assert caught.value.code is Code.LIMIT
    assert "LIMIT" in caught.value.hint


@pytest.mark.parametrize("form", [form.name for form in GRAPHS])
def test_a_graph_with_too_many_triples_is_refused_whole(store: ox.Store, form: str) -> None:
    question = Question(f"CONSTRUCT {{ <s> <p> ?x }} WHERE {{ {TEN} }}", graph=form)
    assert answer(store, question, replace(LIMITS, rows=10)).rows == 10
    with pytest.raises(KgError, match="larger than 9 triples"):
        answer(store, question, replace(LIMITS, rows=9))


@pytest.mark.parametrize(
    "question", [Question(f"SELECT ?x {{ {TEN} }}"), Question(f"CONSTRUCT {{ <s> <p> ?x }} {{ {TEN} }}")]
)
def test_an_answer_with_too_many_bytes_is_refused_whole(store: ox.Store, question: Question) -> None:
    size = len(answer(store, question, LIMITS).body)
    assert answer(store, question, replace(LIMITS, bytes=size)).rows == 10
    with pytest.raises(KgError, match=f"larger than {size - 1} bytes") as caught:
        answer(store, question, replace(LIMITS, bytes=size - 1))
    assert caught.value.code is Code.LIMIT


def test_a_service_is_refused_before_anything_runs(store: ox.Store) -> None:
    for text in ("ASK { SERVICE <http://example.org/> {} }", "SELECT * { SERVICE SILENT ?x {} }"):
        with pytest.raises(KgError, match="SERVICE is refused") as caught:
            answer(store, Question(text), LIMITS)
        assert caught.value.code is Code.REFUSED


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("SELECT * {", "line 1, column 11"),
        ("ASK {\n?s from ?o }", "line 2, column 4"),
        ("DROP ALL", "line 1, column 1"),
    ],
)
def test_a_query_that_is_not_sparql_is_told_where(store: ox.Store, text: str, where: str) -> None:
    for call in (lambda: answer(store, Question(text), LIMITS), lambda: kind_of(text)):
        with pytest.raises(KgError) as caught:
            call()
        assert (caught.value.code, caught.value.where) == (Code.USAGE, where)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("SELECT * {}", "bindings"), ("ASK {}", "bindings"), ("CONSTRUCT WHERE {}", "graph"), ("DESCRIBE <a>", "graph")],
)
def test_the_kind_of_a_query(text: str, kind: str) -> None:
    assert kind_of(text) == kind


# Answers of another server

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:a"}},{}]}}'
TRIPLES = b"<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> <urn:c> .\n"


def test_another_servers_answer_comes_in_the_form_asked() -> None:
    written = rewritten(ROWS, Question("", bindings="csv"), "bindings", LIMITS)
    assert (written.form, written.rows, written.body) == ("csv", 2, b"x\r\nurn:a\r\n\r\n")
    written = rewritten(TRIPLES, Question("", graph="turtle"), "graph", LIMITS)
    assert (written.form, written.rows) == ("turtle", 2)
    assert rewritten(b'{"head":{},"boolean":false}', Question(""), "bindings", LIMITS).rows == 1


@pytest.mark.parametrize(("body", "kind"), [(ROWS, "bindings"), (TRIPLES, "graph")])
def test_another_servers_answer_has_the_same_limits(body: bytes, kind: str) -> None:
    with pytest.raises(KgError) as caught:
        rewritten(body, Question(""), kind, replace(LIMITS, rows=1))
    assert caught.value.code is Code.LIMIT


@pytest.mark.parametrize(
    ("body", "kind"), [(ROWS[:-5], "bindings"), (b"<html>", "bindings"), (b"", "bindings"), (b"<urn:a> <urn", "graph")]
)
def test_another_servers_broken_answer_is_no_answer(body: bytes, kind: str) -> None:
    with pytest.raises(KgError, match="broken") as caught:
        rewritten(body, Question(""), kind, LIMITS)
    assert caught.value.code is Code.UNAVAILABLE


# Any query

# fmt: off
PIECES = st.sampled_from([
    "SELECT", "CONSTRUCT", "ASK", "WHERE", "FROM", "NAMED", "GRAPH", "SERVICE", "OPTIONAL", "FILTER", "BIND", "VALUES",
    "UNDEF", "LIMIT", "AS", "*", "{", "}", "(", ")", ".", "?s", "?p", "<urn:a>", "<urn:p>", "'x'", "1e400", '"""',
    "99999999999999999999", "\\u0041", "#", "\\", "GROUP", "BY", "COUNT(*)", "EXISTS",
])
# fmt: on


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_query_has_an_answer_or_a_reason(text: str) -> None:
    try:
        outcome = "answered" if answer(ox.Store(), Question(text), LIMITS).body else "nothing"
    except KgError as error:
        outcome = error.code.value
    assert outcome in {"answered", "usage", "refused"}
