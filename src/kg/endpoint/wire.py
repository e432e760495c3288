"""How the server and its workers talk: one message is a line of JSON that ends with the size of the bytes after it."""

from __future__ import annotations

import json
import os
import select
import time
from typing import Any


def send(descriptor: int, message: dict[str, Any], body: bytes = b"") -> None:
    """Send one message.

    :param descriptor: file descriptor of a pipe.
    :param body: bytes that follow it.
    :raises EOFError: if nobody reads.
    """
    left = memoryview(json.dumps({**message, "size": len(body)}).encode() + b"\n" + body)
    try:
        while left:
            left = left[os.write(descriptor, left) :]
    except OSError as error:
        raise EOFError from error


class Receiver:
    """The reading end of a pipe.

    :param descriptor: its file descriptor.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._read = bytearray()

    def receive(self, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
        """The next message and its bytes.

        :param deadline: moment of ``time.monotonic`` after which to stop waiting; ``None`` waits for ever.
        :raises EOFError: if the other side closed.
        :raises TimeoutError: at the deadline.
        """
        while (end := self._read.find(b"\n")) < 0:
            self._more(deadline)
        message: dict[str, Any] = json.loads(self._read[:end])
        whole = end + 1 + int(message["size"])
        while len(self._read) < whole:
            self._more(deadline)
        body = bytes(self._read[end + 1 : whole])
        del self._read[:whole]
        return message, body

    def _more(self, deadline: float | None) -> None:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._descriptor], [], [], left)[0]:
                raise TimeoutError
        part = os.read(self._descriptor, 1 << 18)
        if not part:
            raise EOFError
        self._read += part
