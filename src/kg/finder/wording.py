"""How well words fit: the texts of problems and instruments of one language, indexed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.bm25 import Index, Scores, weighted
from kg.entities import Directory
from kg.finder.knowledge import Knowledge, Record
from kg.text import Analyzer, words

# How much each text of a record weighs in its index.
_PROBLEM_PARTS = {"label": 2.5, "definition": 1.0, "phrasing": 1.0, "keyword": 1.5}
_INSTRUMENT_PARTS = {
    "label": 1.0, "title": 2.0, "name": 1.0, "action": 1.0, "definition": 1.0, "use": 1.0, "keyword": 1.0, "theme": 1.0,
}  # fmt: skip
# A problem's score: all its texts together, and the one way of saying that comes closest.
_TOGETHER, _CLOSEST = 0.8, 0.5
# A name counts as said when this share of its words is.
_NAMED = 0.85


class Wording:
    """The indexes of one language: problems, ways of saying them, uses of instruments, and names.

    :param names: for the names of themes.
    """

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

    def problem_scores(self, terms: Sequence[str]) -> Scores:
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
