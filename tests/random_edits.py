"""Random edits of a set of triples, as people make them by mistake: for tests that compare two ways to one answer."""

from __future__ import annotations

import random
from collections.abc import Callable

import pyoxigraph as ox

from kg.namespaces import ID, RDF, XSD

Triples = list[ox.Triple]


def dropped(triples: Triples, place: int, _rng: random.Random) -> Triples:
    return [*triples[:place], *triples[place + 1 :]]


def with_object(triples: Triples, place: int, rng: random.Random) -> Triples:
    """One statement with another object: a thing of another kind, a text, a number, a date that is none."""
    old = triples[place]
    subject = rng.choice(triples).subject
    objects: list[ox.NamedNode | ox.BlankNode | ox.Literal] = [
        ox.NamedNode(f"{ID}theme/nowhere"),
        ox.BlankNode("odd"),
        ox.Literal(""),
        ox.Literal("x" * rng.choice([1, 300])),
        ox.Literal("hallo", language=rng.choice(["nl", "en", "de", "nl-be"])),
        ox.Literal(rng.choice(["0", "-5", "48", "0048", "100000", "+7", "7.0", "vijf"]), datatype=integer()),
        ox.Literal(rng.choice(["0.5", "-0.1", "100.01", "1e3"]), datatype=ox.NamedNode(XSD + "decimal")),
        ox.Literal(rng.choice(["true", "1", "maybe"]), datatype=ox.NamedNode(XSD + "boolean")),
        ox.Literal("20x9", datatype=ox.NamedNode(XSD + "gYear")),
    ]
    if not isinstance(subject, ox.Triple):
        objects.append(subject)
    new = ox.Triple(old.subject, old.predicate, rng.choice(objects))
    return [*triples, new] if rng.random() < 0.5 else [*triples[:place], new, *triples[place + 1 :]]


def with_predicate(triples: Triples, place: int, rng: random.Random) -> Triples:
    old = triples[place]
    return [*triples[:place], ox.Triple(old.subject, rng.choice(triples).predicate, old.object), *triples[place + 1 :]]


def with_kind(triples: Triples, place: int, rng: random.Random) -> Triples:
    """One thing of one kind more."""
    kinds = [triple.object for triple in triples if triple.predicate.value == RDF + "type"]
    return [*triples, ox.Triple(triples[place].subject, ox.NamedNode(RDF + "type"), rng.choice(kinds))]


EDITS: list[Callable[[Triples, int, random.Random], Triples]] = [dropped, with_object, with_predicate, with_kind]


def integer() -> ox.NamedNode:
    return ox.NamedNode(XSD + "integer")


def edited(triples: Triples, rng: random.Random, times: int) -> Triples:
    for _edit in range(times):
        triples = rng.choice(EDITS)(triples, rng.randrange(len(triples)), rng)
    return triples
