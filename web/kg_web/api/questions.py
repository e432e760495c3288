"""Operations that answer the stored questions: each ``.rq`` file of ``queries/`` is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from kg import queries
from kg.queries import StoredQuery
from kg_web.api.operation import LANGUAGE, Operation, Parameter, number
from kg_web.api.schema import Schema, schema_of
from kg_web.site import Site

_VALUE: Schema = {"type": ["string", "number", "boolean", "null"]}
_TEXT: Schema = {"type": "string", "maxLength": 500}
_WHOLE: Schema = {"type": "integer", "minimum": -1_000_000, "maximum": 1_000_000}
# How many rows an answer has unless it is asked for more, and the most: each pair out of the two longest lists.
PAGE, MOST = 100, 100_000
_FORMAT = Parameter(
    "format", "Form of the answer, where Accept cannot be set.", {"type": "string", "enum": ["json", "csv"]}, ""
)


@dataclass(frozen=True)
class Known:
    """A stored question of the catalogue.

    :param address: where it is answered, below that of the server.
    """

    name: str
    question: str
    parameters: list[queries.Parameter]
    columns: tuple[str, ...]
    address: str


def operations(site: Site) -> list[Operation]:
    """The catalogue, and one operation per stored question."""

    def catalogue(lang: str) -> list[dict[str, Any]]:
        return [
            asdict(Known(q.name, q.question[lang], list(q.parameters), q.columns, f"/api/questions/{q.name}"))
            for q in site.catalogue.questions.values()
        ]

    listed = Operation(
        "questions",
        "/questions",
        {"en": "The stored questions.", "nl": "De opgeslagen vragen."},
        catalogue,
        schema_of(list[Known]),
        (LANGUAGE,),
    )
    return [listed, *(_of(query, site) for query in site.catalogue.questions.values())]


def _of(query: StoredQuery, site: Site) -> Operation:
    own = tuple(_parameter(parameter) for parameter in query.parameters)
    pages = (
        number("offset", "Skip this many rows.", 0, 1_000_000, 0),
        number("limit", "At most this many.", 1, MOST, PAGE),
    )
    return Operation(
        f"question-{query.name}",
        f"/questions/{query.name}",
        query.question,
        _answer(query, site),
        _schema(query),
        (*own, *pages, _FORMAT, LANGUAGE),
        links=True,
        csv=True,
    )


def _answer(query: StoredQuery, site: Site) -> Callable[..., dict[str, Any]]:
    def answer(offset: int, limit: int, lang: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - as the header says
        filled = {name: str(value) for name, value in given.items() if value != ""}
        found = queries.run(query, filled, site.store, lang=lang, directory=site.directory)
        rows = [
            dict(zip(found.columns, (term.plain() if term else None for term in row), strict=True))
            for row in found.rows[offset : offset + limit]
        ]
        return {
            "name": query.name,
            "question": query.question[lang],
            "columns": list(found.columns),
            "total": len(found.rows),
            "offset": offset,
            "limit": limit,
            "items": rows,
        }

    return answer


def _parameter(parameter: queries.Parameter) -> Parameter:
    told = f"A {parameter.kind or 'thing'}: address or slug." if parameter.type == "iri" else f"A {parameter.type}."
    schema = _WHOLE if parameter.type == "integer" else _TEXT
    return Parameter(parameter.name, told, schema, required=parameter.required)


def _schema(query: StoredQuery) -> Schema:
    row = {
        "type": "object",
        "properties": dict.fromkeys(query.columns, _VALUE),
        "required": list(query.columns),
        "additionalProperties": False,
    }
    parts: Schema = {
        "name": {"const": query.name},
        "question": {"type": "string"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "total": {"type": "integer", "minimum": 0},
        "offset": {"type": "integer", "minimum": 0},
        "limit": {"type": "integer", "minimum": 1},
        "items": {"type": "array", "items": row},
    }
    return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}
