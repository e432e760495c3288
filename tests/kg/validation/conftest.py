"""What the tests of the check share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.namespaces import ID, KG


@pytest.fixture
def folder(pristine: Path, tmp_path: Path) -> Path:
    """The small graph with a fault."""
    made = Path(shutil.copytree(pristine, tmp_path / "graph"))
    with (made / "data/instrument/toolwiel.ttl").open("a", encoding="utf-8") as stream:
        stream.write(f'<{ID}instrument/toolwiel> <{KG}nonsense> "x" .\n')
    return made
