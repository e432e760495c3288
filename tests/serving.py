"""A real server over an application, in a thread of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server


@contextmanager
def served(app: Flask, **options: Any) -> Iterator[str]:
    """The address of a server, until it is left."""
    connections: dict[int, Any] = {}
    server = create_server(app, host="127.0.0.1", port=0, ident=None, map=connections, **options)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # Those who answer first: they wake the loop when they are done. Then the loop itself closes what it waits for;
    # closed by another thread, it would now and then wait for a descriptor that is no more.
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(lambda: wasyncore.close_all(connections, ignore_all=True))
    thread.join(timeout=10)
    assert not thread.is_alive()
