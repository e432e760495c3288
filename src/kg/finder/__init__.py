"""Which instrument for this problem, and why: from someone's own words to instruments, each step with its grounds.

The knowledge (ways of saying a problem, uses, search words) is data in the graph; here is only how it is weighed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from kg.bm25 import Scores
from kg.entities import Directory
from kg.errors import Code, KgError, did_you_mean
from kg.finder.answer import (
    Advice,
    Companion,
    Context,
    Fit,
    Remark,
    Step,
    Suggestion,
    Topic,
    Understood,
)
from kg.finder.explaining import Explainer
from kg.finder.keeping import Kept
from kg.finder.knowledge import Ground, Knowledge, Record
from kg.finder.portable import portable
from kg.finder.ranking import (
    Question,
    Reading,
    best_of,
    clearly_meant,
    gaps_meant,
    helping,
    is_gap,
    is_understood,
    most_meant,
    nearest,
)  # fmt: skip
from kg.finder.reading import read_knowledge
from kg.finder.semantic import Meaning, Meanings, Sentence
from kg.finder.speaker import Speaker
from kg.finder.wording import Word, Wording, make_wording
from kg.memory import shared
from kg.namespaces import split_address
from kg.settings import LANGUAGES
from kg.store import Store, Term
from kg.text import LONGEST_QUESTION, language_of

__all__ = [
    "Advice", "Companion", "Context", "Finder", "Fit", "Ground", "Kept", "Remark", "Step", "Suggestion", "Topic",
    "Understood",
]  # fmt: skip

# Weight of likeness of meaning with a problem, and with a use; and the texts that are compared.
_MEANS, _MEANS_USE = 30.0, 20.0
_SENTENCES = ("label", "phrasing", "use", "action")
# Small words alone ("waarom zou ik?") tell something only where somebody says it about so.
_SAID_SO = 0.2
# A question is in the other language if so much more of its words are known there.
_BETTER_KNOWN = 0.4
# How many problems are told, beside those that a suggestion rests on.
_TOLD = 4
# Kinds of what people who ask call themselves.
_SPEAKERS = ("role", "target-group")
_LIMIT = 5
# Names of what is kept: what the graph says, and the indexes of each language.
_KNOWLEDGE, _WORDS = "knowledge", "words-{}"
_NO_WORDS = {
    "nl": (
        "Hier staat geen woord om op te zoeken.",
        "Zeg in een paar woorden waarmee u worstelt, zoals: te weinig tijd.",
    ),
    "en": (
        "There is no word here to search for.",
        "Say in a few words what you struggle with, such as: too little time.",
    ),
}
# What someone chose -> what is said where it is none.
_NOT_THERE = {"problem": "Er is geen probleem „{}”.", "theme": "Er is geen thema „{}”."}
_NOT_UNDERSTOOD = {
    "nl": "Hierin herkennen wij geen vraag over onderwijs met ict. Zeg het eens in andere woorden.",
    "en": "We do not recognise a question about teaching with ICT in this. Please say it in other words.",
}


class Finder:
    """Answers questions over one store; all texts are read once, here, and indexed once per language.

    :param store: where the graph is; not asked for anything that is kept.
    :param meaning: for likeness of meaning beside the words; without it the words alone count.
    :param names: names of the same store, where the caller has them; read when they are asked for.
    :param kept: what was made of the same graph before.
    """

    def __init__(
        self, store: Store, meaning: Meaning | None = None, names: Directory | None = None, kept: Kept | None = None
    ) -> None:
        self._kept = kept or Kept()
        self.knowledge = self._kept.value(
            _KNOWLEDGE, Knowledge, lambda: read_knowledge(store, names or Directory(store))
        )
        self._store, self._meaning, self._given = store, meaning, names
        self._languages: dict[str, Wording] = {}
        self._speakers: dict[str, Speaker] = {}

    @cached_property
    def _names(self) -> Directory:
        known = {
            iri: [(name.kind, Term("literal", name.text, name.lang)) for name in found]
            for iri, found in self.knowledge.names.items()
        }
        return Directory(self._store, known)

    @cached_property
    def _meanings(self) -> Meanings | None:
        return self._meaning.of(self._sentences()) if self._meaning else None

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

    def ask(  # noqa: PLR0913 - all that an asker can say
        self,
        question: str,
        lang: str = "nl",
        *,
        context: Context | None = None,
        problems: Sequence[str] = (),
        themes: Sequence[str] = (),
        limit: int = _LIMIT,
        whole: bool = False,
    ) -> Advice:
        """The instruments that help with what someone asks.

        :param question: a complaint or question in someone's own words, Dutch or English; may be empty if problems or
            themes are given.
        :param lang: language of the answer.
        :param context: who asks and for where.
        :param problems: addresses of the problems that the asker chose; they stand in the place of what was understood.
        :param themes: addresses of the themes that the asker chose: instruments about them come first.
        :param limit: at most this many instruments.
        :param whole: also those instruments that fit only a little.
        :raises KgError: ``usage`` if there is nothing to go by, ``not-found`` for a chosen problem or theme that is
            none.
        """
        self._check(problems, self.knowledge.problems, "problem")
        self._check(themes, self.knowledge.topics, "theme")
        read_in = self._language_of(question, lang)
        wording = self._language(read_in)
        # Half a character (a lone surrogate) can be asked, but not encoded.
        question = question.encode(errors="replace").decode()
        asked = Question(question, lang, context or Context(), tuple(problems), tuple(themes))
        reading = self._read(asked, wording)
        if not reading.words and not reading.scores and not problems and not themes:
            message, hint = _NO_WORDS[lang]
            raise KgError(Code.USAGE, message, where="question", hint=hint, dutch=_NO_WORDS["nl"])
        if not is_understood(reading):
            return Advice(question, read_in, True, _NOT_UNDERSTOOD[lang])
        explain = Explainer(self.knowledge, self._names, wording, reading)
        gap = is_gap(self.knowledge, reading)
        open_ones = gaps_meant(self.knowledge, reading) if gap else []
        found = nearest(self.knowledge, reading) if gap else helping(self.knowledge, reading)
        suggestions = [
            explain.suggestion(iri, score, gap=gap) for iri, score in best_of(found, limit, whole=gap or whole)
        ]
        told_of = list(problems) or clearly_meant(reading)[:_TOLD]
        # What a suggestion rests on can be seen, and dropped by who did not mean it.
        reasons = [step.target for found in suggestions for step in found.path if step.target in reading.meant]
        told_of = sorted({*told_of, *open_ones, *reasons}, key=list(reading.meant).index)
        understood = [explain.understood(iri) for iri in told_of]
        told = explain.gap(open_ones) if gap else ""
        return Advice(question, read_in, gap, told, understood, explain.topics(), suggestions)

    @staticmethod
    def _check(chosen: Sequence[str], known: dict[str, Record], kind: str) -> None:
        for iri in chosen:
            if iri not in known:
                told = _NOT_THERE[kind].format(iri), did_you_mean(iri, list(known), "nl")
                raise KgError(
                    Code.NOT_FOUND,
                    f"There is no {kind} {iri!r}.",
                    where=f"{kind}s",
                    hint=did_you_mean(iri, list(known)) + " `kg find TEXT` searches by name.",
                    dutch=(told[0], f"{told[1]} `kg find WOORD` zoekt op naam."),
                )

    def _language_of(self, question: str, lang: str) -> str:
        """The language of a question: as its small words tell, else the one in which clearly more words are known."""
        told = language_of(question, lang)
        if told != lang or all(language_of(question, other) == lang for other in LANGUAGES):
            return told
        known = self._known(question, lang)
        if known == 1:
            return lang
        others = {other: self._known(question, other) for other in LANGUAGES if other != lang}
        most = max(others, key=others.__getitem__)
        return most if others[most] >= known + _BETTER_KNOWN else lang

    def _known(self, question: str, lang: str) -> float:
        """The share of the words of a question that the texts in a language know; 1 if there are none."""
        analyzer = self._language(lang).analyzer
        found = [analyzer.knows(word) for word, _terms in analyzer.by_word(question)]
        return sum(found) / len(found) if found else 1.0

    def _read(self, asked: Question, wording: Wording) -> Reading:
        words = wording.analyzer.by_word(asked.text, mend=True)
        scores, uses, closest = self._scores(asked.text, words, wording)
        heard = self._heard(asked.text, wording)
        if heard != asked.text:
            # Who asks may be what an instrument is for, but not what the trouble is.
            scores = self._scores(heard, wording.analyzer.by_word(heard, mend=True), wording)[0]
        return Reading(
            asked,
            words,
            sum(wording.analyzer.knows(word) for word, _terms in words) / max(1, len(words)),
            wording.problems.rarest,
            scores,
            dict.fromkeys(asked.problems, 1.0) if asked.problems else most_meant(scores),
            uses,
            closest,
            wording.named(words),
            wording.faceted(words),
            wording.topics_said(words),
        )

    def _heard(self, question: str, wording: Wording) -> str:
        """The question without who asks it; all of it if it says nothing else."""
        lang = wording.lang
        if lang not in self._speakers:
            names = (name for iri, found in self.knowledge.names.items() if _speaks(iri) for name in found)
            self._speakers[lang] = Speaker(lang, [name.text for name in names if name.lang in ("", lang)])
        heard = self._speakers[lang].left_out(question[:LONGEST_QUESTION])
        return heard if wording.analyzer.terms(heard) else question

    def _scores(self, question: str, words: Sequence[Word], wording: Wording) -> tuple[Scores, Scores, dict[str, str]]:
        """How the question fits each problem, and the uses of each instrument: by words, and by meaning if we can."""
        problems, uses, closest = wording.problem_scores(words), wording.use_scores(words), {}
        if self._meanings and question.strip():
            least = 0.0 if words else _SAID_SO
            heard = wording.analyzer.mended(question[:LONGEST_QUESTION])
            for iri, (likeness, sentence) in self._meanings.closest(heard).items():
                if likeness < least:
                    continue
                if iri in self.knowledge.problems:
                    problems[iri] = problems.get(iri, 0.0) + _MEANS * likeness
                else:
                    uses[iri] = uses.get(iri, 0.0) + _MEANS_USE * likeness
                    closest[iri] = sentence
        return problems, uses, closest

    def _language(self, lang: str) -> Wording:
        """The indexes of a language, made at its first question."""
        if lang not in self._languages:
            make = partial(make_wording, self.knowledge, lang)
            self._languages[lang] = self._kept.value(_WORDS.format(lang), Wording, make)
        return self._languages[lang]

    @staticmethod
    def is_kept(kept: Kept) -> bool:
        """Whether all that a finder makes of a graph's words was kept: it then starts without reading the graph."""
        return all(kept.has(name) for name in (_KNOWLEDGE, *map(_WORDS.format, LANGUAGES)))

    def portable(self, lang: str, page_of: Callable[[str], str]) -> dict[str, Any]:
        """The words of a language and what they lead to, as plain JSON (:mod:`kg.finder.portable`)."""
        return portable(self.knowledge, self._language(lang), page_of)

    def prepare(self) -> None:
        """Make the indexes of all languages and wake the encoder now, so that no later question has to wait.

        Before the first question, for a process that goes on: it then has each text and each name once.
        """
        shared(self.knowledge)
        if self._given:
            self._names = self._given
        for lang in LANGUAGES:
            shared(self._language(lang)).prepare()
        if self._meanings:
            self._meanings.scores("?")


def _speaks(iri: str) -> bool:
    """Whether people who ask may be so: a role, or a target group of instruments."""
    address = split_address(iri)
    return address is not None and address[0] in _SPEAKERS
