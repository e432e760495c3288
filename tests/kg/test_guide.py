"""The guided path on the shipped graph: every way of answering ends soon, with few instruments."""

from __future__ import annotations

import json

import pytest

from kg import cli
from kg.errors import Code, KgError
from kg.guide import MOST_INSTRUMENTS, MOST_STEPS, Guide
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(EmbeddedStore.from_files(shipped_product().graph_files))


@pytest.mark.parametrize(
    ("start", "question"), [("area", "Met welk probleem worstelt u?"), ("goal", "Wat wilt u bereiken?")]
)
def test_there_are_two_ways_in(guide: Guide, start: str, question: str) -> None:
    first = guide.next({}, "nl", start=start)
    assert (first.text, first.given, len(first.instruments)) == (question, {}, 47)
    assert guide.next({}, "en", start=start).text != question


@pytest.mark.parametrize("start", ["area", "goal"])
def test_every_path_ends_within_five_steps_with_one_to_five_instruments(guide: Guide, start: str) -> None:
    ends = 0
    open_paths: list[dict[str, str]] = [{}]
    while open_paths:
        given = open_paths.pop()
        question = guide.next(given, "nl", start=start)
        if not question.facet:
            assert 1 <= len(question.instruments) <= MOST_INSTRUMENTS
            assert len(given) <= MOST_STEPS
            ends += 1
            continue
        assert question.facet not in given
        assert len(question.options) > 1 or question.facet == "problem"
        # Of wide questions three answers stand for all: the widest, the narrowest, and one between.
        chosen = {0, len(question.options) // 2, len(question.options) - 1}
        for number in chosen:
            option = question.options[number]
            assert 0 < option.instruments <= len(question.instruments)
            open_paths.append({**given, question.facet: option.value})
    assert ends > 5


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
