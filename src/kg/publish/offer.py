"""What is in the catalogue: the data sets and services of this server, in words for people."""

from __future__ import annotations

from collections.abc import Iterable

from kg.publish.dcat import Dataset, Distribution, Service
from kg.publish.document import Document
from kg.publish.rdf import FORMS

_KEYWORDS = {
    "nl": ["onderwijsinnovatie", "docentprofessionalisering", "ict in het onderwijs", "mbo", "hbo", "wo"],
    "en": ["education innovation", "teacher development", "ICT in education", "higher education"],
}
_FORM_NAMES = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML", "trig": "TriG"}


def _in_form(what: dict[str, str], suffix: str) -> dict[str, str]:
    return {"nl": f"{what['nl']} in {_FORM_NAMES[suffix]}", "en": f"{what['en']} in {_FORM_NAMES[suffix]}"}


def _graph(dumps: Iterable[Document]) -> Dataset:
    titles = {"nl": "Kennisgraaf", "en": "Knowledge graph"}
    return Dataset(
        "graph",
        {"nl": "Kennisgraaf van de Instrumentenwijzer", "en": "Knowledge graph of the Instrumentenwijzer"},
        {
            "nl": "De hele graaf: instrumenten, problemen, factoren, programma’s en organisaties, met bij elk feit de "
            "bron en plaats waarop het berust.",
            "en": "The whole graph: instruments, problems, factors, programmes and organisations, with the source and "
            "place behind every fact.",
        },
        _KEYWORDS,
        [
            Distribution(dump.path, _in_form(titles, suffix), FORMS[suffix].media_type, FORMS[suffix].file_type, dump)
            for dump in dumps
            for suffix in [dump.path.rpartition(".")[2]]
        ],
    )


def _vocabularies() -> Dataset:
    titles = {"nl": "Begrippenkaders", "en": "Concept schemes"}
    return Dataset(
        "vocabularies",
        {"nl": "Begrippenkaders van de Instrumentenwijzer", "en": "Concept schemes of the Instrumentenwijzer"},
        {
            "nl": "Thema’s, doelgroepen, problemen, factoren en andere begrippenlijsten, volgens NL-SBB.",
            "en": "Themes, target groups, problems, factors and other concept schemes, according to NL-SBB.",
        },
        {"nl": [*_KEYWORDS["nl"], "begrippenkader"], "en": [*_KEYWORDS["en"], "concept scheme"]},
        [
            Distribution(
                f"vocabularies.{suffix}", _in_form(titles, suffix), FORMS[suffix].media_type, FORMS[suffix].file_type
            )
            for suffix in ("ttl", "jsonld", "rdf")
        ],
    )


def _tables(tables: Iterable[str]) -> Dataset:
    return Dataset(
        "tables",
        {"nl": "Tabellen van de Instrumentenwijzer", "en": "Tables of the Instrumentenwijzer"},
        {
            "nl": "Per soort ding een CSV-bestand, met een woordenboek van alle kolommen.",
            "en": "One CSV file per kind of thing, with a dictionary of all columns.",
        },
        _KEYWORDS,
        [
            Distribution(
                path,
                {"nl": f"Tabel {path.rpartition('/')[2]}", "en": f"Table {path.rpartition('/')[2]}"},
                "text/csv",
                "CSV",
            )
            for path in tables
        ],
    )


def _records() -> Dataset:
    return Dataset(
        "records",
        {"nl": "Beschrijvingen van instrumenten", "en": "Descriptions of instruments"},
        {
            "nl": "Elk instrument als leermiddel beschreven, voor onderwijsportalen: schema.org, NL-LOM en Dublin "
            "Core.",
            "en": "Every instrument described as a learning resource, for education portals: schema.org, NL-LOM and "
            "Dublin Core.",
        },
        _KEYWORDS,
        [
            Distribution(
                "schemaorg/nl.jsonld",
                {"nl": "Alle instrumenten als schema.org", "en": "All instruments as schema.org (in Dutch)"},
                "application/ld+json",
                "JSON_LD",
            ),
            Distribution(
                "amb.jsonl",
                {"nl": "Alle instrumenten als AMB", "en": "All instruments as AMB (in Dutch)"},
                "application/jsonl",
                "JSON",
            ),
            Distribution(
                "oai?verb=ListRecords&metadataPrefix=nl_lom",
                {"nl": "Instrumenten in NL-LOM over OAI-PMH", "en": "Instruments in NL-LOM over OAI-PMH"},
                "text/xml",
                "XML",
                service="oai",
            ),
        ],
    )


def datasets(dumps: Iterable[Document], tables: Iterable[str]) -> list[Dataset]:
    """The data sets of the catalogue.

    :param dumps: the dumps of the graph.
    :param tables: paths of the CSV files.
    """
    return [_graph(dumps), _vocabularies(), _tables(tables), _records()]


def services() -> list[Service]:
    """The data services of the catalogue."""
    return [
        Service(
            "sparql",
            "sparql",
            "sparql",
            "http://www.w3.org/TR/sparql11-protocol/",
            "SPARQL 1.1 Protocol",
            {"nl": "SPARQL-eindpunt", "en": "SPARQL end point"},
            {
                "nl": "Stel de graaf elke vraag in SPARQL 1.1.",
                "en": "Ask the graph any question in SPARQL 1.1.",
            },
            {"nl": ["SPARQL", "linked data"], "en": ["SPARQL", "linked data"]},
            ("graph",),
        ),
        Service(
            "oai",
            "oai",
            "oai?verb=Identify",
            "http://www.openarchives.org/OAI/openarchivesprotocol.html",
            "OAI-PMH 2.0",
            {"nl": "OAI-PMH", "en": "OAI-PMH"},
            {
                "nl": "Oogst de beschrijvingen van instrumenten, ook alleen wat sinds een dag veranderde.",
                "en": "Harvest the descriptions of instruments, or only what changed since a day.",
            },
            {"nl": ["OAI-PMH", "NL-LOM", "oogsten"], "en": ["OAI-PMH", "NL-LOM", "harvesting"]},
            ("records",),
        ),
        Service(
            "api",
            "api/",
            "api/openapi.json",
            "https://spec.openapis.org/oas/v3.1.0",
            "OpenAPI 3.1",
            {"nl": "Vragen als API", "en": "Questions as API"},
            {
                "nl": "Zoek, vraag, plan en lees als JSON of CSV, zonder SPARQL.",
                "en": "Search, ask, plan and read as JSON or CSV, without SPARQL.",
            },
            {"nl": ["API", "JSON"], "en": ["API", "JSON"]},
            ("graph",),
        ),
        Service(
            "reconcile",
            "reconcile",
            "reconcile",
            "https://reconciliation-api.github.io/specs/0.2/",
            "Reconciliation Service API 0.2",
            {"nl": "Namen koppelen", "en": "Match names"},
            {
                "nl": "Koppel namen in een eigen tabel aan de graaf, bijvoorbeeld met OpenRefine.",
                "en": "Match the names in a table of your own to the graph, with OpenRefine for instance.",
            },
            {"nl": ["OpenRefine", "koppelen"], "en": ["OpenRefine", "reconciliation"]},
            ("graph",),
        ),
    ]
