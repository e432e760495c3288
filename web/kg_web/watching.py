"""Showing a graph anew when its files change, and only when ``kg check`` finds no violation in it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from flask import Flask

from kg.errors import KgError
from kg.validation.elsewhere import check_elsewhere
from kg.workspace import Workspace
from kg_web.site import Site, prepare, show
from kg_web.warming import warm

# What a graph is made of.
_FOLDERS = ("ontology", "shapes", "data", "queries")


def renew(app: Flask, workspace: Workspace, tell: Callable[[str], None]) -> bool:
    """Read the graph anew and show it, or go on with the old one.

    :param workspace: the same graph, not yet read.
    :param tell: told in words what happened.
    :returns: whether the new graph is shown.
    """
    try:
        report = check_elsewhere(workspace.product, cache=workspace.settings.cache)
        if report.conforms:
            _retire(show(app, prepare(workspace)))
            tell(f"Read anew: {report.records} records.")
            warm(app)
            return True
        worst = report.results[0]
        place = f"{worst.file}:{worst.line}" if worst.line else worst.file or worst.record
        tell(f"Kept the old graph. {place}: {worst.what['en']} `kg check` tells all.")
    except KgError as error:
        tell(f"Kept the old graph. {error} {error.hint}".rstrip())
    return False


def _retire(site: Site | None) -> None:
    """Let go of a graph that is shown no more: processes that answer queries about it have no more to do."""
    if site and "endpoint" in vars(site.workspace):
        site.workspace.endpoint.close()


def watch(app: Flask, fresh: Callable[[], Workspace], tell: Callable[[str], None], stop: Event) -> None:
    """Renew the graph at every change of its files, until told to stop.

    :param fresh: gives the same graph, not yet read.
    """
    import watchfiles

    root = fresh().product.root
    folders = [root / name for name in _FOLDERS if (root / name).is_dir()]
    for _changes in watchfiles.watch(*folders, stop_event=stop, raise_interrupt=False):
        renew(app, fresh(), tell)
