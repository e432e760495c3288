"""The graph as tables: one CSV file per kind of thing, a dictionary of all columns, and CSVW metadata.

CSV: RFC 4180. Metadata: Metadata Vocabulary for Tabular Data, https://www.w3.org/TR/tabular-metadata/: beside
``instrument.csv`` stands ``instrument.csv-metadata.json``, where tools look for it (section 5.3 of the model).
A column is a property, in one language where it holds text. Where it holds things, their addresses stand in one column
and their names in the two beside it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.namespaces import DCT, KG, PROV, RDF, RDFS, SKOS, shorten
from kg.publish.document import Document, document
from kg.publish.site import LICENCE, Site
from kg.settings import LANGUAGES
from kg.things import Claim, Thing, Things

# Between several values in one cell.
SEPARATOR = " | "
_CSV = "text/csv; charset=utf-8; header=present"
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = re.compile(r"[=+\-@\t\r](?![0-9.,]*$)")
# Name and definition of the first column, in both languages.
_ADDRESS = ["adres", "address", "Het adres van het ding zelf.", "The address of the thing itself."]
_PART_KINDS = {"Link": "link", "Observation": "observation", "Position": "position", "CaseUse": "case-use"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    :param name: as in the first row.
    :param property: address of the property.
    :param lang: language of its texts, or empty.
    :param of_names: whether it holds the names of things rather than the property's own values.
    """

    name: str
    property: str
    lang: str = ""
    of_names: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    :param kind: kind of the things in it: the name of the file.
    :param columns: in order, the address of the thing first.
    :param rows: cells as text.
    """

    kind: str
    columns: list[Column]
    rows: list[list[str]]

    @property
    def path(self) -> str:
        """Its address below that of the server."""
        return f"csv/{self.kind}.csv"


def _members(things: Things, kind: str) -> list[Thing]:
    """The things of a kind; for a kind of parts (links, observations...) all of them, wherever they are kept."""
    name = next((name for name, part_kind in _PART_KINDS.items() if part_kind == kind), "")
    if name:
        return sorted((t for t in things.all.values() if t.part and name in t.classes), key=lambda t: t.iri)
    found = list(things.kinds.get(kind, []))
    if kind == "finding":
        found += [t for t in things.all.values() if t.part and "Finding" in t.classes]
    return sorted(found, key=lambda thing: thing.iri)


def kinds(things: Things) -> list[str]:
    """The kinds that have a table, sorted."""
    parts = {
        kind for name, kind in _PART_KINDS.items() if any(name in t.classes for t in things.all.values() if t.part)
    }
    return sorted({*things.kinds, *parts, "claim", "passage"} if things.passages else {*things.kinds, *parts})


def _local(predicate: str) -> str:
    return re.split(r"[#/]", predicate)[-1]


def _columns(members: list[Thing]) -> list[Column]:
    """The columns that these things fill, names and descriptions first."""
    used: dict[str, set[tuple[str, str]]] = {}
    for thing in members:
        for predicate, facts in thing.outgoing.items():
            used.setdefault(predicate, set()).update((fact.value.kind, fact.value.lang) for fact in facts)
    order = [SKOS + "prefLabel", RDFS + "label", DCT + "title", KG + "actionLabel", DCT + "description"]
    predicates = sorted(used, key=lambda iri: (order.index(iri) if iri in order else len(order), iri))
    # Two properties with the same last word keep their prefixes.
    words = [_local(predicate) for predicate in predicates]
    columns = [Column("iri", "")]
    for predicate, word in zip(predicates, words, strict=True):
        name = word if words.count(word) == 1 else shorten(predicate).replace(":", "_")
        kinds_of_value = used[predicate]
        langs = sorted({lang for kind, lang in kinds_of_value if kind == "literal" and lang}, key=LANGUAGES.index)
        if any(kind != "literal" or not lang for kind, lang in kinds_of_value):
            columns.append(Column(name, predicate))
        columns += [Column(f"{name}_{lang}", predicate, lang) for lang in langs]
        if any(kind == "iri" for kind, _lang in kinds_of_value):
            columns += [Column(f"{name}_name_{lang}", predicate, lang, True) for lang in LANGUAGES]
    return columns


def _cell(things: Things, thing: Thing, column: Column) -> str:
    if not column.property:
        return thing.iri
    values = [fact.value for fact in thing.outgoing.get(column.property, ())]
    if column.of_names:
        return SEPARATOR.join(things.label(value.value, column.lang) for value in values if value.kind == "iri")
    return SEPARATOR.join(value.value for value in values if value.lang == column.lang)


def _claims(things: Things) -> Table:
    names = ("subject", "predicate", "object", "basis", "strength", "rank", "reason_nl", "reason_en", "passages")
    terms = (RDF + "subject", RDF + "predicate", RDF + "object", KG + "basis", KG + "strength", KG + "rank")
    columns = [Column("iri", "")]
    columns += [Column(name, term) for name, term in zip(names, terms, strict=False)]
    columns += [Column(f"reason_{lang}", KG + "reason", lang) for lang in LANGUAGES]
    columns.append(Column("passages", PROV + "wasDerivedFrom"))
    rows: dict[str, list[str]] = {}
    for thing in things.all.values():
        for predicate, facts in thing.outgoing.items():
            for fact in facts:
                for claim in fact.claims:
                    # A claim that grounds several values is one line, and none of them is its object.
                    alone = claim.iri not in rows
                    rows[claim.iri] = _claim(claim, thing.iri, predicate, fact.value.value if alone else "")
    return Table("claim", columns, [rows[iri] for iri in sorted(rows)])


def _claim(claim: Claim, subject: str, predicate: str, value: str) -> list[str]:
    return [
        claim.iri,
        subject,
        predicate,
        value,
        claim.basis,
        claim.strength,
        str(claim.rank or ""),
        *(claim.reason.get(lang, "") for lang in LANGUAGES),
        SEPARATOR.join(passage.iri for passage in claim.passages),
    ]


def _passages(things: Things) -> Table:
    terms = {"source": "hasSource", "section": "section", "notation": "notation", "start": "start", "end": "end"}
    oa, notation = "http://www.w3.org/ns/oa#", SKOS + "notation"
    addresses = {"source": oa + "hasSource", "section": KG + "section", "notation": notation}
    columns = [Column("iri", ""), *(Column(name, addresses.get(name, oa + name)) for name in terms)]
    rows = [
        [place.iri, place.source, place.section, place.notation, str(place.start), str(place.end)]
        for place in sorted(things.passages.values(), key=lambda place: (place.number, place.start, place.end))
    ]
    return Table("passage", columns, rows)


def table(things: Things, kind: str) -> Table:
    """The table of one kind.

    :param kind: one of :func:`kinds`.
    """
    special: dict[str, Callable[[Things], Table]] = {"claim": _claims, "passage": _passages}
    if kind in special:
        return special[kind](things)
    members = _members(things, kind)
    columns = _columns(members)
    return Table(kind, columns, [[_cell(things, thing, column) for column in columns] for thing in members])


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _csv(rows: Iterable[Iterable[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return stream.getvalue()


def csv_file(made: Table) -> Document:
    """A table as CSV."""
    return document(made.path, _CSV, _csv([[column.name for column in made.columns], *made.rows]))


def _holds_several(made: Table, number: int) -> bool:
    return any(SEPARATOR in row[number] for row in made.rows)


def metadata(made: Table, site: Site) -> Document:
    """The CSVW metadata of a table."""
    columns = []
    for number, column in enumerate(made.columns):
        said: dict[str, object] = {"name": column.name, "titles": column.name, "datatype": "string"}
        if not column.property:
            said |= {"datatype": "anyURI", "required": True}
        elif not column.of_names:
            said["propertyUrl"] = column.property
        if column.of_names:
            said["suppressOutput"] = True
        if column.lang:
            said["lang"] = column.lang
        if _holds_several(made, number):
            said["separator"] = SEPARATOR
        columns.append(said)
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": site.address(made.path),
        "dc:license": {"@id": LICENCE},
        "dialect": {"header": True, "delimiter": ",", "encoding": "utf-8"},
        "tableSchema": {"columns": columns, "primaryKey": "iri", "aboutUrl": "{+iri}"},
    }
    content = json.dumps(described, ensure_ascii=False, indent=1)
    return document(f"{made.path}-metadata.json", "application/csvm+json", content)


def dictionary(things: Things) -> Document:
    """The dictionary: what each column of each table means."""
    head = ["file", "column", "property", "language", "separator", "filled", "rows"]
    head += [f"{what}_{lang}" for what in ("name", "definition") for lang in LANGUAGES]
    lines = [head]
    for kind in kinds(things):
        made = table(things, kind)
        for number, column in enumerate(made.columns):
            term = things.all.get(column.property)
            filled = sum(bool(row[number]) for row in made.rows)
            separator = SEPARATOR if _holds_several(made, number) else ""
            line = [
                f"{kind}.csv",
                column.name,
                column.property,
                column.lang,
                separator,
                str(filled),
                str(len(made.rows)),
            ]
            if not column.property:
                line += _ADDRESS
            else:
                line += [term.label(lang) if term else "" for lang in LANGUAGES]
                line += [term.value(SKOS + "definition", lang) if term else "" for lang in LANGUAGES]
            lines.append(line)
    return document("csv/dictionary.csv", _CSV, _csv(lines))
