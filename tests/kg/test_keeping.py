"""What the finder made of a graph is kept: the next start gives the same answers and asks the store nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kg.cache import Cache
from kg.finder import Finder, Kept
from kg.store import Answer
from kg.store.embedded import EmbeddedStore

QUESTIONS = ["wij hebben te weinig tijd", "ethische vragen", "toolwiel", "our teachers have no time"]


class Unused:
    """A store that must not be asked."""

    def select(self, query: str) -> Answer:
        raise AssertionError(query)

    construct = replace = size = rows = select


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(Cache(tmp_path), "graph-1")


def test_a_second_finder_answers_the_same_without_the_store(graph: EmbeddedStore, kept: Kept) -> None:
    first = Finder(graph, kept=kept)
    expected = [first.ask(question) for question in QUESTIONS]
    second = Finder(Unused(), kept=kept)
    assert [second.ask(question) for question in QUESTIONS] == expected
    assert second.context(sector="hbo", role="docent") == first.context(sector="hbo", role="docent")


def test_another_graph_is_read_anew(kept: Kept) -> None:
    assert Finder(EmbeddedStore(), kept=kept).knowledge.problems == {}
    with pytest.raises(AssertionError):
        Finder(Unused(), kept=Kept(kept.cache, "graph-2"))


def test_without_a_checksum_nothing_is_kept(graph: EmbeddedStore, tmp_path: Path) -> None:
    Finder(graph, kept=Kept(Cache(tmp_path))).ask("tijd")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xc1",
        b"text",
        msgspec.msgpack.encode(None),
        msgspec.msgpack.encode({"a": 1}),
        msgspec.msgpack.encode([1]),
    ],
)
def test_what_is_whole_but_of_another_make_is_made_anew(graph: EmbeddedStore, kept: Kept, content: bytes) -> None:
    expected = Finder(graph, kept=kept).ask("tijd")
    for name in ("knowledge", "words-nl"):
        kept.cache.keep_content(name, kept._key, content)
    assert Finder(graph, kept=kept).ask("tijd") == expected
    assert Finder(Unused(), kept=kept).ask("tijd") == expected
