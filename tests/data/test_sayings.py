"""Families of sayings over the shipped graph: other words than stand in the data lead to the same problem."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.finder import Context, Finder
from kg.finder.ranking import Question, Reading, near_links
from kg.namespaces import ID
from kg.store.embedded import EmbeddedStore

QUESTIONS = Path(__file__).parents[2] / "bench" / "finder" / "questions.json"


@pytest.fixture(scope="module")
def finder(graph: EmbeddedStore) -> Finder:
    """By words alone: the sayings themselves are tried, not the likeness of meaning."""
    return Finder(graph)


@pytest.mark.parametrize(
    ("lang", "question", "problem"),
    [
        # A compound with "belasting" is about work, not about taxes.
        ("nl", "hij heeft er in zijn taakbelasting niets voor staan", "te-weinig-tijd-voor-professionalisering"),
        ("nl", "bang dat anderen mijn dictaten afkraken als ik ze deel", "eerste-stappen-met-open-leermaterialen"),
        ("nl", "digibeten onder de medewerkers", "beperkte-digitale-vaardigheden"),
        ("nl", "wij geven allemaal les achter gesloten deuren", "geen-leercultuur"),
        ("nl", "wakker blijven tijdens een zoomles", "weinig-interactie-in-online-lessen"),
        ("nl", "de kennisclips zijn klaar maar ze komen onvoorbereid", "blended-onderwijs-ontwerpen"),
        ("en", "what goes into our teaching qualification", "een-kader-voor-digitale-docentcompetenties-kiezen"),
    ],
)
def test_other_words_lead_to_the_problem(finder: Finder, lang: str, question: str, problem: str) -> None:
    advice = finder.ask(question, lang)
    assert not advice.gap
    assert advice.problems[0].iri == f"{ID}problem/{problem}"


@pytest.mark.parametrize(
    ("lang", "question", "topic"),
    [
        ("nl", "alternatief voor de techreuzen", "afhankelijkheid-van-techbedrijven"),
        ("en", "too much Google and Microsoft at our university", "afhankelijkheid-van-techbedrijven"),
        ("nl", "mappenstructuur en trefwoorden voor onze videos", "leermateriaal-bewaren-en-beschrijven"),
        ("nl", "studenten zijn eenzaam achter hun scherm", "studentenwelzijn"),
        ("en", "digital certificate for a short course", "diplomas-badges-en-portfolio"),
    ],
)
def test_what_no_instrument_is_about_is_told_as_such(finder: Finder, lang: str, question: str, topic: str) -> None:
    advice = finder.ask(question, lang)
    assert advice.gap
    assert advice.problems[0].iri == f"{ID}outside-topic/{topic}"


def test_each_problem_that_a_suggestion_rests_on_is_told(finder: Finder) -> None:
    asked = json.loads(QUESTIONS.read_text(encoding="utf-8"))["queries"]
    beside = 0
    for question in asked:
        advice = finder.ask(question["query"], question["language"])
        told = [problem.iri for problem in advice.problems]
        reasons = {step.target for found in advice.instruments for step in found.path if "/id/problem/" in step.target}
        assert reasons <= set(told), question["query"]
        scores = [problem.score for problem in advice.problems]
        assert scores == sorted(scores, reverse=True)
        beside += len(told) > 4
    assert beside, "or no question shows the difference"


def test_a_theme_that_no_listed_instrument_is_about_is_a_gap_by_its_name_too(finder: Finder) -> None:
    advice = finder.ask("ethiek")
    assert advice.gap
    assert advice.told.startswith("De impactstudie raadt aan instrumenten te maken")
    assert [found.name for found in advice.instruments[:1]] == [
        "Masteropleiding Digitale Didactiek & Digitaal Veilig Onderwijs"
    ], "what is about it and not in the list comes first"
    assert all(found.strength == "nearest" and found.path for found in advice.instruments)
    assert not finder.ask("blended learning").gap


def test_where_nothing_is_near_a_problem_that_fits_as_well_is_helped(finder: Finder) -> None:
    outside, ai = f"{ID}outside-topic/ai-regels-en-sancties", f"{ID}problem/omgaan-met-ai-in-onderwijs"
    reading = Reading(Question("", "nl", Context()), (), 1.0, 1.0, {}, {}, {}, {}, {}, {}, {})
    helped = near_links(finder.knowledge, replace(reading, meant={outside: 1.0, ai: 0.95}))
    assert [link.source for link in helped] == [ai, ai]
    assert near_links(finder.knowledge, replace(reading, meant={outside: 1.0, ai: 0.7})) == []
    ethics = f"{ID}problem/weinig-aandacht-voor-ethiek"
    near = near_links(finder.knowledge, replace(reading, meant={ethics: 1.0, ai: 0.95}))
    assert {link.source for link in near} == {ethics}
