"""How much the graph holds: things per class, statements per basis, and coverage per source."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entities import Directory
from kg.store import Store

_CLASSES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {
  ?thing a ?class . ?class rdfs:isDefinedBy ?ontology .
} GROUP BY ?class ORDER BY DESC(?n) ?class"""
_BASES = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?basis (COUNT(DISTINCT ?assertion) AS ?n) WHERE {
  ?assertion kg:basis/skos:notation ?basis
} GROUP BY ?basis ORDER BY DESC(?n)"""
_SECTIONS = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?id ?source ?notation ?title ?start ?section WHERE {
  ?section a kg:Section ; dct:isPartOf+ ?source ; skos:notation ?notation ; dct:title ?title ; oa:start ?start .
  ?source a kg:Source ; dct:identifier ?id .
} ORDER BY ?id ?start"""
_USED = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?id ?section ?passage ?assertion WHERE {
  ?passage a kg:Passage ; oa:hasSource/dct:identifier ?id ; kg:section ?section .
  OPTIONAL { ?assertion prov:wasDerivedFrom ?passage }
}"""
_PARENTS = """
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?section ?parent WHERE { ?section a kg:Section ; dct:isPartOf ?parent . ?parent a kg:Section }"""


@dataclass(frozen=True)
class SourceCoverage:
    """What the graph takes from one source.

    :param source: number of the source, such as ``001``.
    :param assertions: claims, findings, observations and positions that rest on it.
    :param passages: places in it that are pointed at.
    :param sections: its sections, tables and figures.
    :param untouched: notation and heading of the sections in which no passage starts, subsections included.
    """

    source: str
    assertions: int
    passages: int
    sections: int
    untouched: list[str] = field(default_factory=list)


def class_counts(store: Store, lang: str) -> list[tuple[str, int]]:
    """Name of each class of ours and how many things it has, most first."""
    directory = Directory(store)
    rows = store.select(_CLASSES).rows
    return [(directory.label(cls.value, lang), int(n.value)) for cls, n in rows if cls and n]


def basis_counts(store: Store) -> list[tuple[str, int]]:
    """How many statements are stated, inferred and curated."""
    return [(basis.value, int(n.value)) for basis, n in store.select(_BASES).rows if basis and n]


def source_coverage(store: Store) -> list[SourceCoverage]:
    """Per source: how many statements and passages, and which sections have none."""
    parent = {section.value: above.value for section, above in store.rows(_PARENTS) if section and above}
    assertions: dict[str, set[str]] = {}
    passages: dict[str, set[str]] = {}
    touched: set[str] = set()
    for source, section, passage, assertion in store.rows(_USED):
        if not (source and section and passage):
            continue
        passages.setdefault(source.value, set()).add(passage.value)
        if assertion:
            assertions.setdefault(source.value, set()).add(assertion.value)
        place: str | None = section.value
        while place and place not in touched:
            touched.add(place)
            place = parent.get(place)
    sections: dict[str, list[tuple[str, str]]] = {}
    for source, _iri, notation, title, _start, section in store.rows(_SECTIONS):
        if source and notation and title and section:
            name = notation.value if title.value == notation.value else f"{notation.value} {title.value}"
            sections.setdefault(source.value, []).append((section.value, name))
    return [
        SourceCoverage(
            source,
            len(assertions.get(source, ())),
            len(passages.get(source, ())),
            len(named),
            [name for iri, name in named if iri not in touched],
        )
        for source, named in sorted(sections.items())
    ]
