"""Apostrophes and quotation marks: printed as in books, compared as typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import KgError
from kg.product import shipped_product
from kg.reconciliation import Reconciler
from kg.settings import Settings
from kg.typography import straight, typographic
from kg.workspace import Workspace


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("collega's", "collega’s"),
        ("zo'n A4'tje", "zo’n A4’tje"),
        ("'s avonds en 's ochtends", "’s avonds en ’s ochtends"),
        ("teachers' and leaders' work", "teachers’ and leaders’ work"),
        ("I don't", "I don’t"),
        ("praktisch 'hoe' in plaats van 'wat'", "praktisch “hoe” in plaats van “wat”"),
        ("the monitor 'Learn with ICT'.", "the monitor “Learn with ICT”."),
        ("thema’s", "thema’s"),
        ("", ""),
    ],
)
def test_a_text_is_printed_as_in_books(typed: str, printed: str) -> None:
    assert typographic(typed) == printed
    assert typographic(printed) == printed


@pytest.mark.parametrize("apostrophe", "'’‘ʼ′´")
def test_all_apostrophes_are_alike(apostrophe: str) -> None:
    assert straight(f"thema{apostrophe}s") == "thema's"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(Settings(root=shipped_product().root, semantic=False, cache=None))


WAYS: dict[str, Callable[[Workspace, str], object]] = {
    "kg find": lambda workspace, text: [hit.iri for hit in workspace.directory.find(text, "nl")],
    "search": lambda workspace, text: [hit.iri for hit in workspace.search.find(text, "nl").hits],
    "finder": lambda workspace, text: [one.iri for one in workspace.finder.ask(text, "nl").instruments],
    "reconciliation": lambda workspace, text: Reconciler(workspace.things).reconcile({"q": {"query": text}}, "nl"),
    "import": lambda workspace, text: workspace.directory.named(text, "programme-theme"),
}


def nearest(workspace: Workspace, text: str) -> tuple[str, ...]:
    """What `kg show` offers for a name that is no address."""
    with pytest.raises(KgError) as caught:
        workspace.directory.resolve(text)
    return caught.value.near


WAYS["kg show"] = nearest


@pytest.mark.parametrize("way", WAYS)
def test_a_name_is_found_however_its_apostrophe_is_typed(workspace: Workspace, way: str) -> None:
    found = [WAYS[way](workspace, f"thema{apostrophe}s van Npuls") for apostrophe in "'’"]
    assert found[0] == found[1]


@pytest.mark.parametrize("apostrophe", "'’")
def test_a_name_with_an_apostrophe_is_found(workspace: Workspace, apostrophe: str) -> None:
    found = [hit.iri.rpartition("/id/")[2] for hit in workspace.directory.find(f"Thema{apostrophe}s", "nl")]
    assert found[:2] == ["programme-comparison/themas", "scheme/theme"]
    assert "disagreement/dp-seven-or-eight-themes" in found
