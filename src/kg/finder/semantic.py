"""Likeness of meaning: sentence vectors beside the words, for questions that describe without naming.

The encoder stands behind a small protocol and may be left out (``KG_SEMANTIC=off``); the finder then goes by the words
alone. The vectors of the graph's own sentences are made once and kept in the user's cache folder, each under the
checksum of its sentence: when the graph changes, only new sentences are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.bm25 import Scores
from kg.cache import Cache
from kg.typography import straight

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Vectors = NDArray[float32]
    Packed = NDArray[Any]

# Likeness below this says nothing: sentences of one field are all somewhat alike.
_NOTHING = 0.4
# A packed vector has whole numbers from -127 to 127, and the step that they count: likeness is off by a thousandth.
_MOST = 127
# So many vectors are unpacked at a time: what is unpacked stays in the processor's own memory.
_CHUNK = 256
# The family of the kept vectors, and the length of a sentence's key.
_FAMILY, _KEY = "sentences", 24
_FIELDS = ("key", "step", "vector")
# So many new sentences take long enough to tell somebody who waits.
_MANY = 300
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
        return Meanings(pairs, self._packed([text for _record, text in pairs]), self.encoder)

    def _packed(self, texts: list[str]) -> Packed:
        import numpy as np

        if not texts:
            return np.zeros(0, dtype=_record(1))
        keys = [self._key(text) for text in texts]
        checksum = hashlib.sha256(b"".join(keys)).hexdigest()
        whole = self._kept(self.cache.path(_FAMILY, checksum, "npy"))
        if whole is not None and whole["key"].tolist() == keys:
            return whole
        # Most sentences are those of the graph as it was before its last change, or of another one.
        known: dict[bytes, Any] = {}
        for path in self.cache.family(_FAMILY, "npy"):
            before = self._kept(path)
            if before is not None:
                known = dict(zip(before["key"].tolist(), before, strict=True)) | known
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if len(new) > _MANY:
            self.progress("reading the meaning of the graph's sentences, once")
        if new:
            read = _pack(list(new), self.encoder.encode([_as_read(text) for text in new.values()]))
            known |= zip(new, read, strict=True)
        made = np.array([known[key] for key in keys], dtype=known[keys[0]].dtype)
        self.cache.keep(_FAMILY, checksum, "npy", lambda stream: np.save(stream, made, allow_pickle=False))
        return made

    def _key(self, text: str) -> bytes:
        """Checksum of a sentence, and of who read it; letters only, for arrays leave off zeros at the end of bytes."""
        read = f"{self.encoder.name}\0{_as_read(text)}".encode(errors="surrogatepass")
        return hashlib.blake2b(read, digest_size=_KEY // 2).hexdigest().encode()

    def _kept(self, path: Path | None) -> NDArray[Any] | None:
        """The vectors of a file; ``None`` for one that is broken, which is then made anew."""
        import numpy as np

        try:
            kept = np.load(path, allow_pickle=False) if path else None
        except (OSError, ValueError, EOFError):
            return None
        return kept if kept is not None and kept.dtype.names == _FIELDS else None


@dataclass(frozen=True)
class Meanings:
    """The sentences of records as vectors, and how alike a question is to each record.

    :param sentences: record and text.
    :param packed: their vectors, one record per sentence.
    """

    sentences: list[Sentence]
    packed: Packed
    encoder: Encoder

    def scores(self, question: str) -> Scores:
        """Record -> likeness above the threshold, from 0 to 0.6; records at or below it are left out."""
        return {record: score for record, (score, _sentence) in self.closest(question).items()}

    def closest(self, question: str) -> dict[str, tuple[float, str]]:
        """Record -> likeness as :meth:`scores` has it, and the sentence that is closest to the question."""
        import numpy as np

        if not self.sentences:
            return {}
        likeness = _products(self.packed, self.encoder.encode([_as_read(question)])[0])
        alike = (likeness > _NOTHING).nonzero()[0]
        # Record after record, and of each the likest sentence first.
        alike = alike[np.lexsort((-likeness[alike], self._owners[alike]))]
        values = likeness[alike].astype(np.float64)
        firsts = np.flatnonzero(np.diff(self._owners[alike], prepend=-1))
        counts = np.minimum(np.diff(firsts, append=len(alike)), _NUMBER)
        sums = values[firsts]
        for place in range(1, _NUMBER):
            more = counts > place
            sums[more] += values[firsts[more] + place]
        scores = np.maximum(0.0, _CLOSEST * values[firsts] + _MEAN * sums / counts - _NOTHING)
        likest = [self.sentences[number] for number in alike[firsts].tolist()]
        return {record: (score, text) for (record, text), score in zip(likest, scores.tolist(), strict=True)}

    @cached_property
    def _owners(self) -> NDArray[Any]:
        """The record of each sentence, as a number; those of one record stand together."""
        import numpy as np

        numbers = {record: number for number, record in enumerate(dict.fromkeys(one for one, _text in self.sentences))}
        return np.fromiter((numbers[record] for record, _text in self.sentences), dtype=np.int32)


def _as_read(sentence: str) -> str:
    """A sentence without the capital that it begins with: encoders take "Docenten" for another word than "docenten".

    Names in capitals keep them: ICT. However an apostrophe was typed, it is read as the same.
    """
    sentence = straight(sentence)
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _record(width: int) -> list[tuple[Any, ...]]:
    """How one packed vector lies in memory and in the file."""
    key, step, vector = _FIELDS
    return [(key, f"S{_KEY}"), (step, "f4"), (vector, "i1", width)]


def _pack(keys: list[bytes], vectors: Vectors) -> Packed:
    """Vectors with the keys of their sentences, packed."""
    import numpy as np

    packed = np.zeros(len(keys), dtype=_record(vectors.shape[1]))
    # A sentence without any letter has no direction.
    steps = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny) / _MOST
    packed["key"], packed["step"], packed["vector"] = keys, steps, np.rint(vectors / steps[:, None])
    return packed


def _products(packed: Packed, vector: NDArray[float32]) -> NDArray[float32]:
    """The inner product of each packed vector and a vector; more than 1 could only be rounding."""
    import numpy as np

    numbers = packed["vector"]
    found = np.empty(len(packed), dtype=np.float32)
    for first in range(0, len(packed), _CHUNK):
        found[first : first + _CHUNK] = numbers[first : first + _CHUNK].astype(np.float32) @ vector
    found *= packed["step"]
    return np.minimum(found, 1, out=found)
