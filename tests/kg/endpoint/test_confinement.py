"""What a confined process cannot do; each try is a process of its own, for confinement is for good."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process off the network by itself")


def confined(code: str) -> str:
    """What a process prints that confines itself and then runs this."""
    done = subprocess.run(
        [sys.executable, "-c", f"from kg.endpoint.confinement import confine\nbound = confine(10**9)\n{code}"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


@LINUX
def test_there_are_no_sockets() -> None:
    assert "PermissionError" in confined("import socket; socket.socket()")
    assert "PermissionError" in confined("import socket; socket.create_connection(('127.0.0.1', 9))")
    assert confined("print(bound)") == "True\n"


@LINUX
def test_a_service_that_nobody_refused_reaches_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        query = f"import pyoxigraph; print(list(pyoxigraph.Store().query('SELECT * {{ SERVICE <{address}> {{ }} }}')))"
        assert "PermissionError" in confined(query)
        with pytest.raises(TimeoutError):
            listener.accept()


@LINUX
def test_memory_is_bounded() -> None:
    assert "MemoryError" in confined("bytes(2 * 10**9)")
    assert confined("print(len(bytes(10**8)))") == "100000000\n"


def test_everything_else_goes_first() -> None:
    assert confined("import os; print(os.nice(0))") == "19\n"


def test_files_can_still_be_read() -> None:
    assert confined("import json; print(bool(open(json.__file__).read()))") == "True\n"
