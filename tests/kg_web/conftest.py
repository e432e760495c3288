"""What the tests of the web share: the application over the small graph, and over the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from small_graph import write_small_graph

from kg.settings import Settings
from kg.workspace import Workspace
from kg_web.app import create_app


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over the small graph."""
    folder: Path = tmp_path_factory.mktemp("small-graph")
    write_small_graph(folder)
    app = create_app(Workspace(Settings(root=folder, semantic=False)))
    app.testing = True
    return app


@pytest.fixture
def client(small: Flask) -> FlaskClient:
    """A browser at the small graph."""
    return small.test_client()


@pytest.fixture(scope="session")
def shipped() -> Flask:
    """The application over the shipped graph."""
    app = create_app(Workspace(Settings(semantic=False)))
    app.testing = True
    return app


@pytest.fixture
def visitor(shipped: Flask) -> FlaskClient:
    """A browser at the shipped graph."""
    return shipped.test_client()
