"""Which instrument for this problem: from words to problems to instruments, each step with its grounds.

A plain search over the names of problems: words that occur in few names weigh more, and a word counts when it shares
its stem's beginning with a word of the name.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from kg.entities import folded
from kg.errors import Code, KgError
from kg.store import Store

_PROBLEMS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
SELECT ?problem ?label ?definition ?gap ?note WHERE {
  VALUES ?lang { "%(lang)s" }
  ?problem a kg:Problem ; skos:prefLabel ?label ; skos:definition ?definition ; kg:knownGap ?gap .
  FILTER(LANG(?label) = ?lang && LANG(?definition) = ?lang)
  OPTIONAL { ?problem kg:gapNote ?note FILTER(LANG(?note) = ?lang) }
}"""
_INSTRUMENTS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX kg: <https://w3id.org/instrumentenwijzer/def#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?problem ?instrument ?name ?action ?row ?strength ?basis ?reason ?rank WHERE {
  VALUES ?lang { "%(lang)s" }
  ?claim rdf:predicate kg:addresses ; rdf:subject ?instrument ; rdf:object ?problem ;
    kg:basis/skos:notation ?basis ; kg:strength/skos:notation ?strength .
  ?instrument skos:prefLabel ?name ; kg:actionLabel ?action .
  FILTER(LANG(?name) = ?lang && LANG(?action) = ?lang)
  OPTIONAL { ?instrument kg:row ?row }
  OPTIONAL { ?claim kg:rank ?rank }
  OPTIONAL { ?claim kg:reason ?reason FILTER(LANG(?reason) = ?lang) }
} ORDER BY ?problem ?rank ?instrument"""
# fmt: off
_STOP = frozenset((
    "de", "het", "een", "en", "of", "in", "op", "aan", "te", "van", "voor", "met", "bij", "om", "is", "er", "ik", "we",
    "wij", "u", "zijn", "hun", "hoe", "wat", "welke", "niet", "geen", "als", "dat", "die", "dit", "naar", "uit", "ook",
    "nog", "maar", "dan", "mijn", "onze", "ons", "je", "the", "a", "an", "and", "or", "on", "at", "to", "for", "with",
    "are", "i", "you", "our", "my", "how", "what", "which", "not", "no", "as", "that", "this", "it", "do", "does",
))
# fmt: on
_WORD = re.compile(r"[^\W_]{2,}")
_PREFIX = 5
_LONGEST = 2000
_STRENGTH = {"central": 1.0, "partly": 0.5}


@dataclass(frozen=True, slots=True)
class Understood:
    """A problem that the words may mean.

    :param score: from 0 to 1, the share of the words' weight that its name and definition account for.
    :param gap: what the graph says where no instrument helps, else empty.
    """

    iri: str
    label: str
    score: float
    gap: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An instrument, with the problem it helps with and why.

    :param row: row in the list of the impact study, or ``None``.
    """

    iri: str
    name: str
    action: str
    row: int | None
    problem: str
    strength: str
    basis: str
    reason: str
    score: float


@dataclass(frozen=True)
class Advice:
    """The answer to a question in someone's own words."""

    question: str
    problems: list[Understood]
    instruments: list[Suggestion]


def _stems(text: str) -> list[str]:
    words = (word for word in _WORD.findall(folded(text[:_LONGEST])) if word not in _STOP)
    return [word[:_PREFIX] for word in words]


def ask(store: Store, question: str, lang: str, *, limit: int = 5) -> Advice:
    """Problems that the words mean, and the instruments that help with them.

    :param question: a complaint or question in someone's own words; what is beyond 2,000 characters is not read.
    :param limit: at most this many instruments.
    :raises KgError: ``usage`` if there is no word to search for.
    """
    wanted = list(dict.fromkeys(_stems(question)))
    if not wanted:
        raise KgError(
            Code.USAGE,
            "There is no word here to search for.",
            hint='Say what you struggle with: kg ask "te weinig tijd".',
        )
    rows = store.select(_PROBLEMS % {"lang": lang}).rows
    names = {
        problem.value: (label.value, definition.value, gap.plain() is True, note.value if note else "")
        for problem, label, definition, gap, note in rows
        if problem and label and definition and gap
    }
    texts = {iri: (set(_stems(label)), set(_stems(definition))) for iri, (label, definition, *_rest) in names.items()}
    seen = Counter(stem for label, definition in texts.values() for stem in label | definition)
    weight = {stem: math.log(1 + len(texts) / (1 + seen[stem])) for stem in wanted}
    total = sum(weight.values())
    understood = []
    for iri, (label_stems, definition_stems) in texts.items():
        score = sum(
            weight[stem] * (1.0 if stem in label_stems else 0.5 if stem in definition_stems else 0.0) for stem in wanted
        )
        if score > 0:
            label, _definition, gap, note = names[iri]
            understood.append(Understood(iri, label, round(score / total, 3), note if gap else ""))
    understood.sort(key=lambda problem: (-problem.score, problem.iri))
    # What matches less than half as well as the best is another subject.
    problems = [problem for problem in understood if problem.score >= understood[0].score / 2][:5]
    return Advice(question, problems, _suggestions(store, problems, lang)[:limit])


def _suggestions(store: Store, problems: list[Understood], lang: str) -> list[Suggestion]:
    meant = {problem.iri: problem for problem in problems}
    best: dict[str, Suggestion] = {}
    for problem, instrument, name, action, row, strength, basis, reason, _rank in store.select(
        _INSTRUMENTS % {"lang": lang}
    ).rows:
        if not (problem and instrument and name and action and strength and basis) or problem.value not in meant:
            continue
        score = round(meant[problem.value].score * _STRENGTH[strength.value], 3)
        known = best.get(instrument.value)
        if known is None or score > known.score:
            best[instrument.value] = Suggestion(
                instrument.value,
                name.value,
                action.value,
                int(row.value) if row else None,
                meant[problem.value].label,
                strength.value,
                basis.value,
                reason.value if reason else "",
                score,
            )
    return sorted(best.values(), key=lambda found: (-found.score, found.iri))
