"""Resumption tokens: they come back as they went out, and nothing else is taken for one."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.publish.oai.token import Token, read_token

TOKEN = Token("oai_dc", "2026-11-24", "", "sector:mbo", 25, "0123456789abcdef")


@given(st.builds(Token, *[st.text(max_size=20)] * 4, st.integers(0, 10**6), st.text(max_size=16)))
def test_a_token_comes_back(token: Token) -> None:
    written = token.written()
    assert set(written) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert read_token(written) == token or len(written) > 512


@given(st.text())
def test_any_other_text_is_none(text: str) -> None:
    found = read_token(text)
    assert found is None or found.written() == text


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "written",
    [
        "",
        encoded({"prefix": "oai_dc"}),
        encoded(["oai_dc", "", "", "", "25", "x"]),
        encoded(["oai_dc", "", "", "", True, "x"]),
        encoded(["oai_dc", "", "", "", 25]),
        encoded([[[[[]]]]]),
        "x" * 513,
        "één",
        TOKEN.written() + "!",
    ],
)
def test_what_is_like_one_is_none(written: str) -> None:
    assert read_token(written) is None
