"""One graph with all that can be asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import Settings
from kg.store.embedded import EmbeddedStore
from kg.things import read_things
from kg.workspace import Workspace


def test_a_workspace_opens_the_graph_of_its_settings(pristine: Path) -> None:
    workspace = Workspace(Settings(root=pristine))
    assert workspace.product.root == pristine
    assert [thing.slug for thing in workspace.things.kinds["instrument"]] == ["placemat", "toolwiel"]
    assert len(workspace.guide.next({}, "nl").instruments) == 2
    assert "instrument-list" in workspace.catalogue.questions


def test_each_part_is_made_once(pristine: Path) -> None:
    workspace = Workspace(Settings(root=pristine, semantic=False))
    assert workspace.store is workspace.store
    assert workspace.finder is workspace.finder


def test_without_a_root_the_shipped_graph_is_opened() -> None:
    assert len(Workspace(Settings()).product.graph_files) > 100


def test_the_finder_starts_from_the_cache_without_opening_the_graph(pristine: Path, tmp_path: Path) -> None:
    settings = Settings(root=pristine, semantic=False, cache=tmp_path)
    expected = Workspace(settings).finder.ask("te weinig tijd")
    second = Workspace(settings)
    assert second.finder.ask("te weinig tijd") == expected
    assert "store" not in vars(second)


def test_once_settled_the_graph_is_read_from_disk_and_says_the_same(pristine: Path, tmp_path: Path) -> None:
    workspace = Workspace(Settings(root=pristine, semantic=False, cache=tmp_path))
    everything = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    expected, size = workspace.store.select(everything), workspace.store.size()
    in_memory = workspace.store
    workspace.settle()
    try:
        assert workspace.store is in_memory
        assert workspace.store.select(everything) == expected
        assert workspace.store.size() == size
        # Only the copy on disk has named graphs.
        assert workspace.store.select("SELECT * { GRAPH ?folder { ?s ?p ?o } }").rows
    finally:
        workspace.endpoint.close()


def test_settled_before_anything_is_read_its_files_are_not(
    pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(root=pristine, semantic=False, cache=tmp_path)
    expected = read_things(Workspace(settings).store)
    monkeypatch.setattr(EmbeddedStore, "from_files", lambda _files: pytest.fail("the files were read"))
    workspace = Workspace(settings)
    workspace.settle()
    try:
        assert workspace.things.all == expected.all
        assert workspace.things.kinds == expected.kinds
    finally:
        workspace.endpoint.close()


def test_a_graph_on_a_server_stays_where_it_is() -> None:
    workspace = Workspace(Settings(store="http://127.0.0.1:9/query"))
    before = workspace.store
    workspace.settle()
    assert workspace.store is before
