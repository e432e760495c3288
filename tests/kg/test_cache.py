"""What is kept comes back whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.cache import Cache


def test_a_text_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    assert cache.text("words", "a1") is None
    cache.keep_text("words", "a1", "ethiek, coëfficiënt\n\n")
    assert cache.text("words", "a1") == "ethiek, coëfficiënt\n\n"
    assert cache.text("words", "a2") is None


@pytest.mark.parametrize("damage", [b"", b"no line", b"00000000\nsomething else", b"\xff\xfe\n\xff", b"\n"])
def test_a_damaged_text_does_not(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.keep_text("words", "a1", "ethiek")
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert cache.text("words", "a1") is None


def test_one_changed_letter_is_seen(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_text("words", "a1", "ethiek")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes().replace(b"ethiek", b"ethiel"))
    assert cache.text("words", "a1") is None


def test_the_oldest_of_a_family_go(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_text("other", "x", "stays")
    for number in range(5):
        cache.keep_text("words", str(number), "text")
        os.utime(tmp_path / f"words-{number}.txt", (number, number))
    assert [cache.text("words", str(number)) for number in range(5)] == [None, None, "text", "text", "text"]
    assert cache.text("other", "x") == "stays"


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.keep_text("words", "a1", "ethiek")
    assert cache.text("words", "a1") is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    cache.keep_text("words", "a1", "ethiek")
    assert cache.text("words", "a1") is None


def test_a_write_that_fails_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    def fail(stream: object) -> None:
        raise OSError("full")

    cache = Cache(tmp_path)
    cache.keep("words", "a1", "bin", lambda stream: stream.write(b"old"))
    assert cache.keep("words", "a1", "bin", fail) is None
    path = cache.path("words", "a1", "bin")
    assert path is not None
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
