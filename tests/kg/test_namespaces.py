"""Addresses: ours taken apart, shortened for people, and understood as people write them."""

from __future__ import annotations

import pytest

from kg.namespaces import DOC, ID, KG, PREFIXES, SKOS, expand, shorten, split_address


@pytest.mark.parametrize(
    ("iri", "parts"),
    [
        (ID + "theme/blended-learning", ("theme", "blended-learning", "")),
        (ID + "target-group/docenten", ("target-group", "docenten", "")),
        (ID + "source/verslag#1.1", ("source", "verslag", "1.1")),
        (ID + "theme", None),
        (ID + "theme/", None),
        (ID + "theme/a/b", None),
        (ID + "theme/Hoofdletter", None),
        (ID + "theme/a\n", None),
        (KG + "Instrument", None),
        ("https://example.org/id/theme/a", None),
        ("", None),
    ],
)
def test_an_address_of_ours_has_kind_slug_and_part(iri: str, parts: tuple[str, str, str] | None) -> None:
    assert split_address(iri) == parts


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (ID + "theme/a", "theme/a"),
        (ID + "source/impactanalyse-voor-npuls#1.1", "source/impactanalyse-voor-npuls#1.1"),
        (KG + "row", "kg:row"),
        (SKOS + "prefLabel", "skos:prefLabel"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_an_iri_is_shortened_and_expanded_again(iri: str, short: str) -> None:
    assert shorten(iri) == short
    assert expand(short) == iri


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_shared_prefix_goes_both_ways(prefix: str) -> None:
    assert expand(f"{prefix}:x") == PREFIXES[prefix] + "x"
    assert shorten(PREFIXES[prefix] + "x") == f"{prefix}:x"


@pytest.mark.parametrize("word", ["toolwiel", "", "unknown:Term", "a/b/c", "Theme/a", "two words", "/", "theme/é"])
def test_a_plain_word_is_no_iri(word: str) -> None:
    assert expand(word) is None


def test_the_page_of_a_thing_means_the_thing() -> None:
    assert expand(DOC + "theme/a") == ID + "theme/a"
