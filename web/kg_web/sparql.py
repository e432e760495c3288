"""The SPARQL endpoint: the W3C's protocol for programs, a form for people (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.wsgi import wrap_file

from kg.endpoint import Endpoint, Question
from kg.endpoint.description import service_description
from kg.endpoint.formats import BINDINGS, BY_NAME, GRAPHS, Format, media_type
from kg.endpoint.protocol import MOST_BYTES, Asked, read_get, read_post, too_large
from kg.errors import Code, KgError, not_known
from kg.namespaces import PROLOGUE, shorten
from kg_web import faults
from kg_web.language import ROOT, current_language
from kg_web.negotiation import HTML, JSON, best, not_acceptable
from kg_web.places import reached
from kg_web.shown import Shown, read_shown
from kg_web.site import current_site

blueprint = Blueprint("sparql", __name__)

_TEXT, _VOID = "text/plain", "/.well-known/void"
# What scripts of other sites may read beside the answer (Fetch standard, section 3.3.3).
_EXPOSED = "ETag, KG-Absent-Graphs, KG-Limits, KG-Rows, Link, Retry-After"


@blueprint.get("/sparql", strict_slashes=False)
def ask() -> Response:
    """Answer a query; without one, describe the service. People get a page for both."""
    asked = read_get(request.query_string)
    if not asked.format and best([*_types((*BINDINGS, *GRAPHS)), HTML]) == HTML:
        return _page(asked)
    if asked.text is not None:
        return _answer(asked)
    accepted = _accepted(asked, GRAPHS)
    if not accepted:
        raise not_acceptable(_names(GRAPHS))
    form, content_type = accepted
    graphs = _endpoint().graphs()
    body = service_description(reached("sparql"), _endpoint().limits, graphs, reached(_VOID[1:]), form)
    return Response(body, content_type=content_type)


@blueprint.post("/sparql", strict_slashes=False)
def ask_by_post() -> Response:
    """Answer a query that comes in a form or as it is."""
    if (request.content_length or 0) > MOST_BYTES:
        raise too_large()
    body = request.get_data(cache=False)
    return _answer(read_post(request.query_string, request.mimetype, request.mimetype_params, body))


def _endpoint() -> Endpoint:
    return current_site().workspace.endpoint


def _answer(asked: Asked) -> Response:
    bindings, graph = _accepted(asked, BINDINGS), _accepted(asked, GRAPHS)
    if not bindings and not graph:
        raise not_acceptable(_names((*BINDINGS, *GRAPHS)))
    question = Question(
        asked.text or "",
        asked.default_graphs,
        asked.named_graphs,
        bindings[0] if bindings else "",
        graph[0] if graph else "",
    )
    result = _endpoint().ask(question)
    content_type = dict(pair for pair in (bindings, graph) if pair)[result.form]
    response = Response(wrap_file(request.environ, result.stream), content_type=content_type)
    response.content_length = result.size
    response.headers["KG-Rows"] = str(result.rows)
    if result.absent:
        # An empty answer must not look as if nothing were known of them.
        response.headers["KG-Absent-Graphs"] = " ".join(f"<{iri}>" for iri in result.absent)
    return response


# What the form begins with: a question that works, to change.
_EXAMPLE = """SELECT ?instrument ?name WHERE {
  ?instrument a kg:Instrument ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "LANG")
}
ORDER BY ?name
LIMIT 10"""


def _prefixes(text: str) -> tuple[str, str]:
    """The PREFIX lines that a query needs, and the others."""
    lines = PROLOGUE.splitlines()
    needed = [line for line in lines if re.search(rf"(?<!\w){re.escape(line.split()[1])}", text)]
    return "\n".join(needed), "\n".join(line for line in lines if line not in needed)


def _page(asked: Asked) -> Response:
    """A form for people, and the answer where there is a query: rows as a table, a graph as Turtle."""
    shown, error = Shown(), None
    if asked.text is not None:
        try:
            shown = read_shown(_endpoint().ask(Question(asked.text, asked.default_graphs, asked.named_graphs)))
        except KgError as told:
            error = told
    example = _EXAMPLE.replace('LANG"', f'{current_language()}"')
    needed, others = _prefixes(asked.text or example)
    page = render_template(
        "sparql/page.html",
        asked=asked,
        text=asked.text or f"{needed}\n\n{example}",
        others=others if asked.text is None else f"{needed}\n{others}".strip(),
        shown=shown,
        short=shorten,
        error=error,
        limits=_endpoint().limits,
        bindings=BINDINGS,
        graphs=GRAPHS,
    )
    return _patient(make_response(page, error.http_status if error else 200), error)


def _types(forms: Sequence[Format]) -> list[str]:
    """The media types of these forms: all of their own names go before any of the others."""
    own = [form.media_types[0] for form in forms]
    return own + [name for form in forms for name in form.media_types[1:]]


def _accepted(asked: Asked, forms: Sequence[Format]) -> tuple[str, str] | None:
    """Name and content type of the form that the asker prefers among these, or ``None`` if it takes none of them."""
    if asked.format:
        if asked.format not in BY_NAME:
            message, dutch = f"Unknown form {asked.format!r}.", f"De vorm „{asked.format}” is er niet."
            raise not_known(asked.format, list(BY_NAME), message, dutch, where="format")
        named = BY_NAME[asked.format]
        return (named.name, media_type(named.name)) if named in forms else None
    wanted = best(_types(forms))
    for form in forms:
        if wanted in form.media_types:
            # As it was asked for: application/xml is one of the names of the XML results.
            return form.name, media_type(form.name) if wanted == form.media_types[0] else wanted
    return None


def _names(forms: Sequence[Format]) -> list[str]:
    return [form.media_types[0] for form in forms]


@blueprint.errorhandler(KgError)
def fault(error: KgError) -> Response:
    """Tell an error: a page to people, JSON to programs that read it, else plain text."""
    wanted = best([JSON, HTML, _TEXT])
    if wanted == HTML:
        response = faults.answer(error)
    elif wanted == JSON or "json" in request.headers.get("Accept", ""):
        response = faults.answer_json(error)
    else:
        told = [str(error), error.hint]
        response = Response(
            "\n".join(filter(None, told)) + "\n", error.http_status, content_type=f"{_TEXT}; charset=utf-8"
        )
    return _patient(response, error)


def _patient(response: Response, error: KgError | None) -> Response:
    """Say when to come back, if that helps: by then whatever runs now has ended, one way or the other."""
    if error and error.code is Code.UNAVAILABLE:
        response.headers["Retry-After"] = str(max(1, round(_endpoint().limits.seconds)))
    return response


@blueprint.after_request
def announce(response: Response) -> Response:
    """Say what a query may take, also to scripts of other sites."""
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    response.vary.add("Accept")
    limits = _endpoint().limits.as_dict()
    response.headers["KG-Limits"] = ", ".join(f"{name}={value}" for name, value in limits.items())
    response.headers.add("Link", f'<{request.environ[ROOT]}{_VOID}>; rel="describedby"')
    return response
