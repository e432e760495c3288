"""The graph against the source texts: every pointer is right, and no sentence of theirs stands in the repository."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.conftest import shared

from kg import evidence
from kg.store.embedded import EmbeddedStore

ROOT = Path(__file__).resolve().parents[2]
# A run of more than eight words is a sentence; titles, headings and names are shorter or are bibliographic facts.
RUN = 9
_WORD = re.compile(r"[a-zà-ÿ0-9]+")
_TEXTS = {".ttl", ".rq", ".py", ".md", ".html", ".css", ".toml", ".po"}
_PREFIXED = re.compile(r"<[^>]*>|(?<![\w\"])[a-z-]*:[\w-]+")
_BIBLIOGRAPHIC = re.compile(r"dct:title|skos:altLabel|rdf:object|kg:printedUrl|kg:repairedUrl")


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("-\n", ""))


def test_every_passage_lies_in_its_source_with_its_checksum(graph: EmbeddedStore, sources: Path) -> None:
    assert list(evidence.verify(graph, sources)) == []


def test_there_are_passages_to_verify(graph: EmbeddedStore) -> None:
    count = "SELECT (COUNT(?p) AS ?n) WHERE { ?p a <https://w3id.org/instrumentenwijzer/def#Passage> }"
    assert int(graph.select(count).rows[0][0].value) > 2000


def test_no_sentence_of_a_source_stands_in_the_repository(sources: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for path in sources.glob("*.txt"):
        text = words(path.read_text(encoding="utf-8"))
        runs.update(zip(*(text[n:] for n in range(RUN)), strict=False))
    named = titles_and_names()
    found = []
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix not in _TEXTS or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            # Addresses repeat titles word by word; titles and names as printed are facts.
            if path.suffix == ".ttl" and _BIBLIOGRAPHIC.search(line):
                continue
            text = words(_PREFIXED.sub(" . ", line)) if path.suffix == ".ttl" else words(line)
            for run in zip(*(text[n:] for n in range(RUN)), strict=False):
                if run in runs and not any(" ".join(run) in title for title in named):
                    found.append(f"{name}:{number}: {' '.join(run)}")
                    break
    assert found == []


def test_the_sample_questions_only_test() -> None:
    """Their texts stand nowhere in the data: ways of saying were written without them."""
    samples = json.loads(shared("eval", "queries-dev.json").read_text(encoding="utf-8"))["queries"]
    runs = {run for sample in samples for run in zip(*(words(sample["query"])[n:] for n in range(5)), strict=False)}
    assert len(runs) > 100
    for folder in ("data", "ontology", "bench"):
        for path in (ROOT / folder).rglob("*.*"):
            if path.suffix in {".ttl", ".json"}:
                text = words(path.read_text(encoding="utf-8"))
                said = runs & set(zip(*(text[n:] for n in range(5)), strict=False))
                assert len(said) <= 2, (path, said)


def titles_and_names() -> set[str]:
    """Titles and names as printed, as runs of words: these carry over. Other labels are ours and get no such leave."""
    literal = re.compile(r'"((?:[^"\\]|\\.)*)"')
    found = set()
    for path in (ROOT / "data").rglob("*.ttl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if _BIBLIOGRAPHIC.search(line) or (path.parent.name == "instrument" and "skos:prefLabel" in line):
                found.update(" ".join(words(match)) for match in literal.findall(line))
    # The ingredients are titles of the podcast's parts, the product features headings of the impact study.
    for scheme in ("ingredient", "product-feature"):
        for line in (ROOT / "ontology" / "schemes" / f"{scheme}.ttl").read_text(encoding="utf-8").splitlines():
            if "skos:prefLabel" in line:
                found.update(" ".join(words(match)) for match in literal.findall(line))
    return found
