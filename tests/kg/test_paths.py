"""How two things hang together."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.errors import Code, KgError
from kg.namespaces import ID, KG, RDF
from kg.network import LINKS
from kg.paths import _WEAK, Step, Ways, _is_way, shortest, ways_in, ways_of
from kg.store.embedded import EmbeddedStore
from kg.things import Things, read_things

TOOLWIEL = ID + "instrument/toolwiel"
ETHICS, BLENDED = ID + "problem/geen-ethiek", ID + "theme/blended-learning"
ABOUT = "https://schema.org/about"


@pytest.fixture(scope="module")
def things(graph: EmbeddedStore) -> Things:
    return read_things(graph)


@pytest.fixture(scope="module", params=["things", "store"])
def ways(request: pytest.FixtureRequest, graph: EmbeddedStore, things: Things) -> Ways:
    return ways_of(things) if request.param == "things" else ways_in(graph)


def ways_among(*links: tuple[str, str, str]) -> Ways:
    store = EmbeddedStore()
    known = "".join(f"<{ID}{iri}> <{RDF}type> <{KG}Thing> .\n" for link in links for iri in (link[0], link[2]))
    said = "".join(f"<{ID}{a}> <{KG}{link}> <{ID}{b}> .\n" for a, link, b in links)
    store.replace((known + said).encode())
    return ways_of(read_things(store))


def test_a_path_tells_each_link_and_its_direction(ways: Ways) -> None:
    assert shortest(ways, TOOLWIEL, ETHICS) == [
        Step(TOOLWIEL, ABOUT, BLENDED, forward=True),
        Step(BLENDED, KG + "hasTheme", ETHICS, forward=False),
    ]


def test_the_way_back_is_the_same_way(things: Things, ways: Ways) -> None:
    for one, other in combinations(list(things.all)[:60], 2):
        try:
            there = shortest(ways, one, other)
        except KgError:
            continue
        assert [step.back for step in reversed(there)] == shortest(ways, other, one)


def test_a_thing_is_no_step_away_from_itself(ways: Ways) -> None:
    assert shortest(ways, TOOLWIEL, TOOLWIEL) == []


@pytest.mark.parametrize(
    "end", [ID + "strength/central", ID + "theme/nergens", ID + "scheme/theme", "https://example.org/"]
)
def test_no_path_is_not_found(ways: Ways, end: str) -> None:
    for start, last in ((TOOLWIEL, end), (end, TOOLWIEL)):
        with pytest.raises(KgError, match="No chain of links") as caught:
            shortest(ways, start, last)
        assert caught.value.code is Code.NOT_FOUND
        assert caught.value.hint


def test_a_link_that_explains_goes_before_a_link_that_only_sorts() -> None:
    ways = ways_among(
        ("instrument/a", "level", "level/team"),
        ("instrument/b", "level", "level/team"),
        ("instrument/a", "addresses", "problem/x"),
        ("instrument/c", "addresses", "problem/x"),
        ("instrument/c", "goesWith", "instrument/b"),
    )
    steps = shortest(ways, ID + "instrument/a", ID + "instrument/b")
    assert [step.link for step in steps] == [KG + "addresses", KG + "addresses", KG + "goesWith"]


def test_of_two_links_between_two_things_the_one_that_explains_is_told() -> None:
    ways = ways_among(("instrument/a", "cluster", "theme/x"), ("theme/x", "wouldAddress", "instrument/a"))
    assert shortest(ways, ID + "instrument/a", ID + "theme/x") == [
        Step(ID + "instrument/a", KG + "wouldAddress", ID + "theme/x", forward=False)
    ]


def test_the_ways_are_the_links_between_things(graph: EmbeddedStore, things: Things, ways: Ways) -> None:
    links = {(a.value, link.value, b.value) for a, link, b in graph.select(LINKS).rows if a and link and b}
    steps = {step for iri in things.all if _is_way(iri) for step in ways(iri)}
    assert {(step.start, step.link, step.end) for step in steps if step.forward} == links
    assert {(step.end, step.link, step.start) for step in steps if not step.forward} == links


def test_no_path_is_shorter(things: Things, ways: Ways) -> None:
    """Compared with networkx over the same links."""
    graph: nx.Graph[str] = nx.Graph()
    for iri in things.all:
        for step in ways(iri) if _is_way(iri) else ():
            length = 3 if step.link in _WEAK else 1
            known = graph.get_edge_data(iri, step.end, {"weight": length})["weight"]
            graph.add_edge(iri, step.end, weight=min(known, length))
    lengths = nx.single_source_dijkstra_path_length(graph, TOOLWIEL)
    assert max(lengths.values()) > 3, "or the graph is too small to go wrong in"
    for end in lengths:
        steps = shortest(ways, TOOLWIEL, end)
        assert [step.start for step in steps[1:]] == [step.end for step in steps[:-1]]
        assert sum(3 if step.link in _WEAK else 1 for step in steps) == lengths[end]


def test_the_answer_is_the_same_every_time(ways: Ways, product) -> None:
    again = ways_in(EmbeddedStore.from_files(reversed(product.graph_files)))
    for end in ("instrument/placemat", "role/docent", "target-group/ervaren-docenten"):
        assert shortest(ways, TOOLWIEL, ID + end) == shortest(again, TOOLWIEL, ID + end)
