"""How well words fit: the texts of problems, instruments and topics of one language, indexed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.bm25 import Index, Scores, weighted
from kg.finder.knowledge import Knowledge, Record
from kg.text import Analyzer, expressions, words

# How much each text of a record weighs in its index.
_PROBLEM_PARTS = {"label": 2.5, "definition": 1.0, "phrasing": 1.0, "keyword": 1.5}
_INSTRUMENT_PARTS = {
    "label": 1.0, "title": 2.0, "name": 1.0, "action": 1.0, "definition": 1.0, "use": 1.0, "keyword": 1.0, "theme": 1.0,
}  # fmt: skip
# Parts of a problem's record that say it in so many words.
_SAYINGS = ("label", "phrasing")
# A problem's score: all its texts together, and the one way of saying that comes closest.
_TOGETHER, _CLOSEST = 0.8, 0.5
# A name counts as said when this share of its words is.
_NAMED = 0.85
# What a part of a name counts beside a whole one, and how much at least a whole name counts in a long question.
_PART, _MENTIONED = 0.5, 0.3
# Words with which one asks for a thing by its name.
_SEARCH_WORDS = {
    "vind", "vinden", "zoek", "zoeken", "link", "download", "downloaden", "heet", "bekijken", "lezen",
    "find", "look", "looking", "search", "read", "called",
}  # fmt: skip
# A word that more names than this have tells no name apart.
_COMMON = 3
# Facets of instruments whose names people type.
_FACETS = ("theme", "form", "maker")

# A topic counts as named when this share of its name's words is said.
_MOST_OF = 0.6
# Weight of a word of a topic's name that no problem has.
_UNKNOWN = 5.0

# A word of a question and its terms.
Word = tuple[str, tuple[str, ...]]
# Terms of each of the names of a thing.
Names = dict[str, list[list[str]]]


@dataclass(frozen=True)
class Wording:
    """The indexes of one language.

    :param stems: the words of all texts, with their stems.
    :param problems: problems by all their texts.
    :param sayings: ways of saying a problem, each by the name of the problem.
    :param uses: instruments by all that is said of them.
    :param titles: instrument -> its names.
    :param facets: theme, form, programme or organisation -> its names.
    :param topics: theme or factor -> its names.
    """

    lang: str
    stems: dict[str, str]
    problems: Index
    sayings: Index
    uses: Index
    titles: Names
    facets: Names
    topics: Names

    @cached_property
    def analyzer(self) -> Analyzer:
        """Turns questions into terms."""
        return Analyzer(self.stems, self.lang, self.stems)

    @cached_property
    def _common(self) -> set[str]:
        seen = Counter(term for names in self.titles.values() for term in {term for name in names for term in name})
        return {term for term, number in seen.items() if number > _COMMON}

    @cached_property
    def _title_sets(self) -> dict[str, list[frozenset[str]]]:
        return {iri: [frozenset(name) for name in names] for iri, names in self.titles.items()}

    @cached_property
    def _topic_weights(self) -> dict[str, list[dict[str, float]]]:
        """Theme or factor -> the weights of the terms of each of its names."""
        return {
            iri: [{term: self.problems.rarity(term) or _UNKNOWN for term in name} for name in names]
            for iri, names in self.topics.items()
        }

    def prepare(self) -> None:
        """Make now what the first question would wait for."""
        _ = self.analyzer, self._common, self._title_sets, self._topic_weights

    def problem_scores(self, asked: Sequence[Word]) -> Scores:
        """Problem -> score for the words of a question."""
        terms = [terms for _word, terms in asked]
        closest: Scores = defaultdict(float)
        problem_of = self.sayings.names
        for number, score in self.sayings.numbered_by_word(terms).items():
            iri = problem_of[number]
            closest[iri] = max(closest[iri], score)
        together = self.problems.scores_by_word(terms)
        return {iri: _TOGETHER * score + _CLOSEST * closest[iri] for iri, score in together.items()}

    def use_scores(self, asked: Sequence[Word]) -> Scores:
        """Instrument -> score for the words of a question."""
        return self.uses.scores_by_word(terms for _word, terms in asked)

    def named(self, asked: Sequence[Word]) -> dict[str, float]:
        """Instruments that a question names, with how far it is about the name: from 0 to 1.

        A question names an instrument if it says its name, or if it is itself nothing but a part of the name.
        """
        asked = [(word, terms) for word, terms in asked if word not in _SEARCH_WORDS]
        said = {term for _word, terms in asked for term in terms}
        found: dict[str, float] = {}
        for iri, names in self._title_sets.items():
            for name in names:
                if said.isdisjoint(name):
                    continue
                own = sum(_covered(terms, name) for _word, terms in asked)
                telling = name - self._common
                whole = telling and telling <= said and len(name & said) >= _NAMED * len(name)
                if whole or (own == len(asked) and own):
                    share = _PART * own / len(asked) if not whole else max(_MENTIONED, own / len(asked))
                    found[iri] = max(found.get(iri, 0.0), share)
        return found

    def faceted(self, asked: Sequence[Word]) -> dict[str, float]:
        """Themes, forms and makers whose whole name a question says, with the share of the question that the name is.

        A question that is nothing but such a name asks for the instruments that have it.
        """
        said = {term for _word, terms in asked for term in terms}
        found: dict[str, float] = {}
        for iri, names in self.facets.items():
            for name in names:
                if said.issuperset(name):
                    share = sum(not set(name).isdisjoint(terms) for _word, terms in asked) / len(asked)
                    found[iri] = max(found.get(iri, 0.0), share)
        return found

    def topics_said(self, asked: Sequence[Word]) -> dict[str, float]:
        """Themes and factors of which a question says most of a name, with that share; rare words weigh more."""
        said = {term for _word, terms in asked for term in terms}
        found: dict[str, float] = {}
        for iri, names in self._topic_weights.items():
            for weights in names:
                if said.isdisjoint(weights):
                    continue
                share = sum(weights[term] for term in said.intersection(weights)) / sum(weights.values())
                if share >= _MOST_OF:
                    found[iri] = max(share, found.get(iri, 0.0))
        return found

    def matched(self, iri: str, asked: Sequence[Word], most: int) -> list[str]:
        """The words of a question that the texts of an instrument have, the most telling first, then as asked."""
        weights = {
            word: max(self.uses.rarity(term) for term in terms if self.uses.has(iri, term))
            for word, terms in asked
            if self.analyzer.knows(word) and any(self.uses.has(iri, term) for term in terms)
        }
        telling = sorted(weights, key=lambda word: -weights[word])[:most]
        return [word for word in weights if word in telling]


def _covered(terms: tuple[str, ...], name: frozenset[str]) -> bool:
    """Whether a name has a word: its stem, or all parts of the compound."""
    return terms[0] in name or (len(terms) > 1 and name.issuperset(terms[1:]))


def make_wording(knowledge: Knowledge, lang: str) -> Wording:
    """The indexes of a language."""
    names = {
        iri: [name.text for name in known if name.kind != "code" and name.lang in ("", lang)]
        for iri, known in knowledge.names.items()
    }
    records = (*knowledge.problems.values(), *knowledge.instruments.values(), *knowledge.topics.values())
    texts = [text for record in records for part in record.texts[lang].values() for text in part]
    facets = {
        iri for record in knowledge.instruments.values() for facet in _FACETS for iri in record.facets.get(facet, ())
    }
    texts += [name for iri in facets for name in names.get(iri, ())]
    analyzer = Analyzer((word for text in texts for word in (*words(text), *expressions(text, lang))), lang)

    def document(record: Record, parts: dict[str, float]) -> dict[str, float]:
        themes = [name for theme in sorted(record.facets.get("theme", ())) for name in names.get(theme, ())[:1]]
        told = {**record.texts[lang], "theme": themes}
        return weighted((analyzer.terms(text), weight) for part, weight in parts.items() for text in told.get(part, ()))

    def terms_of(texts_of: Iterable[str]) -> list[list[str]]:
        """The terms of each name, once."""
        made = (tuple(dict.fromkeys(analyzer.terms(text))) for text in texts_of)
        return [list(terms) for terms in dict.fromkeys(made) if terms]

    return Wording(
        lang,
        dict(analyzer.stems),
        Index.of((iri, document(record, _PROBLEM_PARTS)) for iri, record in knowledge.problems.items()),
        Index.of(
            (iri, weighted([(analyzer.terms(text), 1.0)]))
            for iri, record in knowledge.problems.items()
            for part in _SAYINGS
            for text in record.texts[lang].get(part, ())
        ),
        Index.of((iri, document(record, _INSTRUMENT_PARTS)) for iri, record in knowledge.instruments.items()),
        {
            iri: terms_of(name for part in ("label", "title", "name") for name in record.texts[lang].get(part, ()))
            for iri, record in knowledge.instruments.items()
        },
        {iri: terms_of(names.get(iri, ())) for iri in sorted(facets)},
        {
            iri: terms_of(name for part in ("label", "keyword") for name in record.texts[lang].get(part, ()))
            for iri, record in knowledge.topics.items()
        },
    )
