"""The application: a plain list of instruments and problems, and the question box."""

from __future__ import annotations

from flask import Flask, Response, render_template, request

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.finder import Finder
from kg.namespaces import ID
from kg.settings import LANGUAGES
from kg.store import Store

_INSTRUMENTS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
SELECT ?instrument ?row ?name ?action WHERE {
  VALUES ?lang { "%s" }
  ?instrument kg:row ?row ; skos:prefLabel ?name ; kg:actionLabel ?action .
  FILTER(LANG(?name) = ?lang && LANG(?action) = ?lang)
} ORDER BY ?row"""
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def create_app(store: Store, finder: Finder | None = None) -> Flask:
    """The application over one store.

    :param store: where the graph is; the lists are read once, here.
    :param finder: answers the question box; made here, without meanings, if none is given.
    """
    app = Flask(__name__)
    lists = {
        lang: [[t.value if t else "" for t in row] for row in store.select(_INSTRUMENTS % lang).rows]
        for lang in LANGUAGES
    }
    directory = Directory(store)
    answers = finder or Finder(store, names=directory)
    answers.prepare()

    def language() -> str:
        asked = request.args.get("lang", "nl")
        if asked not in LANGUAGES:
            raise KgError(Code.USAGE, f"Unknown language {asked!r}.", where="lang", hint="Choose nl or en.")
        return asked

    @app.get("/")
    def start() -> str:
        lang = language()
        question = request.args.get("q", "").strip()
        advice = answers.ask(question, lang) if question else None
        return render_template(
            "start.html", lang=lang, question=question, advice=advice, instruments=lists[lang], base=ID
        )

    @app.get("/doc/<kind>/<slug>")
    def thing(kind: str, slug: str) -> str:
        lang = language()
        described = directory.describe(directory.resolve(f"{kind}/{slug}"), lang)
        return render_template("thing.html", lang=lang, thing=described, base=ID)

    @app.errorhandler(KgError)
    def fault(error: KgError) -> tuple[str, int]:
        return render_template("error.html", lang="nl", error=error), error.http_status

    @app.after_request
    def safe(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return app
