"""BM25 over weighted terms (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3)."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

Scores = dict[str, float]

# How fast more of a term stops counting, and how much long texts are held back.
_K1, _B = 1.2, 0.6
# How the columns of an index are packed: whole numbers, and single-precision floats (struct, native size and order).
_WHOLE: Final = "I"
_FLOAT: Final = "f"


@dataclass(frozen=True)
class Index:
    """Documents as weighted terms, and their scores for a question.

    The postings of all terms stand one after another in two packed columns: as objects of Python's own they take ten
    times the memory, and reading a kept index would mean making each of them.

    :param names: names of the documents; several may have the same.
    :param terms: term -> its number.
    :param starts: packed; where the postings of each term start, and at last where those of the last end.
    :param documents: packed; of each posting the number of a document that has the term.
    :param weights: packed; what the term adds there.
    """

    names: list[str]
    terms: dict[str, int]
    starts: bytes
    documents: bytes
    weights: bytes

    @classmethod
    def of(cls, documents: Iterable[tuple[str, Mapping[str, float]]]) -> Index:
        """The index of documents, each with its name, and its terms with their weights."""
        names: list[str] = []
        lengths: list[float] = []
        numbers: dict[str, int] = {}
        # In the order of the documents; packed, for there are a hundred thousand.
        term_of, document_of, weight_of = array(_WHOLE), array(_WHOLE), array("d")
        for name, terms in documents:
            for term, weight in terms.items():
                term_of.append(numbers.setdefault(term, len(numbers)))
                document_of.append(len(names))
                weight_of.append(weight)
            names.append(name)
            lengths.append(sum(terms.values()))
        average = sum(lengths) / max(1, len(names)) or 1.0
        held = [_K1 * (1 - _B + _B * length / average) for length in lengths]
        # In the order of the terms.
        counts = Counter(term_of)
        starts = array(_WHOLE, accumulate((counts[number] for number in range(len(numbers))), initial=0))
        places, found = starts[:], array(_WHOLE, bytes(starts.itemsize * len(term_of)))
        added = array(_FLOAT, bytes(array(_FLOAT).itemsize * len(term_of)))
        for term_number, document, weight in zip(term_of, document_of, weight_of, strict=True):
            place = places[term_number]
            places[term_number] += 1
            found[place], added[place] = document, weight * (_K1 + 1) / (weight + held[document])
        return cls(names, numbers, starts.tobytes(), found.tobytes(), added.tobytes())

    @cached_property
    def _columns(self) -> tuple[memoryview[int], memoryview[int], memoryview[float]]:
        return (
            memoryview(self.starts).cast(_WHOLE),
            memoryview(self.documents).cast(_WHOLE),
            memoryview(self.weights).cast(_FLOAT),
        )

    def postings(self, term: str) -> Iterator[tuple[int, float]]:
        """The number of each document that has a term, and what the term adds there, were it not for its rarity."""
        number = self.terms.get(term)
        if number is None:
            return iter(())
        starts, documents, weights = self._columns
        first, end = starts[number], starts[number + 1]
        return zip(documents[first:end].tolist(), weights[first:end].tolist(), strict=True)

    def _frequency(self, term: str) -> int:
        """How many documents have a term."""
        number = self.terms.get(term)
        if number is None:
            return 0
        starts = self._columns[0]
        return starts[number + 1] - starts[number]

    def rarity(self, term: str) -> float:
        """Weight of a term: the fewer documents have it, the more it tells; 0 if none has it."""
        number = self._frequency(term)
        return self._rarity(number) if number else 0.0

    @property
    def rarest(self) -> float:
        """Weight of a term that one document has."""
        return self._rarity(1)

    def _rarity(self, number: int) -> float:
        return math.log(1 + (len(self.names) - number + 0.5) / (number + 0.5))

    def has(self, name: str, term: str) -> bool:
        """Whether a document has a term."""
        return any(self.names[number] == name for number, _weight in self.postings(term))

    def scores(self, terms: Iterable[str]) -> Scores:
        """Document -> score, for the documents that share a term with the question."""
        return {self.names[number]: score for number, score in self._numbered(terms).items()}

    def scores_by_word(self, words: Iterable[Sequence[str]]) -> Scores:
        """The same for words that may be compounds: each counts once, whole or by its parts, whichever tells more.

        :param words: of each word its own term, and then those of its parts.
        """
        return {self.names[number]: score for number, score in self.numbered_by_word(words).items()}

    def numbered_by_word(self, words: Iterable[Sequence[str]]) -> dict[int, float]:
        """The same by the place of each document in :attr:`names`, for who has thousands of them."""
        asked = {tuple(terms): None for terms in words}
        found = self._numbered(terms[0] for terms in asked if len(terms) == 1)
        for whole, *parts in (terms for terms in asked if len(terms) > 1):
            as_whole, by_parts = self._numbered([whole]), self._numbered(parts)
            for number in as_whole.keys() | by_parts.keys():
                most = max(as_whole.get(number, 0.0), by_parts.get(number, 0.0))
                found[number] = found.get(number, 0.0) + most
        return found

    def _numbered(self, terms: Iterable[str]) -> dict[int, float]:
        found: dict[int, float] = {}
        score_of = found.get
        for term in dict.fromkeys(terms):
            rarity = self.rarity(term)
            for number, weight in self.postings(term):
                found[number] = score_of(number, 0.0) + rarity * weight
        return found


def weighted(parts: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    """Terms of several texts, each text with its weight, added up."""
    total: dict[str, float] = defaultdict(float)
    for terms, weight in parts:
        for term in terms:
            total[term] += weight
    return dict(total)
