"""What can be said of a kind of thing: its fields, as the shapes ask for them and the data uses them.

A field is a property. Its name is the shape's: ``shape:Instrument-audience`` is ``audience``. What no shape knows but
the data has gets a field too, so that no fact of a record is ever out of sight.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.facts import facts_in_order
from kg.namespaces import RDF, SH, SKOS, XSD, shorten, split_address
from kg.records.graph import TYPE, Graph
from kg.records.wording import plainly
from kg.store import Term
from kg.turtlefile import read_text

LANG_STRING = RDF + "langString"
# Said by the record's address and place, never by hand.
GIVEN = {TYPE, SKOS + "inScheme", SKOS + "topConceptOf", SKOS + "hasTopConcept"}
_FIRST = ("label", "title", "action", "description", "text", "definition")


@dataclass(frozen=True)
class Field:
    """One property of a class.

    :param name: short name, such as ``audience``.
    :param predicate: IRI of the property.
    :param labels: language -> name of the property.
    :param help: language -> what the shape asks.
    :param classes: classes that its values are of; empty for literals and for things of any class.
    :param is_link: whether its values are addresses.
    :param any_term: whether its values can be anything: an address or a literal of any kind.
    :param datatype: datatype of its literals, ``rdf:langString`` where they have a language.
    :param langs: languages of its literals; empty where they have none.
    :param least: how many values it must have; per language where it has languages.
    :param most: how many it may have, or ``None``; per language where it has languages.
    :param choices: the only texts that it may have, if there are such.
    """

    name: str
    predicate: str
    labels: Mapping[str, str]
    help: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    is_link: bool = False
    any_term: bool = False
    datatype: str = XSD + "string"
    langs: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether a record is not right without it."""
        return self.least > 0


class Fields:
    """The fields of every class of a graph.

    :param graph: the graph with its shapes.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._of: dict[str, list[Field]] = {}

    @cached_property
    def _shapes(self) -> dict[str, list[dict[str, list[Term]]]]:
        """Class -> its property shapes in their order, each as property -> values; lists as their members."""
        found: dict[str, list[dict[str, list[Term]]]] = defaultdict(list)
        for path in self._graph.product.shape_files:
            for class_, shape in _property_shapes(path):
                found[class_].append(shape)
        return dict(found)

    def of(self, class_: str) -> list[Field]:
        """The fields of a class: those of its shapes and of its superclasses' shapes, then what else the data says."""
        if class_ not in self._of:
            found: dict[str, Field] = {}
            used = self._used(class_)
            for wider in self._graph.lineage(class_):
                for shape in self._shapes.get(wider, []):
                    made = self._from_shape(shape, used)
                    if made and made.predicate not in found and made.predicate not in GIVEN:
                        found[made.predicate] = made
            for predicate, terms in sorted(used.items()):
                if predicate not in found and predicate not in GIVEN:
                    found[predicate] = self._from_data(predicate, terms)
            ordered = sorted(found.values(), key=lambda f: _FIRST.index(f.name) if f.name in _FIRST else len(_FIRST))
            self._of[class_] = ordered
        return self._of[class_]

    def named(self, class_: str, name: str) -> Field | None:
        """The field of a class by its name, its property's short or full IRI, or its label in either language."""
        wanted = name.strip()
        for known in self.of(class_):
            if wanted in {known.name, known.predicate, shorten(known.predicate), *known.labels.values()}:
                return known
        return None

    def _used(self, class_: str) -> dict[str, Counter[Term]]:
        """Property -> the values that things of this very class have, counted."""
        used: dict[str, Counter[Term]] = defaultdict(Counter)
        for subject in self._graph.members(class_):
            for fact in self._graph.of(subject):
                used[fact.predicate][fact.object] += 1
        return used

    @cached_property
    def _everywhere(self) -> dict[str, list[Term]]:
        """Property -> the values that anything has: for a class that does not use it yet."""
        used: dict[str, list[Term]] = defaultdict(list)
        for fact in self._graph.facts:
            used[fact.predicate].append(fact.object)
        return dict(used)

    def labels(self, predicate: str) -> dict[str, str]:
        """Language -> the name of a property."""
        return {lang: self._graph.label(predicate, lang) for lang in ("nl", "en")}

    def _from_shape(self, shape: dict[str, list[Term]], used: Mapping[str, Counter[Term]]) -> Field | None:
        path = shape.get(SH + "path", [Term("bnode", "")])[0]
        if path.kind != "iri":
            return None
        terms = used.get(path.value) or Counter(self._everywhere.get(path.value, ()))
        if not terms and not shape.keys() & {SH + "datatype", SH + "class", SH + "nodeKind", SH + "in"}:
            return None  # nothing says what its values are
        datatype = _first(shape, SH + "datatype") or _usual_datatype(terms)
        classes = tuple(term.value for term in shape.get(SH + "class", []))
        is_link = bool(classes) or _first(shape, SH + "nodeKind") == SH + "IRI"
        declared = tuple(term.value for term in shape.get(SH + "languageIn", []))
        told = shape.keys() & {SH + "datatype", SH + "nodeKind", SH + "in", SH + "pattern"}
        any_term = not is_link and not told and any(term.kind == "iri" for term in terms)
        langs = () if is_link or any_term else _langs(datatype, declared, terms)
        per_language = max(len(langs), 1) if declared else 1
        least, most = _first(shape, SH + "minCount"), _first(shape, SH + "maxCount")
        unique = _first(shape, SH + "uniqueLang") == "true"
        return Field(
            _first(shape, "name").partition("-")[2],
            path.value,
            self.labels(path.value),
            {term.lang: plainly(term.value) for term in shape.get(SH + "message", [])},
            classes,
            is_link,
            any_term,
            LANG_STRING if langs else datatype,
            langs,
            -(-int(least) // per_language) if least else 0,
            1 if unique else int(most) // per_language if most else None,
            tuple(term.value for term in shape.get(SH + "in", [])),
        )

    def _from_data(self, predicate: str, terms: Counter[Term]) -> Field:
        kinds = {term.kind for term in terms}
        local = re.split(r"[#/]", predicate)[-1]
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", local).lower()
        is_link = kinds == {"iri"}
        langs = () if "iri" in kinds else _langs(_usual_datatype(terms), (), terms)
        return Field(
            name,
            predicate,
            self.labels(predicate),
            {lang: text for lang, text in self._definition(predicate).items() if text},
            self._range(terms) if is_link else (),
            is_link,
            len(kinds) > 1,
            LANG_STRING if langs else _usual_datatype(terms),
            langs,
        )

    def _definition(self, predicate: str) -> dict[str, str]:
        return {term.lang: term.value for term in self._graph.values(predicate, SKOS + "definition")}

    def _range(self, terms: Iterable[Term]) -> tuple[str, ...]:
        """The class of things that share one kind of address; empty where there are several."""
        kinds = {address[0] if (address := split_address(term.value)) else "" for term in terms}
        class_ = self._graph.kinds.get(next(iter(kinds)), "") if len(kinds) == 1 else ""
        return (class_,) if class_ and all(self._graph.is_a(term.value, class_) for term in terms) else ()


def _first(shape: dict[str, list[Term]], predicate: str) -> str:
    values = shape.get(predicate, [])
    return values[0].value if values else ""


def _usual_datatype(terms: Counter[Term]) -> str:
    counts: Counter[str] = Counter()
    for term, number in terms.items():
        if term.kind == "literal":
            counts[LANG_STRING if term.lang else term.datatype or XSD + "string"] += number
    return counts.most_common(1)[0][0] if counts else XSD + "string"


def _langs(datatype: str, declared: tuple[str, ...], terms: Iterable[Term]) -> tuple[str, ...]:
    if datatype != LANG_STRING and not declared:
        return ()
    spoken = {term.lang for term in terms if term.lang} | set(declared)
    order = {"nl": 0, "en": 1}
    return tuple(sorted(spoken or {"nl"}, key=lambda lang: (order.get(lang, 2), lang)))


def _property_shapes(path: Path) -> Iterable[tuple[str, dict[str, list[Term]]]]:
    """(Class, property shape) of a file, in the order of the text."""
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts_in_order(read_text(path), str(path)):
        said[fact.subject][fact.predicate].append(fact.object)
    for node in list(said):
        for class_ in said[node].get(SH + "targetClass", []):
            for shape in said[node].get(SH + "property", []):
                found = {predicate: _members(said, terms) for predicate, terms in said[shape.value].items()}
                found["name"] = [Term("literal", shape.value.rpartition("#")[2])]
                yield class_.value, found


def _members(said: Mapping[str, dict[str, list[Term]]], terms: list[Term]) -> list[Term]:
    """The members of the RDF list that a single blank node begins (RDF Schema, section 5.2), else the terms."""
    if len(terms) != 1 or terms[0].kind != "bnode" or RDF + "first" not in said.get(f"_:{terms[0].value}", {}):
        return terms
    found = []
    node = f"_:{terms[0].value}"
    while RDF + "first" in said.get(node, {}):
        found.append(said[node][RDF + "first"][0])
        node = f"_:{said[node][RDF + 'rest'][0].value}"
    return found
