"""Spreadsheet files as plain rows, within limits: what is too large, hostile or not plain is refused.

XLSX is a ZIP of XML (ECMA-376). Before anything is unpacked, the sizes that the ZIP tells are added up; while it is
unpacked, they are held to. Formulas, macros and links to elsewhere are refused; so are document types, which can make
a small file grow without end.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zlib import error as zlib_error

from kg.errors import Code, KgError

_MEGABYTE = 1024 * 1024
_CHUNK = 64 * 1024
_ANEW = ("Dit werkblad is niet te lezen.", "Open het in uw rekenprogramma en bewaar het opnieuw.")
_NEW_BOOK = "Bewaar de bladen in een nieuw bestand."


@dataclass(frozen=True)
class Limits:
    """How much a file may hold.

    :param file: bytes of the file.
    :param unpacked: bytes of all parts of an XLSX together.
    :param parts: number of parts of an XLSX.
    :param rows: rows of one sheet.
    :param columns: columns of one sheet.
    :param cell: characters of one cell.
    """

    file: int = 10 * _MEGABYTE
    unpacked: int = 80 * _MEGABYTE
    parts: int = 300
    rows: int = 20_000
    columns: int = 200
    cell: int = 20_000


LIMITS = Limits()


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet as texts.

    :param name: its name; empty for CSV.
    :param rows: row by row, from the first; every row as long as it is.
    :param formulas: places (row and column, from 1) of cells with a formula or an error, and what stands there.
    """

    name: str
    rows: list[list[str]] = field(repr=False)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def read_sheets(data: bytes, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of an XLSX file, or the one of a CSV file.

    :raises KgError: ``unreadable`` for a file that is neither, too large, or not plain.
    """
    if len(data) > limits.file:
        raise _refused(
            f"The file has {len(data):,} bytes; {limits.file:,} is the most.",
            "Split it into smaller files.",
            dutch=(
                f"Het bestand is te groot: hoogstens {limits.file // _MEGABYTE} MB.",
                "Verdeel het over kleinere bestanden.",
            ),
        )
    if data[:4] == b"PK\x03\x04":
        return _read_xlsx(data, limits)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise _refused(
            "This is an old or locked workbook (.xls, or with a password).",
            "Save it as .xlsx, unlocked.",
            dutch=(
                "Dit is een oud of beveiligd werkblad (.xls, of met een wachtwoord).",
                "Bewaar het als .xlsx, zonder wachtwoord.",
            ),
        )
    return [_read_csv(data, limits)]


def _refused(message: str, hint: str, where: str = "", *, dutch: tuple[str, str]) -> KgError:
    return KgError(Code.UNREADABLE, message, where=where, hint=hint, dutch=dutch)


# CSV


def _read_csv(data: bytes, limits: Limits) -> Sheet:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(
            f"Byte {error.start + 1} is not UTF-8.",
            "Save it as “CSV UTF-8”, or as .xlsx; letters with accents go wrong else.",
            dutch=(
                "De letters in dit bestand zijn anders vastgelegd dan wij lezen (geen UTF-8).",
                "Bewaar het als „CSV UTF-8” of als .xlsx; anders gaan letters met accenten fout.",
            ),
        ) from error
    if "\0" in text:
        raise _refused(
            "This is not a text file.",
            "Give a file that ends in .xlsx or .csv.",
            dutch=("Dit is geen werkblad.", "Geef een bestand dat eindigt op .xlsx of .csv."),
        )
    csv.field_size_limit(limits.cell)
    rows: list[list[str]] = []
    formulas: dict[tuple[int, int], str] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
            _within(number, len(row), limits, "")
            rows.append([_unquoted(cell) for cell in row])
            formulas |= {(number, n): cell for n, cell in enumerate(row, start=1) if cell.startswith("=")}
    except csv.Error as error:
        raise _refused(
            f"This is not CSV: {error}.",
            "Check the quotes around texts; or save it as .xlsx.",
            dutch=(
                "Dit bestand is geen goede CSV.",
                "Kijk naar de aanhalingstekens om teksten, of bewaar het als .xlsx.",
            ),
        ) from error
    return Sheet("", rows, formulas)


def _delimiter(text: str) -> str:
    """What stands between the cells: the row with the columns' names holds none of the others."""
    head = "\n".join(text.splitlines()[:2])
    return max(",;\t", key=head.count)


def _unquoted(cell: str) -> str:
    """A text as it was before it was made harmless: see ``kg.sheets.writing``."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"'", "=", "+", "-", "@", "\t", "\r"} else cell


def _within(row: int, columns: int, limits: Limits, where: str) -> None:
    if row > limits.rows:
        raise _refused(
            f"There are more than {limits.rows:,} rows.",
            "Split the file.",
            where,
            dutch=(f"Er zijn meer dan {limits.rows} rijen.", "Verdeel ze over meer bestanden."),
        )
    if columns > limits.columns:
        raise _refused(
            f"There are more than {limits.columns} columns.",
            "Take out the empty ones on the right.",
            where,
            dutch=(f"Er zijn meer dan {limits.columns} kolommen.", "Haal de lege kolommen rechts weg."),
        )


# XLSX


def _read_xlsx(data: bytes, limits: Limits) -> list[Sheet]:
    _inspect(data, limits)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return [_read_sheet(sheet.title, sheet.iter_rows(), limits) for sheet in book.worksheets]
    except KgError:
        raise
    except Exception as error:
        raise _refused(
            f"This workbook cannot be read: {type(error).__name__}.",
            "Open it in a spreadsheet program and save it anew.",
            dutch=_ANEW,
        ) from error


# What zipfile raises for bytes that are no ZIP, or a damaged one.
_BROKEN = (
    zipfile.BadZipFile, zlib_error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError
)  # fmt: skip


def _inspect(data: bytes, limits: Limits) -> None:
    """Refuse a ZIP that is too large, too dense, or that holds what is no plain table."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.parts:
                raise _refused(
                    f"The workbook has more than {limits.parts} parts.",
                    "Save the sheets in a new workbook.",
                    dutch=("Dit bestand heeft te veel onderdelen.", _NEW_BOOK),
                )
            left = limits.unpacked
            for part in parts:
                _refuse_part(part.filename)
                left -= _inspect_part(archive, part, left, limits)
    except _BROKEN as error:
        raise _refused(
            "This workbook is broken.", "Open it in a spreadsheet program and save it anew.", dutch=_ANEW
        ) from error


def _refuse_part(name: str) -> None:
    lower = name.lower()
    if "externallink" in lower:
        raise _refused(
            "The workbook has links to other workbooks.",
            "Break the links, and paste values.",
            name,
            dutch=("Het bestand verwijst naar andere werkbladen.", "Verbreek de koppelingen en plak de waarden."),
        )
    if lower.endswith(("vbaproject.bin", ".bin")) and "printersettings" not in lower:
        raise _refused(
            "The workbook holds macros or embedded objects.",
            "Save it as a plain .xlsx.",
            name,
            dutch=("In het bestand zitten macro’s of ingevoegde objecten.", "Bewaar het als gewone .xlsx."),
        )
    if name.startswith("/") or ".." in name.split("/") or "\\" in name:
        raise _refused(
            "The workbook holds a part with a strange name.",
            "Save the sheets in a new workbook.",
            name,
            dutch=("In het bestand zit een onderdeel met een vreemde naam.", _NEW_BOOK),
        )


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """The unpacked size of a part, having looked for document types; it is unpacked piece by piece."""
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise _refused(
                    f"Unpacked, the workbook has more than {limits.unpacked // _MEGABYTE} MB.",
                    "Split it.",
                    part.filename,
                    dutch=("Uitgepakt is dit bestand te groot.", "Verdeel het over kleinere bestanden."),
                )
            # In UTF-16 every other byte is zero.
            seen = (tail + chunk).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise _refused(
                    "The workbook declares a document type.",
                    "Save it anew as .xlsx.",
                    part.filename,
                    dutch=("In het bestand staat iets dat niet in een werkblad hoort.", _ANEW[1]),
                )
            tail = chunk[-40:]
    return size


def _read_sheet(name: str, rows: Iterator[tuple[Any, ...]], limits: Limits) -> Sheet:
    """The cells of a sheet; openpyxl's types do not say that a read-only sheet gives read-only cells."""
    found: list[list[str]] = []
    formulas: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows, start=1):
        _within(number, 0, limits, name)
        cells = list(row)
        while cells and cells[-1].value is None:
            cells.pop()
        _within(number, len(cells), limits, name)
        texts = []
        for column, cell in enumerate(cells, start=1):
            text = _text(cell.value)
            if len(text) > limits.cell:
                raise _refused(
                    f"A cell has more than {limits.cell:,} characters.",
                    "Shorten it.",
                    f"{name}!{cell.coordinate}",
                    dutch=(
                        f"Cel {cell.coordinate} van blad {name} heeft meer dan {limits.cell} tekens.",
                        "Maak de tekst korter.",
                    ),
                )
            if cell.data_type in {"f", "e"}:
                formulas[number, column] = text
            texts.append(text)
        found.append(texts)
    while found and not any(found[-1]):
        found.pop()
    return Sheet(name, found, formulas)


def _text(value: object) -> str:
    """A cell's value as a person reads it; whole numbers without a point, days as 2026-11-25."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
        case date():
            return value.isoformat()
    return str(value)
