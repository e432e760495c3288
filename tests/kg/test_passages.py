"""Places in the sources: found whatever the line breaks, and found again in another edition or told to be lost."""

from __future__ import annotations

import hashlib
import random

import pytest
from small_graph import END, PASSAGE_TEXT, SOURCE_TEXT, START

from kg import passages
from kg.errors import Code, KgError
from kg.facts import Fact, iri, text
from kg.history.log import graph_facts
from kg.namespaces import ID, KG, OA, XSD
from kg.passages import Editions, Source, find, occurrences, place, source_named
from kg.product import Product, shipped_product


@pytest.fixture
def source(product: Product) -> Source:
    (found,) = passages.sources(graph_facts(product))
    return found


def test_a_passage_is_its_section_offsets_and_checksum(source: Source) -> None:
    (found,) = find(source, SOURCE_TEXT, PASSAGE_TEXT)
    assert (found.start, found.end, found.section.notation) == (START, END, "1")
    address = f"{ID}passage/001-{START}-{END}"
    assert set(found.facts()) >= {
        Fact(address, OA + "start", text(str(START), datatype=XSD + "integer")),
        Fact(address, KG + "section", iri(source.iri + "#1")),
        Fact(address, KG + "sha256", text(hashlib.sha256(PASSAGE_TEXT.encode()).hexdigest(), datatype=XSD + "string")),
    }


def test_the_facts_are_those_that_the_graph_has(source: Source, product: Product) -> None:
    (found,) = find(source, SOURCE_TEXT, PASSAGE_TEXT)
    assert set(found.facts()) <= set(graph_facts(product))


def test_the_section_is_the_innermost(source: Source) -> None:
    assert (
        place(source, SOURCE_TEXT, SOURCE_TEXT.index("Kort"), SOURCE_TEXT.index("Kort") + 4).section.notation == "1.1"
    )


@pytest.mark.parametrize(
    ("whole", "words", "found"),
    [
        ("Een lange\r\n  regel", "lange regel", ["lange\r\n  regel"]),
        ("Docenten en docenten", "DOCENTEN", ["Docenten", "docenten"]),
        ("over-\nleg is nodig", "overleg", ["over-\nleg"]),
        ("a.b and axb", "a.b", ["a.b"]),
        ("niets", "iets anders", []),
    ],
)
def test_words_are_found_whatever_lies_between(whole: str, words: str, found: list[str]) -> None:
    assert [whole[start:end] for start, end in occurrences(whole, words)] == found


@pytest.mark.parametrize("words", ["", "  \n", "woord " * 1000])
def test_no_words_and_a_whole_text_are_refused(words: str) -> None:
    with pytest.raises(KgError) as refused:
        occurrences("text", words)
    assert refused.value.code is Code.USAGE


def test_words_that_stand_nowhere_are_not_found(source: Source) -> None:
    with pytest.raises(KgError) as refused:
        find(source, SOURCE_TEXT, "nergens")
    assert refused.value.code is Code.NOT_FOUND


@pytest.mark.parametrize("span", [(5, 5), (-1, 3), (0, 10_000)])
def test_offsets_outside_the_text_are_no_place(source: Source, span: tuple[int, int]) -> None:
    with pytest.raises(KgError):
        place(source, SOURCE_TEXT, *span)


def test_a_source_is_named_by_code_slug_or_file(source: Source) -> None:
    for name in ("001", "001.txt", "elsewhere/001.txt", "impactanalyse-voor-npuls"):
        assert source_named([source], name) == source
    with pytest.raises(KgError, match="no source '009'"):
        source_named([source], "009")


# Another edition


def test_what_stands_in_the_same_lines_moves_with_them() -> None:
    new = "Nieuw voorwoord.\n\n" + SOURCE_TEXT
    rebased = Editions(SOURCE_TEXT, new).rebase([(START, END)])
    assert rebased.moved == {(START, END): (START + 18, END + 18)}
    assert rebased.lost == []


def test_other_line_breaks_do_not_hide_a_passage() -> None:
    new = SOURCE_TEXT.replace("één uur is", "één\nuur  is").replace("Tijd is", "De tijd is")
    moved = Editions(SOURCE_TEXT, new).rebase([(START, END)]).moved
    start, end = moved[START, END]
    assert new[start:end].split() == PASSAGE_TEXT.split()


def test_what_is_gone_or_has_become_more_is_lost() -> None:
    gone = SOURCE_TEXT.replace(PASSAGE_TEXT, "anders")
    assert Editions(SOURCE_TEXT, gone).rebase([(START, END)]).lost == [(START, END)]
    old, new = "x a b c\n", "y a b c\nz a b c\n"
    assert Editions(old, new).rebase([(2, 7)]).lost == [(2, 7)]


def test_a_rebased_place_always_holds_the_same_words() -> None:
    """Random changes of lines: what is told to have moved holds the very words, in the same order."""
    rng = random.Random(3)
    lines = [f"regel {n} over {rng.choice(['tijd', 'geld', 'ruimte'])} en meer\n" for n in range(60)]
    old = "".join(lines)
    spans = [(s, min(len(old), s + rng.randint(5, 60))) for s in rng.sample(range(len(old) - 5), 40)]
    for _round in range(15):
        changed = list(lines)
        for _change in range(6):
            at = rng.randrange(len(changed))
            changed[at : at + rng.randint(0, 1)] = rng.choice([[], ["nieuw\n"]])
        new = "".join(changed)
        rebased = Editions(old, new).rebase(spans)
        assert set(rebased.moved) | set(rebased.lost) == set(spans)
        for (start, end), (first, last) in rebased.moved.items():
            assert new[first:last].split() == old[start:end].split()


def test_every_shipped_passage_stays_in_its_own_edition() -> None:
    found = passages.sources(graph_facts(shipped_product()))
    assert [source.identifier for source in found] == ["002", "003", "001", "000", "004"]
    assert all(source.sections for source in found)
