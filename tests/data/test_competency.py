"""The sample questions about the graph, answered by stored queries and compared with their exact answers.

Names are compared without capitals and hyphens lost at line ends; figures exactly.
"""

from __future__ import annotations

import re

import pytest

from kg import queries
from kg.product import Product
from kg.queries import Catalogue
from kg.store.embedded import EmbeddedStore

Rows = list[dict]


@pytest.fixture(scope="session")
def ask(product: Product, graph: EmbeddedStore):
    """Ask a stored query by name; rows as dictionaries of plain values."""
    catalogue = Catalogue(product.folder("queries"))

    def rows(name: str, **parameters: str) -> Rows:
        answer = queries.run(catalogue.query(name), parameters, graph, lang="nl")
        return [
            {column: term.plain() if term else None for column, term in zip(answer.columns, row, strict=True)}
            for row in answer.rows
        ]

    return rows


@pytest.fixture
def expected(competency, request):
    """The exact answer to the question that the test's name starts with, such as CQ02."""
    return competency[request.node.name.split("_")[1].upper()]["answer"]


def test_cq02_institutions_per_phase(ask, expected):
    found = {f"{row['phase']} {row['label']}": row["institutions"] for row in ask("phase-institutions")}
    assert found == expected


def test_cq05_factors_that_hinder_more_than_they_help(ask, expected):
    figures = {"totaal": "total", "S": "s", "B": "b", "SB": "sb"}
    found = {
        (row["table"], row["factor"], *(f"{row[name]:.1f}" for name in figures.values()))
        for row in ask("hindering-factors")
    }
    assert found == {(row["table"], row["factor"], *(row[name] for name in figures)) for row in expected}


def test_cq15_focus_for_practitioners_in_case_3(ask, expected):
    found = [
        row["instrument"]
        for row in ask("case-instruments")
        if (row["case"], row["respondents"], row["role"]) == (3, "uitvoerenden", "focus")
    ]
    assert sorted(found) == sorted(expected)


def test_cq19_figure_3_1(ask, expected):
    values = [row["value"] for row in ask("key-figures", source="001") if row["section"] in {"3.1", "Figuur 3.1"}]
    for number in expected.values():
        assert number in values


def test_cq23_blocks_that_are_rare_in_the_external_offer(ask, expected):
    found: dict[str, set[str]] = {}
    for row in ask("building-blocks"):
        if row["external"] == "zelden":
            found.setdefault(row["category"].casefold(), set()).add(row["block"].casefold())
    assert found == {
        category.casefold(): {block.casefold() for block in blocks} for category, blocks in expected.items()
    }


def test_cq27_ingredients_in_order(ask, expected):
    rows = ask("ingredients")
    assert [row["label"] for row in rows] == expected
    assert [row["number"] for row in rows] == list(range(1, 9))


def test_cq31_test_gardens_without_a_case(ask, expected):
    found = {row["instrument"] for row in ask("parts-without-case", whole="proeftuinen-voor-professionalisering")}
    assert {name for name in found if name.startswith("Product Proeftuin")} == set(expected)


def test_cq35_how_many_instruments(ask, expected):
    assert len({row["row"] for row in ask("instrument-list")}) == expected["rows"]
    figures = [row["value"] for row in ask("key-figures", source="001")]
    assert expected["stated"] in figures
    assert expected["figure_3_1"] in figures


def test_cq37_rare_blocks_that_are_factors_too(ask, expected):
    found = {
        row["block"].casefold(): (row["factor"], f"{row['b']:.1f}")
        for row in ask("shared-blocks-and-factors")
        if row["block"].casefold() in {name.casefold() for name in expected}
    }
    assert found == {block.casefold(): (row["factor"], row["B"]) for block, row in expected.items()}
    facilitation = {
        row["block"]
        for row in ask("building-blocks")
        if row["category"] == "Facilitering" and row["external"] == "zelden"
    }
    shared = {row["block"] for row in ask("shared-blocks-and-factors")}
    assert {block.casefold() for block in shared & facilitation} == {block.casefold() for block in expected}


def test_cq44_the_tool_under_another_name(ask, expected):
    names = {(row["name"], row["source"]) for row in ask("instrument-names", instrument="toolwiel")}
    assert (expected["tool"], "001") in names
    assert (expected["name_in_004"], "004") in names
    programme = next(row["programme"] for row in ask("instrument-list") if row["title"] == expected["tool"])
    assert programme == expected["programme_in_001"]


def test_cq46_doorpakken_in_two_sources(ask, expected):
    def sides(disagreement):
        told = {}
        for row in ask("disagreement-positions", disagreement=disagreement):
            told.setdefault(row["source"], set()).update(re.findall(r"\w+", row["position"].casefold()))
        return told

    themes, term = sides("dp-seven-or-eight-themes"), sides("dp-term")
    words = {7: {"7", "zeven"}, 8: {"8", "acht"}}
    for source, number in expected["themes"].items():
        assert words[number] & themes[source], (source, themes)
    assert {"2019", "2022"} <= term["001"]
    assert {"2020", "2022"} <= term["004"]


def test_cq48_what_the_toolkit_builds_on(ask, expected):
    found = {
        row["instrument"]
        for row in ask("instrument-relations", subject="toolkit-bouwstenen-effectieve-docentprofessionalisering")
    }
    assert {name for row in expected for name in row.values()} <= found


def test_cq52_the_topic_that_is_missing_everywhere(ask, expected):
    assert [row["topic"] for row in ask("missing-everywhere")] == [expected]


def test_cq57_use_in_phases_3_and_4(ask, expected):
    found = [
        (row["institution"], row["instrument"], row["phase"])
        for row in ask("institution-use")
        if row["phase"] in {3, 4} and row["instrumentRow"]
    ]
    assert sorted(found) == sorted((row["institution"], row["instrument"], row["phase"]) for row in expected)


def test_cq60_names_of_rows_18_and_19(ask, expected):
    rows = {row["title"]: row["row"] for row in ask("instrument-list")}
    slugs = {
        18: "handreiking-visie-op-didactische-ict-bekwaamheid",
        19: "overzicht-randvoorwaarden-invulling-professionalisering",
    }
    for title, names in expected.items():
        printed = {
            row["name"] for row in ask("instrument-names", instrument=slugs[rows[title]]) if row["source"] == "001"
        }
        for name in names:
            assert any(name.removesuffix(" (file name)") in known for known in printed), name


def test_every_sample_question_has_its_test(competency):
    tested = {name.split("_")[1].upper() for name in globals() if name.startswith("test_cq")}
    assert tested == set(competency)


def test_the_list_has_50_links_of_which_37_are_repaired(ask):
    rows = ask("instrument-list")
    assert len([row for row in rows if row["link"]]) == 50
    assert len([row for row in rows if row["repairedLink"]]) == 37
    assert all(row["repairedLink"] != row["link"] for row in rows)
