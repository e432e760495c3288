"""Facts: the triples of files as plain values, to compare, to change and to write back.

A subject or object without an address (a blank node) gets a name made from what is said of it, so that two files that
say the same hold the same facts, whatever names their blank nodes have (RDF 1.1 Semantics, section 3: isomorphism).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.namespaces import ID
from kg.store import Term
from kg.turtlefile import canonical, own_address, parse, read_text

# Rounds of naming blank nodes: a chain of blank nodes longer than this is told apart no further.
_ROUNDS = 32


class Fact(NamedTuple):
    """One triple.

    :param subject: an IRI, or ``_:`` and a name for a blank node.
    :param predicate: an IRI.
    :param object: the value.
    """

    subject: str
    predicate: str
    object: Term

    @property
    def record(self) -> str:
        """The thing whose file this stands in: the subject without ``#part`` for an address of ours."""
        return owner(self.subject)


def owner(iri: str) -> str:
    """The record that an address belongs to: ``id/instrument/x`` for ``id/instrument/x#link-1``."""
    return iri.partition("#")[0] if iri.startswith(ID) else iri


def iri(value: str) -> Term:
    """The term of an address."""
    return Term("iri", value)


def text(value: str, lang: str = "", datatype: str = "") -> Term:
    """The term of a text, a number or another literal."""
    return Term("literal", value, lang, datatype)


def parse_facts(source: str, where: str, extension: str = "ttl") -> list[Fact]:
    """The facts of a text, blank nodes named by what is said of them.

    :param where: name of the text in errors.
    :param extension: file extension that tells the RDF syntax; Turtle where it tells none.
    :raises KgError: ``unreadable`` for a text that is not in that syntax.
    """
    form = ox.RdfFormat.from_extension(extension) or ox.RdfFormat.TURTLE
    if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES):
        triples: Iterable[ox.Triple] = parse(source, where)
    else:
        triples = _other(source, where, form)
    facts = {_fact(triple) for triple in triples}
    return sorted(settled(facts))


def _other(source: str, where: str, form: ox.RdfFormat) -> Iterable[ox.Triple]:
    try:
        yield from (quad.triple for quad in ox.parse(source, format=form))
    except (SyntaxError, ValueError) as error:
        raise KgError(
            Code.UNREADABLE, f"This is not {form.name}: {error}.", where=where, hint="Mend the file at that place."
        ) from error


def facts_in_order(source: str, where: str) -> list[Fact]:
    """The facts of a Turtle text in its own order, blank nodes with names for this one reading.

    :raises KgError: ``unreadable``, as :func:`parse_facts`.
    """
    return [_fact(triple) for triple in parse(source, where)]


def read_facts(path: Path) -> list[Fact]:
    """The facts of one file.

    :raises KgError: ``unreadable``, as :func:`parse_facts`.
    """
    return parse_facts(read_text(path), str(path), path.suffix.removeprefix("."))


def as_turtle(facts: Iterable[Fact], path: Path) -> str:
    """The canonical Turtle of facts that stand, or will stand, in a file.

    :raises KgError: ``unreadable`` for blank nodes, which have no stable place in a file of ours.
    """
    triples = [ox.Triple(_node(fact.subject), ox.NamedNode(fact.predicate), _object(fact.object)) for fact in facts]
    return canonical(triples, own_address(path, triples))


def _fact(triple: ox.Triple) -> Fact:
    subject = triple.subject
    name = f"_:{subject.value}" if isinstance(subject, ox.BlankNode) else str(getattr(subject, "value", subject))
    return Fact(name, triple.predicate.value, _term(triple.object))


def _term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(value, ox.Literal):
        return Term("literal", value.value, value.language or "", "" if value.language else value.datatype.value)
    if isinstance(value, ox.BlankNode):
        return Term("bnode", value.value)
    return Term("iri", str(getattr(value, "value", value)))


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)


def _object(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.kind == "bnode":
        return ox.BlankNode(term.value)
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(term.value)


def settled(facts: Iterable[Fact]) -> set[Fact]:
    """The facts with blank nodes named by their content: colour refinement, as in RDF Dataset Canonicalization.

    Refinement keeps the names of what did not change, which canonical numbers would not. Where it cannot tell blank
    nodes apart, the canonical order decides, so that isomorphic graphs always give the same facts.
    """
    known = set(facts)
    colours = _colours(known)
    if len(set(colours.values())) < len(colours):
        known = _canonicalised(known)
        colours = _colours(known)
    names: dict[str, str] = {}
    alike: dict[str, int] = defaultdict(int)
    for node in sorted(colours, key=lambda node: (colours[node], len(node), node)):
        alike[colours[node]] += 1
        names[node] = f"{colours[node]}-{alike[colours[node]]}"
    return {_renamed(fact, names) for fact in known} if names else known


def _colours(facts: set[Fact]) -> dict[str, str]:
    """Blank node -> a name that what is said of it gives, directly or by way of other blank nodes."""
    about: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for node in {fact.subject, f"_:{fact.object.value}" if fact.object.kind == "bnode" else ""}:
            if node.startswith("_:"):
                about[node].append(fact)
    colours = dict.fromkeys(about, "")
    for _round in range(min(_ROUNDS, len(about))):
        fresh = {node: _colour(node, about[node], colours) for node in about}
        done = len(set(fresh.values())) == len(set(colours.values()))
        colours = fresh
        if done:
            break
    return colours


def _canonicalised(facts: Iterable[Fact]) -> set[Fact]:
    """The facts with canonical names for their blank nodes (RDF Dataset Canonicalization 1.0, section 4)."""
    dataset = ox.Dataset(ox.Quad(_node(f.subject), ox.NamedNode(f.predicate), _object(f.object)) for f in facts)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {_fact(quad.triple) for quad in dataset}


def _colour(node: str, facts: list[Fact], colours: dict[str, str]) -> str:
    """A name for a blank node: the checksum of its facts, other blank nodes by their name so far."""

    def told(name: str) -> str:
        return "self" if name == node else f"_:{colours[name]}"

    lines = []
    for fact in facts:
        subject = told(fact.subject) if fact.subject in colours else fact.subject
        value = told(f"_:{fact.object.value}") if fact.object.kind == "bnode" else repr(fact.object)
        lines.append(f"{subject}\t{fact.predicate}\t{value}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def _renamed(fact: Fact, names: dict[str, str]) -> Fact:
    subject = f"_:{names[fact.subject]}" if fact.subject in names else fact.subject
    if fact.object.kind == "bnode":
        return Fact(subject, fact.predicate, Term("bnode", names[f"_:{fact.object.value}"]))
    return fact._replace(subject=subject)
