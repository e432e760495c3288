"""The guided path: a few questions, each the most telling one left, to at most five instruments.

Two ways in: "With which problem do you struggle?" and "What do you want to reach?". The tree is computed from the
graph; the answers given so far are its address, so that every step can be shared, and any answer taken back.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.entities import Directory
from kg.errors import Code, KgError, did_you_mean
from kg.namespaces import ID, PROLOGUE
from kg.settings import LANGUAGES
from kg.store import Store

MOST_STEPS, MOST_INSTRUMENTS = 5, 5
# Facet -> how an instrument of the list (?i) has a value (?v) of it. Concepts count for the concepts above them.
FACETS = {
    "area": f"?i kg:addresses/skos:relatedMatch ?v . ?v skos:inScheme <{ID}scheme/problem-area> .",
    "problem": "?i kg:addresses ?v .",
    "goal": "?i kg:goal ?v .",
    "cluster": "?i kg:cluster ?v .",
    "theme": "?i schema:about ?v .",
    "sector": "?i schema:educationalLevel ?v .",
    "role": "?i schema:audience ?group . ?v skos:relatedMatch ?group ; a kg:Role .",
    "level": "?i kg:level ?v .",
    "phase": "?i kg:phase ?v .",
    "form": "?i schema:learningResourceType/skos:broader* ?v .",
}  # fmt: skip
_STARTS = {"area": "problem", "goal": "goal"}
_QUESTIONS = {
    "nl": {
        "area": "Met welk probleem worstelt u?", "problem": "Welk probleem is het precies?",
        "goal": "Wat wilt u bereiken?", "cluster": "Waar werkt u aan?", "theme": "Over welk onderwerp gaat het?",
        "sector": "In welke sector werkt u?", "role": "Wat is uw rol?", "level": "Voor wie is het?",
        "phase": "Hoe ver bent u?", "form": "Wat voor hulpmiddel zoekt u?",
    },
    "en": {
        "area": "With which problem do you struggle?", "problem": "Which problem is it exactly?",
        "goal": "What do you want to reach?", "cluster": "What are you working on?", "theme": "On which subject?",
        "sector": "In which sector do you work?", "role": "What is your role?", "level": "Who is it for?",
        "phase": "How far are you?", "form": "What kind of aid do you look for?",
    },
}  # fmt: skip
# A question with more options than this is no help, unless it names the problem itself.
_MOST_OPTIONS = 16
_ROWS = "SELECT ?i ?row WHERE { ?i kg:row ?row }"
_RANKS = """SELECT ?problem ?instrument ?rank WHERE {
  ?claim <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> kg:addresses ; kg:rank ?rank ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?instrument ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?problem .
}"""


_AREAS = f"""SELECT ?problem ?area WHERE {{
  ?problem a kg:Problem ; skos:relatedMatch ?area . ?area skos:inScheme <{ID}scheme/problem-area> .
}}"""
# The ways of saying a problem that is no gap, with its area.
_SAYINGS = f"""SELECT ?area ?problem ?saying WHERE {{
  ?problem kg:phrasing ?saying ; kg:knownGap false ; skos:relatedMatch ?area .
  ?area skos:inScheme <{ID}scheme/problem-area> .
}}"""
# A saying of at least so many words is a sentence.
_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that one can give, and how many instruments it leaves."""

    value: str
    label: str
    instruments: int


@dataclass(frozen=True)
class Question:
    """The next question; none if ``facet`` is empty.

    :param given: facet -> address of the answer given, in the order given.
    :param instruments: address and name of the instruments that are left, best first; all of them at the end.
    """

    given: dict[str, str]
    facet: str
    text: str
    options: list[Option]
    instruments: list[tuple[str, str]]


class Guide:
    """The decision tree over one store; the facets are read once, here.

    :param store: where the graph is.
    """

    def __init__(self, store: Store) -> None:
        self._names = Directory(store)
        self._rows = {iri.value: int(row.value) for iri, row in store.select(PROLOGUE + _ROWS).rows if iri and row}
        self._has: dict[str, dict[str, set[str]]] = {facet: defaultdict(set) for facet in FACETS}
        for facet, pattern in FACETS.items():
            query = f"{PROLOGUE}SELECT DISTINCT ?i ?v WHERE {{ ?i kg:row ?row . {pattern} }}"
            for instrument, value in store.select(query).rows:
                if instrument and value:
                    self._has[facet][value.value].add(instrument.value)
        self._ranks = {
            (problem.value, instrument.value): int(rank.value)
            for problem, instrument, rank in store.select(PROLOGUE + _RANKS).rows
            if problem and instrument and rank
        }
        self._area_problems: dict[str, set[str]] = defaultdict(set)
        for problem, area in store.select(PROLOGUE + _AREAS).rows:
            if problem and area:
                self._area_problems[area.value].add(problem.value)
        self._examples = {lang: self._sentences(store, lang) for lang in LANGUAGES}

    def _sentences(self, store: Store, lang: str) -> list[str]:
        """One sentence per area: the shortest for its problem that most instruments help with."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for area, problem, saying in store.select(PROLOGUE + _SAYINGS).rows:
            if area and problem and saying and saying.lang == lang and len(saying.value.split()) >= _SENTENCE:
                found[area.value][problem.value].append(saying.value)
        helped = self._has["problem"]
        sentences = []
        for _area, problems in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            most = max(sorted(problems), key=lambda iri: len(helped.get(iri, ())))
            sentences.append(min(problems[most], key=lambda saying: (len(saying), saying)))
        return list(dict.fromkeys(sentences))

    def next(self, given: Mapping[str, str], lang: str, *, start: str = "area") -> Question:
        """The most telling question after these answers, or the instruments.

        :param given: facet -> address or slug of the answer, in the order in which they were given.
        :param start: ``area`` (a problem) or ``goal`` (what one wants to reach): the first question.
        :raises KgError: ``usage`` for an unknown facet, ``not-found`` for an unknown answer.
        """
        answers = {facet: self._value(facet, value) for facet, value in given.items()}
        left = set(self._rows)
        for facet, value in answers.items():
            left &= self._has[facet][value]
        ranked = sorted(left, key=lambda iri: (self._ranks.get((answers.get("problem", ""), iri), 99), self._rows[iri]))
        found = [(iri, self._names.label(iri, lang)) for iri in ranked]
        facet = self._most_telling(answers, left, start)
        if not facet:
            return Question(answers, "", "", [], found[:MOST_INSTRUMENTS])
        options = [
            Option(value, self._names.label(value, lang), len(has & left))
            for value, has in self._has[facet].items()
            if has & left and self._belongs(facet, value, answers)
        ]
        options.sort(key=lambda option: (-option.instruments, option.label))
        return Question(answers, facet, _QUESTIONS[lang][facet], options, found)

    def _belongs(self, facet: str, value: str, answers: Mapping[str, str]) -> bool:
        """Whether an option fits the answers: a problem has to lie in the area that was chosen."""
        return facet != "problem" or "area" not in answers or value in self._area_problems[answers["area"]]

    def examples(self, lang: str, *, number: int) -> list[str]:
        """Sentences in which people say a problem, each from another area, the areas with most problems first.

        :param number: at most this many.
        """
        return self._examples[lang][:number]

    def _value(self, facet: str, value: str) -> str:
        if facet not in FACETS:
            raise KgError(
                Code.USAGE,
                f"There is no question about {facet!r}.",
                where=facet,
                hint=did_you_mean(facet, list(FACETS)),
            )
        kind = {"area": "problem-area"}.get(facet, facet)
        return self._names.resolve(value, kind=kind, where=facet)

    def _most_telling(self, answers: Mapping[str, str], left: set[str], start: str) -> str:
        """The facet whose answer leaves the fewest instruments to expect; empty when it is time to show them."""
        if len(left) <= MOST_INSTRUMENTS or len(answers) >= MOST_STEPS:
            return ""
        if not answers:
            return start
        if "area" in answers and "problem" not in answers:
            return "problem"
        tellings = {facet: self._left_over(facet, left) for facet in FACETS if facet not in answers}
        # The path that starts from a wish does not turn into one that starts from a problem, and the other way round.
        for facet in ("area", "problem") if "goal" in answers else ("goal",):
            tellings.pop(facet, None)
        best = min(tellings, key=lambda facet: (tellings[facet], facet), default="")
        return best if best and tellings[best] < len(left) else ""

    def _left_over(self, facet: str, left: set[str]) -> float:
        """How many instruments an answer leaves on average, if every instrument is as likely to be the one."""
        sizes = [len(has & left) for has in self._has[facet].values() if has & left]
        covered = len(set().union(*(has & left for has in self._has[facet].values()))) if sizes else 0
        if len(sizes) < 2 or len(sizes) > _MOST_OPTIONS or covered < len(left):
            return math.inf
        return sum(size * size for size in sizes) / sum(sizes)
