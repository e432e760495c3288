"""Who asks is taken out of a question, and nothing else."""

from __future__ import annotations

import pytest

from kg.finder import Finder
from kg.finder.speaker import Speaker
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore

DUTCH = Speaker("nl", ["docent", "docenten", "i-coach", "bestuur", "hr-adviseur", "trainer", "P&O"])
ENGLISH = Speaker("en", ["teacher", "board member", "policy maker", "teachers"])


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Als docent heb ik geen tijd.", "heb ik geen tijd."),
        ("Geen tijd! Als docenten zijn wij moe.", "Geen tijd! zijn wij moe."),
        ("Wij hebben als bestuur geen zicht op de kosten.", "Wij hebben geen zicht op de kosten."),
        ("Wat kan ik als een docent, hieraan doen?", "Wat kan ik hieraan doen?"),
        ("Ik ben HR-adviseur en zoek iets.", "zoek iets."),
        ("ik werk als i-coach en ik weet het niet", "ik weet het niet"),
        ("Ik ben P&O, help", "help"),
    ],
)
def test_who_speaks_dutch_is_left_out(question: str, left: str) -> None:
    assert DUTCH.left_out(question) == left


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("As a board member I know nothing.", "I know nothing."),
        ("I'm a policy maker and want to know", "want to know"),
        ("What can we as teachers do?", "What can we do?"),
    ],
)
def test_who_speaks_english_is_left_out(question: str, left: str) -> None:
    assert ENGLISH.left_out(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "Docenten als trainer inzetten",
        "Hoe leid ik docenten op?",
        "Het bestuur luistert niet",
        "Ik ben moe",
        "als docentschap",
        "We zoeken mensen die als docent willen werken",
    ],
)
def test_all_else_stays(question: str) -> None:
    assert DUTCH.left_out(question) == question


@pytest.mark.parametrize(
    ("question", "lang", "other"),
    [
        ("Als teamleider merk ik dat docenten geen tijd hebben", "nl", "ik merk dat docenten geen tijd hebben"),
        ("I am a policy maker and we have no vision on ICT", "en", "we have no vision on ICT"),
    ],
)
def test_the_trouble_is_the_same_whoever_has_it(question: str, lang: str, other: str) -> None:
    finder = Finder(EmbeddedStore.from_files(shipped_product().graph_files))
    first, second = finder.ask(question, lang), finder.ask(other, lang)
    assert first.problems[0].iri == second.problems[0].iri
    assert first.question == question


def test_who_says_nothing_but_who_they_are_is_still_answered() -> None:
    finder = Finder(EmbeddedStore.from_files(shipped_product().graph_files))
    assert finder.ask("Ik ben i-coach").instruments
