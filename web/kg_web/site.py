"""What the pages show, prepared once per graph; swapped whole when the graph is read anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import Flask, current_app, g
from markupsafe import Markup

from kg.entities import Directory
from kg.evidence import SourceTexts
from kg.finder import Finder
from kg.framework import Framework
from kg.framework.coverage import Coverage
from kg.guide import Guide
from kg.memory import sharing
from kg.model import Result
from kg.planner import Planner
from kg.portrait.reading import Reading
from kg.queries import Catalogue
from kg.search import Search
from kg.statistics import SourceCoverage, basis_counts, source_coverage
from kg.store import Store
from kg.things import Things
from kg.workspace import Workspace, version
from kg_web.checking import Checking
from kg_web.rendered import Rendered
from kg_web.sheets import Sheets

_EXTENSION = "instrumentenwijzer"
_Values = ParamSpec("_Values")
_Made = TypeVar("_Made")


# Compared and hashed as the one object that it is.
@dataclass(frozen=True, eq=False)
class Site:
    """One graph with everything that pages ask of it.

    :param texts: the source texts, where their folder is known.
    :param rendered: pages and data as they were written last.
    :param pieces: what many pages share; see :mod:`kg_web.pieces`.
    :param made: what was made of it; see :func:`made_once`.
    :param checksum: tells this graph and this version of the code from all others; part of every ETag.
    """

    workspace: Workspace
    store: Store
    directory: Directory
    things: Things
    finder: Finder
    guide: Guide
    planner: Planner
    search: Search
    catalogue: Catalogue
    texts: SourceTexts | None
    checksum: str
    rendered: Rendered = field(default_factory=Rendered)
    pieces: dict[tuple[Hashable, ...], Markup] = field(default_factory=dict)
    made: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)

    @cached_property
    def reading(self) -> Reading:
        """What rests on each section of each source."""
        return Reading(self.things)

    @cached_property
    def checking(self) -> Checking:
        """The check of the graph, begun when it is first asked for."""
        return Checking(self.workspace.product, self.workspace.settings.cache)

    @cached_property
    def sheets(self) -> Sheets:
        """The records as spreadsheets."""
        return Sheets(self.workspace.product)

    @property
    def checked(self) -> bool:
        """Whether the check has run."""
        return "checking" in vars(self) and self.checking.report() is not None

    def found_about(self, iri: str) -> list[Result] | None:
        """What the check found about a thing and its parts; ``None`` while it has not run: it is not begun for this."""
        report = self.checking.report() if self.checked else None
        if report is None:
            return None
        return [result for result in report.results if result.record.partition("#")[0] == iri]

    @cached_property
    def bases(self) -> list[tuple[str, int]]:
        """How many statements are stated, inferred and curated."""
        return basis_counts(self.store)

    @cached_property
    def source_coverage(self) -> list[SourceCoverage]:
        """What the graph takes from each source."""
        return source_coverage(self.store)

    def prepare_counts(self) -> None:
        """Count what the pages on framework, gaps and quality tell, so that no reader waits for it."""
        _ = self.bases, self.source_coverage, self.framework, self.coverage

    @cached_property
    def framework(self) -> Framework:
        """Which instruments belong to each ingredient, building block, factor, phase and cluster."""
        return Framework(self.things)

    @cached_property
    def coverage(self) -> Coverage:
        """How many instruments there are for each combination of concepts."""
        return Coverage(self.things)


def made_once(make: Callable[Concatenate[Site, _Values], _Made]) -> Callable[Concatenate[Site, _Values], _Made]:
    """Make something of a site at its first use, and keep it with that site: when the site goes, so does that."""

    @wraps(make)
    def made(site: Site, /, *values: _Values.args, **names: _Values.kwargs) -> _Made:
        key = (make, *values, *names.items())
        if key not in site.made:
            site.made[key] = make(site, *values, **names)
        found: _Made = site.made[key]
        return found

    return made


def prepare(workspace: Workspace) -> Site:
    """What every page needs, read now. The rest is made when it is first asked for, or by :func:`kg_web.warming.warm`.

    :raises KgError: ``unreadable`` if a file of the graph cannot be read.
    """
    sources = workspace.settings.sources
    with sharing():
        workspace.finder.prepare()
        _ = workspace.directory.names
        return Site(
            workspace,
            workspace.store,
            workspace.directory,
            workspace.things,
            workspace.finder,
            workspace.guide,
            workspace.planner,
            workspace.search,
            workspace.catalogue,
            SourceTexts(sources) if sources else None,
            f"{version()}-{workspace.product.checksum}",
        )


def show(app: Flask, site: Site) -> Site | None:
    """Let the application show this graph from the next request on.

    :returns: the graph that was shown until now.
    """
    before: Site | None = app.extensions.get(_EXTENSION)
    app.extensions[_EXTENSION] = site
    return before


def shown(app: Flask) -> Site:
    """The graph that an application shows now."""
    site: Site = app.extensions[_EXTENSION]
    return site


def current_site() -> Site:
    """The graph of this request: the same from its beginning to its end."""
    if "site" not in g:
        g.site = shown(current_app)
    site: Site = g.site
    return site
