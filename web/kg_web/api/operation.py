"""One operation of the API: declared once, checked and described from that declaration."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from kg.errors import Code, KgError, did_you_mean
from kg.settings import LANGUAGES
from kg_web.api.schema import Schema

# Longest value that a parameter takes, in characters.
LONGEST = 10_000
_NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True)
class Parameter:
    """A parameter in the query of an address, or in its path.

    :param schema: JSON Schema of one value: a string, with its choices or length, or an integer with its range.
    :param default: what is taken where it is not given.
    :param repeated: whether it may be given more than once; its value is then a list.
    :param most: how many times it may be given, where it is repeated.
    :param example: a value that works.
    """

    name: str
    description: str
    schema: Schema = field(default_factory=lambda: {"type": "string", "maxLength": LONGEST})
    default: Any = ""
    required: bool = False
    repeated: bool = False
    most: int = 1
    example: Any = None

    def read(self, given: list[str]) -> Any:  # noqa: ANN401 - a text, a number or a list of texts
        """The value of the texts given.

        :raises KgError: ``usage`` for a value that the schema does not allow, or where one is missing.
        """
        if self.required and not any(given):
            raise KgError(Code.USAGE, f"The parameter {self.name!r} is missing.", where=self.name, hint=self._hint())
        if len(given) > self.most:
            raise KgError(
                Code.USAGE,
                f"{self.name!r} is given {len(given)} times.",
                where=self.name,
                hint=f"Give it at most {self.most} {'time' if self.most == 1 else 'times'}.",
            )
        if self.repeated:
            return [self._value(text) for text in given if text]
        return self._value(given[0]) if given else self.default

    def _value(self, text: str) -> Any:  # noqa: ANN401 - a text or a number
        if self.schema["type"] == "integer":
            low, high = self.schema["minimum"], self.schema["maximum"]
            if not _NUMBER.fullmatch(text) or not low <= int(text) <= high:
                raise KgError(
                    Code.USAGE,
                    f"{text[:40]!r} is not a whole number from {low} to {high}.",
                    where=self.name,
                    hint=self._hint(),
                )
            return int(text)
        choices = self.schema.get("enum")
        if choices and text not in choices:
            raise KgError(
                Code.USAGE, f"{text[:40]!r} is not known here.", where=self.name, hint=did_you_mean(text, choices)
            )
        longest = self.schema.get("maxLength", LONGEST)
        if len(text) > longest:
            raise KgError(
                Code.USAGE,
                f"This is {len(text)} characters long.",
                where=self.name,
                hint=f"At most {longest} are read.",
            )
        return text

    def _hint(self) -> str:
        return f"For instance {self.name}={self.example}." if self.example is not None else ""

    def described(self, place: str) -> Schema:
        """The parameter as OpenAPI writes it (OpenAPI 3.1, section 4.8.12)."""
        schema = dict(self.schema)
        if self.required and schema["type"] == "string":
            schema["minLength"] = 1
        if self.repeated:
            schema = {"type": "array", "items": schema, "maxItems": self.most}
            schema["minItems"] = int(self.required)
        if not self.repeated and self.default != "" and not self.required:
            schema["default"] = self.default
        told: Schema = {
            "name": self.name,
            "in": place,
            "description": self.description,
            "required": self.required or place == "path",
            "schema": schema,
        }
        if self.example is not None:
            told["example"] = [self.example] if self.repeated else self.example
        return told


LANGUAGE = Parameter("lang", "Language of names and texts.", {"type": "string", "enum": list(LANGUAGES)}, "nl")


def number(name: str, description: str, least: int, most: int, default: int) -> Parameter:
    """A whole number with its range and default."""
    return Parameter(
        name, description, {"type": "integer", "minimum": least, "maximum": most}, default, example=default
    )


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked.

    :param name: its ``operationId``.
    :param path: its address below ``/api``, with ``{name}`` for what stands in the path.
    :param summary: language -> what it answers, in one sentence.
    :param answer: gives the plain values of the answer for the values of the parameters.
    :param schema: JSON Schema of the answer.
    :param parameters: those in the query.
    :param in_path: those in the path.
    :param links: for answers in pages: whether ``Link`` leads to the next and previous one.
    :param csv: whether the answer is there as CSV too.
    """

    name: str
    path: str
    summary: Mapping[str, str]
    answer: Callable[..., Any]
    schema: Schema
    parameters: tuple[Parameter, ...] = ()
    in_path: tuple[Parameter, ...] = ()
    links: bool = False
    csv: bool = False

    def read(self, given: MultiDict[str, str], in_path: Mapping[str, str]) -> dict[str, Any]:
        """Parameter name -> value, of what stands in the address.

        :raises KgError: ``usage`` for an unknown parameter or a value that its schema does not allow.
        """
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                raise KgError(
                    Code.USAGE,
                    f"There is no parameter {name[:40]!r} here.",
                    where=name[:40],
                    hint=did_you_mean(name[:40], known) if known else "This address takes none.",
                )
        values = {parameter.name: parameter.read(given.getlist(parameter.name)) for parameter in self.parameters}
        return values | {parameter.name: parameter.read([in_path[parameter.name]]) for parameter in self.in_path}
