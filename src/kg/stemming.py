"""Stems of words, which join the forms of a word: Snowball's (snowballstem.org), where they join no other words."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from functools import lru_cache
from threading import Lock
from typing import Any

from kg.typography import straight

_SNOWBALL = {"nl": "dutch", "en": "english"}
# Words that Snowball gives the stem of another word; with the stem that they have here.
_OWN_STEMS = {
    "nl": {
        **dict.fromkeys(("oudere", "ouderen"), "oudere"),  # no parents
        **dict.fromkeys(("begeleid", "begeleide", "begeleiden", "begeleidt", "begeleiding"), "begeleid"),  # no policy
        **dict.fromkeys(("gebeurt", "gebeuren", "gebeurd", "gebeurde"), "gebeur"),  # no grant
        **dict.fromkeys(("gebouw", "gebouwen"), "gebouw"),  # where one builds nothing
        **dict.fromkeys(("waarde", "waarden"), "waarde"),  # not: where, were
        "dagen": "dag",  # no dare
        "enige": "enig",  # no article
        "sport": "sport",  # that spoort is another
        **dict.fromkeys(("afwezig", "afwezige", "afwezigheid"), "afwezig"),  # not turned down
    },
    "en": {},
}


def folded(text: str) -> str:
    """Text for comparison: lower case, without diacritics, all apostrophes alike.

    >>> folded("Ingrediënt of thema’s")
    "ingredient of thema's"
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", straight(text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=1)
def _stemmers() -> dict[str, Any]:
    from Stemmer import Stemmer

    # Without a cache of its own: what is asked again is remembered here.
    return {lang: Stemmer(name, 0) for lang, name in _SNOWBALL.items()}


# Snowball's stemmers keep the word they are at in themselves, and a server answers several people at the same time.
_ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=4096)
def stem(word: str, lang: str) -> str:
    """The stem of a folded word.

    >>> stem("docenten", "nl")
    'docent'
    """
    own = _OWN_STEMS[lang].get(word)
    if own:
        return own
    with _ONE_AT_A_TIME:
        return folded(_stemmers()[lang].stemWord(word))


def stem_among(known: Container[str], word: str, lang: str) -> str:
    """The stem of a word among known ones: that of its verb for a Dutch form in -t that Snowball leaves as it is.

    >>> stem_among({"ondersteunen"}, "ondersteunt", "nl")
    'ondersteun'
    """
    found = stem(word, lang)
    if lang == "nl" and found == word and word.endswith("t") and word not in _OWN_STEMS[lang]:
        infinitive = word[:-1] + "en"
        return stem(infinitive, lang) if infinitive in known else found
    return found
