"""Side by side: what instruments share and in what they differ, in a fixed order."""

from __future__ import annotations

import pytest

from kg.comparison import Entry, compare
from kg.errors import Code, KgError
from kg.namespaces import DCT, ID, KG, SCHEMA
from kg.store.embedded import EmbeddedStore
from kg.things import Things, read_things

TOOLWIEL, PLACEMAT = ID + "instrument/toolwiel", ID + "instrument/placemat"


@pytest.fixture(scope="module")
def things(graph: EmbeddedStore) -> Things:
    return read_things(graph)


def test_what_is_shared_and_what_differs_is_told_per_value(things: Things) -> None:
    rows = {row.iri: row for row in compare(things, [TOOLWIEL, PLACEMAT], "nl")}
    sector, audience = rows[SCHEMA + "educationalLevel"], rows[SCHEMA + "audience"]
    assert sector.cells == ((Entry("hbo", ID + "sector/hbo", True),), (Entry("hbo", ID + "sector/hbo", True),))
    assert not sector.differs
    assert [[(one.text, one.shared) for one in cell] for cell in audience.cells] == [
        [("docenten", False)],
        [("teams", False)],
    ]
    assert audience.differs


def test_texts_come_in_the_language_asked_and_rows_in_their_order(things: Things) -> None:
    rows = compare(things, [PLACEMAT, TOOLWIEL], "en")
    assert rows[0].iri == DCT + "description"
    assert [cell[0].text for cell in rows[0].cells] == ["A way to talk.", "A wheel full of tools."]
    assert [row.iri for row in rows] == [row.iri for row in compare(things, [TOOLWIEL, PLACEMAT], "nl")]


def test_a_row_that_none_has_is_left_out(things: Things) -> None:
    assert KG + "phase" not in {row.iri for row in compare(things, [TOOLWIEL, PLACEMAT], "nl")}


@pytest.mark.parametrize("iris", [[], [TOOLWIEL], [TOOLWIEL, TOOLWIEL]])
def test_one_thing_cannot_be_compared(things: Things, iris: list[str]) -> None:
    with pytest.raises(KgError) as caught:
        compare(things, iris, "nl")
    assert caught.value.code is Code.USAGE


def test_only_instruments_are_compared(things: Things) -> None:
    with pytest.raises(KgError) as caught:
        compare(things, [TOOLWIEL, ID + "problem/weinig-tijd"], "nl")
    assert caught.value.code is Code.NOT_FOUND
