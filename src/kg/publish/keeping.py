"""Documents that are slow to make stay in the cache folder: a server that starts again has them at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.cache import Cache
from kg.publish.document import Document, restored

_ENDING = "gz"


def state_of(files: Iterable[Path], versions: Iterable[str]) -> str:
    """A name for these files as they are now: it changes when one of them does.

    :param versions: of the programs that write documents from them, which may write the same graph in another way.
    """
    digest = hashlib.sha256("\n".join(versions).encode())
    for path in files:
        content = path.read_bytes()
        digest.update(f"\n{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


@dataclass
class Keeper:
    """Keeps documents of one state of a graph.

    :param cache: where they lie.
    :param state: name of the state, from :func:`state_of`.
    :param elsewhere: has another process make and keep the document at a path, for who would rather not make it here.
    """

    cache: Cache
    state: str
    elsewhere: Callable[[str], None] | None = None

    def kept(self, path: str, media_type: str, make: Callable[[], Document]) -> Document:
        """The document as it was kept, or made now, and kept."""
        found = self._found(path, media_type)
        if found is None and self.elsewhere:
            self.elsewhere(path)
            found = self._found(path, media_type)
        if found is not None:
            return found
        made = make()
        self.cache.keep(_family(path), self.state, _ENDING, lambda stream: stream.write(made.packed))
        return made

    def _found(self, path: str, media_type: str) -> Document | None:
        place = self.cache.path(_family(path), self.state, _ENDING)
        if place is None:
            return None
        try:
            return restored(path, media_type, place.read_bytes())
        except OSError:
            place.unlink(missing_ok=True)
            return None


def _family(path: str) -> str:
    return path.replace("/", "-")
