"""Showing a graph anew when its files change, and only when ``kg check`` finds no violation in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event

from flask import Flask

from kg.errors import KgError
from kg.model import Result
from kg.namespaces import shorten
from kg.product import Product
from kg.validation.elsewhere import check_elsewhere
from kg.validation.places import to_mend_first
from kg.workspace import Workspace
from kg_web.site import Site, prepare, show
from kg_web.warming import warm

# What the watcher says.
_SHOWN = {"nl": "Opnieuw gelezen: {records} dingen en onderdelen.", "en": "Read anew: {records} records."}
_KEPT = {"nl": "De vorige graaf blijft staan. {reason}", "en": "Kept the old graph. {reason}"}
_MORE = {"nl": "`kg check` zegt alles.", "en": "`kg check` tells all."}
# What a graph is made of.
_FOLDERS = ("ontology", "shapes", "data", "queries")


def renew(app: Flask, workspace: Workspace, tell: Callable[[str], None]) -> bool:
    """Read the graph anew and show it, or go on with the old one.

    :param workspace: the same graph, not yet read.
    :param tell: told in words what happened, in the language of the settings.
    :returns: whether the new graph is shown.
    """
    lang = workspace.settings.lang
    checked = _state(workspace)
    try:
        report = check_elsewhere(workspace.product, cache=workspace.settings.cache)
        if not report.conforms:
            worst = to_mend_first(report.results)
            place = f"{worst.file}:{worst.line}" if worst.line else worst.file or worst.record
            tell(_KEPT[lang].format(reason=f"{place}: {_told(worst, lang)} {_MORE[lang]}"))
            return False
        # Queries are answered from the same copy.
        workspace.settle()
        site = prepare(workspace)
        if _state(workspace) != checked:
            # Saved again while it was read: nobody checked that. The watcher comes back for it.
            _retire(site)
            return False
    except KgError as error:
        if _state(workspace) != checked:
            # What went wrong may come of that alone.
            return False
        message, hint = error.told(lang)
        place = f"{error.where}: " if error.where else ""
        tell(_KEPT[lang].format(reason=f"{place}{message} {hint}".rstrip()))
        return False
    _retire(show(app, site))
    tell(_SHOWN[lang].format(records=report.records))
    # What cannot be made now, for a file was saved again, is made when it is asked for, or by the next graph.
    with suppress(KgError):
        warm(app)
    return True


def _told(result: Result, lang: str) -> str:
    """What is wrong, with the value that is, where one is: a misspelt name is found by its letters."""
    return f"{result.what[lang]} ({shorten(result.value)})" if result.value else result.what[lang]


def _state(workspace: Workspace) -> str:
    """What the files of a graph hold now, as a checksum; empty where they cannot be read."""
    try:
        return Product(workspace.product.root).checksum
    except KgError:
        return ""


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
