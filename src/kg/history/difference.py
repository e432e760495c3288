"""The difference between two sets of facts, record by record, each fact with the claim that grounds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.facts import Fact
from kg.namespaces import KG, PROV, RDF, SKOS, shorten
from kg.store import Term

Name = Callable[[str, str], str]
"""The name of an address in a language."""

ADDED, REMOVED, ALTERED = "+", "-", "~"
_CLAIM = KG + "Claim"
_FIRST = {RDF + "type": 0, SKOS + "prefLabel": 1}
_LANGUAGES = {"": 0, "nl": 1, "en": 2}
_ABOUT = (RDF + "subject", RDF + "predicate", RDF + "object")


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact that came, went or got another value.

    :param sign: ``+``, ``-`` or ``~``.
    :param part: the ``#part`` of the record that it is about; empty for the record itself.
    :param predicate: IRI of the property.
    :param before: the value that went, or ``None``.
    :param after: the value that came, or ``None``.
    :param of: for a change of a claim, the fact that it grounds: property and value (or none).
    :param grounds: what came or went with the fact: the statements of its claim.
    """

    sign: str
    part: str
    predicate: str
    before: Term | None = None
    after: Term | None = None
    of: tuple[str, Term | None] | None = None
    grounds: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True)
class RecordChange:
    """All that changed in one record.

    :param iri: its address.
    :param kind: ``added``, ``changed`` or ``removed``.
    """

    iri: str
    kind: str
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """The difference between two states.

    :param added: how many facts came, claims and all.
    :param removed: how many facts went.
    """

    records: list[RecordChange]
    added: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def difference(before: Iterable[Fact], after: Iterable[Fact]) -> Difference:
    """What changed from one set of facts to another."""
    old, new = set(before), set(after)
    came, went = new - old, old - new
    touched = {fact.record for fact in came | went}
    olds, news = _by_record(old, touched), _by_record(new, touched)
    records = []
    for iri in sorted(touched, key=_reading_order):
        kind = "changed" if olds[iri] and news[iri] else "added" if news[iri] else "removed"
        records.append(RecordChange(iri, kind, _RecordDifference(olds[iri], news[iri]).statements()))
    return Difference(records, len(came), len(went))


def _reading_order(iri: str) -> tuple[bool, bool, str]:
    """Passages behind the things that rest on them, blank nodes last."""
    return (iri.startswith("_:"), "/id/passage/" in iri, iri)


def _by_record(facts: Iterable[Fact], wanted: set[str]) -> Mapping[str, set[Fact]]:
    found: dict[str, set[Fact]] = defaultdict(set)
    for fact in facts:
        if fact.record in wanted:
            found[fact.record].add(fact)
    return found


def _term_order(term: Term | None) -> tuple[object, ...]:
    """Dutch before English before other languages, and then by value."""
    return (_LANGUAGES.get(term.lang, len(_LANGUAGES)), term.lang, term) if term else ()


def _in_order(fact: Fact) -> tuple[object, ...]:
    return (fact.predicate, _term_order(fact.object))


def _telling_order(statement: Statement) -> tuple[object, ...]:
    """What it is, what it is called, and then by property."""
    place = _FIRST.get(statement.predicate, len(_FIRST))
    return (place, statement.predicate, statement.sign, _term_order(statement.after or statement.before))


class _RecordDifference:
    """The difference within one record.

    :param old: all facts of the record before.
    :param new: all facts of the record after.
    """

    def __init__(self, old: set[Fact], new: set[Fact]) -> None:
        self._old, self._new = _nodes(old), _nodes(new)
        self._came, self._went = new - old, old - new
        self._claims = {node for side in (self._old, self._new) for node in side if _is_claim(side[node])}
        # Claims that came or went and are not yet told with their fact.
        self._new_claims = self._claims - set(self._old)
        self._old_claims = self._claims - set(self._new)

    def statements(self) -> list[Statement]:
        """The record's own facts first, then its parts, then claims that changed without their fact."""
        touched = {fact.subject for fact in self._came | self._went}
        altered = (touched & self._claims) - self._new_claims - self._old_claims
        told: list[Statement] = []
        for node in sorted(touched - self._claims, key=lambda name: ("#" in name, name)):
            told += self._of_node(node)
        for node in sorted(altered | self._new_claims | self._old_claims):
            told += self._of_claim(node)
        return told

    def _of_node(self, node: str) -> list[Statement]:
        came = sorted((fact for fact in self._came if fact.subject == node), key=_in_order)
        went = sorted((fact for fact in self._went if fact.subject == node), key=_in_order)
        part = _part(node)
        told = []
        for fact in went:
            same = [other for other in came if _place(other) == _place(fact)]
            if len(same) == 1 and len([other for other in went if _place(other) == _place(fact)]) == 1:
                came.remove(same[0])
                told.append(Statement(ALTERED, part, fact.predicate, fact.object, same[0].object))
            else:
                grounds = self._taken(self._old_claims, self._old, fact)
                told.append(Statement(REMOVED, part, fact.predicate, before=fact.object, grounds=grounds))
        for fact in came:
            grounds = self._taken(self._new_claims, self._new, fact)
            told.append(Statement(ADDED, part, fact.predicate, after=fact.object, grounds=grounds))
        return sorted(told, key=_telling_order)

    def _taken(self, claims: set[str], side: Mapping[str, set[Fact]], fact: Fact) -> tuple[tuple[str, Term], ...]:
        """The grounds of a fact, whose claim is then told; a claim of a property stands with its first value."""
        for node in sorted(claims):
            predicate, value = _grounded(side[node])
            if predicate == fact.predicate and value in {None, fact.object} and not _part(fact.subject):
                claims.discard(node)
                return _grounds(side[node])
        return ()

    def _of_claim(self, node: str) -> list[Statement]:
        """A claim that came, went or changed while its fact did not."""
        facts = self._new.get(node) or self._old[node]
        of = _grounded(facts)
        part = _part(node)
        if node in self._new_claims:
            return [Statement(ADDED, part, _CLAIM, of=of, grounds=_grounds(self._new[node]))]
        if node in self._old_claims:
            return [Statement(REMOVED, part, _CLAIM, of=of, grounds=_grounds(self._old[node]))]
        return [
            Statement(s.sign, s.part, s.predicate, s.before, s.after, of)
            for s in self._of_node(node)
            if s.predicate not in _ABOUT or s.sign == ALTERED
        ]


def _nodes(facts: Iterable[Fact]) -> dict[str, set[Fact]]:
    nodes: dict[str, set[Fact]] = defaultdict(set)
    for fact in facts:
        nodes[fact.subject].add(fact)
    return dict(nodes)


def _is_claim(facts: Iterable[Fact]) -> bool:
    return any(fact.predicate == RDF + "type" and fact.object.value == _CLAIM for fact in facts)


def _grounded(facts: Iterable[Fact]) -> tuple[str, Term | None]:
    """The property and the value that a claim is about; no value where it stands for all of them."""
    said = {fact.predicate: fact.object for fact in facts if fact.predicate in _ABOUT}
    predicate = said.get(RDF + "predicate")
    return (predicate.value if predicate else "", said.get(RDF + "object"))


def _grounds(facts: Iterable[Fact]) -> tuple[tuple[str, Term], ...]:
    order = [KG + "basis", KG + "strength", KG + "reason", PROV + "wasDerivedFrom"]
    said = [(f.predicate, f.object) for f in facts if f.predicate not in {*_ABOUT, RDF + "type"}]
    return tuple(sorted(said, key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair[1])))


def _place(fact: Fact) -> tuple[str, str, bool]:
    """What one value can take the place of another in: the same property and language, and a value in words."""
    return (fact.predicate, fact.object.lang, fact.object.kind == "literal")


def _part(node: str) -> str:
    return node.partition("#")[2] if shorten(node) != node and "#" in shorten(node) else ""
