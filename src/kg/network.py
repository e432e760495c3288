"""The links between things as files for network tools (networkx writes them)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from kg.entities import Directory
from kg.namespaces import ID, shorten
from kg.store import Row, Store

if TYPE_CHECKING:
    import networkx as nx

# Links between things. What a claim, passage or scheme holds together would join everything to everything.
LINKS = f"""
SELECT ?from ?link ?to WHERE {{
  ?from ?link ?to .
  FILTER(STRSTARTS(STR(?from), "{ID}") && STRSTARTS(STR(?to), "{ID}"))
  FILTER(!CONTAINS(STR(?from), "#") && !CONTAINS(STR(?to), "#"))
  FILTER(!STRSTARTS(STR(?from), "{ID}passage/") && !STRSTARTS(STR(?to), "{ID}passage/"))
  FILTER(!STRSTARTS(STR(?to), "{ID}scheme/") && !STRSTARTS(STR(?from), "{ID}scheme/"))
}}"""


def _values(row: Row) -> tuple[str, ...]:
    return tuple(term.value for term in row if term)


def _named(store: Store, directory: Directory) -> nx.MultiDiGraph[str]:
    """All links between things, each with its direction, and names that people can read."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for start, link, end in sorted(store.select(LINKS).rows, key=_values):
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
