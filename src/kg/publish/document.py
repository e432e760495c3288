"""A published document: made once, kept compressed, served as it is."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CHUNK = 65536
# Levels of gzip: for what is large and kept; and for a page, where a third of the time makes it a twentieth larger.
_SMALL, _QUICK = 6, 4


@dataclass(frozen=True)
class Document:
    """One file that others can take.

    :param path: its address below that of the server, such as ``catalogue.ttl``.
    :param media_type: its media type, with the character set where it is text.
    :param packed: its content, compressed with gzip (RFC 1952).
    :param size: number of bytes of the content itself.
    :param sha256: SHA-256 of the content itself, in hexadecimal digits.
    """

    path: str
    media_type: str
    packed: bytes
    size: int
    sha256: str

    @property
    def body(self) -> bytes:
        """The content."""
        return gzip.decompress(self.packed)

    def chunks(self) -> Iterator[bytes]:
        """The content piece by piece, for a reader that does not take gzip."""
        with gzip.GzipFile(fileobj=io.BytesIO(self.packed)) as stream:
            while piece := stream.read(_CHUNK):
                yield piece


class _Packer(io.RawIOBase):
    """Compresses, counts and sums what is written to it."""

    def __init__(self, level: int) -> None:
        self.packed = io.BytesIO()
        # No time in the header: the same content gives the same bytes.
        self.gzip = gzip.GzipFile(fileobj=self.packed, mode="wb", compresslevel=level, mtime=0)
        self.hash = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        piece = bytes(data)
        self.hash.update(piece)
        self.size += len(piece)
        self.gzip.write(piece)
        return len(piece)


class Writer:
    """A content that grows, and ends as a :class:`Document`; it never stands in memory uncompressed.

    :param level: of gzip, from 1 (quick) to 9 (small).
    """

    def __init__(self, level: int = _SMALL) -> None:
        self._packer = _Packer(level)
        # Where the content is written to.
        self.stream = io.BufferedWriter(self._packer, _CHUNK)

    def document(self, path: str, media_type: str) -> Document:
        """The document of all that was written."""
        self.stream.flush()
        packer = self._packer
        packer.gzip.close()
        return Document(path, media_type, packer.packed.getvalue(), packer.size, packer.hash.hexdigest())


def restored(path: str, media_type: str, packed: bytes) -> Document:
    """The document that was kept as these bytes.

    :raises OSError: if they are not whole.
    """
    if not packed:
        raise OSError("not whole")
    digest, size = hashlib.sha256(), 0
    try:
        for piece in Document(path, media_type, packed, 0, "").chunks():
            digest.update(piece)
            size += len(piece)
    except (EOFError, zlib.error) as error:
        raise OSError("not whole") from error
    return Document(path, media_type, packed, size, digest.hexdigest())


def document(path: str, media_type: str, content: str | bytes) -> Document:
    """A document of a text or of bytes, made while somebody waits."""
    writer = Writer(_QUICK)
    writer.stream.write(content.encode() if isinstance(content, str) else content)
    return writer.document(path, media_type)
