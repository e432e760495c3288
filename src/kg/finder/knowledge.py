"""What the finder knows, as plain values: problems, topics and instruments with their texts, and the links between."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.settings import LANGUAGES

# Part of a record -> its texts.
Texts = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """A place in a source that a claim rests on."""

    source: str
    section: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that joins two things, with its grounds.

    :param kind: ``help``, ``factor``, ``theme``, ``about`` (theme to instrument), ``companion`` or ``nearest``.
    :param basis: ``stated``, ``inferred`` or ``curated``.
    :param reason: language -> why.
    :param strength: for help: ``central`` or ``partly``; else empty.
    :param rank: place of the instrument with the problem, from 1.
    """

    claim: str
    source: str
    target: str
    kind: str
    basis: str
    reason: dict[str, str]
    grounds: tuple[Ground, ...]
    strength: str = ""
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a thing in a sentence, with its grounds.

    :param kind: ``weak-point``, ``condition`` or ``gap``.
    :param text: language -> the sentence.
    """

    kind: str
    text: dict[str, str]
    basis: str
    reason: dict[str, str]
    grounds: tuple[Ground, ...]


@dataclass(slots=True)
class Record:
    """A problem, outside topic, theme, factor or instrument.

    :param texts: language -> part -> texts.
    :param gap: whether no instrument helps with it.
    :param outside: whether it is a topic that the instruments are not about.
    :param row: row in the list of the impact study, of an instrument.
    :param facets: facet (sector, audience, level, phase, theme, form, maker) -> addresses.
    :param notes: what to watch out for; of a gap, what is known of it.
    """

    iri: str
    texts: dict[str, Texts] = field(default_factory=lambda: {lang: defaultdict(list) for lang in LANGUAGES})
    gap: bool = False
    outside: bool = False
    row: int | None = None
    facets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    notes: list[Note] = field(default_factory=list)

    def first(self, part: str, lang: str) -> str:
        """The first text of a part in a language, or an empty text."""
        found = self.texts[lang].get(part)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing.

    :param kind: ``name``, ``title``, ``other`` or ``code``.
    """

    kind: str
    text: str
    lang: str


@dataclass(frozen=True)
class Knowledge:
    """Everything the finder needs.

    :param topics: themes and factors.
    :param help: problem -> the instruments that help with it, best first.
    :param behind: problem -> the factors and themes behind it.
    :param about: theme -> the instruments that are about it.
    :param companions: instrument -> what goes well with it.
    :param nearest: gap -> the nearest instruments.
    :param audiences: role -> the target groups that a person in that role belongs to.
    :param names: names of all things that are named in questions and answers.
    """

    problems: dict[str, Record]
    topics: dict[str, Record]
    instruments: dict[str, Record]
    help: dict[str, list[Link]]
    behind: dict[str, list[Link]]
    about: dict[str, list[Link]]
    companions: dict[str, list[Link]]
    nearest: dict[str, list[Link]]
    audiences: dict[str, set[str]]
    names: dict[str, list[Name]]
