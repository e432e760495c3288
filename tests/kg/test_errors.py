"""The one error type: every code has its exits, and a hint names what is near."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from kg import errors
from kg.errors import EXIT_CODES, HTTP_STATUS, Code, KgError, did_you_mean


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_has_an_exit_code_and_an_http_status(code: Code) -> None:
    error = KgError(code, "Wrong.")
    assert error.exit_code == EXIT_CODES[code] > 0
    assert error.http_status == HTTP_STATUS[code]
    assert 400 <= error.http_status < 600


def test_the_exit_codes_are_those_of_the_documentation() -> None:
    assert {code.value: number for code, number in EXIT_CODES.items()} == {
        "violations": 1,
        "usage": 2,
        "unreadable": 3,
        "not-found": 4,
        "unavailable": 5,
        "refused": 2,
        "limit": 2,
        "not-acceptable": 2,
        "too-large": 2,
        "unsupported": 2,
    }


@pytest.mark.parametrize("dutch", [None, ("Fout.", "Doe y.")])
def test_an_error_comes_whole_from_another_process(dutch: tuple[str, str] | None) -> None:
    met = KgError(Code.NOT_FOUND, "Wrong.", where="x", hint="Do y.", dutch=dutch, asked="z", near=["a", "b"])
    assert vars(KgError.of_message(json.loads(json.dumps(met.as_message())))) == vars(met)


def test_an_error_as_plain_values() -> None:
    error = KgError(Code.USAGE, "Wrong.", where="x", hint="Do y.")
    assert error.as_dict() == {"code": "usage", "message": "Wrong.", "where": "x", "hint": "Do y."}


def test_an_error_as_text_says_where() -> None:
    assert str(KgError(Code.USAGE, "Wrong.", where="file:3")) == "file:3: Wrong."
    assert str(KgError(Code.USAGE, "Wrong.")) == "Wrong."


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("toolwel", ["placemat", "toolwiel"], "Did you mean toolwiel?"),
        ("zzz", ["b", "a"], "Known: a, b."),
        ("zzz", list("nmlkjihgfedcba"), "Known: a, b, c, d, e, f, g, h, i, j, k, l, ...."),
        ("x", [], ""),
    ],
)
def test_a_hint_names_what_is_near_or_known(name: str, known: list[str], hint: str) -> None:
    assert did_you_mean(name, known) == hint


# Errors about what a person brings: a sheet, a form, words of a source, data to check.
BROUGHT = (
    "sheets/reading.py", "sheets/importing.py", "sheets/upload.py", "validation/upload.py", "records/yamlform.py",
    "records/draft.py", "records/rebasing.py", "passages.py", "cli/citing.py", "turtlefile.py", "mending.py",
    "validation/files.py", "history/snapshot.py", "sheets/writing.py",
)  # fmt: skip


@pytest.mark.parametrize("name", BROUGHT)
def test_what_is_wrong_with_what_a_person_brings_is_told_in_dutch_too(name: str) -> None:
    tree = ast.parse((Path(errors.__file__).parent / name).read_text(encoding="utf-8"))
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    own = [call for call in raised if isinstance(call.func, ast.Name) and call.func.id in {"KgError", "_refused"}]
    assert own
    for call in own:
        # A parser's own words of a YAML error that has no place are all that there is.
        if ast.unparse(call).startswith("KgError(Code.UNREADABLE, f'This is not YAML: {error}.'"):
            continue
        assert "dutch" in {keyword.arg for keyword in call.keywords}, f"{name}:{call.lineno}"


# Errors that a page shows: of the framework, the gaps, the endpoint, reconciliation, and what all pages ask for.
SHOWN = (
    "framework/__init__.py", "framework/coverage.py", "guide.py", "planner.py", "comparison.py", "evidence.py",
    "entities.py", "queries.py", "search/__init__.py", "finder/__init__.py", "publish/library.py",
    "endpoint/__init__.py", "endpoint/algebra.py", "endpoint/answering.py", "endpoint/description.py",
    "endpoint/faults.py", "endpoint/pool.py", "endpoint/protocol.py", "reconciliation/__init__.py",
    "reconciliation/asked.py", "validation/hostile.py", "store/remote.py",
)  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_shows_is_told_in_dutch_too(name: str) -> None:
    tree = ast.parse((Path(errors.__file__).parent / name).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        # A stored query that does not hang together is for who writes it.
        if isinstance(call.func, ast.Name) and call.func.id == "KgError" and "where=str(path)" not in ast.unparse(call):
            assert "dutch" in {keyword.arg for keyword in call.keywords}, f"{name}:{call.lineno}"


@pytest.mark.parametrize(
    ("where", "dutch"),
    [("line 3, column 5", "regel 3, kolom 5"), ("line 3", "regel 3"), ("online", "online"), ("Accept", "Accept")],
)
def test_a_place_in_a_text_is_told_in_the_language_asked(where: str, dutch: str) -> None:
    error = KgError(Code.USAGE, "Wrong.", where=where)
    assert (error.place("nl"), error.place("en")) == (dutch, where)


def test_an_error_is_told_in_the_language_asked_as_far_as_it_can() -> None:
    both = KgError(Code.USAGE, "Wrong.", hint="Mend it.", dutch=("Fout.", "Herstel het."))
    assert (both.told("nl"), both.told("en")) == (("Fout.", "Herstel het."), ("Wrong.", "Mend it."))
    assert KgError(Code.USAGE, "Wrong.", hint="Mend it.").told("nl") == ("Wrong.", "Mend it.")
