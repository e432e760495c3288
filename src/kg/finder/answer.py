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
class Understood:
    """A problem, or a topic outside the instruments, that the words may mean.

    :param score: how well the words fit, 1 for the best.
    :param gap: what the graph says where no instrument helps, else empty.
    :param outside: whether it is a topic that the instruments are not about.
    :param chosen: whether the asker chose it, rather than the finder.
    """

    iri: str
    label: str
    score: float
    gap: str
    outside: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path from the words to an instrument.

    :param link: ``words``, ``factor``, ``theme`` or ``help``.
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
    :param fits: ``None`` where the graph does not say.
    :param values: what the instrument is made for, as names.
    """

    part: str
    fits: bool | None
    values: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """An instrument that helps, and why.

    :param row: row in the list of the impact study, or ``None``.
    :param strength: ``central``, ``partly``, ``named`` (asked for by name), ``words`` (its texts match) or ``nearest``
        (nearest help in a gap).
    :param reason: why it helps with the problem; what it is, where the words or the gap led to it.
    :param path: words -> problem -> factor or theme -> instrument.
    :param watch: weak points and conditions.
    :param companions: address and name of what goes well with it.
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
    watch: tuple[str, ...]
    companions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Advice:
    """The answer to a question in someone's own words.

    :param gap: whether nothing fits; the instruments are then only the nearest help.
    :param told: what to say about the gap, else empty.
    :param language: language in which the question was read.
    """

    question: str
    language: str
    gap: bool
    told: str
    problems: list[Understood] = field(default_factory=list)
    instruments: list[Suggestion] = field(default_factory=list)
