"""One row of a spreadsheet: what it changes, or what is wrong with it and where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.facts import Fact, iri, text
from kg.namespaces import ID, KG, PROV, RDF, SLUG, shorten
from kg.records.citing import Citing
from kg.records.claiming import is_assertion
from kg.records.faults import Fault, fault
from kg.records.fields import Field, Fields
from kg.records.form import Form
from kg.records.graph import CLAIM, CONCEPT, TYPE, Graph
from kg.records.grounds import BASES, Grounds, claims_of, whole_claims
from kg.records.made import NO_GROUNDS, Made
from kg.records.new import place_in_scheme, slug_of
from kg.records.values import Values
from kg.sheets.cells import Row
from kg.sheets.table import BASIS, PART, PASSAGE, REASON_EN, REASON_NL, RECORD, REMOVE, Column, Table, separated
from kg.store import Term

_NAMELESS = "-"
_YES = {"ja", "yes", "x", "true"}


@dataclass
class Rows:
    """Reads rows against a graph.

    :param graph: the graph that they are compared with.
    :param fields: what can be said of each class.
    :param values: reads and shows values.
    :param citing: reads grounds.
    :param form: knows which fields are needed.
    """

    graph: Graph
    fields: Fields
    values: Values
    citing: Citing
    form: Form
    _seen: dict[str, Row] = field(default_factory=dict)
    _twice: dict[tuple[str, int], Row] = field(default_factory=dict)

    # Which subject a row is about

    def announce(self, table: Table, row: Row) -> None:
        """Settle the address of a row's subject; a new one can from then on be pointed at."""
        row.subject = self._subject(table, row)
        if not row.subject:
            return
        if row.subject in self._seen:
            self._twice[table.name, row.number] = self._seen[row.subject]
            return
        self._seen[row.subject] = row
        if row.subject not in self.graph.classes:
            labels = [told for key, told in row.cells.items() if key.startswith("skos:prefLabel@")]
            self.values.expect(row.subject, table.class_, labels)

    def _subject(self, table: Table, row: Row) -> str:
        slug = row.cells.get(RECORD, "").removeprefix(f"{table.kind}/")
        if table.is_main:
            slug = slug or slug_of(row.cells.get("skos:prefLabel@nl", ""))
            return f"{ID}{table.kind}/{slug}" if SLUG.fullmatch(slug) else ""
        record = f"{ID}{table.kind}/{slug}"
        if not slug or not (record in self.graph.classes or record in self._seen):
            return ""
        part = row.cells.get(PART, "").removeprefix("#")
        return f"{record}#{part}" if part else self._free_part(record, table.name)

    def _free_part(self, record: str, name: str) -> str:
        number = 1
        while f"{record}#{name}-{number}" in self.graph.classes or f"{record}#{name}-{number}" in self._seen:
            number += 1
        return f"{record}#{name}-{number}"

    # What a row changes

    def read(self, table: Table, row: Row) -> Made:
        """The change of one row, with its faults."""
        made = Made()
        for key, formula in row.formulas.items():
            made.fault(fault("formula", formula), row.where(key))
        if other := self._twice.get((table.name, row.number)):
            name = row.subject.rpartition("/")[2]
            made.fault(fault("twice", name, known=str(other.number)), row.where(RECORD))
            return made
        if not row.subject:
            self._no_subject(made, table, row)
            if not table.is_main:
                return made
            # Read on, under a name that nothing has, so that all that is wrong in the row is told at once.
            row = replace(row, subject=f"{ID}{table.kind}/{_NAMELESS}")
        if row.cells.get(REMOVE, "").casefold() in _YES:
            self._remove(made, row.subject)
            return made
        if row.subject not in self.graph.classes:
            self._begin(made, table, row)
        for column in table.columns:
            if column.field is not None and column.key in row.cells and column.key not in row.formulas:
                self._cell(made, table, row, column)
        self._needed(made, table, row)
        self._shared(made, row)
        return made

    def _no_subject(self, made: Made, table: Table, row: Row) -> None:
        slug = row.cells.get(RECORD, "")
        if table.is_main:
            made.fault(fault("no-slug", slug, example="toolkit-blend"), row.where(RECORD))
        else:
            made.fault(fault("no-record", slug, example="toolwiel"), row.where(RECORD))

    def _begin(self, made: Made, table: Table, row: Row) -> None:
        """A new subject: its class, its scheme, and for a part the link of its record to it."""
        made.add(Fact(row.subject, TYPE, iri(table.class_)))
        if table.is_main:
            scheme = self.graph.scheme_of_kind(table.kind)
            if scheme and CONCEPT in self.graph.lineage(table.class_):
                place_in_scheme(made, row.subject, scheme, top=not row.cells.get("skos:broader"))
            return
        record = row.subject.partition("#")[0]
        for known in self.fields.of(self.graph.class_of_kind(table.kind)):
            if known.classes == (table.class_,):
                made.add(Fact(record, known.predicate, iri(row.subject)))

    def _cell(self, made: Made, table: Table, row: Row, column: Column) -> None:
        """What one cell adds and takes away."""
        known = column.field
        if known is None:
            return
        terms = table.terms(row.subject, column)
        cell = row.cells[column.key]
        # Most cells nobody touched: they say what an export would put there, and change nothing.
        if not (cell or terms) or any(cell == table.cell(row.subject, column, lang).strip() for lang in ("nl", "en")):
            return
        record = row.subject.partition("#")[0]
        old = {self.values.shown(term, known, record, lang): term for lang in ("en", "nl") for term in terms}
        new = separated(cell)
        if known.most is not None and len(new) > known.most:
            made.fault(fault("too-many", cell), row.where(column.key))
            return
        kept = {told for told in old if any(self.values.same(told, given, known) for given in new)}
        stays = {old[told] for told in kept}
        fresh = [given for given in new if not any(self.values.same(given, told, known) for told in old)]
        gone = [term for term in terms if term not in stays]
        self._change(made, row, column, self._terms(made, row, column, fresh), gone)

    def _terms(self, made: Made, row: Row, column: Column, texts: list[str]) -> list[Term]:
        """The terms that texts in a cell mean; a fault for each that means none."""
        found: list[Term] = []
        known = column.field
        for told in texts if known else []:
            if known and known.predicate == PROV + "wasDerivedFrom":
                address = self.citing.passage(made, told, row.where(column.key))
                if address:
                    found.append(iri(address))
                continue
            read = self.values.read(told, known, row.subject.partition("#")[0], column.lang) if known else text("")
            if isinstance(read, Fault):
                made.fault(read, row.where(column.key))
            else:
                found.append(read)
        return found

    def _change(self, made: Made, row: Row, column: Column, fresh: list[Term], gone: list[Term]) -> None:
        """Facts that come and go in one cell, with the claims that go with them."""
        if column.field is None:
            return
        grounds = Grounds(strength=column.strength) if column.strength else NO_GROUNDS
        came = [Fact(row.subject, column.field.predicate, term) for term in fresh]
        went = [Fact(row.subject, column.field.predicate, term) for term in gone]
        if column.strength:
            came = [fact for fact in came if not self._moved(made, fact, column.strength)]
            went = [fact for fact in went if not self._goes_elsewhere(made, row, fact, column)]
        if len(came) == len(went) == 1 and came[0].object.kind == "literal":
            self._retarget(made, went[0], came[0])
            went = []
        # What comes, comes first: a claim for all values stays as long as there is one.
        for fact in came:
            made.add(fact, grounds)
        for fact in went:
            self._withdraw(made, fact)

    def _retarget(self, made: Made, old: Fact, new: Fact) -> None:
        """A text in the place of another: the claim that names the old one names the new."""
        made.removed.add(old)
        made.facts.add(new)
        for node in claims_of(self.graph, old):
            made.removed.add(Fact(node, RDF + "object", old.object))
            made.facts.add(Fact(node, RDF + "object", new.object))

    def _withdraw(self, made: Made, fact: Fact) -> None:
        """A fact that goes, with the claims about it; a claim for all values goes with the last of them."""
        made.removed.add(fact)
        for node in claims_of(self.graph, fact):
            made.removed |= set(self.graph.of(node))
        there = {Fact(fact.subject, fact.predicate, term) for term in self.graph.values(fact.subject, fact.predicate)}
        if not (there - made.removed) | {f for f in made.facts if (f.subject, f.predicate) == fact[:2]}:
            for node in whole_claims(self.graph, fact.subject, fact.predicate):
                made.removed |= set(self.graph.of(node))

    def _moved(self, made: Made, fact: Fact, strength: str) -> bool:
        """Whether a fact is there already and only gets another strength; its claims then say so."""
        if fact not in self.graph.facts:
            return False
        for node in claims_of(self.graph, fact):
            made.removed |= {Fact(node, KG + "strength", term) for term in self.graph.values(node, KG + "strength")}
            made.facts.add(Fact(node, KG + "strength", iri(strength)))
        return True

    def _goes_elsewhere(self, made: Made, row: Row, fact: Fact, column: Column) -> bool:
        """Whether a value that left a column stands in the column of another strength."""
        known = column.field
        for key, cell in row.cells.items():
            if known and key != column.key and key.rpartition("/")[0] == column.key.rpartition("/")[0]:
                for told in separated(cell):
                    if self.values.read(told, known, row.subject) == fact.object:
                        return True
        return False

    def _remove(self, made: Made, subject: str) -> None:
        """A part that goes, with the link of its record to it."""
        record = subject.partition("#")[0]
        made.removed |= set(self.graph.of(subject))
        made.removed |= {fact for fact in self.graph.of(record) if fact.object.value == subject}

    def _needed(self, made: Made, table: Table, row: Row) -> None:
        """A fault for each field that is needed and would be empty."""
        for column in table.columns:
            known = column.field
            if known is None or not known.required or self._grounded_later(table, known):
                continue
            terms = table.terms(row.subject, column)
            if terms and not made.removed:
                continue
            before = {Fact(row.subject, known.predicate, term) for term in terms}
            fresh = {f for f in made.facts if f[:2] == (row.subject, known.predicate) and f.object.lang == column.lang}
            if not (before - made.removed) | fresh and not any(f.where == row.where(column.key) for f in made.faults):
                made.fault(self.form.missing(known, column.lang or "nl"), row.where(column.key))

    def _grounded_later(self, table: Table, known: Field) -> bool:
        return known.predicate == KG + "basis" and table.class_ != CLAIM and is_assertion(self.graph, table.class_)

    def _shared(self, made: Made, row: Row) -> None:
        """The grounds that the row gives for all that is new in it."""
        basis = self.citing.basis(row.cells.get(BASIS, ""))
        reason = {"nl": row.cells.get(REASON_NL, ""), "en": row.cells.get(REASON_EN, "")}
        if not basis and not any(reason.values()):
            return
        if basis and basis not in BASES:
            # Told with the row's other faults; whether the rest is enough is seen when all rows are read.
            given = row.cells[BASIS]
            made.fault(fault("not-a-choice", given, known=", ".join(BASES), example="curated"), row.where(BASIS))
            return
        found = separated(row.cells.get(PASSAGE, ""))
        grounds = self.citing.grounds(made, {"basis": basis, "reason": reason, "passages": found}, row.where(PASSAGE))
        made.shared[row.subject.partition("#")[0]] = grounds

    def place(self, node: str, path: str) -> str:
        """The place of what a rule finds: the cell of that property in the row of the node, or of its record.

        :param path: IRI of the property; empty where it is about the whole.
        :returns: the place in words; empty where no row is about it.
        """
        row = self._seen.get(node) or self._seen.get(node.partition("#")[0])
        if row is None:
            return ""
        short = shorten(path)
        keys = [key for key in row.places if path and (key == short or key.startswith((f"{short}@", f"{short}/")))]
        return row.where(next((key for key in keys if row.cells.get(key)), keys[0] if keys else RECORD))

    def placed(self, found: Fault) -> Fault:
        """A fault of the grounds of a record, at the cell of its row that should tell them."""
        row = self._seen.get(found.record)
        if row is None:
            return found
        reason = REASON_NL if not row.cells.get(REASON_NL) else REASON_EN
        key = {"no-reason": reason, "no-passage": PASSAGE}.get(found.kind, BASIS)
        return found.at(f"{row.where(key)}: {found.where}")
