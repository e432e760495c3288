"""The application: one blueprint per subject over one graph."""

from __future__ import annotations

from flask import Flask
from flask_compress import Compress

from kg.publish.rdf import FORMS
from kg.workspace import Workspace
from kg_web import (
    about,
    check,
    compare,
    definitions,
    dereferencing,
    faults,
    framework,
    gaps,
    graph,
    guide,
    language,
    links,
    lists,
    navigation,
    pieces,
    plan,
    publishing,
    quality,
    questions,
    reconciliation,
    responses,
    search,
    sparql,
    start,
    things,
    words,
)
from kg_web.api import routes as api
from kg_web.site import prepare, show

BLUEPRINTS = (
    definitions.blueprint,
    dereferencing.blueprint,
    start.blueprint,
    guide.blueprint,
    plan.blueprint,
    compare.blueprint,
    search.blueprint,
    things.blueprint,
    lists.blueprint,
    publishing.blueprint,
    framework.blueprint,
    gaps.blueprint,
    graph.blueprint,
    questions.blueprint,
    quality.blueprint,
    check.blueprint,
    about.blueprint,
    reconciliation.blueprint,
    sparql.blueprint,
)
# The largest body that any address takes, in bytes.
MOST_BYTES = 10_000_000
# Text shrinks to a tenth; documents of the library are compressed already.
_COMPRESSED = [
    "text/html", "text/css", "text/javascript", "text/xml", "text/csv", "text/plain", "application/json",
    *(form.media_type.partition(";")[0] for form in FORMS.values()),
]  # fmt: skip


def create_app(workspace: Workspace) -> Flask:
    """The application over one graph; everything is read and prepared here.

    :raises KgError: ``unreadable`` if a file of the graph cannot be read.
    """
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, COMPRESS_STREAMS=False, COMPRESS_MIMETYPES=_COMPRESSED)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # Finished before it is compressed: functions after a request run from the last to the first.
    Compress(app)
    responses.init_app(app)
    language.init_app(app)
    links.init_app(app)
    words.init_app(app)
    navigation.init_app(app)
    pieces.init_app(app)
    faults.init_app(app)
    publishing.init_app(app)
    site = prepare(workspace)
    show(app, site)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.init_app(app, site)
    return app
