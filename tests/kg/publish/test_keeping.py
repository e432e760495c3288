"""Slow documents are made once per state of the graph, whatever happens to the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cache import Cache
from kg.publish.document import Document, document, restored
from kg.publish.keeping import Keeper, state_of


class Maker:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Document:
        self.calls += 1
        return document("dumps/x.nt", "text/plain", "inhoud " * 1000)


def ask(keeper: Keeper, maker: Maker) -> Document:
    return keeper.kept("dumps/x.nt", "text/plain", maker)


def test_it_is_made_once_per_state(tmp_path: Path) -> None:
    maker = Maker()
    first = ask(Keeper(Cache(tmp_path), "one"), maker)
    assert ask(Keeper(Cache(tmp_path), "one"), maker) == first
    assert maker.calls == 1
    ask(Keeper(Cache(tmp_path), "two"), maker)
    assert maker.calls == 2


@pytest.mark.parametrize("harm", [b"", b"no gzip at all", None])
def test_a_broken_file_is_made_anew(tmp_path: Path, harm: bytes | None) -> None:
    maker = Maker()
    first = ask(Keeper(Cache(tmp_path), "one"), maker)
    kept = next(tmp_path.iterdir())
    kept.write_bytes(kept.read_bytes()[:-20] if harm is None else harm)
    assert ask(Keeper(Cache(tmp_path), "one"), maker) == first
    assert maker.calls == 2
    assert ask(Keeper(Cache(tmp_path), "one"), maker) == first
    assert maker.calls == 2


def test_another_process_may_make_it(tmp_path: Path) -> None:
    here, there, asked = Maker(), Maker(), []

    def elsewhere(path: str) -> None:
        asked.append(path)
        ask(Keeper(Cache(tmp_path), "one"), there)

    keeper = Keeper(Cache(tmp_path), "one", elsewhere)
    assert ask(keeper, here) == ask(keeper, here) == there()
    assert (asked, here.calls) == (["dumps/x.nt"], 0)


def test_what_no_other_process_made_is_made_here(tmp_path: Path) -> None:
    maker = Maker()
    keeper = Keeper(Cache(tmp_path), "one", lambda _path: None)
    assert ask(keeper, maker) == ask(keeper, maker)
    assert maker.calls == 1


def test_without_a_cache_it_is_made_each_time() -> None:
    maker = Maker()
    ask(Keeper(Cache(None), "one"), maker)
    ask(Keeper(Cache(None), "one"), maker)
    assert maker.calls == 2


def test_the_state_is_of_names_contents_and_versions(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("a")
    states = [state_of([file], ["1"]), state_of([file], ["2"])]
    file.write_text("b")
    states += [state_of([file], ["1"]), state_of([file.rename(tmp_path / "b.ttl")], ["1"])]
    assert len(set(states)) == 4


def test_a_document_comes_back_whole_or_not_at_all() -> None:
    made = document("x", "text/plain", "x" * 200_000)
    assert restored("x", "text/plain", made.packed) == made
    with pytest.raises(OSError, match="whole"):
        restored("x", "text/plain", made.packed[:-9])
