"""The Reconciliation API 0.2 at ``/reconcile``: OpenRefine and catalogue editors match their names to the graph."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

from kg.errors import Code, KgError
from kg.namespaces import ID, KG
from kg.reconciliation import Reconciler
from kg.settings import LANGUAGES
from kg.workspace import version
from kg_web.language import current_language
from kg_web.places import reached
from kg_web.site import Site, current_site, made_once

blueprint = Blueprint("reconciliation", __name__, url_prefix="/reconcile")
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_PREVIEW = {"width": 430, "height": 300}
# A preview is shown in a frame of the tool that asks for it.
_FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@made_once
def _reconciler(site: Site) -> Reconciler:
    return Reconciler(site.things)


def reconciler() -> Reconciler:
    """The reconciler of the graph of this request."""
    return _reconciler(current_site())


def _answer(value: Any) -> Response:  # noqa: ANN401 - whatever JSON can say
    """JSON, or JSONP where a callback is asked for (section 2.4)."""
    text = json.dumps(value, ensure_ascii=False)
    callback = request.values.get("callback", "")
    if not callback:
        return Response(text, mimetype="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise KgError(
            Code.USAGE,
            "This is no name of a function.",
            where="callback",
            hint="Use letters and digits.",
            dutch=("Dit is geen naam van een functie.", "Gebruik letters en cijfers."),
        )
    # The comment keeps the answer from being read as another kind of file.
    return Response(f"/**/{callback}({text});", mimetype="text/javascript")


def _given(name: str) -> Any:  # noqa: ANN401 - whatever JSON can say
    """A parameter that holds a JSON object."""
    try:
        value = json.loads(request.values[name])
    except (json.JSONDecodeError, RecursionError) as error:
        dutch = (f"{name} is geen JSON.", "Stuur één object in JSON.")
        message = f"{name} is not JSON: {error}"
        raise KgError(Code.USAGE, message, where=name, hint="Send one JSON object.", dutch=dutch) from error
    if not isinstance(value, dict):
        dutch = (f"{name} is geen object in JSON.", "Stuur één object in JSON.")
        message = f"{name} is not a JSON object."
        raise KgError(Code.USAGE, message, where=name, hint="Send one JSON object.", dutch=dutch)
    return value


@blueprint.route("", methods=["GET", "POST"])
def service() -> Response:
    """The manifest; with ``queries`` the candidates, with ``extend`` the values of properties (sections 3, 4 and 6)."""
    if "queries" in request.values:
        return _answer(reconciler().reconcile(_given("queries"), current_language()))
    if "extend" in request.values:
        return _answer(reconciler().extend(_given("extend"), current_language()))
    return _answer(_manifest())


def _manifest() -> dict[str, Any]:
    """Section 3: what the service is and where its parts stand."""
    site, lang = reached(""), current_language()
    here = f"{site}reconcile" if lang == LANGUAGES[0] else f"{site}{lang}/reconcile"
    return {
        "versions": ["0.2"],
        "name": "Instrumentenwijzer",
        "identifierSpace": ID,
        "schemaSpace": KG,
        "documentation": f"{site}api/",
        "serviceVersion": version(),
        "defaultTypes": [kind for kind in reconciler().types(lang) if kind["id"] in _DEFAULT_TYPES],
        "view": {"url": f"{site}id/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}"} | _PREVIEW,
        "suggest": {
            what: {"service_url": here, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
    }


_DEFAULT_TYPES = ("Instrument", "Problem", "Theme", "Factor", "Organisation", "Programme")


@blueprint.get("/suggest/<what>")
def suggest(what: str) -> Response:
    """Entities, types or properties whose name begins like ``prefix`` (section 5)."""
    prefix, lang = request.args.get("prefix", ""), current_language()
    cursor, known = _number("cursor") or 0, reconciler()
    if what == "entity":
        return _answer({"result": known.suggest_entities(prefix, lang, cursor)})
    if what not in {"type", "property"}:
        abort(404)
    listed = known.types(lang) if what == "type" else known.properties(lang)
    return _answer({"result": known.suggest(listed, prefix, cursor)})


def _number(name: str) -> int | None:
    """A parameter that is a whole number from 0, or ``None`` where it is not given."""
    text = request.args.get(name, "")
    if text and not _WHOLE.fullmatch(text):
        dutch = (f"„{text[:40]}” is geen heel getal.", f"Bijvoorbeeld {name}=10.")
        message, hint = f"{text[:40]!r} is not a whole number.", f"For instance {name}=10."
        raise KgError(Code.USAGE, message, where=name, hint=hint, dutch=dutch)
    return int(text) if text else None


@blueprint.get("/properties")
def properties() -> Response:
    """The properties that things of a type have (section 6.2)."""
    kind = request.args.get("type", "")
    limit = _number("limit")
    found = reconciler().properties(current_language(), kind)[:limit]
    answered: dict[str, Any] = {"type": kind, "properties": found}
    return _answer(answered if limit is None else answered | {"limit": limit})


@blueprint.get("/preview")
def preview() -> Response:
    """A thing in a few lines, for a small frame (section 7)."""
    thing = reconciler().entity(request.args.get("id", ""))
    if thing is None:
        abort(404)
    lang = current_language()
    known = reconciler()
    page = render_template(
        "reconciliation/preview.html",
        thing=thing,
        told=known.described(thing, lang),
        types=known.names_of_types(thing, lang),
        lang=lang,
    )
    response: Response = current_app.make_response(page)
    response.headers["Content-Security-Policy"] = _FRAMED
    return response
