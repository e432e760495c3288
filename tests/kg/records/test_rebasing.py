"""A new edition of a source: what moved is moved with all that points at it, what is lost is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from conftest import shared
from small_graph import END, PASSAGE_TEXT, SECTION_2, SOURCE_TEXT, START

from kg import evidence, passages
from kg.errors import KgError
from kg.facts import Fact, iri
from kg.namespaces import ID, KG, PROV
from kg.product import Product, shipped_product
from kg.records.draft import check
from kg.records.graph import Graph
from kg.records.rebasing import Rebasing, rebase
from kg.store.embedded import EmbeddedStore

OLD = f"{ID}passage/001-{START}-{END}"


@pytest.fixture
def graph(root: Path) -> Graph:
    return Graph(Product(root))


def rebased(graph: Graph, new: str) -> Rebasing:
    (source,) = passages.sources(graph.facts)
    return rebase(graph, source, SOURCE_TEXT, new)


def test_the_same_text_changes_nothing(graph: Graph) -> None:
    found = rebased(graph, SOURCE_TEXT)
    assert (found.moved, found.kept, found.lost) == (0, 1, [])
    assert not found.draft.difference


def test_passages_sections_and_claims_move_together(graph: Graph, root: Path, sources: Path) -> None:
    new = "Voorwoord.\n" + SOURCE_TEXT
    found = rebased(graph, new)
    assert (found.moved, found.kept, found.lost) == (1, 0, [])
    shift = len("Voorwoord.\n")
    fresh = f"{ID}passage/001-{START + shift}-{END + shift}"
    pointing = {fact.subject for fact in graph.facts if fact.object == iri(OLD)}
    assert {f.subject for f in found.draft.added if f.object == iri(fresh)} == pointing
    assert check(found.draft) == []
    found.draft.write()
    (sources / "001.txt").write_bytes(new.encode())
    assert list(evidence.verify(EmbeddedStore.from_files(Product(root).graph_files), sources)) == []


def test_what_cannot_be_found_is_told_and_stays(graph: Graph) -> None:
    found = rebased(graph, SOURCE_TEXT.replace(PASSAGE_TEXT, "iets heel anders").replace("2 Slot", "2 Einde"))
    assert OLD in found.lost
    assert f"{ID}source/impactanalyse-voor-npuls#2" in found.lost
    assert not any(fact.subject == OLD for fact in found.draft.added | found.draft.removed)
    assert SECTION_2 > END


def test_a_passage_outside_of_every_section_is_lost_and_counts_once(graph: Graph) -> None:
    # All headings are others, and the passage stands behind the end that the last section had.
    new = "Een heel lang voorwoord. " * 20 + "\n" + SOURCE_TEXT
    for heading in ("1 Inleiding", "1.1 Aanleiding", "2 Slot", "Tot zover."):
        new = new.replace(heading, "Anders.")
    found = rebased(graph, new)
    assert OLD in found.lost
    assert (found.moved, found.kept) == (0, 0)


def test_a_text_that_is_not_the_old_edition_is_refused(graph: Graph) -> None:
    (source,) = passages.sources(graph.facts)
    with pytest.raises(KgError, match="is not the edition"):
        rebase(graph, source, "iets anders", SOURCE_TEXT)


def test_a_new_edition_of_a_real_source_agrees_with_its_text() -> None:
    """Lines go, come and are broken elsewhere; what moved verifies, and what was lost is what was in the way."""
    graph = Graph(shipped_product())
    source = passages.source_named(passages.sources(graph.facts), "004")
    old = passages.source_text(source, shared("sources"))
    lines = old.splitlines(keepends=True)
    lines[40:42] = []
    lines.insert(10, "Een regel die er niet stond.\n")
    new = "".join(lines)
    found = rebase(graph, source, old, new)
    assert found.moved > 100
    assert len(found.lost) < 20
    after = (graph.facts - found.draft.removed) | found.draft.added
    digests = {f.subject: f.object.value for f in after if f.predicate == KG + "sha256" and f.subject not in found.lost}
    for address, digest in digests.items():
        kind, _, span = address.rpartition("/")
        if kind.endswith("/passage") and span.startswith("004-"):
            start, end = map(int, span.split("-")[1:])
            assert hashlib.sha256(new[start:end].encode()).hexdigest() == digest
    places = {f.subject for f in after if f.subject.startswith(f"{ID}passage/")}
    assert {f.object.value for f in after if f.predicate == PROV + "wasDerivedFrom"} <= places
    assert Fact(source.iri, KG + "length", graph.values(source.iri, KG + "length")[0]) not in found.draft.added
