"""The built wheel works alone: in an empty folder, in a fresh environment, without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
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
    assert "kg_web/templates/base.html" in names
    assert "kg_web/static/style.css" in names


def test_the_wheel_answers_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    rows = json.loads(kg(installed, tmp_path, "query", "instrument-list", "--format", "json"))
    assert sorted({row["row"] for row in rows}) == list(range(1, 48))


def test_the_wheel_knows_its_version(wheel: Path, installed: Path, tmp_path: Path) -> None:
    assert kg(installed, tmp_path, "--version").strip() == wheel.name.split("-")[1]


def test_the_wheel_checks_a_record(installed: Path, tmp_path: Path) -> None:
    packed = next(installed.parent.glob("lib/python*/site-packages/kg/product/data/instrument/toolwiel.ttl"))
    assert "0 violations" in kg(installed, tmp_path, "check", str(packed))
