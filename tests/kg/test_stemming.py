"""Stems of words."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.stemming import folded, stem, stem_among


@pytest.mark.parametrize(
    ("text", "plain"), [("Ingrediënt", "ingredient"), ("ÉÉN", "een"), ("straße", "strasse"), ("ﬁn", "fin")]
)
def test_folded_text_has_no_capitals_and_accents(text: str, plain: str) -> None:
    assert folded(text) == folded(folded(text)) == plain


def test_several_threads_get_the_stems_that_one_gets() -> None:
    # Snowball's stemmers keep the word they are at in themselves: requests at the same time must not meet there.
    asked = [f"{begin}{middle}{end}" for begin in ("werk", "leer", "bouw", "ondersteun", "ontwikkel")
             for middle in ("ing", "groep", "baar", "vorm") for end in ("en", "heden", "te", "s", "ingen")]  # fmt: skip
    expected = [stem(word, "nl") for word in asked]
    stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda word: stem.__wrapped__(word, "nl"), asked * 10))
    finally:
        sys.setswitchinterval(interval)
    assert found == expected * 10


def test_a_word_and_its_plural_have_one_stem() -> None:
    assert stem("docenten", "nl") == stem("docent", "nl")
    assert stem("teachers", "en") == stem("teacher", "en")


@pytest.mark.parametrize(
    ("word", "other"),
    [("oudere", "ouders"), ("begeleiding", "beleid"), ("gebeurt", "beurs"), ("waarde", "waar"), ("dagen", "daag")],
)
def test_words_that_only_look_alike_have_stems_of_their_own(word: str, other: str) -> None:
    assert stem(word, "nl") != stem(other, "nl")
    assert stem("dagen", "nl") == stem("dag", "nl")
    assert stem("oudere", "nl") == stem("ouderen", "nl")


def test_a_form_in_t_has_the_stem_of_its_verb_if_that_is_known() -> None:
    assert stem_among({"ondersteunen"}, "ondersteunt", "nl") == stem("ondersteunen", "nl")
    assert stem_among(set(), "ondersteunt", "nl") == stem("ondersteunt", "nl") != stem("ondersteunen", "nl")
    assert stem_among({"sporen"}, "sport", "nl") == "sport"
    assert stem_among({"docenen"}, "docenten", "nl") == "docent"
