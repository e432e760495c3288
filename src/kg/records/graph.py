"""The graph as its files hold it: which facts stand where, what is of which class, what things are called."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from kg.errors import Code, KgError, did_you_mean
from kg.facts import Fact, read_facts
from kg.namespaces import DCT, ID, KG, RDF, RDFS, SKOS, shorten, split_address
from kg.product import Product
from kg.store import Term
from kg.validation.garbage import uncollected

TYPE = RDF + "type"
CONCEPT = SKOS + "Concept"
SCHEME = SKOS + "ConceptScheme"
CLAIM = KG + "Claim"
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCT + "title")


class Graph:
    """The facts of a product's files, read once.

    :param product: the folder with ``ontology/`` and ``data/``.
    """

    def __init__(self, product: Product) -> None:
        self.product = product
        self._settled: dict[str, list[Fact]] = {}
        self._values: dict[str, dict[str, list[Term]]] = {}

    @cached_property
    def files(self) -> dict[Path, frozenset[Fact]]:
        """File -> its facts.

        :raises KgError: ``unreadable`` for broken Turtle.
        """
        with uncollected():
            return {path: frozenset(read_facts(path)) for path in self.product.graph_files}

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """All facts."""
        return frozenset(fact for facts in self.files.values() for fact in facts)

    @cached_property
    def _by_subject(self) -> dict[str, list[Fact]]:
        """Subject -> its facts, in no order: most subjects are never asked for."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for facts in self.files.values():
            for fact in facts:
                found[fact.subject].append(fact)
        return dict(found)

    def of(self, subject: str) -> list[Fact]:
        """The facts of one subject, in a fixed order."""
        if subject not in self._settled:
            self._settled[subject] = sorted(set(self._by_subject.get(subject, ())))
        return self._settled[subject]

    def values(self, subject: str, predicate: str) -> list[Term]:
        """The values of one property of a subject."""
        if subject not in self._values:
            said: dict[str, list[Term]] = {}
            for fact in self.of(subject):
                said.setdefault(fact.predicate, []).append(fact.object)
            self._values[subject] = said
        return self._values[subject].get(predicate, [])

    @cached_property
    def classes(self) -> dict[str, frozenset[str]]:
        """Subject -> its classes."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.facts:
            if fact.predicate == TYPE:
                found[fact.subject].add(fact.object.value)
        return {subject: frozenset(classes) for subject, classes in found.items()}

    def lineage(self, class_: str) -> list[str]:
        """A class and all that it is a subclass of, nearest first."""
        found = [class_]
        for known in found:
            found += [term.value for term in self.values(known, RDFS + "subClassOf") if term.value not in found]
        return found

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        lineages: dict[str, list[str]] = {}
        for subject, classes in sorted(self.classes.items()):
            wider = {w for c in classes for w in lineages.setdefault(c, self.lineage(c))}
            for class_ in wider:
                found[class_].append(subject)
        return dict(found)

    def members(self, class_: str) -> list[str]:
        """Everything of a class or of a subclass of it, by address."""
        return self._members.get(class_, [])

    def is_a(self, subject: str, class_: str) -> bool:
        """Whether a subject is of a class."""
        return any(class_ in self.lineage(known) for known in self.classes.get(subject, ()))

    def label(self, iri: str, lang: str) -> str:
        """The name of a thing in a language, else in any, else its short address."""
        for predicate in _LABELS:
            names = [term for term in self.values(iri, predicate) if term.kind == "literal"]
            for name in names:
                if name.lang == lang:
                    return name.value
            if names:
                return names[0].value
        return shorten(iri)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind, the word in addresses -> the class of its records: ``instrument`` -> ``kg:Instrument``.

        Each scheme with a class of its own, each folder of data/, and the schemes themselves.
        """
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for subject, classes in self.classes.items():
            address = split_address(subject)
            if address and not address[2]:
                for class_ in classes - {CONCEPT} or classes:
                    found[address[0]][class_] += 1
        return {kind: max(sorted(counts), key=counts.__getitem__) for kind, counts in sorted(found.items())}

    def class_of_kind(self, kind: str) -> str:
        """The class of the records of a kind.

        :raises KgError: ``not-found`` with close names.
        """
        if kind not in self.kinds:
            close = " of ".join(get_close_matches(kind, list(self.kinds), n=3, cutoff=0.5))
            raise KgError(
                Code.NOT_FOUND,
                f"There is no kind {kind!r}.",
                where="KIND",
                hint=did_you_mean(kind, list(self.kinds)),
                dutch=(
                    f"De soort {kind} is er niet.",
                    f"Bedoelde u {close}?" if close else "`kg new` toont alle soorten.",
                ),
            )
        return self.kinds[kind]

    def scheme_of_kind(self, kind: str) -> str:
        """The address of the scheme that lists the concepts of a kind; empty if it has none."""
        for scheme in self.members(SCHEME):
            if any(term.value == kind for term in self.values(scheme, KG + "kind")):
                return scheme
        return ""

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """Record -> the addresses of its parts, claims among them."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject in sorted(self.classes):
            if "#" in subject and subject.startswith(ID):
                found[subject.partition("#")[0]].append(subject)
        return dict(found)

    @cached_property
    def claims(self) -> dict[tuple[str, str], list[str]]:
        """(Subject, property) -> the claims about it."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for claim in self.members(CLAIM):
            subjects, predicates = self.values(claim, RDF + "subject"), self.values(claim, RDF + "predicate")
            if subjects and predicates:
                found[subjects[0].value, predicates[0].value].append(claim)
        return dict(found)

    @cached_property
    def graded(self) -> frozenset[str]:
        """The properties whose claims say how strong they are (``kg:strength``)."""
        strong = {fact.subject for fact in self.facts if fact.predicate == KG + "strength"}
        return frozenset(term.value for claim in strong for term in self.values(claim, RDF + "predicate"))
