"""Memory that is free goes back to the machine, and threads have no places of their own for it."""

from __future__ import annotations

import platform
import subprocess
import sys

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
