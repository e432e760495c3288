"""One graph with all that can be asked of it."""

from __future__ import annotations

from pathlib import Path

from kg.settings import Settings
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
