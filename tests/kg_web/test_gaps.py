"""The page of the gaps: counts for every combination, each leading to its list, and what the sources say of nothing."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from web_page import parsed

from kg.framework.coverage import AXES


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("rows", AXES)
def test_every_scheme_can_be_the_rows(visitor: FlaskClient, rows: str, prefix: str) -> None:
    columns = "level" if rows != "level" else "sector"
    page = visitor.get(f"{prefix}/gaps?rows={rows}&columns={columns}&third=goal")
    assert page.status_code == 200
    parsed(page.text)
    assert page.text.count("<h1") == 1


def test_every_cell_leads_to_as_many_instruments_as_it_counts(visitor: FlaskClient) -> None:
    page = visitor.get("/gaps?rows=cluster&columns=sector").text
    cells = re.findall(r'<a href="(/gaps/cell\?[^"]+)" aria-label="[^"]+: (\d+)', page)
    # Each cell, and the whole of each row and of each column.
    assert len(cells) == 3 * 3 + 3 + 3
    for address, count in cells:
        cell = visitor.get(address.replace("&amp;", "&")).text
        parsed(cell)
        assert cell.count('href="/doc/instrument/') == int(count)


def test_an_empty_cell_of_which_a_source_speaks_says_so(visitor: FlaskClient) -> None:
    page = visitor.get("/gaps").text
    assert re.search(r'class="heat-0 told"><a [^>]+aria-label="ethiek, individu: 0\. De bronnen', page)
    cell = visitor.get("/gaps/cell?rows=theme&columns=level&row=ethiek&column=individu").text
    assert "weinig-aandacht-voor-ethiek" in cell
    assert "Dit komt er het dichtst bij" in cell


def test_an_empty_cell_of_which_no_source_speaks_is_honest(visitor: FlaskClient) -> None:
    cell = visitor.get("/gaps/cell?rows=theme&columns=level&row=formatief-toetsen&column=organisatie").text
    assert "De bronnen zeggen niet of dat een gemis is." in cell
    # It leads on to what there is of either.
    for address, count in re.findall(r'href="(/gaps/cell\?[^"]+)">(\d+) instrument', cell):
        listed = visitor.get(address.replace("&amp;", "&")).text
        assert listed.count('href="/doc/instrument/') == int(count) > 0
    assert cell.count("instrumenten bij: ") == 2


def test_only_a_number_that_the_question_answers_leads_to_it(visitor: FlaskClient) -> None:
    pair = "/gaps/cell?rows=theme&columns=level&row=monitoring"
    told = "De vraag achter dit getal"
    assert told in visitor.get(f"{pair}&column=team").text
    for other in (pair, f"{pair}&column=team&scope=all", f"{pair}&column=team&third=goal&value=activeren"):
        assert told not in visitor.get(other).text


def test_a_split_cell_leads_to_each_part_and_names_what_is_missing(visitor: FlaskClient) -> None:
    page = visitor.get("/gaps?rows=sector&columns=level&third=goal").text
    parts = re.findall(r'<li><a href="(/gaps/cell[^"]+value=[^"]+)">[^<]+</a> <b>(\d+)</b>', page)
    assert len(parts) > 9
    for address, count in parts[:4]:
        assert visitor.get(address.replace("&amp;", "&")).text.count('href="/doc/instrument/') == int(count)
    none = visitor.get("/gaps?rows=sector&columns=level&third=form").text
    # Also what is missing leads to its page, which says what the sources say of it.
    address = re.findall(r'Geen: <a href="(/gaps/cell[^"]+value=[^"]+)"', none)[0]
    assert "Voor deze combinatie kennen wij geen instrument." in visitor.get(address.replace("&amp;", "&")).text


def test_a_share_stands_beside_a_share_and_a_part_beside_nothing(visitor: FlaskClient) -> None:
    page = visitor.get("/gaps?rows=sector&columns=level").text
    assert re.search(r"aandeel instrumenten voor een team</a>.+?klein deel.+?20 van de 47", page, re.DOTALL)
    assert "instrumenten voor het mbo" in page
    # That figure counts only those that others made: it is no count of all instruments for mbo.
    assert "mbo-instrumenten van anderen" not in page


def test_the_reports_figures_stand_beside_ours(visitor: FlaskClient) -> None:
    page = visitor.get("/gaps?rows=form&columns=cluster").text
    assert "vorm: toolkit" in page
    assert "De cijfers van het rapport" in page


def test_the_matrix_as_csv(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/gaps/matrix.csv?rows=cluster&columns=sector")
    assert answer.mimetype == "text/csv"
    assert len(answer.text.splitlines()) == 1 + 9
    assert "attachment" in answer.headers["Content-Disposition"]


def test_what_is_not_there_is_404(visitor: FlaskClient) -> None:
    for address in ("/gaps?rows=x", "/gaps/cell?rows=theme&columns=level&row=nothing&column=team"):
        assert visitor.get(address).status_code == 404


def test_a_cell_without_row_and_column_says_what_to_choose(visitor: FlaskClient) -> None:
    answer = visitor.get("/gaps/cell")
    assert answer.status_code == 400
    assert "/gaps/cell?" in answer.text
