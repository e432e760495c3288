"""The guided path: a few questions, each the most telling one left, to at most five instruments.

Two ways in: "With which problem do you struggle?" and "What do you want to reach?". The tree is computed from the
graph; the answers given so far are its address, so that every step can be shared, and any answer taken back.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qsl, urlencode

from kg.entities import Directory
from kg.errors import Code, KgError, not_known
from kg.namespaces import ID
from kg.settings import LANGUAGES
from kg.store import Store, full_rows

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
# Name of the first question -> its facet; the address names it if it is not the usual one.
STARTS = {"problem": "area", "goal": "goal"}
_USUAL = "problem"
_QUESTIONS = {
    "nl": {
        "area": "Met welk probleem worstelt u?", "problem": "Welk probleem is het precies?",
        "goal": "Wat wilt u bereiken?", "cluster": "Waar werkt u aan?", "theme": "Over welk onderwerp gaat het?",
        "sector": "In welke sector werkt u?", "role": "Wat is uw rol?", "level": "Voor wie is het?",
        "phase": "Hoe ver bent u?", "form": "Wat voor hulpmiddel zoekt u?",
    },
    "en": {
        "area": "Which problem are you struggling with?", "problem": "Which problem is it exactly?",
        "goal": "What do you want to reach?", "cluster": "What are you working on?", "theme": "On which subject?",
        "sector": "In which sector do you work?", "role": "What is your role?", "level": "Who is it for?",
        "phase": "How far are you?", "form": "What kind of aid do you look for?",
    },
}  # fmt: skip
# A question with more options than this is no help, unless it names the problem itself.
_MOST_OPTIONS = 16
_ROWS = "SELECT ?i ?row WHERE { ?i kg:row ?row }"
_RANKS = """SELECT ?problem ?instrument ?rank WHERE {
  ?claim rdf:predicate kg:addresses ; kg:rank ?rank ; rdf:subject ?instrument ; rdf:object ?problem .
}"""
# Problems of each area, with whether no instrument helps.
_AREAS = f"""SELECT ?area ?problem ?gap WHERE {{
  ?problem a kg:Problem ; kg:knownGap ?gap ; skos:relatedMatch ?area . ?area skos:inScheme <{ID}scheme/problem-area> .
}}"""
_GAP_NOTES = "SELECT ?problem ?note WHERE { ?problem kg:knownGap true ; kg:gapNote ?note }"
_NEAREST = "SELECT ?problem ?instrument WHERE { ?problem kg:nearestHelp ?instrument } ORDER BY ?problem ?instrument"
_DEFINITIONS = "SELECT ?thing ?text WHERE { ?thing a skos:Concept ; skos:definition ?text }"
_NOTHING = {
    "nl": "Geen instrument past bij al deze antwoorden. Neem een antwoord terug.",
    "en": "No instrument fits all these answers. Take an answer back.",
}
# What the editors chose of the ways of saying to show how somebody can begin.
_CHOSEN = "SELECT ?problem ?saying WHERE { ?problem kg:startExample ?saying }"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that one can give.

    :param note: what the answer means.
    :param instruments: how many instruments it leaves; 0 for a problem that no instrument helps with.
    :param address: the query string of the step that it leads to.
    """

    value: str
    label: str
    note: str
    instruments: int
    address: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was given.

    :param text: the question.
    :param without: the query string of the path without this answer and those after it.
    """

    facet: str
    text: str
    value: str
    label: str
    without: str


@dataclass(frozen=True)
class Question:
    """The next question; none if ``facet`` is empty.

    :param given: facet -> address of the answer given, in the order given.
    :param instruments: address and name of the instruments that are left, best first; all of them at the end.
    :param told: where nothing fits: what is known of that; the instruments are then only the nearest help.
    :param trail: the answers given, each of which can be taken back.
    :param address: the query string of this step.
    """

    given: dict[str, str]
    facet: str
    text: str
    options: list[Option]
    instruments: list[tuple[str, str]]
    told: str = ""
    trail: tuple[Answered, ...] = ()
    address: str = ""


class Guide:
    """The decision tree over one store; the facets are read once, here.

    :param store: where the graph is.
    :param names: names of the same store.
    """

    def __init__(self, store: Store, names: Directory) -> None:
        self._names = names
        rows = partial(full_rows, store)
        self._rows = {iri.value: int(row.value) for iri, row in rows(_ROWS)}
        self._has: dict[str, dict[str, set[str]]] = {facet: defaultdict(set) for facet in FACETS}
        for facet, pattern in FACETS.items():
            for instrument, value in rows(
                f"SELECT DISTINCT ?i ?v WHERE {{ ?i kg:row ?row . {pattern} }} ORDER BY ?v ?i"
            ):
                self._has[facet][value.value].add(instrument.value)
        self._ranks = {(problem.value, thing.value): int(rank.value) for problem, thing, rank in rows(_RANKS)}
        self._areas: dict[str, set[str]] = defaultdict(set)
        self._gaps: set[str] = set()
        for area, problem, gap in rows(_AREAS):
            self._areas[area.value].add(problem.value)
            if gap.plain() is True:
                self._gaps.add(problem.value)
        self._notes = {(problem.value, note.lang): note.value for problem, note in rows(_GAP_NOTES)}
        self._nearest: dict[str, list[str]] = defaultdict(list)
        for problem, instrument in rows(_NEAREST):
            self._nearest[problem.value].append(instrument.value)
        self._definitions = {(thing.value, text.lang): text.value for thing, text in rows(_DEFINITIONS)}
        helped = self._has["problem"]
        said = [(-len(helped.get(problem.value, ())), problem.value, saying) for problem, saying in rows(_CHOSEN)]
        said.sort(key=lambda example: (*example[:2], example[2].value))
        self._examples = {lang: [saying.value for *_, saying in said if saying.lang == lang] for lang in LANGUAGES}

    def next(self, given: Mapping[str, str], lang: str, *, start: str = _USUAL) -> Question:
        """The most telling question after these answers, or the instruments.

        :param given: facet -> address or slug of the answer, in the order in which they were given.
        :param start: ``problem`` or ``goal`` (what one wants to reach): the first question.
        :raises KgError: ``usage`` for an unknown facet or start, ``not-found`` for an unknown answer.
        """
        answers = {facet: self._value(facet, value) for facet, value in given.items()}
        if start not in STARTS:
            message, dutch = f"No path starts from {start!r}.", f"Geen pad begint bij „{start}”."
            raise not_known(start, list(STARTS), message, dutch, where="start")
        problem = answers.get("problem", "")
        step = Question(answers, "", "", [], [], "", self._trail(answers, lang, start), address(answers, start))
        left = self._left(answers)
        if problem in self._gaps:
            near = self._named(self._nearest.get(problem, ()), lang)
            return replace(step, instruments=near, told=self._notes.get((problem, lang), ""))
        # An area may have no problem but those that no instrument helps with: what is known of these is told.
        only_gaps = not left and list(answers) == ["area"] and bool(self._areas[answers["area"]] & self._gaps)
        if not left and not only_gaps:
            return replace(step, told=_NOTHING[lang])
        ranked = sorted(left, key=lambda iri: (self._ranks.get((problem, iri), 99), self._rows[iri]))
        found = self._named(ranked, lang)
        facet = "problem" if only_gaps else self._most_telling(answers, left, STARTS[start])
        if not facet:
            return replace(step, instruments=found[:MOST_INSTRUMENTS])
        options = [
            Option(
                value,
                self._names.label(value, lang),
                self._definitions.get((value, lang), ""),
                number,
                address({**answers, facet: value}, start),
            )
            for value, number in self._answers(facet, answers, left).items()
        ]
        options.sort(key=lambda option: (-option.instruments, option.label))
        return replace(step, facet=facet, text=_QUESTIONS[lang][facet], options=options, instruments=found)

    def _named(self, instruments: Iterable[str], lang: str) -> list[tuple[str, str]]:
        return [(iri, self._names.label(iri, lang)) for iri in instruments]

    def _left(self, answers: Mapping[str, str]) -> set[str]:
        """The instruments that fit all answers."""
        left = set(self._rows)
        for facet, value in answers.items():
            left &= self._has[facet].get(value, set())
        return left

    def _answers(self, facet: str, answers: Mapping[str, str], left: set[str]) -> dict[str, int]:
        """Answer -> how many instruments it leaves; of the problems those of the area, also those that are gaps."""
        leaves = {value: len(has & left) for value, has in self._has[facet].items() if has & left}
        if facet != "problem" or "area" not in answers:
            return leaves
        return {
            problem: leaves.get(problem, 0)
            for problem in sorted(self._areas[answers["area"]])
            if problem in leaves or problem in self._gaps
        }

    def _trail(self, answers: Mapping[str, str], lang: str, start: str) -> tuple[Answered, ...]:
        order = list(answers.items())
        return tuple(
            Answered(
                facet,
                _QUESTIONS[lang][facet],
                value,
                self._names.label(value, lang),
                address(dict(order[:number]), start),
            )
            for number, (facet, value) in enumerate(order)
        )

    def examples(self, lang: str, *, number: int) -> list[str]:
        """Sentences in which people say a problem, as the graph names them; those most instruments help with first.

        :param number: at most this many.
        """
        return self._examples[lang][:number]

    def _value(self, facet: str, value: str) -> str:
        if facet not in FACETS:
            message, dutch = f"There is no question about {facet!r}.", f"Er is geen vraag over „{facet}”."
            raise not_known(facet, list(FACETS), message, dutch, where=facet)
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


def address(given: Mapping[str, str], start: str = _USUAL) -> str:
    """The query string of a step: the answers as slugs, in the order given, and the start if it is not the usual one.

    >>> address({"goal": ID + "goal/activeren"}, "goal")
    'start=goal&goal=activeren'
    """
    begin = [] if start == _USUAL else [("start", start)]
    return urlencode([*begin, *((facet, value.rsplit("/", 1)[-1]) for facet, value in given.items())])


def read_address(query: str) -> tuple[dict[str, str], str]:
    """The answers and the start of a query string; see :func:`address`. Empty values and a leading ``?`` are left off.

    :raises KgError: ``usage`` for a question that is answered twice.
    """
    start, given = _USUAL, dict[str, str]()
    for name, value in parse_qsl(query.lstrip("?")):
        if name == "start":
            start = value
        elif name in given:
            raise KgError(
                Code.USAGE,
                "This question is answered twice.",
                where=name,
                hint="Leave one answer out.",
                dutch=("Op deze vraag staan twee antwoorden.", "Laat er een weg."),
            )
        else:
            given[name] = value
    return given, start
