"""What facts rest on: claims for the facts that need one, as the graph's own rules say which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.facts import Fact, iri, text
from kg.namespaces import ID, KG, PROV, RDF, SKOS, XSD, split_address
from kg.queries import Catalogue
from kg.records.faults import Fault, fault
from kg.records.graph import CLAIM, TYPE, Graph
from kg.store import Term
from kg.store.embedded import EmbeddedStore

BASES = ("stated", "inferred", "curated")
# The rules that say which facts need a claim; their rows are the facts that lack one.
_RULES = ("fact-without-claim-violation", "mapping-without-claim-violation")
# What concepts say in words rests on something too, though no rule asks for it.
_ALSO = (SKOS + "definition", SKOS + "note")
_LONGEST_PART = 60


@dataclass(frozen=True)
class Grounds:
    """What a fact rests on.

    :param basis: ``stated``, ``inferred`` or ``curated``; empty if it is not said.
    :param reason: language -> how it was inferred, or why we think so.
    :param passages: addresses of passages.
    :param strength: address of a strength, for help with a problem.
    :param rank: place among the others, or ``None``.
    """

    basis: str = ""
    reason: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[str, ...] = ()
    strength: str = ""
    rank: int | None = None

    def faults(self) -> list[Fault]:
        """What is missing: a reason in both languages, or a passage (shapes/assertion.ttl)."""
        if self.basis not in BASES:
            return [fault("not-a-choice", self.basis, known=", ".join(BASES), example="curated")]
        found = []
        if self.basis != "stated" and not all(self.reason.get(lang) for lang in ("nl", "en")):
            found.append(fault("no-reason"))
        if self.basis != "curated" and not self.passages:
            found.append(fault("no-passage", example="001-42272-42361"))
        return found

    def facts(self, node: str) -> list[Fact]:
        """The grounds as facts of a claim or another assertion."""
        said = [Fact(node, KG + "basis", iri(f"{ID}basis/{self.basis}"))]
        said += [Fact(node, KG + "reason", text(told, lang)) for lang, told in self.reason.items() if told]
        said += [Fact(node, PROV + "wasDerivedFrom", iri(passage)) for passage in self.passages]
        if self.strength:
            said.append(Fact(node, KG + "strength", iri(self.strength)))
        if self.rank is not None:
            said.append(Fact(node, KG + "rank", text(str(self.rank), datatype=XSD + "integer")))
        return said


def claim(fact: Fact, grounds: Grounds, taken: set[str]) -> list[Fact]:
    """The claim of a fact; for a text in words it stands for all values of that property.

    :param taken: addresses that other things have; the claim's own is added.
    """
    node = _free(f"{fact.record}#{claim_part(fact)}", taken)
    said = [
        Fact(node, TYPE, iri(CLAIM)),
        Fact(node, RDF + "subject", iri(fact.subject)),
        Fact(node, RDF + "predicate", iri(fact.predicate)),
    ]
    if fact.object.kind == "iri":
        said.append(Fact(node, RDF + "object", fact.object))
    return said + grounds.facts(node)


def claim_part(fact: Fact) -> str:
    """The readable name of a claim: property, and for a thing its slug: ``audience-docenten``."""
    local = re.split(r"[#/]", fact.predicate)[-1]
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", local).lower()
    address = split_address(fact.object.value) if fact.object.kind == "iri" else None
    if address:
        name += f"-{address[2] or address[1]}"
    elif fact.object.kind == "iri":
        name += "-" + re.sub(r"[^a-z0-9]+", "-", fact.object.value.lower()).strip("-")[-20:]
    return name[:_LONGEST_PART].strip("-")


def _free(node: str, taken: set[str]) -> str:
    name, number = node, 1
    while name in taken:
        number += 1
        name = f"{node}-{number}"
    taken.add(name)
    return name


def lacking(graph: Graph, added: Iterable[Fact], removed: Iterable[Fact]) -> list[Fact]:
    """The facts, among those added, that need a claim and have none after the change, in a fixed order."""
    fresh, gone = set(added), set(removed)
    records = {fact.record for fact in fresh}
    around = {f for record in records for node in (record, *graph.parts.get(record, ())) for f in graph.of(node)}
    after = (around - gone) | fresh
    store = EmbeddedStore()
    # The rules ask about classes that subclass others: the ontology's part of the graph is not needed for it.
    store.replace("".join(f"{_node(f)} <{f.predicate}> {f.object.sparql()} .\n" for f in after).encode())
    catalogue = Catalogue(graph.product.folder("queries"))
    found = set()
    for rule in _RULES:
        if rule in catalogue.checks:
            answer = store.select(catalogue.checks[rule].bound({}, "nl"))
            found |= {_row_fact(dict(zip(answer.columns, row, strict=True))) for row in answer.rows}
    found |= {f for f in fresh if f.predicate in _ALSO and not _has_claim(f, after)}
    # The store has its own way to write numbers: compare what the values mean.
    asked = {(f.subject, f.predicate, _meaning(f.object)) for f in found if f is not None}
    return sorted(f for f in fresh if (f.subject, f.predicate, _meaning(f.object)) in asked)


def _node(fact: Fact) -> str:
    return iri(fact.subject).sparql()


def _row_fact(row: Mapping[str, Term | None]) -> Fact | None:
    record, path, value = row.get("record"), row.get("path"), row.get("value")
    return Fact(record.value, path.value, value) if record and path and value else None


def _meaning(term: Term) -> tuple[str, str | int | float | bool, str]:
    return (term.kind, term.plain(), term.lang)


def _has_claim(fact: Fact, facts: Iterable[Fact]) -> bool:
    about = {f.subject for f in facts if f.predicate == RDF + "subject" and f.object.value == fact.subject}
    return any(
        f.subject in about and f.predicate == RDF + "predicate" and f.object.value == fact.predicate for f in facts
    )


def claims_of(graph: Graph, fact: Fact) -> list[str]:
    """The claims about exactly this fact: those that name its value."""
    return [
        node
        for node in graph.claims.get((fact.subject, fact.predicate), [])
        if fact.object in graph.values(node, RDF + "object")
    ]


def whole_claims(graph: Graph, subject: str, predicate: str) -> list[str]:
    """The claims that stand for all values of a property."""
    return [n for n in graph.claims.get((subject, predicate), []) if not graph.values(n, RDF + "object")]
