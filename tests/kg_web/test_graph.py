"""The page of the graph: drawing and list say the same, step by step, and the path between two things."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_page import parsed, said

from kg.namespaces import ID
from kg.things import Fact
from kg_web.site import shown as site_of

LEVEL, PROBLEM = "/graph/level/organisatie", "/graph/problem/geen-leercultuur"


def split(page: str) -> tuple[str, str]:
    """The drawing and the list of a page."""
    drawing, listed = page.split("</svg>\n</div>", 1)
    return drawing[drawing.index('<svg class="graph"') :], listed


@pytest.mark.parametrize(
    "address",
    [PROBLEM, LEVEL + "?all=problem&all=instrument", "/en" + PROBLEM, PROBLEM + "?open=factor/cultuur-om-te-leren"],
)
def test_drawing_and_list_name_the_same_things(visitor: FlaskClient, address: str) -> None:
    page = visitor.get(address).text
    parsed(page)
    drawing, listed = split(page)
    drawn, told = (set(re.findall(r'href="((?:/en)?/doc/[^"]+)"', part)) for part in (drawing, listed))
    assert len(drawn) > 5
    assert drawn == told


def test_a_drawing_of_very_many_says_how_many_more_there_are_and_opens_them(visitor: FlaskClient) -> None:
    drawing, listed = split(visitor.get(LEVEL + "?kinds=problem").text)
    pages = r'href="(/doc/problem/[^"]+)"'
    told = set(re.findall(pages, listed))
    drawn = set(re.findall(pages, drawing))
    (more,) = re.findall(
        r'<g class="node rest"[^>]*>\s*<a href="([^"]+)">.*?Toon ook de andere\D*(\d+)', drawing, re.DOTALL
    )
    assert drawn < told
    assert int(more[1]) == len(told) - len(drawn)
    opened, _listed = split(visitor.get(more[0].replace("&amp;", "&")).text)
    assert set(re.findall(pages, opened)) == told
    assert "kinds=problem" in more[0]
    # Opening another thing keeps it open.
    assert re.search(r'class="toggle"[^>]* href="[^"]*all=problem', opened)


def test_a_plus_opens_and_a_minus_closes(visitor: FlaskClient) -> None:
    drawing, _listed = split(visitor.get(PROBLEM).text)
    opening = re.search(
        r'class="toggle" id="([^"]+)" href="([^"]+)" aria-label="Open cultuur om te leren"', drawing, re.IGNORECASE
    )
    assert opening
    # Who goes by keyboard, or looks at a part of a long drawing, goes on where he was.
    assert opening[2].endswith(f"#{opening[1]}")
    opened, _listed = split(visitor.get(opening[2].replace("&amp;", "&")).text)
    assert opened.count('<g class="node') > drawing.count('<g class="node')
    closing = re.search(r'class="toggle" id="([^"]+)" href="([^"]+)" aria-label="Sluit', opened)
    assert closing
    assert closing[1] == opening[1]
    again, _listed = split(visitor.get(closing[2].replace("&amp;", "&")).text)
    assert again.count('<g class="node') == drawing.count('<g class="node')


def test_a_kind_can_be_hidden_and_shown(visitor: FlaskClient) -> None:
    page = visitor.get(PROBLEM).text
    assert "node-level" not in page
    chip = re.search(r'<a class="chip" href="([^"]+)" id="([^"]+)">niveaus', page)
    assert chip
    assert chip[1].endswith(f"#{chip[2]}")
    assert "node-level" in visitor.get(chip[1].replace("&amp;", "&")).text


def test_no_style_stands_in_the_drawing(visitor: FlaskClient) -> None:
    assert " style=" not in visitor.get(LEVEL).text


def test_the_path_between_two_things_is_told_with_its_grounds(visitor: FlaskClient) -> None:
    page = visitor.get("/graph?from=toolwiel&to=factor/ict-geletterdheid").text
    parsed(page)
    assert "De weg in 2 stappen" in page
    assert page.count('<li class="card">') == 2
    assert page.count("Waarop berust dit?") == 2
    assert page.count('<g class="node') == 3


def test_a_step_that_leads_back_is_said_the_way_it_reads(shipped: Flask, visitor: FlaskClient) -> None:
    page = visitor.get("/graph?from=toolwiel&to=versnellingsplan").text
    drawing, _listed = split(page)
    along = re.findall(r'<a href="/doc/([^"]+)"', drawing)
    assert along[0] == "instrument/toolwiel"
    assert along[-1] == "programme/versnellingsplan"
    things, steps = site_of(shipped).things, []
    for card in parsed(page).iter("li"):
        if card.get("class") == "card":
            subject, obj = ((link.get("href") or "").removeprefix("/doc/") for link in list(card.iter("a"))[:2])
            relation = next(said(part) for part in card.iter("p") if part.get("class") == "relation")
            links = things.all[ID + subject].outgoing
            names = [things.label(link, "nl") for link, facts in links.items() if ID + obj in values(facts)]
            assert relation.removesuffix(":") in names
            steps.append((subject, obj))
    # The steps follow the path; some of them are said the other way round.
    ways = [(step, step[::-1]) for step in pairwise(along)]
    assert all(step in way for step, way in zip(steps, ways, strict=True))
    assert steps != [forward for forward, _back in ways]


def values(facts: list[Fact]) -> set[str]:
    return {fact.value.value for fact in facts}


def test_boxes_are_as_wide_as_the_drawing_says(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.drawing.BOX_WIDTH", 300)
    drawing, _listed = split(visitor.get("/graph/factor/motivatie?open=theme/ethiek").text)
    assert drawing.count('height="26"') > 5
    assert set(re.findall(r'<rect [^>]*width="(\d+)" height="(?!26)', drawing)) == {"300"}


def test_a_path_of_one_step_says_so(visitor: FlaskClient) -> None:
    address = "/graph?from=toolwiel&to=theme/digitale-vaardigheden"
    assert "De weg in 1 stap<" in visitor.get(address).text
    assert "The path in 1 step<" in visitor.get("/en" + address).text


def test_the_form_names_the_two_things_in_words(visitor: FlaskClient) -> None:
    page = visitor.get("/graph?from=instrument/toolwiel&to=factor/toegevoegde-waarde").text
    assert re.search(r'<input [^>]*name="from"[^>]* value="Toolwiel">', page)
    # And those words lead to the same path.
    again = visitor.get("/graph?from=Toolwiel&to=Toegevoegde+waarde").text
    assert "De weg in 2 stappen" in page
    assert "De weg in 2 stappen" in again


def test_a_name_that_means_more_things_is_asked_back(visitor: FlaskClient) -> None:
    page = visitor.get("/graph?from=leiderschap&to=toolwiel").text
    assert "Wat bedoelt u met" in page
    assert 'href="/graph?from=factor/leiderschap&amp;to=toolwiel"' in page


def test_with_one_end_the_other_is_asked_for_and_the_one_can_be_seen(visitor: FlaskClient) -> None:
    for address in ("/graph?from=toolwiel", "/graph?from=&to=toolwiel"):
        page = visitor.get(address).text
        parsed(page)
        assert "Noem ook het andere." in page
        assert 'href="/graph/instrument/toolwiel"' in page
    assert "Noem ook het andere." not in visitor.get("/graph?from=toolwiel&to=xyzzy").text
    assert "Noem ook het andere." not in visitor.get("/graph").text


def test_an_unknown_name_and_twice_the_same_are_told(visitor: FlaskClient) -> None:
    assert "Wij kennen niets met de naam" in visitor.get("/graph?from=xyzzy&to=toolwiel").text
    assert "twee keer hetzelfde" in visitor.get("/graph?from=toolwiel&to=toolwiel").text
    assert visitor.get("/graph").status_code == 200
    assert visitor.get("/graph/instrument/nothing").status_code == 404
