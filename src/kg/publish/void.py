"""VoID: what is in the graph, in numbers, for tools that choose data sets (https://www.w3.org/TR/void/).

The data set is that of the catalogue, so that both descriptions are of one thing::

    <.../catalogue#graph> a void:Dataset ; void:triples 108000 ; void:sparqlEndpoint <.../sparql> ;
      void:classPartition <.../catalogue#class-kg-Instrument> .
"""

from __future__ import annotations

from kg.namespaces import DCT, FOAF, ID, KG, PREFIXES, shorten, split_address
from kg.publish.dcat import CATALOGUE
from kg.publish.dumps import PATHS
from kg.publish.rdf import FORMS, VOID, Graph, Node, iri, text, texts, typed
from kg.publish.site import DESCRIPTIONS, LICENCE, PUBLISHER, TITLES, Site
from kg.store import Store

DATASET = f"{CATALOGUE}#graph"
NAME = "void"
_TOTALS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
_CLASSES = """SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) (MIN(STR(?s)) AS ?first)
WHERE { ?s a ?class } GROUP BY ?class ORDER BY ?class"""
_PROPERTIES = """SELECT ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"""
_ENTITIES = f"""SELECT (COUNT(DISTINCT ?s) AS ?n)
WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{ID}") && !CONTAINS(STR(?s), "#")) }}"""
# A single graph has no need of TriG.
SUFFIXES = tuple(suffix for suffix in FORMS if suffix != "trig")
# SPARQL 1.1 Service Description uses the same names of forms.
_FEATURES = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG")


def describe(store: Store, site: Site) -> Graph:
    """The description of the graph in a store.

    :param site: where dumps and endpoint are.
    """
    made = Graph()
    document = site.address(NAME)
    made.add(
        document,
        [VOID + "DatasetDescription"],
        (DCT + "title", text("VoID", "en")),
        (DCT + "creator", iri(PUBLISHER)),
        (FOAF + "primaryTopic", iri(DATASET)),
        (FOAF + "topic", iri(DATASET)),
    )
    made.add(
        DATASET,
        [VOID + "Dataset"],
        (DCT + "title", texts(TITLES)),
        (DCT + "description", texts(DESCRIPTIONS)),
        (DCT + "license", iri(LICENCE)),
        (DCT + "publisher", iri(PUBLISHER)),
        (FOAF + "homepage", iri(site.base_url)),
        (VOID + "uriSpace", text(ID)),
        (VOID + "sparqlEndpoint", iri(site.address("sparql"))),
        (VOID + "dataDump", [iri(site.address(path)) for path in PATHS.values()]),
        (VOID + "feature", [iri(f"http://www.w3.org/ns/formats/{name}") for name in _FEATURES]),
    )
    _totals(made, store)
    classes, properties = _classes(made, store), _properties(made, store)
    used = [name for name in PREFIXES.values() if any(term.startswith(name) for term in (*classes, *properties))]
    made.add(DATASET, (), (VOID + "vocabulary", [iri(name) for name in used]))
    return made


def _count(number: str) -> Node:
    return typed(int(number), "integer")


def _totals(made: Graph, store: Store) -> None:
    [totals] = _rows(store, _TOTALS)
    [entities] = _rows(store, _ENTITIES)
    names = ("triples", "distinctSubjects", "distinctObjects")
    facts = [(VOID + name, _count(number)) for name, number in zip(names, totals, strict=True)]
    made.add(DATASET, (), *facts, (VOID + "entities", _count(entities[0])))


def _classes(made: Graph, store: Store) -> list[str]:
    """The classes in the graph; each becomes a part, and one thing of each class of ours an example."""
    rows = _rows(store, _CLASSES)
    for name, entities, first in rows:
        part = f"{CATALOGUE}#class-{_fragment(name)}"
        made.add(part, [VOID + "Dataset"], (VOID + "class", iri(name)), (VOID + "entities", _count(entities)))
        address = split_address(first)
        example = iri(first) if name.startswith(KG) and address and not address[2] else None
        made.add(DATASET, (), (VOID + "classPartition", iri(part)), (VOID + "exampleResource", example))
    names = [name for name, _entities, _first in rows]
    made.add(DATASET, (), (VOID + "classes", _count(str(len(names)))))
    return names


def _properties(made: Graph, store: Store) -> list[str]:
    rows = _rows(store, _PROPERTIES)
    for name, triples, subjects, objects in rows:
        part = f"{CATALOGUE}#property-{_fragment(name)}"
        made.add(
            part,
            [VOID + "Dataset"],
            (VOID + "property", iri(name)),
            (VOID + "triples", _count(triples)),
            (VOID + "distinctSubjects", _count(subjects)),
            (VOID + "distinctObjects", _count(objects)),
        )
        made.add(DATASET, (), (VOID + "propertyPartition", iri(part)))
    made.add(DATASET, (), (VOID + "properties", _count(str(len(rows)))))
    return [row[0] for row in rows]


def _fragment(name: str) -> str:
    """A name for a part: ``kg-Instrument``."""
    return shorten(name).replace(":", "-", 1)


def _rows(store: Store, query: str) -> list[list[str]]:
    return [[term.value if term else "" for term in row] for row in store.select(query).rows]
