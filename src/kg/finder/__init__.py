"""Which instrument for this problem, and why: from someone's own words to instruments, each step with its grounds.

Three ways lead to an instrument: the words fit a problem that it helps with, the words fit what it is used for, or the
words name it. The knowledge (ways of saying a problem, uses, search words) is data in the graph; here is only how it
is weighed. ``bench/finder`` measures it and holds the weights to account.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.finder.answer import Advice, Context, Fit, Step, Suggestion, Understood
from kg.finder.index import Index, Scores, weighted
from kg.finder.knowledge import Knowledge, Link, Record, read_knowledge
from kg.settings import LANGUAGES
from kg.store import Store
from kg.text import Analyzer, language_of, words

__all__ = ["Advice", "Context", "Finder", "Fit", "Step", "Suggestion", "Understood"]

# How much each text of a record weighs in its index.
_PROBLEM_PARTS = {"label": 2.5, "definition": 1.0, "phrasing": 1.0, "keyword": 1.5}
_INSTRUMENT_PARTS = {
    "label": 1.0, "title": 2.0, "name": 1.0, "action": 1.0, "definition": 1.0, "use": 1.0, "keyword": 1.0, "theme": 1.0,
}  # fmt: skip
# A problem's score: all its texts together, and the one way of saying that comes closest.
_TOGETHER, _CLOSEST = 0.8, 0.5
# How many problems are taken to be meant, and how fast a lesser fit counts less.
_MEANT, _SHARPNESS = 4, 4.0
_STRENGTHS = {"central": 1.0, "partly": 0.45}
# Each next instrument of a problem counts a little less.
_RANK = 0.87
# Weight of the words that fit what an instrument is used for, at this score of its index.
_USES, _USES_SCORE = 1.1, 10.0
# A known gap has to fit clearly better than a problem that is answered; a use of an instrument speaks against a gap.
_GAP_FITS, _USE_FITS = 0.85, 1.2
# What a mismatch leaves of a score.
_MISMATCH = {"sector": 0.5, "role": 0.9, "level": 0.9, "phase": 0.95}
# A name counts as said when its words do, by weight.
_NAMED, _NAMED_WEIGHT = 0.85, 3.0
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
    """

    def __init__(self, store: Store) -> None:
        self.knowledge: Knowledge = read_knowledge(store)
        self._names = Directory(store)
        self._languages: dict[str, _Language] = {}

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
        scores = dict.fromkeys(problems, 1.0) if problems else language.problem_scores(terms)
        meant = _meant(scores)
        reading = _Reading(
            scores, meant, language.uses.scores(terms), language.named(question), context or Context(), lang
        )
        understood = [self._understood(iri, share, lang, chosen=bool(problems)) for iri, share in meant.items()]
        gap = self._is_gap(reading)
        found = self._nearest(meant) if gap else self._instruments(reading)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]
        suggestions = [self._suggestion(iri, score, reading, gap=gap) for iri, score in ranked]
        told = next((problem.gap for problem in understood if problem.gap), "") if gap else ""
        return Advice(question, read_in, gap, told, understood, suggestions)

    def _language(self, lang: str) -> _Language:
        """The indexes of a language, made at its first question."""
        if lang not in self._languages:
            self._languages[lang] = _Language(self.knowledge, self._names, lang)
        return self._languages[lang]

    def prepare(self) -> None:
        """Make the indexes of all languages now, so that no later question has to wait."""
        for lang in LANGUAGES:
            self._language(lang)

    def _nearest(self, meant: dict[str, float]) -> Scores:
        """The nearest help with known gaps, in the order in which the graph names it."""
        near = dict.fromkeys(near for iri in meant for near in self.knowledge.nearest.get(iri, ()))
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
            for fit in self._fits(self.knowledge.instruments[iri], reading.context, reading.lang):
                if fit.fits is False:
                    found[iri] *= _MISMATCH[fit.part]
        return found

    def _fits(self, instrument: Record, context: Context, lang: str) -> tuple[Fit, ...]:
        asked = {
            "role": self.knowledge.audiences.get(context.role, set()),
            "sector": {context.sector},
            "level": {context.level},
            "phase": {context.phase},
        }
        fits = []
        for part, wanted in asked.items():
            if not getattr(context, part):
                continue
            has = instrument.facets.get("audience" if part == "role" else part, set())
            values = tuple(sorted(self._names.label(iri, lang) for iri in has))
            fits.append(Fit(part, bool(has & wanted) if has and wanted else None, values))
        return tuple(fits)

    def _understood(self, iri: str, share: float, lang: str, *, chosen: bool) -> Understood:
        record = self.knowledge.problems[iri]
        told = record.first("gap", lang) if record.gap else ""
        return Understood(iri, record.first("label", lang), round(share, 3), told, record.outside, chosen)

    def _suggestion(self, iri: str, score: float, reading: _Reading, *, gap: bool) -> Suggestion:
        record, lang, meant = self.knowledge.instruments[iri], reading.lang, reading.meant
        links = [link for problem in meant for link in self.knowledge.help.get(problem, ()) if link.target == iri]
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
            best.reason.get(lang, "") if best else "",
            self._path(best, lang) if best else (),
            self._fits(record, reading.context, lang),
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


class _Language:
    """The indexes of one language."""

    def __init__(self, knowledge: Knowledge, names: Directory, lang: str) -> None:
        themes = {
            iri: [names.label(theme, lang) for theme in sorted(record.facets.get("theme", ()))]
            for iri, record in knowledge.instruments.items()
        }
        texts = [
            text
            for record in (*knowledge.problems.values(), *knowledge.instruments.values())
            for part in record.texts[lang].values()
            for text in part
        ]
        self.analyzer = Analyzer((word for text in texts for word in words(text)), lang)

        def document(record: Record, parts: dict[str, float]) -> dict[str, float]:
            told = {**record.texts[lang], "theme": themes.get(record.iri, [])}
            return weighted(
                (self.analyzer.terms(text), weight) for part, weight in parts.items() for text in told.get(part, ())
            )

        self._problems = Index({iri: document(record, _PROBLEM_PARTS) for iri, record in knowledge.problems.items()})
        self._sayings = Index(
            {
                f"{number} {iri}": weighted([(self.analyzer.terms(text), 1.0)])
                for iri, record in knowledge.problems.items()
                for number, text in enumerate([*record.texts[lang]["label"], *record.texts[lang]["phrasing"]])
            }
        )
        self.uses = Index({iri: document(record, _INSTRUMENT_PARTS) for iri, record in knowledge.instruments.items()})
        self._title_terms = {
            iri: [
                tuple(dict.fromkeys(self.analyzer.terms(name)))
                for part in ("label", "title", "name")
                for name in record.texts[lang][part]
            ]
            for iri, record in knowledge.instruments.items()
        }
        seen = Counter(
            term for titles in self._title_terms.values() for term in {term for title in titles for term in title}
        )
        self._common = {term for term, number in seen.items() if number > 3}

    def problem_scores(self, terms: Sequence[str]) -> dict[str, float]:
        """Problem -> score for the terms of a question."""
        closest: Scores = defaultdict(float)
        for name, score in self._sayings.scores(terms).items():
            iri = name.partition(" ")[2]
            closest[iri] = max(closest[iri], score)
        return {iri: _TOGETHER * score + _CLOSEST * closest[iri] for iri, score in self._problems.scores(terms).items()}

    def named(self, question: str) -> dict[str, float]:
        """Instruments whose name the question says, with the share of the name's words that it says."""
        said = set(self.analyzer.terms(question, mend=True))
        found: dict[str, float] = {}
        for iri, titles in self._title_terms.items():
            for title in titles:
                telling = [term for term in title if term not in self._common]
                if not telling or not said.issuperset(telling):
                    continue
                share = len(said & set(title)) / len(title)
                if share >= _NAMED:
                    found[iri] = max(found.get(iri, 0.0), share)
        return found


def _meant(scores: dict[str, float]) -> dict[str, float]:
    """The problems that are meant: the best few, as shares of the best score."""
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MEANT]
    return {iri: score / best[0][1] for iri, score in best} if best else {}
