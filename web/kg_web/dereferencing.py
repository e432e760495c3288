"""Addresses of things as linked data: ``id/`` leads to ``doc/``, and ``doc/`` speaks the form that is asked for.

Cool URIs for the Semantic Web (W3C 2008), section 4.2: 303 to one generic document with content negotiation; every form
has an address of its own too, with a suffix.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from kg.namespaces import BASE, ID
from kg.publish.document import Document
from kg.publish.document import document as packed
from kg.publish.rdf import FORMS
from kg.publish.record import ontology, record
from kg.settings import LANGUAGES
from kg.things import Thing
from kg_web.language import ROOT, address_in
from kg_web.negotiation import HTML, best, not_acceptable
from kg_web.packed import sent
from kg_web.places import add_forms
from kg_web.site import current_site

blueprint = Blueprint("dereferencing", __name__)
# Forms of a graph without named graphs.
SUFFIXES = ("ttl", "jsonld", "nt", "rdf")
_MEDIA = {FORMS[suffix].media_type.partition(";")[0]: suffix for suffix in SUFFIXES}
_DEFINITIONS = "def"


def _written(iri: str, suffix: str) -> Document:
    """A thing, or the ontology, in a form; written at its first request."""
    site, form = current_site(), FORMS[suffix]
    found = site.rendered.get((iri, suffix))
    if found is None:
        if iri == BASE + _DEFINITIONS:
            content = ontology(site.store, form)
        else:
            content = record(site.things, site.store, site.things.all[iri], form)
        found = packed(f"{_path(iri)}.{suffix}", form.media_type, content)
        site.rendered.keep((iri, suffix), found)
    return found


def _path(iri: str) -> str:
    """Of the document about a thing, or about the ontology."""
    return iri.replace(ID, "doc/").replace(BASE, "")


def _data(iri: str, suffix: str) -> Response:
    """A thing, or the ontology, in a form."""
    return _linked(sent(_written(iri, suffix)), iri)


def _linked(response: Response, iri: str) -> Response:
    """Say where its other forms stand, and what it is about (RFC 6903, section 2)."""
    add_forms(response, _path(iri), _MEDIA)
    response.headers.add("Link", f'<{iri}>; rel="about"')
    return response


def _thing(kind: str, slug: str) -> Thing:
    thing = current_site().things.get(kind, slug)
    if thing is None:
        abort(404)
    return thing


def negotiated(view: Callable[..., ResponseReturnValue]) -> Callable[..., Response]:
    """Let the page of a thing speak the other forms too.

    :param view: gives the page; its keyword arguments are ``kind`` and ``slug``, or none for the ontology.
    """

    @wraps(view)
    def answer(**place: str) -> Response:
        iri = _thing(**place).iri if place else BASE + _DEFINITIONS
        form = best([HTML, *_MEDIA])
        if not form:
            raise not_acceptable([HTML, *_MEDIA])
        if form == HTML:
            response = _linked(current_app.make_response(view(**place)), iri)
        else:
            response = _data(iri, _MEDIA[form])
            # RFC 9110, section 8.7: this form has an address of its own.
            response.headers["Content-Location"] = f"{request.environ[ROOT]}/{_path(iri)}.{_MEDIA[form]}"
        response.vary.add("Accept")
        return response

    return answer


@blueprint.get("/id/<kind>/<slug>")
def identify(kind: str, slug: str) -> BaseResponse:
    """From a thing to the document about it, in the language that a reader prefers."""
    thing = _thing(kind, slug)
    address = url_for("things.page", kind=thing.kind, slug=thing.slug)
    if best([HTML, *_MEDIA]) == HTML and request.accept_languages.best_match(LANGUAGES) == LANGUAGES[1]:
        address = address_in(LANGUAGES[1]).replace("/id/", "/doc/", 1)
    response = redirect(address, 303)
    response.vary.update(["Accept", "Accept-Language"])
    return response


@blueprint.get(f"/doc/<kind>/<slug>.<any({','.join(SUFFIXES)}):suffix>")
def document(kind: str, slug: str, suffix: str) -> Response:
    """A thing in a form with an address of its own."""
    return _data(_thing(kind, slug).iri, suffix)


@blueprint.get(f"/def.<any({','.join(SUFFIXES)}):suffix>")
def definitions_document(suffix: str) -> Response:
    """The ontology in a form with an address of its own."""
    return _data(BASE + _DEFINITIONS, suffix)
