"""The smallest set of instruments for several problems: compared with trying every set, on random graphs."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from kg import cli, planner
from kg.entities import Directory
from kg.errors import Code, KgError
from kg.namespaces import ID
from kg.planner import Planner, _sequence
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def shipped() -> Planner:
    store = EmbeddedStore.from_files(shipped_product().graph_files)
    return Planner(store, Directory(store))


TIME, ETHICS = ID + "problem/weinig-tijd", ID + "problem/geen-ethiek"


def test_the_best_help_is_chosen_and_the_gap_told(graph: EmbeddedStore) -> None:
    made = Planner(graph, Directory(graph)).plan([TIME, ETHICS, TIME], "nl")
    assert [(step.name, step.row, step.covers) for step in made.steps] == [
        ("Toolwiel", 1, ("docenten hebben weinig tijd",))
    ]
    assert made.steps[0].action == "Kies een tool die past"
    assert [(left.iri, left.told) for left in made.uncovered] == [(ETHICS, "Geen bron noemt een instrument.")]
    assert made.exact


@pytest.mark.parametrize("number", [0, 41])
def test_no_problems_or_too_many_are_refused(graph: EmbeddedStore, number: int) -> None:
    with pytest.raises(KgError) as caught:
        Planner(graph, Directory(graph)).plan([f"{ID}problem/p{n}" for n in range(number)], "nl")
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


def test_what_others_build_on_comes_first(shipped: Planner) -> None:
    rows = {row: iri for iri, row in shipped._rows.items()}
    report, toolkit = rows[36], rows[2]
    order = _sequence(shipped._before, [toolkit, report], {toolkit: (1, 1, 1), report: (2, 2, 2)})
    assert order == [(report, []), (toolkit, [report])]


def test_a_link_that_closes_a_circle_says_nothing_about_order() -> None:
    before = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "b"), ("a", "stranger")]
    places = {"c": (1, 1, 1), "d": (1, 1, 2), "a": (2, 1, 3), "b": (2, 1, 4)}
    assert _sequence(before, ["d", "c", "b", "a"], places) == [("d", []), ("a", []), ("b", ["a"]), ("c", ["b"])]


def test_twelve_problems_are_planned_at_once_and_more_in_a_good_way(shipped: Planner) -> None:
    answered = sorted(shipped._help)
    twelve, thirty = shipped.plan(answered[:12], "nl"), shipped.plan(answered[:30], "en")
    assert twelve.exact
    assert not thirty.exact
    for made, problems in ((twelve, 12), (thirty, 30)):
        assert not made.uncovered
        assert len({name for step in made.steps for name in step.covers}) == problems
        assert len(made.steps) < problems


def test_made_for_another_sector_counts_less(shipped: Planner) -> None:
    problem = ID + "problem/beperkte-digitale-vaardigheden"
    mbo = shipped.plan([problem], "nl", sector=ID + "sector/mbo").steps
    wo = shipped.plan([problem], "nl", sector=ID + "sector/wo").steps
    assert mbo[0].iri != wo[0].iri


def test_made_for_another_role_counts_less(shipped: Planner) -> None:
    wanted = [f"{ID}problem/{slug}" for slug in ("peerfeedback-goed-inzetten", "geen-formele-prikkel")]
    worth = {
        role: shipped._worth(wanted, "", f"{ID}role/{role}" if role else "") for role in ("", "docent", "bestuurder")
    }
    for role in ("docent", "bestuurder"):
        lost = [helps[problem] - worth[role][iri][problem] for iri, helps in worth[""].items() for problem in helps]
        assert set(lost) == {0, 15}
    assert worth["docent"] != worth["bestuurder"]


def test_the_order_follows_phases_and_then_ingredients(shipped: Planner) -> None:
    wanted = ["geen-waardering-voor-inspanning", "geen-heldere-visie", "geen-zicht-op-digitale-vaardigheden",
              "peerfeedback-goed-inzetten", "omgaan-met-ai-in-onderwijs", "geen-leercultuur"]  # fmt: skip
    made = shipped.plan([f"{ID}problem/{slug}" for slug in wanted], "nl")
    phases, rows = shipped._phases, shipped._rows
    assert any(step.ingredient for step in made.steps)
    assert len({phases[step.iri][0] for step in made.steps}) > 1
    names = [step.name for step in made.steps]
    for number, step in enumerate(made.steps):
        assert all(names.index(before) < number for before in step.after)
        if number and not step.after:
            earlier = made.steps[number - 1]
            if not earlier.after:
                assert phases.get(earlier.iri, (99, ""))[0] <= phases.get(step.iri, (99, ""))[0]
    assert rows.keys() >= {step.iri for step in made.steps}


def test_the_first_ingredient_of_a_problem_is_that_of_its_links(shipped: Planner) -> None:
    ingredients = shipped._ingredients
    assert ingredients[ID + "problem/geen-heldere-visie"] == (1, ID + "ingredient/gedragen-visie")
    assert ingredients[ID + "problem/geen-leercultuur"] == (3, ID + "ingredient/open-leercultuur")


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
