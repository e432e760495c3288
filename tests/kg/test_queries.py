"""Stored queries: their headers, their parameters, and that a value never becomes query text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import queries
from kg.errors import Code, KgError
from kg.namespaces import ID, XSD
from kg.queries import Catalogue, Parameter, read_query
from kg.store import Answer, Term

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = sorted((REPOSITORY / "queries").rglob("*.rq"))
GOOD = """#+ question: Welke namen?
#+ question-en: Which names?
#+ subject: gaps 2
#+ param: thing iri problem required
#+ param: word string optional
#+ param: number integer optional
#+ columns: word number name
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?word ?number ?name WHERE {
  VALUES ?lang { "nl" }
  VALUES ?thing { UNDEF }
  VALUES ?word { UNDEF }
  VALUES ?number { UNDEF }
  ?thing skos:prefLabel ?name FILTER(LANG(?name) = ?lang)
}
"""
PROBLEM = ID + "problem/weinig-tijd"


@pytest.fixture
def write(tmp_path: Path):
    """Write a query file and give its path."""

    def written(text: str, name: str = "names.rq") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def ask(write, graph):
    """Run the good query; the rows as plain values."""

    def rows(lang: str = "nl", **given: str) -> list[tuple]:
        answer = queries.run(read_query(write(GOOD)), given, graph, lang=lang)
        return [tuple(term.plain() if term else None for term in row) for row in answer.rows]

    return rows


# The header


def test_a_header_is_read_whole(write) -> None:
    query = read_query(write(GOOD))
    assert query.name == "names"
    assert query.question == {"nl": "Welke namen?", "en": "Which names?"}
    assert query.columns == ("word", "number", "name")
    assert query.parameters == (
        Parameter("thing", "iri", "problem", required=True),
        Parameter("word", "string", "", required=False),
        Parameter("number", "integer", "", required=False),
    )
    assert (query.subject, query.place) == ("gaps", 2)
    assert not query.is_check


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ question: Welke namen?\n", "", "not complete"),
        ("#+ question-en: Which names?\n", "", "not complete"),
        ("#+ columns: word number name\n", "", "not complete"),
        ("#+ columns: word number name\n", "#+ columns:\n", "not complete"),
        ("#+ columns:", "#+ colums:", "unknown line 'colums'"),
        ("word string optional", "word text optional", "not clear"),
        ("word string optional", "word string", "not clear"),
        ("word string optional", "word", "not clear"),
        ("thing iri problem required", "thing iri problem sometimes", "not clear"),
        ("thing iri problem required", "thing iri problem theme required", "not clear"),
        ("#+ subject: gaps 2", "#+ subject: gap 2", "subject 'gap 2' is not clear"),
        ("#+ subject: gaps 2", "#+ subject: gaps", "subject 'gaps' is not clear"),
        ("VALUES ?word { UNDEF }", "", "'word' has no place"),
        ("VALUES ?word { UNDEF }", 'VALUES ?word { "x" }', "'word' has no place"),
    ],
)
def test_a_fault_in_the_header_says_which_file_and_what(write, old: str, new: str, message: str) -> None:
    assert old in GOOD
    path = write(GOOD.replace(old, new))
    with pytest.raises(KgError, match=message) as caught:
        read_query(path)
    assert (caught.value.code, caught.value.where) == (Code.UNREADABLE, str(path))
    assert caught.value.hint


# Parameters


@pytest.mark.parametrize("name", ["weinig-tijd", "problem/weinig-tijd", PROBLEM, PROBLEM.replace("/id/", "/doc/")])
def test_a_thing_may_be_named_by_slug_kind_and_slug_or_iri(ask, name: str) -> None:
    assert ask(thing=name) == [(None, None, "docenten hebben weinig tijd")]


def test_the_language_is_filled_in(ask) -> None:
    assert ask("en", thing="weinig-tijd") == [(None, None, "teachers have little time")]


def test_text_and_numbers_are_bound(ask) -> None:
    assert ask(thing="weinig-tijd", word="één", number="-12") == [("één", -12, "docenten hebben weinig tijd")]


@pytest.mark.parametrize(
    ("given", "code", "where", "message"),
    [
        ({}, Code.USAGE, "thing", "needs the parameter 'thing'"),
        ({"thing": "weinig-tijd", "wrd": "x"}, Code.USAGE, "wrd", "no parameter 'wrd'"),
        ({"thing": "weinig-tijd", "number": "1.5"}, Code.USAGE, "number", "not a whole number"),
        ({"thing": "weinig-tijd", "number": ""}, Code.USAGE, "number", "not a whole number"),
        ({"thing": "weinig-tijd", "number": "1 }"}, Code.USAGE, "number", "not a whole number"),
        ({"thing": "weinig-tijd", "number": "1\n"}, Code.USAGE, "number", "not a whole number"),
        ({"thing": "weinig-tijd", "number": "٣"}, Code.USAGE, "number", "not a whole number"),
        ({"thing": "weinig-tjd"}, Code.NOT_FOUND, "thing", "no problem 'weinig-tjd'"),
        ({"thing": "problem/nergens"}, Code.NOT_FOUND, "thing", "no problem"),
        ({"thing": ""}, Code.NOT_FOUND, "thing", "no problem ''"),
        ({"thing": "instrument/toolwiel"}, Code.USAGE, "thing", "is a instrument, not a problem"),
    ],
)
def test_a_wrong_parameter_is_refused(ask, given: dict[str, str], code: Code, where: str, message: str) -> None:
    with pytest.raises(KgError, match=message) as caught:
        ask(**given)
    assert (caught.value.code, caught.value.where) == (code, where)
    assert caught.value.hint


def test_the_nearest_name_is_offered(ask) -> None:
    with pytest.raises(KgError) as caught:
        ask(thing="weinig-tjd")
    assert "Did you mean weinig-tijd" in caught.value.hint


def test_a_query_without_parameters_says_so(graph, product) -> None:
    with pytest.raises(KgError) as caught:
        queries.run(Catalogue(product.folder("queries")).query("ingredients"), {"x": "y"}, graph, lang="nl")
    assert caught.value.hint == "It has no parameters at all."


ATTACKS = [
    '" } UNION { ?s ?p ?o } #',
    "x } } ; DROP ALL #",
    '\\" } #',
    "\\",
    '"""',
    "'''",
    "a\nb\r\nc",
    "VALUES ?lang { UNDEF }",
    "VALUES ?thing { UNDEF }",
    "\\1 \\g<0>",
    "}",
    "<script>",
    "\t\x0b\x1f\u2028",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_stays_a_value(ask, attack: str) -> None:
    assert ask(thing="weinig-tijd", word=attack) == [(attack, None, "docenten hebben weinig tijd")]


def test_a_text_is_not_read_as_the_place_of_a_later_parameter(ask) -> None:
    attack = "VALUES ?number { UNDEF }"
    assert ask(thing="weinig-tijd", word=attack, number="3") == [(attack, 3, "docenten hebben weinig tijd")]


@pytest.mark.parametrize("attack", [*ATTACKS, f"{PROBLEM}> }} UNION {{ ?s ?p ?o }} #", f"{PROBLEM} ", "http://x/{}"])
def test_an_address_stays_an_address(ask, attack: str) -> None:
    if attack.strip() == PROBLEM:
        assert len(ask(thing=attack)) == 1
        return
    with pytest.raises(KgError) as caught:
        ask(thing=attack)
    assert caught.value.code is Code.NOT_FOUND


class Spy:
    """A store that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked = ""

    def select(self, query: str) -> Answer:
        self.asked = query
        return Answer((), [])


def test_a_value_is_bound_in_its_place_and_nowhere_else(write) -> None:
    query = read_query(write(GOOD))
    text = query.bound(
        {"word": Term("literal", 'a" b'), "number": Term("literal", "3", datatype=XSD + "integer")}, "en"
    )
    assert r'VALUES ?word { "a\" b" }' in text
    assert f'VALUES ?number {{ "3"^^<{XSD}integer> }}' in text
    assert "VALUES ?thing { UNDEF }" in text
    assert 'VALUES ?lang { "en" }' in text


def test_nothing_is_asked_for_a_wrong_call(write) -> None:
    spy = Spy()
    with pytest.raises(KgError):
        queries.run(read_query(write(GOOD)), {"nope": "x"}, spy, lang="nl")
    assert spy.asked == ""


# The catalogue


def test_the_catalogue_knows_questions_and_checks_apart(product) -> None:
    catalogue = Catalogue(product.folder("queries"))
    assert list(catalogue.questions) == sorted(catalogue.questions)
    assert "gap-violation" in catalogue.checks
    assert not set(catalogue.checks) & set(catalogue.questions)
    assert all(query.is_check for query in catalogue.checks.values())
    assert not any(query.is_check for query in catalogue.questions.values())


@pytest.mark.parametrize("name", ["instrument-lst", "../shapes/instrument", "checks/gap-violation", "", "Instrument"])
def test_an_unknown_query_is_not_found(product, name: str) -> None:
    with pytest.raises(KgError) as caught:
        Catalogue(product.folder("queries")).query(name)
    assert caught.value.code is Code.NOT_FOUND
    assert "`kg queries` lists all" in caught.value.hint


def test_an_unknown_query_gives_the_nearest_name(product) -> None:
    with pytest.raises(KgError) as caught:
        Catalogue(product.folder("queries")).query("instrument-lst")
    assert "Did you mean instrument-list" in caught.value.hint


# The repository's own queries


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_stored_query_has_a_complete_header(path: Path) -> None:
    query = read_query(path)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", query.name)
    assert query.question["nl"] != query.question["en"]
    assert all(question.endswith(("?", ".")) for question in query.question.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_stored_query_is_sparql_with_the_columns_that_it_declares(path: Path, graph) -> None:
    query = read_query(path)
    # As the file stands, so as any other SPARQL tool would run it.
    assert graph.select(query.text).columns == query.columns


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "checks"], ids=lambda path: path.stem)
def test_every_check_tells_how_to_mend_in_two_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^#\+ mend: .+", text, re.MULTILINE)
    assert re.search(r"^#\+ mend-en: .+", text, re.MULTILINE)
    assert read_query(path).columns[0] == "record"
    assert set(read_query(path).columns) <= {"record", "value", "path"}


# A parameter -> a thing of the small graph, so that every question can be asked once.
VALUES = {
    "rows": "theme",
    "columns": "level",
    "dataset": "uren",
    "instrument": "toolwiel",
    "problem": "weinig-tijd",
    "scheme": "scheme/target-group",
    "source": "impactanalyse-voor-npuls",
    "subject": "toolwiel",
    "whole": "toolwiel",
}


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "checks"], ids=lambda path: path.stem)
def test_every_question_can_be_asked_in_two_languages(path: Path, graph) -> None:
    query = read_query(path)
    if query.name == "disagreement-positions":
        pytest.skip("the small graph has no disagreement")
    given = {parameter.name: VALUES[parameter.name] for parameter in query.parameters}
    for lang in ("nl", "en"):
        assert queries.run(query, given, graph, lang=lang).columns == query.columns


def test_the_instruments_for_a_problem_come_best_first(graph, product) -> None:
    query = Catalogue(product.folder("queries")).query("instruments-for-problem")
    answer = queries.run(query, {"problem": "weinig-tijd"}, graph, lang="en")
    assert [tuple(term.plain() for term in row) for row in answer.rows] == [
        (1, "Tool Wheel", "central", "curated"),
        (2, "Placemat", "partly", "inferred"),
    ]


def test_evidence_holds_claims_findings_and_figures(graph, product) -> None:
    query = Catalogue(product.folder("queries")).query("evidence")

    def found(subject: str) -> set[tuple]:
        rows = queries.run(query, {"subject": subject}, graph, lang="en").rows
        return {tuple(term.plain() for term in row[:3] if term) for row in rows}

    assert ("helps with", "teachers have little time", "curated") in found("toolwiel")
    assert ("use", "Many teachers know it.", "stated") in found("toolwiel")
    assert ("Hours", "time", "stated") in found("target-group/docenten")


def test_every_question_has_a_place_of_its_own_under_a_subject() -> None:
    found = [(query.subject, query.place) for query in Catalogue(REPOSITORY / "queries").questions.values()]
    assert len(found) == len(set(found))
    assert {subject for subject, _place in found} == set(queries.SUBJECTS)
