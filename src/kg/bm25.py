"""BM25 over weighted terms (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

Scores = dict[str, float]

# How fast more of a term stops counting, and how much long texts are held back.
_K1, _B = 1.2, 0.6


class Index:
    """Documents as weighted terms, and their scores for a question.

    :param documents: name of a document -> its terms with their weights.
    """

    def __init__(self, documents: Mapping[str, Mapping[str, float]]) -> None:
        self._size = len(documents)
        lengths = {name: sum(terms.values()) for name, terms in documents.items()}
        average = sum(lengths.values()) / max(1, self._size) or 1.0
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for name, terms in documents.items():
            held = _K1 * (1 - _B + _B * lengths[name] / average)
            for term, weight in terms.items():
                self._postings[term].append((name, weight * (_K1 + 1) / (weight + held)))

    def rarity(self, term: str) -> float:
        """Weight of a term: the fewer documents have it, the more it tells; 0 if none has it."""
        number = len(self._postings.get(term, ()))
        return math.log(1 + (self._size - number + 0.5) / (number + 0.5)) if number else 0.0

    def scores(self, terms: Iterable[str]) -> Scores:
        """Document -> score, for the documents that share a term with the question."""
        found: Scores = defaultdict(float)
        for term in dict.fromkeys(terms):
            rarity = self.rarity(term)
            for name, value in self._postings.get(term, ()):
                found[name] += rarity * value
        return found


def weighted(parts: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    """Terms of several texts, each text with its weight, added up."""
    total: dict[str, float] = defaultdict(float)
    for terms, weight in parts:
        for term in terms:
            total[term] += weight
    return dict(total)
