"""What the finder knows: problems, outside topics and instruments as plain records, read once from the store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.namespaces import PROLOGUE
from kg.settings import LANGUAGES
from kg.store import Row, Store, Term

# Texts by the part they play in the search; one row per text.
_PROBLEM_TEXTS = """SELECT ?thing ?part ?text WHERE {
  VALUES ?class { kg:Problem kg:OutsideTopic }
  VALUES (?property ?part) {
    (skos:prefLabel "label") (skos:definition "definition") (kg:phrasing "phrasing") (skos:altLabel "keyword")
    (skos:hiddenLabel "keyword") (kg:gapNote "gap")
  }
  ?thing a ?class ; ?property ?text .
} ORDER BY ?thing ?part ?text"""
_INSTRUMENT_TEXTS = """SELECT ?thing ?part ?text WHERE {
  VALUES (?property ?part) {
    (skos:prefLabel "label") (dct:title "title") (skos:altLabel "name") (kg:actionLabel "action")
    (dct:description "definition") (kg:useCase "use") (skos:hiddenLabel "keyword")
  }
  ?thing a kg:Instrument ; ?property ?text .
} ORDER BY ?thing ?part ?text"""
_KINDS = """SELECT ?thing ?gap ?outside WHERE {
  { ?thing a kg:Problem ; kg:knownGap ?gap BIND(false AS ?outside) }
  UNION { ?thing a kg:OutsideTopic BIND(true AS ?gap) BIND(true AS ?outside) }
} ORDER BY ?thing"""
_ROWS = "SELECT ?thing ?row WHERE { ?thing kg:row ?row } ORDER BY ?thing"
_HELP = """SELECT ?claim ?problem ?instrument ?strength ?basis ?rank WHERE {
  ?claim rdf:predicate kg:addresses ; rdf:subject ?instrument ; rdf:object ?problem ;
    kg:strength/skos:notation ?strength ; kg:basis/skos:notation ?basis .
  OPTIONAL { ?claim kg:rank ?place }
  BIND(COALESCE(?place, 99) AS ?rank)
} ORDER BY ?problem ?rank ?instrument"""
_BEHIND = """SELECT ?claim ?problem ?link ?thing ?basis WHERE {
  VALUES ?link { kg:hasFactor kg:hasTheme }
  ?claim rdf:predicate ?link ; rdf:subject ?problem ; rdf:object ?thing ; kg:basis/skos:notation ?basis .
} ORDER BY ?problem ?link ?thing"""
_REASONS = """SELECT ?claim ?text WHERE {
  VALUES ?predicate { kg:addresses kg:hasFactor kg:hasTheme }
  ?claim rdf:predicate ?predicate ; kg:reason ?text .
}"""
_GROUNDS = """SELECT ?claim ?source ?section ?start ?end WHERE {
  VALUES ?predicate { kg:addresses kg:hasFactor kg:hasTheme }
  ?claim rdf:predicate ?predicate ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/dct:identifier ?source ; kg:section/skos:notation ?section ; oa:start ?start ; oa:end ?end .
} ORDER BY ?claim ?source ?start"""
_FIT = """SELECT ?thing ?facet ?concept WHERE {
  VALUES (?property ?facet) {
    (schema:educationalLevel "sector") (schema:audience "audience") (kg:level "level") (kg:phase "phase")
    (schema:about "theme") (kg:goesWith "companion")
  }
  ?thing a kg:Instrument ; ?property ?concept .
} ORDER BY ?thing ?facet ?concept"""
_AUDIENCES = """SELECT ?role ?group WHERE {
  ?role a kg:Role ; skos:relatedMatch ?group . ?group a kg:TargetGroup .
}"""
_BROADER = "SELECT ?group ?wider WHERE { ?group a kg:TargetGroup ; skos:broader+ ?wider }"
_NEAREST = "SELECT ?problem ?instrument WHERE { ?problem kg:nearestHelp ?instrument } ORDER BY ?problem ?instrument"
_WATCH = """SELECT ?instrument ?text WHERE {
  VALUES ?type { "weak-point" "condition" }
  ?finding schema:about ?instrument ; kg:findingType/skos:notation ?type ; dct:description ?text .
  ?instrument a kg:Instrument .
} ORDER BY ?instrument DESC(?type) ?finding"""

Texts = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """A place in a source that a claim rests on."""

    source: str
    section: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that joins two things, with its grounds.

    :param strength: for help: ``central`` or ``partly``; else empty.
    :param rank: place of the instrument with the problem, from 1.
    :param reason: language -> why.
    """

    claim: str
    source: str
    target: str
    kind: str
    basis: str
    reason: dict[str, str]
    grounds: tuple[Ground, ...]
    strength: str = ""
    rank: int = 1


@dataclass(slots=True)
class Record:
    """A problem, outside topic or instrument with its texts: language -> part -> texts."""

    iri: str
    texts: dict[str, Texts] = field(default_factory=lambda: {lang: defaultdict(list) for lang in LANGUAGES})
    gap: bool = False
    outside: bool = False
    row: int | None = None
    facets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    watch: Texts = field(default_factory=lambda: defaultdict(list))

    def first(self, part: str, lang: str) -> str:
        """The first text of a part in a language, or an empty text."""
        found = self.texts[lang].get(part)
        return found[0] if found else ""


@dataclass(frozen=True)
class Knowledge:
    """Everything the finder needs, as plain values.

    :param help: problem -> the instruments that help with it, best first.
    :param behind: problem -> the factors and themes behind it.
    :param nearest: gap -> the nearest instruments.
    :param audiences: role -> the target groups that a person in that role belongs to.
    """

    problems: dict[str, Record]
    instruments: dict[str, Record]
    help: dict[str, list[Link]]
    behind: dict[str, list[Link]]
    nearest: dict[str, list[str]]
    audiences: dict[str, set[str]]


def read_knowledge(store: Store) -> Knowledge:
    """The finder's knowledge from a store."""

    def rows(query: str) -> list[Row]:
        return store.select(PROLOGUE + query).rows

    problems = _records(rows(_PROBLEM_TEXTS))
    instruments = _records(rows(_INSTRUMENT_TEXTS))
    for thing, gap, outside in _full(rows(_KINDS)):
        problems[thing.value].gap = gap.plain() is True
        problems[thing.value].outside = outside.plain() is True
    for thing, row in _full(rows(_ROWS)):
        instruments[thing.value].row = int(row.value)
    wider: dict[str, set[str]] = defaultdict(set)
    for group, above in _full(rows(_BROADER)):
        wider[group.value].add(above.value)
    for thing, facet, concept in _full(rows(_FIT)):
        instruments[thing.value].facets[facet.value].add(concept.value)
    for thing, text in _full(rows(_WATCH)):
        instruments[thing.value].watch[text.lang].append(text.value)

    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for claim, text in _full(rows(_REASONS)):
        reasons[claim.value][text.lang] = text.value
    grounds: dict[str, list[Ground]] = defaultdict(list)
    for claim, source, section, start, end in _full(rows(_GROUNDS)):
        grounds[claim.value].append(Ground(source.value, section.value, int(start.value), int(end.value)))

    helping: dict[str, list[Link]] = defaultdict(list)
    for claim, problem, instrument, strength, basis, rank in _full(rows(_HELP)):
        why = (reasons[claim.value], tuple(grounds[claim.value]), strength.value, int(rank.value))
        helping[problem.value].append(Link(claim.value, problem.value, instrument.value, "help", basis.value, *why))
    behind: dict[str, list[Link]] = defaultdict(list)
    for claim, problem, link_iri, thing, basis in _full(rows(_BEHIND)):
        kind = "factor" if link_iri.value.endswith("hasFactor") else "theme"
        known = (reasons[claim.value], tuple(grounds[claim.value]))
        behind[problem.value].append(Link(claim.value, problem.value, thing.value, kind, basis.value, *known))
    nearest: dict[str, list[str]] = defaultdict(list)
    for problem, instrument in _full(rows(_NEAREST)):
        nearest[problem.value].append(instrument.value)
    audiences: dict[str, set[str]] = defaultdict(set)
    for role, group in _full(rows(_AUDIENCES)):
        audiences[role.value] |= {group.value} | wider[group.value]
    return Knowledge(problems, instruments, dict(helping), dict(behind), dict(nearest), dict(audiences))


def _full(rows: list[Row]) -> list[tuple[Term, ...]]:
    """The rows in which every column has a value."""
    return [tuple(term for term in row if term is not None) for row in rows if None not in row]


def _records(rows: list[Row]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for thing, part, text in _full(rows):
        record = found.setdefault(thing.value, Record(thing.value))
        # A title has the language it was printed in; people search for it in any.
        for lang in LANGUAGES if part.value in {"title", "name"} else [text.lang]:
            record.texts[lang][part.value].append(text.value)
    return found
