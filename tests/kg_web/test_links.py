"""Addresses of pages, and passages as people read them."""

from __future__ import annotations

import pytest

from kg_web.links import readable


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("De mate waarin\nde kennismake-\nlaar betrokken is", "De mate waarin de kennismakelaar betrokken is"),
        ("beleid voor ict-\nbekwaamheid en MBO-\ndocenten", "beleid voor ict-bekwaamheid en MBO-docenten"),
        ("wo- en \nhbo-instellingen", "wo- en hbo-instellingen"),
        ("Versnellingsplan-\nZone", "Versnellingsplan- Zone"),
        ("Eerste alinea.\n\nTweede\nalinea.", "Eerste alinea.\n\nTweede alinea."),
        ("| Activeren, ondersteunen |", "Activeren, ondersteunen"),
        ("2019-2022", "2019-2022"),
    ],
)
def test_a_passage_is_shown_without_what_printing_put_in_it(printed: str, read: str) -> None:
    assert readable(printed) == read
