"""Names of others matched to things, over the shipped graph (Reconciliation API 0.2)."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import Code, KgError
from kg.product import shipped_product
from kg.reconciliation import MOST_QUERIES, Reconciler
from kg.store.embedded import EmbeddedStore
from kg.things import read_things


@pytest.fixture(scope="module")
def reconciler() -> Reconciler:
    return Reconciler(read_things(EmbeddedStore.from_files(shipped_product().graph_files)))


def best(reconciler: Reconciler, query: dict[str, Any], lang: str = "nl") -> list[dict[str, Any]]:
    return reconciler.reconcile({"q": query}, lang)["q"]["result"]


def test_an_exact_name_is_a_certain_match(reconciler: Reconciler) -> None:
    found = best(reconciler, {"query": "Toolwiel"})
    assert (found[0]["id"], found[0]["match"], found[0]["score"]) == ("instrument/toolwiel", True, 100.0)
    assert {"id": "Instrument", "name": "instrument"} in found[0]["type"]
    assert [one["match"] for one in found[1:]] == [False] * (len(found) - 1)


@pytest.mark.parametrize("name", ["Toolwheel", "toolwiel ", "TOOLWIEL", "Tool wheel", "Product Toolwiel"])
def test_other_names_and_spellings_find_it_too(reconciler: Reconciler, name: str) -> None:
    assert best(reconciler, {"query": name})[0]["id"] == "instrument/toolwiel"


def test_a_name_of_two_things_is_certain_of_neither(reconciler: Reconciler) -> None:
    # A factor with the broker and one with the individual have the same name.
    found = best(reconciler, {"query": "Vertrouwen in eigen bekwaamheid", "type": "Factor"})
    assert found[0]["score"] == found[1]["score"] == 100.0
    assert not found[0]["match"]


def test_candidates_come_best_first_and_no_more_than_asked(reconciler: Reconciler) -> None:
    found = best(reconciler, {"query": "placemat", "limit": 3})
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert len(found) <= 3


def test_nothing_like_it_gives_no_candidates(reconciler: Reconciler) -> None:
    assert best(reconciler, {"query": "xqzvw kjhgf"}) == []


def test_a_type_leaves_out_others(reconciler: Reconciler) -> None:
    everything = best(reconciler, {"query": "leiderschap", "limit": 20})
    themes = best(reconciler, {"query": "leiderschap", "type": "Theme", "limit": 20})
    assert {one["id"].split("/")[0] for one in everything} > {"theme"}
    assert {one["id"].split("/")[0] for one in themes} == {"theme"}


def test_several_types_are_any_all_or_should(reconciler: Reconciler) -> None:
    asked = {"query": "leiderschap", "type": ["Theme", "Factor"], "limit": 20}
    assert {one["id"].split("/")[0] for one in best(reconciler, asked)} == {"theme", "factor"}
    assert best(reconciler, asked | {"type_strict": "all"}) == []
    preferred = best(reconciler, asked | {"type_strict": "should"})
    assert preferred[0]["id"].split("/")[0] in {"theme", "factor"}
    assert {one["id"].split("/")[0] for one in preferred} > {"theme", "factor"}


def test_a_property_tells_namesakes_apart(reconciler: Reconciler) -> None:
    asked = {"query": "Vertrouwen in eigen bekwaamheid", "type": "Factor"}
    broaders = {one["id"]: reconciler.entity(one["id"]).values("http://www.w3.org/2004/02/skos/core#broader")[0]
                for one in best(reconciler, asked)[:2]}  # fmt: skip
    for name, broader in broaders.items():
        found = best(reconciler, asked | {"properties": [{"pid": "skos:broader", "v": {"id": broader}}]})
        assert found[0]["id"] == name
        assert found[0]["score"] > found[1]["score"]


def test_properties_alone_are_enough(reconciler: Reconciler) -> None:
    assert best(reconciler, {"properties": [{"pid": "kg:row", "v": 47}]})[0]["id"] == "instrument/toolwiel"


@pytest.mark.parametrize(
    "query",
    [
        "toolwiel",
        {},
        {"query": ""},
        {"query": 5},
        {"query": "x", "limit": "many"},
        {"query": "x", "limit": True},
        {"query": "x", "type": 5},
        {"query": "x", "type_strict": "never"},
        {"query": "x", "properties": "all"},
    ],
)
def test_a_query_that_is_none_is_refused_by_its_name(reconciler: Reconciler, query: Any) -> None:
    with pytest.raises(KgError) as caught:
        best(reconciler, query)
    assert (caught.value.code, caught.value.where) == (Code.USAGE, "q")


def test_a_batch_has_an_end(reconciler: Reconciler) -> None:
    with pytest.raises(KgError):
        reconciler.reconcile({str(n): {"query": "x"} for n in range(MOST_QUERIES + 1)}, "nl")


def test_entities_are_suggested_by_how_they_begin(reconciler: Reconciler) -> None:
    found = reconciler.suggest_entities("place", "nl")
    assert "Placemat" in found[0]["name"]
    assert all(one["notable"] for one in found)
    assert reconciler.suggest_entities("  ", "nl") == []


def test_types_and_properties_are_suggested(reconciler: Reconciler) -> None:
    assert {"id": "Instrument", "name": "instrument"} in reconciler.suggest(reconciler.types("nl"), "instr")
    assert {"id": "kg:level", "name": "niveau"} in reconciler.suggest(reconciler.properties("nl"), "niv")
    of_instruments = {one["id"] for one in reconciler.properties("nl", "Instrument")}
    assert "kg:row" in of_instruments
    assert "kg:askedBy" not in of_instruments


def test_what_begins_so_is_suggested_first_and_a_cursor_goes_on(reconciler: Reconciler) -> None:
    assert reconciler.suggest(reconciler.types("nl"), "instr")[0]["id"] == "Instrument"
    everything = reconciler.properties("nl")
    pages = [reconciler.suggest(everything, "", cursor) for cursor in range(0, len(everything) + 10, 10)]
    assert [one for page in pages for one in page] == everything
    first, second = reconciler.suggest_entities("in", "nl"), reconciler.suggest_entities("in", "nl", 10)
    assert len(first) == len(second) == 10
    assert not {one["id"] for one in first} & {one["id"] for one in second}


def test_an_abbreviation_finds_what_it_stands_for(reconciler: Reconciler) -> None:
    found = best(reconciler, {"query": "VSNU", "type": "Organisation"})
    assert (found[0]["id"], found[0]["match"]) == ("organisation/universiteiten-van-nederland", True)


def test_data_is_extended_with_things_texts_and_numbers(reconciler: Reconciler) -> None:
    asked = {
        "ids": ["instrument/toolwiel", "instrument/none"],
        "properties": [{"id": "kg:row"}, {"id": "kg:level"}, {"id": "kg:actionLabel"}],
    }
    found = reconciler.extend(asked, "en")
    row = found["rows"]["instrument/toolwiel"]
    assert row["kg:row"] == [{"int": 47}]
    assert {"id": "level/team", "name": "team"} in row["kg:level"]
    assert row["kg:actionLabel"] == [{"str": "Work on your digital skills in a practical way"}]
    assert found["rows"]["instrument/none"] == {"kg:row": [], "kg:level": [], "kg:actionLabel": []}
    assert [one["id"] for one in found["meta"]] == ["kg:row", "kg:level", "kg:actionLabel"]


@pytest.mark.parametrize("query", [{}, {"ids": [1], "properties": []}, {"ids": [], "properties": [{"id": "kg:none"}]}])
def test_an_extension_that_is_none_is_refused(reconciler: Reconciler, query: dict[str, Any]) -> None:
    with pytest.raises(KgError):
        reconciler.extend(query, "nl")
