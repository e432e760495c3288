"""Search: forgiving, by name before text, with facets that say what choosing them leaves."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.namespaces import ID
from kg.search import FACETS, Search
from kg.search.documents import Document, Texts, Wording, read_wording
from kg.store.embedded import EmbeddedStore

TOOLWIEL, PLACEMAT = ID + "instrument/toolwiel", ID + "instrument/placemat"
TIME, ETHICS = ID + "problem/weinig-tijd", ID + "problem/geen-ethiek"


@pytest.fixture(scope="module")
def search(graph: EmbeddedStore, directory: Directory) -> Search:
    return Search(graph, directory)


def found(search: Search, text: str, lang: str = "nl", **chosen: str) -> list[str]:
    return [hit.iri for hit in search.find(text, lang, chosen=chosen, limit=1000).hits]


def test_who_asks_at_once_waits_for_one_index(
    graph: EmbeddedStore, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def slow(documents: Mapping[str, Document], texts: Texts, labels: Mapping[str, str], lang: str) -> Wording:
        made.append(lang)
        sleep(0.05)
        return read_wording(documents, texts, labels, lang)

    monkeypatch.setattr("kg.search.read_wording", slow)
    fresh = Search(graph, directory)
    with ThreadPoolExecutor(4) as pool:
        assert all(TOOLWIEL in hits for hits in pool.map(lambda _number: found(fresh, "wiel"), range(4)))
    assert made == ["nl"]


# Words


@pytest.mark.parametrize(
    "text",
    ["Toolwiel", "TOOLWIEL", "toolwielen", "tolwiel", "toolwie", "wiel", "wiel vol tools", "Tool Wheel", "Toolwiel’s"],
)
def test_a_thing_is_found_in_spite_of_case_inflection_typos_and_parts(search: Search, text: str) -> None:
    assert found(search, text)[0] == TOOLWIEL


def test_a_name_counts_for_more_than_a_text(search: Search) -> None:
    hits = found(search, "tijd")
    # The problem has it in its name, the placemat in what one does with it.
    assert hits.index(TIME) < hits.index(PLACEMAT)


def test_definitions_and_findings_are_searched(search: Search) -> None:
    assert found(search, "bespreekt")[0] == ETHICS
    assert TOOLWIEL in found(search, "kennen")


def test_the_name_that_fits_is_told_where_it_is_not_the_label(search: Search) -> None:
    hits = {hit.iri: hit for hit in search.find("ingrediënt", "nl").hits}
    hit = hits[ID + "theme/blended-learning"]
    assert (hit.kind, hit.label, hit.matched, hit.told) == (
        "theme",
        "blended learning",
        "Ingrediënt",
        "Dit is blended learning.",
    )


def test_a_question_in_english_is_read_as_english(search: Search) -> None:
    assert search.find("what do the teachers have", "nl").language == "en"
    assert found(search, "what do the teachers have too little time", "nl")[0] == TIME
    assert search.find("toolwiel", "en").hits[0].label == "Tool Wheel"


@pytest.mark.parametrize("text", ["parkeerplaats", ".*", "((", "\\", "\n"])
def test_what_is_not_there_is_not_found(search: Search, text: str) -> None:
    assert found(search, text, kind="instrument") == ([] if text.strip() else found(search, "", kind="instrument"))


def test_passages_and_parts_are_no_hits(search: Search) -> None:
    kinds = {hit.kind for hit in search.find("", "nl", limit=1000).hits}
    assert "passage" not in kinds
    assert not any("#" in iri for iri in found(search, ""))


# Order and number


def test_without_words_all_come_by_name(search: Search) -> None:
    assert found(search, "", kind="instrument") == [PLACEMAT, TOOLWIEL]
    assert found(search, "  ", "en", kind="instrument") == [PLACEMAT, TOOLWIEL]


def test_at_most_as_many_as_asked_from_where_asked(search: Search) -> None:
    everything = found(search, "")
    part = search.find("", "nl", limit=3, offset=2)
    assert [hit.iri for hit in part.hits] == everything[2:5]
    assert part.total == len(everything)


# Facets


def test_a_facet_says_what_choosing_it_leaves(search: Search) -> None:
    for text in ("", "tijd"):
        for facet, values in search.find(text, "nl").facets.items():
            assert facet in FACETS
            for value in values:
                assert search.find(text, "nl", chosen={facet: value.value}).total == value.count, (text, facet, value)


def test_other_values_of_a_chosen_facet_stay_in_sight(search: Search) -> None:
    free, narrowed = search.find("", "nl"), search.find("", "nl", chosen={"kind": "problem"})
    assert narrowed.facets["kind"] == free.facets["kind"]
    assert narrowed.total == 2
    assert {value.label: value.count for value in narrowed.facets["level"]} == {"individu": 1, "team": 1}


def test_facets_are_chosen_by_address_slug_or_name(search: Search) -> None:
    for sector in ("hbo", "HBO", ID + "sector/hbo", "applied sciences"):
        assert found(search, "", sector=sector) == [PLACEMAT, TOOLWIEL]
    assert found(search, "", sector="hbo", audience="docenten") == [TOOLWIEL]
    assert found(search, "", sector="") == found(search, "")


@pytest.mark.parametrize(
    ("facet", "value", "code"),
    [("colour", "red", Code.USAGE), ("kind", "passage", Code.NOT_FOUND), ("sector", "po", Code.NOT_FOUND)],
)
def test_what_is_no_facet_or_value_is_refused(search: Search, facet: str, value: str, code: Code) -> None:
    with pytest.raises(KgError) as caught:
        search.find("", "nl", chosen={facet: value})
    assert caught.value.code is code
    assert caught.value.where == facet


# While typing


def test_suggestions_begin_with_what_is_typed_instruments_first(search: Search) -> None:
    assert [hit.iri for hit in search.suggest("to", "nl", limit=1)] == [TOOLWIEL]
    names = [hit.label for hit in search.suggest("docenten", "nl")]
    assert names[:2] == ["docenten", "docenten hebben weinig tijd"]
    assert search.suggest("  ", "nl") == []
    assert len(search.suggest("e", "nl", limit=3)) == 3


# Instruments by area


def test_without_areas_an_instrument_has_no_main_area(search: Search) -> None:
    assert search.main_area(TOOLWIEL) == ""
    assert search.main_area(ID + "instrument/unknown") == ""
