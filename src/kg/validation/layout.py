"""Names are addresses: every thing stands in the one file that its address names."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.model import Result, Severity
from kg.namespaces import SLUG, split_address
from kg.product import Product

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

RULES = {
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
    "layout-slug": (
        {"nl": "De slug {value} is niet goed gevormd.", "en": "The slug {value} is not well formed."},
        {
            "nl": "Gebruik kleine letters zonder accenten, cijfers en enkele koppeltekens.",
            "en": "Use lower-case letters without accents, digits and single hyphens.",
        },
    ),
}


def check(triples: dict[Path, list[ox.Triple]], product: Product) -> list[Result]:
    """Findings about where things stand.

    :param triples: what each file holds.
    """
    homes: dict[str, list[Path]] = {}
    for path, per_file in triples.items():
        for triple in per_file:
            if triple.predicate.value == _TYPE and isinstance(triple.subject, ox.NamedNode):
                known = homes.setdefault(triple.subject.value, [])
                if path not in known:
                    known.append(path)
    results = []
    for iri, paths in homes.items():
        address = split_address(iri)
        if address is None:
            continue
        kind, slug, _part = address
        if len(paths) > 1:
            names = ", ".join(sorted(product.relative(path) for path in paths))
            results.append(_result("layout-one-file", iri, names, paths[-1]))
        if not SLUG.fullmatch(slug):
            results.append(_result("layout-slug", iri, slug, paths[0]))
        expected = _expected(kind, slug)
        if not any(product.relative(paths[0]).endswith(name) for name in expected):
            results.append(_result("layout-file-name", iri, expected[0], paths[0]))
    return results


def _expected(kind: str, slug: str) -> list[str]:
    """The files that may hold a thing, the usual one first."""
    if kind == "scheme":
        return [f"ontology/schemes/{slug}.ttl"]
    if kind == "passage":
        return [f"data/passage/{slug.split('-', maxsplit=1)[0]}.ttl"]
    # A claim about a mapping stands with the mapping.
    return [f"data/{kind}/{slug}.ttl", f"ontology/schemes/{kind}.ttl", f"ontology/mappings/{kind}.ttl"]


def _result(rule: str, iri: str, value: str, path: Path) -> Result:
    what, mend = RULES[rule]
    told = {lang: text.format(value=value) for lang, text in what.items()}
    return Result(Severity.VIOLATION, iri, rule, told, dict(mend), value="", file=str(path))
