"""Language: words, expressions, separable verbs, compounds and typos, for Dutch and English.

Dutch compounds are split into words that the texts themselves use, so that "studentgegevens" meets "gegevens van
studenten", and verbs in two parts are joined: who "haakt af" meets afhaken. Typos are mended towards the texts' own
vocabulary only: a general spell-checker turns "blended" into another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter

from kg.memory import one
from kg.stemming import folded, stem, stem_among

# A question longer than this is cut: what matters has been said by then, and a text of megabytes must not cost more.
LONGEST_QUESTION = 2000
# A word; what stands behind an apostrophe belongs to it and is left off.
_WORD = re.compile(r"([^\W_]+)(?:['’][^\W_]+)?")
# What is longer than this is no word.
_LONGEST_WORD = 60
# Shortest part of a compound, and shortest word that is split or mended.
_PART, _COMPOUND, _MENDABLE = 4, 9, 4
# Least similarity (0-100, rapidfuzz ratio) of a mended word: one letter in four.
_LIKENESS, _LIKENESS_LONG, _LONG = 75, 76, 8
# The first letter is seldom mistyped; another word begins otherwise (trillen is no brillen), or differs in more letters
# than fingers slip.
_SLIPS, _SLIPS_LONG, _ALIKE = 2, 3, 8
# So many words of questions are remembered with what they are read as.
_REMEMBERED = 1024
# How many more small words of another language a text must have to be taken as that language.
_CLEARLY = 2
# fmt: off
_STOP = {
    "nl": frozenset((
        "aan", "af", "al", "alle", "alles", "als", "altijd", "ander", "andere", "ben", "bent", "bij", "binnen",
        "buiten", "daar", "dan",
        "dat", "de", "deze", "die", "dit", "doe", "doen", "door", "dus", "echt", "een", "eens", "elk", "elke",
        "en", "er",
        "even", "ga", "gaan", "gaat", "geen", "gewoon", "graag", "haar", "had", "hadden", "heb", "hebben",
        "heeft", "heel",
        "hem", "het", "hier", "hij", "hoe", "hun", "ieder", "iedereen", "iemand", "iets", "ik", "in", "is",
        "jij", "je",
        "jullie", "kan", "kom", "komen", "komt", "krijg", "krijgen", "krijgt", "kun", "kunnen", "laat",
        "laten", "liggen",
        "ligt", "maak", "maakt", "maar", "mag", "maken", "me", "meer", "men", "met", "mij", "mijn", "moest", "moet",
        "moeten", "mogen", "na", "naar", "niemand", "niet", "nog", "nooit", "nu", "of", "om", "onder", "ons", "onze",
        "ook", "op", "over", "per", "soms", "staan", "staat", "steeds", "te", "tegen", "toch", "toen", "tot", "tussen",
        "u", "uit", "uw", "vaak", "van", "veel", "via", "voor", "waar", "waarom", "wanneer", "want", "waren", "was",
        "wat", "we", "wel", "welk", "welke", "werd", "wie", "wij", "wil", "willen", "word", "worden", "wordt", "ze",
        "zelf", "zien", "zij", "zijn", "zit", "zitten", "zo", "zonder", "zou", "zouden", "zal", "zullen",
        "hallo", "hoi", "hey", "goedemorgen", "goedemiddag", "goedenavond",
    )),
    "en": frozenset((
        "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could",
        "did", "do", "does", "each", "every", "for", "from", "get", "gets", "got", "had", "has", "have", "he", "her",
        "here", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "made", "make", "makes", "may", "me",
        "might", "more", "most", "must", "my", "need", "no", "not", "of", "on", "or", "other", "our", "over", "she",
        "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "too",
        "us", "use", "very", "want", "was", "we", "were", "what", "when", "where", "which", "who", "why",
        "will", "with",
        "would", "you", "your", "hello", "hi", "hey",
    )),
}
# fmt: on

# Small words that are a complaint with a negation near them, and what both together mean.
_DENIED = {
    "nl": {
        **dict.fromkeys(("wil", "wilt", "willen", "wilde", "wilden"), "niet willen"),
        **dict.fromkeys(("mag", "mogen", "mocht", "mochten"), "niet mogen"),
        "zin": "geen zin",
    },
    "en": {
        **dict.fromkeys(("want", "wants", "wanted", "willing"), "not want"),
        **dict.fromkeys(("allowed", "may"), "not allowed"),
    },
}
# What stands before the apostrophe of don't is a word here.
_NEGATIONS = {
    "nl": frozenset(("niet", "geen", "niemand", "nooit", "nergens")),
    "en": frozenset(("not", "no", "nobody", "never", "don", "doesn", "didn", "isn", "aren", "won")),
}
# So many words may stand between the two, in one clause.
_NEAR = 3
# Particles of separable verbs ("haken af" is afhaken): some are prepositions too, and those are particles only where a
# clause ends. So many words may stand between the verb and its particle.
_PARTICLES = frozenset(("mee", "af", "terug", "weg", "samen", "vast", "los"))
_PREPOSITIONS = frozenset(("aan", "bij", "in", "op", "uit", "door", "over", "tegen"))
_SEPARATED = 5
_CLAUSE = re.compile(r"[,.;:?!()]")


def words(text: str) -> list[str]:
    """The words of a text, folded; what stands behind an apostrophe (foto's, teacher's) is left off.

    >>> words("Hoe deel ik foto’s?")
    ['hoe', 'deel', 'ik', 'foto']
    """
    return _WORD.findall(folded(text))


@lru_cache(maxsize=16)
def _clauses(text: str) -> tuple[list[str], ...]:
    """The words of each clause of a text, folded; a question is read for more than one thing at a time."""
    return tuple(_WORD.findall(clause) for clause in _CLAUSE.split(folded(text)))


def expressions(text: str, lang: str) -> list[str]:
    """What somebody does not want, or may not do, each as one term: its words alone tell little or nothing.

    >>> expressions("Mijn collega's willen er gewoon niet aan", "nl")
    ['niet willen']
    """
    found = []
    for said in _clauses(text):
        for place, word in enumerate(said):
            denied = _DENIED[lang].get(word)
            if denied and not _NEGATIONS[lang].isdisjoint(said[max(0, place - _NEAR) : place + _NEAR + 1]):
                found.append(denied)
    return found


class Analyzer:
    """Turns texts of one language into terms, with the vocabulary of the texts that are searched.

    :param vocabulary: the folded words of those texts.
    :param lang: ``nl`` or ``en``.
    :param stems: word of the vocabulary -> its stem, where they are known already.
    """

    def __init__(self, vocabulary: Iterable[str], lang: str, stems: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self.vocabulary = sorted({word for word in vocabulary if len(word) > 2})
        if stems is None:
            known = frozenset(self.vocabulary)
            stems = {one(word): one(stem_among(known, word, lang)) for word in self.vocabulary}
        self.stems = stems
        # Most stems are words themselves, whose stem they are.
        self._only_stems = frozenset(term for term in stems.values() if stems.get(term) != term)
        self._terms: dict[str, tuple[str, ...]] = {}
        # A question is read more than once; its words come from outside and must not fill the memory.
        self._meant = lru_cache(maxsize=_REMEMBERED)(self._read_as)

    def terms(self, text: str, *, mend: bool = False) -> list[str]:
        """The terms of a text: stems of its words and of the parts of its compounds, without stop words.

        :param mend: whether unknown words are read as the known word they resemble (for questions, not for texts).
        """
        return [term for _word, terms in self.by_word(text, mend=mend) for term in terms]

    def by_word(self, text: str, *, mend: bool = False) -> list[tuple[str, tuple[str, ...]]]:
        """The same, with each word that the terms come from."""
        stop = _STOP[self.lang]
        text = text[:LONGEST_QUESTION]
        joined = self.separable(text)
        return [
            (word, self._of_word(word, mend))
            for word in (*words(text), *expressions(text, self.lang), *joined.values())
            if word not in joined and word not in stop and 1 < len(word) <= _LONGEST_WORD
        ]

    def separable(self, text: str) -> dict[str, str]:
        """The known verbs that stand in two parts in a Dutch text: their part without particle -> the whole.

        >>> Analyzer(["meekrijgen"], "nl").separable("Hoe krijg ik mijn collega's mee met ict?")
        {'krijg': 'meekrijg'}
        """
        found: dict[str, str] = {}
        if self.lang != "nl":
            return found
        for said in _clauses(text):
            for place, particle in enumerate(said):
                before = said[max(0, place - _SEPARATED) : place][::-1]
                behind = said[place + 1 : place + 3]
                if particle in _PARTICLES:
                    verbs = [word for word in behind if word != "te"][:1] + before
                elif particle in _PREPOSITIONS:
                    verbs = before if not behind else behind[1:] if behind[0] == "te" else []
                else:
                    continue
                forms = ((verb, particle + form) for verb in verbs for form in _forms(verb))
                found |= dict([(verb, form) for verb, form in forms if self._is_stem(self._stem(form))][:1])
        return found

    def _of_word(self, word: str, mend: bool) -> tuple[str, ...]:
        known = None if mend else self._terms.get(word)
        if known is None:
            read = (self._meant(word) if mend else "") or word
            known = tuple(dict.fromkeys([self._stem(read), *map(self._stem, self.split(read))]))
            if not mend:  # questions come from outside: their words must not fill the memory
                self._terms[word] = known
        return known

    def mended(self, text: str) -> str:
        """A text with the words that are read as a known one in the place of its slips.

        >>> Analyzer(["tijd"], "nl").mended("Ik heb geen tijt!")
        'Ik heb geen tijd!'
        """
        return _WORD.sub(lambda found: self._meant(folded(found[1])) or found[0], text)

    def _read_as(self, word: str) -> str:
        """The known word that an unknown one is read as; empty if it is read as it stands."""
        if not _MENDABLE <= len(word) <= _LONGEST_WORD or word in _STOP[self.lang] or self.knows(word):
            return ""
        return self.nearest(word)

    def forget(self) -> None:
        """Let go of what was remembered while texts were indexed; questions do not need it."""
        self._terms.clear()
        stem.cache_clear()

    def _is_stem(self, term: str) -> bool:
        """Whether a word of the texts has this stem."""
        return self.stems.get(term) == term or term in self._only_stems

    def _stem(self, word: str) -> str:
        known = self.stems.get(word)
        return stem_among(self.stems, word, self.lang) if known is None else known

    def knows(self, word: str) -> bool:
        """Whether the texts have this folded word, in some form, or all parts of this compound."""
        return self._is_stem(self._stem(word)) or bool(self.split(word))

    def nearest(self, word: str) -> str:
        """The known word that an unknown one resembles, or an empty text."""
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import OSA

        least, slips = (_LIKENESS, _SLIPS) if len(word) < _LONG else (_LIKENESS_LONG, _SLIPS_LONG)
        alike = process.extract(word[:40], self.vocabulary, scorer=fuzz.ratio, score_cutoff=least, limit=_ALIKE)
        # The likest word that can be meant: small words are typed right, or tell nothing.
        stop = _STOP[self.lang]
        fitting = (known for known, _likeness, _number in alike if known[0] == word[0] and known not in stop)
        slipped = [(OSA.distance(word, known), known) for known in fitting]
        fewest, known = min(slipped, key=itemgetter(0), default=(slips + 1, ""))
        return known if fewest <= slips else ""

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a Dutch compound, all of them known words; empty if it is none.

        The longest first part wins; an -s- between the parts belongs to none.
        """
        if len(word) < _COMPOUND or self.lang != "nl":
            return ()
        for cut in range(len(word) - _PART, _PART - 1, -1):
            head, tail = word[:cut], word[cut:]
            if not self._is_part(head):
                head = head.removesuffix("s")
            if not self._is_part(head):
                continue
            if self._is_part(tail):
                return (head, tail)
            rest = self.split(tail)
            if rest:
                return (head, *rest)
        return ()

    def _is_part(self, word: str) -> bool:
        return len(word) >= _PART and word in self.stems


def _forms(verb: str) -> tuple[str, ...]:
    """A form of a Dutch verb, and that with an n for its t: gaat, doet and ziet have no -en."""
    return (verb, verb[:-1] + "n") if verb.endswith("t") else (verb,)


def language_of(text: str, default: str) -> str:
    """The language that a text is in: the default, unless the small words of another clearly tell otherwise."""
    told = words(text[:LONGEST_QUESTION])
    counts = {lang: sum(word in stop for word in told) for lang, stop in _STOP.items()}
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] >= counts[default] + _CLEARLY else default
