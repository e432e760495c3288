"""Dumps: every form is the same graph as the files."""

from __future__ import annotations

import hashlib

import pyoxigraph as ox
import pytest

from kg.product import shipped_product
from kg.publish.dumps import CHECKSUMS, PATHS, triples
from kg.publish.library import Library
from kg.publish.rdf import FORMS


@pytest.fixture(scope="module")
def files() -> set[ox.Triple]:
    return set(triples(shipped_product()))


@pytest.mark.parametrize("suffix", sorted(FORMS))
def test_a_dump_is_the_same_graph(library: Library, files: set[ox.Triple], suffix: str) -> None:
    """Equal sets of triples are isomorphic graphs: there is no blank node."""
    quads = ox.parse(library.document(PATHS[suffix]).body, FORMS[suffix].format)
    assert {quad.triple for quad in quads} == files
    assert len(files) > 100_000
    assert not any(isinstance(term, ox.BlankNode) for triple in files for term in (triple.subject, triple.object))


def test_trig_tells_in_which_file_a_statement_stands(library: Library) -> None:
    toolwiel = ox.NamedNode("https://w3id.org/instrumentenwijzer/id/instrument/toolwiel")
    graphs = {
        quad.graph_name.value  # type: ignore[union-attr]
        for quad in ox.parse(library.document(PATHS["trig"]).body, ox.RdfFormat.TRIG)
        if quad.subject == toolwiel
    }
    assert graphs == {"https://w3id.org/instrumentenwijzer/graph/data/instrument/toolwiel"}


def test_the_checksums_are_those_of_the_dumps(library: Library) -> None:
    lines = library.document(CHECKSUMS).body.decode().splitlines()
    for line, path in zip(lines, PATHS.values(), strict=True):
        assert line == f"{hashlib.sha256(library.document(path).body).hexdigest()}  {path.removeprefix('dumps/')}"
