"""What all tests share: where the material beside the repository lies, and the shipped graph."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.product import Product, shipped_product
from kg.store.embedded import EmbeddedStore

ROOT = Path(__file__).resolve().parents[1]


def shared(*parts: str) -> Path:
    """A path under the shared folder; without that folder the test is skipped, in CI it fails."""
    folder = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
    path = folder.joinpath(*parts)
    if path.exists():
        return path
    reason = f"{path} is not there: set KG_SHARED to the folder with sources/ and eval/"
    if os.environ.get("CI"):
        pytest.fail(f"CI must not skip this: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def product() -> Product:
    return shipped_product()


@pytest.fixture(scope="session")
def graph(product: Product) -> EmbeddedStore:
    """The shipped graph."""
    return EmbeddedStore.from_files(product.graph_files)


@pytest.fixture(scope="session")
def sources() -> Path:
    return shared("sources")


@pytest.fixture(scope="session")
def competency() -> dict[str, dict]:
    """The sample questions about the graph with their exact answers, by id."""
    document = json.loads(shared("eval", "competency-dev.json").read_text(encoding="utf-8"))
    return {question["id"]: question for question in document["questions"]}
