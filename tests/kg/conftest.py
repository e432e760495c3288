"""What the tests of ``kg`` share: the small graph (``tests/small_graph.py``) and a SPARQL server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Kg, Outcome
from small_graph import PASSAGE_TEXT, SOURCE_TEXT, write_small_graph

from kg import cli
from kg.entities import Directory
from kg.product import Product
from kg.settings import VARIABLES
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small graph, made once. Read it, never write in it."""
    folder = tmp_path_factory.mktemp("small-graph")
    write_small_graph(folder)
    return folder


@pytest.fixture(scope="session")
def product(pristine: Path) -> Product:
    """The small graph's files. Read them, never write them."""
    return Product(pristine)


@pytest.fixture(scope="session")
def graph(product: Product) -> EmbeddedStore:
    """The small graph in a store. Ask it, never write it."""
    return EmbeddedStore.from_files(product.graph_files)


@pytest.fixture(scope="session")
def directory(graph: EmbeddedStore) -> Directory:
    """Names and addresses of the small graph."""
    return Directory(graph)


@pytest.fixture
def root(pristine: Path, tmp_path: Path) -> Path:
    """A copy of the small graph that a test may change."""
    return shutil.copytree(pristine, tmp_path / "graph")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with the text of the one source."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "001.txt").write_bytes(SOURCE_TEXT.encode())
    return folder


@pytest.fixture
def passage() -> str:
    """The text that the one passage points at."""
    return PASSAGE_TEXT


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an Oxigraph server in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, "the package oxigraph has to be installed: uv sync"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _attempt in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "the server stopped"
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, root: Path) -> pytest.MonkeyPatch:
    """Only KG_ROOT is set, to a copy of the small graph."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_ROOT", str(root))
    return monkeypatch


@pytest.fixture
def kg(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Call the command line in this process."""

    def called(*arguments: str) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as done:
            cli.main(list(arguments))
        captured = capsys.readouterr()
        return Outcome(int(done.value.code or 0), captured.out, captured.err)

    return called
