"""What others take over: dumps, catalogue, vocabularies, records, tables, networks, feed, sitemap, and OAI-PMH.

Each document is made once (:mod:`kg.publish.library`), kept compressed and sent as it is. Everyone may read them, from
any page (CORS): they are public data.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from kg.publish import schemaorg
from kg.publish.document import Document
from kg.publish.dumps import CHECKSUMS, PATHS
from kg.publish.library import Library
from kg.publish.oai import protocol
from kg.publish.rdf import FORMS
from kg.publish.site import LICENCE
from kg.things import Thing
from kg_web.language import ROOT, current_language
from kg_web.negotiation import best, not_acceptable
from kg_web.packed import marked, sent
from kg_web.places import add_forms, reached
from kg_web.site import current_site
from kg_web.words import kind_name

blueprint = Blueprint("publishing", __name__)
_GZIP = "application/gzip"
# The tables that most people look for; the dictionary names all.
_SHOWN_TABLES = ("instrument", "problem", "factor", "theme", "target-group", "organisation", "programme")
# Forms of a graph in the order of our preference, as a request may ask for them.
_NEGOTIABLE = {FORMS[suffix].media_type.partition(";")[0]: suffix for suffix in ("ttl", "jsonld", "rdf", "nt")}


def _library() -> Library:
    return current_site().workspace.library


def _sent(document: Document, *, as_gzip: bool = False) -> Response:
    """A document as an answer.

    :param as_gzip: the compressed file itself is what was asked for.
    """
    if as_gzip:
        response = marked(Response(document.packed, content_type=_GZIP), document, packed=True)
    else:
        response = sent(document)
    response.headers.add("Link", f'<{LICENCE}>; rel="license"')
    return response


def _negotiated(name: str) -> Response:
    """A graph in the form that the request prefers, with links to the others."""
    asked = best(list(_NEGOTIABLE))
    if not asked:
        raise not_acceptable(list(_NEGOTIABLE))
    response = _sent(_library().document(f"{name}.{_NEGOTIABLE[asked]}"))
    response.vary.add("Accept")
    add_forms(response, name, _NEGOTIABLE)
    response.headers["Content-Location"] = f"{request.environ[ROOT]}/{name}.{_NEGOTIABLE[asked]}"
    return response


_FORM_NAMES = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML", "trig": "TriG"}


@blueprint.get("/data")
def index() -> str:
    """For people: every way to take the graph over, with its address."""
    # Documents have one address, whatever the language of the page.
    root = request.environ[ROOT]
    things = current_site().things

    def forms(name: str) -> list[tuple[str, str]]:
        return [(f"{root}/{name}.{suffix}", _FORM_NAMES[suffix]) for suffix in _NEGOTIABLE.values()]

    tables = [(f"{root}/csv/{kind}.csv", kind_name(kind)) for kind in _SHOWN_TABLES if kind in things.kinds]
    whole = [(f"{root}/{path}", _FORM_NAMES[suffix]) for suffix, path in PATHS.items()]
    return render_template(
        "publishing/index.html",
        root=root,
        catalogue=forms("catalogue"),
        vocabularies=forms("vocabularies"),
        dumps=[*whole, (f"{root}/{CHECKSUMS}", _("Controlegetallen"))],
        tables=[*tables, (f"{root}/csv/dictionary", _("Woordenboek"))],
    )


@blueprint.get("/catalogue", defaults={"name": "catalogue"})
@blueprint.get("/vocabularies", defaults={"name": "vocabularies"})
@blueprint.get("/void", defaults={"name": "void"})
def graph(name: str) -> Response:
    """The DCAT-AP-NL catalogue, all concept schemes in NL-SBB, or the VoID description, in the form asked for."""
    return _negotiated(name)


@blueprint.get("/vocabularies/<name>")
def vocabulary(name: str) -> Response:
    """One concept scheme in NL-SBB; with a suffix in that form, without one as asked for."""
    path = f"vocabularies/{name}"
    return _sent(_library().document(path)) if "." in name else _negotiated(path)


@blueprint.get("/<any('catalogue', 'vocabularies', 'void'):name>.<any('ttl', 'jsonld', 'rdf', 'nt'):suffix>")
def graph_file(name: str, suffix: str) -> Response:
    """The same in one form."""
    return _sent(_library().document(f"{name}.{suffix}"))


@blueprint.get("/.well-known/void")
def void() -> AnyResponse:
    """Where the VoID description is (VoID, section 7.2)."""
    return redirect(url_for("publishing.graph", name="void"))


@blueprint.get("/dumps/<name>")
def dump(name: str) -> Response:
    """The whole graph in one file, or the checksums; with ``.gz`` behind it the file compressed."""
    return _sent(_library().document(f"dumps/{name.removesuffix('.gz')}"), as_gzip=name.endswith(".gz"))


@blueprint.get("/csv/<name>")
def table(name: str) -> Response:
    """One kind of thing as CSV, the dictionary, or the metadata of a table."""
    if name == "dictionary":
        name = "dictionary.csv"
    response = _sent(_library().document(f"csv/{name}"))
    if name.endswith(".csv") and name != "dictionary.csv":
        # Model for Tabular Data, section 5.2: how tools find the metadata.
        described = url_for("publishing.table", name=f"{name}-metadata.json")
        response.headers.add("Link", f'<{described}>; rel="describedby"; type="application/csvm+json"')
    return response


@blueprint.get("/amb/<name>")
@blueprint.get("/amb.jsonl", defaults={"name": ""})
def amb(name: str) -> Response:
    """One instrument in AMB, or all of them, one per line."""
    return _sent(_library().document(f"amb/{name}" if name else "amb.jsonl"))


@blueprint.get("/schemaorg/<name>")
def schemaorg_file(name: str) -> Response:
    """All instruments as schema.org, in one language."""
    return _sent(_library().document(f"schemaorg/{name}"))


@blueprint.get("/<any('network.graphml', 'network.gexf', 'sitemap.xml', 'robots.txt', 'feed.atom'):name>")
def file(name: str) -> Response:
    """The networks, the sitemap, the rules for crawlers, the change feed."""
    return _sent(_library().document(name))


@blueprint.get("/feed-<int:number>.atom")
def feed_archive(number: int) -> Response:
    """An archive of the change feed."""
    return _sent(_library().document(f"feed-{number}.atom"))


@blueprint.route("/oai", methods=["GET", "POST"])
def oai() -> AnyResponse:
    """The OAI-PMH 2.0 repository. Errors are answers of the protocol, with status 200."""
    given = request.form if request.method == "POST" else request.args
    if not given and request.method == "GET" and best(["text/xml", "text/html"]) == "text/html":
        # A person, not a harvester: show what the repository is.
        return redirect(url_for("publishing.oai", verb="Identify"))
    address = reached("oai")
    answer = protocol.answer(_library().repository, given.items(multi=True), datetime.now(UTC), address)
    return Response(answer, content_type=protocol.MEDIA_TYPE)


@blueprint.get("/oai/<name>")
def oai_file(name: str) -> Response:
    """All records of a form in one file."""
    return _sent(_library().document(f"oai/{name}"))


def structured_data(thing: Thing) -> Markup:
    """The JSON-LD of an instrument for its own page; nothing for any other thing."""
    resource = _library().resource(thing.iri)
    if resource is None:
        return Markup("")
    content = schemaorg.script(resource, _library().site, current_language())
    # JSON in which `<` is escaped cannot close the element that it stands in.
    return Markup(f'<script type="application/ld+json">{content}</script>')  # noqa: S704 - escaped, see above


def init_app(app: Flask) -> None:
    """Let templates use ``structured_data(thing)``."""
    names: dict[str, Any] = {"structured_data": structured_data}
    app.jinja_env.globals.update(names)
