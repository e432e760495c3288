"""The application as a whole: languages, safety, errors, and no text left untranslated."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

import kg_web
from kg.errors import Code, KgError
from kg.queries import read_query
from kg_web.language import translations

PACKAGE = Path(kg_web.__file__).parent
QUERIES = Path(__file__).resolve().parents[2] / "queries"
ATTACK = "<script>alert(1)</script>"


# Languages


def test_the_address_tells_the_language(client: FlaskClient) -> None:
    dutch, english = client.get("/"), client.get("/en/")
    assert '<html lang="nl">' in dutch.text
    assert '<html lang="en">' in english.text
    assert (dutch.headers["Content-Language"], english.headers["Content-Language"]) == ("nl", "en")
    assert "Which problem are you struggling with?" in english.text


def test_links_keep_the_language_and_each_page_links_to_the_other(client: FlaskClient) -> None:
    page = client.get("/en/?q=little+time").text
    assert 'href="/en/doc/instrument/toolwiel"' in page
    assert 'hreflang="nl" href="/?q=little+time"' in page
    assert 'hreflang="en" href="/en/?q=little+time"' in page


def test_a_path_that_only_begins_like_a_language_is_none(client: FlaskClient) -> None:
    assert client.get("/english").status_code == 404
    assert client.get("/en").status_code == 200


def test_the_site_may_stand_below_a_path(client: FlaskClient) -> None:
    page = client.get("/en/", environ_overrides={"SCRIPT_NAME": "/wijzer"}).text
    assert 'hreflang="nl" href="/wijzer/"' in page
    assert 'href="/wijzer/static/site.css?v=' in page


def messages() -> dict[str, list[str]]:
    """Every text that the code and the templates say -> where."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    found: dict[str, list[str]] = {}
    for name, line, message, _comments, _context in extract_from_dir(str(PACKAGE), methods, options):
        # A text with a plural is known by its singular.
        text = message[0] if isinstance(message, tuple) else message
        found.setdefault(text, []).append(f"{name}:{line}")
    return found


def test_every_text_has_its_english() -> None:
    english = translations("en")
    missing = {text: places for text, places in messages().items() if english.gettext(text) == text}
    # What is the same in both languages is said so in the catalogue.
    known = {key[0] if isinstance(key, tuple) else key for key in english._catalog}  # type: ignore[attr-defined]
    assert {text: places for text, places in missing.items() if text not in known} == {}


def test_the_catalogue_holds_nothing_that_no_page_says() -> None:
    said = set(messages())
    known = {key[0] if isinstance(key, tuple) else key for key in translations("en")._catalog}  # type: ignore[attr-defined]
    assert known - said - {""} == set()


def test_a_text_is_translated_in_one_place() -> None:
    places: dict[str, list[str]] = {}
    for path in (PACKAGE / "translations" / "en").glob("*.po"):
        with path.open("rb") as stream:
            for entry in read_po(stream):
                places.setdefault(entry.id[0] if isinstance(entry.id, tuple) else entry.id, []).append(path.name)
    # The header of a catalogue is none of its texts.
    assert len(places.pop("")) > 10
    assert {text: files for text, files in places.items() if len(files) > 1} == {}


def test_texts_have_typographic_apostrophes_and_quotation_marks(small: Flask) -> None:
    english = translations("en")._catalog  # type: ignore[attr-defined]
    questions = [text for path in QUERIES.glob("*.rq") for text in read_query(path).question.values()]
    texts = {*messages(), *(text for text in english.values() if text), *questions}
    assert len(texts) > 800
    # The header of a catalogue is none of its texts.
    assert [text for text in texts if re.search(r"['\"]", text) and not text.startswith("Content-Type")] == []


# Safety


def test_every_answer_carries_the_safety_headers(client: FlaskClient) -> None:
    for path in ("/", "/nothing", "/static/site.css"):
        with client.get(path) as answer:
            headers = answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Permissions-Policy"]


@pytest.mark.parametrize("path", [f"/?q={ATTACK}", f"/doc/{ATTACK}/x", f"/{ATTACK}", f"/en/?x={ATTACK}"])
def test_input_is_never_shown_as_markup(client: FlaskClient, path: str) -> None:
    assert ATTACK not in client.get(path).text


def test_no_cookie_is_set(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/en/").headers


ANSWERS = ("/", "/doc/instrument/toolwiel", "/doc/instrument/nothing", "/catalogue", "/api/things", "/api/nothing",
           "/oai?verb=Identify", "/reconcile", "/sparql", "/sparql?query=x", "/dumps/nothing")  # fmt: skip


@pytest.mark.parametrize("path", ANSWERS)
def test_scripts_of_other_sites_may_read_every_answer(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link"} <= set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/doc/instrument/toolwiel", {"GET", "HEAD"}), ("/sparql", {"GET", "HEAD", "POST"}), ("/api/ask", {"GET", "HEAD"}),
     ("/reconcile", {"GET", "HEAD", "POST"}), ("/oai", {"GET", "HEAD", "POST"}), ("/catalogue", {"GET", "HEAD"})],
)  # fmt: skip
def test_a_browser_that_asks_first_hears_that_it_may(client: FlaskClient, path: str, methods: set[str]) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = client.options(path, headers=asked | {"Access-Control-Request-Headers": "accept, content-type"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert set(answer.headers["Access-Control-Allow-Methods"].split(", ")) == methods | {"OPTIONS"}
    assert {"Accept", "Content-Type"} <= set(answer.headers["Access-Control-Allow-Headers"].split(", "))


# Caching


def test_a_page_that_the_reader_still_has_is_not_sent_again(client: FlaskClient) -> None:
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        first = client.get("/doc/instrument/toolwiel", headers=headers)
        again = client.get("/doc/instrument/toolwiel", headers=headers | {"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert client.get("/doc/instrument/placemat").headers["ETag"] != first.headers["ETag"]


def test_a_static_file_with_its_checksum_may_be_kept(client: FlaskClient) -> None:
    with client.get("/static/site.css?v=1") as kept, client.get("/static/site.css") as asked_again:
        assert "immutable" in kept.headers["Cache-Control"]
        assert asked_again.headers["Cache-Control"] == "no-cache"


def test_pages_are_sent_compressed(client: FlaskClient) -> None:
    answer = client.get("/doc/instrument/toolwiel", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]


# Errors


def test_an_unknown_page_is_404_with_a_search(client: FlaskClient) -> None:
    answer = client.get("/doc/instrument/nothing")
    assert answer.status_code == 404
    assert '<input id="q" name="q"' in answer.text


def test_an_unknown_page_names_what_is_like_it(visitor: FlaskClient) -> None:
    answer = visitor.get("/doc/instrument/toolkit-blend").text
    assert 'value="toolkit blend"' in answer
    assert 'href="/doc/instrument/toolkit-blend-je-onderwijs"' in answer


@pytest.mark.parametrize(
    ("path", "status", "dutch", "english"),
    [
        ("/questions/nothing", 404, "Deze pagina bestaat niet.", "This page does not exist."),
        ("/compare?i=nothing", 404, "“nothing” kennen wij hier niet.", "We do not know “nothing” here."),
        ("/gaps/cell", 400, "Dit adres klopt niet.", "This address is not right."),
    ],
)
def test_an_error_is_told_in_the_language_of_the_page(
    client: FlaskClient, path: str, status: int, dutch: str, english: str
) -> None:
    for prefix, words in (("", dutch), ("/en", english)):
        answer = client.get(prefix + path)
        assert (answer.status_code, f"<h1>{words}</h1>" in answer.text) == (status, True)


@pytest.mark.parametrize(
    ("path", "begin", "told"),
    [
        ("/questions/nothing", "<div>", "Er is geen vraag met de naam nothing."),
        ("/en/questions/nothing", "<div>", "There is no stored query &#39;nothing&#39;."),
        ("/plan/handout", "<div>", "Een plan om door te geven heeft een probleem nodig."),
        ("/gaps/cell", "<div>", "Deze cel heeft geen rij en geen kolom."),
        ("/plan?problem=toolwiel", "<div>", "Er is geen probleem „toolwiel”."),
        ("/en/plan/handout", "<div>", "A plan to hand on needs a problem."),
    ],
)
def test_who_looks_into_an_error_reads_what_the_command_line_says(
    client: FlaskClient, path: str, begin: str, told: str
) -> None:
    assert re.search(rf'<details class="more">.+{begin}<p>.*{re.escape(told)}', client.get(path).text, re.DOTALL)


def test_what_is_known_in_english_alone_is_marked_as_that(small: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise KgError(Code.UNREADABLE, "Something new.", where="line 3", hint="Mend it.")

    monkeypatch.setattr("kg_web.plan._chosen", fail)
    assert '<div lang="en"><p><code>line 3</code>: Something new.</p><p>Mend it.</p>' in (
        small.test_client().get("/plan?q=something+new").text
    )


def errors_without_dutch() -> list[str]:
    """Every error that a page tells and that is English alone: where it is made."""
    found = []
    for path in PACKAGE.glob("*.py"):
        if path.name in {
            "offline.py",
            "faults.py",
        }:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "KgError":
                found += [f"{path.name}:{node.lineno}"] * ("dutch" not in {keyword.arg for keyword in node.keywords})
    return found


def test_every_error_of_a_page_is_told_in_dutch_too() -> None:
    assert errors_without_dutch() == []


def test_a_program_gets_its_errors_as_json(client: FlaskClient) -> None:
    answer = client.get("/nothing", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["error"]["code"] == "not-found"


@pytest.mark.parametrize(
    ("path", "accept", "mimetype"),
    [
        ("/doc/instrument/nothing", "text/turtle", "application/json"),
        ("/doc/instrument/nothing", "*/*", "text/html"),
        ("/dumps/nothing", "*/*", "application/json"),
        ("/dumps/nothing", "text/html, */*;q=0.8", "text/html"),
        ("/api/nothing", "text/html", "application/json"),
    ],
)
def test_an_error_is_a_page_to_people_and_json_to_programs(
    client: FlaskClient, path: str, accept: str, mimetype: str
) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, mimetype)
    assert "Accept" in answer.vary


def test_a_program_hears_which_methods_there_are(client: FlaskClient) -> None:
    answer = client.put("/sparql", headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json["error"]["hint"]) == (405, "Allowed: GET, HEAD, OPTIONS, POST.")


def test_a_body_that_is_too_large_is_413(client: FlaskClient) -> None:
    answer = client.post("/reconcile", data={"queries": "x" * 10_000_001})
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too-large")


def test_a_method_that_is_not_there_is_405(client: FlaskClient) -> None:
    answer = client.post("/doc/instrument/toolwiel")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_head_is_answered_as_get_is_without_the_page(client: FlaskClient, small: Flask) -> None:
    paths = [rule.rule for rule in small.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    assert len(paths) > 25
    for path in paths:
        with client.get(path) as whole, client.head(path) as head:
            assert (head.status_code, head.data) == (whole.status_code, b""), path


def test_a_fault_of_ours_shows_nothing_of_its_inside(small: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(small, "testing", False)
    monkeypatch.setattr("kg_web.start.current_site", broken)
    answer = small.test_client().get("/?q=not+asked+before")
    assert answer.status_code == 500
    assert "a secret" not in answer.text


def test_what_answers_took_is_given_back_now_and_then(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bool] = []
    monkeypatch.setattr("kg_web.responses.trim", lambda: given.append(True))
    for _time in range(300):
        client.get("/about")
    assert 3 <= len(given) <= 30
