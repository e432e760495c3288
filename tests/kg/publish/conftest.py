"""What the tests of publishing share: the shipped graph, prepared, and the documents made of it."""

from __future__ import annotations

import pytest

from kg.publish.library import Library
from kg.publish.resources import Resource, read_resources
from kg.publish.site import Site
from kg.settings import Settings
from kg.store.embedded import EmbeddedStore
from kg.things import Things, read_things
from kg.workspace import Workspace


@pytest.fixture(scope="session")
def site() -> Site:
    """A server that is not where the graph's addresses point."""
    return Site("https://wijzer.example.org/iw/", "mailto:redactie@example.org")


@pytest.fixture(scope="session")
def library(site: Site) -> Library:
    """The documents of the shipped graph."""
    return Workspace(Settings(base_url=site.base_url, contact=site.contact, semantic=False)).library


@pytest.fixture(scope="session")
def things() -> Things:
    """The shipped graph, prepared."""
    return Workspace(Settings(semantic=False)).things


@pytest.fixture(scope="session")
def resources(library: Library) -> dict[str, Resource]:
    """Slug -> instrument of the shipped graph."""
    return {resource.slug: resource for resource in library.resources}


@pytest.fixture(scope="session")
def few(graph: EmbeddedStore) -> dict[str, Resource]:
    """Slug -> instrument of the small graph."""
    return {resource.slug: resource for resource in read_resources(read_things(graph))}
