"""Tables as XLSX and CSV: readable headers, drop-downs from the vocabularies, and no cell that a program would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import Code, KgError, did_you_mean
from kg.namespaces import XSD
from kg.records.fields import Field
from kg.sheets.table import GROUND_KEYS, PART, RECORD, REMOVE, SEPARATOR, Column, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROWS = 2
LISTS, EXPLANATION = "_lijsten", {"nl": "uitleg", "en": "explanation"}
# A cell that begins with one of these is run as a formula by spreadsheet programs (OWASP, CSV injection).
RISKY = ("=", "+", "-", "@", "\t", "\r")
_SPARE_ROWS = 300
_WIDTHS = {RECORD: 34, PART: 30, REMOVE: 12}
_PROMPT_LENGTH = 250
_EXPLAINED = {
    "nl": (
        "Zo werkt dit blad",
        "Elke rij is een record, elke kolom een eigenschap. Rij 2 hoort bij de computer: laat haar staan.",
        "Meer waarden in één cel: zet er | tussen, bijvoorbeeld: docenten | i-coaches.",
        "Een nieuw record: een nieuwe rij onderaan. De slug wordt het adres (kleine letters, cijfers, koppeltekens); "
        "leeg laten mag, dan volgt hij uit de naam.",
        "Zeg bij wat nieuw is waarop het berust, in de kolommen rechts: basis (stated: een bron zegt het; inferred: "
        "het volgt uit een bron; curated: ons oordeel), reden in twee talen, en de passage (001-12-40 of "
        '001: "woorden uit de bron").',
        "Een rij weghalen verandert niets. Een cel leegmaken haalt de waarde weg, met haar onderbouwing.",
        "Op de andere bladen staan de delen: onderbouwing (claim), bevindingen, links. „verwijderen: ja” haalt een "
        "deel weg.",
        "Daarna: kg import BESTAND laat zien wat er verandert, controleert alles en vraagt of het mag.",
    ),
    "en": (
        "How this sheet works",
        "Each row is a record, each column a property. Row 2 is for the computer: leave it.",
        "Several values in one cell: put | between them, for example: teachers | i-coaches.",
        "A new record: a new row at the end. The slug becomes the address (lower-case letters, digits, hyphens); "
        "leave it empty and it follows from the Dutch name.",
        "Say what new things rest on, in the columns on the right: basis (stated: a source says it; inferred: it "
        "follows from a source; curated: our judgement), reason in both languages, and the passage (001-12-40 or "
        '001: "words of the source").',
        "Taking a row out changes nothing. Emptying a cell takes the value away, with its grounds.",
        'The other sheets hold the parts: grounds (claim), findings, links. "remove: yes" takes a part away.',
        "Then: kg import FILE shows what changes, checks everything, and asks.",
    ),
}
_COLUMNS = {
    "nl": ("blad", "kolom", "eigenschap", "wat er hoort te staan", "nodig", "hoeveel", "keuzen"),
    "en": ("sheet", "column", "property", "what belongs there", "needed", "how many", "choices"),
}


def exported(listed: Sequence[Table], form: str, lang: str, name: str = "") -> tuple[bytes, int]:
    """Tables as a file, and how many rows it has.

    :param form: ``.xlsx`` for all tables, ``.csv`` for one.
    :param lang: language of headers and names, ``nl`` or ``en``.
    :param name: for CSV: which table; the records themselves where it is empty.
    :raises KgError: ``usage`` for another form, ``not-found`` for an unknown table.
    """
    if form == ".xlsx":
        return as_xlsx(listed, lang), sum(len(table.subjects) for table in listed)
    if form != ".csv":
        dutch = (f"{form or 'Een naam zonder einde'} is geen soort werkblad.", "Eindig de naam op .xlsx of .csv.")
        hint = "End the name in .xlsx or .csv."
        raise KgError(Code.USAGE, f"{form or 'No ending'} is no kind of sheet.", hint=hint, dutch=dutch)
    table = next((table for table in listed if table.name == (name or listed[0].name)), None)
    if table is None:
        known = [table.name for table in listed]
        dutch = (f"{listed[0].kind} heeft geen blad {name}.", f"Er zijn: {', '.join(known)}.")
        hint = did_you_mean(name, known)
        raise KgError(Code.NOT_FOUND, f"{listed[0].kind} has no sheet {name!r}.", hint=hint, dutch=dutch)
    return as_csv(table, lang).encode(), len(table.subjects)


def as_csv(table: Table, lang: str) -> str:
    """One table as CSV (RFC 4180), UTF-8 with a mark that spreadsheet programs know it by.

    :param lang: language of headers and names, ``nl`` or ``en``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.headers[lang] for column in table.columns])
    writer.writerow(keys(table))
    for subject in table.subjects:
        writer.writerow([_harmless(table.cell(subject, column, lang)) for column in table.columns])
    return "\ufeff" + stream.getvalue()


def keys(table: Table) -> list[str]:
    """The second row: what each column is, for the machine; the first says kind and class too."""
    first, *rest = (column.key for column in table.columns)
    return [f"{first} {table.mark}", *rest]


def _harmless(text: str) -> str:
    """A text that no spreadsheet program runs: an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(("'", *RISKY)) else text


def as_xlsx(listed: Sequence[Table], lang: str) -> bytes:
    """Tables as one workbook: an explanation, a sheet per table, and the vocabularies on a hidden sheet.

    :param lang: language of headers and names, ``nl`` or ``en``.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _explain(book, listed, lang)
    lists = _Lists(book)
    for table in listed:
        _write_table(book, table, lists, lang)
    lists.sheet.sheet_state = "hidden"
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Lists:
    """The hidden sheet with one vocabulary per column.

    :param book: the workbook that it is for.
    """

    def __init__(self, book: Workbook) -> None:
        self.sheet: Worksheet = book.create_sheet(LISTS)
        self._known: dict[tuple[str, ...], str] = {}

    def address(self, choices: Sequence[str]) -> str:
        """The range that holds these choices; written at the first question for them."""
        from openpyxl.utils import get_column_letter

        asked = tuple(choices)
        if asked not in self._known:
            number = len(self._known) + 1
            for row, choice in enumerate(asked, start=1):
                _put(self.sheet.cell(row, number), choice)
            letter = get_column_letter(number)
            self._known[asked] = f"{LISTS}!${letter}$1:${letter}${len(asked)}"
        return self._known[asked]


def _write_table(book: Workbook, table: Table, lists: _Lists, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = book.create_sheet(table.name[:31], index=len(book.worksheets) - 1)
    grey, fill = Font(color="767676", size=8), PatternFill("solid", fgColor="E8EEF7")
    for number, (column, key) in enumerate(zip(table.columns, keys(table), strict=True), start=1):
        head, second = sheet.cell(1, number), sheet.cell(2, number)
        _put(head, column.headers[lang])
        _put(second, key)
        head.font, head.fill, second.font = Font(bold=True), fill, grey
        head.alignment = Alignment(wrap_text=True, vertical="top")
        if column.field and (help_ := column.field.help.get(lang)):
            head.comment = Comment(help_, "kg", width=320, height=120)
        sheet.column_dimensions[second.column_letter].width = _WIDTHS.get(column.key, 22)
    for row, subject in enumerate(table.subjects, start=HEADER_ROWS + 1):
        for number, column in enumerate(table.columns, start=1):
            _put(sheet.cell(row, number), table.cell(subject, column, lang), column.field)
    sheet.freeze_panes = sheet.cell(HEADER_ROWS + 1, 2 if table.is_main else 3)
    last = len(table.subjects) + HEADER_ROWS + _SPARE_ROWS
    for number, column in enumerate(table.columns, start=1):
        _choose(sheet, column, number, last, lists, lang, table)


def _put(cell: Cell | MergedCell, text: str, field: Field | None = None) -> None:
    """A text in a cell, as text: also where it looks like a formula. Whole numbers stay numbers."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell

    if not text or isinstance(cell, MergedCell):
        return
    if field is not None and field.datatype == XSD + "integer" and text.isascii() and text.isdecimal():
        cell.value = int(text)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    cell.data_type = "s"
    if text.startswith(RISKY):
        cell.quotePrefix = True


def choices_of(table: Table, column: Column, lang: str) -> list[str]:
    """What can be chosen in a column; empty where it is free."""
    yes = {"nl": ["ja"], "en": ["yes"]}[lang]
    if column.key == REMOVE:
        return yes
    if column.key == GROUND_KEYS[0]:
        return ["stated", "inferred", "curated"]
    return table.values.choices(column.field, lang) if column.field else []


def _choose(  # noqa: PLR0913, PLR0917 (one call, with what stands around it)
    sheet: Worksheet, column: Column, number: int, last: int, lists: _Lists, lang: str, table: Table
) -> None:
    """A drop-down for a column, where it has choices; other values are refused only where one value fits."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = choices_of(table, column, lang)
    if not choices:
        return
    single = column.field is None or column.field.most == 1
    rule = DataValidation(type="list", formula1=f"={lists.address(choices)}", allow_blank=True)
    rule.showErrorMessage = single
    if not single:
        rule.promptTitle = column.headers[lang][:32]
        rule.prompt = {
            "nl": f"Meer waarden: zet er{SEPARATOR}tussen.",
            "en": f"Several values: put{SEPARATOR}between.",
        }[lang]
        rule.showInputMessage = True
    letter = get_column_letter(number)
    rule.add(f"{letter}{HEADER_ROWS + 1}:{letter}{last}")
    sheet.add_data_validation(rule)


def _explain(book: Workbook, listed: Sequence[Table], lang: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(EXPLANATION[lang])
    for number, line in enumerate(_EXPLAINED[lang], start=1):
        cell = sheet.cell(number, 1)
        _put(cell, line)
        cell.font = Font(bold=number == 1)
    start = len(_EXPLAINED[lang]) + 2
    for number, title in enumerate(_COLUMNS[lang], start=1):
        _put(sheet.cell(start, number), title)
        sheet.cell(start, number).font = Font(bold=True)
    rows = [_explained(table, column, lang) for table in listed for column in table.columns]
    for row, values in enumerate(rows, start=start + 1):
        for number, value in enumerate(values, start=1):
            _put(sheet.cell(row, number), value)
            sheet.cell(row, number).alignment = Alignment(vertical="top", wrap_text=number in {4, 7})
    for letter, width in zip("ABCDEFG", (18, 30, 28, 60, 8, 10, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _explained(table: Table, column: Column, lang: str) -> tuple[str, ...]:
    """One line of the explanation: what a column asks."""
    field = column.field
    yes, many, one = {"nl": ("ja", "meer", "één"), "en": ("yes", "several", "one")}[lang]
    choices = ", ".join(choices_of(table, column, lang))
    if len(choices) > _PROMPT_LENGTH:
        choices = choices[: _PROMPT_LENGTH - 1] + "…"
    if field is None:
        return (table.name, column.headers[lang], column.key, "", "", one, choices)
    number = one if field.most == 1 else many
    return (
        table.name,
        column.headers[lang],
        column.key,
        field.help.get(lang, ""),
        yes if field.required else "",
        number,
        choices,
    )
