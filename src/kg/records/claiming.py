"""From facts in the making to a draft: a claim for every fact that needs one."""

from __future__ import annotations

from dataclasses import replace

from kg.facts import Fact
from kg.namespaces import ID, KG, SKOS
from kg.records.draft import Draft
from kg.records.faults import Fault
from kg.records.graph import TYPE, Graph
from kg.records.grounds import BASES, Grounds, claim, lacking
from kg.records.made import NO_GROUNDS, Made

ASSERTION = KG + "Assertion"
# How well an instrument helps, where nobody says it: the weaker of the two, so that nothing is praised unasked.
_USUAL_STRENGTH = ID + "strength/partly"
_PLACEHOLDER = Grounds("curated")


def claimed(graph: Graph, made: Made) -> Draft:
    """The change with its claims; what they lack goes to the faults of ``made``.

    Links and findings carry their grounds themselves. A text in words has one claim for all its values.
    """
    asserted = {f.subject for f in made.facts if f.predicate == TYPE and is_assertion(graph, f.object.value)}
    claims: set[Fact] = set()
    for node in sorted(asserted):
        if not any(fact.subject == node and fact.predicate == KG + "basis" for fact in made.facts):
            typed = next(f for f in made.facts if f.subject == node and f.predicate == TYPE)
            claims |= set(_grounds(graph, made, typed).facts(node))
    taken = set(graph.classes) | {fact.subject for fact in made.facts}
    told: set[tuple[str, str]] = set()
    for fact in dict.fromkeys([*sorted(made.own), *lacking(graph, made.facts, made.removed)]):
        property_of = (fact.subject, fact.predicate)
        if fact.subject in asserted or (fact.object.kind != "iri" and property_of in told):
            continue
        told.add(property_of)
        claims |= set(claim(fact, _grounds(graph, made, fact), taken))
    return Draft(graph, frozenset((made.facts | claims) - graph.facts), frozenset(made.removed))


def is_assertion(graph: Graph, class_: str) -> bool:
    """Whether things of a class carry their own grounds."""
    return ASSERTION in graph.lineage(class_)


def _grounds(graph: Graph, made: Made, fact: Fact) -> Grounds:
    """The grounds of a fact: its own, else those of its record, else those for all."""
    own, shared = made.own.get(fact, NO_GROUNDS), made.shared_grounds(fact.record)
    grounds = own if own.basis else replace(shared, strength=own.strength or shared.strength, rank=own.rank)
    names = {
        lang: graph.label(fact.predicate if fact.predicate != TYPE else fact.object.value, lang)
        for lang in ("nl", "en")
    }
    place = f"{_name(graph, made, fact.record)} · {names['nl']}"
    if not grounds.basis:
        known = tuple((lang, ", ".join(BASES)) for lang in ("nl", "en"))
        made.fault(
            Fault("no-grounds", name=tuple(names.items()), known=known, example="curated", record=fact.record), place
        )
        return _PLACEHOLDER
    for found in grounds.faults():
        made.fault(replace(found, record=fact.record), place)
    if fact.predicate not in graph.graded:
        return replace(grounds, strength="", rank=None)
    return replace(grounds, strength=grounds.strength or _USUAL_STRENGTH)


def _name(graph: Graph, made: Made, record: str) -> str:
    """The Dutch name of a record, also of one that is in the making."""
    fresh = sorted(f.object for f in made.facts if f.subject == record and f.predicate == SKOS + "prefLabel")
    return next((term.value for term in fresh if term.lang == "nl"), graph.label(record, "nl"))
