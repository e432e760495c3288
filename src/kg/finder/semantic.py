"""Likeness of meaning: sentence vectors beside the words, for questions that describe without naming.

The encoder stands behind a small protocol and may be left out (``KG_SEMANTIC=off``); the finder then goes by the words
alone. The vectors of the graph's own sentences are made once and kept in the user's cache folder under the checksum of
the sentences.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kg.bm25 import Scores
from kg.cache import Cache

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Vectors = NDArray[float32]

# Likeness below this says nothing: sentences of one field are all somewhat alike.
_NOTHING = 0.4
# A record's likeness: its closest sentence, and the mean of its three closest.
_CLOSEST, _MEAN, _NUMBER = 0.6, 0.4, 3

Sentence = tuple[str, str]
Progress = Callable[[str], None]


class Encoder(Protocol):
    """Turns sentences into vectors of length 1, alike for sentences of like meaning."""

    name: str

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence."""


@dataclass(frozen=True)
class Meaning:
    """How meanings are compared.

    :param encoder: makes vectors of sentences.
    :param cache: where the vectors are kept.
    :param progress: told in words when the vectors have to be made.
    """

    encoder: Encoder
    cache: Cache = field(default_factory=lambda: Cache(None))
    progress: Progress = lambda _step: None

    def of(self, sentences: Iterable[Sentence]) -> Meanings:
        """The meanings of these sentences of records."""
        pairs = sorted(set(sentences))
        return Meanings(pairs, self._vectors([text for _record, text in pairs]), self.encoder)

    def _vectors(self, texts: list[str]) -> Vectors:
        import numpy as np

        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        checksum = hashlib.sha256("\0".join([self.encoder.name, *texts]).encode()).hexdigest()
        path = self.cache.path("sentences", checksum, "npy")
        if path:
            try:
                known: Vectors = np.load(path, allow_pickle=False)
                if known.shape[0] == len(texts) and known.dtype == np.float32:
                    return known
            except (OSError, ValueError, EOFError):
                pass  # a broken file is made anew
        self.progress("reading the meaning of the graph's sentences, once")
        made = self.encoder.encode(texts)
        self.cache.keep("sentences", checksum, "npy", lambda stream: np.save(stream, made, allow_pickle=False))
        return made


@dataclass(frozen=True)
class Meanings:
    """The sentences of records as vectors, and how alike a question is to each record.

    :param sentences: record and text.
    :param vectors: one row per sentence.
    """

    sentences: list[Sentence]
    vectors: Vectors
    encoder: Encoder

    def scores(self, question: str) -> Scores:
        """Record -> likeness above the threshold, from 0 to 0.6; records at or below it are left out."""
        return {record: score for record, (score, _sentence) in self.closest(question).items()}

    def closest(self, question: str) -> dict[str, tuple[float, str]]:
        """Record -> likeness as :meth:`scores` has it, and the sentence that is closest to the question."""
        if not self.sentences:
            return {}
        likeness = self.vectors @ self.encoder.encode([question])[0]
        found: dict[str, list[tuple[float, int]]] = defaultdict(list)
        alike = (likeness > _NOTHING).nonzero()[0]
        for value, number in zip(likeness[alike].tolist(), alike.tolist(), strict=True):
            found[self.sentences[number][0]].append((value, number))
        scores: dict[str, tuple[float, str]] = {}
        for record, values in found.items():
            closest = sorted(values, reverse=True)[:_NUMBER]
            mean = sum(value for value, _number in closest) / len(closest)
            score = max(0.0, _CLOSEST * closest[0][0] + _MEAN * mean - _NOTHING)
            scores[record] = score, self.sentences[closest[0][1]][1]
        return scores
