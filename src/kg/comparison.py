"""A few things of one kind side by side: what they share, and in what they differ.

::

    for row in compare(things, [toolwiel, placemat], "nl"):
        row.label, row.differs, [[entry.text for entry in cell] for cell in row.cells]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import Code, KgError
from kg.namespaces import DCT, KG, SCHEMA
from kg.things import Thing, Things

LEAST, MOST = 2, 4
# What is compared, in this order: properties of an instrument, then kinds of findings about it.
_PROPERTIES = (
    DCT + "description",
    SCHEMA + "audience",
    SCHEMA + "educationalLevel",
    KG + "level",
    KG + "phase",
    KG + "goal",
    SCHEMA + "learningResourceType",
    SCHEMA + "about",
    KG + "addresses",
    KG + "cluster",
    SCHEMA + "producer",
    KG + "goesWith",
)
_FINDINGS = ("condition", "strong-point", "weak-point")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value.

    :param iri: its address where it is a thing, else empty.
    :param shared: whether all that are compared have it.
    """

    text: str
    iri: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What is compared, with the values of each thing.

    :param iri: the property, or the kind of finding.
    :param cells: the values of each, in the order asked; none where the graph does not say.
    :param differs: whether not all have the same values.
    """

    iri: str
    label: str
    cells: tuple[tuple[Entry, ...], ...]
    differs: bool


def compare(things: Things, iris: Sequence[str], lang: str) -> list[Row]:
    """The rows in which at least one of the instruments has a value.

    :param iris: addresses of 2 to 4 instruments.
    :raises KgError: ``usage`` for too few or too many; ``not-found`` for what is no instrument.
    """
    wanted = list(dict.fromkeys(iris))
    if not LEAST <= len(wanted) <= MOST:
        raise KgError(
            Code.USAGE,
            f"{LEAST} to {MOST} instruments can be compared, not {len(wanted)}.",
            where="instruments",
            hint="kg compare toolwiel knoppencursussen",
            dutch=(
                f"U kunt {LEAST} tot {MOST} instrumenten vergelijken, niet {len(wanted)}.",
                "kg compare toolwiel knoppencursussen",
            ),
        )
    compared = [_instrument(things, iri) for iri in wanted]
    rows = []
    for predicate in _PROPERTIES:
        rows.append(_row(things, predicate, [_values(things, thing, predicate, lang) for thing in compared], lang))
    findings = {kind.slug: kind.iri for kind in things.scheme("finding-type")}
    for slug in _FINDINGS:
        if slug in findings:
            told = [_findings(things, thing, findings[slug], lang) for thing in compared]
            rows.append(_row(things, findings[slug], told, lang))
    return [row for row in rows if any(row.cells)]


def _instrument(things: Things, iri: str) -> Thing:
    thing = things.all.get(iri)
    if thing is None or thing.kind != "instrument":
        raise KgError(
            Code.NOT_FOUND,
            f"There is no instrument {iri!r}.",
            where="instruments",
            hint="`kg find` finds one.",
            dutch=(f"Er is geen instrument „{iri}”.", "`kg find` vindt er een."),
        )
    return thing


def _values(things: Things, thing: Thing, predicate: str, lang: str) -> list[tuple[str, str]]:
    """Text and address of each value; what helps most comes first."""
    facts = thing.facts(predicate, lang)
    order = {
        other: place for place, other in enumerate(other.iri for other in things.sorted(thing.values(predicate), lang))
    }
    facts = sorted(
        facts,
        key=lambda fact: (
            not any(claim.strength == "central" for claim in fact.claims),
            order.get(fact.value.value, 0),
        ),
    )
    return [
        (things.label(fact.value.value, lang), fact.value.value) if fact.value.kind == "iri" else (fact.value.value, "")
        for fact in facts
    ]


def _findings(things: Things, thing: Thing, kind: str, lang: str) -> list[tuple[str, str]]:
    parts = [part for part in things.parts(thing) if kind in part.values(KG + "findingType")]
    parts.sort(key=lambda part: [(place.number, place.start) for place in part.passages])
    return [(part.value(DCT + "description", lang), "") for part in parts]


def _row(things: Things, iri: str, values: list[list[tuple[str, str]]], lang: str) -> Row:
    shared = set(values[0]).intersection(*values[1:])
    cells = tuple(tuple(Entry(text, other, (text, other) in shared) for text, other in cell) for cell in values)
    return Row(iri, things.label(iri, lang), cells, any(set(cell) != shared for cell in values))
