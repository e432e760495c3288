"""How two things hang together."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.namespaces import ID, KG
from kg.network import _LINKS, Step, gexf, graphml, links_graph, path
from kg.store.embedded import EmbeddedStore

TOOLWIEL, TIME = ID + "instrument/toolwiel", ID + "problem/weinig-tijd"
ETHICS, BLENDED = ID + "problem/geen-ethiek", ID + "theme/blended-learning"
ABOUT = "https://schema.org/about"


def store_of(*links: tuple[str, str, str]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.replace("".join(f"<{ID}{a}> <{KG}{link}> <{ID}{b}> .\n" for a, link, b in links).encode())
    return store


def test_a_path_tells_each_link_and_its_direction(graph: EmbeddedStore) -> None:
    assert path(graph, TOOLWIEL, ETHICS) == [
        Step(TOOLWIEL, ABOUT, BLENDED, forward=True),
        Step(BLENDED, KG + "hasTheme", ETHICS, forward=False),
    ]


def test_the_way_back_is_the_same_way(graph: EmbeddedStore) -> None:
    there, back = path(graph, TOOLWIEL, ETHICS), path(graph, ETHICS, TOOLWIEL)
    assert [(step.end, step.link, step.start, not step.forward) for step in reversed(there)] == [
        (step.start, step.link, step.end, step.forward) for step in back
    ]


def test_a_thing_is_no_step_away_from_itself(graph: EmbeddedStore) -> None:
    assert path(graph, TOOLWIEL, TOOLWIEL) == []


@pytest.mark.parametrize("end", [ID + "strength/central", ID + "theme/nergens", "https://example.org/"])
def test_no_path_is_not_found(graph: EmbeddedStore, end: str) -> None:
    with pytest.raises(KgError, match="No chain of links") as caught:
        path(graph, TOOLWIEL, end)
    assert caught.value.code is Code.NOT_FOUND
    assert caught.value.hint


def test_a_link_that_explains_goes_before_a_link_that_only_sorts() -> None:
    store = store_of(
        ("instrument/a", "level", "level/team"),
        ("instrument/b", "level", "level/team"),
        ("instrument/a", "addresses", "problem/x"),
        ("instrument/c", "addresses", "problem/x"),
        ("instrument/c", "goesWith", "instrument/b"),
    )
    steps = path(store, ID + "instrument/a", ID + "instrument/b")
    assert [step.link for step in steps] == [KG + "addresses", KG + "addresses", KG + "goesWith"]


def test_of_two_links_between_two_things_the_one_that_explains_is_told() -> None:
    store = store_of(("instrument/a", "cluster", "theme/x"), ("theme/x", "wouldAddress", "instrument/a"))
    assert path(store, ID + "instrument/a", ID + "theme/x") == [
        Step(ID + "instrument/a", KG + "wouldAddress", ID + "theme/x", forward=False)
    ]


def test_statements_passages_and_schemes_are_no_way_through(graph: EmbeddedStore) -> None:
    nodes = set(links_graph(graph))
    assert TOOLWIEL in nodes
    assert not any("#" in node or "/passage/" in node or "/scheme/" in node for node in nodes)
    assert all(node.startswith(ID) for node in nodes)


def test_the_answer_is_the_same_every_time(graph: EmbeddedStore, product) -> None:
    again = EmbeddedStore.from_files(reversed(product.graph_files))
    ends = [ID + "instrument/placemat", ID + "role/docent", ID + "target-group/ervaren-docenten"]
    for end in ends:
        assert path(graph, TOOLWIEL, end) == path(again, TOOLWIEL, end)


# For network tools


def edges_of(graph: EmbeddedStore) -> set[tuple[str, str, str]]:
    """Every link between things, straight from the store."""
    rows = graph.select(_LINKS).rows
    return {(a.value, link.value, b.value) for a, link, b in rows if a and link and b}


def test_graphml_holds_every_link_with_names_and_direction(graph: EmbeddedStore, directory: Directory) -> None:
    read = nx.read_graphml(io.BytesIO(graphml(graph, directory)), force_multigraph=True)
    assert {(a, key, b) for a, b, key in read.edges(keys=True)} == edges_of(graph)
    assert read.is_directed()
    assert read.nodes[TOOLWIEL] == {
        "label": directory.label(TOOLWIEL, "nl"),
        "label_en": directory.label(TOOLWIEL, "en"),
        "kind": "instrument",
    }


def test_gexf_holds_every_link_too(graph: EmbeddedStore, directory: Directory) -> None:
    read = nx.read_gexf(io.BytesIO(gexf(graph, directory)))
    assert {(a, b) for a, b in read.edges()} == {(a, b) for a, _link, b in edges_of(graph)}
    assert read.nodes[TOOLWIEL]["label"] == directory.label(TOOLWIEL, "nl")


def test_the_same_graph_gives_the_same_file(graph: EmbeddedStore, directory: Directory) -> None:
    assert graphml(graph, directory) == graphml(graph, directory)
    assert gexf(graph, directory) == gexf(graph, directory)
    assert b"lastmodifieddate" not in gexf(graph, directory), "the day of making is no part of the graph"
