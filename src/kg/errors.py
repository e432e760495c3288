"""The one error type: what happened, where, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any


class Code(Enum):
    """What kind of thing went wrong; each has one exit code and one HTTP status."""

    VIOLATIONS = "violations"
    USAGE = "usage"
    UNREADABLE = "unreadable"
    NOT_FOUND = "not-found"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    LIMIT = "limit"
    NOT_ACCEPTABLE = "not-acceptable"
    TOO_LARGE = "too-large"
    UNSUPPORTED = "unsupported"


# 0 fine, 1 violations, 2 usage, 3 unreadable input, 4 not found, 5 a store that does not answer.
EXIT_CODES = {
    Code.VIOLATIONS: 1,
    Code.USAGE: 2,
    Code.UNREADABLE: 3,
    Code.NOT_FOUND: 4,
    Code.UNAVAILABLE: 5,
    Code.REFUSED: 2,
    Code.LIMIT: 2,
    Code.NOT_ACCEPTABLE: 2,
    Code.TOO_LARGE: 2,
    Code.UNSUPPORTED: 2,
}
# RFC 9110, section 15. An answer over a limit is no fault of the server, and asking again gives the same: 422.
HTTP_STATUS = {
    Code.VIOLATIONS: 422,
    Code.USAGE: 400,
    Code.UNREADABLE: 400,
    Code.NOT_FOUND: 404,
    Code.UNAVAILABLE: 503,
    Code.REFUSED: 403,
    Code.LIMIT: 422,
    Code.NOT_ACCEPTABLE: 406,
    Code.TOO_LARGE: 413,
    Code.UNSUPPORTED: 415,
}
# A place in a text.
_LINE = re.compile(r"line \d+(?:, column \d+)?")


class KgError(Exception):
    """An error for the person who reads it.

    :param code: the kind of error; decides exit code and HTTP status.
    :param message: what is wrong, in one sentence.
    :param where: file, line, parameter or address it is about; empty if it is the whole call.
    :param hint: how to mend it; empty if there is nothing to say.
    :param dutch: message and hint in Dutch, for errors about what a person brings: those people need not know English.
    :param asked: the value that is not known, where one was given; a page tells that in its own words.
    :param near: the values that may have been meant: addresses of things, or names of a short list.
    """

    def __init__(  # noqa: PLR0913 - all that a door can tell of an error
        self,
        code: Code,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        dutch: tuple[str, str] | None = None,
        asked: str = "",
        near: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.hint = hint
        self.dutch = dutch
        self.asked = asked
        self.near = tuple(near)

    def told(self, lang: str) -> tuple[str, str]:
        """Message and hint in a language, as far as they are known in it."""
        return self.dutch if lang == "nl" and self.dutch else (self.message, self.hint)

    def place(self, lang: str) -> str:
        """Where it is, in a language: ``line 3, column 5`` is ``regel 3, kolom 5``; names stay as they are."""
        if lang != "nl" or not _LINE.fullmatch(self.where):
            return self.where
        return self.where.replace("line", "regel").replace("column", "kolom")

    @property
    def exit_code(self) -> int:
        """Exit code of the command line."""
        return EXIT_CODES[self.code]

    @property
    def http_status(self) -> int:
        """Status code of the web."""
        return HTTP_STATUS[self.code]

    def as_dict(self) -> dict[str, str]:
        """The error as plain values, the same for every door."""
        return {"code": self.code.value, "message": self.message, "where": self.where, "hint": self.hint}

    def as_message(self) -> dict[str, Any]:
        """All of the error for another process of ours, which has it back with :meth:`of_message`."""
        return {**self.as_dict(), "dutch": self.dutch, "asked": self.asked, "near": self.near}

    @classmethod
    def of_message(cls, said: Mapping[str, Any]) -> KgError:
        """The error that another process met, to raise it here.

        :param said: what :meth:`as_message` gave, after JSON.
        """
        message, hint = said["dutch"] or ("", "")
        return cls(
            Code(said["code"]),
            said["message"],
            where=said["where"],
            hint=said["hint"],
            dutch=(message, hint) if said["dutch"] else None,
            asked=said["asked"],
            near=said["near"],
        )

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}"


def not_known(  # noqa: PLR0913 - what is said of it, in two languages
    name: str, known: Sequence[str], message: str, dutch: str, *, code: Code = Code.USAGE, where: str = ""
) -> KgError:
    """The error for a name that is none of those known; the closest of them are looked for once.

    :param message: what is wrong, in one sentence; ``dutch`` says the same.
    """
    close = close_to(name, known)
    hint, dutch_hint = (meant(close, known, lang) for lang in ("en", "nl"))
    return KgError(code, message, where=where, hint=hint, dutch=(dutch, dutch_hint))


def grouped(number: int) -> str:
    """A number as Dutch writes it.

    >>> grouped(250_000)
    '250.000'
    """
    return f"{number:,}".replace(",", ".")


def close_to(name: str, known: Sequence[str]) -> list[str]:
    """The known names that resemble a name, the closest first; at most three."""
    from difflib import get_close_matches

    return get_close_matches(name, known, n=3, cutoff=0.5)


def did_you_mean(name: str, known: Sequence[str], lang: str = "en") -> str:
    """A hint with the closest known names, or the start of the list where nothing is close.

    :param lang: the language of the hint, ``nl`` or ``en``.
    """
    return meant(close_to(name, known), known, lang)


def meant(close: Sequence[str], known: Sequence[str], lang: str) -> str:
    """The same hint, where the closest names are found already."""
    asking, or_, telling = {"nl": ("Bedoelde u", "of", "Bekend"), "en": ("Did you mean", "or", "Known")}[lang]
    if close:
        return f"{asking} {f' {or_} '.join(close)}?"
    shown = ", ".join(sorted(known)[:12])
    return f"{telling}: {shown}{', ...' if len(known) > 12 else ''}." if known else ""
