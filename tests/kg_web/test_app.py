"""The web pages: they answer, they are safe, and they never show input as markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.errors import Code, KgError
from kg.namespaces import ID, KG, RDF, SKOS
from kg.store import Answer
from kg.store.embedded import EmbeddedStore
from kg_web.app import create_app

ATTACK = "<script>alert(1)</script>"
TURTLE = f"""
@prefix kg: <{KG}> . @prefix rdf: <{RDF}> . @prefix skos: <{SKOS}> .
<{ID}instrument/toolwiel> a kg:Instrument ; kg:row 1 ; kg:addresses <{ID}problem/tijd> ;
  skos:prefLabel "Toolwiel & zo"@nl , "Tool Wheel"@en ; kg:actionLabel "Kies <b>"@nl , "Choose"@en .
<{ID}problem/tijd> a kg:Problem ; kg:knownGap false ;
  skos:prefLabel "weinig tijd"@nl , "little time"@en ; skos:definition "Te druk."@nl , "Too busy."@en .
<{ID}problem/ethiek> a kg:Problem ; kg:knownGap true ; kg:gapNote "Niets {ATTACK}"@nl , "Nothing"@en ;
  skos:prefLabel "ethiek"@nl , "ethics"@en ; skos:definition "Vragen."@nl , "Questions."@en .
<{ID}theme/boos> a kg:Theme ; skos:prefLabel "{ATTACK}"@nl , "angry"@en ; skos:altLabel "{ATTACK}" .
<{ID}basis/curated> skos:notation "curated" .
<{ID}strength/central> skos:notation "central" .
<{ID}instrument/toolwiel#1> a kg:Claim ; rdf:subject <{ID}instrument/toolwiel> ; rdf:predicate kg:addresses ;
  rdf:object <{ID}problem/tijd> ; kg:basis <{ID}basis/curated> ; kg:strength <{ID}strength/central> ;
  kg:reason "Het scheelt tijd."@nl , "It saves time."@en .
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    path = tmp_path_factory.mktemp("web") / "graph.ttl"
    Path(path).write_text(TURTLE, encoding="utf-8")
    made = create_app(EmbeddedStore.from_files([path]))
    made.testing = True
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class Page(HTMLParser):
    """The tags and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")


def test_the_start_page_has_a_question_box_and_all_instruments(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "Welk instrument bij dit probleem?" in answer.text
    assert 'name="q"' in answer.text
    assert "Toolwiel &amp; zo" in answer.text
    assert "/doc/instrument/toolwiel?lang=nl" in answer.text
    assert '<html lang="nl">' in answer.text


def test_the_start_page_in_english(client: FlaskClient) -> None:
    text = client.get("/?lang=en").text
    assert '<html lang="en">' in text
    assert "Which instrument for this problem?" in text
    assert "Tool Wheel" in text
    assert "Toolwiel" not in text


def test_a_question_gives_the_instrument_with_its_reason(client: FlaskClient) -> None:
    text = client.get("/?q=te+weinig+tijd").text
    assert "Wat helpt" in text
    assert "Het scheelt tijd." in text
    assert 'value="te weinig tijd"' in text
    assert "It saves time." in client.get("/?q=little+time&lang=en").text


def test_a_gap_is_told(client: FlaskClient) -> None:
    text = client.get("/?q=ethiek").text
    assert "Niets &lt;script&gt;" in text
    assert "Toolwiel" not in text.partition("Alle instrumenten")[0]


@pytest.mark.parametrize("question", ["?q=", "?q=+++", ""])
def test_without_a_question_there_is_no_answer(client: FlaskClient, question: str) -> None:
    answer = client.get(f"/{question}")
    assert answer.status_code == 200
    assert "Wat helpt" not in answer.text


def test_a_question_without_words_says_what_to_do(client: FlaskClient) -> None:
    answer = client.get("/?q=de+het+een")
    assert answer.status_code == 400
    assert "There is no word here to search for." in answer.text


@pytest.mark.parametrize("question", ["x" * 10_000, "\x00\x1b tijd", '" } DROP ALL #', "%ff%fe", "tijd " * 3000])
def test_any_question_gets_an_answer(client: FlaskClient, question: str) -> None:
    assert client.get("/", query_string={"q": question}).status_code == 200


def test_a_thing_has_a_page(client: FlaskClient) -> None:
    text = client.get("/doc/instrument/toolwiel?lang=en").text
    assert "<h1>Tool Wheel</h1>" in text
    assert "/doc/problem/tijd?lang=en" in text


def test_every_link_of_ours_leads_somewhere(client: FlaskClient) -> None:
    seen, todo = set(), ["/", "/?q=tijd", "/?lang=en"]
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.mimetype == "text/html":
            base = address.partition("?")[0]
            links = Page(answer.text).attributes.get("href", [])
            todo += [base + link if link.startswith("?") else link for link in links if not link.startswith("http")]
        answer.close()
    assert len(seen) > 8


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/doc/instrument/nergens", 404),
        ("/doc/Instrument/toolwiel", 404),
        ("/doc/instrument/toolwiel%3E", 404),
        ("/doc/instrument", 404),
        ("/nergens", 404),
        ("/?lang=fr", 400),
        ("/?lang=", 400),
        ("/doc/instrument/toolwiel?lang=fr", 400),
        ("/?lang=%3Cscript%3E", 400),
        ("/doc/theme/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404),
        ("/doc/%3Cscript%3E/x", 404),
    ],
)
def test_a_wrong_address_has_its_status_and_no_markup_of_its_own(
    client: FlaskClient, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "<script" not in answer.text
    assert "Traceback" not in answer.text


def test_other_methods_are_refused(client: FlaskClient) -> None:
    assert client.post("/").status_code == 405
    assert client.delete("/doc/instrument/toolwiel").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        f"/?q={ATTACK}",
        f"/?q=tijd{ATTACK}",
        '/?q=tijd" onfocus="alert(1)',
        f"/?q={ATTACK}&lang=en",
        "/?q=ethiek",
        "/doc/theme/boos",
        "/",
    ],
)
def test_no_input_and_no_value_of_the_graph_becomes_markup(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address).text)
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on")]


@pytest.mark.parametrize(
    "address", ["/", "/doc/instrument/toolwiel", "/doc/x/y", "/?lang=fr", "/static/style.css", "/no"]
)
def test_every_answer_has_the_headers_that_keep_it_safe(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    answer.close()


def test_no_page_asks_anything_of_another_site(client: FlaskClient) -> None:
    for address in ("/", "/?q=tijd", "/doc/instrument/toolwiel"):
        page = Page(client.get(address).text)
        assert not {"script", "img", "iframe"} & set(page.tags)
        assert not [link for link in page.attributes.get("src", []) if "//" in link]


def test_a_store_that_does_not_answer_is_told(tmp_path: Path) -> None:
    class Failing:
        broken = False

        def select(self, _query: str) -> Answer:
            if self.broken:
                raise KgError(Code.UNAVAILABLE, "The server cannot be reached.", hint="Start it.")
            return Answer((), [])

    store = Failing()
    app = create_app(store)
    store.broken = True
    answer = app.test_client().get("/doc/instrument/toolwiel")
    assert answer.status_code == 503
    assert "The server cannot be reached." in answer.text
