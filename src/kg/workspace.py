"""One graph with all that can be asked of it, opened as the settings say; what the doors share.

Each part is made at its first use, so that a command pays only for what it needs.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from kg.cache import Cache
from kg.entities import Directory
from kg.product import Product, shipped_product
from kg.queries import Catalogue
from kg.settings import EMBEDDED, Settings
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from kg.store.opening import StoreOnDemand, open_store

if TYPE_CHECKING:
    from kg.endpoint import Endpoint
    from kg.finder import Finder, Kept
    from kg.finder.encoder import UniversalEncoder
    from kg.guide import Guide
    from kg.planner import Planner
    from kg.publish.keeping import Keeper
    from kg.publish.library import Library
    from kg.search import Search
    from kg.things import Things


@cache
def version() -> str:
    """The version of graph and code, read once: a page says it too."""
    from importlib import metadata

    return metadata.version("instrumentenwijzer")


def _silent(_step: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Workspace:
    """A graph and its answers.

    :param settings: which graph, and how.
    :param progress: told in words when something takes long.
    """

    settings: Settings
    progress: Callable[[str], None] = _silent

    @cached_property
    def product(self) -> Product:
        """The graph's files: shipped, or those of ``KG_ROOT``."""
        return Product(self.settings.root) if self.settings.root else shipped_product()

    @cached_property
    def store(self) -> Store:
        """The store that ``KG_STORE`` names."""
        return open_store(self.settings, self.product)

    @cached_property
    def directory(self) -> Directory:
        """Names and addresses."""
        return Directory(self._store_on_demand)

    @property
    def _store_on_demand(self) -> Store:
        """The same store, opened only when it is asked something that was not kept."""
        return StoreOnDemand(lambda: self.store)

    @cached_property
    def things(self) -> Things:
        """Everything the graph says, prepared."""
        from kg.things import read_things

        return read_things(self.store)

    @cached_property
    def library(self) -> Library:
        """Everything that others can take over, by its address."""
        from kg.publication import library

        return library(
            self.product, self.store, self.directory, self.things, settings=self.settings, keeper=self.keeper
        )

    @cached_property
    def keeper(self) -> Keeper:
        """Keeps documents that are slow to make from one start to the next."""
        from kg.publication import keeper

        return keeper(self.product, self.settings)

    @cached_property
    def finder(self) -> Finder:
        """The finder over that store, with or without meanings as the settings say."""
        from kg.finder import Finder
        from kg.finder.semantic import Meaning

        # The vectors are short: more threads only wait for each other. numpy reads this when it is first imported.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        meaning = Meaning(self._encoder, self._cache, self.progress) if self._encoder else None
        return Finder(self._store_on_demand, meaning, self.directory, self._kept)

    @cached_property
    def _cache(self) -> Cache:
        return Cache(self.settings.cache)

    @cached_property
    def _kept(self) -> Kept:
        from kg.finder import Kept

        # Only of our own files do we know whether they changed.
        return Kept(self._cache, self.product.checksum if self.settings.store == EMBEDDED else "")

    @cached_property
    def _encoder(self) -> UniversalEncoder | None:
        from kg.finder.encoder import UniversalEncoder

        return UniversalEncoder(self._cache) if self.settings.semantic else None

    @property
    def _finder_is_kept(self) -> bool:
        from kg.finder import Finder

        return Finder.is_kept(self._kept) and (self._encoder is None or self._encoder.kept())

    @cached_property
    def search(self) -> Search:
        """Search by name and text."""
        from kg.search import Search

        return Search(self.store, self.directory)

    @cached_property
    def guide(self) -> Guide:
        """The guided path."""
        from kg.guide import Guide

        return Guide(self.store, self.directory)

    @cached_property
    def planner(self) -> Planner:
        """Plans for several problems."""
        from kg.planner import Planner

        return Planner(self.store, self.directory)

    @cached_property
    def endpoint(self) -> Endpoint:
        """The SPARQL endpoint over the same graph."""
        from kg.endpoint import Endpoint

        return Endpoint(self.settings, self.product)

    def settle(self) -> None:
        """Go on with as little memory as can be: the graph is read from a copy on disk, and its files are not.

        Do it before anything is read, and once more when all that pages need is: what reading took is then given back.

        :raises KgError: ``unavailable`` if there is no copy of it there, and none can be made.
        """
        from kg.making import make_elsewhere, prepare_elsewhere

        copy = self.endpoint.copy()
        if copy:
            store = vars(self).setdefault("store", EmbeddedStore())
            store.move_to(copy)
            if "finder" not in vars(self) and not self._finder_is_kept and self._cache.can_keep():
                prepare_elsewhere(self.settings, self.progress)
        if self.settings.cache:
            self.keeper.elsewhere = partial(make_elsewhere, self.settings)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The stored queries."""
        return Catalogue(self.product.folder("queries"))
