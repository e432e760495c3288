"""The smallest set of instruments for several problems: compared with trying every set, on random graphs."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from kg import cli, planner
from kg.errors import Code, KgError
from kg.namespaces import ID, PROLOGUE
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore

TIME, ETHICS = ID + "problem/weinig-tijd", ID + "problem/geen-ethiek"


def test_the_best_help_is_chosen_and_the_gap_told(graph: EmbeddedStore) -> None:
    made = planner.plan(graph, [TIME, ETHICS, TIME], "nl")
    assert [(step.name, step.row, step.covers) for step in made.steps] == [
        ("Toolwiel", 1, ("docenten hebben weinig tijd",))
    ]
    assert made.steps[0].action == "Kies een tool die past"
    assert [(left.iri, left.told) for left in made.uncovered] == [(ETHICS, "Geen bron noemt een instrument.")]
    assert made.exact


@pytest.mark.parametrize("number", [0, 41])
def test_no_problems_or_too_many_are_refused(graph: EmbeddedStore, number: int) -> None:
    with pytest.raises(KgError) as caught:
        planner.plan(graph, [f"{ID}problem/p{n}" for n in range(number)], "nl")
    assert caught.value.code is Code.USAGE


@pytest.mark.parametrize("seed", range(30))
def test_no_smaller_set_covers_and_none_of_its_size_helps_more(seed: int) -> None:
    chance = random.Random(seed)
    problems = [f"p{n}" for n in range(chance.randint(1, 6))]
    worth = {
        f"i{n}": {problem: chance.choice([99, 60, 39]) for problem in problems if chance.random() < 0.4}
        for n in range(8)
    }
    worth = {instrument: helps for instrument, helps in worth.items() if helps}
    coverable = [problem for problem in problems if any(problem in helps for helps in worth.values())]
    rows = {f"i{n}": n + 1 for n in range(8)}
    chosen = planner._smallest(coverable, worth, rows)
    for size in range(len(worth) + 1):
        covers = [
            names
            for names in itertools.combinations(sorted(worth), size)
            if set(coverable) <= {problem for name in names for problem in worth[name]}
        ]
        if covers:
            assert len(chosen) == size
            assert set(coverable) <= {problem for name in chosen for problem in worth[name]}
            total = {names: sum(sum(worth[name].values()) for name in names) for names in covers}
            assert total[tuple(sorted(chosen))] == max(total.values())
            break
    greedy = planner._greedy(coverable, worth, rows)
    assert set(coverable) <= {problem for name in greedy for problem in worth[name]}


def test_what_others_build_on_comes_first() -> None:
    store = EmbeddedStore.from_files(shipped_product().graph_files)
    rows = {row: iri for iri, row in planner._rows(store).items()}
    report, toolkit = rows[36], rows[2]
    order = planner._sequence(store, [toolkit, report], planner._phases(store), planner._rows(store))
    assert order == [(report, []), (toolkit, [report])]


def test_twelve_problems_are_planned_at_once_and_more_in_a_good_way() -> None:
    store = EmbeddedStore.from_files(shipped_product().graph_files)
    answered = sorted(
        {row[0].value for row in store.select(PROLOGUE + planner._HELP).rows},
    )
    twelve, thirty = planner.plan(store, answered[:12], "nl"), planner.plan(store, answered[:30], "en")
    assert twelve.exact
    assert not thirty.exact
    for made, problems in ((twelve, 12), (thirty, 30)):
        assert not made.uncovered
        assert len({name for step in made.steps for name in step.covers}) == problems
        assert len(made.steps) < problems


def test_made_for_another_sector_counts_less() -> None:
    store = EmbeddedStore.from_files(shipped_product().graph_files)
    problem = ID + "problem/beperkte-digitale-vaardigheden"
    mbo = planner.plan(store, [problem], "nl", sector=ID + "sector/mbo").steps
    wo = planner.plan(store, [problem], "nl", sector=ID + "sector/wo").steps
    assert mbo[0].iri != wo[0].iri


def test_the_command_plans(graph, root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KG_ROOT", str(root))
    with pytest.raises(SystemExit):
        cli.main(["plan", "weinig-tijd", "geen-ethiek"])
    out = capsys.readouterr().out
    assert "Toolwiel" in out
    assert "Niet gedekt: ethiek krijgt weinig aandacht." in out
    with pytest.raises(SystemExit):
        cli.main(["plan", "weinig-tijd", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["exact"] is True
