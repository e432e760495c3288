"""The source behind every statement: claims with their passages, and the passages' text where it is at hand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.store import Row, Store, Term
from kg.turtlefile import read_text

# The three are quick only apart: joined, the store would look at every claim of the graph.
_STATEMENTS = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
PREFIX qb: <http://purl.org/linked-data/cube#>
SELECT ?assertion ?predicate ?object WHERE {
  { ?assertion rdf:subject %(subject)s ; rdf:predicate ?predicate ; rdf:object ?object . }
  UNION {
    ?assertion rdf:subject %(subject)s ; rdf:predicate ?predicate .
    OPTIONAL { ?assertion rdf:object ?any } FILTER(!BOUND(?any))
    %(subject)s ?predicate ?object . FILTER(LANG(?object) IN ("", "%(lang)s")) }
  UNION {
    ?assertion schema:about %(subject)s ; kg:findingType ?predicate ; dct:description ?object
    FILTER(LANG(?object) = "%(lang)s") }
  UNION {
    ?assertion kg:dimension %(subject)s ; qb:dataSet ?predicate ; skos:prefLabel ?object
    FILTER(LANG(?object) = "%(lang)s") }
} ORDER BY ?predicate ?assertion ?object"""
_BASES = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?assertion ?basis ?reason WHERE {
  VALUES ?assertion { %(assertions)s }
  ?assertion kg:basis/skos:notation ?basis .
  OPTIONAL { ?assertion kg:reason ?reason FILTER(LANG(?reason) = "%(lang)s") }
}"""
_PLACES = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?assertion ?file ?source ?section ?start ?end WHERE {
  VALUES ?assertion { %(assertions)s }
  ?assertion prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource ?document ; kg:section ?part ; oa:start ?start ; oa:end ?end .
  ?document dct:identifier ?source ; kg:fileName ?file .
  ?part skos:notation ?section .
} ORDER BY ?assertion ?source ?start"""
_PASSAGES = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?file ?start ?end ?sha256 WHERE {
  ?passage a kg:Passage ; oa:hasSource/kg:fileName ?file ; oa:start ?start ; oa:end ?end ; kg:sha256 ?sha256 .
} ORDER BY ?file ?start ?end"""
_SOURCES = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
SELECT ?source ?file ?length ?sha256 WHERE {
  ?source a kg:Source ; kg:fileName ?file ; kg:length ?length ; kg:sha256 ?sha256 .
} ORDER BY ?file"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage behind one statement; a curated statement has none.

    :param assertion: address of the claim, finding or observation.
    :param start: first character of the passage in the source, or ``None``.
    :param end: the character behind its last, or ``None``.
    :param text: the passage itself where the folder of sources is known, else empty.
    """

    assertion: str
    predicate: str
    object: str
    basis: str
    reason: str
    source: str
    section: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A source whose text is another, or a passage that does not agree with a text that is the right one.

    :param iri: address of the source or passage.
    :param kind: ``edition`` of a source; of a passage ``beyond`` the end of the text, or other words (``words``).
    :param file: name of the text.
    :param length: of a source, how many characters the text has; of a passage 0.
    :param described: of a source, how many characters the graph says that it has.
    :param passages: of a source, how many passages the graph has of it.
    :param broken: of a source, how many of these do not agree with the text.
    """

    iri: str
    kind: str
    file: str
    length: int = 0
    described: int = 0
    passages: int = 0
    broken: int = 0


class SourceTexts:
    """The source texts in a folder, each read at its first use.

    :param folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}

    def text(self, file: str) -> str:
        """The whole text of a source.

        :raises KgError: ``unreadable`` if it is not in the folder.
        """
        if file not in self._texts:
            self._texts[file] = _source_text(self._folder, file)
        return self._texts[file]

    def passage(self, file: str, start: int, end: int) -> str:
        """The characters from ``start`` up to ``end``.

        :raises KgError: ``unreadable`` if the text is not in the folder.
        """
        return self.text(file)[start:end]


def evidence(store: Store, names: Directory, iri: str, lang: str, sources: Path | None = None) -> list[Evidence]:
    """What the statements about a thing rest on.

    :param names: names of the same store.
    :param iri: an address that the directory resolved.
    :param sources: folder of the source texts, or ``None``.
    :raises KgError: ``unreadable`` if a source text is not in that folder.
    """
    rows = store.select(_STATEMENTS % {"lang": lang, "subject": Term("iri", iri).sparql()}).rows
    statements = [(assertion, predicate, value) for assertion, predicate, value in rows if assertion and predicate]
    about = {"lang": lang, "assertions": " ".join({assertion.sparql() for assertion, _predicate, _value in statements})}
    bases = {assertion: (basis, reason) for assertion, basis, reason in store.select(_BASES % about).rows}
    places: dict[Term | None, list[Row]] = defaultdict(list)
    for assertion, *place in store.select(_PLACES % about).rows:
        places[assertion].append(tuple(place))
    texts = SourceTexts(sources) if sources is not None else None
    found = []
    for assertion, predicate, value in statements:
        basis, reason = bases.get(assertion, (None, None))
        if basis is None:
            continue
        for file, source, section, start, end in places.get(assertion, [(None,) * 5]):
            passage = (
                texts.passage(file.value, int(start.value), int(end.value)) if texts and file and start and end else ""
            )
            found.append(
                Evidence(
                    assertion.value,
                    names.label(predicate.value, lang),
                    "" if value is None else names.label(value.value, lang) if value.kind == "iri" else value.value,
                    basis.value,
                    reason.value if reason else "",
                    source.value if source else "",
                    section.value if section else "",
                    int(start.value) if start else None,
                    int(end.value) if end else None,
                    passage,
                )
            )
    return found


def verify(store: Store, sources: Path) -> Iterator[Mismatch]:
    """The sources and passages that do not agree with the texts in a folder.

    Of a source whose text is another edition, its passages are counted: what is wrong with them is one thing.

    :raises KgError: ``unreadable`` if the folder lacks a source.
    """
    texts = SourceTexts(sources)
    checked: dict[str, list[str]] = defaultdict(list)
    broken: dict[str, list[Mismatch]] = defaultdict(list)
    for passage, file, start, end, sha256 in store.select(_PASSAGES).rows:
        if not (passage and file and start and end and sha256):
            continue
        checked[file.value].append(passage.value)
        text = texts.passage(file.value, int(start.value), int(end.value))
        if len(text) != int(end.value) - int(start.value):
            broken[file.value].append(Mismatch(passage.value, "beyond", file.value))
        elif _sha256(text) != sha256.value:
            broken[file.value].append(Mismatch(passage.value, "words", file.value))
    for source, file, length, sha256 in store.select(_SOURCES).rows:
        if not (source and file and length and sha256):
            continue
        whole = texts.text(file.value)
        if len(whole) != int(length.value) or _sha256(whole) != sha256.value:
            counts = len(checked[file.value]), len(broken.pop(file.value, ()))
            yield Mismatch(source.value, "edition", file.value, len(whole), int(length.value), *counts)
    for listed in broken.values():
        yield from listed


def _source_text(sources: Path, name: str) -> str:
    path = sources / name
    # A file name that leads elsewhere is not one of the folder's sources.
    if path.parent != sources or not path.is_file():
        raise KgError(
            Code.UNREADABLE,
            f"The source {name} is not in this folder.",
            where=str(sources),
            hint="Set KG_SOURCES to the folder with the five texts.",
            dutch=(f"De bron {name} staat niet in deze map.", "Zet KG_SOURCES op de map met de vijf teksten."),
        )
    return read_text(path)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
