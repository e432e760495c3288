"""Memory that is free goes back to the machine, and threads have no places of their own for it."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass

import pytest

import kg.memory

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only GNU's C library can be told how to keep memory"
)

_MEGABYTE = 1_000_000
_READ = """
def held(name):
    for line in open("/proc/self/status"):
        if line.startswith(name):
            return int(line.split()[1]) * 1024
"""


def told(program: str) -> list[int]:
    """What a process of its own prints: the memory of this one has a history."""
    done = subprocess.run([sys.executable, "-c", _READ + program], capture_output=True, encoding="utf-8", check=True)
    return [int(word) for word in done.stdout.split()]


def test_free_memory_between_used_memory_is_given_back() -> None:
    before, after = told("""
from kg.memory import give_back
blocks = [bytes(60_000) for _ in range(2_000)]
kept = blocks[::50]
del blocks
print(held("VmRSS"))
give_back()
print(held("VmRSS"))
""")
    assert before > after + 60 * _MEGABYTE


def test_threads_take_no_address_space_for_heaps_of_their_own() -> None:
    first = "from kg.memory import share_one_heap\nshare_one_heap()\n"
    threads = """
import threading
wait = threading.Barrier(5)
def work():
    block = bytes(60_000)
    wait.wait()
for _ in range(4):
    threading.Thread(target=work, daemon=True).start()
wait.wait()
print(held("VmPeak"))
"""
    [shared], [own] = told(first + threads), told(threads)
    assert own > shared + 64 * _MEGABYTE


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    kg.memory._library.cache_clear()
    try:
        kg.memory.share_one_heap()
        kg.memory.give_back()
        assert kg.memory._library() is None
    finally:
        kg.memory._library.cache_clear()


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    others: tuple[str, ...]


def twice(text: str) -> tuple[str, str]:
    """Two objects with the same text."""
    first, second = (("x" + text)[1:] for _time in range(2))
    assert first is not second
    return first, second


def test_of_equal_texts_one_object_is_left_wherever_they_stand() -> None:
    one, other = twice("een tekst")
    records = {one: [Named(other, (other, one))], "set": {twice("een tekst")[0]}, "number": 7}
    found = kg.memory.shared(records)
    assert found == {"een tekst": [Named("een tekst", ("een tekst", "een tekst"))], "set": {"een tekst"}, "number": 7}
    [key, *_rest] = found
    [record], [member] = found[key], found["set"]
    assert all(text is key for text in (record.name, *record.others, member))


def test_equal_values_are_one_object_while_somebody_shares() -> None:
    (first, second), (later, _same) = twice("een tekst"), twice("een tekst")
    assert kg.memory.one(first) is first
    with kg.memory.sharing():
        assert kg.memory.one(first) is kg.memory.one(second) is first
        with kg.memory.sharing():
            assert kg.memory.one(second) is first
        assert kg.memory.one(second) is first
    # Nobody shares any more: what strangers ask must not fill the memory.
    assert kg.memory.one(later) is later
    with kg.memory.sharing():
        assert kg.memory.one(later) is later


def test_a_dictionary_with_defaults_keeps_them() -> None:
    records = defaultdict(list, {"a": ["b"]})
    assert kg.memory.shared(records) is records
    assert records["new"] == []
