"""From someone's own words to problems to instruments."""

from __future__ import annotations

import pytest

from kg.errors import Code, KgError
from kg.finder import ask
from kg.namespaces import ID, KG
from kg.store.embedded import EmbeddedStore

TIME, ETHICS = ID + "problem/weinig-tijd", ID + "problem/geen-ethiek"


def test_words_lead_to_a_problem_and_its_instruments_best_first(graph: EmbeddedStore) -> None:
    advice = ask(graph, "Wij hebben te weinig tijd!", "nl")
    assert advice.question == "Wij hebben te weinig tijd!"
    assert advice.problems[0].iri == TIME
    first, second = advice.instruments
    assert (first.iri, first.name, first.row) == (ID + "instrument/toolwiel", "Toolwiel", 1)
    assert (first.strength, first.basis, first.reason) == ("central", "curated", "Zoeken kost minder tijd.")
    assert first.problem == "docenten hebben weinig tijd"
    assert (second.name, second.strength) == ("Placemat", "partly")
    assert first.score > second.score > 0


def test_the_same_in_english(graph: EmbeddedStore) -> None:
    advice = ask(graph, "our teachers have no time", "en")
    assert advice.problems[0].label == "teachers have little time"
    assert [(found.name, found.action) for found in advice.instruments] == [
        ("Tool Wheel", "Choose a fitting tool"),
        ("Placemat", "Talk about time together"),
    ]
    assert advice.instruments[0].reason == "Searching takes less time."


@pytest.mark.parametrize("words", ["tijd", "TIJD", "tíjd", "docentenkamer", "vernieuwing"])
def test_capitals_accents_and_endings_do_not_matter(graph: EmbeddedStore, words: str) -> None:
    assert TIME in {problem.iri for problem in ask(graph, words, "nl").problems}


def test_a_name_weighs_more_than_a_definition(graph: EmbeddedStore) -> None:
    (in_name,) = ask(graph, "tijd", "nl").problems
    (in_definition,) = ask(graph, "vernieuwen", "nl").problems
    assert in_name.score > in_definition.score > 0
    assert in_name.score <= 1


def test_a_known_gap_is_shown_with_what_the_sources_say(graph: EmbeddedStore) -> None:
    advice = ask(graph, "ethische vragen", "nl")
    assert [(problem.iri, problem.gap) for problem in advice.problems] == [(ETHICS, "Geen bron noemt een instrument.")]
    assert advice.instruments == []
    assert ask(graph, "tijd", "nl").problems[0].gap == ""


def test_what_matches_much_less_is_left_out(graph: EmbeddedStore) -> None:
    assert [problem.iri for problem in ask(graph, "docenten hebben weinig tijd", "nl").problems] == [TIME]


def test_words_that_nobody_used_find_nothing(graph: EmbeddedStore) -> None:
    advice = ask(graph, "parkeerplaats", "nl")
    assert (advice.problems, advice.instruments) == ([], [])


def test_at_most_as_many_instruments_as_asked(graph: EmbeddedStore) -> None:
    assert [found.name for found in ask(graph, "tijd", "nl", limit=1).instruments] == ["Toolwiel"]


@pytest.mark.parametrize("words", ["", "   ", "de het een", "the a an", "?!", "a b c", "\x00\x07", "😀"])
def test_without_a_word_to_search_for_it_is_wrong_use(graph: EmbeddedStore, words: str) -> None:
    with pytest.raises(KgError, match="no word here") as caught:
        ask(graph, words, "nl")
    assert caught.value.code is Code.USAGE
    assert "kg ask" in caught.value.hint


@pytest.mark.parametrize(
    "noise",
    [
        "\x00\x1b[31m\u2028\u202e",
        "<script>alert(1)</script>",
        '" } UNION { ?s ?p ?o } #',
        "\\u0022 } DROP ALL",
        "%(lang)s %s {0} ${x}",
        "'''\"\"\"",
        "日本語 العربية 😀",
        "\ud800",
    ],
)
def test_noise_around_the_words_breaks_nothing(graph: EmbeddedStore, noise: str) -> None:
    advice = ask(graph, f"tijd {noise} tijd", "nl")
    assert TIME in {problem.iri for problem in advice.problems}
    assert advice.instruments[0].name == "Toolwiel"
    assert graph.size() > 0


def test_ten_thousand_characters_are_read_as_far_as_needed(graph: EmbeddedStore) -> None:
    assert ask(graph, "tijd " + "x" * 10_000, "nl").problems[0].iri == TIME
    assert ask(graph, "tijd " * 2_000, "nl").problems[0].iri == TIME


def test_the_answer_is_the_same_every_time_whatever_the_order_of_the_graph(graph: EmbeddedStore, product) -> None:
    again = EmbeddedStore.from_files(reversed(product.graph_files))
    for words in ("weinig aandacht", "docenten tijd ethiek", "weinig"):
        assert ask(graph, words, "nl") == ask(graph, words, "nl") == ask(again, words, "nl")


def test_repeating_a_word_changes_nothing(graph: EmbeddedStore) -> None:
    assert ask(graph, "tijd", "nl").problems == ask(graph, "tijd tijd tijd", "nl").problems


def test_an_empty_graph_has_no_answer() -> None:
    advice = ask(EmbeddedStore(), "tijd", "nl")
    assert (advice.problems, advice.instruments) == ([], [])


def test_an_instrument_outside_the_list_has_no_row(root, product) -> None:
    path = root / "data" / "instrument" / "placemat.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  kg:row 2 ;\n", ""), encoding="utf-8")
    store = EmbeddedStore.from_files(type(product)(root).graph_files)
    assert [(found.name, found.row) for found in ask(store, "tijd", "nl").instruments] == [
        ("Toolwiel", 1),
        ("Placemat", None),
    ]
    assert KG in store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
