"""The snapshot says at every moment what the files say, whatever happened to them or to it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.namespaces import ID, KG
from kg.product import Product
from kg.validation.snapshot import Snapshot

TOOLWIEL = ID + "instrument/toolwiel"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def rows(root: Path, cache: Path | None) -> list[str]:
    snapshot = Snapshot(Product(root), cache)
    try:
        return sorted(term.value for term in snapshot.values(TOOLWIEL, KG + "row"))
    finally:
        snapshot.close()


def change(root: Path, old: str, new: str) -> Path:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


def test_it_follows_the_files(root: Path, cache: Path) -> None:
    assert rows(root, cache) == ["1"]
    path = change(root, "kg:row 1 ", "kg:row 2 ")
    assert rows(root, cache) == ["2"]
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert rows(root, cache) == []
    path.write_text(text, encoding="utf-8")
    assert rows(root, cache) == ["2"]


def test_a_change_of_the_same_size_within_a_tick_of_the_clock_is_seen(root: Path, cache: Path) -> None:
    rows(root, cache)
    path = root / "data" / "instrument" / "toolwiel.ttl"
    before = path.stat()
    (manifest,) = cache.glob("check-*/files.json")
    os.utime(manifest, ns=(before.st_mtime_ns, before.st_mtime_ns + 1000))
    change(root, "kg:row 1 ", "kg:row 3 ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert rows(root, cache) == ["3"]


def test_what_two_files_say_alike_stays_when_one_of_them_goes(root: Path, cache: Path) -> None:
    second = root / "data" / "instrument" / "tweede.ttl"
    second.write_text(f"<{TOOLWIEL}> <{KG}row> 1 .\n", encoding="utf-8")
    assert rows(root, cache) == ["1"]
    second.unlink()
    assert rows(root, cache) == ["1"]


def test_a_process_that_holds_it_makes_another_work_in_memory(root: Path, cache: Path) -> None:
    first = Snapshot(Product(root), cache)
    try:
        assert rows(root, cache) == ["1"]
    finally:
        first.close()


def test_without_a_folder_it_works_in_memory(root: Path, tmp_path: Path) -> None:
    assert rows(root, None) == ["1"]
    closed = tmp_path / "file"
    closed.write_text("no folder")
    assert rows(root, closed) == ["1"]


@pytest.mark.parametrize("content", ["", "nonsense", '{"version": 0, "files": {}}', "[]"])
def test_a_broken_list_of_files_only_costs_time(root: Path, cache: Path, content: str) -> None:
    rows(root, cache)
    (manifest,) = cache.glob("check-*/files.json")
    manifest.write_text(content)
    change(root, "kg:row 1 ", "kg:row 4 ")
    assert rows(root, cache) == ["4"]


def test_a_second_start_reads_no_file(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows(root, cache)
    (manifest,) = cache.glob("check-*/files.json")
    later = manifest.stat().st_mtime_ns + 10**10
    os.utime(manifest, ns=(later, later))
    monkeypatch.setattr("kg.validation.snapshot.read_text", lambda path: pytest.fail(f"{path} was read"))
    assert rows(root, cache) == ["1"]


def test_broken_turtle_is_told_and_leaves_the_snapshot_as_it_was(root: Path, cache: Path) -> None:
    rows(root, cache)
    change(root, "kg:row 1 ", "kg:row 1 nonsense ")
    with pytest.raises(KgError, match="not Turtle"):
        rows(root, cache)
    change(root, "kg:row 1 nonsense ", "kg:row 5 ")
    assert rows(root, cache) == ["5"]


def test_what_went_stands_beside_the_rest_for_a_while(root: Path, cache: Path) -> None:
    snapshot = Snapshot(Product(root), cache)
    try:
        gone = ox.Triple(ox.NamedNode(TOOLWIEL), ox.NamedNode(KG + "row"), ox.Literal("7"))
        with snapshot.with_what_went([gone]):
            assert len(snapshot.values(TOOLWIEL, KG + "row")) == 2
            assert [path.name for path in snapshot.files(TOOLWIEL)] == ["toolwiel.ttl"]
            assert [path.name for path in snapshot.statements(TOOLWIEL)] == ["toolwiel.ttl"]
        assert len(snapshot.values(TOOLWIEL, KG + "row")) == 1
    finally:
        snapshot.close()


def test_the_list_of_files_says_which_numbers_are_written_anew(root: Path, cache: Path) -> None:
    rows(root, cache)
    (manifest,) = cache.glob("check-*/files.json")
    files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    # 50.0 becomes 50; the rows of an instrument stay.
    assert files["data/dataset/uren.ttl"][3] == ""
    assert files["data/instrument/toolwiel.ttl"][3] == "same"
