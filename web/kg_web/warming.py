"""What is made beside the first requests, so that no later one has to wait."""

from __future__ import annotations

import gc

from flask import Flask, url_for
from werkzeug.test import Client, create_environ

from kg.drawing.lettering import cut_ahead
from kg.framework import AXES
from kg.memory import sharing, trim
from kg.namespaces import KG
from kg.settings import LANGUAGES
from kg.things import Things
from kg_web.language import speaking
from kg_web.links import page_of
from kg_web.site import shown
from kg_web.words import axis_name

# So many new objects, more than are gone, make Python look for garbage.
_NEW_OBJECTS = 5_000


def warm(app: Flask) -> None:
    """Make all that pages need, and the pages that people come for; let go of what only that needed."""
    site = shown(app)
    with sharing():
        site.search.prepare()
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    # The store answers at its quickest while it is in memory.
    site.prepare_counts()
    _ = site.workspace.library
    site.workspace.endpoint.prepare()
    site.workspace.settle()
    with app.app_context():
        _cut_names(site.things)
    _render(app)
    # What is made by now stays: to look through all of it for garbage now and then would hold pages up. So would it to
    # look through the new objects as often as Python does: a page makes thousands, and leaves next to none.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    trim()


def _render(app: Flask) -> None:
    """Render what people come for, in Dutch: the answer to every problem, and at last the page of every instrument.

    Of the answers the pieces stay that others are made of (:mod:`kg_web.pieces`); the pages of instruments take half of
    what :mod:`kg_web.rendered` keeps.
    """
    kinds = shown(app).things.kinds
    # Flask's own client for tests brings a debugger with it.
    with app.request_context(create_environ()):
        addresses = [url_for("start.page", problem=problem.slug) for problem in kinds.get("problem", ())]
        addresses += [page_of(instrument.iri) for instrument in kinds.get("instrument", ())]
    reader = Client(app)
    for address in addresses:
        reader.get(address)


def _cut_names(things: Things) -> None:
    """Know where the long words of names of things and axes may be cut, in tables and drawings."""
    named = [thing for members in things.kinds.values() for thing in members]
    for lang in LANGUAGES:
        names = [thing.label(lang) for thing in named]
        with speaking(lang):
            names += map(axis_name, AXES)
        cut_ahead(names + [thing.value(KG + "actionLabel", lang) for thing in named], lang)
    # Drawings cut words as Dutch does, in both languages.
    cut_ahead((thing.label("en") for thing in named), "nl")
