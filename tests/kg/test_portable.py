"""Words to problems without Python: what the browser gets adds up to what the index says."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from kg.entities import Directory
from kg.finder import Finder
from kg.namespaces import ID
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def finder(graph: EmbeddedStore, directory: Directory) -> Finder:
    return Finder(graph, names=directory)


@pytest.mark.parametrize(("lang", "question"), [("nl", "weinig tijd"), ("en", "little time for ethics")])
def test_the_postings_add_up_to_the_scores_of_the_index(finder: Finder, lang: str, question: str) -> None:
    told = json.loads(json.dumps(finder.portable(lang, lambda iri: iri.removeprefix(ID))))
    wording = finder._language(lang)
    scores: dict[str, float] = defaultdict(float)
    for term in {term for word in question.split() for term in told["words"].get(word, [])}:
        for place, value in zip(*told["meaning"].get(term, [[], []]), strict=True):
            scores[wording.problems.names[place]] += value
    expected = wording.problems.scores(wording.analyzer.terms(question))
    assert scores == pytest.approx(expected, abs=0.01)
    assert scores


def test_a_problem_brings_its_help_and_a_gap_what_is_known(finder: Finder) -> None:
    told = finder.portable("nl", lambda iri: iri.removeprefix(ID))
    problems = {problem["name"]: problem for problem in told["problems"]}
    names = [told["instruments"][number]["name"] for number, _reason in problems["docenten hebben weinig tijd"]["help"]]
    assert names == ["Toolwiel", "Placemat"]
    gap = problems["ethiek krijgt weinig aandacht"]
    assert gap["gap"]
    assert [told["instruments"][number]["name"] for number in gap["nearest"]] == ["Placemat"]
    assert told["instruments"][0]["page"].startswith("instrument/")
