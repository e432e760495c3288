"""The ontology, to read: every class and property with what it means and how it is used."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kg.namespaces import BASE, KG, OWL, RDFS
from kg.things import Thing
from kg_web.dereferencing import negotiated
from kg_web.language import current_language
from kg_web.site import Site, current_site, made_once

blueprint = Blueprint("definitions", __name__)
_KINDS = {"classes": OWL + "Class", "links": OWL + "ObjectProperty", "values": OWL + "DatatypeProperty"}
_RELATIONS = (RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range", OWL + "inverseOf")


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property.

    :param used: in how many things the graph uses it.
    :param relations: property -> terms that it is related to by it.
    """

    thing: Thing
    used: int
    relations: dict[str, list[str]]


@made_once
def _terms(site: Site, lang: str) -> dict[str, list[Term]]:
    used = Counter(name for thing in site.things.all.values() for name in (*thing.types, *thing.outgoing))
    ours = site.things.sorted((iri for iri in site.things.all if iri.startswith(KG)), lang)
    return {
        group: [
            Term(thing, used[thing.iri], {name: thing.values(name) for name in _RELATIONS if thing.facts(name)})
            for thing in ours
            if kind in thing.types
        ]
        for group, kind in _KINDS.items()
    }


@blueprint.get("/def")
@negotiated
def page() -> str:
    """The whole ontology on one page."""
    site = current_site()
    header = site.things.all[BASE + "def"]
    return render_template("definitions/page.html", header=header, groups=_terms(site, current_language()), base=KG)


@blueprint.get("/def/<version>")
def release(version: str) -> Response:
    """A release of the ontology (``owl:versionIRI``); only the current one is here."""
    if current_site().things.all[BASE + "def"].value(OWL + "versionInfo") != version:
        abort(404)
    return redirect(url_for("definitions.page"), 303)
