"""Large documents are made by another process, and are the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.making import make_elsewhere, prepare_elsewhere
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


def test_another_process_makes_what_the_finder_keeps(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(root=root, semantic=False, cache=tmp_path / "cache")
    expected = Workspace(Settings(root=root, semantic=False)).finder.ask("te weinig tijd")
    workspace = Workspace(settings)
    try:
        workspace.settle()
        monkeypatch.setattr("kg.finder.read_knowledge", lambda *_values: pytest.fail("read here"))
        monkeypatch.setattr("kg.finder.make_wording", lambda *_values: pytest.fail("made here"))
        assert workspace.finder.ask("te weinig tijd") == expected
        # It is kept by now: no process is asked for it again.
        monkeypatch.setattr("kg.making.prepare_elsewhere", lambda *_values: pytest.fail("asked again"))
        Workspace(settings).settle()
    finally:
        workspace.endpoint.close()


def test_what_takes_long_there_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.making.PYTHON", (sys.executable, "-c", "print('one step'); print('another')"))
    told: list[str] = []
    prepare_elsewhere(Settings(), told.append)
    assert told == ["one step", "another"]


def test_who_stops_waiting_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import time; print('a step', flush=True); time.sleep(600)"
    monkeypatch.setattr("kg.making.PYTHON", (sys.executable, "-c", program))

    def stop(_step: str) -> None:
        raise KeyboardInterrupt

    # It would be waited for, ten minutes.
    with pytest.raises(KeyboardInterrupt):
        prepare_elsewhere(Settings(), stop)
