"""Making a large document in a process of its own: the server keeps neither the memory nor the work.

The process gets the settings of the server (pickled, on standard input: both are this program), and leaves the document
in the cache folder, where the server finds it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys

from kg.endpoint.pool import PYTHON
from kg.settings import Settings
from kg.workspace import Workspace

# Pages go before.
_PRIORITY = 10


def make_elsewhere(settings: Settings, path: str) -> None:
    """Have a document made and kept. Nothing is said if that fails: who asked then makes it himself, and hears why.

    :param path: its address below that of the server, such as ``dumps/instrumentenwijzer.ttl``.
    """
    subprocess.run(  # noqa: S603 - our own program; the address is one of ours
        [*PYTHON, "kg.making", path], input=pickle.dumps(settings), stderr=subprocess.DEVNULL, check=False
    )


def main() -> None:
    """Make one document."""
    # Ctrl-C in a terminal reaches all its processes; the server waits for this one, and it is short.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_PRIORITY)
    settings: Settings = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our own server
    Workspace(settings).library.document(sys.argv[1])


if __name__ == "__main__":
    main()
