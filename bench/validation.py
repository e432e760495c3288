"""Checking at 10k, 100k and 1M triples: `kg check`, whole and for one changed record, beside plain pySHACL.

Run: uv run python bench/validation.py [--sizes 10000 100000] [--rounds 3] [--write]. The graphs: a part of the shipped
one, the shipped one, and the shipped one with copies of its records under new slugs. Every measurement is a process of
its own, from its start to its end, all in one run. pySHACL reads the files with rdflib and checks the shapes, nothing
else; `kg check` also asks the violation queries, looks at the layout of the files and finds lines. Above
--most-pyshacl its time is taken to grow with the number of triples, and marked with ≈. --write puts the report into
bench/README.md.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

README = Path(__file__).with_name("README.md")
GROWN = Path(__file__).with_name("grown.py")
HEADING = "## Checking: `uv run python bench/validation.py --write`"
PYSHACL = """
import sys, rdflib, pyshacl
shapes, data = rdflib.Graph(), rdflib.Graph()
for path in sys.argv[1:]:
    (shapes if "/shapes/" in path else data).parse(path, format="turtle")
report = pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1]
results = rdflib.URIRef("http://www.w3.org/ns/shacl#result")
print(len(list(report.triples((None, results, None)))))
"""
SHAPES = """
import sys
from pathlib import Path
from kg.product import Product
from kg.turtlefile import read
from kg.validation import native, shape
from kg.validation.graph import Graph
product = Product(Path(sys.argv[1]))
graph = Graph(triple for path in product.graph_files for triple in read(path))
print(len(native.run(graph, shape.read(product.shape_files))))
"""
KG = "import sys; from kg.cli import main; main(sys.argv[1:])"


@dataclass
class Runs:
    """What the runs of one program took.

    :param seconds: wall clock of each.
    :param processor: seconds of processor time of each, with its child processes.
    :param memory: the most bytes that one process had.
    :param said: what the last one printed.
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: int = 0
    said: str = ""

    def run(self, *command: str, **environment: str) -> None:
        """Run a Python program once more; that `kg check` finds faults (exit code 1) is no failure."""
        start = time.perf_counter()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
        program = [sys.executable, *command]
        with subprocess.Popen(program, env=clean | environment, stdout=subprocess.PIPE, encoding="utf-8") as child:
            self.said = child.stdout.read() if child.stdout else ""
            _pid, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in {0, 1}:
            raise SystemExit(f"{' '.join(command)[:200]} ended with {child.returncode}")
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(used.ru_utime + used.ru_stime)
        self.memory = max(self.memory, used.ru_maxrss * 1024)

    def line(self, name: str, base: float) -> str:
        """One line of the report.

        :param base: seconds of what it is compared with.
        """
        middle = statistics.median(self.seconds)
        processor = statistics.median(self.processor)
        return f"{name:<44}{middle:>9.2f}{processor:>11.2f}{self.memory / 1e6:>8.0f}{middle / base:>9.3f}"


def measured(root: Path, rounds: int, with_pyshacl: bool) -> dict[str, Runs]:
    """All programs on one graph, in turns, so that a slow moment of the machine meets all alike."""
    files = [str(path) for folder in ("ontology", "data", "shapes") for path in sorted((root / folder).rglob("*.ttl"))]
    record = root / "data" / "instrument" / "toolwiel.ttl"
    here = {"KG_ROOT": str(root), "KG_CACHE": str(root / "cache")}
    runs = {name: Runs() for name in ("pySHACL: shapes", "kg: shapes", "kg check", "kg check FILE, after a change")}
    Runs().run("-c", KG, "check", str(record), **here)  # makes the snapshot that later runs keep up to date
    for number in range(rounds):
        if with_pyshacl:
            runs["pySHACL: shapes"].run("-c", PYSHACL, *files)
        runs["kg: shapes"].run("-c", SHAPES, str(root))
        runs["kg check"].run("-c", KG, "check", KG_ROOT=str(root), KG_CACHE=str(root / f"empty-{number}"))
        change(record, number)
        runs["kg check FILE, after a change"].run("-c", KG, "check", str(record), **here)
    if with_pyshacl and runs["pySHACL: shapes"].said != runs["kg: shapes"].said:
        raise SystemExit(f"{runs['pySHACL: shapes'].said} findings of pySHACL, {runs['kg: shapes'].said} of ours")
    return runs


def change(record: Path, number: int) -> None:
    """Give a record another Dutch name, as a steward would."""
    text = record.read_text(encoding="utf-8")
    record.write_text(
        re.sub(r'(skos:prefLabel "[^"]*?)( \d+)?"@nl', rf'\1 {number}"@nl', text, count=1), encoding="utf-8"
    )


def report(sizes: list[int], rounds: int, most_pyshacl: int) -> str:
    """The report on all sizes."""
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    lines = [
        f"{rounds} rounds, medians; load of the machine at the start {load} on {os.cpu_count()} cores",
        f"{'program':<44}{'seconds':>9}{'processor':>11}{'MB':>8}{'ratio':>9}",
    ]
    known: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            # In a process of its own too: what this one holds would count as memory of those that it starts.
            grown = Runs()
            grown.run(str(GROWN), folder, str(size))
            triples = int(grown.said)
            runs = measured(Path(folder), rounds, size <= most_pyshacl)
        lines += ["", f"{triples:,} triples, {runs['kg: shapes'].said.strip()} findings of the shapes"]
        reference = runs.pop("pySHACL: shapes")
        if reference.seconds:
            known = triples, statistics.median(reference.seconds)
            lines.append(reference.line("pySHACL: shapes", known[1]))
        if known is None:
            raise SystemExit("The smallest size is needed with pySHACL, to compare with.")
        base = known[1] * triples / known[0]
        if not reference.seconds:
            lines.append(f"{'pySHACL: shapes':<43}≈{base:>9.2f}{'':>19}{1:>9.3f}")
        lines += [run.line(name, base) for name, run in runs.items()]
    return "\n".join(lines)


def written(text: str, section: str) -> str:
    """A document with a section in the place of the one under the same heading, or at its end."""
    heading = re.escape(section.partition("\n")[0])
    found = re.search(rf"^{heading}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        return text.rstrip("\n") + "\n\n" + section
    rest = text[found.end() :]
    return text[: found.start()] + section + ("\n" + rest if rest else "")


def main() -> None:
    """Measure, print the report, and keep it if asked to."""
    parser = argparse.ArgumentParser(description="Checking beside plain pySHACL.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="TRIPLES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most-pyshacl", type=int, default=100_000, metavar="TRIPLES", help="above, it is estimated")
    parser.add_argument("--write", action="store_true", help="put the report into bench/README.md")
    given = parser.parse_args()
    told = report(sorted(given.sizes), given.rounds, given.most_pyshacl)
    print(told)
    if given.write:
        section = f"{HEADING}\n\n```\n{told}\n```\n"
        README.write_text(written(README.read_text(encoding="utf-8"), section), encoding="utf-8")


if __name__ == "__main__":
    main()
