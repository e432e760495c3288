"""The pages of stored questions: form, table, SPARQL text, and the same answer for programs."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_page import links, parsed

from kg.queries import Catalogue, StoredQuery
from kg.store import Term
from kg_web.columns import column_names
from kg_web.language import speaking
from kg_web.questions import _named
from kg_web.site import shown as site_of

# What to fill in where a question needs something.
FILLED = {
    "columns": "level",
    "dataset": "survey-use",
    "disagreement": "added-value-both-lists",
    "instrument": "toolwiel",
    "problem": "geen-leercultuur",
    "rows": "cluster",
    "scheme": "phase",
    "source": "001",
    "subject": "instrument/toolwiel",
    "whole": "proeftuinen-voor-professionalisering",
}


@pytest.fixture(scope="module")
def catalogue(shipped: Flask) -> Catalogue:
    site = site_of(shipped)
    return site.catalogue


def address(query: StoredQuery) -> str:
    filled = "&".join(f"{p.name}={FILLED['problem' if p.kind == 'problem' else p.name]}" for p in query.parameters)
    return f"/questions/{query.name}?{filled}"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_question_has_its_page_with_an_answer(visitor: FlaskClient, catalogue: Catalogue, prefix: str) -> None:
    for query in catalogue.questions.values():
        answer = visitor.get(prefix + address(query))
        assert answer.status_code == 200, query.name
        parsed(answer.text)
        assert "<tbody role=" in answer.text, query.name
        assert query.question[prefix[1:] or "nl"] in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize(("prefix", "heading"), [("", "Welk instrument past?"), ("/en", "Which instrument fits?")])
def test_all_questions_stand_once_under_what_people_want_to_know(
    visitor: FlaskClient, catalogue: Catalogue, prefix: str, heading: str
) -> None:
    page = visitor.get(f"{prefix}/questions").text
    parsed(page)
    listed = re.findall(r'href="(?:/en)?/questions/([a-z-]+)"', page)
    assert sorted(listed) == sorted(catalogue.questions)
    assert listed[0] == "instruments-for-problem"
    assert re.search(r"<h2[^>]*>([^<]+)</h2>", page)[1] == heading
    assert "Andere vragen" not in page


def rows_of(page: str) -> tuple[int, int]:
    """How many rows a page shows at once, and how many it opens."""
    at_once, rest = page.split('<details class="more rest">', 1)
    rest = rest.split("</details>")[0]
    shown, opened = at_once.count("<tr ") - 1, rest.count("<tr ") - 1
    assert opened == int(re.search(r"andere (\d+)", rest)[1])
    return shown, opened


def test_a_very_long_answer_opens_in_place(visitor: FlaskClient) -> None:
    page = visitor.get("/questions/mappings").text
    parsed(page)
    count = int(re.search(r'Antwoord <span class="count">(\d+)', page)[1])
    assert rows_of(page) == (40, count - 40)
    assert "Deze pagina toont" not in page


def test_an_answer_that_no_page_can_hold_says_so_first(visitor: FlaskClient) -> None:
    address = "/questions/coverage?rows=factor&columns=theme"
    page = visitor.get(address).text
    parsed(page)
    assert rows_of(page) == (40, 960)
    (total,) = re.findall(r"Deze pagina toont de eerste 1\.000 van ([\d.]+) rijen\.", page[: page.index("<table")])
    file = links(page)["Het bestand heeft ze alle."]
    assert len(visitor.get(file).text.splitlines()) - 1 == int(total.replace(".", ""))
    assert "the first 1,000 of" in visitor.get("/en" + address).text


def test_a_link_between_concepts_is_named_in_words(visitor: FlaskClient) -> None:
    dutch, english = (visitor.get(f"{prefix}/questions/mappings").text for prefix in ("", "/en"))
    assert ">hangt samen met</td>" in dutch
    assert ">relatedMatch</td>" not in dutch + english


def test_every_column_and_parameter_has_a_name(shipped: Flask, catalogue: Catalogue) -> None:
    with shipped.test_request_context("/", environ_overrides={"kg.root": ""}):
        known = column_names("nl")
    for query in catalogue.questions.values():
        assert {*query.columns, *(parameter.name for parameter in query.parameters)} <= set(known), query.name


def test_a_question_that_needs_something_asks_for_it(visitor: FlaskClient) -> None:
    page = visitor.get("/questions/instruments-for-problem").text
    assert '<select id="problem" name="problem" required>' in page
    assert '<option value="geen-leercultuur">' in page
    assert "<tbody>" not in page


@pytest.mark.parametrize("address", ["coverage?rows=cluster&columns=level", "mappings"])
def test_the_links_for_programs_give_the_same_answer_whole(visitor: FlaskClient, address: str) -> None:
    page = visitor.get(f"/en/questions/{address}").text
    count = page.count("<tr ") - page.count("<thead")
    found = links(page)
    table, data = visitor.get(found["CSV"]), visitor.get(found["JSON"])
    assert table.mimetype == "text/csv"
    assert len(list(csv.reader(io.StringIO(table.text)))) == 1 + count
    assert data.json is not None
    assert data.json["total"] == len(data.json["items"]) == count


def test_the_sparql_text_is_the_one_that_was_asked(visitor: FlaskClient) -> None:
    page = visitor.get("/questions/scheme-concepts?scheme=phase").text
    assert "id/scheme/phase" in page
    link = re.search(r'href="(/sparql\?query=[^"]+)"', page)
    assert link


def test_a_code_is_told_in_words(visitor: FlaskClient) -> None:
    address = "/questions/instruments-for-problem?problem=geen-leercultuur"
    dutch, english = visitor.get(address).text, visitor.get("/en" + address).text
    assert (">helpt een deel</td>" in dutch, ">partly</td>" in dutch) == (True, False)
    assert (">afgeleid</td>" in dutch, ">inferred</td>" in dutch) == (True, False)
    assert ">helps partly</td>" in english


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_name_leads_to_what_has_it(visitor: FlaskClient, prefix: str) -> None:
    page = visitor.get(f"{prefix}/questions/instrument-list").text
    assert f'<a href="{prefix}/doc/instrument/toolwiel">' in page
    table = page[page.index("<tbody") : page.index("</tbody>")]
    assert len(set(re.findall(rf'href="({prefix}/doc/instrument/[^"]+)"', table))) >= 40
    assert re.search(rf'href="{prefix}/doc/programme/[^"]+"', table)
    for address in set(re.findall(r'href="(/[^"]+)"', table)):
        assert visitor.get(address).status_code == 200


def test_a_printed_link_is_no_relation(visitor: FlaskClient) -> None:
    assert ">Gedrukte link</th>" in visitor.get("/questions/instrument-list").text
    assert ">Verband</th>" in visitor.get("/questions/mappings").text
    assert ">Printed link</th>" in visitor.get("/en/questions/instrument-list").text


def test_a_name_of_several_things_leads_nowhere_unless_the_column_tells_which(shipped: Flask) -> None:
    with shipped.test_request_context("/"), speaking("nl"):
        shared = Term("literal", "leiderschap", "nl")
        assert _named("from", shared) is None
        found = _named("theme", shared)
        assert found is not None
        assert found.kind == "theme"


def test_what_is_not_there_is_told(visitor: FlaskClient) -> None:
    assert visitor.get("/questions/nothing").status_code == 404
    assert visitor.get("/questions/scheme-concepts?scheme=nothing").status_code == 404


def test_all_questions_are_listed(visitor: FlaskClient, catalogue: Catalogue) -> None:
    page = visitor.get("/questions").text
    parsed(page)
    assert all(f'href="/questions/{name}"' in page for name in catalogue.questions)


def test_a_percentage_is_said_to_be_one(visitor: FlaskClient) -> None:
    page = visitor.get("/questions/hindering-factors").text
    assert '<th scope="col" role="columnheader" class="number">Belemmerend (B), %</th>' in page
