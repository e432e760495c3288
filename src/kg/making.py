"""Making what takes much memory in a process of its own: the server keeps neither the memory nor the work.

The process gets the settings of the server (pickled, on standard input: both are this program), leaves what it made in
the cache folder, where the server finds it, and tells on standard output what takes long.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from kg.endpoint.pool import PYTHON
from kg.settings import Settings
from kg.workspace import Workspace

# Pages go before.
_PRIORITY = 10


def make_elsewhere(settings: Settings, path: str) -> None:
    """Have a document made and kept. Nothing is said if that fails: who asked then makes it himself, and hears why.

    :param path: its address below that of the server, such as ``dumps/instrumentenwijzer.ttl``.
    """
    _run(settings, [path], _silent)


def prepare_elsewhere(settings: Settings, progress: Callable[[str], None]) -> None:
    """Have what the finder makes of the graph made and kept: the first time that takes 100 MB more than it leaves.

    Nothing is said if that fails, as above.

    :param progress: told in words what takes long.
    """
    _run(settings, [], progress)


def _run(settings: Settings, arguments: list[str], progress: Callable[[str], None]) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program; the address is one of ours
        [*PYTHON, "kg.making", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both are pipes")
        try:
            # One that cannot even start has closed its end.
            with suppress(OSError):
                process.stdin.write(pickle.dumps(settings))
                process.stdin.close()
            for step in process.stdout:
                progress(step.decode().strip())
        except BaseException:
            process.kill()
            raise


def _silent(_step: str) -> None:
    """Tell nobody."""


def _told(step: str) -> None:
    """Tell who started this process."""
    print(step, flush=True)  # noqa: T201 - that is how


def main() -> None:
    """Make one document, or without its address what the finder keeps."""
    # Ctrl-C in a terminal reaches all its processes; the server waits for this one, or ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_PRIORITY)
    settings: Settings = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our own server
    workspace = Workspace(settings, _told)
    if sys.argv[1:]:
        workspace.library.document(sys.argv[1])
    else:
        workspace.finder.prepare()


if __name__ == "__main__":
    main()
