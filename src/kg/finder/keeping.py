"""What the finder made of a graph, kept in the cache folder for the next start."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.cache import Cache

_Made = TypeVar("_Made")
# Modules beside the finder that make something of the graph's words.
_LANGUAGE = ("bm25", "stemming", "text")


@dataclass(frozen=True)
class Kept:
    """Values that are read from the cache folder, or made and put there.

    :param cache: where.
    :param graph: checksum of the graph that they are made of; empty to keep nothing.
    """

    cache: Cache = field(default_factory=lambda: Cache(None))
    graph: str = ""

    @cached_property
    def _key(self) -> str:
        """Checksum of the graph and of all that makes something of it: other code may make something else."""
        checksum = hashlib.sha256(self.graph.encode())
        here = Path(__file__).parent
        for path in (*sorted(here.glob("*.py")), *(here.parent / f"{name}.py" for name in _LANGUAGE)):
            checksum.update(path.read_bytes())
        checksum.update(metadata.version("PyStemmer").encode())
        return checksum.hexdigest()[:32]

    def has(self, name: str) -> bool:
        """Whether the value of this name is kept, whole or not."""
        return bool(self.graph) and self.cache.path(name, self._key, "bin") is not None

    def value(self, name: str, kind: type[_Made], make: Callable[[], _Made]) -> _Made:
        """The value of this name, made if it is not there or not whole.

        It is kept as MessagePack, which holds values only and runs nothing when it is read (as pickle would).

        :param kind: its type; what does not fit it is made anew.
        """
        if not self.graph or self.cache.folder is None:
            return make()
        content = self.cache.content(name, self._key)
        if content is not None:
            with suppress(msgspec.DecodeError):
                return msgspec.msgpack.decode(content, type=kind)
        made = make()
        self.cache.keep_content(name, self._key, msgspec.msgpack.encode(made))
        return made
