"""From a filled form to facts: names of fields, and values as people write them.

A form is a mapping (from YAML, or from answers to questions)::

    label: {nl: Voorbeeldkaart, en: Example card}
    audience: [docenten, i-coaches]
    helps:
      - {value: weinig tijd, strength: partly, basis: curated, reason: {nl: ..., en: ...}}

A value can be a mapping with ``value`` and grounds of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.errors import did_you_mean
from kg.facts import Fact, iri, text
from kg.namespaces import KG, XSD, shorten
from kg.records.citing import KEYS, Citing
from kg.records.claiming import is_assertion
from kg.records.faults import Fault, fault
from kg.records.fields import Field, Fields
from kg.records.graph import TYPE, Graph
from kg.records.grounds import Grounds
from kg.records.made import NO_GROUNDS, Made
from kg.records.values import Values

LANGUAGES = ("nl", "en")
_EXAMPLES = {
    XSD + "integer": "1",
    XSD + "decimal": "12.5",
    XSD + "gYear": "2024",
    XSD + "date": "2024-12-31",
    XSD + "anyURI": "https://npuls.nl/",
}


@dataclass(frozen=True)
class Slot:
    """Where a value goes: the field of a subject, the place in the form, and the value's own grounds."""

    subject: str
    field: Field
    where: str
    grounds: Grounds = NO_GROUNDS


class Form:
    """Fills the fields of subjects from forms.

    :param graph: the graph that the facts are for.
    :param fields: what can be said of each class.
    :param values: reads values.
    :param citing: reads grounds.
    """

    def __init__(self, graph: Graph, fields: Fields, values: Values, citing: Citing) -> None:
        self._graph = graph
        self._fields = fields
        self._values = values
        self._citing = citing

    def fill(self, made: Made, subject: str, class_: str, form: Mapping[str, object], prefix: str = "") -> None:
        """The facts of one subject, and a fault for each required field that is empty and each name that is no field.

        :param prefix: what stands before the name of a field, in faults.
        """
        given = set()
        for name, value in form.items():
            known = self._fields.named(class_, str(name))
            if known is None:
                hint = did_you_mean(str(name), [field.name for field in self._fields.of(class_)])
                made.fault(fault("unknown-field", str(name), known=hint), f"{prefix}{name}")
                continue
            given.add(known.predicate)
            self.put(made, Slot(subject, known, f"{prefix}{known.name}"), value)
        for known in self.needed(class_):
            if known.predicate not in given:
                made.fault(self.missing(known), f"{prefix}{known.name}")

    def needed(self, class_: str) -> list[Field]:
        """The fields without which a thing of a class is not right; its grounds are asked for elsewhere."""
        own = is_assertion(self._graph, class_)
        return [f for f in self._fields.of(class_) if f.required and not (own and f.predicate == KG + "basis")]

    def put(self, made: Made, slot: Slot, given: object) -> None:
        """One value of a field, or a list of them."""
        listed = given if isinstance(given, list) else [given]
        if slot.field.langs and not any(isinstance(value, Mapping) for value in listed):
            listed = [{slot.field.langs[0]: listed}]
        if slot.field.most == 1 and not slot.field.langs and len(listed) > 1:
            made.fault(fault("too-many", ", ".join(map(str, listed))), slot.where)
            return
        for number, value in enumerate(listed, start=1):
            where = slot.where if len(listed) == 1 else f"{slot.where}[{number}]"
            self._put_one(made, replace(slot, where=where), value, number)

    def _put_one(self, made: Made, slot: Slot, given: object, number: int) -> None:
        value = given
        if isinstance(given, Mapping) and given.keys() & KEYS:
            slot = replace(slot, grounds=self._citing.grounds(made, given, slot.where))
            rest = {key: told for key, told in given.items() if key not in KEYS}
            value = rest["value"] if rest.keys() == {"value"} else rest
        if slot.field.langs:
            self._put_texts(made, slot, value if isinstance(value, Mapping) else {slot.field.langs[0]: value})
        elif part := self.part_class(slot.field):
            self._put_part(made, slot, part, value, number)
        elif value is not None and str(value).strip():
            read = self._values.read(str(value).strip(), slot.field, slot.subject)
            if isinstance(read, Fault):
                made.fault(read, slot.where)
            else:
                made.add(Fact(slot.subject, slot.field.predicate, read), slot.grounds)

    def _put_texts(self, made: Made, slot: Slot, texts: Mapping[str, object]) -> None:
        for lang in texts:
            if lang not in LANGUAGES:
                made.fault(fault("not-a-choice", str(lang), known="nl, en", example="nl"), slot.where)
        for lang in LANGUAGES:
            given, where = texts.get(lang), f"{slot.where} ({lang})"
            listed = given if isinstance(given, list) else [given]
            found = [str(told).strip() for told in listed if told is not None and str(told).strip()]
            if not found and slot.field.required and lang in slot.field.langs:
                made.fault(self.missing(slot.field, lang), where)
            if slot.field.most is not None and len(found) > slot.field.most:
                made.fault(fault("too-many", ", ".join(found)), where)
            for told in found:
                made.add(Fact(slot.subject, slot.field.predicate, text(told, lang)), slot.grounds)

    def part_class(self, known: Field) -> str:
        """The class of parts that a field points at, such as links: all its members stand behind a ``#``."""
        for class_ in known.classes:
            members = self._graph.members(class_)
            if members and all("#" in member for member in members):
                return class_
        return ""

    def _put_part(self, made: Made, slot: Slot, class_: str, value: object, number: int) -> None:
        """A part with a number of its own; a plain text is the value of its one required field."""
        node = f"{slot.subject}#{slot.field.name}-{number}"
        form = value if isinstance(value, Mapping) else {self.needed(class_)[0].name: value}
        made.add(Fact(slot.subject, slot.field.predicate, iri(node)))
        made.add(Fact(node, TYPE, iri(class_)), slot.grounds)
        self.fill(made, node, class_, form, f"{slot.where}.")

    def missing(self, known: Field, lang: str = "nl") -> Fault:
        """The fault of a required field without a value."""
        labels, help_ = tuple(known.labels.items()), tuple(known.help.items())
        # A text is asked in the language of its cell; a name is told in the reader's.
        english = lang if known.langs else "en"
        return Fault("missing", "", "", labels, help_, self.example(known, lang), english=self.example(known, english))

    def example(self, known: Field, lang: str = "nl") -> str:
        """A right value of a field, as a person writes it."""
        choices = self._values.choices(known, lang)
        if choices:
            return choices[0]
        if known.is_link:
            instruments = self._graph.members(self._graph.kinds.get("instrument", ""))
            return shorten(instruments[0]) if instruments else "https://npuls.nl/"
        return _EXAMPLES.get(known.datatype) or {"nl": "Voorbeeld", "en": "Example"}.get(lang, "Voorbeeld")
