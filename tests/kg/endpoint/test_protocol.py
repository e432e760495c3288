"""The query operation of the SPARQL 1.1 Protocol, as bytes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.endpoint.protocol import FORM, MOST_BYTES, QUERY, UPDATE, Asked, read_get, read_post
from kg.errors import Code, KgError


def test_a_query_by_get() -> None:
    assert read_get(b"query=ASK%20%7B%7D") == Asked("ASK {}")
    assert read_get(b"query=ASK+%7B%7D&format=csv&unknown=1") == Asked("ASK {}", format="csv")
    assert read_get(b"") == Asked(None)


GRAPHS = [("default-graph-uri", "urn:a"), ("named-graph-uri", "urn:b"), ("default-graph-uri", "urn:c")]


def test_graphs_by_get_and_by_both_kinds_of_post() -> None:
    expected = Asked("ASK {}", ("urn:a", "urn:c"), ("urn:b",))
    beside, form = urlencode(GRAPHS).encode(), urlencode([("query", "ASK {}"), *GRAPHS]).encode()
    assert read_get(form) == expected
    assert read_post(b"", FORM, {}, form) == expected
    assert read_post(beside, QUERY, {}, b"ASK {}") == expected
    # Not in the standard, but seen in clients: the graphs in the address, the query in the form.
    assert read_post(beside, FORM, {}, b"query=ASK+%7B%7D") == expected


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_any_query_arrives_as_it_was_sent(text: str) -> None:
    form = ("query=" + quote(text)).encode()
    assert read_get(form).text == text
    assert read_post(b"", FORM, {"charset": "UTF-8"}, form).text == text
    assert read_post(b"", QUERY, {"charset": "utf-8"}, text.encode()).text == text


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: read_get(b"query=ASK+%7B%7D&query=SELECT+*+%7B%7D"), Code.USAGE),
        (lambda: read_get(b"query=ASK+%7B%7D&query="), Code.USAGE),
        (lambda: read_post(b"query=ASK+%7B%7D", QUERY, {}, b"ASK {}"), Code.USAGE),
        (lambda: read_post(b"query=ASK+%7B%7D", FORM, {}, b"query=ASK+%7B%7D"), Code.USAGE),
        (lambda: read_post(b"", FORM, {}, b"default-graph-uri=urn:a"), Code.USAGE),
        (lambda: read_get(b"query=ASK&format=csv&format=json"), Code.USAGE),
        (lambda: read_get(b"query=%ff"), Code.USAGE),
        (lambda: read_get(b"query=\xff"), Code.USAGE),
        (lambda: read_post(b"", QUERY, {}, "ASK {}".encode("utf-16")), Code.USAGE),
        (lambda: read_post(b"", FORM, {}, b"query=%ff"), Code.USAGE),
        (lambda: read_get(b"&".join([b"a=b"] * 2000)), Code.USAGE),
        (lambda: read_post(b"", QUERY, {"charset": "utf-16"}, b"ASK {}"), Code.UNSUPPORTED),
        (lambda: read_post(b"", "text/plain", {}, b"ASK {}"), Code.UNSUPPORTED),
        (lambda: read_post(b"", "", {}, b"query=ASK+%7B%7D"), Code.UNSUPPORTED),
        (lambda: read_post(b"", "multipart/form-data", {}, b"query=ASK+%7B%7D"), Code.UNSUPPORTED),
        (lambda: read_post(b"", QUERY, {}, b"x" * (MOST_BYTES + 1)), Code.TOO_LARGE),
        (lambda: read_get(b"update=CLEAR+ALL"), Code.REFUSED),
        (lambda: read_post(b"", FORM, {}, b"update=CLEAR+ALL"), Code.REFUSED),
        (lambda: read_post(b"", FORM, {}, b"update=CLEAR+ALL&update=CLEAR+ALL"), Code.REFUSED),
        (lambda: read_post(b"using-graph-uri=urn:a", UPDATE, {}, b"CLEAR ALL"), Code.REFUSED),
    ],
)
def test_what_is_wrong_is_told(call, code: Code) -> None:
    with pytest.raises(KgError) as caught:
        call()
    assert caught.value.code is code
    assert caught.value.hint
