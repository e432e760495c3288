"""What is kept comes back whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.cache import Cache


def test_content_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    assert cache.content("words", "a1") is None
    cache.keep_content("words", "a1", "ethiek, coëfficiënt\n\n".encode())
    assert cache.content("words", "a1") == "ethiek, coëfficiënt\n\n".encode()
    assert cache.content("words", "a2") is None


@pytest.mark.parametrize("damage", [b"", b"no line", b"00000000\nsomething else", b"\xff\xfe\n\xff", b"\n"])
def test_damaged_content_does_not(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.keep_content("words", "a1", b"ethiek")
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert cache.content("words", "a1") is None


def test_one_changed_letter_is_seen(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_content("words", "a1", b"ethiek")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes().replace(b"ethiek", b"ethiel"))
    assert cache.content("words", "a1") is None


def test_the_oldest_of_a_family_go(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep_content("other", "x", b"stays")
    for number in range(5):
        cache.keep_content("words", str(number), b"text")
        os.utime(tmp_path / f"words-{number}.bin", (number, number))
    assert [cache.content("words", str(number)) for number in range(5)] == [None, None, b"text", b"text", b"text"]
    assert cache.content("other", "x") == b"stays"


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.keep_content("words", "a1", b"ethiek")
    assert cache.content("words", "a1") is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    cache.keep_content("words", "a1", b"ethiek")
    assert cache.content("words", "a1") is None


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


def test_a_family_is_told_the_one_kept_last_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.family("words", "bin") == []
    for number, key in enumerate(("b", "c", "a")):
        cache.keep_content("words", key, b"")
        os.utime(tmp_path / f"words-{key}.bin", (number, number))
    assert cache.family("words", "bin") == [tmp_path / f"words-{key}.bin" for key in "acb"]
    assert Cache(None).family("words", "bin") == []


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert not Cache(tmp_path / "file" / "below").can_keep()
    assert not Cache(None).can_keep()
    assert Cache(tmp_path / "new" / "folder").can_keep()
