"""The cells of a row, and where they are, as people name it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Place:
    """Where a cell is, as people name it.

    :param sheet: name of the sheet.
    :param row: from 1.
    :param column: from 1.
    :param header: what stands above it.
    :param lang: language to name it in.
    """

    sheet: str
    row: int
    column: int
    header: str
    lang: str

    def __str__(self) -> str:
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        row, column = {"nl": ("rij", "kolom"), "en": ("row", "column")}[self.lang]
        return f"{self.sheet}, {row} {self.row}, {column} {letters} ({self.header})"


@dataclass
class Row:
    """The cells of one row by column key, their places, and the formulas among them."""

    number: int
    cells: dict[str, str]
    places: dict[str, Place]
    formulas: dict[str, str]
    subject: str = ""

    def where(self, key: str) -> str:
        """The place of a cell in words; that of the first cell for a column that the sheet lacks."""
        place = self.places.get(key)
        if place is None:
            place = replace(next(iter(self.places.values())), header=key)
        return str(place)
