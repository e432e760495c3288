"""From a filled spreadsheet to a change: what the cells say beside what the graph says, cell by cell.

A cell is compared as text with what an export would put there, so that a cell nobody touched changes nothing. What is
wrong is told by sheet, row and column; rows stand or fall as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Code, KgError, did_you_mean
from kg.records.citing import Citing
from kg.records.claiming import claimed
from kg.records.draft import Draft, nowhere
from kg.records.faults import Fault, fault
from kg.records.fields import Fields
from kg.records.form import Form
from kg.records.graph import Graph
from kg.records.made import Made
from kg.records.values import Values
from kg.sheets.cells import Place, Row
from kg.sheets.reading import LIMITS, Limits, Sheet, read_sheets
from kg.sheets.row import Rows
from kg.sheets.table import Column, Table, tables
from kg.sheets.writing import EXPLANATION, HEADER_ROWS, LISTS
from kg.validation.garbage import uncollected


@dataclass(frozen=True)
class Imported:
    """What a spreadsheet asks for.

    :param draft: the change: of all rows, or of the right rows where some are wrong.
    :param faults: what is wrong, by sheet, row and column.
    :param rows: how many rows were read.
    :param refused: how many of them the draft leaves out.
    :param right: record -> the changes of its rows that are right in themselves.
    :param place: node and property -> the sheet, row and column that say it, in words; empty where none does.
    """

    draft: Draft
    faults: list[Fault]
    rows: int
    refused: int
    right: list[tuple[str, Made]] = field(default_factory=list, repr=False)
    place: Callable[[str, str], str] = field(default=nowhere, repr=False)

    def without(self, records: set[str]) -> Imported:
        """The same without what the rows of these records change."""
        kept = [(record, made) for record, made in self.right if record not in records]
        draft, _faults = _together(self.draft.graph, kept)
        return replace(self, draft=draft, refused=self.refused + len(self.right) - len(kept), right=kept)


def _together(graph: Graph, right: list[tuple[str, Made]]) -> tuple[Draft, list[Fault]]:
    """The changes of rows as one change with its claims, and what these lack."""
    whole = Made()
    for _record, made in right:
        whole.facts |= made.facts
        whole.removed |= made.removed
        whole.own |= made.own
        whole.shared |= made.shared
    return claimed(graph, whole), whole.faults


@dataclass
class _Read:
    """One table of a file: its columns by number (from 1), and its rows."""

    table: Table
    sheet: Sheet
    columns: dict[int, Column] = field(default_factory=dict)


@uncollected()
def read_sheet(  # noqa: PLR0913 (each has its own meaning; both doors name them)
    data: bytes, graph: Graph, *, kind: str = "", sources: Path | None = None, lang: str = "nl", limits: Limits = LIMITS
) -> Imported:
    """The change that an XLSX or CSV file asks for; nothing is written.

    :param data: the bytes of the file.
    :param graph: the graph that it is compared with.
    :param kind: kind of the records, where the file does not say it (its second row does).
    :param sources: folder of the source texts, to find new passages; or ``None``.
    :param lang: language of places in faults.
    :param limits: how much the file may hold.
    :raises KgError: ``unreadable`` for a file that is no plain spreadsheet, ``usage`` for one without known columns.
    """
    fields, values = Fields(graph), Values(graph)
    citing = Citing(graph, values, sources)
    rows = Rows(graph, fields, values, citing, Form(graph, fields, values, citing))
    whole = Made()
    read = [
        r for sheet in read_sheets(data, limits) if (r := _table_of(sheet, graph, kind, fields, values, whole, lang))
    ]
    if not read and not whole.faults:
        raise KgError(
            Code.USAGE,
            "There is no sheet here with columns of the graph.",
            hint="Start from `kg export sheet --kind instrument --out FILE`, and keep its first two rows.",
            dutch=(
                "Hier is geen blad met kolommen van de graaf.",
                "Begin met een werkblad dat wij geven (`kg export sheet`, of de pagina „Controleer uw gegevens”), "
                "en laat de eerste twee rijen staan.",
            ),
        )
    return _combined(rows, read, whole, lang)


def _combined(rows: Rows, read: list[_Read], whole: Made, lang: str) -> Imported:
    """The rows one by one: first all new records get their names, so that rows can point at each other."""
    listed = [(table, row) for table in read for row in _rows(table, lang)]
    for table, row in listed:
        rows.announce(table.table, row)
    right = []
    for table, row in listed:
        made = rows.read(table.table, row)
        whole.faults += made.faults
        if not made.faults:
            right.append((row.subject.partition("#")[0], made))
    draft, lacking = _together(rows.graph, right)
    faults = whole.faults + [rows.placed(found) for found in lacking]
    found = Imported(draft, faults, len(listed), len(listed) - len(right), right, rows.place)
    return found.without({fault.record for fault in lacking}) if lacking else found


def _table_of(  # noqa: PLR0913, PLR0917 (what a table is read with)
    sheet: Sheet, graph: Graph, kind: str, fields: Fields, values: Values, whole: Made, lang: str
) -> _Read | None:
    """The table that a sheet holds, by its second row or else by its name; ``None`` for a sheet without records."""
    if sheet.name in {LISTS, *EXPLANATION.values()} or not sheet.rows:
        return None
    second = sheet.rows[1] if len(sheet.rows) > 1 else []
    told = second[0].split() if second and second[0].startswith("~record") else []
    asked = told[1] if len(told) > 1 else kind
    if not asked:
        raise KgError(
            Code.USAGE,
            "The sheet does not say what its records are: its second row is gone.",
            where=sheet.name,
            hint="Put the second row of the export back. On the command line --kind says it too.",
            dutch=(
                "Het blad zegt niet wat voor records erin staan: de tweede rij ontbreekt.",
                "Zet de tweede rij van het gedownloade blad terug. Op de opdrachtregel kan het ook met --kind.",
            ),
        )
    known = tables(graph, asked, fields, values)
    table = next((t for t in known if told and t.mark == f"{told[1]} {told[-1]}"), None)
    table = table or next((t for t in known if sheet.name in {t.name, ""}), None)
    if table is None:
        raise KgError(
            Code.USAGE,
            f"The sheet {sheet.name!r} is none of the sheets of {asked}.",
            where=sheet.name,
            hint=did_you_mean(sheet.name, [t.name for t in known]),
            dutch=(
                f"Het blad {sheet.name} hoort niet bij deze soort ({asked}).",
                f"Het heet hier: {', '.join(t.name for t in known)}.",
            ),
        )
    read = _Read(table, sheet)
    for number, header in enumerate(second if told else sheet.rows[0], start=1):
        key = header.split()[0] if told and number == 1 else header
        column = table.column(key) if header.strip() else None
        if column:
            read.columns[number] = column
        elif header.strip():
            known_headers = [c.headers[lang] for c in table.columns]
            found = fault("unknown-field", header, known=did_you_mean(header, known_headers))
            whole.fault(found, str(Place(sheet.name or table.name, 2 if told else 1, number, header, lang)))
    return read


def _rows(read: _Read, lang: str) -> Iterator[Row]:
    """The rows of a table that are not empty, each cell with its place."""
    told = len(read.sheet.rows) > 1 and read.sheet.rows[1] and read.sheet.rows[1][0].startswith("~record")
    first = HEADER_ROWS if told else 1
    name = read.sheet.name or read.table.name
    for index, cells in enumerate(read.sheet.rows[first:], start=first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(index, {}, {}, {})
        for number, column in read.columns.items():
            row.cells[column.key] = cells[number - 1].strip() if number <= len(cells) else ""
            row.places[column.key] = Place(name, index, number, column.headers[lang], lang)
            if (index, number) in read.sheet.formulas:
                row.formulas[column.key] = read.sheet.formulas[index, number]
        yield row
