"""Language: words, stems, compounds, slips and which language it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.stemming import stem
from kg.text import LONGEST_QUESTION, Analyzer, expressions, language_of, words


@pytest.fixture(scope="module")
def dutch() -> Analyzer:
    return Analyzer(words("studenten delen gegevens over blended learning docenten professionalisering team"), "nl")


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoe krijg ik mijn collega's mee met ict?", ["meekrijg"]),
        ("Zij haken allemaal af, want het is te druk", ["afhaken"]),
        ("Hij houdt het niet bij.", ["bijhoudt"]),
        ("Hij gaat niet mee", ["meegaan"]),
        ("Het is niet bij te houden", ["bijhouden"]),
        # A preposition within a clause is no particle, and another clause has another verb.
        ("Wij houden bij de start een toespraak", []),
        ("Zij krijgen geen tijd, het mag niet mee", []),
        ("Dat doet hij af", []),
    ],
)
def test_a_verb_in_two_parts_is_read_as_the_whole(text: str, expected: list[str]) -> None:
    analyzer = Analyzer(["meekrijgen", "afhaken", "bijhouden", "meegaan", "krijgen", "haken"], "nl")
    assert list(analyzer.separable(text).values()) == expected
    assert set(analyzer.terms(" ".join(expected))) <= set(analyzer.terms(text))


def test_the_part_of_a_verb_without_its_particle_is_no_term() -> None:
    analyzer = Analyzer(["haken", "afhaken"], "nl")
    assert analyzer.terms("zij haken af") == analyzer.terms("afhaken")
    assert analyzer.terms("zij haken") == analyzer.terms("haken")
    assert Analyzer(["afhaken"], "en").separable("zij haken af") == {}


def test_a_verb_in_the_third_person_has_the_stem_of_its_infinitive() -> None:
    analyzer = Analyzer(["ondersteunen", "sporen"], "nl")
    assert analyzer.terms("ondersteunt") == analyzer.terms("ondersteunen")
    assert analyzer.terms("sport") != analyzer.terms("sporen")
    assert analyzer.terms("docent") == ["docent"]


def test_the_fewest_slips_win() -> None:
    assert Analyzer(["tapijt", "tijd"], "nl").nearest("tijt") == "tijd"


def test_a_text_is_mended_word_by_word() -> None:
    analyzer = Analyzer(["tijd", "docenten"], "nl")
    assert analyzer.mended("Docetnen hebben geen TIJT, echt!") == "docenten hebben geen tijd, echt!"
    assert analyzer.mended("Docenten zonder zorgen") == "Docenten zonder zorgen"
    unread = "x" * 10_000
    assert analyzer.mended(unread) == unread


def test_what_indexing_needed_is_let_go() -> None:
    analyzer = Analyzer(["leeromgeving", "docenten"], "nl")
    before = analyzer.terms("leeromgeving voor docenten")
    analyzer.forget()
    assert not stem.cache_info().currsize
    assert analyzer.terms("leeromgeving voor docenten") == before
