"""Values as people write them, and as RDF has them: both ways, so that what was not changed stays the same term."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cached_property

from kg.facts import iri, text
from kg.namespaces import ID, XSD, expand, shorten, split_address
from kg.records.faults import Fault, fault
from kg.records.fields import Field
from kg.records.graph import Graph
from kg.stemming import folded
from kg.store import Term

_TRUE = {"true", "ja", "yes", "waar", "1", "j", "y"}
_FALSE = {"false", "nee", "no", "onwaar", "0", "n"}
_BOOLEANS = {"nl": ("ja", "nee"), "en": ("yes", "no")}
_FORMS = {
    XSD + "integer": (re.compile(r"[+-]?\d+"), "no-number", "12"),
    XSD + "decimal": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"), "no-number", "12.5"),
    XSD + "gYear": (re.compile(r"-?\d{4,}"), "no-date", "2024"),
    XSD + "date": (re.compile(r"\d{4}-\d\d-\d\d"), "no-date", "2024-12-31"),
    XSD + "anyURI": (re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]+", re.I), "no-address", "https://npuls.nl/"),
}
_NUMBERS = {XSD + "integer", XSD + "decimal"}
# A literal that says its own language or datatype: "tekst"@nl, "2019"^^xsd:gYear (Turtle, section 2.5).
_TOLD_LITERAL = re.compile(r'"(?P<text>.*)"(?:@(?P<lang>[a-zA-Z-]+)|\^\^(?P<type>\S+))?', re.DOTALL)
_BRACKETED = re.compile(r".*\[(?P<slug>[a-z0-9-]+)\]")


class Values:
    """Reads and shows the values of fields.

    :param graph: where names come from.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._names: dict[tuple[str, ...], dict[str, list[str]]] = {}
        self._open: dict[tuple[str, ...], bool] = {}
        self._expected: dict[str, tuple[str, list[str]]] = {}
        self._shown: dict[tuple[str, tuple[str, ...], str], str] = {}

    def expect(self, address: str, class_: str, labels: list[str]) -> None:
        """A thing that is not in the graph yet but will be, so that others can point at it.

        :param class_: the class that it will be of.
        :param labels: what it will be called.
        """
        self._expected[address] = (class_, labels)
        self._names.clear()
        self._shown.clear()

    def _is_a(self, address: str, class_: str) -> bool:
        if address in self._expected:
            return class_ in self._graph.lineage(self._expected[address][0])
        return self._graph.is_a(address, class_)

    # Showing

    def shown(self, term: Term, field: Field, record: str, lang: str) -> str:
        """A value as a person reads it, in a form that :meth:`read` takes back.

        :param record: the record whose value it is; its own parts are named ``#part``.
        :param lang: language of the names of things and of yes and no.
        """
        if field.any_term:
            return self._told(term)
        if term.kind == "iri":
            return self._name(term.value, field, record, lang)
        if field.datatype == XSD + "boolean" and term.value in _TRUE | _FALSE:
            return _BOOLEANS[lang][term.value in _FALSE]
        return term.value

    def _told(self, term: Term) -> str:
        if term.kind == "iri":
            return shorten(term.value)
        mark = f"@{term.lang}" if term.lang else ""
        if not mark and term.datatype not in {"", XSD + "string"}:
            mark = f"^^{shorten(term.datatype)}"
        return f'"{term.value}"{mark}'

    def _name(self, address: str, field: Field, record: str, lang: str) -> str:
        """Its label where that is the name of one thing only, else with its slug behind it, else its short address."""
        part = address.removeprefix(record) if record and address.startswith(f"{record}#") else ""
        if part:
            return part
        asked = (address, field.classes, lang)
        if asked not in self._shown:
            self._shown[asked] = self._name_of(address, field, lang)
        return self._shown[asked]

    def _name_of(self, address: str, field: Field, lang: str) -> str:
        slug = address.rpartition("/")[2]
        if not field.classes or "#" in address or not address.startswith(ID) or self.is_open(field):
            return shorten(address)
        label = self._graph.label(address, lang)
        if label == shorten(address):
            return slug
        if len(self._known(field).get(folded(label), [])) == 1:
            return label
        return f"{label} [{slug}]"

    def is_open(self, field: Field) -> bool:
        """Whether the values of a field can come from more than one kind of thing."""
        if field.classes not in self._open:
            members = (split_address(member) for class_ in field.classes for member in self._graph.members(class_))
            self._open[field.classes] = len({member[0] for member in members if member and not member[2]}) > 1
        return self._open[field.classes]

    def choices(self, field: Field, lang: str) -> list[str]:
        """The values that a field can have, as a person chooses them; empty where the choice is not from a list."""
        if field.choices:
            return list(field.choices)
        if field.datatype == XSD + "boolean":
            return list(_BOOLEANS[lang])
        members = [m for class_ in field.classes for m in self._graph.members(class_) if "#" not in m]
        return sorted({self._name(member, field, "", lang) for member in members}, key=folded)

    # Reading

    def read(self, given: str, field: Field, record: str, lang: str = "") -> Term | Fault:
        """The term that a person means.

        :param lang: language of the text, for a field with languages.
        """
        if field.any_term or (field.is_link and not field.classes):
            return self._read_any(given, field, record)
        if field.is_link:
            return self._read_link(given, field, record)
        if field.choices and given not in field.choices:
            return fault("not-a-choice", given, known=", ".join(field.choices), example=field.choices[0])
        if field.langs:
            return text(given, lang or field.langs[0])
        return _read_literal(given, field.datatype)

    def same(self, one: str, other: str, field: Field) -> bool:
        """Whether two texts mean the same value: 50 and 50.0, Ja and ja."""
        if one == other:
            return True
        if field.datatype in _NUMBERS:
            try:
                return Decimal(one) == Decimal(other)
            except InvalidOperation:
                return False
        if field.datatype == XSD + "boolean":
            sides = [{one.casefold(), other.casefold()} <= known for known in (_TRUE, _FALSE)]
            return any(sides)
        return False

    def _read_any(self, given: str, field: Field, record: str) -> Term | Fault:
        literal = _TOLD_LITERAL.fullmatch(given) if field.any_term else None
        if literal:
            datatype = expand(literal["type"]) or literal["type"] if literal["type"] else ""
            return text(literal["text"], literal["lang"] or "", "" if literal["lang"] else datatype or XSD + "string")
        address = f"{record}{given}" if given.startswith("#") else expand(given)
        if address is None:
            found = self._everything.get(folded(given), [])
            if len(found) != 1:
                return self._unknown(given, field, found, self._everything)
            address = found[0]
        if address.startswith(ID) and address not in self._graph.classes and address not in self._expected:
            return self._unknown(given, field, [], self._everything)
        return iri(address)

    def _read_link(self, given: str, field: Field, record: str) -> Term | Fault:
        if given.startswith("#") and record:
            return iri(record + given)
        known = self._known(field)
        bracketed = _BRACKETED.fullmatch(given)
        wanted = bracketed["slug"] if bracketed else given
        address = expand(wanted)
        found = [address] if address else known.get(folded(wanted), [])
        if len(found) != 1:
            return self._unknown(given, field, found, known)
        if found[0].startswith(ID) and not any(self._is_a(found[0], class_) for class_ in field.classes):
            return self._unknown(given, field, [], known)
        return iri(found[0])

    def _unknown(self, given: str, field: Field, found: list[str], known: dict[str, list[str]]) -> Fault:
        if len(found) > 1:
            choices = ", ".join(sorted(shorten(address) for address in found)[:6])
            return fault("ambiguous", given, known=choices, example=shorten(found[0]))
        close = get_close_matches(folded(given), list(known), n=3, cutoff=0.4) or sorted(known)[:3]
        names = {}
        for lang in ("nl", "en"):
            labels = [self._name(known[name][0], field, "", lang) for name in close]
            names[lang] = ", ".join(dict.fromkeys(labels))
        example, english = ((self._name(known[close[0]][0], field, "", lang) if close else "") for lang in ("nl", "en"))
        class_ = field.classes[0] if field.classes else ""
        kinds = {lang: self._graph.label(class_, lang) if class_ else field.labels.get(lang, "") for lang in names}
        return Fault("unknown", "", given, tuple(kinds.items()), tuple(names.items()), example, english=english)

    def _known(self, field: Field) -> dict[str, list[str]]:
        """Folded name or slug -> the things of the field's classes that have it."""
        if field.classes not in self._names:
            members = {member for class_ in field.classes for member in self._graph.members(class_)}
            members |= {new for new in self._expected if any(self._is_a(new, class_) for class_ in field.classes)}
            self._names[field.classes] = self._index(members)
        return self._names[field.classes]

    @cached_property
    def _everything(self) -> dict[str, list[str]]:
        return self._index({subject for subject in self._graph.classes if "#" not in subject})

    def _labels(self, member: str) -> list[str]:
        return [self._graph.label(member, lang) for lang in ("nl", "en")]

    def _index(self, members: set[str]) -> dict[str, list[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for member in members:
            labels = self._expected[member][1] if member in self._expected else self._labels(member)
            for name in {*labels, member.rpartition("/")[2]} - {""}:
                found[folded(name)].add(member)
        return {name: sorted(addresses) for name, addresses in found.items()}


def _read_literal(given: str, datatype: str) -> Term | Fault:
    if datatype == XSD + "boolean":
        if given.casefold() not in _TRUE | _FALSE:
            return replace(fault("no-boolean", given, example="ja"), english="yes")
        return text("true" if given.casefold() in _TRUE else "false", datatype=datatype)
    if datatype in _FORMS:
        pattern, kind, example = _FORMS[datatype]
        if not pattern.fullmatch(given):
            return fault(kind, given, example=example)
    return text(given, datatype=datatype or XSD + "string")
