"""Which instrument for this problem, and why: from someone's own words to instruments, each step with its grounds.

Three ways lead to an instrument: the words fit a problem that it helps with, the words fit what it is used for, or the
words name it. The knowledge (ways of saying a problem, uses, search words) is data in the graph; here is only how it
is weighed. ``bench/finder`` measures it and holds the weights to account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.bm25 import Scores
from kg.entities import Directory
from kg.errors import Code, KgError
from kg.finder.answer import Advice, Context, Fit, Step, Suggestion, Understood
from kg.finder.knowledge import Knowledge, Link, Record, read_knowledge
from kg.finder.semantic import Meaning, Sentence
from kg.finder.wording import Wording
from kg.settings import LANGUAGES
from kg.store import Store
from kg.text import LONGEST_QUESTION, language_of

__all__ = ["Advice", "Context", "Finder", "Fit", "Step", "Suggestion", "Understood"]

# Weight of likeness of meaning with a problem, and with a use; and the texts that are compared.
_MEANS, _MEANS_USE = 30.0, 20.0
_SENTENCES = ("label", "phrasing", "use", "action")
# How many problems are taken to be meant, how many of them are told, and how fast a lesser fit counts less.
_MEANT, _TOLD, _SHARPNESS = 8, 4, 2.5
_STRENGTHS = {"central": 1.0, "partly": 0.45}
# Each next instrument of a problem counts a little less.
_RANK = 0.93
# Weight of the words that fit what an instrument is used for, at this score of its index.
_USES, _USES_SCORE = 1.1, 10.0
# A known gap has to fit clearly better than a problem that is answered; a use of an instrument speaks against a gap.
_GAP_FITS, _USE_FITS = 0.85, 1.2
# A gap this close to the best fit is meant too: its nearest help is shown.
_CLEARLY = 0.8
# What a mismatch leaves of a score.
_MISMATCH = {"sector": 0.5, "role": 0.9, "level": 0.9, "phase": 0.95}
# The facet of an instrument that answers to a part of the context, where the names differ.
_FACET_OF = {"role": "audience"}
# Weight of being asked for by name.
_NAMED_WEIGHT = 3.0
_LIMIT = 5


@dataclass(frozen=True)
class _Reading:
    """How a question was read: how problems fit, the few that are meant, uses that fit, names said, and who asks."""

    scores: Scores
    meant: dict[str, float]
    uses: Scores
    named: dict[str, float]
    context: Context
    lang: str


class Finder:
    """Answers questions over one store; all texts are read once, here, and indexed once per language.

    :param store: where the graph is.
    :param meaning: for likeness of meaning beside the words; without it the words alone count.
    :param names: names of the same store, where the caller has read them already.
    """

    def __init__(self, store: Store, meaning: Meaning | None = None, names: Directory | None = None) -> None:
        self.knowledge: Knowledge = read_knowledge(store)
        self._meanings = meaning.of(self._sentences()) if meaning else None
        self._names = names or Directory(store)
        self._languages: dict[str, Wording] = {}

    def _sentences(self) -> Iterator[Sentence]:
        """The sentences of problems and instruments whose meaning is compared with a question's."""
        for record in (*self.knowledge.problems.values(), *self.knowledge.instruments.values()):
            for lang in LANGUAGES:
                for part in _SENTENCES:
                    yield from ((record.iri, text) for text in record.texts[lang].get(part, ()))

    def context(self, *, role: str = "", sector: str = "", level: str = "", phase: str = "") -> Context:
        """A context from words as people type them: a slug, a name, or several names with a slash between.

        :raises KgError: ``not-found`` for a word that is no role, sector, level or phase.
        """
        given = {"role": role, "sector": sector, "level": level, "phase": phase}
        return Context(**{kind: self._concept(kind, word) for kind, word in given.items() if word})

    def _concept(self, kind: str, word: str) -> str:
        for name in (word, *word.split("/")):
            found = self._names.named(name.strip(), kind)
            if found:
                return found
        return self._names.resolve(word, kind=kind, where=kind)

    def ask(
        self,
        question: str,
        lang: str = "nl",
        *,
        context: Context | None = None,
        problems: Sequence[str] = (),
        limit: int = _LIMIT,
    ) -> Advice:
        """The instruments that help with what someone asks.

        :param question: a complaint or question in someone's own words, Dutch or English; may be empty if problems are
            given.
        :param lang: language of the answer.
        :param context: who asks and for where.
        :param problems: addresses of the problems that the asker chose; they stand in the place of what was understood.
        :param limit: at most this many instruments.
        :raises KgError: ``usage`` if there is nothing to go by, ``not-found`` for a chosen problem that is none.
        """
        for problem in problems:
            if problem not in self.knowledge.problems:
                raise KgError(
                    Code.NOT_FOUND,
                    f"There is no problem {problem!r}.",
                    where="problems",
                    hint="`kg find TEXT` finds one.",
                )
        read_in = language_of(question, lang)
        language = self._language(read_in)
        terms = language.analyzer.terms(question, mend=True)
        if not terms and not problems:
            raise KgError(
                Code.USAGE,
                "There is no word here to search for.",
                where="question",
                hint='Say in a few words what you struggle with: kg ask "te weinig tijd".',
            )
        scores, uses = self._scores(question, terms, language)
        meant = dict.fromkeys(problems, 1.0) if problems else _meant(scores)
        reading = _Reading(scores, meant, uses, language.named(question), context or Context(), lang)
        told_of = list(meant)[: None if problems else _TOLD]
        understood = [self._understood(iri, meant[iri], lang, chosen=bool(problems)) for iri in told_of]
        gap = all(self.knowledge.problems[iri].gap for iri in problems) if problems else self._is_gap(reading)
        found = self._nearest(meant) if gap else self._instruments(reading)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]
        suggestions = [self._suggestion(iri, score, reading, gap=gap) for iri, score in ranked]
        told = next((problem.gap for problem in understood if problem.gap), "") if gap else ""
        return Advice(question, read_in, gap, told, understood, suggestions)

    def _scores(self, question: str, terms: Sequence[str], language: Wording) -> tuple[Scores, Scores]:
        """How the question fits each problem, and the uses of each instrument: by words, and by meaning if we can."""
        problems, uses = language.problem_scores(terms), language.uses.scores(terms)
        if self._meanings and terms:
            for iri, likeness in self._meanings.scores(question[:LONGEST_QUESTION]).items():
                if iri in self.knowledge.problems:
                    problems[iri] = problems.get(iri, 0.0) + _MEANS * likeness
                else:
                    uses[iri] = uses.get(iri, 0.0) + _MEANS_USE * likeness
        return problems, uses

    def _language(self, lang: str) -> Wording:
        """The indexes of a language, made at its first question."""
        if lang not in self._languages:
            self._languages[lang] = Wording(self.knowledge, self._names, lang)
        return self._languages[lang]

    def prepare(self) -> None:
        """Make the indexes of all languages and wake the encoder now, so that no later question has to wait."""
        for lang in LANGUAGES:
            self._language(lang)
        if self._meanings:
            self._meanings.scores("?")

    def _nearest(self, meant: dict[str, float]) -> Scores:
        """The nearest help with the gaps that clearly are meant, in the order in which the graph names it."""
        gaps = [iri for iri, share in meant.items() if share >= _CLEARLY]
        near = dict.fromkeys(near for iri in gaps for near in self.knowledge.nearest.get(iri, ()))
        return {iri: 1.0 / (1 + place) for place, iri in enumerate(near)}

    def _is_gap(self, reading: _Reading) -> bool:
        """Whether nothing fits: a gap or outside topic fits better than every answered problem and every use."""
        if reading.named:
            return False
        best: dict[str, float] = defaultdict(float)
        for iri, score in reading.scores.items():
            record = self.knowledge.problems[iri]
            kind = "outside" if record.outside else "gap" if record.gap else "answered"
            best[kind] = max(best[kind], score)
        fits = max(best["answered"], _USE_FITS * max(reading.uses.values(), default=0.0))
        return max(best["outside"], _GAP_FITS * best["gap"]) > fits or not fits

    def _instruments(self, reading: _Reading) -> Scores:
        found: Scores = defaultdict(float)
        for problem, share in reading.meant.items():
            for place, link in enumerate(self.knowledge.help.get(problem, ())):
                found[link.target] += share**_SHARPNESS * _STRENGTHS[link.strength] * _RANK**place
        for iri, score in reading.uses.items():
            found[iri] += _USES * score / _USES_SCORE
        for iri, share in reading.named.items():
            found[iri] += _NAMED_WEIGHT * share
        for iri in found:
            for part, fits in self._fit(self.knowledge.instruments[iri], reading.context).items():
                if fits is False:
                    found[iri] *= _MISMATCH[part]
        return found

    def _fit(self, instrument: Record, context: Context) -> dict[str, bool | None]:
        """Part of the context -> whether the instrument fits it, ``None`` where the graph does not say."""
        asked = {
            "role": self.knowledge.audiences.get(context.role, set()),
            "sector": {context.sector},
            "level": {context.level},
            "phase": {context.phase},
        }
        fits: dict[str, bool | None] = {}
        for part, wanted in asked.items():
            if getattr(context, part):
                has = instrument.facets.get(_FACET_OF.get(part, part), set())
                fits[part] = bool(has & wanted) if has and wanted else None
        return fits

    def _told_fit(self, instrument: Record, context: Context, lang: str) -> tuple[Fit, ...]:
        """The same, with what the instrument is made for in words."""
        return tuple(
            Fit(part, fits, tuple(sorted(self._names.label(iri, lang) for iri in has)))
            for part, fits in self._fit(instrument, context).items()
            for has in [instrument.facets.get(_FACET_OF.get(part, part), set())]
        )

    def _understood(self, iri: str, share: float, lang: str, *, chosen: bool) -> Understood:
        record = self.knowledge.problems[iri]
        told = record.first("gap", lang) if record.gap else ""
        return Understood(iri, record.first("label", lang), round(share, 3), told, record.outside, chosen)

    def _suggestion(self, iri: str, score: float, reading: _Reading, *, gap: bool) -> Suggestion:
        record, lang, meant = self.knowledge.instruments[iri], reading.lang, reading.meant
        # In a gap no link to another problem is a reason.
        helped = () if gap else meant
        links = [link for problem in helped for link in self.knowledge.help.get(problem, ()) if link.target == iri]
        best = max(links, key=lambda link: meant[link.source] ** _SHARPNESS * _STRENGTHS[link.strength], default=None)
        if gap:
            strength = "nearest"
        elif iri in reading.named:
            strength = "named"
        else:
            strength = best.strength if best else "words"
        return Suggestion(
            iri,
            record.first("label", lang),
            record.first("action", lang),
            record.row,
            round(score, 3),
            strength,
            best.reason.get(lang, "") if best else record.first("definition", lang),
            self._path(best, lang) if best else (),
            self._told_fit(record, reading.context, lang),
            tuple(record.watch.get(lang, ())[:3]),
            tuple((other, self._names.label(other, lang)) for other in sorted(record.facets.get("companion", ()))),
        )

    def _path(self, link: Link, lang: str) -> tuple[Step, ...]:
        """Words -> problem -> what is behind it -> instrument."""
        problem = self.knowledge.problems[link.source]
        themes = self.knowledge.instruments[link.target].facets.get("theme", set())
        behind = self.knowledge.behind.get(link.source, ())
        # A theme that the instrument is about joins the two best; else the first factor behind the problem.
        joint = next((step for step in behind if step.target in themes), behind[0] if behind else None)
        steps = [Step("words", problem.iri, problem.first("label", lang), "", "", ())]
        for step in (joint, link):
            if step is not None:
                told = self._names.label(step.target, lang), step.basis, step.reason.get(lang, ""), step.grounds
                steps.append(Step(step.kind, step.target, *told))
        return tuple(steps)


def _meant(scores: dict[str, float]) -> dict[str, float]:
    """The problems that are meant: the best few, as shares of the best score."""
    fitting = ((iri, score) for iri, score in scores.items() if score > 0)
    best = sorted(fitting, key=lambda item: (-item[1], item[0]))[:_MEANT]
    return {iri: score / best[0][1] for iri, score in best} if best else {}
