"""What is made beside the first requests, so that no later one has to wait."""

from __future__ import annotations

import gc

from flask import Flask

from kg.memory import give_back
from kg_web.links import page_of
from kg_web.site import shown


def warm(app: Flask) -> None:
    """Make all that pages need, and the pages that people come for; let go of what only that needed."""
    site = shown(app)
    site.search.prepare()
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    # The store answers at its quickest while it is in memory.
    site.prepare_counts()
    _ = site.workspace.library
    site.workspace.endpoint.prepare()
    site.workspace.settle()
    _render_instruments(app)
    # What is made by now stays: to look through all of it for garbage now and then would hold pages up.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back()


def _render_instruments(app: Flask) -> None:
    """Render the page of every instrument, in Dutch; all of them take half of what :mod:`kg_web.rendered` keeps."""
    with app.test_request_context():
        addresses = [page_of(instrument.iri) for instrument in shown(app).things.kinds.get("instrument", ())]
    reader = app.test_client()
    for address in addresses:
        reader.get(address)
