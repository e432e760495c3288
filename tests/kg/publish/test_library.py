"""The one list of everything that can be taken over."""

from __future__ import annotations

import pytest

from kg.errors import Code, KgError
from kg.history import Change
from kg.namespaces import ID
from kg.product import Product
from kg.publish.document import document
from kg.publish.dumps import Dumps
from kg.publish.library import Library
from kg.publish.site import Site
from kg.store.embedded import EmbeddedStore
from kg.things import read_things

CHANGES = [
    Change("2026-01-01", ID + "instrument/toolwiel", "added", "1.0.0"),
    Change("2026-01-01", ID + "instrument/weg", "added", "1.0.0"),
    Change("2026-03-01", ID + "instrument/weg", "removed", "1.1.0"),
    Change("2026-02-01", ID + "instrument/toolwiel", "changed", "1.1.0"),
]


@pytest.fixture
def small(product: Product, graph: EmbeddedStore, site: Site) -> Library:
    """The documents of the small graph, with a history."""
    return Library(Dumps(product), read_things(graph), site, CHANGES)


def test_each_document_says_its_own_address_and_is_not_empty(small: Library) -> None:
    for target in small.targets:
        for path in small.paths(target):
            made = small.document(path)
            assert made.path == path
            assert made.body, path


def test_a_document_is_made_once(product: Product, graph: EmbeddedStore, site: Site) -> None:
    made = []

    def make() -> object:
        made.append(1)
        return document("x", "text/plain", "x")

    others = {"x": {"x": make}}
    library = Library(Dumps(product), read_things(graph), site, [], others)  # type: ignore[arg-type]  # counts its calls
    assert library.document("x") is library.document("x")
    assert made == [1]


def test_unknown_addresses_and_targets_are_named(small: Library) -> None:
    with pytest.raises(KgError) as caught:
        small.document("dumps/../../etc/passwd")
    assert caught.value.code is Code.NOT_FOUND
    with pytest.raises(KgError, match="no export target 'dump'") as caught:
        small.paths("dump")
    assert "dumps" in caught.value.hint


def test_the_repository_has_what_history_tells(small: Library) -> None:
    items = {name.rpartition("/")[2]: item for name, item in small.repository.items.items()}
    assert (items["weg"].datestamp, items["weg"].resource) == ("2026-03-01", None)
    assert items["toolwiel"].datestamp == "2026-02-01"
    assert small.repository.earliest == "2026-01-01"


def test_the_edition_is_of_the_last_change(small: Library) -> None:
    assert small.edition.modified == max("2026-03-01", small.edition.issued)
