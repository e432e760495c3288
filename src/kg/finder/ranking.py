"""How problems, instruments and topics are weighed for one question.

Four ways lead to an instrument: the words fit a problem that it helps with, they fit what it is used for, they name
the instrument, or they name its theme, form or maker. ``bench/finder`` measures the weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.bm25 import Scores
from kg.finder.answer import Context
from kg.finder.knowledge import Knowledge, Link, Record
from kg.finder.wording import Word

# How many problems are taken to be meant, and how fast a lesser fit counts less.
_MEANT, _SHARPNESS = 8, 2.5
# A problem that fits less well beside the best is weighed, but no reason for anything.
_TOLD = 0.4
_STRENGTHS = {"central": 1.0, "partly": 0.55}
# Each next instrument of a problem counts a little less.
_RANK = 0.93
# Weight of the words that fit what an instrument is used for, at this score of its index; less if it helps with none of
# the problems that are meant, for then a few ordinary words are all that speaks for it.
_USES, _USES_ALONE, _USES_SCORE = 1.0, 0.35, 10.0
# A known gap has to fit clearly better than a problem that is answered. Of each side all that fits counts, the best by
# far the most: a mean of this power over so many.
_GAP_FITS, _POWER, _COUNTED = 0.9, 6, 6
# A question that is a name for at least half asks for what has the name.
_ABOUT_IT = 0.5
# A question is not understood if less than this share of its words is known, and its best fit stays below what so many
# of the rarest words give, and a little more.
_KNOWN, _RARE_WORDS, _TELLING = 0.5, 2, 1.1
# A gap this close to the best fit is meant too: what is known of it is told, and its nearest help shown.
_CLEARLY, _NEARLY = 0.7, 0.9
# So much of the help with a problem is shown beside a gap.
_FIRST = 2
# What a mismatch leaves of a score.
_MISMATCH = {"sector": 0.5, "role": 0.9, "level": 0.9, "phase": 0.95}
# The facet of an instrument that answers to a part of the context, where the names differ.
_FACET_OF = {"role": "audience"}
# Weight of being asked for by name; of having the theme, form or maker that is all that was asked; of a chosen theme.
_NAMED, _FACETED, _CHOSEN = 3.0, 1.5, 1.0
# What is left of the score of an instrument that is not about any of the themes that the asker chose.
_OTHER_THEME = 0.4
# An instrument below this share of the best score is no answer.
_TAIL = 0.33
# A topic is told from this share on; topics of problems that fit at least this well count.
_TOPIC, _TOPIC_OF = 0.5, 0.6


@dataclass(frozen=True)
class Question:
    """What was asked.

    :param text: in someone's own words; may be empty if problems or themes are chosen.
    :param lang: language of the answer.
    :param context: who asks and for where.
    :param problems: addresses of the problems that the asker chose.
    :param themes: addresses of the themes that the asker chose.
    """

    text: str
    lang: str
    context: Context
    problems: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """How a question was read.

    :param words: its words, with their terms.
    :param known: share of its words that the graph's texts have.
    :param rarest: what a word that only one problem has adds to a score.
    :param scores: how each problem fits.
    :param meant: the few problems that are meant, as shares of the best.
    :param uses: how what is said of each instrument fits.
    :param closest: instrument -> the sentence about it that is closest in meaning.
    :param named: instruments that are named, with how far the question is about that.
    :param facets: themes, forms and makers that are named, with the share of the question that this is.
    :param topics: themes and factors of which the words say half of the name, with that share.
    """

    question: Question
    words: Sequence[Word]
    known: float
    rarest: float
    scores: Scores
    meant: dict[str, float]
    uses: Scores
    closest: dict[str, str]
    named: dict[str, float]
    facets: dict[str, float]
    topics: dict[str, float]


def most_meant(scores: Scores) -> dict[str, float]:
    """The problems that are meant: the best few, as shares of the best score."""
    fitting = ((iri, score) for iri, score in scores.items() if score > 0)
    best = sorted(fitting, key=lambda item: (-item[1], item[0]))[:_MEANT]
    return {iri: score / best[0][1] for iri, score in best} if best else {}


def clearly_meant(reading: Reading) -> list[str]:
    """The problems that are meant and fit well enough to be told, the best first."""
    return [iri for iri, share in reading.meant.items() if share >= _TOLD]


def weight_of(share: float, strength: str) -> float:
    """What help of this strength with a problem that fits this well counts."""
    return float(share**_SHARPNESS) * _STRENGTHS[strength]


def is_gap(knowledge: Knowledge, reading: Reading) -> bool:
    """Whether nothing fits: gaps and outside topics fit better than answered problems and uses of instruments."""
    if any(share >= _ABOUT_IT for share in reading.named.values()):
        return False
    if any(share >= _ABOUT_IT and _is_listed(knowledge, facet) for facet, share in reading.facets.items()):
        return False
    if any(knowledge.about.get(theme) for theme in reading.question.themes):
        return False
    if reading.question.problems:
        return all(knowledge.problems[iri].gap for iri in reading.meant)
    open_ones, answered = [], list(reading.uses.values())
    for iri, score in reading.scores.items():
        record = knowledge.problems[iri]
        if record.gap:
            open_ones.append(score if record.outside else _GAP_FITS * score)
        else:
            answered.append(score)
    fits = _together(answered)
    return _together(open_ones) > fits or not fits


def _is_listed(knowledge: Knowledge, facet: str) -> bool:
    """Whether an instrument of the list of the impact study has this theme, form or maker.

    The sources call a theme a gap that only instruments outside their list are about.
    """
    return any(record.row and facet in facets_of(record) for record in knowledge.instruments.values())


def _together(scores: Sequence[float]) -> float:
    """How well several things fit together."""
    return float(sum(score**_POWER for score in sorted(scores)[-_COUNTED:]) ** (1 / _POWER))


def is_understood(reading: Reading) -> bool:
    """Whether the words fit anything at all that the graph knows."""
    question = reading.question
    if question.problems or question.themes or reading.named or any(share >= 1 for share in reading.facets.values()):
        return True
    best = max((*reading.scores.values(), *reading.uses.values()), default=0.0)
    least = _TELLING * reading.rarest * min(_RARE_WORDS, len(reading.words))
    return reading.known >= _KNOWN or best >= least


def gaps_meant(knowledge: Knowledge, reading: Reading) -> list[str]:
    """The gaps and outside topics that are meant: the best, and those that fit about as well as anything.

    Of those that fit nearly as well as the best, what the sources call a gap goes before what is outside.
    """
    gaps = [iri for iri in reading.meant if knowledge.problems[iri].gap]
    meant = gaps[:1] + [iri for iri in gaps[1:] if reading.meant[iri] >= _CLEARLY]
    return sorted(meant, key=lambda iri: (reading.meant[iri] < _NEARLY, knowledge.problems[iri].outside))


def nearest(knowledge: Knowledge, reading: Reading) -> Scores:
    """What was named, and the nearest help, in the order in which the graph names it."""
    near = dict.fromkeys([*reading.named, *(link.target for link in near_links(knowledge, reading))])
    return {iri: 1.0 / (1 + place) for place, iri in enumerate(near)}


def near_links(knowledge: Knowledge, reading: Reading) -> list[Link]:
    """What is about a theme that is asked for, and the nearest help with what is meant.

    Where there is neither, the first help with a problem that fits nearly as well.
    """
    themes = [iri for iri, share in reading.facets.items() if share >= _ABOUT_IT]
    answered = [iri for iri, share in reading.meant.items() if share >= _NEARLY and not knowledge.problems[iri].gap]
    return [
        *(link for iri in themes for link in knowledge.about.get(iri, ())),
        *(link for iri in gaps_meant(knowledge, reading) for link in knowledge.nearest.get(iri, ())),
    ] or [link for iri in answered for link in knowledge.help.get(iri, ())[:_FIRST]]


def helping(knowledge: Knowledge, reading: Reading) -> Scores:
    """Instrument -> score for a question that is no gap."""
    found: Scores = defaultdict(float)
    for problem, share in reading.meant.items():
        for place, link in enumerate(knowledge.help.get(problem, ())):
            found[link.target] += weight_of(share, link.strength) * _RANK**place
    for iri, score in reading.uses.items():
        weight = _USES if iri in found else _USES_ALONE
        found[iri] += weight * score / _USES_SCORE
    for iri, share in reading.named.items():
        found[iri] += _NAMED * share
    for iri, record in knowledge.instruments.items() if reading.facets else ():
        share = max((reading.facets.get(facet, 0.0) for facet in facets_of(record)), default=0.0)
        if share:
            found[iri] += _FACETED * share * share
    if reading.question.themes:
        _weigh_themes(knowledge, reading.question.themes, found)
    for iri in found:
        for part, fit in fits(knowledge, knowledge.instruments[iri], reading.question.context).items():
            if fit is False:
                found[iri] *= _MISMATCH[part]
    return found


def _weigh_themes(knowledge: Knowledge, themes: Sequence[str], found: Scores) -> None:
    """Instruments about a chosen theme get through by that alone; the others count for less."""
    about = {link.target for theme in themes for link in knowledge.about.get(theme, ())}
    for iri in list(found):
        if iri not in about:
            found[iri] *= _OTHER_THEME
    for iri in about:
        found[iri] += _CHOSEN


def facets_of(record: Record) -> set[str]:
    """The themes, forms and makers of an instrument."""
    return {iri for facet in ("theme", "form", "maker") for iri in record.facets.get(facet, ())}


def fits(knowledge: Knowledge, instrument: Record, context: Context) -> dict[str, bool | None]:
    """Part of the context -> whether the instrument fits it, ``None`` where the graph does not say."""
    asked = {
        "role": knowledge.audiences.get(context.role, set()),
        "sector": {context.sector},
        "level": {context.level},
        "phase": {context.phase},
    }
    found: dict[str, bool | None] = {}
    for part, wanted in asked.items():
        if getattr(context, part):
            has = values_of(instrument, part)
            found[part] = bool(has & wanted) if has and wanted else None
    return found


def values_of(instrument: Record, part: str) -> set[str]:
    """What an instrument is made for, in one part of the context."""
    return instrument.facets.get(_FACET_OF.get(part, part), set())


def best_of(found: Mapping[str, float], limit: int, *, whole: bool = False) -> list[tuple[str, float]]:
    """The best few, without the tail that only fits a little.

    :param whole: keep the tail.
    """
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return [(iri, score) for iri, score in ranked if whole or score >= _TAIL * ranked[0][1]]


def topics_meant(knowledge: Knowledge, reading: Reading) -> list[tuple[str, float, str]]:
    """Address, score and way (``chosen``, ``words``, ``problem``) of the themes and factors understood, best first."""
    weights = {iri: share**_SHARPNESS for iri, share in reading.meant.items() if share >= _TOPIC_OF}
    behind: Scores = defaultdict(float)
    for problem, weight in weights.items():
        for link in knowledge.behind.get(problem, ()):
            behind[link.target] += weight / sum(weights.values())
    found = dict.fromkeys(reading.question.themes, (1.0, "chosen"))
    for iri in {**behind, **reading.topics}:
        said = reading.topics.get(iri, 0.0)
        score = max(said, behind[iri])
        if iri not in found and score >= _TOPIC:
            found[iri] = (score, "words" if said >= behind[iri] else "problem")
    return [(iri, score, via) for iri, (score, via) in sorted(found.items(), key=lambda item: (-item[1][0], item[0]))]
