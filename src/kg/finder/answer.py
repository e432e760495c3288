"""The finder's answer, the same for the command line, the web and the API."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.finder.knowledge import Ground


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, and for where; every part may be empty.

    :param role: address of a role.
    :param sector: address of a sector.
    :param level: address of a level.
    :param phase: address of a phase.
    """

    role: str = ""
    sector: str = ""
    level: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of the graph with what it rests on.

    :param kind: ``weak-point``, ``condition`` or ``gap``.
    :param basis: ``stated``, ``inferred`` or ``curated``.
    :param reason: how it was concluded, or why we hold it; may be empty for what a source says.
    """

    kind: str
    text: str
    basis: str
    reason: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A problem, or a topic outside the instruments, that the words may mean.

    :param score: how well the words fit, 1 for the best.
    :param gap: what the graph says where no instrument helps, else empty.
    :param outside: whether it is a topic that the instruments are not about.
    :param chosen: whether the asker chose it, rather than the finder.
    :param remarks: of a gap: what is known of it, and from where.
    """

    iri: str
    label: str
    definition: str
    score: float
    gap: str
    outside: bool
    chosen: bool
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme or factor that the question is about.

    :param kind: ``theme`` or ``factor``.
    :param score: from 0 to 1.
    :param via: ``words`` (the words name it), ``problem`` (it belongs to what was understood) or ``chosen``.
    """

    iri: str
    label: str
    kind: str
    score: float
    via: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path from the words to an instrument.

    :param link: ``words`` (to a problem or topic), ``factor``, ``theme``, ``help``, ``about``, ``form``, ``maker`` or
        ``nearest``.
    :param target: address of where the step leads.
    :param basis: ``stated``, ``inferred`` or ``curated``; empty for the step from the words.
    """

    link: str
    target: str
    label: str
    basis: str
    reason: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether an instrument fits one part of the context.

    :param part: ``role``, ``sector``, ``level`` or ``phase``.
    :param asked: the name of what was asked.
    :param fits: ``None`` where the graph does not say.
    :param values: what the instrument is made for, as names.
    """

    part: str
    asked: str
    fits: bool | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """An instrument that goes well with another, and why."""

    iri: str
    name: str
    action: str
    reason: str
    basis: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Suggestion:
    """An instrument that helps, and why.

    :param action: what one does with it, in plain words.
    :param row: row in the list of the impact study, or ``None``.
    :param score: comparable within one answer only.
    :param strength: ``central`` or ``partly`` (helps with the problem), ``named`` (asked for by name), ``facet`` (has
        the theme, form or maker asked for), ``words`` (its texts match) or ``nearest`` (nearest help in a gap).
    :param reason: one sentence: why it is suggested.
    :param path: words -> problem -> factor or theme -> instrument, or words -> theme, form or maker -> instrument.
    :param watch: weak points and conditions.
    :param companions: what goes well with it.
    """

    iri: str
    name: str
    action: str
    row: int | None
    score: float
    strength: str
    reason: str
    path: tuple[Step, ...]
    fit: tuple[Fit, ...]
    watch: tuple[Remark, ...]
    companions: tuple[Companion, ...]


@dataclass(frozen=True)
class Advice:
    """The answer to a question in someone's own words.

    :param language: language in which the question was read.
    :param gap: whether nothing fits; the instruments are then only the nearest help.
    :param told: what to say about the gap in a sentence or two, else empty; the problems' remarks say what it rests on.
    :param problems: problems and outside topics understood, best first.
    :param themes: themes and factors understood, best first.
    """

    question: str
    language: str
    gap: bool
    told: str
    problems: list[Understood] = field(default_factory=list)
    themes: list[Topic] = field(default_factory=list)
    instruments: list[Suggestion] = field(default_factory=list)
