"""Settings: complete, documented, and refused when unknown or wrong."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.settings import VARIABLES, Settings, read_settings

README = Path(__file__).resolve().parents[2] / "README.md"


def test_nothing_set_is_the_embedded_store_in_dutch() -> None:
    assert read_settings({}) == Settings(root=None, store="embedded", graph_store="", sources=None, lang="nl")


def test_an_empty_value_counts_as_not_set() -> None:
    assert read_settings(dict.fromkeys(VARIABLES, "")) == Settings()


def test_everything_set_is_read(tmp_path: Path) -> None:
    found = read_settings(
        {
            "KG_ROOT": str(tmp_path),
            "KG_STORE": "https://example.org/sparql",
            "KG_GRAPH_STORE": "https://example.org/rdf-graph-store",
            "KG_SOURCES": str(tmp_path),
            "KG_LANG": "en",
            "KG_SEMANTIC": "off",
            "KG_CACHE": "/var/kept",
            "KG_QUERY_SECONDS": "1",
            "KG_QUERY_ROWS": "2",
            "KG_QUERY_BYTES": "300",
            "KG_QUERY_MEMORY": "700000000",
            "KG_QUERY_WORKERS": "4",
            "KG_BASE_URL": "https://wijzer.example.org/iw",
            "KG_CONTACT": "mailto:redactie@example.org",
            "HOME": "/root",
            "KGX": "not ours",
        }
    )
    query, graph_store = "https://example.org/sparql", "https://example.org/rdf-graph-store"
    limits = (1.0, 2, 300, 700_000_000, 4)
    public = ("https://wijzer.example.org/iw/", "mailto:redactie@example.org")
    assert found == Settings(tmp_path, query, graph_store, tmp_path, "en", False, Path("/var/kept"), *limits, *public)


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HOME": "/home/x"}, Path("/home/x/.cache/instrumentenwijzer")),
        ({"HOME": "/home/x", "XDG_CACHE_HOME": "/c"}, Path("/c/instrumentenwijzer")),
        ({}, None),
    ],
)
def test_what_is_slow_to_make_is_kept_in_the_users_cache(environment: dict[str, str], folder: Path | None) -> None:
    assert read_settings(environment).cache == folder


def test_meanings_are_on_or_off() -> None:
    assert read_settings({}).semantic
    with pytest.raises(KgError, match="neither on nor off") as caught:
        read_settings({"KG_SEMANTIC": "maybe"})
    assert caught.value.where == "KG_SEMANTIC"


def test_every_setting_has_a_variable() -> None:
    assert {f"KG_{field.name.upper()}" for field in dataclasses.fields(Settings)} == set(VARIABLES)


def test_settings_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().lang = "en"


def test_an_unknown_variable_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(KgError, match="Unknown setting") as caught:
        read_settings({"KG_LANGUAGE": "en"})
    assert (caught.value.code, caught.value.where) == (Code.USAGE, "KG_LANGUAGE")
    assert "KG_LANG" in caught.value.hint


def test_the_variable_of_the_tests_is_let_through() -> None:
    assert read_settings({"KG_SHARED": "/anywhere"}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value", "code"),
    [
        ("KG_LANG", "fr", Code.USAGE),
        ("KG_LANG", "NL", Code.USAGE),
        ("KG_STORE", "memory", Code.USAGE),
        ("KG_STORE", "file:///etc/passwd", Code.USAGE),
        ("KG_STORE", "localhost:7878", Code.USAGE),
        ("KG_STORE", "ftp://example.org/", Code.USAGE),
        ("KG_STORE", "http://", Code.USAGE),
        ("KG_STORE", "http://[", Code.USAGE),
        ("KG_GRAPH_STORE", "embedded", Code.USAGE),
        ("KG_GRAPH_STORE", "file:///tmp/graph", Code.USAGE),
        ("KG_ROOT", "/nowhere/at/all", Code.UNREADABLE),
        ("KG_SOURCES", "/nowhere/at/all", Code.UNREADABLE),
        ("KG_ROOT", str(README), Code.UNREADABLE),
    ],
)
def test_a_wrong_value_is_refused_by_name(variable: str, value: str, code: Code) -> None:
    with pytest.raises(KgError) as caught:
        read_settings({variable: value})
    assert (caught.value.code, caught.value.where) == (code, variable)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("store", "graph_store", "address"),
    [
        ("http://localhost:7878/query", "", "http://localhost:7878/store"),
        ("http://localhost:3030/ds/sparql", "", "http://localhost:3030/ds/store"),
        ("http://localhost:3030/ds/sparql", "http://localhost:3030/ds/data", "http://localhost:3030/ds/data"),
    ],
)
def test_the_graph_store_lies_beside_the_query_address(store: str, graph_store: str, address: str) -> None:
    assert Settings(store=store, graph_store=graph_store).graph_store_address == address


def test_a_folder_may_start_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_settings({"KG_ROOT": "~"}).root == tmp_path


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = re.findall(r"^\| `(KG_\w+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == list(VARIABLES)


def test_the_limits_of_a_query_are_numbers() -> None:
    found = read_settings({"KG_QUERY_SECONDS": "2.5", "KG_QUERY_ROWS": "7", "KG_QUERY_WORKERS": ""})
    assert (found.query_seconds, found.query_rows, found.query_workers) == (2.5, 7, Settings().query_workers)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KG_QUERY_SECONDS", "0"),
        ("KG_QUERY_SECONDS", "nan"),
        ("KG_QUERY_SECONDS", "inf"),
        ("KG_QUERY_SECONDS", "long"),
        ("KG_QUERY_ROWS", "1.5"),
        ("KG_QUERY_ROWS", "-1"),
        ("KG_QUERY_BYTES", "10"),
        ("KG_QUERY_MEMORY", "1000"),
        ("KG_QUERY_WORKERS", "0"),
    ],
)
def test_a_limit_that_is_none_is_refused(variable: str, value: str) -> None:
    with pytest.raises(KgError, match="is no limit") as caught:
        read_settings({variable: value})
    assert (caught.value.code, caught.value.where) == (Code.USAGE, variable)
    assert "at least" in caught.value.hint


def test_a_bare_e_mail_address_is_one() -> None:
    assert read_settings({"KG_CONTACT": "redactie@example.org"}).contact == "mailto:redactie@example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KG_BASE_URL", "wijzer.example.org"),
        ("KG_BASE_URL", "ftp://example.org/"),
        ("KG_CONTACT", "the editors"),
        ("KG_CONTACT", "mailto:no one@example.org"),
        ("KG_CONTACT", "a@localhost"),
    ],
)
def test_a_wrong_public_address_or_contact_is_refused(name: str, value: str) -> None:
    with pytest.raises(KgError) as caught:
        read_settings({name: value})
    assert (caught.value.code, caught.value.where) == (Code.USAGE, name)
