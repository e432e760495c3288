"""On which line of a Turtle file a statement stands, as well as it can be found."""

from __future__ import annotations

import re

from kg.namespaces import RDF

_PREFIX_LINE = re.compile(
    r"@prefix\s+(?P<prefix>[\w-]*):\s*<(?P<namespace>[^>]*)>|PREFIX\s+(?P<p>[\w-]*):\s*<(?P<n>[^>]*)>"
)


class Lines:
    """Where the statements of a Turtle file stand, for error reports.

    :param text: the file's text. Any Turtle will do; the closer to the canonical form, the closer the line.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._namespaces = {
            (match["prefix"] or match["p"] or ""): (match["namespace"] or match["n"])
            for match in _PREFIX_LINE.finditer(text)
        }

    def _written(self, iri: str) -> list[str]:
        """The ways in which the file can write an IRI."""
        forms = [f"<{iri}>"]
        forms += [
            f"{prefix}:{iri[len(namespace) :]}"
            for prefix, namespace in self._namespaces.items()
            if iri.startswith(namespace)
        ]
        # In a short name these need a stroke before them (Turtle, section 2.4).
        forms += [escaped for form in forms[1:] if (escaped := re.sub(r"(?<!^)([#/])", r"\\\1", form)) != form]
        return [*forms, "a"] if iri == RDF + "type" else forms

    def find(self, subject: str, predicate: str = "", value: str = "") -> int | None:
        """The line (from 1) of a statement, else of its predicate, else of its subject, else ``None``.

        :param value: the object's text: the IRI of a thing or the characters of a literal.
        """
        start = self._starting_with(self._written(subject), 0, None)
        if start is None:
            return None
        end = next((n for n in range(start + 1, len(self._lines)) if self._is_start(self._lines[n])), len(self._lines))
        found = self._starting_with(self._written(predicate), start, end) if predicate else None
        if found is None:
            return start + 1
        if value:
            last = next((n for n in range(found, end) if self._lines[n].rstrip().endswith((";", "."))), found)
            wanted = [*self._written(value), value] if value.startswith("http") else [value]
            for number in range(found, last + 1):
                if any(form in self._lines[number] for form in wanted):
                    return number + 1
        return found + 1

    @staticmethod
    def _is_start(line: str) -> bool:
        return bool(line) and not line[0].isspace() and not line.startswith(("#", "@", "PREFIX", "BASE", ".", "]", ")"))

    def _starting_with(self, forms: list[str], start: int, end: int | None) -> int | None:
        """First line in the range that starts with one of the forms, or holds it behind the subject."""
        pattern = re.compile(r"(?:^|[\s;])(?:" + "|".join(re.escape(form) for form in forms) + r")(?=[\s,;.]|$)")
        for number in range(start, len(self._lines) if end is None else end):
            line = self._lines[number]
            if end is None and not self._is_start(line):
                continue
            match = pattern.search(line)
            if match and (end is not None or not line[: match.start()].strip()):
                return number
        return None
