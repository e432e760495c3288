"""Where a query stops being SPARQL: line, column, and a reason in plain words.

pyoxigraph's own place is the farthest that its parser looked, which is up to ten letters too far where it tried a
keyword, and its own reason is a list of characters. So the place is found anew: a beginning of the query that can
still be completed fails at its very end, and the longest such beginning stops before the word that is at fault.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.namespaces import BASE

# SPARQL 1.1, section 19.8, as far as it takes to part a text into words.
_WORD = re.compile(
    r"""\#[^\r\n]*                                            # comment
      | \"{3}(?:\\.|(?!\"{3}).)*\"{3} | '{3}(?:\\.|(?!'{3}).)*'{3}
      | "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*'         # strings
      | <[^<>"{}|^`\\\x00-\x20]*>                             # IRI
      | [?$@]?\w[\w.\-]*:?(?:[\w%.\-:]|\\.)*                  # variable, keyword, number, prefixed name, language
      | \^\^ | && | \|\| | [<>!]=?                            # operators of two characters
      | \S""",
    re.VERBOSE | re.DOTALL,
)
# Longer than the longest keyword: a parser that fails at a keyword looks no farther than that. The character at the
# end stands in no query, so that nothing is ever whole, and nothing is ever run.
_MARGIN, _NEVER = " " * 32, "\x00"
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+)")
# What pyoxigraph says among its expectations when the fault is not in the grammar -> what it means, and what to do.
_REASONS = {
    "IRI parsing failed": {
        "en": ("this is not an address", "Check the text between < and >."),
        "nl": ("dit is geen adres", "Kijk naar de tekst tussen < en >."),
    },
    "Duplicated variable name in SELECT": {
        "en": ("the same variable is made twice", "Give each AS in SELECT its own variable."),
        "nl": ("dezelfde variabele wordt twee keer gemaakt", "Geef elke AS in SELECT een eigen variabele."),
    },
    "The SELECT contains a variable that is unbound": {
        "en": (
            "SELECT has a variable that the groups do not have",
            "Name the variable in GROUP BY, or put it in COUNT, SAMPLE, GROUP_CONCAT...",
        ),
        "nl": (
            "in SELECT staat een variabele die de groepen niet hebben",
            "Noem de variabele in GROUP BY, of zet haar in COUNT, SAMPLE, GROUP_CONCAT…",
        ),
    },
}
_WORDS_FOR = {
    "en": {
        "not": "This query is not SPARQL 1.1",
        "undeclared": ("this prefix is not declared", "Add PREFIX name: <address> at the top of the query."),
        "cannot": "{!r} cannot stand here",
        "update": "This endpoint reads; it takes no updates.",
        "empty": "the query is empty",
        "early": "the query stops too early",
        "look": "Look at that place and just before it.",
    },
    "nl": {
        "not": "Deze vraag is geen goede SPARQL 1.1",
        "undeclared": ("dit voorvoegsel is nergens uitgelegd", "Zet PREFIX naam: <adres> boven de vraag."),
        "cannot": "„{}” kan hier niet staan",
        "update": "Hier kunt u lezen, niets bijwerken.",
        "empty": "er staat geen vraag",
        "early": "de vraag houdt te vroeg op",
        "look": "Kijk naar die plaats en vlak ervoor.",
    },
}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


def fault_of(text: str, said: str) -> KgError:
    """The error for a query that is not SPARQL.

    :param text: the query that pyoxigraph refused.
    :param said: what it said.
    :returns: a ``usage`` error; ``where`` holds line and column, both counted from 1.
    """
    words = _words(text)
    wrong = _first_wrong(text, words)
    place = words[wrong].start() if wrong < len(words) else len(text.rstrip())
    line, column = text.count("\n", 0, place) + 1, place - (text.rfind("\n", 0, place) + 1) + 1
    message, hint = _told(words, wrong, said, "en")
    where = f"line {line}, column {column}"
    return KgError(Code.USAGE, message, where=where, hint=hint, dutch=_told(words, wrong, said, "nl"))


def _told(words: list[re.Match[str]], wrong: int, said: str, lang: str) -> tuple[str, str]:
    """What is wrong with a query, and what to do, in a language.

    :param wrong: the number of the first word that is wrong, or how many words there are.
    :param said: what pyoxigraph said.
    """
    ours: dict[str, Any] = _WORDS_FOR[lang]
    reason, hint = next((told[lang] for phrase, told in _REASONS.items() if phrase in said), ("", ""))
    if wrong < len(words):
        word = words[wrong][0]
        if _is_undeclared(word, words):
            reason, hint = ours["undeclared"]
        shown = word if len(word) <= 40 else word[:39] + "…"
        reason = f"{reason}: {shown}" if reason and len(word) > 1 else reason or ours["cannot"].format(shown)
        if word.upper() in _UPDATES and not hint:
            hint = ours["update"]
    else:
        reason = reason or (ours["early"] if words else ours["empty"])
    return f"{ours['not']}: {reason}.", hint or ours["look"]


def _is_undeclared(word: str, words: list[re.Match[str]]) -> bool:
    """Whether a word is a name with a prefix that the query does not declare."""
    prefix, colon, _ = word.partition(":")
    declared = {name[0] for keyword, name in pairwise(words) if keyword[0].upper() == "PREFIX"}
    return bool(colon) and re.fullmatch(r"[\w.\-]*", prefix) is not None and f"{prefix}:" not in declared


def has_fault(text: str) -> bool:
    """Whether a text holds a word with which it cannot be a query. It is not run; it may still stop too early."""
    words = _words(text)
    return _first_wrong(text, words) < len(words)


def _words(text: str) -> list[re.Match[str]]:
    return [match for match in _WORD.finditer(text) if not match[0].startswith("#")]


def _first_wrong(text: str, words: list[re.Match[str]]) -> int:
    """Number of the first word with which the text can no longer become a query; ``len(words)`` if there is none."""
    # Every beginning of a good beginning is good, so halving finds the border.
    good, bad = 0, len(words) + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        if _can_go_on(text[: words[middle - 1].end()]):
            good = middle
        else:
            bad = middle
    return good


def _can_go_on(beginning: str) -> bool:
    """Whether some query begins like this."""
    padded = f"{beginning}\n{_MARGIN}{_NEVER}"
    try:
        ox.Store().query(padded, base_iri=BASE)
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        return (
            place is not None and int(place["line"]) == padded.count("\n") + 1 and int(place["column"]) > len(_MARGIN)
        )
    raise AssertionError("no query holds this character")
