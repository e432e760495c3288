"""The page of the framework: a matrix that can be read, in which every cell leads to its list with the reasons."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_page import parsed

from kg.framework import AXES
from kg.namespaces import ID
from kg_web.site import shown as site_of

CELL = "/framework/cell"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("rows", AXES)
def test_every_axis_can_be_the_rows(visitor: FlaskClient, rows: str, prefix: str) -> None:
    columns = "cluster" if rows != "cluster" else "phase"
    page = visitor.get(f"{prefix}/framework?rows={rows}&columns={columns}")
    assert page.status_code == 200
    parsed(page.text)
    assert page.text.count("<h1") == 1


def test_each_cell_leads_to_its_list_with_as_many_instruments(visitor: FlaskClient) -> None:
    page = visitor.get("/framework").text
    cells = re.findall(r'href="(/framework/cell\?[^"]+)"><b>(\d+)</b>( <span class="title">en (\d+))?', page)
    assert len(cells) > 15
    for address, strong, _all, partly in cells[:6]:
        cell = visitor.get(address.replace("&amp;", "&")).text
        parsed(cell)
        assert cell.count('<li class="card">') == int(strong) + int(partly or 0)
        assert cell.count("want:") == 2 * (int(strong) + int(partly or 0))


def test_with_many_columns_each_cell_counts_and_leads_to_its_list(visitor: FlaskClient) -> None:
    page = visitor.get("/framework?rows=building-block&columns=theme").text
    parsed(page)
    cells = re.findall(
        r'href="(/framework/cell\?[^"]+)">(?:<b>(\d+)</b>)?(?:<span class="title">\((\d+)\)</span>)?', page
    )
    assert '<ul class="inside">' not in page
    assert len(cells) == page.count('<td role="cell"')
    empty = [cell for cell in cells if cell[1:] == ("0", "")]
    assert 0 < len(empty) < len(cells) - 500
    for address, strong, partly in (cells[0], cells[1], cells[-1], empty[0]):
        cell = visitor.get(address.replace("&amp;", "&")).text
        assert cell.count('<li class="card">') == int(strong or 0) + int(partly or 0)


def test_an_empty_cell_leads_on_to_its_row_and_its_column(visitor: FlaskClient) -> None:
    page = visitor.get("/framework?rows=ingredient&columns=theme").text
    assert re.search(r'href="(/framework/cell\?[^"]+row=leiderschap[^"]+column=ethiek)"><b>0</b>', page)
    cell = visitor.get("/framework/cell?rows=ingredient&row=gedragen-visie&columns=theme&column=peerfeedback").text
    parsed(cell)
    assert "Hier staat geen instrument." in cell
    wider = re.findall(r'href="(/framework/cell\?[^"]+)">(\d+) instrument', cell)
    assert len(wider) == 2
    for address, count in wider:
        assert visitor.get(address.replace("&amp;", "&")).text.count('<li class="card">') == int(count) > 0


@pytest.mark.parametrize(("rows", "first"), [("factor", 4), ("building-block", 4), ("theme", 8), ("ingredient", 8)])
def test_long_lists_of_rows_open_in_place_and_none_is_left_out(visitor: FlaskClient, rows: str, first: int) -> None:
    page = visitor.get(f"/framework?rows={rows}&columns=phase").text
    parsed(page)
    at_once, *folds = page.split('<details class="more">')
    row = r'<tr role="row" class="depth-\d">\s*<th scope="row" role="rowheader"><a href="([^"]+)"'
    assert len(re.findall(row, at_once)) == first
    told = re.findall(row, page)
    listed = shipped_matrix_rows(visitor, rows)
    assert len(told) == len(set(told))
    assert set(told) == listed
    # Each summary counts what it opens.
    for fold in folds:
        summary = fold.split("</summary>")[0]
        (number,) = re.findall(r"\d+", re.sub(r"<[^>]+>", "", summary))
        assert int(number) == len(re.findall(row, fold))


def shipped_matrix_rows(visitor: FlaskClient, scheme: str) -> set[str]:
    """The pages of all concepts of a scheme, as the page of the scheme lists them."""
    page = visitor.get(f"/doc/scheme/{scheme}").text
    return set(re.findall(rf'href="(/doc/{scheme}/[^"#]+)"', page))


def test_a_row_alone_is_a_list_too(visitor: FlaskClient, shipped: Flask) -> None:
    page = visitor.get("/framework/cell?rows=ingredient&row=leiderschap").text
    assert "want:" in page
    # No reason is left out: those after the first four open in place.
    site = site_of(shipped)
    members = site.framework.members(site.things.all[f"{ID}factor/motivatie"])
    assert max(len(member.ways) for member in members) > 4
    told = re.findall(
        "het helpt |het gaat over het thema|ingedeeld", visitor.get(f"{CELL}?rows=factor&row=motivatie").text
    )
    assert len(told) == sum(len(member.ways) for member in members)


def test_the_row_names_what_is_mapped_to_it(visitor: FlaskClient) -> None:
    page = visitor.get("/framework").text
    assert 'href="/doc/building-block/cultuur-om-te-leren"' in page
    assert 'href="/doc/factor/cultuur-om-te-leren"' in page
    # Phases too: the one picture holds ingredients, building blocks, factors, phases and clusters.
    assert 'Fase:</span> <a href="/doc/phase/verankeren"' in page
    assert 'Cluster:</span> <a href="/doc/cluster/' in visitor.get("/framework?rows=ingredient&columns=phase").text


def test_the_same_axis_twice_gives_way(visitor: FlaskClient) -> None:
    assert visitor.get("/framework?rows=cluster&columns=cluster").status_code == 200


@pytest.mark.parametrize(
    "address", ["/framework?rows=x", "/framework/cell?rows=x&row=y", "/framework/cell?rows=ingredient&row=nothing"]
)
def test_what_is_not_there_is_404(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404
