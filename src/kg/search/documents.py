"""What is searched: the texts of everything that has a page, and what instruments and problems are narrowed by."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from kg.bm25 import Index, weighted
from kg.namespaces import ID, split_address
from kg.settings import LANGUAGES
from kg.stemming import folded
from kg.store import Store, full_rows
from kg.text import Analyzer, words

# What each text is to the thing that it is about.
_TEXTS = """SELECT ?thing ?part ?text WHERE {
  {
    VALUES (?property ?part) {
      (skos:prefLabel "label") (dct:title "title") (skos:altLabel "other") (skos:notation "code")
      (dct:identifier "code") (skos:hiddenLabel "keyword") (kg:actionLabel "action") (skos:definition "told")
      (dct:description "told") (skos:note "note") (kg:gapNote "note")
    }
    ?thing ?property ?text
  } UNION {
    ?finding a kg:Finding ; schema:about ?thing ; dct:description ?text BIND("note" AS ?part)
  }
}"""
# What instruments and problems can be narrowed by.
_FACETS = """SELECT DISTINCT ?thing ?facet ?value WHERE {
  VALUES ?class { kg:Instrument kg:Problem }
  VALUES (?property ?facet) {
    (schema:about "theme") (kg:hasTheme "theme") (schema:educationalLevel "sector") (schema:audience "audience")
    (kg:experiencedBy "audience") (kg:level "level") (kg:phase "phase") (kg:goal "goal") (kg:cluster "cluster")
    (schema:learningResourceType "form") (schema:producer "programme")
  }
  ?thing a ?class ; ?property ?value .
} ORDER BY ?thing ?facet ?value"""
_AREAS = f"""SELECT ?thing ?area WHERE {{
  {{ ?thing a kg:Problem ; skos:relatedMatch ?area }}
  UNION {{ ?thing a kg:Instrument ; kg:addresses/skos:relatedMatch ?area }}
  ?area skos:inScheme <{ID}scheme/problem-area> .
}}"""
FACETS = ("kind", "area", "theme", "sector", "audience", "level", "phase", "goal", "cluster", "form", "programme")
# Which parts are names, and how much each part weighs.
_NAMES = ("label", "title", "other", "foreign", "keyword", "code")
_WEIGHTS = {
    "label": 4.0, "title": 3.0, "other": 3.0, "foreign": 1.0, "keyword": 2.0, "action": 2.0, "told": 1.0,
    "note": 0.4,
}  # fmt: skip
# A search word, or the name in another language, is not what a thing is called here.
_LESSER = {"keyword": 0.4, "foreign": 0.3}
# What people look for most; what only sorts or explains comes later. Passages have no page.
KIND_WEIGHTS = {"instrument": 1.4, "problem": 1.25, "theme": 1.1, "finding": 0.6, "disagreement": 0.6, "dataset": 0.8}
_NOT_SEARCHED = frozenset({"passage", "basis", "strength", "severity"})


# Thing -> part -> its texts in one language.
Texts = dict[str, dict[str, list[str]]]


@dataclass(slots=True)
class Document:
    """What is shown of a thing that was found, and what it is narrowed by.

    :param told: language -> what it is, in short.
    :param action: language -> what one does with it.
    :param facets: facet -> values.
    """

    kind: str
    told: dict[str, str] = field(default_factory=dict)
    action: dict[str, str] = field(default_factory=dict)
    facets: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """The texts of one language, indexed.

    :param places: where in ``joined`` each name begins.
    :param names: the names as written.
    :param owners: of each name the thing that has it.
    :param worths: of each name what such a name is worth.
    :param joined: all names, folded, between line ends: one scan finds what stands anywhere in any of them.
    :param order: thing -> its place in the alphabet.
    """

    analyzer: Analyzer
    index: Index
    places: array[int]
    names: list[str]
    owners: list[str]
    worths: array[float]
    joined: str
    order: dict[str, int]


def read_documents(store: Store) -> tuple[dict[str, Document], dict[str, Texts]]:
    """Of everything that has a page of its own the document, by address, and its texts, by language."""
    texts: dict[str, Texts] = {lang: defaultdict(lambda: defaultdict(list)) for lang in LANGUAGES}
    for thing, part, text in full_rows(store, _TEXTS):
        if _kind(thing.value):
            # A name is searched in any language; so is a text that has none.
            for lang in LANGUAGES if part.value in _NAMES or not text.lang else [text.lang]:
                foreign = part.value in _NAMES and text.lang not in {"", lang} and part.value != "title"
                texts[lang][thing.value]["foreign" if foreign else part.value].append(text.value)
    # Sorted here: stores differ in their order, and in how fast they sort.
    for lang, found in texts.items():
        texts[lang] = {iri: {part: sorted(found[iri][part]) for part in sorted(found[iri])} for iri in sorted(found)}
    documents = {iri: Document(_kind(iri)) for iri in sorted(set().union(*texts.values()))}
    for lang, found in texts.items():
        for iri, parts in found.items():
            document = documents[iri]
            for name, shown in (("told", document.told), ("action", document.action)):
                if name in parts:
                    shown[lang] = parts[name][0]
    for thing, facet, value in full_rows(store, _FACETS):
        documents[thing.value].facets.setdefault(facet.value, []).append(value.value)
    # The area in which an instrument helps with most problems comes first.
    areas = Counter((thing.value, area.value) for thing, area in full_rows(store, _AREAS))
    for (iri, area), _number in sorted(areas.items(), key=lambda item: (-item[1], item[0])):
        documents[iri].facets.setdefault("area", []).append(area)
    for document in documents.values():
        document.facets["kind"] = [document.kind]
    return documents, texts


def read_wording(documents: Mapping[str, Document], texts: Texts, labels: Mapping[str, str], lang: str) -> Wording:
    """The texts of documents in one language, indexed.

    :param labels: thing -> its name in that language.
    """
    analyzer = Analyzer(
        (word for told in texts.values() for part in told.values() for text in part for word in words(text)), lang
    )
    index = Index.of(
        (
            iri,
            weighted(
                (analyzer.terms(text), _WEIGHTS[part])
                for part, parts in texts.get(iri, {}).items()
                if part in _WEIGHTS
                for text in parts
            ),
        )
        for iri in documents
    )
    analyzer.forget()
    named = [
        (name, iri, _LESSER.get(part, 1.0) * KIND_WEIGHTS.get(document.kind, 1.0))
        for iri, document in documents.items()
        for part in _NAMES
        for name in texts.get(iri, {}).get(part, ())
    ]
    names, owners = [name for name, _iri, _worth in named], [iri for _name, iri, _worth in named]
    worths = array("d", (worth for _name, _iri, worth in named))
    lines = [folded(name).replace("\n", " ") for name in names]
    places = list(accumulate((len(line) + 1 for line in lines), initial=0))
    order = {iri: place for place, iri in enumerate(sorted(documents, key=lambda iri: (folded(labels[iri]), iri)))}
    return Wording(analyzer, index, array("I", places), names, owners, worths, "\n".join([*lines, ""]), order)


def _kind(iri: str) -> str:
    """The kind of what has a page of its own; empty for all else."""
    address = split_address(iri)
    return address[0] if address and not address[2] and address[0] not in _NOT_SEARCHED else ""
