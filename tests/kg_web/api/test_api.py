"""The API: what the command line answers, checked and described from one declaration."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
import schemathesis
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from serving import served

from kg.cli import _kg
from kg_web.api.operation import Parameter
from kg_web.api.routes import operations
from kg_web.api.schema import schema_of
from kg_web.site import current_site


@pytest.fixture(scope="module")
def described(small: Flask) -> dict:
    return small.test_client().get("/api/openapi.json").json


# Complete, and true


def test_every_address_of_the_api_is_described(small: Flask, described: dict) -> None:
    rules = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in small.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule not in {"/api/", "/api/openapi.json"}
    }
    assert rules == set(described["paths"])
    assert len(rules) > 30


def test_the_page_of_the_api_says_in_the_language_of_the_page_what_is_answered(client: FlaskClient) -> None:
    dutch, english = client.get("/api/").text, client.get("/en/api/").text
    assert "Welke factoren belemmeren vaker dan zij stimuleren?" in dutch
    assert "Which factors hinder more often than they stimulate?" in english
    told = [set(re.findall(r"<td>([^<]{15,})</td>", page)) for page in (dutch, english)]
    assert len(told[0]) == len(told[1]) > 30
    assert not told[0] & told[1]


def test_every_parameter_of_every_address_is_described(client: FlaskClient, small: Flask, described: dict) -> None:
    compared = 0
    for rule in small.url_map.iter_rules():
        path = rule.rule.replace("<", "{").replace(">", "}")
        if path not in described["paths"]:
            continue
        assert set(described["paths"][path]) == {"get"}
        assert (rule.methods or set()) - {"HEAD", "OPTIONS"} == {"GET"}
        told = described["paths"][path]["get"]["parameters"]
        assert {one["name"] for one in told if one["in"] == "path"} == rule.arguments, path
        address = path.format(kind="instrument", slug="toolwiel")
        unknown = client.get(address, query_string={"nothing-like-it": "x"})
        assert (unknown.status_code, unknown.json["error"]["where"]) == (400, "nothing-like-it"), path
        for name in (one["name"] for one in told if one["in"] == "query"):
            answer = client.get(address, query_string={name: "\x00" * 20_000})
            # Known here: it is the value that is refused, or nothing.
            assert "There is no parameter" not in answer.text, (path, name)
            compared += 1
        with small.test_request_context():
            taken = operations(current_site())[rule.endpoint.removeprefix("api.")].parameters
        assert [one["name"] for one in told if one["in"] == "query"] == [one.name for one in taken], path
    assert compared > 100


def test_every_stored_question_is_an_address(small: Flask, described: dict) -> None:
    with small.test_request_context():
        names = current_site().catalogue.questions
    assert {f"/api/questions/{name}" for name in names} < set(described["paths"])


@pytest.fixture
def address(small: Flask) -> Iterator[str]:
    """The address of a real server over the small graph."""
    with served(small) as address:
        yield address


def test_every_answer_is_as_described(address: str) -> None:
    """Schemathesis asks every operation what its description allows, and what it does not."""
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        asked.add(operation.path)
        for mode in GenerationMode:

            @settings(max_examples=5, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy(generation_mode=mode))
            def answered(case: schemathesis.Case) -> None:
                case.call_and_validate()

            with suppress(Unsatisfiable):  # an operation of which every value is allowed has no wrong case
                answered()
    assert len(asked) > 30


# The same as the command line


def told(*arguments: str) -> object:
    """What the command line answers as JSON, over the shipped graph and without meanings."""
    done = CliRunner().invoke(_kg, [*arguments, "--format", "json"], env={"KG_SEMANTIC": "off"}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (("ask", "docenten hebben te weinig tijd"), "/api/ask?q=docenten+hebben+te+weinig+tijd"),
        (
            ("ask", "no time", "--lang", "en", "--sector", "mbo", "--role", "docent", "--limit", "3"),
            "/api/ask?q=no+time&lang=en&sector=mbo&role=docent&limit=3",
        ),
        (("ask", "--problem", "geen-leercultuur"), "/api/ask?problem=geen-leercultuur"),
        (("ask", "iets", "--theme", "blended-learning"), "/api/ask?q=iets&theme=blended-learning"),
        (("plan", "geen-leercultuur", "te-weinig-tijd-voor-professionalisering"),
         "/api/plan?problem=geen-leercultuur&problem=te-weinig-tijd-voor-professionalisering"),
        (("guide", "goal=activeren", "--start", "goal"), "/api/guide?goal=activeren&start=goal"),
        (("find", "placemat"), "/api/search?q=placemat"),
        (("show", "instrument/toolwiel", "--lang", "en"), "/api/things/instrument/toolwiel?lang=en"),
        (("evidence", "instrument/toolwiel"), "/api/things/instrument/toolwiel/evidence"),
        (("path", "toolwiel", "factor/ict-geletterdheid"), "/api/path?start=toolwiel&end=factor/ict-geletterdheid"),
        (("queries",), "/api/questions"),
    ],
)  # fmt: skip
def test_both_doors_answer_alike(visitor: FlaskClient, arguments: tuple[str, ...], address: str) -> None:
    answered = visitor.get(address).json
    if arguments == ("queries",):
        answered = [{name: value for name, value in known.items() if name != "address"} for known in answered]
    assert answered == told(*arguments)


def test_a_stored_question_answers_alike(visitor: FlaskClient) -> None:
    page = visitor.get("/api/questions/coverage?rows=theme&columns=level&limit=10000&lang=en").json
    assert page["items"] == told("query", "coverage", "rows=theme", "columns=level", "--lang", "en")
    assert page["total"] == len(page["items"]) > 50


# Pages and forms


def test_pages_lead_to_the_next_and_previous(visitor: FlaskClient) -> None:
    seen, address = [], "/api/questions/instrument-list?limit=20"
    while address:
        answer = visitor.get(address)
        seen += answer.json["items"]
        links = [link.split(">")[0][1:] for link in answer.headers.getlist("Link") if 'rel="next"' in link]
        address = links[0] if links else ""
    assert seen == visitor.get("/api/questions/instrument-list?limit=500").json["items"]
    assert {row["row"] for row in seen} == set(range(1, 48))
    last = visitor.get("/api/questions/instrument-list?limit=20&offset=40")
    assert 'offset=20>; rel="prev"' in last.headers["Link"]
    assert "next" not in last.headers["Link"]


def test_behind_the_end_the_previous_page_is_the_last(client: FlaskClient) -> None:
    answer = client.get("/api/things/instrument?limit=1&offset=500")
    assert answer.json["items"] == []
    (link,) = answer.headers.get_all("Link")
    last = client.get(link[1 : link.index(">")]).json
    assert last["offset"] == last["total"] - 1
    assert len(last["items"]) == 1


def test_an_address_that_is_no_utf_8_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/ask?q=%FF%FE")
    assert (answer.status_code, answer.json["error"]["where"]) == (400, "query")


def test_the_description_names_the_server_that_gave_it(client: FlaskClient) -> None:
    told = client.get("/en/api/openapi.json", environ_overrides={"SCRIPT_NAME": "/wijzer"}).json
    assert told["servers"] == [{"url": "http://localhost/wijzer"}]


@pytest.mark.parametrize(("address", "headers"), [("", {"Accept": "text/csv"}), ("&format=csv", {})])
def test_a_question_answers_as_csv(visitor: FlaskClient, address: str, headers: dict) -> None:
    answer = visitor.get(f"/api/questions/instrument-list?limit=5{address}", headers=headers)
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    found = visitor.get("/api/questions/instrument-list?limit=5").json
    assert rows == [{name: "" if v is None else str(v) for name, v in row.items()} for row in found["items"]]
    assert 'rel="next"' in answer.headers["Link"]


# What is not right


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/api/ask?q=tijd&limit=0", 400, "limit"),
        ("/api/ask?q=tijd&limit=x", 400, "limit"),
        ("/api/ask?q=tijd&q=geld", 400, "q"),
        ("/api/ask?q=tijd&rol=docent", 400, "rol"),
        ("/api/ask?q=tijd&sector=vwo", 404, "sector"),
        ("/api/ask?q=" + "x" * 10_001, 400, "q"),
        ("/api/plan", 400, "problem"),
        ("/api/plan?problem=niets", 404, "problem"),
        ("/api/search?theme=niets", 404, "theme"),
        ("/api/things/nothing", 404, "kind"),
        ("/api/things/instrument/nothing", 404, ""),
        ("/api/questions/nothing", 404, ""),
        ("/api/questions/instruments-for-problem", 400, "problem"),
        ("/api/ask?q=tijd&lang=de", 400, "lang"),
    ],
)
def test_a_fault_is_told(visitor: FlaskClient, address: str, status: int, where: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == status
    error = answer.json["error"]
    assert error["where"] == where
    assert error["message"]


def test_nothing_to_go_by_is_an_empty_answer_that_says_why(visitor: FlaskClient) -> None:
    for address in ("/api/ask", "/api/ask?q=", "/api/ask?q=de+het+een"):
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert answer.json["instruments"] == []
        assert answer.json["told"]


def test_a_form_that_is_not_there_is_406(visitor: FlaskClient) -> None:
    assert visitor.get("/api/questions/instrument-list", headers={"Accept": "image/png"}).status_code == 406


def test_other_sites_may_read(visitor: FlaskClient) -> None:
    assert visitor.get("/api/things").headers["Access-Control-Allow-Origin"] == "*"


# The pieces


def test_the_schema_of_a_type_takes_its_values_and_no_others() -> None:
    schema = schema_of(dict[str, list[tuple[str, int | None]]])
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema).is_valid
    assert valid({"a": [["x", 1], ["y", None]]})
    assert not valid({"a": [["x", True]]})
    assert not valid({"a": [["x"]]})
    assert not valid({"a": {}})
    with pytest.raises(TypeError):
        schema_of(set[str])


def test_a_parameter_describes_what_it_takes() -> None:
    parameter = Parameter("limit", "Number.", {"type": "integer", "minimum": 1, "maximum": 5}, 3)
    told = parameter.described("query")
    assert told["schema"] == {"type": "integer", "minimum": 1, "maximum": 5, "default": 3}
    assert parameter.read([]) == 3
    assert parameter.read(["5"]) == 5


def test_operations_are_made_once_per_graph(small: Flask) -> None:
    with small.test_request_context():
        assert operations(current_site()) is operations(current_site())
