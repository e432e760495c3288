"""From a ranking to an answer that says why, in the language asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.entities import Directory
from kg.finder.answer import Companion, Context, Fit, Remark, Step, Suggestion, Topic, Understood
from kg.finder.knowledge import Knowledge, Link, Note, Record
from kg.finder.ranking import Reading, clearly_meant, facets_of, fits, near_links, topics_meant, values_of, weight_of
from kg.finder.wording import Wording

# At most so many words of the question are named in a reason; so many topics of a kind and remarks are told.
_WORDS, _TOPICS, _REMARKS = 3, 3, 4
_FACET_KINDS = ("theme", "form", "maker")
_TEXTS = {
    "nl": {
        "named": "De naam past bij uw woorden.",
        "word": "Uw woord {words} staat in de beschrijving ervan.",
        "words": "Uw woorden {words} staan in de beschrijving ervan.",
        "no-instrument": "Hiervoor kennen wij geen instrument.",
        "no-theme": "Geen instrument gaat over {label}.",
        "closest": "Het is bedoeld voor een vraag als: {sentence}",
        "theme": "Gaat over {label}.",
        "form": "Dit is wat u zoekt: {label}.",
        "maker": "Komt van {label}.",
        "and": "en",
        "quoted": "‘{word}’",
    },
    "en": {
        "named": "Its name fits your words.",
        "word": "Its description has your word {words}.",
        "words": "Its description has your words {words}.",
        "no-instrument": "We know no instrument for this.",
        "no-theme": "No instrument is about {label}.",
        "closest": "It is meant for a question such as: {sentence}",
        "theme": "It is about {label}.",
        "form": "This is what you look for: {label}.",
        "maker": "It comes from {label}.",
        "and": "and",
        "quoted": "‘{word}’",
    },
}


@dataclass(frozen=True)
class Explainer:
    """Explains one answer.

    :param wording: of the language in which the question was read.
    """

    knowledge: Knowledge
    names: Directory
    wording: Wording
    reading: Reading

    @property
    def _lang(self) -> str:
        return self.reading.question.lang

    def understood(self, iri: str) -> Understood:
        """A problem as it was understood."""
        record, lang = self.knowledge.problems[iri], self._lang
        told = record.first("gap", lang) if record.gap else ""
        remarks = tuple(self._remark(note) for note in record.notes) if record.gap else ()
        label, definition = record.first("label", lang), record.first("definition", lang)
        score = round(self.reading.meant[iri], 3)
        return Understood(
            iri, label, definition, score, told, record.outside, bool(self.reading.question.problems), remarks
        )

    def gap(self, gaps: Sequence[str]) -> str:
        """What to say where nothing fits."""
        lang, texts = self._lang, _TEXTS[self._lang]
        # One of each kind: who to ask about what is outside, and what is known of a gap.
        firsts: dict[bool, str] = {}
        for record in map(self.knowledge.problems.__getitem__, gaps):
            firsts.setdefault(record.outside, record.first("gap", lang))
        known = [told for told in firsts.values() if told]
        themes = [theme for theme in self.reading.question.themes if not self.knowledge.about.get(theme)]
        empty = [texts["no-theme"].format(label=self.names.label(theme, lang)) for theme in themes]
        return " ".join([*empty, *known]) or texts["no-instrument"]

    def topics(self) -> list[Topic]:
        """The themes and factors that were understood."""
        found: list[Topic] = []
        for iri, score, via in topics_meant(self.knowledge, self.reading):
            kind = iri.rsplit("/", 2)[1]
            if via == "chosen" or sum(topic.kind == kind for topic in found) < _TOPICS:
                found.append(Topic(iri, self.names.label(iri, self._lang), kind, round(score, 3), via))
        return found

    def suggestion(self, iri: str, score: float, *, gap: bool) -> Suggestion:
        """An instrument with the reason why it is suggested."""
        record, lang = self.knowledge.instruments[iri], self._lang
        strength, reason, path = self._near(iri) if gap and iri not in self.reading.named else self._why(record)
        return Suggestion(
            iri,
            record.first("label", lang),
            record.first("action", lang),
            record.row,
            round(score, 3),
            strength,
            reason or record.first("definition", lang),
            path,
            self._fits(record, self.reading.question.context),
            tuple(self._remark(note) for note in record.notes[:_REMARKS]),
            tuple(self._companion(link) for link in self.knowledge.companions.get(iri, ())),
        )

    def _why(self, record: Record) -> tuple[str, str, tuple[Step, ...]]:
        """Strength, reason and path: the problem that counts most, else a facet asked for, else the words."""
        meant, iri = self.reading.meant, record.iri
        links = [
            link
            for problem in clearly_meant(self.reading)
            for link in self.knowledge.help.get(problem, ())
            if link.target == iri
        ]
        best = max(links, key=lambda link: weight_of(meant[link.source], link.strength), default=None)
        texts = _TEXTS[self._lang]
        facet = self._facet(record)
        if iri in self.reading.named:
            return "named", texts["named"], self._path(best) if best else ()
        if best and not (facet and self.reading.facets.get(facet[1], 0.0) >= 1):
            return best.strength, best.reason.get(self._lang, ""), self._path(best)
        if facet:
            return "facet", *self._by_facet(record, *facet)
        return "words", self._by_words(iri), ()

    @cached_property
    def _near_links(self) -> list[Link]:
        return near_links(self.knowledge, self.reading)

    def _near(self, iri: str) -> tuple[str, str, tuple[Step, ...]]:
        """Why it is the nearest help; no link to a problem that fits worse is a reason here."""
        link = next((link for link in self._near_links if link.target == iri and link.claim), None)
        if link is None:
            return "nearest", "", ()
        steps = self._words_step(link.source), self._step(link)
        return "nearest", link.reason.get(self._lang, ""), steps

    def _facet(self, record: Record) -> tuple[str, str] | None:
        """Kind and address of the chosen theme, or of the theme, form or maker that the words name."""
        asked = {**self.reading.facets, **dict.fromkeys(self.reading.question.themes, 2.0)}
        has = [iri for iri in facets_of(record) if iri in asked]
        if not has:
            return None
        best = max(has, key=lambda iri: (asked[iri], iri))
        return next(kind for kind in _FACET_KINDS if best in record.facets.get(kind, ())), best

    def _by_facet(self, record: Record, kind: str, facet: str) -> tuple[str, tuple[Step, ...]]:
        words = self._words_step(facet)
        about = [link for link in self.knowledge.about.get(facet, ()) if link.target == record.iri]
        reason = next((text for link in about if (text := link.reason.get(self._lang))), "")
        steps = [words, *(self._step(link) for link in about)]
        return reason or _TEXTS[self._lang][kind].format(label=words.label), tuple(steps)

    def _by_words(self, iri: str) -> str:
        """Which words led here; else the sentence that is closest in meaning."""
        texts = _TEXTS[self._lang]
        words = [texts["quoted"].format(word=word) for word in self.wording.matched(iri, self.reading.words, _WORDS)]
        closest = self.reading.closest.get(iri, "")
        if closest in self.knowledge.instruments[iri].texts[self._lang].get("use", ()):
            return texts["closest"].format(sentence=closest)
        if not words:
            return ""
        listed = f" {texts['and']} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
        return texts["word" if len(words) == 1 else "words"].format(words=listed)

    def _path(self, link: Link) -> tuple[Step, ...]:
        """Words -> problem -> what is behind it -> instrument."""
        themes = self.knowledge.instruments[link.target].facets.get("theme", set())
        behind = self.knowledge.behind.get(link.source, ())
        # A theme that the instrument is about joins the two best; else the first factor behind the problem.
        joint = next((step for step in behind if step.target in themes), behind[0] if behind else None)
        steps = [self._step(step) for step in (joint, link) if step]
        return self._words_step(link.source), *steps

    def _words_step(self, meant: str) -> Step:
        return Step("words", meant, self.names.label(meant, self._lang), "", "", ())

    def _step(self, link: Link) -> Step:
        label, reason = self.names.label(link.target, self._lang), link.reason.get(self._lang, "")
        return Step(link.kind, link.target, label, link.basis, reason, link.grounds)

    def _fits(self, instrument: Record, context: Context) -> tuple[Fit, ...]:
        return tuple(
            Fit(
                part,
                self.names.label(getattr(context, part), self._lang),
                fit,
                tuple(sorted(self.names.label(iri, self._lang) for iri in values_of(instrument, part))),
            )
            for part, fit in fits(self.knowledge, instrument, context).items()
        )

    def _remark(self, note: Note) -> Remark:
        lang = self._lang
        return Remark(note.kind, note.text.get(lang, ""), note.basis, note.reason.get(lang, ""), note.grounds)

    def _companion(self, link: Link) -> Companion:
        other, lang = self.knowledge.instruments[link.target], self._lang
        name, action = other.first("label", lang), other.first("action", lang)
        return Companion(link.target, name, action, link.reason.get(lang, ""), link.basis, link.grounds)
