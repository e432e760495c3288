"""Operations that describe: kinds, things, what they rest on, and how two of them hang together."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kg import paths
from kg.entities import Description
from kg.errors import Code, KgError, did_you_mean
from kg.evidence import Evidence, evidence
from kg_web.api.operation import LANGUAGE, Operation, Parameter, number
from kg_web.api.schema import Schema, schema_of
from kg_web.site import Site

_NAME: Schema = {"type": "string", "maxLength": 200}
_KIND = Parameter("kind", "Kind of thing.", _NAME, required=True, example="instrument")
_SLUG = Parameter("slug", "Slug of the thing.", _NAME, required=True, example="toolwiel")


@dataclass(frozen=True)
class Kind:
    """A kind of thing, and how many there are."""

    kind: str
    things: int


@dataclass(frozen=True)
class Named:
    """A thing by its address and name."""

    iri: str
    slug: str
    label: str


@dataclass(frozen=True)
class Listing:
    """A page of a list.

    :param total: how many there are in all.
    """

    total: int
    offset: int
    limit: int
    items: list[Named]


def operations(site: Site) -> list[Operation]:
    """The operations over one graph."""

    def kinds() -> list[dict[str, Any]]:
        return [asdict(Kind(kind, len(things))) for kind, things in site.things.kinds.items()]

    def listing(kind: str, offset: int, limit: int, lang: str) -> dict[str, Any]:
        if kind not in site.things.kinds:
            hint = did_you_mean(kind, list(site.things.kinds))
            raise KgError(Code.NOT_FOUND, f"There is no kind {kind[:40]!r}.", where="kind", hint=hint)
        found = site.things.sorted((thing.iri for thing in site.things.kinds[kind]), lang)
        shown = [Named(thing.iri, thing.slug, thing.label(lang)) for thing in found[offset : offset + limit]]
        return asdict(Listing(len(found), offset, limit, shown))

    def describe(kind: str, slug: str, lang: str) -> dict[str, Any]:
        return asdict(site.directory.describe(site.directory.resolve(f"{kind}/{slug}"), lang))

    def grounds(kind: str, slug: str, lang: str) -> list[dict[str, Any]]:
        iri = site.directory.resolve(f"{kind}/{slug}")
        return [
            asdict(item) for item in evidence(site.store, site.directory, iri, lang, site.workspace.settings.sources)
        ]

    def path(start: str, end: str, lang: str) -> list[dict[str, Any]]:
        first, last = site.directory.resolve(start, where="start"), site.directory.resolve(end, where="end")
        return [
            asdict(step)
            for step in paths.named(paths.shortest(paths.ways_of(site.things), first, last), site.directory, lang)
        ]

    pages = (number("offset", "Skip this many.", 0, 1_000_000, 0), number("limit", "At most this many.", 1, 500, 100))
    return [
        Operation(
            "kinds",
            "/things",
            {"en": "The kinds of things, with their number.", "nl": "De soorten dingen, met hun aantal."},
            kinds,
            schema_of(list[Kind]),
        ),
        Operation(
            "list",
            "/things/{kind}",
            {"en": "The things of a kind, by name.", "nl": "De dingen van een soort, op naam."},
            listing,
            schema_of(Listing),
            (*pages, LANGUAGE),
            (_KIND,),
            links=True,
        ),
        Operation(
            "show",
            "/things/{kind}/{slug}",
            {"en": "All that the graph says of a thing.", "nl": "Alles wat de graaf over een ding zegt."},
            describe,
            schema_of(Description),
            (LANGUAGE,),
            (_KIND, _SLUG),
        ),
        Operation(
            "evidence",
            "/things/{kind}/{slug}/evidence",
            {
                "en": "What the statements about a thing rest on: basis, source, section and place.",
                "nl": "Waarop de uitspraken over een ding berusten: basis, bron, onderdeel en plaats.",
            },
            grounds,
            schema_of(list[Evidence]),
            (LANGUAGE,),
            (_KIND, _SLUG),
        ),
        Operation(
            "path",
            "/path",
            {
                "en": "How two things hang together: the shortest chain of links.",
                "nl": "Hoe twee dingen samenhangen: de kortste keten van verbanden.",
            },
            path,
            schema_of(list[paths.NamedStep]),
            (
                Parameter("start", "Address or slug of a thing.", _NAME, required=True, example="toolwiel"),
                Parameter(
                    "end", "Address or slug of another.", _NAME, required=True, example="factor/ict-geletterdheid"
                ),
                LANGUAGE,
            ),
        ),
    ]
