"""A kind as tables: one for its records, one for each class of their parts (claims, findings, links).

A row is a subject, a column a property (per language, and for help with a problem per strength). Nothing of a record
falls outside the tables but what its address says: its class, and its place in its scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.facts import Fact
from kg.namespaces import ID, KG, RDF, shorten, split_address
from kg.records.fields import Field, Fields
from kg.records.graph import CLAIM, CONCEPT, Graph
from kg.records.grounds import claims_of
from kg.records.values import Values
from kg.store import Term

# Between the values of one cell. A value that holds it has a backslash before it.
SEPARATOR = " | "
RECORD, PART, REMOVE = "~record", "~part", "~remove"
BASIS, REASON_NL, REASON_EN, PASSAGE = "~basis", "~reason@nl", "~reason@en", "~passage"
GROUND_KEYS = (BASIS, REASON_NL, REASON_EN, PASSAGE)
_HEADERS = {
    RECORD: {"nl": "record (slug)", "en": "record (slug)"},
    PART: {"nl": "deel", "en": "part"},
    REMOVE: {"nl": "verwijderen", "en": "remove"},
    BASIS: {"nl": "basis van wat nieuw is", "en": "basis of what is new"},
    REASON_NL: {"nl": "reden (nl)", "en": "reason (nl)"},
    REASON_EN: {"nl": "reden (en)", "en": "reason (en)"},
    PASSAGE: {"nl": "passage", "en": "passage"},
}


@dataclass(frozen=True)
class Column:
    """One column.

    :param key: what it is, for the machine: ``schema:audience``, ``skos:prefLabel@nl``, ``kg:addresses/central``.
    :param headers: language -> what it is, for a person.
    :param field: the property; ``None`` for columns about the row itself.
    :param lang: language of its texts, where they have one.
    :param strength: address of the strength of its claims, where they have one.
    """

    key: str
    headers: Mapping[str, str]
    field: Field | None = None
    lang: str = ""
    strength: str = ""


@dataclass(frozen=True)
class Table:
    """The subjects of one class within a kind.

    :param kind: the kind of the records.
    :param class_: class of the subjects.
    :param is_main: whether the subjects are the records themselves, not their parts.
    """

    graph: Graph = field(repr=False)
    fields: Fields = field(repr=False)
    values: Values = field(repr=False)
    kind: str
    class_: str
    is_main: bool

    @property
    def name(self) -> str:
        """The name of its sheet: the class, in one short word."""
        return self.kind if self.is_main else self.class_.rpartition("#")[2].rpartition("/")[2].lower()

    @property
    def mark(self) -> str:
        """What its first column says to the machine: kind and class."""
        return f"{self.kind} {shorten(self.class_)}"

    @cached_property
    def subjects(self) -> list[str]:
        """The subjects, records in order of address, parts in order of their names."""
        members = self.graph.members(self.class_)
        return [s for s in members if is_of(self.graph, s, self.kind, self.class_) and ("#" in s) != self.is_main]

    @cached_property
    def columns(self) -> list[Column]:
        """All columns, in order."""
        found = [_own(RECORD)] if self.is_main else [_own(RECORD), _own(PART)]
        used = {fact.predicate for subject in self.subjects for fact in self.graph.of(subject)}
        for known in self.fields.of(self.class_):
            # A class that several kinds share has properties that only one of them uses.
            if known.help or known.predicate in used:
                found += self._of_field(known)
        return found + [_own(key) for key in (GROUND_KEYS if self.is_main else (REMOVE,))]

    def _of_field(self, known: Field) -> list[Column]:
        short = shorten(known.predicate)
        if known.langs:
            return [
                Column(f"{short}@{lang}", {k: f"{v} ({lang})" for k, v in known.labels.items()}, known, lang)
                for lang in known.langs
            ]
        if known.predicate in self.graph.graded and self.class_ != CLAIM:
            strengths = self.graph.members(KG + "Strength")
            return [
                Column(
                    f"{short}/{strength.rpartition('/')[2]}",
                    {k: f"{v} ({self.graph.label(strength, k)})" for k, v in known.labels.items()},
                    known,
                    strength=strength,
                )
                for strength in strengths
            ]
        return [Column(short, known.labels, known)]

    def column(self, key: str) -> Column | None:
        """The column of a key, or of a header in either language."""
        wanted = key.strip()
        for column in self.columns:
            if wanted == column.key:
                return column
        return next((column for column in self.columns if wanted in column.headers.values()), None)

    def terms(self, subject: str, column: Column) -> list[Term]:
        """The values that belong in a cell."""
        if column.field is None:
            return []
        terms = self.graph.values(subject, column.field.predicate)
        if column.lang:
            return [term for term in terms if term.lang == column.lang]
        if column.strength:
            return [t for t in terms if self.strength(Fact(subject, column.field.predicate, t)) == column.strength]
        return terms

    def strength(self, fact: Fact) -> str:
        """How strong the claims of a fact say that it is; the last of the strengths where none says it."""
        for node in claims_of(self.graph, fact):
            for term in self.graph.values(node, KG + "strength"):
                return term.value
        return self.graph.members(KG + "Strength")[-1]

    def texts(self, subject: str, column: Column, lang: str) -> list[str]:
        """The values of a cell as a person reads them."""
        if column.field is None:
            return []
        record = subject.partition("#")[0]
        return [self.values.shown(term, column.field, record, lang) for term in self.terms(subject, column)]

    def cell(self, subject: str, column: Column, lang: str) -> str:
        """The text of a cell."""
        if column.key == RECORD:
            return subject.partition("#")[0].rpartition("/")[2]
        if column.key == PART:
            return subject.partition("#")[2]
        return joined(self.texts(subject, column, lang))


def tables(graph: Graph, kind: str, fields: Fields | None = None, values: Values | None = None) -> list[Table]:
    """The tables of a kind: its records first, then their parts by class.

    :raises KgError: ``not-found`` for a kind that the graph does not know.
    """
    known, read = fields or Fields(graph), values or Values(graph)
    main = graph.class_of_kind(kind)
    parts = {
        class_of(graph, part)
        for record, listed in graph.parts.items()
        if record.startswith(f"{ID}{kind}/")
        for part in listed
    }
    made = [Table(graph, known, read, kind, main, is_main=True)]
    return made + [Table(graph, known, read, kind, class_, is_main=False) for class_ in sorted(parts)]


def class_of(graph: Graph, subject: str) -> str:
    """The class that a subject is listed under: its own, not the general one of concepts."""
    classes = graph.classes.get(subject, frozenset())
    return min(classes - {CONCEPT} or classes or {RDF + "Resource"})


def is_of(graph: Graph, subject: str, kind: str, class_: str) -> bool:
    """Whether a subject is of this kind, or part of a record of it, and listed under this class."""
    address = split_address(subject)
    if address is None or address[0] != kind:
        return False
    # A kind is its main class's; the odd record of another class is listed with the rest.
    return "#" not in subject or class_of(graph, subject) == class_


def joined(texts: list[str]) -> str:
    """Several values in one cell."""
    return SEPARATOR.join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def separated(cell: str) -> list[str]:
    r"""The values of one cell, each once.

    >>> separated("docenten | teams|docenten | a\\|b")
    ['docenten', 'teams', 'a|b']
    """
    parts, escaped = [""], False
    for character in cell:
        if escaped:
            parts[-1] += character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "|":
            parts.append("")
        else:
            parts[-1] += character
    if escaped:
        parts[-1] += "\\"
    return list(dict.fromkeys(stripped for part in parts if (stripped := part.strip())))


def _own(key: str) -> Column:
    return Column(key, _HEADERS[key])
