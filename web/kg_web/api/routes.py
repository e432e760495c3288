"""The addresses of the API."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Flask, Response, abort, jsonify, render_template, request
from werkzeug.datastructures import MultiDict

from kg.errors import Code, KgError
from kg_web.api import describing, finding, questions
from kg_web.api.description import description
from kg_web.api.operation import Operation
from kg_web.negotiation import JSON, best, not_acceptable
from kg_web.places import reached
from kg_web.site import Site, current_site, made_once

_CSV = "text/csv"
_FORMS = {"json": JSON, "csv": _CSV}
blueprint = Blueprint("api", __name__, url_prefix="/api")


@made_once
def operations(site: Site) -> dict[str, Operation]:
    """Name -> operation, over one graph."""
    listed = [*finding.operations(site), *questions.operations(site), *describing.operations(site)]
    return {operation.name: operation for operation in listed}


@blueprint.get("/")
def page() -> str:
    """The operations, to read."""
    return render_template("api/page.html", operations=operations(current_site()).values())


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The operations, for programs."""
    site = current_site()
    return jsonify(description(operations(site).values(), reached("")))


def _view(name: str) -> Callable[..., Response]:
    def view(**in_path: str) -> Response:
        operation = operations(current_site()).get(name)
        if operation is None:  # a stored question that the graph read anew has no longer
            abort(404)
        given = operation.read(_arguments(), in_path)
        offers = [JSON, _CSV] if operation.csv else [JSON]
        form = _FORMS.get(given.pop("format", ""), "") or best(offers)
        if not form:
            raise not_acceptable(offers)
        found = operation.answer(**given)
        response = _as_csv(found) if form == _CSV else jsonify(found)
        if operation.csv:
            response.vary.add("Accept")
        if operation.links:
            response.headers.extend([("Link", link) for link in _links(given, found["total"])])
        return response

    return view


def _arguments() -> MultiDict[str, str]:
    """What stands in the query of the address.

    :raises KgError: ``usage`` for bytes that are not UTF-8 (RFC 3986, section 2.5).
    """
    try:
        pairs = parse_qsl(request.query_string.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        hint = "Encode each value as UTF-8, then with percent signs."
        raise KgError(Code.USAGE, "The address is not UTF-8.", where="query", hint=hint) from error
    return MultiDict(pairs)


def _links(given: dict[str, Any], total: int) -> list[str]:
    """The next and the previous page of a list (RFC 8288); behind its end, the previous one is the last there is."""
    offset, limit = given["offset"], given["limit"]
    pages = []
    if offset + limit < total:
        pages.append(("next", offset + limit))
    if offset > 0:
        pages.append(("prev", max(0, min(offset, total) - limit)))
    asked = {name: value for name, value in request.args.items() if name != "offset"}
    return [f'<{request.base_url}?{urlencode(asked | {"offset": place})}>; rel="{rel}"' for rel, place in pages]


def _as_csv(found: dict[str, Any]) -> Response:
    """The rows as CSV (RFC 4180); their number and place stand in ``Link``."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, found["columns"])
    writer.writeheader()
    writer.writerows(found["items"])
    return Response(
        stream.getvalue(), mimetype=_CSV, headers={"Content-Disposition": f"inline; filename={found['name']}.csv"}
    )


def init_app(app: Flask, site: Site) -> None:
    """Give an application one address per operation."""
    app.register_blueprint(blueprint)
    for operation in operations(site).values():
        rule = "/api" + operation.path.replace("{", "<").replace("}", ">")
        app.add_url_rule(rule, f"api.{operation.name}", _view(operation.name), methods=["GET"])
