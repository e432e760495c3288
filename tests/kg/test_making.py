"""Large documents are made by another process, and are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.making import make_elsewhere
from kg.settings import Settings
from kg.workspace import Workspace

LARGE = ["dumps/instrumentenwijzer.nt", "network.gexf"]


@pytest.mark.parametrize("path", LARGE)
def test_another_process_makes_the_same_document(root: Path, tmp_path: Path, path: str) -> None:
    settings = Settings(root=root, semantic=False, cache=tmp_path / "cache")
    make_elsewhere(settings, path)
    assert len(list((tmp_path / "cache").glob("*.gz"))) == 1
    here = Workspace(Settings(root=root, semantic=False)).library.document(path)
    found = Workspace(settings).library.document(path)
    assert (found.sha256, found.packed) == (here.sha256, here.packed)


@pytest.mark.parametrize("path", LARGE)
def test_a_process_that_goes_on_has_them_made_so(
    root: Path, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(Settings(root=root, semantic=False, cache=tmp_path / "cache"))
    try:
        workspace.settle()
        monkeypatch.setattr("kg.publish.dumps.written", lambda *_values: pytest.fail("made here"))
        monkeypatch.setattr("kg.publication.document", lambda *_values: pytest.fail("made here"))
        assert workspace.library.document(path).size > 1000
    finally:
        workspace.endpoint.close()


def test_a_process_that_fails_is_silent(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kg.making.PYTHON", ("/bin/false",))
    settings = Settings(root=root, semantic=False, cache=tmp_path / "cache")
    make_elsewhere(settings, LARGE[0])
    assert capfd.readouterr() == ("", "")
