"""The built wheel works alone: in an empty folder, in a fresh environment, without a network."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("uv") is None:
        pytest.skip("uv is not on the PATH: pip install uv")
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(["uv", "build", "--wheel", "--quiet", "--out-dir", str(out)], cwd=ROOT, check=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment that holds the wheel and its dependencies only."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run(["uv", "venv", "--quiet", str(folder)], check=True)
    environment = os.environ | {"VIRTUAL_ENV": str(folder)}
    subprocess.run(["uv", "pip", "install", "--quiet", str(wheel)], env=environment, check=True)
    return folder / "bin"


def kg(installed: Path, folder: Path, *arguments: str) -> str:
    # No way out: every proxy leads nowhere, and nothing of the checkout is on the path.
    environment = {
        "PATH": str(installed),
        "HOME": str(folder),
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    done = subprocess.run(
        [str(installed / "kg"), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_whole_product(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "data", "queries"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"kg/product/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "web" / "kg_web").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert f"kg_web/{path.relative_to(ROOT / 'web' / 'kg_web').as_posix()}" in names


def test_the_wheel_answers_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    rows = json.loads(kg(installed, tmp_path, "query", "instrument-list", "--format", "json"))
    assert sorted({row["row"] for row in rows}) == list(range(1, 48))


def test_the_wheel_knows_its_version(wheel: Path, installed: Path, tmp_path: Path) -> None:
    assert kg(installed, tmp_path, "--version").strip() == wheel.name.split("-")[1]


def test_the_wheel_checks_a_record(installed: Path, tmp_path: Path) -> None:
    packed = next(installed.parent.glob("lib/python*/site-packages/kg/product/data/instrument/toolwiel.ttl"))
    assert "0 fouten" in kg(installed, tmp_path, "check", str(packed))


def test_the_wheel_serves_its_pages(installed: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"PATH": str(installed), "HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [str(installed / "kg"), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert str(port) in server.stdout.readline()
            for path, words in (
                ("/", "Met welk probleem worstelt u?"),
                ("/en/?q=too+little+time", "What helps"),
                ("/en/doc/instrument/toolwiel", "Tool wheel"),
                ("/sparql?query=ASK%20%7B%7D", "true"),
            ):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
                    assert words in answer.read().decode(), path
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
