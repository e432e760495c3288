"""The cache folder: what is slow to make and can be made anew, each file under the checksum of what it was made from.

Nothing here is needed: a folder that cannot be written, and a file that is broken, only cost time.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# So many files of one family stay: somebody who works on two graphs in turn keeps both.
_KEPT = 3


@dataclass(frozen=True)
class Cache:
    """A folder of files named ``{family}-{key}.{ending}``.

    :param folder: where they lie, or ``None`` to keep nothing.
    """

    folder: Path | None

    def can_keep(self) -> bool:
        """Whether files can be put there; the folder is made."""
        try:
            if self.folder is not None:
                self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return self.folder is not None and os.access(self.folder, os.W_OK)

    def path(self, family: str, key: str, ending: str) -> Path | None:
        """Where this file lies, or ``None`` if it does not."""
        path = self._place(family, key, ending)
        return path if path and path.is_file() else None

    def family(self, family: str, ending: str) -> list[Path]:
        """The files of a family, whatever their keys, the one kept last first."""
        files = self.folder.glob(f"{family}-*.{ending}") if self.folder else ()
        return sorted(files, key=lambda file: -file.stat().st_mtime_ns)

    def content(self, family: str, key: str) -> bytes | None:
        """What :meth:`keep_content` kept, or ``None`` if it is not there or not whole."""
        path = self.path(family, key, "bin")
        try:
            checksum, _line, content = path.read_bytes().partition(b"\n") if path else (b"", b"", b"")
            return content if path and checksum == _checksum(content) else None
        except OSError:
            return None

    def keep_content(self, family: str, key: str, content: bytes) -> None:
        """Keep bytes, with their checksum before them."""
        self.keep(family, key, "bin", lambda stream: stream.write(_checksum(content) + b"\n" + content))

    def keep(self, family: str, key: str, ending: str, write: Callable[[BinaryIO], object]) -> Path | None:
        """Keep a file whole or not at all, and let the oldest of its family go.

        :param write: writes the content.
        :returns: where it lies, or ``None`` if it could not be kept.
        """
        path = self._place(family, key, ending)
        if path is None:
            return None
        draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as stream:
                write(stream)
            draft.replace(path)
            for old in self.family(family, ending)[_KEPT:]:
                old.unlink()
        except OSError:
            with suppress(OSError):
                draft.unlink()
            return None
        return path

    def _place(self, family: str, key: str, ending: str) -> Path | None:
        return self.folder / f"{family}-{key}.{ending}" if self.folder else None


def _checksum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)
