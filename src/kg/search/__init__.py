"""Search by name and by text, forgiving, with facets: over everything that has a page of its own.

Stems, compounds, typos and apostrophes are those of :mod:`kg.text`; names weigh more than texts, and a finding counts
for the thing that it is about. All texts are read once, and indexed once per language. Ways of saying a problem are
left to :mod:`kg.finder`, which weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from kg.bm25 import Scores
from kg.entities import Directory
from kg.errors import Code, KgError, close_to, meant, not_known
from kg.search.documents import FACETS, KIND_WEIGHTS, Wording, read_documents, read_wording
from kg.settings import LANGUAGES
from kg.stemming import folded
from kg.store import Store
from kg.text import language_of

__all__ = ["FACETS", "Found", "Hit", "Search", "Value"]

# What a name adds to the score of its thing: the whole name, its start, the start of a word, somewhere in it.
_NAMED = (60.0, 25.0, 12.0, 4.0)
_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that fits.

    :param matched: the name that the words fit, where it is not the label; else empty.
    :param told: what the thing is, in short.
    :param action: of an instrument: what one does with it; else empty.
    """

    iri: str
    kind: str
    label: str
    matched: str
    told: str
    action: str
    score: float


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many of the hits have it.

    :param value: an address; of the facet ``kind`` the kind's own name.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Found:
    """What a search found.

    :param total: how many things fit; ``hits`` are the best of them.
    :param facets: facet -> its values, most frequent first: what choosing it would leave.
    :param chosen: facet -> the value chosen.
    """

    text: str
    language: str
    total: int
    hits: list[Hit]
    facets: dict[str, list[Value]]
    chosen: dict[str, str]


class Search:
    """Search over one store; its texts are read here.

    :param store: where the graph is.
    :param names: names of the same store.
    """

    def __init__(self, store: Store, names: Directory) -> None:
        self._names = names
        # The texts of a language are let go once they are indexed.
        self._documents, self._texts = read_documents(store)
        self._languages: dict[str, Wording] = {}
        self._indexing = Lock()

    def prepare(self) -> None:
        """Index the texts of all languages now, so that no later search has to wait."""
        for lang in LANGUAGES:
            self._wording(lang)

    def find(
        self, text: str, lang: str, *, chosen: Mapping[str, str] | None = None, limit: int = _LIMIT, offset: int = 0
    ) -> Found:
        """The things that fit the words and the values chosen, best first; without words all, by name.

        :param chosen: facet of :data:`FACETS` -> a value, as address, slug or name.
        :param limit: at most this many.
        :param offset: leave off so many first.
        :raises KgError: ``usage`` for an unknown facet, ``not-found`` for an unknown value.
        """
        picked = {facet: self._value(facet, value) for facet, value in (chosen or {}).items() if value}
        read_in = language_of(text, lang)
        matched: dict[str, str] = {}
        wanted = text.strip()
        scores = self._scores(wanted, read_in, matched) if wanted else dict.fromkeys(self._documents, 0.0)
        order = self._wording(lang).order
        fitting = [iri for iri in scores if not self._misfits(iri, picked)]
        fitting.sort(key=lambda iri: (-scores[iri], order[iri]))
        hits = [self._hit(iri, lang, matched, scores[iri]) for iri in fitting[offset : offset + limit]]
        return Found(text, read_in, len(fitting), hits, self._counts(scores, picked, lang), picked)

    def suggest(self, text: str, lang: str, *, limit: int = 8) -> list[Hit]:
        """What somebody may be typing: things by the start of a word in their names, instruments and problems first.

        :param limit: at most this many.
        """
        matched: dict[str, str] = {}
        wanted = folded(text.strip())
        scores = self._named(wanted, lang, matched) if wanted else {}
        best = sorted(scores, key=lambda iri: (-scores[iri], len(self._names.label(iri, lang)), iri))
        return [self._hit(iri, lang, matched, scores[iri]) for iri in best[:limit]]

    def main_area(self, iri: str) -> str:
        """The problem area in which an instrument helps with most problems, or an empty text."""
        found = self._documents[iri].facets.get("area") if iri in self._documents else None
        return found[0] if found else ""

    def _value(self, facet: str, value: str) -> str:
        if facet not in FACETS:
            message, dutch = f"There is no facet {facet!r}.", f"Er is geen kenmerk „{facet}”."
            raise not_known(facet, list(FACETS), message, dutch, where=facet)
        if facet == "kind":
            kinds = sorted({document.kind for document in self._documents.values()})
            if value not in kinds:
                close = close_to(value, kinds)
                raise KgError(
                    Code.NOT_FOUND,
                    f"There is no kind {value!r}.",
                    where="kind",
                    hint=meant(close, kinds, "en"),
                    dutch=(f"Er is geen soort „{value}”.", meant(close, kinds, "nl")),
                    asked=value,
                    near=close,
                )
            return value
        kind = {"area": "problem-area", "audience": "target-group"}.get(facet, facet)
        return self._names.named(value, kind) or self._names.resolve(value, kind=kind, where=facet)

    def _misfits(self, iri: str, chosen: Mapping[str, str]) -> list[str]:
        """The facets in which a thing does not have the value chosen."""
        facets = self._documents[iri].facets
        return [facet for facet, value in chosen.items() if value not in facets.get(facet, ())]

    def _counts(self, scores: Scores, chosen: Mapping[str, str], lang: str) -> dict[str, list[Value]]:
        """Facet -> its values with the number of hits, were that value chosen beside the other facets' values."""
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        for iri in scores:
            misfits = self._misfits(iri, chosen)
            if len(misfits) <= 1:
                for facet, values in self._documents[iri].facets.items():
                    if not misfits or misfits == [facet]:
                        counts[facet].update(values)
        found = {
            facet: [Value(value, self._told_value(facet, value, lang), number) for value, number in counted.items()]
            for facet, counted in counts.items()
            if counted
        }
        return {
            facet: sorted(values, key=lambda value: (-value.count, folded(value.label)))
            for facet, values in found.items()
        }

    def _told_value(self, facet: str, value: str, lang: str) -> str:
        return value if facet == "kind" else self._names.label(value, lang)

    def _scores(self, text: str, lang: str, matched: dict[str, str]) -> Scores:
        """Thing -> score, by its texts and by its names; ``matched`` is filled with the names that fit."""
        wording = self._wording(lang)
        words = wording.analyzer.by_word(text, mend=True)
        scores = wording.index.scores_by_word(terms for _word, terms in words)
        total: Scores = defaultdict(float, scores)
        for iri, value in self._named(folded(text), lang, matched).items():
            total[iri] += value
        return {iri: score * KIND_WEIGHTS.get(self._documents[iri].kind, 1.0) for iri, score in total.items()}

    def _named(self, wanted: str, lang: str, matched: dict[str, str]) -> Scores:
        """Thing -> what its best fitting name is worth."""
        wording = self._wording(lang)
        found: Scores = {}
        seen = -1
        for match in re.finditer(re.escape(wanted), wording.joined):
            number = bisect_right(wording.places, match.start()) - 1
            start, end = wording.places[number], wording.places[number + 1] - 1
            whole = match.end() == end
            starts_word = match.start() == start or not wording.joined[match.start() - 1].isalnum()
            if number == seen and not starts_word:
                continue
            seen = number
            rank = (0 if whole else 1) if match.start() == start else 2 if starts_word else 3
            iri, worth = wording.owners[number], _NAMED[rank] * wording.worths[number]
            if worth > found.get(iri, 0.0):
                found[iri], matched[iri] = worth, wording.names[number]
        return found

    def _hit(self, iri: str, lang: str, matched: Mapping[str, str], score: float) -> Hit:
        document, label = self._documents[iri], self._names.label(iri, lang)
        name = matched.get(iri, "")
        told, action = document.told.get(lang, ""), document.action.get(lang, "")
        return Hit(iri, document.kind, label, "" if name == label else name, told, action, round(score, 3))

    def _wording(self, lang: str) -> Wording:
        """The indexes of a language, made once, at its first search."""
        if lang not in self._languages:
            with self._indexing:
                if lang not in self._languages:
                    labels = {iri: self._names.label(iri, lang) for iri in self._documents}
                    self._languages[lang] = read_wording(self._documents, self._texts[lang], labels, lang)
                    del self._texts[lang]
        return self._languages[lang]
