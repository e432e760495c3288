"""What the Turtle parser says is wrong, in Dutch: who mends a file need not know English.

Only what people run into; the rest is told as the parser says it::

    in_dutch("The prefix kg: has not been declared")    # "het voorvoegsel kg: is nergens uitgelegd (@prefix)"
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What the parser says (oxttl, of pyoxigraph) -> the same in Dutch.
_SAID = {
    r"Unexpected end(?: of file)?": "het bestand houdt te vroeg op",
    r"A dot is expected at the end of statements": "de zin ervoor eindigt niet met een punt of puntkomma",
    r"The prefix (\S*) has not been declared": r"het voorvoegsel \1 is nergens uitgelegd (@prefix)",
    r"The PREFIX keyword should be followed by a prefix like '(.+)'": r"na @prefix hoort een voorvoegsel zoals \1",
    r"(.+) is not a valid RDF object": r"\1 kan hier geen waarde zijn",
    r"(.+) is not a valid predicate": r"\1 kan hier geen eigenschap zijn",
    r"(.+) is not a valid subject or graph name": r"met \1 kan geen zin beginnen",
    r"Line jumps are not allowed in string literals, use \\n": (
        'de tekst loopt door op een nieuwe regel: gebruik \\\\n, of drie aanhalingstekens (""")'
    ),
    r"Invalid IRI code point '(.)'": r"het teken “\1” mag niet in een adres",
    r"Unexpected escape character '(.+)'": r"\1 bestaat niet in een tekst",
    r"No scheme found in an absolute IRI": "dit adres begint niet met https:// of iets dergelijks",
    r"A language code should always start with a letter": "na @ hoort een taal, zoals nl",
    r"Expecting a datatype IRI after \^\^, found (.+)": r"na ^^ hoort een soort waarde, en er staat \1",
    r"'(.+)' is not allowed at the beginning of a prefix name": r"met \1 kan geen naam beginnen",
}

# What the parser says before what is wrong: the place, which we tell ourselves.
_PLACE = re.compile(
    r"^Parser error (?:at line \d+ (?:between columns|column) [\d and]+|between line \d+ .+? and line \d+ column \d+): "
)


def reason_of(said: str) -> str:
    """What the parser says is wrong, without the place.

    >>> reason_of("Parser error at line 1 column 9: A dot is expected at the end of statements")
    'A dot is expected at the end of statements'
    """
    return _PLACE.sub("", said)


def in_dutch(reason: str) -> str:
    """What the parser says, in Dutch as far as we know the words.

    :param reason: what it says, without the place.
    """
    return translated(reason, _SAID) or f"de lezer zegt (in het Engels): {reason}"


def translated(text: str, words: Mapping[str, str]) -> str:
    """A text of another program in our words, or an empty text where none of them fits.

    :param words: pattern of such a text -> what we say, with the groups of the pattern.
    """
    fitting = ((re.fullmatch(said, text), ours) for said, ours in words.items())
    return next((found.expand(ours) for found, ours in fitting if found), "")
