"""The smallest set of instruments that helps with all the problems given, and in which order to take them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.store import Store, full_rows

# Up to this many problems the set is the smallest there is; beyond it, a good one.
MOST_EXACT = 12
_MOST = 40
_HELP = """SELECT ?problem ?instrument ?strength ?rank WHERE {
  ?claim rdf:predicate kg:addresses ; rdf:subject ?instrument ; rdf:object ?problem ;
    kg:strength/skos:notation ?strength .
  ?instrument kg:inInstrumentList true .
  OPTIONAL { ?claim kg:rank ?place }
  BIND(COALESCE(?place, 99) AS ?rank)
} ORDER BY ?problem ?rank ?instrument"""
_PHASES = (
    "SELECT ?instrument ?phase ?order WHERE { ?instrument kg:row ?row ; kg:phase ?phase . ?phase kg:order ?order }"
)
# What comes first: the left is taken up before the right.
_BEFORE = """SELECT ?first ?next WHERE {
  { ?first kg:precedes ?next } UNION { ?next schema:isBasedOn ?first } UNION { ?first dct:isPartOf ?next }
  ?first kg:row ?one . ?next kg:row ?other .
} ORDER BY ?first ?next"""
# The ingredients that a problem is about: linked itself, or by a factor or theme that is much the same.
_INGREDIENTS = """SELECT ?problem ?ingredient ?order WHERE {
  { ?problem skos:relatedMatch ?ingredient }
  UNION { ?problem kg:hasFactor|kg:hasTheme ?thing . ?ingredient skos:closeMatch ?thing }
  ?problem a kg:Problem . ?ingredient a kg:Ingredient ; kg:order ?order .
}"""
_SECTORS = "SELECT ?instrument ?sector WHERE { ?instrument kg:row ?row ; schema:educationalLevel ?sector }"
# A person in a role belongs to its target groups and those above them.
_ROLES = """SELECT ?instrument ?role WHERE {
  ?role a kg:Role ; skos:relatedMatch/skos:broader* ?group . ?instrument kg:row ?row ; schema:audience ?group .
}"""
_GAPS = "SELECT ?problem ?note WHERE { ?problem kg:knownGap true ; kg:gapNote ?note }"
_ROWS = "SELECT ?instrument ?row WHERE { ?instrument kg:row ?row }"
_ACTIONS = "SELECT ?instrument ?action WHERE { ?instrument kg:actionLabel ?action }"
_CENTRAL, _PARTLY, _OTHER_SECTOR, _OTHER_ROLE = 100, 40, 30, 15
# Behind all phases and ingredients.
_LAST = 99


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One instrument of a plan.

    :param covers: names of the problems that it is taken up for.
    :param phase: name of the first phase in which it is of use, or an empty text.
    :param ingredient: name of the first ingredient that its problems are about, or an empty text.
    :param after: names of instruments of the plan that come before it.
    """

    iri: str
    name: str
    action: str
    row: int
    covers: tuple[str, ...]
    phase: str
    ingredient: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A problem that no instrument of the list helps with, and what is known of it."""

    iri: str
    label: str
    told: str


@dataclass(frozen=True)
class Plan:
    """The plan: what to take up, in order, and what stays open.

    :param exact: whether no smaller set exists.
    """

    steps: list[PlanStep]
    uncovered: list[Uncovered]
    exact: bool


@dataclass(frozen=True, slots=True)
class _Help:
    """How an instrument helps with a problem: ``central`` or ``partly``, and its place among the instruments."""

    strength: str
    rank: int


class Planner:
    """Makes plans over one store; all that a plan hangs on is read once, here.

    :param store: where the graph is.
    :param names: names of the same store.
    """

    def __init__(self, store: Store, names: Directory) -> None:
        self._names = names
        self._help: dict[str, dict[str, _Help]] = defaultdict(dict)
        for problem, instrument, strength, rank in full_rows(store, _HELP):
            self._help[problem.value][instrument.value] = _Help(strength.value, int(rank.value))
        self._rows = {iri.value: int(row.value) for iri, row in full_rows(store, _ROWS)}
        self._sectors, self._roles = _values(store, _SECTORS), _values(store, _ROLES)
        self._phases, self._ingredients = _first(store, _PHASES), _first(store, _INGREDIENTS)
        self._before = [(first.value, following.value) for first, following in full_rows(store, _BEFORE)]
        self._notes, self._actions = _texts(store, _GAPS), _texts(store, _ACTIONS)

    def plan(self, problems: Sequence[str], lang: str, *, sector: str = "", role: str = "") -> Plan:
        """The smallest set of listed instruments that helps with all the problems, in the order to take them up.

        Of sets of one size the one with the strongest help wins; help made for another sector or role counts less.
        Then by row. First comes what others build on, then the order of the phases, that of the ingredients, and rows.

        :param problems: addresses of problems, at least one and at most 40.
        :param sector: address of a sector, or empty.
        :param role: address of a role, or empty.
        :raises KgError: ``usage`` for no problems or too many.
        """
        wanted = list(dict.fromkeys(problems))
        if not 0 < len(wanted) <= _MOST:
            raise KgError(
                Code.USAGE,
                f"A plan is made for 1 to {_MOST} problems, not {len(wanted)}.",
                where="problems",
                hint="kg plan te-weinig-tijd-voor-professionalisering geen-leercultuur",
                dutch=(
                    f"Een plan is voor 1 tot {_MOST} problemen, niet voor {len(wanted)}.",
                    "kg plan te-weinig-tijd-voor-professionalisering geen-leercultuur",
                ),
            )
        worth = self._worth(wanted, sector, role)
        helped = {problem for values in worth.values() for problem in values}
        coverable = [problem for problem in wanted if problem in helped]
        exact = len(coverable) <= MOST_EXACT
        chosen = (_smallest if exact else _greedy)(coverable, worth, self._rows)
        uncovered = [
            Uncovered(problem, self._names.label(problem, lang), self._notes.get((problem, lang), ""))
            for problem in wanted
            if problem not in helped
        ]
        helps = {iri: [problem for problem in coverable if problem in worth[iri]] for iri in chosen}
        return Plan(self._steps(helps, lang), uncovered, exact)

    def _worth(self, wanted: Sequence[str], sector: str, role: str) -> dict[str, dict[str, int]]:
        """Instrument -> problem -> worth of its help: strength, then rank, less for what was made for others."""
        others = _made_for_others(self._sectors, sector), _made_for_others(self._roles, role)
        worth: dict[str, dict[str, int]] = defaultdict(dict)
        for problem in wanted:
            for instrument, given in self._help.get(problem, {}).items():
                value = (_CENTRAL if given.strength == "central" else _PARTLY) - min(given.rank, 20)
                for made_for_others, less in zip(others, (_OTHER_SECTOR, _OTHER_ROLE), strict=True):
                    value -= less if instrument in made_for_others else 0
                worth[instrument][problem] = value
        return dict(worth)

    def _steps(self, helps: dict[str, list[str]], lang: str) -> list[PlanStep]:
        """The instruments with what they are taken up for, in order."""
        firsts = {
            iri: min((self._ingredients[p] for p in problems if p in self._ingredients), default=(_LAST, ""))
            for iri, problems in helps.items()
        }
        places = {iri: (self._phases.get(iri, (_LAST, ""))[0], firsts[iri][0], self._rows[iri]) for iri in helps}
        label = self._names.label
        return [
            PlanStep(
                iri,
                label(iri, lang),
                self._actions[iri, lang],
                self._rows[iri],
                tuple(label(problem, lang) for problem in helps[iri]),
                label(self._phases[iri][1], lang) if iri in self._phases else "",
                label(firsts[iri][1], lang) if firsts[iri][1] else "",
                tuple(label(before, lang) for before in earlier),
            )
            for iri, earlier in _sequence(self._before, list(helps), places)
        ]


def _texts(store: Store, query: str) -> dict[tuple[str, str], str]:
    """Thing and language -> text."""
    return {(iri.value, text.lang): text.value for iri, text in full_rows(store, query)}


def _values(store: Store, query: str) -> dict[str, set[str]]:
    """Instrument -> for whom it is made."""
    made_for: dict[str, set[str]] = defaultdict(set)
    for instrument, value in full_rows(store, query):
        made_for[instrument.value].add(value.value)
    return dict(made_for)


def _first(store: Store, query: str) -> dict[str, tuple[int, str]]:
    """Instrument or problem -> number and address of the first phase or ingredient that it belongs to."""
    found: dict[str, tuple[int, str]] = {}
    for iri, value, order in full_rows(store, query):
        place = (int(order.value), value.value)
        found[iri.value] = min(place, found.get(iri.value, place))
    return found


def _made_for_others(made_for: dict[str, set[str]], asked: str) -> set[str]:
    """Instruments that are made for somebody, but not for who asks; none if nobody is named."""
    return {instrument for instrument, values in made_for.items() if asked not in values} if asked else set()


def _smallest(coverable: Sequence[str], worth: dict[str, dict[str, int]], rows: dict[str, int]) -> list[str]:
    """The best of the smallest covers: dynamic programming over the sets of problems that are covered."""
    bits = {problem: 1 << number for number, problem in enumerate(coverable)}
    # covered set -> (number of instruments, minus their worth, their rows), the least of which is best
    best: dict[int, tuple[int, int, tuple[int, ...], tuple[str, ...]]] = {0: (0, 0, (), ())}
    for instrument in sorted(worth, key=lambda iri: rows.get(iri, 0)):
        helps = worth[instrument]
        mask = sum(bits[problem] for problem in helps)
        for covered, (number, minus, taken, names) in list(best.items()):
            union = covered | mask
            value = sum(helps.values())
            found = (number + 1, minus - value, (*taken, rows.get(instrument, 0)), (*names, instrument))
            if union != covered and (union not in best or found < best[union]):
                best[union] = found
    return list(best[(1 << len(coverable)) - 1][3])


def _greedy(coverable: Sequence[str], worth: dict[str, dict[str, int]], rows: dict[str, int]) -> list[str]:
    """A good cover: again and again the instrument that helps with most of what is left."""
    left, chosen = set(coverable), []
    while left:
        helps = {iri: [values[problem] for problem in left & set(values)] for iri, values in worth.items()}
        instrument = min(helps, key=lambda iri: (-len(helps[iri]), -sum(helps[iri]), rows[iri]))
        chosen.append(instrument)
        left -= set(worth[instrument])
    return chosen


def _sequence(
    before: Iterable[tuple[str, str]], chosen: Sequence[str], places: dict[str, tuple[int, int, int]]
) -> list[tuple[str, list[str]]]:
    """The instruments in order, each with those that come before it: what others build on, then by their places."""
    earlier: dict[str, set[str]] = {iri: set() for iri in chosen}
    for first, following in before:
        if first in earlier and following in earlier and first not in earlier[following]:
            earlier[following].add(first)
            # A link that would close a circle says nothing about order.
            if _is_circular(earlier):
                earlier[following].remove(first)
    sorter = TopologicalSorter(earlier)
    sorter.prepare()
    order: list[str] = []
    ready: list[tuple[tuple[int, int, int], str]] = []
    while sorter.is_active():
        for iri in sorter.get_ready():
            heappush(ready, (places[iri], iri))
        order.append(heappop(ready)[1])
        sorter.done(order[-1])
    return [(iri, sorted(earlier[iri])) for iri in order]


def _is_circular(earlier: dict[str, set[str]]) -> bool:
    try:
        TopologicalSorter(earlier).prepare()
    except CycleError:
        return True
    return False
