"""The catalogue: what data this server offers, in DCAT-AP-NL 3, for data.overheid.nl and the European data portal.

Source: DCAT-AP-NL 3.0, https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/, on top of DCAT-AP 3.0.1.
The catalogue and what is in it keep their addresses wherever they are served; what can be fetched or asked stands at
this server. No blank nodes: a portal that harvests twice finds the same things again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.namespaces import BASE, DCT, FOAF, ORG
from kg.publish import codelists
from kg.publish.document import Document
from kg.publish.rdf import DCAT, SPDX, VCARD, Graph, Node, iri, text, texts, typed
from kg.publish.site import DESCRIPTIONS, LICENCE, PUBLISHER, TITLES, Site

CATALOGUE = BASE + "catalogue"
ONTOLOGY = BASE + "def"
_DCATAP = "http://data.europa.eu/r5r/"
_ADMS = "http://www.w3.org/ns/adms#"
# DCAT-AP's shapes demand https here, although SPDX itself writes http.
_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"


@dataclass(frozen=True)
class Distribution:
    """One file, or one way to fetch a data set.

    :param path: its address below that of the server.
    :param titles: language -> title.
    :param media_type: media type as IANA names it.
    :param file_type: name in the EU list of file types.
    :param document: the file itself, where its size and checksum are worth telling.
    :param service: the data service that gives it, for what is not a file.
    """

    path: str
    titles: dict[str, str]
    media_type: str
    file_type: str
    document: Document | None = None
    service: str = ""


@dataclass(frozen=True)
class Dataset:
    """One data set of the catalogue.

    :param name: behind ``#`` in its address.
    :param titles: language -> title.
    :param descriptions: language -> what is in it.
    :param keywords: language -> words to find it by.
    """

    name: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    keywords: dict[str, list[str]]
    distributions: list[Distribution] = field(default_factory=list)

    @property
    def iri(self) -> str:
        """Its address."""
        return f"{CATALOGUE}#{self.name}"


@dataclass(frozen=True)
class Service:
    """One data service.

    :param name: behind ``#`` in its address.
    :param path: its end point below the address of the server.
    :param description_path: where it describes itself to machines.
    :param standard: address of the standard that it follows.
    :param standard_title: name of that standard.
    :param serves: names of the data sets.
    """

    name: str
    path: str
    description_path: str
    standard: str
    standard_title: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    keywords: dict[str, list[str]]
    serves: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Its address."""
        return f"{CATALOGUE}#{self.name}"


@dataclass(frozen=True)
class Edition:
    """Which state of the graph the catalogue is about.

    :param version: version number.
    :param issued: day of the first publication (YYYY-MM-DD).
    :param modified: day of the last change (YYYY-MM-DD).
    :param editors: language -> name of those who keep the graph.
    """

    version: str
    issued: str
    modified: str
    editors: dict[str, str]


Facts = list[tuple[str, Node | list[Node] | None]]


class _Catalogue:
    def __init__(self, site: Site, edition: Edition) -> None:
        self.graph = Graph()
        self.site = site
        self.edition = edition
        self.contact = CATALOGUE + "#contact"

    def shared(self) -> Facts:
        """What the catalogue, its data sets and its services all say."""
        return [
            (DCT + "publisher", iri(PUBLISHER)),
            (DCT + "creator", iri(PUBLISHER)),
            (DCT + "license", iri(LICENCE)),
            (DCT + "accessRights", iri(codelists.PUBLIC)),
            (DCT + "language", [iri(code) for code in codelists.LANGUAGES]),
            (DCT + "modified", typed(self.edition.modified, "date")),
            (DCAT + "contactPoint", iri(self.contact)),
            (DCAT + "theme", iri(codelists.EDUCATION)),
        ]

    def standard(self, address: str, title: str) -> Node:
        self.graph.add(address, [DCT + "Standard"], (DCT + "title", text(title, "en")))
        return iri(address)

    def agents(self) -> None:
        editors, contact = self.edition.editors, self.site.contact
        self.graph.add(PUBLISHER, [FOAF + "Agent", ORG + "Organization"], (FOAF + "name", texts(editors)))
        self.graph.add(
            self.contact,
            [VCARD + "Kind", VCARD + "Organization"],
            (VCARD + "fn", text(editors["nl"], "nl")),
            (VCARD + ("hasEmail" if contact.startswith("mailto:") else "hasURL"), iri(contact)),
        )
        self.graph.add(LICENCE, [DCT + "LicenseDocument"], (DCT + "type", iri(codelists.SHARE_ALIKE)))
        self.graph.add(self.site.base_url, [FOAF + "Document"])

    def catalogue(self, datasets: list[Dataset], services: list[Service]) -> None:
        self.graph.add(
            CATALOGUE,
            [DCAT + "Catalog"],
            (DCT + "title", texts(TITLES)),
            (DCT + "description", texts(DESCRIPTIONS)),
            (DCT + "identifier", text(CATALOGUE)),
            (DCT + "issued", typed(self.edition.issued, "date")),
            (DCT + "spatial", iri(codelists.NETHERLANDS)),
            (DCAT + "themeTaxonomy", iri(codelists.DATA_THEME)),
            (FOAF + "homepage", iri(self.site.base_url)),
            (DCAT + "dataset", [iri(dataset.iri) for dataset in datasets]),
            (DCAT + "service", [iri(service.iri) for service in services]),
            *self.shared(),
        )

    def dataset(self, dataset: Dataset) -> None:
        self.graph.add(
            dataset.iri,
            [DCAT + "Dataset"],
            (DCT + "title", texts(dataset.titles)),
            (DCT + "description", texts(dataset.descriptions)),
            (DCT + "identifier", text(dataset.iri)),
            (DCT + "issued", typed(self.edition.issued, "date")),
            (DCT + "accrualPeriodicity", iri(codelists.IRREGULAR)),
            (DCT + "spatial", iri(codelists.NETHERLANDS)),
            (DCT + "conformsTo", self.standard(ONTOLOGY, "Ontology of the Instrumentenwijzer")),
            (DCAT + "version", text(self.edition.version)),
            (DCAT + "keyword", [text(word, lang) for lang, words in dataset.keywords.items() for word in words]),
            (DCAT + "landingPage", iri(self.site.base_url)),
            (FOAF + "page", iri(self.site.base_url)),
            (DCAT + "distribution", [iri(self.site.address(one.path)) for one in dataset.distributions]),
            *self.shared(),
        )
        for distribution in dataset.distributions:
            self.distribution(distribution)

    def distribution(self, distribution: Distribution) -> None:
        address = self.site.address(distribution.path)
        known = distribution.document
        checksum = f"{CATALOGUE}#sha256-{distribution.path.rpartition('/')[2]}"
        self.graph.add(
            address,
            [DCAT + "Distribution"],
            (DCT + "title", texts(distribution.titles)),
            (DCT + "description", texts(distribution.titles)),
            (DCT + "license", iri(LICENCE)),
            (DCT + "format", iri(codelists.file_type(self.graph, distribution.file_type))),
            (DCT + "language", [iri(code) for code in codelists.LANGUAGES]),
            (DCT + "modified", typed(self.edition.modified, "date")),
            (DCT + "conformsTo", iri(ONTOLOGY)),
            (DCAT + "accessURL", iri(address)),
            (DCAT + "downloadURL", None if distribution.service else iri(address)),
            (DCAT + "accessService", iri(f"{CATALOGUE}#{distribution.service}") if distribution.service else None),
            (DCAT + "mediaType", iri(codelists.media_type(self.graph, distribution.media_type))),
            (DCAT + "byteSize", typed(known.size, "nonNegativeInteger") if known else None),
            (SPDX + "checksum", iri(checksum) if known else None),
            (_DCATAP + "availability", iri(codelists.AVAILABLE)),
            (_ADMS + "status", iri(codelists.COMPLETED)),
        )
        if known:
            self.graph.add(_SHA256, [SPDX + "ChecksumAlgorithm"])
            self.graph.add(
                checksum,
                [SPDX + "Checksum"],
                (SPDX + "algorithm", iri(_SHA256)),
                (SPDX + "checksumValue", typed(known.sha256, "hexBinary")),
            )

    def service(self, service: Service) -> None:
        self.graph.add(
            service.iri,
            [DCAT + "DataService"],
            (DCT + "title", texts(service.titles)),
            (DCT + "description", texts(service.descriptions)),
            (DCT + "identifier", text(service.iri)),
            (DCT + "conformsTo", self.standard(service.standard, service.standard_title)),
            (DCAT + "keyword", [text(word, lang) for lang, words in service.keywords.items() for word in words]),
            (DCAT + "endpointURL", iri(self.site.address(service.path))),
            (DCAT + "endpointDescription", iri(self.site.address(service.description_path))),
            (DCAT + "landingPage", iri(self.site.base_url)),
            (DCAT + "servesDataset", [iri(f"{CATALOGUE}#{name}") for name in service.serves]),
            *self.shared(),
        )


def catalogue(datasets: list[Dataset], services: list[Service], site: Site, edition: Edition) -> Graph:
    """The catalogue of these data sets and services."""
    made = _Catalogue(site, edition)
    codelists.add_terms(made.graph)
    made.agents()
    made.catalogue(datasets, services)
    for dataset in datasets:
        made.dataset(dataset)
    for service in services:
        made.service(service)
    return made.graph
