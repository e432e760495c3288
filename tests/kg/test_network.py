"""The links between things as files for network tools."""

from __future__ import annotations

import io

import networkx as nx

from kg.entities import Directory
from kg.namespaces import ID
from kg.network import LINKS, gexf, graphml
from kg.store.embedded import EmbeddedStore

TOOLWIEL = ID + "instrument/toolwiel"


def edges_of(graph: EmbeddedStore) -> set[tuple[str, str, str]]:
    """Every link between things, straight from the store."""
    rows = graph.select(LINKS).rows
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
