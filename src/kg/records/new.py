"""New records, ways of saying, claims and vocabularies, from forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg.errors import did_you_mean
from kg.facts import Fact, iri, text
from kg.namespaces import ID, KG, KIND, SKOS, SLUG, XSD
from kg.records.citing import Citing
from kg.records.claiming import claimed
from kg.records.draft import Draft
from kg.records.faults import Fault, fault
from kg.records.fields import Field, Fields
from kg.records.form import LANGUAGES, Form, Slot
from kg.records.graph import CONCEPT, SCHEME, TYPE, Graph
from kg.records.made import Made
from kg.records.values import Values
from kg.stemming import folded

# What can be made beside the records of each kind.
PHRASING, CLAIM = "phrasing", "claim"
_LONGEST_SLUG = 60
_OWN_KEYS = {"kind", "slug", "grounds", "concepts"}


def slug_of(name: str) -> str:
    """The slug that a name gives: lower case, without accents, words joined by hyphens.

    >>> slug_of("Één kaart, twee doelen!")
    'een-kaart-twee-doelen'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")
    return slug if len(slug) <= _LONGEST_SLUG else slug[:_LONGEST_SLUG].rpartition("-")[0]


class Maker:
    """Makes new records in a graph.

    :param graph: the graph that they are for.
    :param sources: folder of the source texts, to find passages by their words; or ``None``.
    """

    def __init__(self, graph: Graph, sources: Path | None = None) -> None:
        self.graph = graph
        self.fields = Fields(graph)
        self.values = Values(graph)
        self.citing = Citing(graph, self.values, sources)
        self.form = Form(graph, self.fields, self.values, self.citing)

    def kinds(self) -> list[str]:
        """All that can be made; a source comes with its text and sections, and `kg passage` gives passages."""
        return sorted({*self.graph.kinds, PHRASING, CLAIM} - {"passage", "source"})

    def make(self, kind: str, form: Mapping[str, object]) -> tuple[Draft, list[Fault]]:
        """The change that a form asks for, with its claims, and what is wrong with it.

        :param kind: a kind of record (``instrument``, ``theme``, ``scheme``), ``phrasing`` or ``claim``.
        :raises KgError: ``not-found`` for a kind that the graph does not know.
        """
        made = Made()
        shared = form.get("grounds")
        if isinstance(shared, Mapping):
            made.shared[""] = self.citing.grounds(made, shared, "grounds")
        match kind:
            case "phrasing":
                self._phrasing(made, form)
            case "claim":
                self._claim(made, form)
            case "scheme":
                self._scheme(made, form)
            case _:
                self._record(made, kind, self.graph.class_of_kind(kind), form)
        return claimed(self.graph, made), made.faults

    def _record(self, made: Made, kind: str, class_: str, form: Mapping[str, object]) -> str:
        """A record of a kind; its address, empty with a fault where it can have none."""
        slug = str(form.get("slug") or slug_of(_dutch(form.get("label"))))
        address = f"{ID}{kind}/{slug}"
        if not SLUG.fullmatch(slug):
            made.fault(fault("no-slug", slug, example="toolkit-blend"), "slug" if form.get("slug") else "label")
            return ""
        if address in self.graph.classes:
            made.fault(fault("taken", f"{kind}/{slug}"), "slug")
            return ""
        made.add(Fact(address, TYPE, iri(class_)))
        scheme = self.graph.scheme_of_kind(kind)
        if scheme and CONCEPT in self.graph.lineage(class_):
            place_in_scheme(made, address, scheme, top=not form.get("broader"))
        self.form.fill(made, address, class_, {key: told for key, told in form.items() if key not in _OWN_KEYS})
        return address

    def _scheme(self, made: Made, form: Mapping[str, object]) -> None:
        """A vocabulary: the scheme, and its first concepts under ``concepts``. They are list items, in this order."""
        slug = str(form.get("slug") or slug_of(_dutch(form.get("label"))))
        if SLUG.fullmatch(slug) and not KIND.fullmatch(slug):
            made.fault(fault("no-kind", slug, example="room-type"), "slug" if form.get("slug") else "label")
        scheme = self._record(made, "scheme", SCHEME, {**form, "kg:kind": slug})
        concepts = form.get("concepts")
        if not isinstance(concepts, list) or not concepts:
            example = "concepts: [{label: {nl: …, en: …}, definition: {nl: …, en: …}}]"
            made.fault(fault("missing", name="concepts", example=example), "concepts")
            return
        for number, given in enumerate(concepts, start=1):
            concept = given if isinstance(given, Mapping) else {"label": given}
            address = f"{ID}{slug}/{concept.get('slug') or slug_of(_dutch(concept.get('label')))}"
            made.add(Fact(address, TYPE, iri(KG + "ListItem")))
            made.add(Fact(address, KG + "order", text(str(number), datatype=XSD + "integer")))
            place_in_scheme(made, address, scheme, top=True)
            rest = {key: told for key, told in concept.items() if key != "slug"}
            self.form.fill(made, address, KG + "ListItem", rest, f"concepts[{number}].")

    def _phrasing(self, made: Made, form: Mapping[str, object]) -> None:
        """Ways of saying a problem that is there: ``problem``, and texts under ``nl`` and ``en``."""
        class_ = self.graph.class_of_kind("problem")
        problem = self._thing(made, form.get("problem"), "problem", (class_,))
        field = self.fields.named(class_, KG + "phrasing")
        texts = {lang: form.get(lang) for lang in LANGUAGES if form.get(lang)}
        if not texts:
            made.fault(fault("missing", name="nl / en", example='nl: ["Ik kom nergens aan toe."]'), "nl")
        if problem and field:
            self.form.put(made, Slot(problem, field, ""), texts)
            made.facts -= self.graph.facts

    def _claim(self, made: Made, form: Mapping[str, object]) -> None:
        """A fact with its claim, or another claim for a fact that is there: ``record``, ``property``, ``value``."""
        record = self._thing(made, form.get("record"), "record", ())
        class_ = next(iter(sorted(self.graph.classes.get(record, frozenset()) - {CONCEPT})), "")
        if not class_:
            return
        name = str(form.get("property") or "")
        field = self.fields.named(class_, name)
        if field is None:
            known = [known.name for known in self.fields.of(class_)]
            made.fault(fault("unknown-field", name, known=did_you_mean(name, known), example=known[0]), "property")
            return
        grounds = self.citing.grounds(made, form)
        for found in grounds.faults():
            made.fault(found, "basis")
        self.form.put(made, Slot(record, field, "value", grounds), form.get("value"))

    def _thing(self, made: Made, given: object, name: str, classes: tuple[str, ...]) -> str:
        """The address of the record that a person names; empty with a fault where there is none."""
        asked = Field(name, "", dict.fromkeys(LANGUAGES, name), classes=classes, is_link=True)
        read = self.values.read(str(given or ""), asked, "")
        if isinstance(read, Fault):
            made.fault(read, name)
            return ""
        return read.value


def place_in_scheme(made: Made, address: str, scheme: str, *, top: bool) -> None:
    """A concept is in its scheme, below another concept or as one of its tops (SKOS Reference, section 4)."""
    made.add(Fact(address, TYPE, iri(CONCEPT)))
    made.add(Fact(address, SKOS + "inScheme", iri(scheme)))
    if top:
        made.add(Fact(address, SKOS + "topConceptOf", iri(scheme)))
        made.add(Fact(scheme, SKOS + "hasTopConcept", iri(address)))


def _dutch(label: object) -> str:
    if isinstance(label, Mapping):
        return str(label.get("nl") or label.get("en") or "")
    return str(label or "")
