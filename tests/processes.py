"""Looking at processes from outside, for tests that start some."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterable


def _table() -> dict[int, tuple[int, str]]:
    """Process -> its parent and its state (POSIX ps)."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, encoding="utf-8", check=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return {int(pid): (int(parent), state) for pid, parent, state in rows}


def children(pid: int) -> set[int]:
    """The processes that a process has started and that still run."""
    return {child for child, (parent, state) in _table().items() if parent == pid and not state.startswith("Z")}


def gone(pids: Iterable[int]) -> bool:
    """Whether these processes end; they get a moment, for the kernel takes one. A zombie has ended."""
    for _attempt in range(200):
        table = _table()
        if all(table.get(pid, (0, "Z"))[1].startswith("Z") for pid in pids):
            return True
        time.sleep(0.05)
    return False
