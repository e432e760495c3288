"""A changed graph is shown anew; a broken one is not, and the old one stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from weakref import ref

import pytest
from flask import Flask
from small_graph import write_small_graph

from kg.settings import Settings
from kg.workspace import Workspace
from kg_web.app import create_app
from kg_web.watching import renew, watch

PATIENCE = 120
# Pages that make something of the graph and keep it.
PAGES = (
    "/", "/?q=tijd", "/api/", "/api/things/instrument/toolwiel", "/def", "/reconcile", "/quality", "/gaps",
    "/doc/instrument/toolwiel.ttl", "/graph?from=toolwiel&to=problem/weinig-tijd",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_graph(tmp_path)
    return tmp_path


@pytest.fixture
def app(root: Path) -> Flask:
    return create_app(fresh(root))


def fresh(root: Path) -> Workspace:
    return Workspace(Settings(root=root, semantic=False))


def change(root: Path, old: str, new: str) -> None:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def shown(app: Flask) -> str:
    return app.test_client().get("/doc/instrument/toolwiel").text


def test_a_sound_change_is_shown(app: Flask, root: Path) -> None:
    assert "Een wiel vol tools." in shown(app)
    told: list[str] = []
    change(root, "Een wiel vol tools.", "Een schijf vol tools.")
    assert renew(app, fresh(root), told.append)
    assert "Een schijf vol tools." in shown(app)
    assert "Read anew" in told[0]


def test_of_the_old_graph_nothing_is_left(app: Flask, root: Path) -> None:
    client = app.test_client()
    for address in PAGES:
        assert client.get(address).status_code == 200
    old = ref(app.extensions["instrumentenwijzer"])
    try:
        assert renew(app, fresh(root), lambda _text: None)
        # What showed it last may still hold it until the next request of the same thread.
        shown(app)
        gc.collect()
        assert old() is None
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ('skos:prefLabel "Toolwiel"@nl , "Tool Wheel"@en', 'skos:prefLabel "Toolwiel"@nl', "toolwiel.ttl:"),
        ("a kg:Instrument ;", "a kg:Instrument", "toolwiel.ttl"),
    ],
)
def test_a_broken_graph_is_not_shown(app: Flask, root: Path, old: str, new: str, told_of: str) -> None:
    before = shown(app)
    told: list[str] = []
    change(root, old, new)
    assert not renew(app, fresh(root), told.append)
    assert "Kept the old graph" in told[0]
    assert told_of in told[0]
    assert shown(app) == before


@pytest.fixture
def watched(app: Flask, root: Path) -> Iterator[Event]:
    """Set at each word of the watcher, which runs in a thread."""
    heard, stop = Event(), Event()
    thread = Thread(target=watch, args=(app, lambda: fresh(root), lambda _text: heard.set(), stop))
    thread.start()
    yield heard
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_saved_file_is_noticed_and_the_watcher_stops_when_told(app: Flask, root: Path, watched: Event) -> None:
    # The watcher may not look yet when the file is first saved.
    for _attempt in range(PATIENCE):
        change(root, "vol tools", "vol tools")
        if watched.wait(1):
            break
    assert watched.is_set()
