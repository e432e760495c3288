"""Reading data of a stranger: what is well meant is parsed, what is made to harm is refused before a parser sees it.

Refused: XML entities and document types (entity bombs, files of the server), contexts from elsewhere (outgoing calls),
nesting deeper than any real data has, and literals and numbers of statements that only fill memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.complaints import in_dutch, reason_of
from kg.errors import Code, KgError
from kg.validation.graph import Literal, Triple
from kg.validation.upload import Limits

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
# Strings, IRIs and comments of Turtle may hold brackets that open nothing.
_TURTLE = re.compile(
    r'"""(?:\\.|(?!""").)*"""|\'\'\'(?:\\.|(?!\'\'\').)*\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|<[^>\s]*>|#[^\n]*|(?P<open>[\[(])|(?P<close>[\])])",
    re.DOTALL,
)
_JSON = re.compile(r'"(?:\\.|[^"\\])*"|(?P<open>[\[{])|(?P<close>[\]}])')
_XML = re.compile(r"<!--.*?-->|<\?.*?\?>|<[^>/!?][^>]*/>|(?P<close></)|(?P<open><[^/!?])", re.DOTALL)
_BRACKETS = {"ttl": _TURTLE, "nt": _TURTLE, "jsonld": _JSON, "rdf": _XML}


def read(data: bytes, form: str, limits: Limits) -> list[Triple]:
    """The triples of uploaded data.

    :raises KgError: ``refused``, ``limit`` or ``unreadable``, see :func:`kg.validation.upload.check_upload`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KgError(
            Code.UNREADABLE,
            f"Byte {error.start + 1} is not UTF-8.",
            hint="Save the data with the encoding UTF-8.",
            dutch=("Dit is geen tekst in UTF-8.", "Bewaar de gegevens met de codering UTF-8."),
        ) from error
    if depth(text, form) > limits.depth:
        raise _refused(
            f"The data nests deeper than {limits.depth} levels.",
            "Write things out beside each other.",
            ("De gegevens zitten te diep in elkaar.", "Schrijf de dingen naast elkaar uit."),
        )
    if form == "rdf" and re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text):
        raise _refused(
            "The XML has a document type or entities.",
            "Write prefixes with xmlns and values in full.",
            ("In de XML staat een documenttype of staan entiteiten.", "Schrijf prefixen met xmlns, en waarden voluit."),
        )
    if form == "jsonld":
        _check_contexts(text)
    return list(_within(_parsed(text, form), limits))


def depth(text: str, form: str) -> int:
    """How deep the brackets or elements of a text nest."""
    deepest = now = 0
    for match in _BRACKETS[form].finditer(text):
        if match["open"]:
            now += 1
            deepest = max(deepest, now)
        elif match["close"]:
            now -= 1
    return deepest


def _refused(message: str, hint: str, dutch: tuple[str, str]) -> KgError:
    return KgError(Code.REFUSED, message, hint=hint, dutch=dutch)


def _check_contexts(text: str) -> None:
    """JSON-LD 1.1, section 3.1: a context that is a text, or an @import, is fetched from elsewhere."""
    try:
        todo: list[object] = [json.loads(text)]
    except (ValueError, RecursionError) as error:
        place = f" (regel {error.lineno}, teken {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        dutch = (f"Dit is geen goede JSON{place}.", "Kijk op die plaats.")
        raise KgError(
            Code.UNREADABLE, f"This is not JSON: {error}.", hint="Look at that place.", dutch=dutch
        ) from error
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo += part
        elif isinstance(part, dict):
            contexts = part.get("@context", [])
            if "@import" in part or any(
                isinstance(it, str) for it in (contexts if isinstance(contexts, list) else [contexts])
            ):
                raise _refused(
                    "The JSON-LD has a context from elsewhere, and nothing is fetched.",
                    "Put the context itself in the document.",
                    (
                        "De JSON-LD verwijst naar een context elders, en wij halen niets op.",
                        "Zet de context in het document zelf.",
                    ),
                )
            todo += part.values()


def _parsed(text: str, form: str) -> Iterator[Triple]:
    try:
        for quad in ox.parse(text, format=_FORMATS[form]):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                dutch = ("De gegevens bestaan uit grafen met namen.", "Stuur één graaf zonder naam.")
                hint = "Send one graph without a name."
                raise KgError(Code.UNREADABLE, "The data has named graphs.", hint=hint, dutch=dutch)
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f" (regel {line})" if line else ""
        reason = reason_of(getattr(error, "msg", None) or str(error))
        raise KgError(
            Code.UNREADABLE,
            f"The data cannot be read: {error}.",
            where=f"line {line}" if line else "",
            hint="Look at that place, and whether the form is the one you chose.",
            dutch=(
                f"De gegevens zijn niet te lezen{place}: {in_dutch(reason)}.",
                "Kijk naar die plaats, en of de vorm klopt die u koos.",
            ),
        ) from error


def _within(triples: Iterator[Triple], limits: Limits) -> Iterator[Triple]:
    for number, triple in enumerate(triples, 1):
        if number > limits.triples:
            raise KgError(
                Code.LIMIT,
                f"The data has more than {limits.triples} statements.",
                hint="Send some of the records, or use `kg check` on your own machine.",
                dutch=(
                    f"De gegevens hebben meer dan {limits.triples} feiten.",
                    "Stuur een deel van de records, of gebruik `kg check` op uw eigen computer.",
                ),
            )
        if isinstance(triple.object, Literal) and len(triple.object.value) > limits.literal:
            raise _refused(
                f"One text is longer than {limits.literal} characters.",
                "Send a short description.",
                (f"Eén tekst is langer dan {limits.literal} tekens.", "Stuur een korte omschrijving."),
            )
        yield triple
