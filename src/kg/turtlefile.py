"""Turtle files: read with clear errors, write in one canonical form, find a statement's line.

The canonical form: used prefixes only, subjects in the order "the file's own thing, then its parts",
``a`` first, one predicate per line, a blank line between subjects. Change one fact and one line changes.
Source: RDF 1.1 Turtle, https://www.w3.org/TR/turtle/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.complaints import in_dutch, reason_of
from kg.errors import Code, KgError
from kg.namespaces import BASE, DCT, ID, KG, OWL, PREFIXES, RDF, RDFS, SKOS, split_address

_RDF_TYPE = RDF + "type"
# What a reader wants to see first; every other predicate follows by its IRI.
_FIRST_PREDICATES = {
    iri: rank
    for rank, iri in enumerate(
        [
            _RDF_TYPE,
            KG + "row",
            RDFS + "label",
            SKOS + "inScheme",
            SKOS + "topConceptOf",
            SKOS + "notation",
            KG + "order",
            SKOS + "prefLabel",
            DCT + "title",
            KG + "actionLabel",
            SKOS + "definition",
            DCT + "description",
            SKOS + "broader",
            RDF + "subject",
            RDF + "predicate",
            RDF + "object",
            KG + "basis",
            KG + "strength",
            KG + "reason",
        ]
    )
}
_LANGUAGE_ORDER = {"nl": "0", "en": "1"}
# Turtle, section 6.5: a '#' starts a comment outside of strings, IRIs and escapes.
_COMMENT = re.compile(
    "|".join(
        [
            *(rf"{quote}{{3}}(?:\\.|(?!{quote}{{3}}).)*{quote}{{3}}" for quote in ('"', "'")),
            *(rf"{quote}(?:\\.|[^{quote}\\\n])*{quote}" for quote in ('"', "'")),
            r"<[^>\s]*>",
            r"\\#",
            r"(?P<comment>#)",
        ]
    ),
    re.DOTALL,
)
# A prefix with its colon, where one can stand; inside of texts there can be some that only look like it.
_PREFIXED = re.compile(r"(?<![\w:\"-])[\w-]*:")
_NUMBER = re.compile(r"(\d+)")

# Subject, predicate and object.
Statement = tuple[
    ox.NamedNode | ox.BlankNode | ox.Triple, ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
]


def read_text(path: Path) -> str:
    """The text of a file.

    :raises KgError: ``unreadable`` if it is not there, not readable or not UTF-8.
    """
    try:
        # newline="" keeps the characters as they are: passages count them.
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except UnicodeDecodeError as error:
        raise KgError(
            Code.UNREADABLE,
            f"Byte {error.start + 1} is not UTF-8.",
            where=str(path),
            hint="Save the file with the encoding UTF-8.",
            dutch=("Dit bestand is geen tekst in UTF-8.", "Bewaar het met de codering UTF-8."),
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise KgError(
            Code.UNREADABLE,
            f"Cannot read the file: {reason}.",
            where=str(path),
            hint="Check the name and your rights.",
            dutch=(f"Het bestand is niet te lezen: {reason}.", "Kijk naar de naam, en of u het mag lezen."),
        ) from error


def parse(text: str, where: str) -> Iterator[ox.Triple]:
    """The triples of a Turtle text, in the order of the text, literals untouched.

    :param where: name of the text in errors.
    :raises KgError: ``unreadable`` with line, column and what the parser expected.
    """
    return (quad.triple for quad in _quads(text, where))


def statements(path: Path) -> Iterator[Statement]:
    """The triples of one Turtle file as their three terms, which takes half the time.

    :raises KgError: ``unreadable``, see :func:`parse` and :func:`read_text`.
    """
    return ((subject, predicate, value) for subject, predicate, value, _graph in _quads(read_text(path), str(path)))


def _quads(text: str, where: str) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(text, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        reason = reason_of(error.msg or "")
        raise KgError(
            Code.UNREADABLE,
            f"This is not Turtle: {reason}.",
            where=f"{where}:{error.lineno}:{error.offset}",
            hint="Look at that line and the one before it: a missing '.', ';', quote or prefix is the usual cause.",
            dutch=(
                f"Dit is geen goede Turtle: {in_dutch(reason)}.",
                "Kijk naar die regel en de regel ervoor: meestal ontbreekt een punt, puntkomma, aanhalingsteken of "
                "prefix.",
            ),
        ) from error


def read(path: Path) -> list[ox.Triple]:
    """The triples of one Turtle file.

    :raises KgError: ``unreadable``, see :func:`parse` and :func:`read_text`.
    """
    return list(parse(read_text(path), str(path)))


# A subject comes back in each of its statements.
@lru_cache(maxsize=4096)
def _natural(text: str) -> tuple[tuple[int, str | int], ...]:
    """Sort key in which ``#use-2`` comes before ``#use-10``."""
    return tuple((1, int(part)) if part.isdecimal() else (0, part) for part in _NUMBER.split(text))


def _object_key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> tuple[object, ...]:
    if isinstance(term, ox.Literal):
        lang = term.language or ""
        return (1, _LANGUAGE_ORDER.get(lang, lang), _natural(term.value), term.datatype.value)
    return (0, "", _natural(str(term)), "")


def _sort_key(triple: ox.Triple, own: str) -> tuple[object, ...]:
    subject, predicate = triple.subject, triple.predicate.value
    name = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
    kind = 0 if name == own else 1
    return (
        kind,
        _natural(name),
        _FIRST_PREDICATES.get(predicate, len(_FIRST_PREDICATES)),
        predicate,
        _object_key(triple.object),
    )


def _prefixes(triples: Iterable[ox.Triple], own: str) -> dict[str, str]:
    """The shared prefixes, one per kind of thing, and the empty prefix for the parts of the file's own thing."""
    kinds = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode) and (address := split_address(term.value)):
                kinds.add(address[0])
    found = {kind: f"{ID}{kind}/" for kind in sorted(kinds) if kind not in PREFIXES}
    parts = {"": own.partition("#")[0] + "#"} if own.startswith(BASE) else {}
    return {**parts, **found, **PREFIXES}


def canonical(triples: Iterable[ox.Triple], own: str) -> str:
    """The canonical Turtle of a set of triples.

    :param own: IRI of the thing that the file is about; its statements come first.
    :raises KgError: ``unreadable`` if there are blank nodes (they have no stable place).
    """
    unique = list({str(triple): triple for triple in triples}.values())
    for triple in unique:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise KgError(
                Code.UNREADABLE,
                f"There is a blank node at {triple.predicate.value}.",
                where=own,
                hint="Give it an address, such as the address of the thing it belongs to with #part behind it.",
                dutch=(
                    f"Bij {triple.predicate.value} staat een naamloos ding (blank node).",
                    "Geef het een adres, zoals dat van het ding waar het bij hoort met #deel erachter.",
                ),
            )
    unique.sort(key=lambda triple: _sort_key(triple, own))
    prefixes = _prefixes(unique, own)
    raw = ox.serialize(unique, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    lines = raw.decode().split("\n")
    body = "\n".join(line for line in lines if not line.startswith("@prefix"))
    names = set(_PREFIXED.findall(body))
    used = [line for line in lines if line.startswith("@prefix") and line.split()[1] in names]
    statements = re.sub(r"^(?=\S)", "\n", body, flags=re.MULTILINE).replace("\n\t", "\n  ")
    return "\n".join(sorted(used)) + "\n" + statements.rstrip("\n") + "\n"


def own_address(path: Path, triples: Iterable[ox.Triple]) -> str:
    """The IRI of the thing that a file is about: as its name says, or else its ontology; empty if it is about many.

    ``data/theme/x.ttl`` is about ``id/theme/x``; ``ontology/schemes/theme.ttl`` about ``id/scheme/theme``.
    """
    folder = "scheme" if path.parent.name == "schemes" else path.parent.name
    named = f"{ID}{folder}/{path.stem}"
    ontology = ""
    for triple in triples:
        if triple.subject == ox.NamedNode(named):
            return named
        if triple.object == ox.NamedNode(OWL + "Ontology") and isinstance(triple.subject, ox.NamedNode):
            ontology = triple.subject.value
    return ontology


def formatted(path: Path) -> tuple[str, str]:
    """The text of a file as it is and as it should be.

    :raises KgError: ``unreadable`` if it is no Turtle, holds blank nodes, or holds comments, which would be lost.
    """
    text = read_text(path)
    comment = next((match for match in _COMMENT.finditer(text) if match["comment"]), None)
    if comment:
        line = text.count("\n", 0, comment.start()) + 1
        raise KgError(
            Code.UNREADABLE,
            "A comment would be lost when this file is written anew.",
            where=f"{path}:{line}",
            hint="Say it as a statement (skos:editorialNote or rdfs:comment), or take it out.",
            dutch=(
                "Een commentaar zou verdwijnen als dit bestand opnieuw wordt geschreven.",
                "Zeg het als feit (skos:editorialNote of rdfs:comment), of haal het weg.",
            ),
        )
    triples = list(parse(text, str(path)))
    try:
        return text, canonical(triples, own_address(path, triples))
    except KgError as error:
        raise KgError(error.code, error.message, where=str(path), hint=error.hint, dutch=error.dutch) from error


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all: first beside it, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(path.suffix + ".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
