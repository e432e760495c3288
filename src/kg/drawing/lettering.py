"""How wide text is, so that it can be wrapped before it is drawn, and where its long words may be cut.

The widths are the widest of DejaVu Sans and Liberation Sans (metrics of Arial), measured in a browser; other system
fonts are narrower. So a line fits whichever of them the reader has.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import pyphen

# Thousandths of the font size -> the characters that are so wide.
_WIDTHS = {
    278: "'ijlI",
    # A word joiner stands for a space at which no line ends.
    352: " \u2060,./:;\\|f",
    392: "-()[]t!",
    460: 'r"',
    525: "*J`sz",
    579: "c?_Lk",
    615: "vxyFToae",
    636: "hnubdgpq$0123456789{}",
    686: "EKPSYAVXZB",
    787: "CRUNHDGOQ&",
    838: "w#+<=>^~",
    989: "M%mW",
    1015: "@",
}
# Fewer letters than this never stand alone.
_SHORTEST = 3
# Words of more letters than this may be cut on a page: the narrowest column of one holds so many.
_LONG = 10
_SOFT_HYPHEN = "\u00ad"
# Characters beyond ASCII: accented letters are as wide as their base or narrower than this.
_OTHER = 780


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    return {character: width for width, characters in _WIDTHS.items() for character in characters}


def width(text: str, size: float) -> float:
    """The greatest width of a text in pixels.

    :param size: the font size in pixels.
    """
    table = _table()
    return sum(table.get(character, _OTHER) for character in text) * size / 1000


@lru_cache(maxsize=4096)
def wrapped(text: str, room: int, size: int) -> tuple[str, ...]:
    """The text in lines that fit; a word that is wider than a line is cut with a hyphen, as Dutch cuts words.

    :param room: the width of a line in pixels.
    :param size: the font size in pixels.
    """
    lines: list[str] = []
    line = ""
    for whole in text.split():
        word = whole
        while width(word, size) > room:
            part = _beginning(word, room, size)
            if line:
                lines.append(line)
                line = ""
            lines.append(part + "-")
            word = word[len(part) :]
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


@lru_cache(maxsize=4096)
def hyphenated(text: str, lang: str) -> str:
    """The text with a soft hyphen between the syllables of its long words, for narrow columns on a page.

    Not every browser knows the syllables of Dutch. Where a word is not cut, the hyphens do not show. A hyphen that the
    word has is a place to cut already: a second one beside it would show as two.
    """
    return " ".join(_cuttable(word, lang) if len(word) > _LONG else word for word in text.split(" "))


def cut_ahead(texts: Iterable[str], lang: str) -> None:
    """Look up where the long words of these texts may be cut, all at once, and let go of the patterns that tell it.

    For a process that goes on: the patterns of a language take 3 MB. For a word that was not among these they are read
    again.
    """
    for word in {word.lower() for text in texts for word in text.split() if len(word) > _LONG}:
        _cuts(word, lang)
    _hyphenation.cache_clear()
    pyphen.hdcache.clear()


@lru_cache(maxsize=2)
def _hyphenation(lang: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang={"nl": "nl_NL", "en": "en_GB"}[lang], left=_SHORTEST, right=_SHORTEST)


@lru_cache(maxsize=4096)
def _cuts(word: str, lang: str) -> tuple[int, ...]:
    """Where a word in small letters may be cut without writing it otherwise."""
    return tuple(int(place) for place in _hyphenation(lang).positions(word) if not place.data)


def _cuttable(word: str, lang: str) -> str:
    parts = [word[start:end] for start, end in pairwise((0, *_cuts(word.lower(), lang), len(word)))]
    return _SOFT_HYPHEN.join(parts).replace("-" + _SOFT_HYPHEN, "-").replace(_SOFT_HYPHEN + "-", "-")


def _beginning(word: str, room: int, size: int) -> str:
    """As much of a word as fits before a hyphen: up to a syllable, else at least one character."""
    end = len(word)
    while end > 1 and width(word[:end] + "-", size) > room:
        end -= 1
    syllables = [place for place in _cuts(word.lower(), "nl") if place <= end]
    return word[: syllables[-1] if syllables else end]
