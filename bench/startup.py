"""Start-up: how long `kg` needs until the shipped graph can be asked, beside a bare pyoxigraph load of the same files.

Run: uv run python bench/startup.py [ROUNDS]. Each measurement is a process of its own; the report gives medians and
the ratio, which is what counts: seconds differ from machine to machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

# The same files, read by the library alone: what no program on top of it can beat.
BARE = """
import sys, pyoxigraph
store = pyoxigraph.Store()
for path in sys.argv[1:]:
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
print(len(store))
"""
OURS = """
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore
print(EmbeddedStore.from_files(shipped_product().graph_files).size())
"""
MAIN = "import sys; from kg.cli import main; main(sys.argv[1:])"


def seconds(*command: str) -> float:
    """Wall-clock seconds of one run of a Python program."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure in turns, so that a slow moment of the machine meets all alike, and print the report."""
    from kg.product import shipped_product

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    files = [str(path) for path in shipped_product().graph_files]
    programs = {
        "bare pyoxigraph load": ("-c", BARE, *files),
        "import and load of kg": ("-c", OURS),
        "kg --help": ("-c", MAIN, "--help"),
        "kg query ingredients": ("-c", MAIN, "query", "ingredients"),
        "kg query instrument-list --format json": ("-c", MAIN, "query", "instrument-list", "--format", "json"),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _round in range(rounds):
        for name, command in programs.items():
            times[name].append(seconds(*command))
    base = statistics.median(times["bare pyoxigraph load"])
    print(f"{len(files)} files, {rounds} rounds, medians")
    print(f"{'program':<42}{'seconds':>9}{'ratio':>8}")
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"{name:<42}{middle:>9.3f}{middle / base:>8.2f}")


if __name__ == "__main__":
    main()
