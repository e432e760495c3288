"""Language: words, stems, compounds, slips and which language it is."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import LONGEST_QUESTION, Analyzer, expressions, folded, language_of, stem, words


@pytest.fixture(scope="module")
def dutch() -> Analyzer:
    return Analyzer(words("studenten delen gegevens over blended learning docenten professionalisering team"), "nl")


@pytest.mark.parametrize(
    ("text", "plain"), [("Ingrediënt", "ingredient"), ("ÉÉN", "een"), ("straße", "strasse"), ("ﬁn", "fin")]
)
def test_folded_text_has_no_capitals_and_accents(text: str, plain: str) -> None:
    assert folded(text) == folded(folded(text)) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hoe deel ik foto’s?", ["hoe", "deel", "ik", "foto"]),
        ("teacher's ICT-tool", ["teacher", "ict", "tool"]),
        ("a_b", ["a", "b"]),
        ("?! \x00 😀", []),
    ],
)
def test_words_are_folded_and_lose_what_stands_behind_an_apostrophe(text: str, found: list[str]) -> None:
    assert words(text) == found


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


def test_a_compound_is_split_into_words_that_the_texts_use(dutch: Analyzer) -> None:
    assert dutch.split("docententeam") == ("docenten", "team")
    assert dutch.split("docentenfabriek") == ()
    assert dutch.split("docenten") == ()


def test_stop_words_are_no_terms(dutch: Analyzer) -> None:
    assert dutch.terms("de het een van a") == []


def test_a_slip_is_mended_in_a_question_and_not_in_a_text(dutch: Analyzer) -> None:
    assert stem("blended", "nl") in dutch.terms("blendet", mend=True)
    assert stem("blended", "nl") not in dutch.terms("blendet")
    assert dutch.nearest("xyzzyx") == ""


def test_the_end_of_a_very_long_question_is_not_read(dutch: Analyzer) -> None:
    assert dutch.terms("x" * LONGEST_QUESTION + " docenten") == dutch.terms("x" * LONGEST_QUESTION)


@pytest.mark.parametrize(
    ("text", "default", "lang"),
    [
        ("hoe krijg ik het team mee", "en", "nl"),
        ("how do I get the team on board", "nl", "en"),
        ("blended learning", "nl", "nl"),
        ("blended learning", "en", "en"),
        ("", "nl", "nl"),
    ],
)
def test_small_words_tell_the_language(text: str, default: str, lang: str) -> None:
    assert language_of(text, default) == lang


@given(st.text(max_size=200), st.sampled_from(["nl", "en"]), st.booleans())
def test_any_text_has_terms_and_the_same_each_time(text: str, lang: str, mend: bool) -> None:
    analyzer = Analyzer(["docenten", "tijd"], lang)
    assert analyzer.terms(text, mend=mend) == analyzer.terms(text, mend=mend)
    assert all(analyzer.terms(text, mend=mend))


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("didaktiek", "didactiek"),
        # Another first letter, or another second half, is another word and no slip.
        ("trillen", ""),
        ("leerkracht", ""),
    ],
)
def test_a_slip_keeps_the_first_letter_and_most_of_the_others(word: str, known: str) -> None:
    assert Analyzer(["didactiek", "brillen", "leertraject"], "nl").nearest(word) == known


def test_no_slip_is_mended_to_a_small_word() -> None:
    assert Analyzer(["bent", "blend"], "nl").nearest("blent") == "blend"
    assert Analyzer(["wanneer"], "nl").nearest("waneer") == ""


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("nl", "Mijn collega's willen er gewoon niet aan", ["niet willen"]),
        ("nl", "niemand wil dit", ["niet willen"]),
        ("nl", "zij hebben er geen zin in", ["geen zin"]),
        ("nl", "dat mag hier niet, maar ik wil het", ["niet mogen"]),
        ("nl", "ik wil dit, want dat is er niet", []),
        ("nl", "wij willen met alle scholen van de regio iets dat nog niet bestaat", []),
        ("en", "My colleagues don't want to use it", ["not want"]),
        ("en", "we are not allowed to", ["not allowed"]),
        ("en", "I want a recipe", []),
    ],
)
def test_a_negation_makes_a_small_word_tell_something(lang: str, text: str, expected: list[str]) -> None:
    assert expressions(text, lang) == expected
    told = {word for word, _terms in Analyzer([*words(text), *expected], lang).by_word(text)}
    assert set(expected) <= told


def test_a_mended_compound_is_read_as_the_word_meant() -> None:
    analyzer = Analyzer(["leeromgeving", "leer", "omgeving"], "nl")
    meant, mended = analyzer.terms("leeromgeving"), analyzer.terms("leeromgevng", mend=True)
    assert meant == mended
    assert len(meant) == 3
