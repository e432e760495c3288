"""The Reconciliation API over HTTP."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient


def test_the_manifest_says_what_the_service_is(visitor: FlaskClient) -> None:
    manifest = visitor.get("/reconcile").json
    assert "0.2" in manifest["versions"]
    assert manifest["view"]["url"] == "http://localhost/id/{{id}}"
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "suggest", "extend", "preview"} < set(manifest)
    assert {kind["id"] for kind in manifest["defaultTypes"]} > {"Instrument", "Problem"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_batch_of_a_hundred_is_one_request(visitor: FlaskClient, method: str) -> None:
    number = 100 if method == "post" else 5
    queries = json.dumps({f"q{n}": {"query": "Toolwiel" if n % 2 else "leiderschap"} for n in range(number)})
    given = {"data": {"queries": queries}} if method == "post" else {"query_string": {"queries": queries}}
    answer = getattr(visitor, method)("/reconcile", **given)
    assert len(answer.json) == number
    assert answer.json["q1"]["result"][0]["match"] is True


def test_names_come_in_the_language_of_the_address(visitor: FlaskClient) -> None:
    found = visitor.get("/en/reconcile?queries=" + json.dumps({"q": {"query": "Toolwiel"}})).json
    assert found["q"]["result"][0]["name"] == "Tool wheel"


def test_suggestions_and_properties(visitor: FlaskClient) -> None:
    assert visitor.get("/reconcile/suggest/entity?prefix=toolw").json["result"][0]["id"] == "instrument/toolwiel"
    assert visitor.get("/reconcile/suggest/type?prefix=instr").json["result"]
    assert visitor.get("/reconcile/suggest/property?prefix=niveau").json["result"]
    assert visitor.get("/reconcile/suggest/nothing").status_code == 404
    proposed = visitor.get("/reconcile/properties?type=Instrument&limit=3").json
    assert (proposed["type"], len(proposed["properties"])) == ("Instrument", 3)


def test_a_preview_may_stand_in_a_frame_of_others(visitor: FlaskClient) -> None:
    answer = visitor.get("/reconcile/preview?id=instrument/toolwiel")
    assert "Toolwiel" in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert visitor.get("/reconcile/preview?id=instrument/none").status_code == 404


def test_data_is_extended(visitor: FlaskClient) -> None:
    asked = {"ids": ["instrument/toolwiel"], "properties": [{"id": "kg:row"}]}
    answer = visitor.post("/reconcile", data={"extend": json.dumps(asked)})
    assert answer.json["rows"] == {"instrument/toolwiel": {"kg:row": [{"int": 47}]}}


def test_a_callback_is_a_name_and_no_code(visitor: FlaskClient) -> None:
    answer = visitor.get("/reconcile?callback=jQuery_1.done")
    assert answer.mimetype == "text/javascript"
    assert answer.text.startswith("/**/jQuery_1.done({")
    assert visitor.get("/reconcile?callback=alert(1)//").status_code == 400


@pytest.mark.parametrize("queries", ["", "x", "[]", "[" * 100_000, '{"q": 5}'])
def test_what_is_no_batch_is_400_with_a_hint(visitor: FlaskClient, queries: str) -> None:
    answer = visitor.post("/reconcile", data={"queries": queries})
    assert answer.status_code == 400
    assert answer.json["error"]["hint"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_paging_is_a_number(client: FlaskClient) -> None:
    first = client.get("/reconcile/suggest/property?prefix=").json["result"]
    second = client.get("/reconcile/suggest/property?prefix=&cursor=10").json["result"]
    assert len(first) == 10
    assert first != second
    proposed = client.get("/reconcile/properties?type=Instrument&limit=2").json
    assert (proposed["limit"], len(proposed["properties"])) == (2, 2)
    for address in ("suggest/entity?prefix=a&cursor=-1", "properties?type=Instrument&limit=many"):
        answer = client.get(f"/reconcile/{address}")
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "usage")


def test_the_manifest_names_addresses_of_this_server(client: FlaskClient) -> None:
    manifest = client.get("/en/reconcile", environ_overrides={"SCRIPT_NAME": "/wijzer"}).json
    assert manifest["view"]["url"] == "http://localhost/wijzer/id/{{id}}"
    assert manifest["suggest"]["entity"]["service_url"] == "http://localhost/wijzer/en/reconcile"
