"""The guided path on the shipped graph: every way of answering ends soon, with few instruments."""

from __future__ import annotations

import json

import pytest

from kg import cli
from kg.entities import Directory
from kg.errors import Code, KgError
from kg.guide import MOST_INSTRUMENTS, MOST_STEPS, Guide, read_address
from kg.product import shipped_product
from kg.settings import LANGUAGES
from kg.store import full_rows
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.from_files(shipped_product().graph_files)


@pytest.fixture(scope="module")
def guide(store: EmbeddedStore) -> Guide:
    return Guide(store, Directory(store))


@pytest.mark.parametrize(
    ("start", "question"), [("problem", "Met welk probleem worstelt u?"), ("goal", "Wat wilt u bereiken?")]
)
def test_there_are_two_ways_in(guide: Guide, start: str, question: str) -> None:
    first = guide.next({}, "nl", start=start)
    assert (first.text, first.given, len(first.instruments)) == (question, {}, 47)
    assert guide.next({}, "en", start=start).text != question


@pytest.mark.parametrize("start", ["problem", "goal"])
def test_every_path_ends_within_five_steps_with_at_most_five_instruments(guide: Guide, start: str) -> None:
    """All paths, up to the order of answers."""
    ends, gaps = 0, 0
    seen: set[frozenset[tuple[str, str]]] = set()
    open_paths: list[dict[str, str]] = [{}]
    while open_paths:
        given = open_paths.pop()
        question = guide.next(given, "nl", start=start)
        assert len(question.instruments) <= MOST_INSTRUMENTS or question.facet
        if not question.facet:
            assert question.instruments or question.told
            assert len(given) <= MOST_STEPS
            ends += 1
            gaps += bool(question.told)
            continue
        assert question.facet not in given
        assert len(question.options) > 1 or question.facet == "problem"
        for option in question.options:
            assert option.instruments <= len(question.instruments)
            assert option.instruments or question.facet == "problem"
            path = {**given, question.facet: option.value}
            if frozenset(path.items()) not in seen:
                seen.add(frozenset(path.items()))
                open_paths.append(path)
    assert ends > 50
    assert (gaps > 0) == (start == "problem")


def test_a_problem_is_asked_for_within_its_area_and_a_gap_is_told(guide: Guide) -> None:
    question = guide.next({"area": "cultuur"}, "nl")
    options = {option.value.rsplit("/", 1)[-1]: option for option in question.options}
    assert "geen-leercultuur" in options
    assert "beperkte-digitale-vaardigheden" not in options
    gaps = [
        option
        for area in guide.next({}, "nl").options
        for option in guide.next({"area": area.value}, "nl").options
        if not option.instruments
    ]
    gap = gaps[0]
    assert gap.address.startswith("area=")
    given, start = read_address(gap.address)
    end = guide.next(given, "nl", start=start)
    assert end.told
    assert (end.facet, end.options) == ("", [])
    assert len(end.instruments) <= MOST_INSTRUMENTS


def test_every_step_has_an_address_that_leads_back_to_it(guide: Guide) -> None:
    question, start = guide.next({}, "nl", start="goal"), "goal"
    while question.facet:
        option = question.options[0]
        given, start = read_address(option.address)
        question = guide.next(given, "nl", start=start)
        assert question.address == option.address
    assert [step.facet for step in question.trail] == list(question.given)
    first, second = question.trail[:2]
    assert (first.text, first.without) == ("Wat wilt u bereiken?", "start=goal")
    again = guide.next(*read_address(second.without)[:1], "nl", start="goal")
    assert again.given == {"goal": first.value}


def test_an_address_is_read_forgivingly_but_never_guessed() -> None:
    assert read_address("") == ({}, "problem")
    assert read_address("?start=goal&goal=activeren&sector=") == ({"goal": "activeren"}, "goal")
    with pytest.raises(KgError, match="twice"):
        read_address("goal=activeren&goal=informeren")


def test_answers_that_no_instrument_fits_together_say_so(guide: Guide) -> None:
    end = guide.next({"form": "podcast", "sector": "mbo", "theme": "peerfeedback"}, "nl")
    assert (end.facet, end.instruments) == ("", [])
    assert "Neem een antwoord terug" in end.told


def test_an_answer_can_be_taken_back(guide: Guide) -> None:
    both = guide.next({"goal": "activeren", "sector": "mbo"}, "nl", start="goal")
    one = guide.next({"sector": "mbo"}, "nl", start="goal")
    assert {iri for iri, _name in both.instruments} <= {iri for iri, _name in one.instruments}


def test_the_best_help_with_the_problem_stands_first(guide: Guide) -> None:
    answers = {"area": "bekwaamheid", "problem": "beperkte-digitale-vaardigheden", "sector": "mbo"}
    assert guide.next(answers, "nl").instruments[0][1] == "Toolwiel"


@pytest.mark.parametrize(
    ("given", "code"),
    [({"kleur": "rood"}, Code.USAGE), ({"sector": "po"}, Code.NOT_FOUND), ({"sector": "theme/ethiek"}, Code.USAGE)],
)
def test_unknown_answers_are_refused(guide: Guide, given: dict[str, str], code: Code) -> None:
    with pytest.raises(KgError) as caught:
        guide.next(given, "nl")
    assert caught.value.code is code


def test_the_command_guides(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["guide", "--start", "goal", "--format", "json"])
    first = json.loads(capsys.readouterr().out)
    assert first["facet"] == "goal"
    with pytest.raises(SystemExit):
        cli.main(["guide", "goal=activeren", "--lang", "en"])
    assert "=" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        cli.main(["guide", "activeren"])
    assert ended.value.code == 2


def test_an_unknown_start_is_refused(guide: Guide) -> None:
    with pytest.raises(KgError, match="No path starts"):
        guide.next({}, "nl", start="wens")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_are_the_ways_of_saying_that_the_graph_names(
    store: EmbeddedStore, guide: Guide, lang: str
) -> None:
    rows = full_rows(store, "SELECT ?saying WHERE { ?problem kg:startExample ?saying }")
    named = {saying.value for (saying,) in rows if saying.lang == lang}
    assert len(named) >= 6
    assert set(guide.examples(lang, number=20)) == named
