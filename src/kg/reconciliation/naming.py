"""How alike a text and the names of things are: all names folded once, compared with each text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.namespaces import DCT, KG, SKOS
from kg.stemming import folded
from kg.things import Thing

_NAMES = (
    SKOS + "prefLabel",
    SKOS + "altLabel",
    DCT + "title",
    SKOS + "notation",
    DCT + "identifier",
    KG + "abbreviation",
)
# A name with its own abbreviation behind it: both begin with the same letter.
_ABBREVIATED = re.compile(r"(?P<first>\w).*\((?P<short>(?i:(?P=first))[A-Z]{1,6})\)")
# Below this a name has nothing to do with the text, of 100.
LEAST = 55.0
# What is left where only the order of the words differs, and the most letters that are read.
_OTHER_ORDER, _LONGEST = 0.98, 300


@dataclass(frozen=True, slots=True)
class _Name:
    """One folded name of a thing."""

    text: str
    thing: Thing


def names_of(thing: Thing) -> list[str]:
    """Every name of a thing, and the abbreviation that stands behind one: VSNU in *Vereniging ... (VSNU)*."""
    names = [value for predicate in _NAMES for value in thing.values(predicate)]
    short = [found["short"] for name in names if (found := _ABBREVIATED.fullmatch(name))]
    return list(dict.fromkeys(names + short))


class Names:
    """The names of things, to be compared with.

    :param things: whose names.
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self._names = [_Name(folded(name), thing) for thing in things for name in names_of(thing)]
        self._texts = [name.text for name in self._names]

    def like(self, text: str) -> dict[str, float]:
        """Address of a thing -> likeness of its closest name to a text, from :data:`LEAST` to 100."""
        from rapidfuzz import fuzz, process

        wanted = folded(text.strip())[:_LONGEST]
        likeness = process.cdist([wanted], self._texts, scorer=fuzz.ratio, score_cutoff=LEAST)[0]
        in_order = process.cdist([wanted], self._texts, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST)[0]
        found: dict[str, float] = {}
        for name, one, other in zip(self._names, likeness.tolist(), in_order.tolist(), strict=True):
            score = max(one, _OTHER_ORDER * other)
            if score >= LEAST and score > found.get(name.thing.iri, 0.0):
                found[name.thing.iri] = score
        return found

    def beginning(self, prefix: str, lang: str) -> list[Thing]:
        """The things with a name that begins so, the shortest name first; then those with a word that does."""
        wanted = folded(prefix.strip())
        if not wanted:
            return []
        begins = [name.thing for name in self._names if name.text.startswith(wanted)]
        holds = [name.thing for name in self._names if f" {wanted}" in name.text]
        found = {thing.iri: thing for thing in [*sorted(begins, key=lambda t: len(t.label(lang))), *holds]}
        return list(found.values())
