"""Reads the finder's knowledge from a store, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.entities import Directory
from kg.finder.knowledge import Ground, Knowledge, Link, Name, Note, Record
from kg.namespaces import KG, SCHEMA, split_address
from kg.settings import LANGUAGES
from kg.store import Store, Term, full_rows

# Texts by the part they play in the search; one row per text.
_PROBLEM_TEXTS = """SELECT ?thing ?part ?text WHERE {
  VALUES ?class { kg:Problem kg:OutsideTopic }
  VALUES (?property ?part) {
    (skos:prefLabel "label") (skos:definition "definition") (kg:phrasing "phrasing") (skos:altLabel "keyword")
    (skos:hiddenLabel "keyword") (kg:gapNote "gap")
  }
  ?thing a ?class ; ?property ?text .
} ORDER BY ?thing ?part ?text"""
_TOPIC_TEXTS = """SELECT ?thing ?part ?text WHERE {
  VALUES ?class { kg:Theme kg:Factor }
  VALUES (?property ?part) {
    (skos:prefLabel "label") (skos:altLabel "keyword") (skos:hiddenLabel "keyword") (skos:note "note")
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
_LINKS = """SELECT ?predicate ?source ?target WHERE {
  VALUES ?predicate { kg:hasFactor kg:hasTheme kg:goesWith kg:nearestHelp schema:about }
  ?source ?predicate ?target .
} ORDER BY ?predicate ?source ?target"""
_LINK_CLAIMS = """SELECT ?claim ?predicate ?source ?object ?basis WHERE {
  VALUES ?predicate { kg:hasFactor kg:hasTheme kg:goesWith kg:nearestHelp schema:about }
  ?claim rdf:predicate ?predicate ; rdf:subject ?source ; kg:basis/skos:notation ?basis .
  OPTIONAL { ?claim rdf:object ?given }
  BIND(COALESCE(?given, "") AS ?object)
}"""
_HELP = """SELECT ?claim ?problem ?instrument ?strength ?basis ?rank WHERE {
  ?claim rdf:predicate kg:addresses ; rdf:subject ?instrument ; rdf:object ?problem ;
    kg:strength/skos:notation ?strength ; kg:basis/skos:notation ?basis .
  OPTIONAL { ?claim kg:rank ?place }
  BIND(COALESCE(?place, 99) AS ?rank)
} ORDER BY ?problem ?rank ?instrument"""
_GAP_CLAIMS = """SELECT ?claim ?problem ?basis WHERE {
  ?claim rdf:predicate kg:gapNote ; rdf:subject ?problem ; kg:basis/skos:notation ?basis .
} ORDER BY ?problem"""
_PREDICATES = "kg:addresses kg:hasFactor kg:hasTheme kg:goesWith kg:nearestHelp schema:about kg:gapNote"
_REASONS = f"""SELECT ?claim ?text WHERE {{
  VALUES ?predicate {{ {_PREDICATES} }}
  ?claim rdf:predicate ?predicate ; kg:reason ?text .
}}"""
_PASSAGE = (
    "?passage oa:hasSource/dct:identifier ?source ; kg:section/skos:notation ?section ; oa:start ?start ; oa:end ?end ."
)
_GROUNDS = f"""SELECT ?claim ?source ?section ?start ?end WHERE {{
  VALUES ?predicate {{ {_PREDICATES} }}
  ?claim rdf:predicate ?predicate ; prov:wasDerivedFrom ?passage . {_PASSAGE}
}} ORDER BY ?claim ?source ?start"""
# Findings are their own claims.
_OF_FINDING = """VALUES ?type { "weak-point" "condition" }
  ?finding schema:about ?thing ; kg:findingType/skos:notation ?type ."""
_FINDINGS = f"""SELECT ?finding ?thing ?type ?basis ?text WHERE {{
  {_OF_FINDING} ?finding dct:description ?text ; kg:basis/skos:notation ?basis . ?thing a kg:Instrument .
}} ORDER BY ?thing DESC(?type) ?finding"""
_FINDING_REASONS = f"SELECT ?finding ?text WHERE {{ {_OF_FINDING} ?finding kg:reason ?text }}"
_FINDING_GROUNDS = f"""SELECT ?finding ?source ?section ?start ?end WHERE {{
  {_OF_FINDING} ?finding prov:wasDerivedFrom ?passage . {_PASSAGE}
}} ORDER BY ?finding ?source ?start"""
_FACETS = """SELECT ?thing ?facet ?concept WHERE {
  VALUES (?property ?facet) {
    (schema:educationalLevel "sector") (schema:audience "audience") (kg:level "level") (kg:phase "phase")
    (schema:about "theme") (schema:learningResourceType "form") (schema:producer "maker") (schema:provider "maker")
  }
  ?thing a kg:Instrument ; ?property ?concept .
} ORDER BY ?thing ?facet ?concept"""
_AUDIENCES = """SELECT ?role ?group WHERE {
  ?role a kg:Role ; skos:relatedMatch ?group . ?group a kg:TargetGroup .
}"""
_BROADER = "SELECT ?group ?wider WHERE { ?group a kg:TargetGroup ; skos:broader+ ?wider }"
_KIND_OF_LINK = {
    KG + "hasFactor": "factor", KG + "hasTheme": "theme", KG + "goesWith": "companion", KG + "nearestHelp": "nearest",
    SCHEMA + "about": "about",
}  # fmt: skip
# Kinds of things that are named in questions and answers.
_NAMED = {
    "problem", "outside-topic", "instrument", "theme", "factor", "form", "programme", "organisation", "role", "sector",
    "level", "phase", "target-group",
}  # fmt: skip


def read_knowledge(store: Store, directory: Directory) -> Knowledge:
    """The finder's knowledge from a store.

    :param directory: the names of the same store.
    """
    reader = _Reader(store)
    problems, topics, instruments = (
        _records(reader.rows(query)) for query in (_PROBLEM_TEXTS, _TOPIC_TEXTS, _INSTRUMENT_TEXTS)
    )
    for thing, gap, outside in reader.rows(_KINDS):
        problems[thing.value].gap = gap.plain() is True
        problems[thing.value].outside = outside.plain() is True
    for claim, problem, basis in reader.rows(_GAP_CLAIMS):
        record = problems[problem.value]
        told = {lang: record.first("gap", lang) for lang in LANGUAGES}
        record.notes.append(Note("gap", told, basis.value, reader.reasons[claim.value], reader.grounds[claim.value]))
    for thing, row in reader.rows(_ROWS):
        instruments[thing.value].row = int(row.value)
    for thing, facet, concept in reader.rows(_FACETS):
        instruments[thing.value].facets[facet.value].add(concept.value)
    for iri, notes in reader.findings().items():
        instruments[iri].notes += notes
    links = reader.links()
    return Knowledge(
        problems,
        topics,
        instruments,
        reader.help(),
        _grouped([*links["factor"], *links["theme"]]),
        _grouped(_turned(link) for link in links["about"] if link.source in instruments and link.target in topics),
        _grouped(links["companion"]),
        _grouped(links["nearest"]),
        reader.audiences(),
        _names(directory),
    )


class _Reader:
    """The claims of a store with their reasons and grounds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reasons = self._reasons(_REASONS)
        self.grounds = self._grounds(_GROUNDS)

    def rows(self, query: str) -> list[tuple[Term, ...]]:
        """The rows of a query in which every column has a value."""
        return list(full_rows(self._store, query))

    def _reasons(self, query: str) -> dict[str, dict[str, str]]:
        reasons: dict[str, dict[str, str]] = defaultdict(dict)
        for claim, text in self.rows(query):
            reasons[claim.value][text.lang] = text.value
        return reasons

    def _grounds(self, query: str) -> dict[str, tuple[Ground, ...]]:
        grounds: dict[str, tuple[Ground, ...]] = defaultdict(tuple)
        for claim, source, section, start, end in self.rows(query):
            grounds[claim.value] += (Ground(source.value, section.value, int(start.value), int(end.value)),)
        return grounds

    def links(self) -> dict[str, list[Link]]:
        """Kind -> the links of that kind."""
        claims = {
            (predicate.value, source.value, thing.value): (claim.value, basis.value)
            for claim, predicate, source, thing, basis in self.rows(_LINK_CLAIMS)
        }
        found: dict[str, list[Link]] = defaultdict(list)
        for predicate, source, target in self.rows(_LINKS):
            pair = predicate.value, source.value
            # A claim without object grounds every value of its predicate.
            claim, basis = claims.get((*pair, target.value)) or claims.get((*pair, "")) or ("", "")
            kind = _KIND_OF_LINK[predicate.value]
            known = kind, basis, self.reasons.get(claim, {}), self.grounds.get(claim, ())
            found[kind].append(Link(claim, source.value, target.value, *known))
        return found

    def help(self) -> dict[str, list[Link]]:
        """Problem -> the instruments that help with it, best first."""
        found: dict[str, list[Link]] = defaultdict(list)
        for claim, problem, instrument, strength, basis, rank in self.rows(_HELP):
            known = (self.reasons[claim.value], self.grounds[claim.value], strength.value, int(rank.value))
            found[problem.value].append(Link(claim.value, problem.value, instrument.value, "help", basis.value, *known))
        return dict(found)

    def findings(self) -> dict[str, list[Note]]:
        """Instrument -> its weak points and conditions."""
        reasons, grounds = self._reasons(_FINDING_REASONS), self._grounds(_FINDING_GROUNDS)
        texts: dict[str, dict[str, str]] = defaultdict(dict)
        found: dict[str, dict[str, Note]] = defaultdict(dict)
        for finding, thing, kind, basis, text in self.rows(_FINDINGS):
            iri = finding.value
            texts[iri][text.lang] = text.value
            found[thing.value][iri] = Note(kind.value, texts[iri], basis.value, reasons[iri], grounds[iri])
        return {iri: list(notes.values()) for iri, notes in found.items()}

    def audiences(self) -> dict[str, set[str]]:
        """Role -> the target groups, and those above them."""
        wider: dict[str, set[str]] = defaultdict(set)
        for group, above in self.rows(_BROADER):
            wider[group.value].add(above.value)
        found: dict[str, set[str]] = defaultdict(set)
        for role, group in self.rows(_AUDIENCES):
            found[role.value] |= {group.value} | wider[group.value]
        return dict(found)


def _turned(link: Link) -> Link:
    """The same link seen from its other end."""
    return replace(link, source=link.target, target=link.source)


def _grouped(links: Iterable[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        found[link.source].append(link)
    return dict(found)


def _records(rows: list[tuple[Term, ...]]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for thing, part, text in rows:
        record = found.setdefault(thing.value, Record(thing.value))
        # A title has the language it was printed in; people search for it in any.
        for lang in LANGUAGES if part.value in {"title", "name"} else [text.lang]:
            record.texts[lang][part.value].append(text.value)
    return found


def _names(directory: Directory) -> dict[str, list[Name]]:
    found = {}
    for iri, names in sorted(directory.names.items()):
        address = split_address(iri)
        if address and address[0] in _NAMED and not address[2]:
            found[iri] = [Name(kind, term.value, term.lang) for kind, term in names]
    return found
