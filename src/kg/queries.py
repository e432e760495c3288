"""Stored queries: one question is one ``.rq`` file, with a header that keeps it valid SPARQL.

The header feeds the command line, the web page, the API description and the tests::

    #+ question: Welke instrumenten helpen bij een probleem?
    #+ question-en: Which instruments help with a problem?
    #+ subject: instruments 1
    #+ param: problem iri problem required
    #+ columns: row instrument strength basis

A parameter ``x`` is bound in the query's own ``VALUES ?x { UNDEF }``; ``VALUES ?lang { "nl" }`` holds the language.
So the file runs as it is in any SPARQL 1.1 tool, and a value never becomes a piece of query text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.entities import Directory
from kg.errors import Code, KgError, did_you_mean
from kg.namespaces import XSD
from kg.store import Answer, Store, Term
from kg.turtlefile import read_text

_HEADER = re.compile(r"^#\+ (?P<key>[a-z-]+): (?P<value>.+)$", re.MULTILINE)
_PLACE = re.compile(r"VALUES \?(?P<name>\w+) \{[^}]*\}")
_TYPES = ("iri", "string", "integer")
# What people want to know about, in the order in which a list of questions tells it.
SUBJECTS = ("instruments", "gaps", "factors", "practice", "evidence", "concepts")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a stored query.

    :param name: its name, also the variable's.
    :param type: ``iri``, ``string`` or ``integer``.
    :param kind: for ``iri``: the kind of thing (``problem``, ``scheme``...), or empty for any thing.
    :param required: whether the query makes no sense without it.
    """

    name: str
    type: str
    kind: str
    required: bool


@dataclass(frozen=True)
class StoredQuery:
    """A question with its SPARQL text.

    :param name: file name without ``.rq``.
    :param question: language -> the question in words.
    :param parameters: in the order of the header.
    :param columns: names of the columns of the answer.
    :param text: the file's text.
    :param path: the file.
    :param subject: what it is about, one of :data:`SUBJECTS`, or empty.
    :param place: its place among the questions on that subject.
    """

    name: str
    question: dict[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    path: Path
    subject: str = ""
    place: int = 0

    @property
    def is_check(self) -> bool:
        """Whether every row is a fault in the data (``queries/checks``)."""
        return self.path.parent.name == "checks"

    def bound(self, values: dict[str, Term], lang: str) -> str:
        """The query text with its parameters and language filled in.

        :param values: parameter name -> value, already checked against the header.
        """
        filled = {**values, "lang": Term("literal", lang)}

        def place(match: re.Match[str]) -> str:
            term = filled.get(match["name"])
            return f"VALUES ?{match['name']} {{ {term.sparql()} }}" if term else match[0]

        # One pass over the file's own text: what is filled in is never read as a place again.
        return _PLACE.sub(place, self.text)


def read_query(path: Path) -> StoredQuery:
    """A stored query from its file.

    :raises KgError: ``unreadable`` if the header lacks something or a parameter has no place in the query.
    """
    text = read_text(path)
    question: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: tuple[str, ...] = ()
    subject, place = "", 0
    for match in _HEADER.finditer(text):
        match match["key"]:
            case "question":
                question["nl"] = match["value"]
            case "question-en":
                question["en"] = match["value"]
            case "columns":
                columns = tuple(match["value"].split())
            case "subject":
                subject, place = _read_subject(match["value"], path)
            case "param":
                parameters.append(_read_parameter(match["value"], path, text))
            case "mend" | "mend-en" | "why" | "why-en" | "example" | "reach":
                pass  # read by kg.validation.checks
            case unknown:
                raise _header_fault(
                    path,
                    f"The header has an unknown line {unknown!r}.",
                    "Known: question, question-en, subject, param, columns; in a check why, mend, example, reach.",
                )
    if set(question) != {"nl", "en"} or not columns:
        raise _header_fault(path, "The header is not complete.", "Give #+ question, #+ question-en and #+ columns.")
    return StoredQuery(path.stem, question, tuple(parameters), columns, text, path, subject, place)


def _header_fault(path: Path, message: str, hint: str) -> KgError:
    return KgError(Code.UNREADABLE, message, where=str(path), hint=hint)


def _read_subject(value: str, path: Path) -> tuple[str, int]:
    subject, _space, place = value.partition(" ")
    if subject not in SUBJECTS or not place.isdecimal():
        raise _header_fault(
            path, f"The subject {value!r} is not clear.", f"Write one of {', '.join(SUBJECTS)}, then a whole number."
        )
    return subject, int(place)


def _read_parameter(value: str, path: Path, text: str) -> Parameter:
    words = value.split()
    name, kind_of_value = words[0], words[1] if len(words) > 1 else ""
    if kind_of_value not in _TYPES or words[-1] not in {"required", "optional"} or len(words) not in {3, 4}:
        raise _header_fault(
            path, f"The parameter {value!r} is not clear.", "Write: name iri|string|integer [kind] required|optional."
        )
    if f"VALUES ?{name} {{ UNDEF }}" not in text:
        raise _header_fault(
            path, f"The parameter {name!r} has no place.", f"Put VALUES ?{name} {{ UNDEF }} in the query."
        )
    return Parameter(name, kind_of_value, words[2] if len(words) == 4 else "", words[-1] == "required")


class Catalogue:
    """All stored queries of a folder, and how to run them.

    :param folder: the product's ``queries/``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def questions(self) -> dict[str, StoredQuery]:
        """Name -> query, without the checks, sorted by name."""
        return {path.stem: read_query(path) for path in sorted(self._folder.glob("*.rq"))}

    @cached_property
    def checks(self) -> dict[str, StoredQuery]:
        """Name -> query of the checks: any row is a fault."""
        return {path.stem: read_query(path) for path in sorted((self._folder / "checks").glob("*.rq"))}

    def query(self, name: str) -> StoredQuery:
        """One question by its name.

        :raises KgError: ``not-found`` with the closest names.
        """
        path = self._folder / f"{name}.rq"
        if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
            known = sorted(p.stem for p in self._folder.glob("*.rq"))
            raise KgError(
                Code.NOT_FOUND,
                f"There is no stored query {name!r}.",
                hint=did_you_mean(name, known) + " `kg queries` lists all.",
                dutch=(
                    f"Er is geen vraag met de naam {name}.",
                    did_you_mean(name, known, "nl") + " `kg queries` toont alle.",
                ),
            )
        return read_query(path)


def run(
    query: StoredQuery, given: dict[str, str], store: Store, *, lang: str, directory: Directory | None = None
) -> Answer:
    """The answer to a stored query.

    :param directory: names of the same store, where the caller has read them already.
    :raises KgError: see :func:`filled`.
    """
    return store.select(filled(query, given, directory or Directory(store), lang))


def filled(query: StoredQuery, given: dict[str, str], names: Directory, lang: str) -> str:
    """The SPARQL text of a stored query with its parameters filled in.

    :param given: parameter name -> value as typed: an IRI, ``kind/slug``, slug, code, text or whole number.
    :param names: names of the graph that will be asked.
    :param lang: language of labels, ``nl`` or ``en``.
    :raises KgError: ``usage`` for a parameter that is unknown, missing or of a wrong type, ``not-found`` for a thing
        that is not in the graph.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise KgError(
                Code.USAGE,
                f"The query {query.name} has no parameter {name!r}.",
                where=name,
                hint=did_you_mean(name, list(known)) or "It has no parameters at all.",
                dutch=(
                    f"De vraag {query.name} kent {name} niet.",
                    did_you_mean(name, list(known), "nl") or "Bij deze vraag hoeft niets te worden ingevuld.",
                ),
            )
    values = {}
    for parameter in query.parameters:
        if parameter.name in given:
            values[parameter.name] = _value(parameter, given[parameter.name], names)
        elif parameter.required:
            example = f"{parameter.kind or 'kind'}/slug" if parameter.type == "iri" else parameter.type
            raise KgError(
                Code.USAGE,
                f"The query {query.name} needs the parameter {parameter.name!r}.",
                where=parameter.name,
                hint=f"Give {parameter.name}={example}.",
                dutch=(f"Bij de vraag {query.name} moet {parameter.name} erbij.", f"Geef {parameter.name}={example}."),
            )
    return query.bound(values, lang)


def _value(parameter: Parameter, text: str, names: Directory) -> Term:
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise KgError(
                Code.USAGE,
                f"{text!r} is not a whole number.",
                where=parameter.name,
                hint=f"Give for instance {parameter.name}=1.",
                dutch=(f"{text} is geen geheel getal.", f"Geef bijvoorbeeld {parameter.name}=1."),
            )
        return Term("literal", text, datatype=XSD + "integer")
    if parameter.type == "string":
        return Term("literal", text)
    return Term("iri", names.resolve(text, kind=parameter.kind, where=parameter.name))
