"""BM25 over weighted terms (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3)."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Scores = dict[str, float]

# How fast more of a term stops counting, and how much long texts are held back.
_K1, _B = 1.2, 0.6
# More digits would only make the kept index longer.
_DIGITS = 4
_NOWHERE: tuple[Sequence[int], Sequence[float]] = ((), ())


@dataclass(frozen=True)
class Index:
    """Documents as weighted terms, and their scores for a question.

    :param names: names of the documents.
    :param postings: term -> number of each document that has it, and what it adds there.
    """

    names: list[str]
    postings: dict[str, tuple[Sequence[int], Sequence[float]]]

    def __post_init__(self) -> None:
        """Keep the numbers in arrays: as lists of Python's own numbers they take six times the memory."""
        for term, (numbers, values) in self.postings.items():
            self.postings[term] = (array("I", numbers), array("d", values))

    @classmethod
    def of(cls, documents: Mapping[str, Mapping[str, float]]) -> Index:
        """The index of documents: name -> terms with their weights."""
        lengths = {name: sum(terms.values()) for name, terms in documents.items()}
        average = sum(lengths.values()) / max(1, len(documents)) or 1.0
        postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, (name, terms) in enumerate(documents.items()):
            held = _K1 * (1 - _B + _B * lengths[name] / average)
            for term, weight in terms.items():
                numbers, values = postings[term]
                numbers.append(number)
                values.append(round(weight * (_K1 + 1) / (weight + held), _DIGITS))
        return cls(list(documents), dict[str, tuple[Sequence[int], Sequence[float]]](postings))

    def rarity(self, term: str) -> float:
        """Weight of a term: the fewer documents have it, the more it tells; 0 if none has it."""
        number = len(self.postings.get(term, _NOWHERE)[0])
        return self._rarity(number) if number else 0.0

    @property
    def rarest(self) -> float:
        """Weight of a term that one document has."""
        return self._rarity(1)

    def _rarity(self, number: int) -> float:
        return math.log(1 + (len(self.names) - number + 0.5) / (number + 0.5))

    def has(self, name: str, term: str) -> bool:
        """Whether a document has a term."""
        return any(self.names[number] == name for number in self.postings.get(term, _NOWHERE)[0])

    def scores(self, terms: Iterable[str]) -> Scores:
        """Document -> score, for the documents that share a term with the question."""
        found: Scores = defaultdict(float)
        for term in dict.fromkeys(terms):
            rarity = self.rarity(term)
            for number, value in zip(*self.postings.get(term, _NOWHERE), strict=True):
                found[self.names[number]] += rarity * value
        return found


def weighted(parts: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    """Terms of several texts, each text with its weight, added up."""
    total: dict[str, float] = defaultdict(float)
    for terms, weight in parts:
        for term in terms:
            total[term] += weight
    return dict(total)
