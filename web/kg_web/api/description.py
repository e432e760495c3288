"""The API described: OpenAPI 3.1 made from the operations themselves, so that it is complete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.workspace import version
from kg_web.api.operation import Operation
from kg_web.api.schema import Schema

_ERROR: Schema = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in ("code", "message", "where", "hint")},
            "required": ["code", "message", "where", "hint"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}
_FAULTS = {
    "400": "What was given is not right; the error says what, where and how to mend it.",
    "404": "There is no such thing.",
    "406": "The form that was asked for is not there.",
    "503": "The store does not answer, or is too busy.",
}
_LINK: Schema = {
    "description": "Addresses of the next and the previous page (RFC 8288).",
    "schema": {"type": "string"},
}


def description(operations: Iterable[Operation], base_url: str) -> dict[str, Any]:
    """The OpenAPI document.

    :param base_url: public address of the server, ending with a slash.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Instrumentenwijzer",
            "version": version(),
            "summary": "Which instrument for this problem, and why.",
            "description": "Everything that the pages and the command line answer, as JSON. Reading only; no key.",
            "license": {"name": "CC BY-SA 4.0 (data)", "url": "https://creativecommons.org/licenses/by-sa/4.0/"},
        },
        "servers": [{"url": base_url.rstrip("/") or "/"}],
        "paths": {f"/api{operation.path}": {"get": _described(operation)} for operation in operations},
        "components": {
            "schemas": {"Error": _ERROR},
            "responses": {
                code: {
                    "description": told,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
                for code, told in _FAULTS.items()
            },
        },
    }


def _described(operation: Operation) -> Schema:
    content: Schema = {"application/json": {"schema": operation.schema}}
    if operation.csv:
        content["text/csv"] = {"schema": {"type": "string"}}
    found: Schema = {"description": "The answer.", "content": content}
    if operation.links:
        found["headers"] = {"Link": _LINK}
    return {
        "operationId": operation.name,
        "summary": operation.summary["en"],
        "parameters": [
            *(parameter.described("path") for parameter in operation.in_path),
            *(parameter.described("query") for parameter in operation.parameters),
        ],
        "responses": {"200": found} | {code: {"$ref": f"#/components/responses/{code}"} for code in _FAULTS},
    }
