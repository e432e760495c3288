"""Concept schemes as NL-SBB 1.0, the Dutch profile of SKOS that the vocabularies of Kennisnet and NORA follow.

Source: Standaard voor het beschrijven van begrippen, https://docs.geostandaarden.nl/nl-sbb/nl-sbb/.
A mapping may point only at concepts that are described in the same graph: those of our other schemes come along with
name, definition and scheme; concepts of others, of which we can give no definition, stay out.
"""

from __future__ import annotations

from collections import Counter

from kg.namespaces import DCT, FOAF, PROV, RDFS, SKOS
from kg.publish.rdf import Graph, Node, iri, text, texts, typed
from kg.publish.site import LICENCE, PUBLISHER, Site
from kg.settings import LANGUAGES
from kg.things import Fact, Thing, Things

_CONCEPT, _SCHEME = SKOS + "Concept", SKOS + "ConceptScheme"
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_MAPPINGS = ("closeMatch", "relatedMatch", "broadMatch", "narrowMatch", "exactMatch")


def schemes(things: Things) -> list[Thing]:
    """The concept schemes of a graph, by address."""
    return sorted(things.kinds.get("scheme", []), key=lambda thing: thing.iri)


def _worded(facts: list[Fact]) -> dict[str, str]:
    return {fact.value.lang: fact.value.value for fact in facts}


def _links(concept: Thing, name: str) -> list[Node]:
    return [iri(to) for to in concept.values(SKOS + name)]


def _base(graph: Graph, things: Things, concept: Thing) -> None:
    """What a concept needs to stand in any graph: name, definition, scheme, and its place in that."""
    broader = concept.values(SKOS + "broader")
    scheme = concept.value(SKOS + "inScheme")
    graph.add(
        concept.iri,
        [_CONCEPT],
        (SKOS + "prefLabel", texts(concept.names)),
        (SKOS + "definition", texts(_worded(concept.facts(SKOS + "definition")))),
        (SKOS + "inScheme", iri(scheme)),
        (SKOS + "topConceptOf", _links(concept, "topConceptOf")),
        (SKOS + "broader", [iri(to) for to in broader]),
    )
    for above in broader:
        _base(graph, things, things.all[above])
    graph.add(scheme, [_SCHEME], (DCT + "title", texts(things.all[scheme].names)))


def _concept(graph: Graph, things: Things, concept: Thing, codes: Counter[str]) -> None:
    """A concept with all that the profile has a place for.

    :param codes: how often each notation stands in the scheme. One that stands there twice is no code of the scheme
        but a number in a source, and the profile has no place for that.
    """
    _base(graph, things, concept)
    seen = set(concept.names.items())
    for name in _LABELS[1:]:
        for fact in concept.facts(SKOS + name):
            # NL-SBB: a label stands in one place only, and every label has a language.
            if fact.value.lang and (fact.value.lang, fact.value.value) not in seen:
                seen.add((fact.value.lang, fact.value.value))
                graph.add(concept.iri, (), (SKOS + name, text(fact.value.value, fact.value.lang)))
    for fact in (*concept.facts(SKOS + "note"), *concept.facts(SKOS + "scopeNote")):
        graph.add(concept.iri, (), (SKOS + "scopeNote", text(fact.value.value, fact.value.lang)))
    graph.add(
        concept.iri,
        (),
        (SKOS + "notation", [text(value) for value in concept.values(SKOS + "notation") if codes[value] == 1]),
        (RDFS + "isDefinedBy", iri(concept.value(SKOS + "inScheme"))),
        (SKOS + "related", _links(concept, "related")),
        (SKOS + "narrower", [iri(narrower) for narrower in concept.about(SKOS + "broader")]),
    )
    documents = {
        passage.source for fact in concept.facts(SKOS + "definition") for c in fact.claims for passage in c.passages
    }
    for document in sorted(documents):
        graph.add(concept.iri, (), (DCT + "source", iri(document)))
        _source(graph, things.all[document])
    for name in _MAPPINGS:
        for to in concept.values(SKOS + name):
            if to in things.all and _CONCEPT in things.all[to].types:
                graph.add(concept.iri, (), (SKOS + name, iri(to)))
                _base(graph, things, things.all[to])


def _source(graph: Graph, document: Thing) -> None:
    """A source document: typed, named, and with what is known of where it came out."""
    title = document.value(DCT + "title") or document.label("nl")
    authors = ", ".join(document.values(DCT + "creator"))
    date = document.value(DCT + "date")
    graph.add(
        document.iri,
        [FOAF + "Document", DCT + "BibliographicResource"],
        (DCT + "title", text(title, "nl")),
        (RDFS + "comment", texts(_worded(document.facts(DCT + "description")))),
        (DCT + "bibliographicCitation", text(". ".join(part for part in (authors, title, date) if part))),
    )


def vocabulary(things: Things, scheme: Thing, site: Site, modified: str) -> Graph:
    """One concept scheme with its concepts.

    :param modified: day of the last change (YYYY-MM-DD).
    """
    graph = Graph()
    concepts = things.scheme(scheme.slug)
    codes = Counter(code for concept in concepts for code in concept.values(SKOS + "notation"))
    for concept in concepts:
        _concept(graph, things, concept, codes)
    tops = [concept for concept in concepts if concept.values(SKOS + "topConceptOf")]
    described = _worded(scheme.facts(DCT + "description"))
    graph.add(
        scheme.iri,
        [_SCHEME],
        (DCT + "title", texts(scheme.names)),
        (RDFS + "label", texts(scheme.names)),
        (RDFS + "comment", texts(described)),
        (DCT + "description", texts(described)),
        (SKOS + "hasTopConcept", [iri(concept.iri) for concept in tops]),
        (DCT + "source", [iri(document) for document in scheme.values(DCT + "source")]),
        (DCT + "publisher", iri(PUBLISHER)),
        (DCT + "license", iri(LICENCE)),
        (DCT + "modified", typed(modified, "date")),
        (FOAF + "page", iri(site.page(scheme.iri))),
    )
    for document in scheme.values(DCT + "source"):
        _source(graph, things.all[document])
    editors = things.all.get(PUBLISHER)
    names = {lang: editors.label(lang) for lang in LANGUAGES} if editors else {}
    graph.add(PUBLISHER, [FOAF + "Agent", PROV + "Agent"], (FOAF + "name", texts(names)))
    return graph
