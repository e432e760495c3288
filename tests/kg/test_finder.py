"""From someone's own words to problems to instruments."""

from __future__ import annotations

import pytest

from kg.errors import Code, KgError
from kg.finder import Advice, Context, Finder
from kg.namespaces import ID
from kg.product import Product
from kg.store.embedded import EmbeddedStore

TIME, ETHICS = ID + "problem/weinig-tijd", ID + "problem/geen-ethiek"
TOOLWIEL, PLACEMAT = ID + "instrument/toolwiel", ID + "instrument/placemat"


@pytest.fixture(scope="module")
def finder(graph: EmbeddedStore) -> Finder:
    return Finder(graph)


def names(advice: Advice) -> list[str]:
    return [found.name for found in advice.instruments]


def meant(advice: Advice) -> list[str]:
    return [problem.iri for problem in advice.problems]


# From words to instruments


def test_words_lead_to_a_problem_and_its_instruments_best_first(finder: Finder) -> None:
    advice = finder.ask("Wij hebben te weinig tijd!")
    assert advice.question == "Wij hebben te weinig tijd!"
    assert (advice.language, advice.gap, meant(advice)[0]) == ("nl", False, TIME)
    first, second = advice.instruments
    assert (first.iri, first.name, first.row, first.action) == (TOOLWIEL, "Toolwiel", 1, "Kies een tool die past")
    assert (first.strength, first.reason) == ("central", "Zoeken kost minder tijd.")
    assert (second.iri, second.strength) == (PLACEMAT, "partly")
    assert first.score > second.score > 0


def test_the_path_goes_from_the_words_over_the_problem_to_the_instrument(finder: Finder) -> None:
    path = finder.ask("te weinig tijd").instruments[0].path
    assert (path[0].link, path[0].target) == ("words", TIME)
    assert (path[-1].link, path[-1].target, path[-1].basis) == ("help", TOOLWIEL, "curated")
    assert path[-1].reason == "Zoeken kost minder tijd."


def test_a_step_that_rests_on_a_source_says_where(finder: Finder) -> None:
    second = finder.ask("te weinig tijd").instruments[1]
    assert second.path[-1].basis == "inferred"
    assert [(ground.source, ground.section) for ground in second.path[-1].grounds] == [("001", "1")]


def test_the_same_in_english(finder: Finder) -> None:
    advice = finder.ask("our teachers have no time", "en")
    assert advice.problems[0].label == "teachers have little time"
    assert names(advice) == ["Tool Wheel", "Placemat"]
    assert advice.instruments[0].reason == "Searching takes less time."


def test_a_question_may_be_in_the_other_language_than_the_answer(finder: Finder) -> None:
    advice = finder.ask("wij hebben niet genoeg tijd", "en")
    assert advice.language == "nl"
    assert names(advice)[0] == "Tool Wheel"


@pytest.mark.parametrize("question", ["tijd", "TIJD", "tíjd", "de tijden", "docentenn"])
def test_capitals_accents_endings_and_slips_do_not_matter(finder: Finder, question: str) -> None:
    assert TIME in meant(finder.ask(question))


def test_a_name_weighs_more_than_a_definition(finder: Finder) -> None:
    assert meant(finder.ask("aandacht vernieuwen")) == [ETHICS, TIME]


def test_an_instrument_can_be_asked_for_by_name(finder: Finder) -> None:
    best = finder.ask("toolwiel").instruments[0]
    assert (best.iri, best.strength) == (TOOLWIEL, "named")


# Gaps


def test_a_known_gap_is_told_with_the_nearest_help_only(finder: Finder) -> None:
    advice = finder.ask("ethische vragen")
    assert (advice.gap, advice.told) == (True, "Geen bron noemt een instrument.")
    assert meant(advice) == [ETHICS]
    assert [(found.iri, found.strength) for found in advice.instruments] == [(PLACEMAT, "nearest")]
    assert finder.ask("tijd").told == ""


def test_words_that_nobody_used_find_nothing(finder: Finder) -> None:
    advice = finder.ask("parkeerplaats")
    assert (advice.gap, advice.problems, advice.instruments) == (True, [], [])


# Who asks, and what the asker chose


def test_a_fit_is_told_and_a_mismatch_costs(finder: Finder) -> None:
    context = finder.context(sector="hbo")
    assert context == Context(sector=ID + "sector/hbo")
    best = finder.ask("tijd", context=context).instruments[0]
    assert [(fit.part, fit.fits, fit.values) for fit in best.fit] == [("sector", True, ("hbo",))]
    assert finder.ask("tijd").instruments[0].fit == ()


def test_an_unknown_context_is_not_found(finder: Finder) -> None:
    with pytest.raises(KgError) as caught:
        finder.context(sector="kleuters")
    assert (caught.value.code, caught.value.where) == (Code.NOT_FOUND, "sector")


def test_a_chosen_problem_stands_in_the_place_of_what_was_understood(finder: Finder) -> None:
    advice = finder.ask("ethiek", problems=[TIME])
    assert meant(advice) == [TIME]
    assert advice.problems[0].chosen
    assert names(advice)[0] == "Toolwiel"
    assert names(finder.ask("", problems=[TIME]))[0] == "Toolwiel"


@pytest.mark.parametrize("chosen", [ID + "problem/nergens", TOOLWIEL, "", "weinig-tijd"])
def test_a_chosen_problem_that_is_none_is_refused(finder: Finder, chosen: str) -> None:
    with pytest.raises(KgError):
        finder.ask("tijd", problems=[chosen])


def test_at_most_as_many_instruments_as_asked(finder: Finder) -> None:
    assert names(finder.ask("tijd", limit=1)) == ["Toolwiel"]


# Anything may be typed


@pytest.mark.parametrize("question", ["", "   ", "de het een", "?!", "a b c", "\x00\x07", "😀"])
def test_without_a_word_to_search_for_it_is_wrong_use(finder: Finder, question: str) -> None:
    with pytest.raises(KgError, match="geen woord") as caught:
        finder.ask(question)
    assert caught.value.code is Code.USAGE
    assert "te weinig tijd" in caught.value.hint


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
def test_noise_around_the_words_breaks_nothing(finder: Finder, noise: str) -> None:
    advice = finder.ask(f"weinig tijd {noise} tijd")
    assert TIME in meant(advice)
    assert names(advice)[0] == "Toolwiel"


def test_ten_thousand_characters_are_read_as_far_as_needed(finder: Finder) -> None:
    assert meant(finder.ask("tijd " + "x" * 10_000))[0] == TIME
    assert meant(finder.ask("tijd " * 2_000))[0] == TIME


def test_the_answer_is_the_same_every_time_whatever_the_order_of_the_graph(finder: Finder, product: Product) -> None:
    again = Finder(EmbeddedStore.from_files(reversed(product.graph_files)))
    for question in ("weinig aandacht", "docenten tijd ethiek", "weinig", "toolwiel", "blended"):
        assert finder.ask(question) == finder.ask(question) == again.ask(question)


def test_an_empty_graph_has_no_answer() -> None:
    advice = Finder(EmbeddedStore()).ask("tijd")
    assert (advice.problems, advice.instruments) == ([], [])


def test_a_chosen_gap_is_a_gap_whatever_the_words_say(graph: EmbeddedStore) -> None:
    advice = Finder(graph).ask("docenten hebben weinig tijd", "nl", problems=[ETHICS])
    assert (advice.gap, advice.told) == (True, "Geen bron noemt een instrument.")
    assert not Finder(graph).ask("ethische vragen", "nl", problems=[ETHICS, TIME]).gap


def test_the_nearest_help_is_told_for_what_it_is_and_not_for_another_problem(graph: EmbeddedStore) -> None:
    (near,) = Finder(graph).ask("ethische vragen", "nl").instruments
    assert (near.name, near.strength, near.path) == ("Placemat", "nearest", ())
    assert near.reason == "Een gespreksvorm."


# Themes

BLENDED = ID + "theme/blended-learning"


def test_themes_that_the_words_name_or_that_belong_to_the_problem_are_told(finder: Finder) -> None:
    (said,) = finder.ask("iets met blended learning").themes
    assert (said.iri, said.label, said.kind, said.via, said.score) == (BLENDED, "blended learning", "theme", "words", 1)
    (behind,) = finder.ask("te weinig tijd").themes
    assert (behind.iri, behind.via) == (BLENDED, "problem")


def test_an_instrument_about_a_chosen_theme_gets_through_without_a_problem(finder: Finder) -> None:
    advice = finder.ask("", themes=[BLENDED])
    assert (advice.gap, advice.problems) == (False, [])
    assert [(topic.iri, topic.via) for topic in advice.themes] == [(BLENDED, "chosen")]
    assert set(names(advice)) == {"Toolwiel", "Placemat"}
    first = advice.instruments[0]
    assert (first.strength, first.reason) == ("facet", "Gaat over blended learning.")
    assert [(step.link, step.target, step.basis) for step in first.path] == [
        ("words", BLENDED, ""),
        ("about", first.iri, "stated"),
    ]
    assert [ground.source for ground in first.path[1].grounds] == ["001"]


def test_a_name_of_a_theme_or_a_form_is_enough(finder: Finder) -> None:
    assert set(names(finder.ask("blended learning"))) == {"Toolwiel", "Placemat"}
    assert set(names(finder.ask("tool"))) == {"Toolwiel", "Placemat"}


def test_a_chosen_theme_that_is_none_is_refused(finder: Finder) -> None:
    with pytest.raises(KgError) as caught:
        finder.ask("tijd", themes=[TIME])
    assert (caught.value.code, caught.value.where) == (Code.NOT_FOUND, "themes")
