"""How two things hang together: the graph of links as a networkx graph, and the shortest way through it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.namespaces import ID, KG, shorten
from kg.store import Row, Store

if TYPE_CHECKING:
    import networkx as nx

# Links between things. What a claim, passage or scheme holds together would join everything to everything.
_LINKS = f"""
SELECT ?from ?link ?to WHERE {{
  ?from ?link ?to .
  FILTER(STRSTARTS(STR(?from), "{ID}") && STRSTARTS(STR(?to), "{ID}"))
  FILTER(!CONTAINS(STR(?from), "#") && !CONTAINS(STR(?to), "#"))
  FILTER(!STRSTARTS(STR(?from), "{ID}passage/") && !STRSTARTS(STR(?to), "{ID}passage/"))
  FILTER(!STRSTARTS(STR(?to), "{ID}scheme/") && !STRSTARTS(STR(?from), "{ID}scheme/"))
}}"""
# Properties that say where a thing stands, not what it has to do with another: they make poor explanations.
_WEAK = {KG + name for name in ("level", "askedBy", "experiencedBy", "goal", "cluster", "phase", "instrumentType")} | {
    "https://schema.org/" + name for name in ("educationalLevel", "audience", "learningResourceType")
}


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path.

    :param forward: whether the link points from ``start`` to ``end``, or the other way round.
    """

    start: str
    link: str
    end: str
    forward: bool


@dataclass(frozen=True, slots=True)
class NamedStep:
    """One link of a path, in words.

    :param direction: ``forward`` if the link points from the first to the second, else ``backward``.
    """

    start: str
    link: str
    end: str
    direction: str
    start_iri: str
    link_iri: str
    end_iri: str


def named(steps: list[Step], names: Directory, lang: str) -> list[NamedStep]:
    """The steps of a path with the names of things and links."""
    return [
        NamedStep(
            names.label(step.start, lang),
            names.label(step.link, lang),
            names.label(step.end, lang),
            "forward" if step.forward else "backward",
            step.start,
            step.link,
            step.end,
        )
        for step in steps
    ]


def links_graph(store: Store) -> nx.Graph[str]:
    """All links between things as an undirected graph; an edge keeps its property and direction.

    Weights: 1 for a link that explains something, 3 for one that only sorts (sector, level, audience).
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for start, link, end in sorted(store.select(_LINKS).rows, key=str):
        if start and link and end:
            weight = 3 if link.value in _WEAK else 1
            known = graph.get_edge_data(start.value, end.value)
            if known is None or weight < known["weight"]:
                graph.add_edge(start.value, end.value, link=link.value, source=start.value, weight=weight)
    return graph


def _values(row: Row) -> tuple[str, ...]:
    return tuple(term.value for term in row if term)


def _named(store: Store, directory: Directory) -> nx.MultiDiGraph[str]:
    """All links between things, each with its direction, and names that people can read."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for start, link, end in sorted(store.select(_LINKS).rows, key=_values):
        if not (start and link and end):
            continue
        for node in (start.value, end.value):
            if node not in graph:
                kind = node.removeprefix(ID).partition("/")[0]
                graph.add_node(node, label=directory.label(node, "nl"), label_en=directory.label(node, "en"), kind=kind)
        # The key makes a link the same in every export.
        graph.add_edge(
            start.value, end.value, key=link.value, link=shorten(link.value), label=directory.label(link.value, "nl")
        )
    return graph


def graphml(store: Store, directory: Directory) -> bytes:
    """The links between things as GraphML (http://graphml.graphdrawing.org/), for yEd, Cytoscape, igraph and R."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_graphml(_named(store, directory), stream, named_key_ids=True)
    return stream.getvalue()


def gexf(store: Store, directory: Directory) -> bytes:
    """The links between things as GEXF 1.2 (https://gexf.net/), for Gephi."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_gexf(_named(store, directory), stream, version="1.2draft")
    # networkx writes the day of writing; the same graph is to give the same file.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", stream.getvalue(), count=1)


class Links:
    """All links between things, read once, to find paths in."""

    def __init__(self, store: Store) -> None:
        self._graph = links_graph(store)

    def path(self, start: str, end: str) -> list[Step]:
        """The shortest explanation of how two things hang together.

        :param start: address of a thing.
        :param end: address of another thing.
        :returns: the steps from start to end; empty if both are the same.
        :raises KgError: ``not-found`` if nothing links them.
        """
        import networkx as nx

        try:
            nodes = nx.dijkstra_path(self._graph, start, end)
        except (nx.NetworkXNoPath, nx.NodeNotFound) as error:
            raise KgError(
                Code.NOT_FOUND, "No chain of links joins these two things.", hint="`kg show` lists the links of each."
            ) from error
        steps = []
        for one, other in pairwise(nodes):
            edge = self._graph.edges[one, other]
            steps.append(Step(one, edge["link"], other, edge["source"] == one))
        return steps


def path(store: Store, start: str, end: str) -> list[Step]:
    """The shortest explanation of how two things hang together, in a graph that is read for this alone.

    :raises KgError: ``not-found`` if nothing links them.
    """
    return Links(store).path(start, end)
