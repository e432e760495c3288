"""Names are addresses: every thing stands in the one file that its address names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Result, Severity
from kg.namespaces import SLUG, shorten, split_address
from kg.validation.files import Files

_WHY = {
    "nl": "Adres en bestand horen bij elkaar: zo weet iedereen waar een ding staat, en staat het maar op één plaats.",
    "en": "Address and file belong together: so everyone knows where a thing stands, and it stands in one place only.",
}
_EXAMPLE = "# data/instrument/toolwiel.ttl\ninstrument:toolwiel a kg:Instrument ."

_KIND_WHY = {
    "nl": "Zonder soort geldt er geen enkele regel voor, en staat het op geen pagina en in geen lijst.",
    "en": "Without a kind no rule holds for it, and it is on no page and in no list.",
}
_KIND_EXAMPLE = "instrument:toolwiel a kg:Instrument ."

SLUG_RULE, KIND_RULE = "layout-slug", "layout-kind"
RULES = {
    KIND_RULE: (
        {"nl": "Er staat niet bij wat voor ding {value} is.", "en": "It is not said what kind of thing {value} is."},
        {
            "nl": "Zeg de soort, met „a” erachter, of haal weg wat er over dit adres staat.",
            "en": "Say the kind, behind “a”, or take out what is said of this address.",
        },
    ),
    "layout-one-file": (
        {"nl": "Dit staat in meer dan één bestand: {value}.", "en": "This stands in more than one file: {value}."},
        {
            "nl": "Kies één bestand en haal het uit het andere weg, of geef één van beide een andere slug.",
            "en": "Choose one file and take it out of the other, or give one of them another slug.",
        },
    ),
    "layout-file-name": (
        {
            "nl": "Het adres hoort niet bij dit bestand; verwacht: {value}.",
            "en": "The address does not belong in this file; expected: {value}.",
        },
        {
            "nl": "Hernoem of verplaats het bestand, of verbeter het adres.",
            "en": "Rename or move the file, or mend the address.",
        },
    ),
    SLUG_RULE: (
        {"nl": "De slug {value} is niet goed gevormd.", "en": "The slug {value} is not well formed."},
        {
            "nl": "Gebruik kleine letters zonder accenten, cijfers en enkele koppeltekens.",
            "en": "Use lower-case letters without accents, digits and single hyphens.",
        },
    ),
}


def check(files: Files, things: Iterable[str]) -> list[Result]:
    """Findings about where things stand.

    :param things: addresses of the things to look at.
    """
    results = []
    for iri in things:
        address, paths = split_address(iri), files.typed_in(iri)
        if address is None:
            continue
        if not paths:
            # What nobody says anything of is no thing, and pointing at it is another fault.
            if home := files.home(iri):
                results.append(_result(KIND_RULE, iri, shorten(iri), home, _KIND_WHY, _KIND_EXAMPLE))
            continue
        kind, slug, _part = address
        if len(paths) > 1:
            names = ", ".join(sorted(files.name(path) for path in paths))
            results.append(_result("layout-one-file", iri, names, paths[-1]))
        if not SLUG.fullmatch(slug):
            results.append(_result(SLUG_RULE, iri, slug, paths[0]))
        expected = _expected(kind, slug)
        if not files.name(paths[0]).endswith(expected):
            results.append(_result("layout-file-name", iri, expected[0], paths[0]))
    return results


def _expected(kind: str, slug: str) -> tuple[str, ...]:
    """The files that may hold a thing, the usual one first."""
    if kind == "scheme":
        return (f"ontology/schemes/{slug}.ttl",)
    if kind == "passage":
        return (f"data/passage/{slug.split('-', maxsplit=1)[0]}.ttl",)
    # A claim about a mapping stands with the mapping.
    return f"data/{kind}/{slug}.ttl", f"ontology/schemes/{kind}.ttl", f"ontology/mappings/{kind}.ttl"


def _result(  # noqa: PLR0913, PLR0917 (what a finding is made of)
    rule: str, iri: str, value: str, path: Path, why: dict[str, str] = _WHY, example: str = _EXAMPLE
) -> Result:
    what, mend = RULES[rule]
    told = {lang: text.format(value=value) for lang, text in what.items()}
    return Result(Severity.VIOLATION, iri, rule, told, dict(mend), file=str(path), why=why, example=example)
