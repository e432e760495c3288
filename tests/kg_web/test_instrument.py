"""The page of an instrument: what it is for, what it rests on, and what the sources do not say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from small_graph import PASSAGE_TEXT, SOURCE_TEXT, write_small_graph
from web_page import links, parsed

from kg.model import Report, Result, Severity
from kg.namespaces import ID
from kg.settings import Settings
from kg.things import Things
from kg.workspace import Workspace
from kg_web.app import create_app
from kg_web.rendered import Rendered
from kg_web.site import shown as site_of

BLEND = "/doc/instrument/toolkit-blend-je-onderwijs"


@pytest.fixture(scope="module")
def things(shipped: Flask) -> Things:
    site = site_of(shipped)
    return site.things


def test_every_instrument_has_a_valid_page_that_says_what_you_do_with_it(visitor: FlaskClient, things: Things) -> None:
    for number, instrument in enumerate(things.kinds["instrument"]):
        for prefix, lang in (("", "nl"), ("/en", "en")):
            page = visitor.get(f"{prefix}/doc/instrument/{instrument.slug}")
            assert page.status_code == 200
            if number % 4 == 0:
                parsed(page.text)
            assert '<p class="action">' in page.text
            assert f"{prefix}/doc/problem/" in page.text or "noemen geen probleem" in page.text or lang == "en"


def test_the_page_leads_to_the_instrument_a_plan_and_a_comparison(visitor: FlaskClient) -> None:
    found = links(visitor.get(BLEND).text)
    assert found["Naar het instrument"] == "https://versnellingsplan.nl/Kennisbank/toolkit-blend-je-onderwijs/"
    assert found["Maak een plan met deze problemen"].startswith("/plan?problem=blended-onderwijs-ontwerpen")
    assert found["Vergelijk met een ander"] == (
        "/compare?i=toolkit-blend-je-onderwijs&i=toolkit-bouwstenen-effectieve-docentprofessionalisering"
    )


def test_a_repaired_address_is_told_beside_the_printed_one(visitor: FlaskClient) -> None:
    page = visitor.get(BLEND).text
    assert page.index("Hersteld adres") < page.index(
        "<code>versnellingsplan.nl/Kennisbank/toolkitblend-je-onderwijs/</code>"
    )


def test_look_alikes_are_told_apart_at_the_top(visitor: FlaskClient) -> None:
    page = visitor.get(BLEND).text
    assert page.index("Niet te verwarren met") < page.index("Toolkit bouwstenen") < page.index("Waarbij het helpt")
    # By what one does with each, with the grounds of each.
    notice = visitor.get("/doc/instrument/bewegingsscan-leren-en-lesgeven-met-ict").text
    notice = notice[notice.index("Niet te verwarren met") : notice.index("Waarbij het helpt")]
    assert notice.count('<li><a href="/doc/instrument/') == notice.count('<details class="sources">') > 4
    for name, action in (
        ("De integrale Bewegingssensor", "Bepaal samen waar u met ict heen wilt"),
        ("Katern B", "Lees deel B over mbo en ict in 2022"),
    ):
        assert notice.index(name) < notice.index(f'<span class="title">{action}</span>')


def test_the_data_of_an_instrument_are_there_in_other_forms(visitor: FlaskClient) -> None:
    for name, address in links(visitor.get(BLEND).text).items():
        if name in {"Turtle", "JSON-LD", "RDF/XML", "N-Triples"}:
            assert visitor.get(address).status_code == 200


def test_what_the_sources_do_not_say_is_said(client: FlaskClient) -> None:
    page = client.get("/doc/instrument/placemat").text
    assert page.count("de bronnen zeggen hier niets over") >= 3
    assert "Sterke punten" in page
    assert "De bronnen zeggen hier niets over." in page


def test_the_passage_itself_is_shown_where_the_source_is_at_hand(client: FlaskClient, tmp_path: Path) -> None:
    assert PASSAGE_TEXT not in client.get("/doc/instrument/placemat").text
    write_small_graph(tmp_path / "graph")
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "001.txt").write_bytes(SOURCE_TEXT.encode())
    app = create_app(Workspace(Settings(root=tmp_path / "graph", sources=sources, semantic=False)))
    page = app.test_client().get("/doc/instrument/placemat").text
    assert f'<q class="passage" lang="nl">{PASSAGE_TEXT}</q>' in page


def test_a_reason_is_told_once(visitor: FlaskClient) -> None:
    page = visitor.get("/doc/instrument/toolwiel").text
    # With a passage there is something to open beside the reason, without one there is not.
    for reason in ("Gemaakt om digitale vaardigheden van docenten", "Los, praktisch hulpmiddel voor in de les"):
        assert page.count(reason) == 1
    judged = page[page.index("Los, praktisch hulpmiddel") :]
    assert "<details" not in judged[: judged.index("</li>")]
    assert "ons oordeel" in judged[: judged.index("</li>")]
    problem = visitor.get("/doc/problem/beperkte-digitale-vaardigheden").text
    assert problem.count("Gemaakt om digitale vaardigheden van docenten") == 1


def test_what_the_check_finds_stands_with_the_record(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(small)
    # Other tests may have asked for the check of the graph that they share.
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", replace(site, rendered=Rendered()))
    assert "Laat de gegevens controleren" in client.get("/doc/instrument/toolwiel").text
    told = {"nl": "De titel ontbreekt.", "en": "No title."}
    mend = {"nl": "Voeg hem toe.", "en": "Add it."}
    record = f"{ID}instrument/toolwiel"
    result = Result(Severity.WARNING, f"{record}#link-1", "Instrument-title", told, mend, file="toolwiel.ttl", line=7)
    checked = replace(site, rendered=Rendered())
    vars(checked)["checking"] = SimpleNamespace(report=lambda _patience=0: Report([result]))
    monkeypatch.setitem(small.extensions, "instrumentenwijzer", checked)
    page = client.get("/doc/instrument/toolwiel").text
    assert page.index("De titel ontbreekt.") < page.index("Voeg hem toe.") < page.index("toolwiel.ttl:7")
    # It has the name that the pages of quality and checking give it.
    assert '<span class="mark-warning">waarschuwing</span>' in page
    assert "vond hier niets te herstellen" in client.get("/doc/instrument/placemat").text
