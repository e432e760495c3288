"""From someone's own words to problems to instruments."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import Code, KgError
from kg.finder import Advice, Context, Finder
from kg.finder.ranking import Question, Reading, helping
from kg.namespaces import ID
from kg.product import Product, shipped_product
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


@pytest.mark.parametrize(
    ("question", "lang", "read_in"),
    [
        ("weinig tijd", "en", "nl"),
        ("little time", "nl", "en"),
        ("tijd", "nl", "nl"),
        ("zzzz qqqq", "en", "en"),
        # Its small words are Dutch, whatever the others look like.
        ("ik heb little time", "nl", "nl"),
    ],
)
def test_a_few_words_are_read_in_the_language_that_knows_them(
    finder: Finder, question: str, lang: str, read_in: str
) -> None:
    assert finder.ask(question, lang).language == read_in


@pytest.mark.parametrize("question", ["tijd", "TIJD", "tíjd", "de tijden", "docentenn"])
def test_capitals_accents_endings_and_slips_do_not_matter(finder: Finder, question: str) -> None:
    assert TIME in meant(finder.ask(question))


def test_a_name_weighs_more_than_a_definition(finder: Finder) -> None:
    assert meant(finder.ask("aandacht vernieuwen")) == [ETHICS, TIME]


def test_an_instrument_can_be_asked_for_by_name(finder: Finder) -> None:
    best = finder.ask("toolwiel").instruments[0]
    assert (best.iri, best.strength) == (TOOLWIEL, "named")


def test_words_that_fit_an_instrument_weigh_less_if_it_helps_with_no_problem_that_is_meant(finder: Finder) -> None:
    def score(meant: dict[str, float]) -> float:
        question = Question("", "nl", Context())
        return helping(finder.knowledge, Reading(question, (), 1, 1, {}, meant, {TOOLWIEL: 5.0}, {}, {}, {}, {}))[
            TOOLWIEL
        ]

    # So little of the problem is meant that its own weight does not count.
    assert score({TIME: 0.001}) > 2 * score({})


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


# Names


def test_a_part_of_a_name_is_enough_where_nothing_else_is_asked(finder: Finder) -> None:
    (only,) = finder.ask("waar vind ik de placemat").instruments
    assert (only.iri, only.strength, only.reason) == (PLACEMAT, "named", "De naam past bij uw woorden.")
    assert finder.ask("find the wheel", "en").instruments[0].iri == TOOLWIEL


def test_a_name_does_not_make_a_gap_answered(finder: Finder) -> None:
    advice = finder.ask("Het toolwiel zegt niets over ethische vragen, wie bespreekt die ethische vragen wel?")
    assert advice.gap
    assert [(found.iri, found.strength) for found in advice.instruments] == [(TOOLWIEL, "named"), (PLACEMAT, "nearest")]
    assert not finder.ask("toolwiel").gap


# What is not understood


def test_a_question_of_unknown_words_that_fits_nothing_is_not_guessed_at(finder: Finder) -> None:
    advice = finder.ask("appeltaart bakken zonder eieren en tijd")
    assert (advice.gap, advice.problems, advice.themes, advice.instruments) == (True, [], [], [])
    assert "herkennen wij geen vraag" in advice.told
    assert "do not recognise" in finder.ask("apple pie recipe", "en").told


# What stands beside an instrument


def test_a_gap_tells_what_it_rests_on(root: Path) -> None:
    path = root / "data" / "problem" / "geen-ethiek.ttl"
    gap = ID + "problem/geen-ethiek"
    path.write_text(
        path.read_text(encoding="utf-8") + f"<{gap}#gap> a kg:Claim ; rdf:subject <{gap}> ; rdf:predicate kg:gapNote ; "
        f"kg:basis <{ID}basis/inferred> ; prov:wasDerivedFrom <{passage_of(root)}> ; "
        'kg:reason "Geteld."@nl , "Counted."@en .\n',
        encoding="utf-8",
    )
    advice = Finder(EmbeddedStore.from_files(Product(root).graph_files)).ask("ethische vragen")
    (remark,) = advice.problems[0].remarks
    assert (remark.kind, remark.text, remark.basis) == ("gap", "Geen bron noemt een instrument.", "inferred")
    assert (remark.reason, [ground.source for ground in remark.grounds]) == ("Geteld.", ["001"])


def test_weak_points_and_companions_are_told_with_their_grounds(root: Path) -> None:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    types = root / "ontology" / "schemes" / "finding-type.ttl"
    weak = f"<{ID}finding-type/weak-point>"
    types.write_text(
        types.read_text(encoding="utf-8") + f'{weak} a skos:Concept , kg:FindingType ; skos:notation "weak-point" .\n',
        encoding="utf-8",
    )
    path.write_text(
        path.read_text(encoding="utf-8")
        + f"<{TOOLWIEL}#weak> a kg:Finding ; schema:about <{TOOLWIEL}> ; kg:findingType {weak} ; "
        f'dct:description "Het wiel is oud."@nl , "The wheel is old."@en ; kg:basis <{ID}basis/stated> ; '
        f"prov:wasDerivedFrom <{passage_of(root)}> .\n"
        f"<{TOOLWIEL}> kg:goesWith <{PLACEMAT}> .\n"
        f"<{TOOLWIEL}#with> a kg:Claim ; rdf:subject <{TOOLWIEL}> ; rdf:predicate kg:goesWith ; "
        f"rdf:object <{PLACEMAT}> ; kg:basis <{ID}basis/curated> ; "
        'kg:reason "Eerst praten."@nl , "Talk first."@en .\n',
        encoding="utf-8",
    )
    best = Finder(EmbeddedStore.from_files(Product(root).graph_files)).ask("little time", "en").instruments[0]
    (remark,) = best.watch
    assert (remark.kind, remark.text, remark.basis) == ("weak-point", "The wheel is old.", "stated")
    assert len(remark.grounds) == 1
    (other,) = best.companions
    assert (other.iri, other.name, other.reason, other.basis) == (PLACEMAT, "Placemat", "Talk first.", "curated")
    assert other.action == "Talk about time together"


def passage_of(root: Path) -> str:
    text = (root / "data" / "passage" / "001.ttl").read_text(encoding="utf-8")
    return ID + "passage/" + re.search(r"passage:(\S+) a|passage/(\S+)> a", text).group(1)


# Any text at all


@pytest.mark.parametrize("lang", ["nl", "en"])
@given(question=st.text(max_size=300))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_an_answer_or_is_refused_in_words(finder: Finder, lang: str, question: str) -> None:
    refused = advice = None
    try:
        advice = finder.ask(question, lang)
    except KgError as error:
        refused = error
    if advice is None:
        assert refused is not None
        assert (refused.code, bool(refused.hint)) == (Code.USAGE, True)
        return
    scores = [found.score for found in advice.instruments]
    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    json.dumps(asdict(advice))


def test_only_problems_that_fit_nearly_as_well_as_the_best_are_told() -> None:
    finder = Finder(EmbeddedStore.from_files(shipped_product().graph_files))
    questions = ("goedkope vliegreizen naar londen", "te weinig tijd", "hoe maak ik een goede toets")
    told = [finder.ask(question).problems for question in questions]
    assert min(len(problems) for problems in told) < 4
    assert all(problem.score >= 0.4 for problems in told for problem in problems)
    chosen = [f"{ID}problem/geen-leercultuur", f"{ID}problem/te-weinig-budget"]
    assert [problem.iri for problem in finder.ask("", problems=chosen).problems] == chosen
