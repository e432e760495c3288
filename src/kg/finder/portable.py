"""Words to problems and instruments without Python: the index of one language as plain JSON.

A copy of the site on a server that only hands out files finds with it, in the browser, the problems that words may
mean (``web/kg_web/static/offline.js``); what helps with each is data. Weighing all that a question says stays here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.bm25 import Index
from kg.finder.knowledge import Knowledge
from kg.finder.wording import Wording

# More digits would only make the file longer.
_DIGITS = 3


def portable(knowledge: Knowledge, wording: Wording, page_of: Callable[[str], str]) -> dict[str, Any]:
    """What a program without this package needs to find by words.

    :param page_of: address of a thing -> address of its page.
    """
    lang, instruments = wording.lang, list(knowledge.instruments)
    number = {iri: place for place, iri in enumerate(instruments)}

    def problem(iri: str) -> dict[str, Any]:
        record = knowledge.problems[iri]
        return {
            "name": record.first("label", lang),
            "page": "" if record.outside else page_of(iri),
            "gap": record.first("gap", lang) if record.gap else "",
            "help": [[number[link.target], link.reason.get(lang, "")] for link in knowledge.help.get(iri, ())],
            "nearest": [number[link.target] for link in knowledge.nearest.get(iri, ())],
        }

    def instrument(iri: str) -> dict[str, str]:
        told = {part: knowledge.instruments[iri].first(part, lang) for part in ("label", "action", "definition")}
        return {"name": told["label"], "action": told["action"], "told": told["definition"], "page": page_of(iri)}

    return {
        # Word -> its terms: its stem, and those of its parts where it is a compound.
        "words": {word: wording.analyzer.terms(word) for word in wording.stems},
        "problems": [problem(iri) for iri in wording.problems.names],
        "instruments": [instrument(iri) for iri in instruments],
        "meaning": _postings(wording.problems),
        "uses": _postings(wording.uses),
    }


def _postings(index: Index) -> dict[str, list[list[float]]]:
    """Term -> numbers of the documents that have it, and what the term adds to the score of each."""
    return {
        term: [
            [number for number, _weight in index.postings(term)],
            [round(index.rarity(term) * weight, _DIGITS) for _number, weight in index.postings(term)],
        ]
        for term in index.terms
    }
