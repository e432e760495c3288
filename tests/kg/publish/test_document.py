"""Documents: the same content gives the same bytes, and comes out as it went in."""

from __future__ import annotations

import gzip
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kg.publish.document import Writer, document


@given(st.lists(st.binary(max_size=2000)))
def test_what_is_written_comes_out(pieces: list[bytes]) -> None:
    writer = Writer()
    for piece in pieces:
        writer.stream.write(piece)
    made = writer.document("x", "application/octet-stream")
    content = b"".join(pieces)
    assert made.body == b"".join(made.chunks()) == gzip.decompress(made.packed) == content
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_same_content_gives_the_same_bytes() -> None:
    assert document("x", "text/plain", "één") == document("x", "text/plain", "één".encode())
    assert document("x", "text/plain", "a").packed[4:8] == b"\0\0\0\0", "no time in the gzip header"
