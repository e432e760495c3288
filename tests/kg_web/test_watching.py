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

from kg.errors import Code, KgError
from kg.settings import Settings
from kg.workspace import Workspace
from kg_web.app import create_app
from kg_web.site import Site, prepare
from kg_web.site import shown as site_of
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


def fresh(root: Path, lang: str = "nl") -> Workspace:
    return Workspace(Settings(root=root, semantic=False, lang=lang))


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
    assert "Opnieuw gelezen" in told[0]
    assert renew(app, fresh(root, "en"), told.append)
    assert "Read anew" in told[1]


def test_of_the_old_graph_nothing_is_left(app: Flask, root: Path) -> None:
    client = app.test_client()
    for address in PAGES:
        assert client.get(address).status_code == 200
    old = ref(site_of(app))
    try:
        assert renew(app, fresh(root), lambda _text: None)
        # What showed it last may still hold it until the next request of the same thread.
        shown(app)
        gc.collect()
        assert old() is None
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(
    ("old", "new", "dutch", "english"),
    [
        (
            'skos:prefLabel "Toolwiel"@nl , "Tool Wheel"@en',
            'skos:prefLabel "Toolwiel"@nl',
            ("De vorige graaf blijft staan. data/instrument/toolwiel.ttl:", "`kg check` zegt alles."),
            ("Kept the old graph. data/instrument/toolwiel.ttl:", "`kg check` tells all."),
        ),
        (
            "schema:about theme:blended-learning",
            "schema:abuot theme:blended-learning",
            ("Deze term staat niet in de ontologie. (schema:abuot)",),
            ("This term is not in the ontology. (schema:abuot)",),
        ),
        (
            "a kg:Instrument ;",
            "a kg:Instrument",
            ("De vorige graaf blijft staan. ", "toolwiel.ttl:", "Dit is geen goede Turtle: de zin ervoor eindigt niet"),
            ("Kept the old graph. ", "toolwiel.ttl:", "This is not Turtle: A dot is expected"),
        ),
    ],
)
def test_a_broken_graph_is_not_shown(  # noqa: PLR0917 - one row of the table
    app: Flask, root: Path, old: str, new: str, dutch: tuple[str, ...], english: tuple[str, ...]
) -> None:
    before = shown(app)
    change(root, old, new)
    for lang, parts in (("nl", dutch), ("en", english)):
        told: list[str] = []
        assert not renew(app, fresh(root, lang), told.append)
        (line,) = told
        assert [part for part in parts if part not in line] == []
        assert shown(app) == before


@pytest.mark.parametrize(("old", "new"), [("Een wiel vol tools.", "Een schijf."), ("a kg:Instrument ;", "a <broken")])
def test_a_graph_that_was_saved_again_while_it_was_read_is_not_shown(
    app: Flask, root: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """It was not checked as it is now: a page could show what the check would refuse. The next look tells."""
    before = shown(app)
    told: list[str] = []

    def meanwhile(workspace: Workspace) -> Site:
        change(root, old, new)
        return prepare(workspace)

    monkeypatch.setattr("kg_web.watching.prepare", meanwhile)
    assert not renew(app, fresh(root), told.append)
    assert told == []
    assert shown(app) == before


def test_what_cannot_be_made_ahead_does_not_stop_the_watcher(
    app: Flask, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_app: Flask) -> None:
        raise KgError(Code.UNAVAILABLE, "No room.")

    monkeypatch.setattr("kg_web.watching.warm", refused)
    change(root, "Een wiel vol tools.", "Een schijf vol tools.")
    assert renew(app, fresh(root), lambda _text: None)
    assert "Een schijf vol tools." in shown(app)


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
