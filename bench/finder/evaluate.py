"""How good the finder is: nDCG@5, hit@3 and gaps on our own questions, beside plain BM25 over titles and descriptions.

Run: uv run python bench/finder/evaluate.py [--part tuning|reporting] [--show]. The measures are those of the shared
scoring script: gains 2^grade - 1, debatable instruments taken out first, a false gap scores 0.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import time
from collections import defaultdict
from pathlib import Path

from kg.bm25 import Index, weighted
from kg.cache import Cache
from kg.finder import Finder
from kg.finder.encoder import UniversalEncoder
from kg.finder.semantic import Meaning
from kg.product import shipped_product
from kg.settings import read_settings
from kg.store.embedded import EmbeddedStore

QUESTIONS = Path(__file__).with_name("questions.json")
_TOP = 5


def gain(ranking: list[int], grades: dict[int, int]) -> float:
    """nDCG of a ranking at five."""

    def discounted(values: list[int]) -> float:
        return sum((2**value - 1) / math.log2(place + 2) for place, value in enumerate(values[:_TOP]))

    return discounted([grades.get(row, 0) for row in ranking]) / discounted(sorted(grades.values(), reverse=True))


def group(question: dict) -> str:
    """Language, or typo for Dutch with typos and keywords."""
    if question["language"] == "en":
        return "en"
    return "nl" if question["style"] == "normal" else "typo"


def measure(questions: list[dict], answer, show: bool = False) -> dict[str, object]:
    """The figures of one way of answering; ``answer(question)`` gives (gap, rows)."""
    scores, hits, times = defaultdict(list), [], []
    gaps = false_gaps = found_gaps = 0
    for question in questions:
        start = time.perf_counter()
        gap, rows = answer(question)
        times.append((time.perf_counter() - start) * 1000)
        if question["expected"] == "gap":
            gaps, found_gaps = gaps + 1, found_gaps + gap
            if show and not gap:
                print("missed gap:", question["id"], question["query"])
            continue
        grades = {entry["row"]: entry["grade"] for entry in question["relevant"]}
        debatable = {entry["row"] for entry in question["debatable_do_not_penalise"]}
        ranking = [] if gap else [row for row in rows if row not in debatable]
        value = gain(ranking, grades)
        for name in ("all", group(question), question["role"]):
            scores[name].append(value)
        hits.append(any(grades.get(row) == max(grades.values()) for row in ranking[:3]))
        false_gaps += gap
        if show and value < 0.5:
            told = "gap" if gap else ranking[:_TOP]
            print(f"{value:.2f} {question['id']} {question['query']} | got {told} want {grades}")
    times.sort()
    return {
        "nDCG@5": {name: round(statistics.mean(values), 3) for name, values in scores.items()},
        "hit@3": round(statistics.mean(hits), 3),
        "gaps found": f"{found_gaps}/{gaps}",
        "false gaps": f"{false_gaps}/{len(hits)}",
        "ms p50": round(statistics.median(times), 2),
        "ms p95": round(times[int(len(times) * 0.95)], 2),
    }


def meaning() -> Meaning:
    """Likeness of meaning, with what is slow to make from the user's cache folder."""
    # As every door has it (kg.workspace).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cache = Cache(read_settings(os.environ).cache)
    return Meaning(UniversalEncoder(cache), cache)


def plain_bm25(finder: Finder):
    """The peer: what a search box over titles and descriptions finds, with the same stems."""
    plain = {}
    for lang in ("nl", "en"):
        analyzer = finder._language(lang).analyzer
        documents = {
            iri: weighted(
                (analyzer.terms(text), 1.0)
                for part in ("label", "title", "definition")
                for text in record.texts[lang].get(part, ())
            )
            for iri, record in finder.knowledge.instruments.items()
        }
        plain[lang] = (analyzer, Index.of(documents.items()))

    def bm25(question: dict) -> tuple[bool, list[int]]:
        analyzer, index = plain[question["language"]]
        ranked = sorted(index.scores(analyzer.terms(question["query"])).items(), key=lambda item: (-item[1], item[0]))
        rows = [finder.knowledge.instruments[iri].row for iri, _score in ranked]
        return False, [row for row in rows if row]

    return bm25


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=("tuning", "reporting"), default="tuning")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--words", action="store_true", help="words alone, without meanings")
    options = parser.parse_args()
    questions = [q for q in json.loads(QUESTIONS.read_text(encoding="utf-8"))["queries"] if q["part"] == options.part]
    start = time.perf_counter()
    store = EmbeddedStore.from_files(shipped_product().graph_files)
    loaded = time.perf_counter()
    finder = Finder(store, None if options.words else meaning())
    finder.prepare()
    print(f"load {loaded - start:.2f} s, index {time.perf_counter() - loaded:.2f} s")

    def ours(question: dict) -> tuple[bool, list[int]]:
        context = finder.context(role=question["role"], sector=question["sector"])
        advice = finder.ask(question["query"], question["language"], context=context, limit=10, whole=True)
        return advice.gap, [found.row for found in advice.instruments if found.row]

    print("plain BM25", measure(questions, plain_bm25(finder)))
    print("finder    ", measure(questions, ours, options.show))


if __name__ == "__main__":
    main()
