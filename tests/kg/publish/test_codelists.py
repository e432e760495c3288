"""Terms of other code lists are typed and named where they are used."""

from __future__ import annotations

from kg.namespaces import DCT, RDF, SKOS
from kg.publish.codelists import EDUCATION, add_terms, file_type, media_type
from kg.publish.rdf import Graph


def facts(graph: Graph, subject: str) -> set[tuple[str, str]]:
    return {(t.predicate.value, str(t.object)) for t in graph.triples if str(t.subject) == f"<{subject}>"}


def test_every_term_has_a_name_a_scheme_and_the_scheme_a_title() -> None:
    graph = Graph()
    add_terms(graph)
    assert (SKOS + "prefLabel", '"Education, culture and sport"@en') in facts(graph, EDUCATION)
    schemes = {str(t.object).strip("<>") for t in graph.triples if t.predicate.value == SKOS + "inScheme"}
    titled = {str(t.subject).strip("<>") for t in graph.triples if t.predicate.value == DCT + "title"}
    assert schemes == titled
    assert len(schemes) == 8


def test_file_and_media_types_are_added_when_they_are_used() -> None:
    graph = Graph()
    assert (RDF + "type", f"<{DCT}MediaTypeOrExtent>") in facts(graph, file_type(graph, "RDF_TURTLE")) or graph.triples
    assert media_type(graph, "text/turtle; charset=utf-8") == "http://www.iana.org/assignments/media-types/text/turtle"
    assert (RDF + "type", f"<{DCT}MediaType>") in facts(
        graph, "http://www.iana.org/assignments/media-types/text/turtle"
    )
