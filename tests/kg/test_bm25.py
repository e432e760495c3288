"""BM25: what is rarer, more often said and said in a shorter text counts more."""

from __future__ import annotations

import pytest

from kg.bm25 import Index, weighted

INDEX = Index.of(
    {
        "tool": {"wiel": 1.0, "kies": 1.0},
        "long": {"wiel": 1.0, **{f"word{number}": 1.0 for number in range(20)}},
        "often": {"kies": 3.0, "tool": 1.0},
    }.items()
)


def test_a_document_without_a_term_has_no_score() -> None:
    assert set(INDEX.scores(["kies"])) == {"tool", "often"}
    assert INDEX.scores(["unknown"]) == {}


def test_more_of_a_term_counts_more_and_a_longer_text_less() -> None:
    assert INDEX.scores(["kies"])["often"] > INDEX.scores(["kies"])["tool"]
    assert INDEX.scores(["wiel"])["tool"] > INDEX.scores(["wiel"])["long"]


def test_a_rarer_term_tells_more() -> None:
    assert INDEX.rarity("word1") > INDEX.rarity("wiel") > INDEX.rarity("unknown") == 0


def test_saying_a_term_twice_in_a_question_changes_nothing() -> None:
    assert INDEX.scores(["kies", "kies"]) == INDEX.scores(["kies"])


def test_a_compound_counts_once_whole_or_by_its_parts() -> None:
    index = Index.of(
        {"whole": {"wielkies": 1.0}, "parts": {"wiel": 1.0, "kies": 1.0}, "all": {"wielkies": 1.0, "wiel": 1.0}}.items()
    )
    found = index.scores_by_word([("wielkies", "wiel", "kies")])
    assert found["whole"] == index.scores(["wielkies"])["whole"]
    assert found["parts"] == index.scores(["wiel", "kies"])["parts"]
    assert found["all"] == max(index.scores(["wielkies"])["all"], index.scores(["wiel"])["all"])
    assert index.scores_by_word([("kies",), ("kies",)]) == index.scores(["kies"])


def test_documents_of_one_name_are_told_apart_by_their_place() -> None:
    index = Index.of([("same", {"wiel": 1.0}), ("same", {"kies": 1.0}), ("other", {"kies": 1.0})])
    assert index.names == ["same", "same", "other"]
    assert set(index.numbered_by_word([("kies",)])) == {1, 2}


def test_an_index_of_nothing_finds_nothing() -> None:
    assert Index.of([]).scores(["kies"]) == {}


def test_the_terms_of_several_texts_add_up() -> None:
    assert weighted([(["a", "b", "a"], 2.0), (["b"], 0.5)]) == pytest.approx({"a": 4.0, "b": 2.5})
