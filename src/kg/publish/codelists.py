"""Terms of the EU Publications Office and other code lists that DCAT-AP prescribes.

DCAT-AP's shapes know nothing of these lists: every term used has to be typed and named in the catalogue itself.
"""

from __future__ import annotations

from kg.namespaces import DCT, SKOS
from kg.publish.rdf import Graph, iri, text

AUTHORITY = "http://publications.europa.eu/resource/authority/"
DATA_THEME = AUTHORITY + "data-theme"
EDUCATION = AUTHORITY + "data-theme/EDUC"
PUBLIC = AUTHORITY + "access-right/PUBLIC"
NETHERLANDS = AUTHORITY + "country/NLD"
IRREGULAR = AUTHORITY + "frequency/IRREG"
AVAILABLE = AUTHORITY + "planned-availability/AVAILABLE"
COMPLETED = AUTHORITY + "distribution-status/COMPLETED"
LANGUAGES = (AUTHORITY + "language/NLD", AUTHORITY + "language/ENG")
SHARE_ALIKE = "http://purl.org/adms/licencetype/ViralEffect-ShareAlike"
_LICENCE_TYPES = "http://purl.org/adms/licencetype/1.0"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_SCHEMES = {
    AUTHORITY + "data-theme": "Data theme",
    AUTHORITY + "access-right": "Access right",
    AUTHORITY + "country": "Country",
    AUTHORITY + "frequency": "Frequency",
    AUTHORITY + "planned-availability": "Planned availability",
    AUTHORITY + "distribution-status": "Distribution status",
    AUTHORITY + "language": "Language",
    AUTHORITY + "file-type": "File type",
    _LICENCE_TYPES: "Licence type",
}
# Term -> its class in Dublin Core, beside skos:Concept, and its name.
_TERMS = {
    EDUCATION: ("", "Education, culture and sport"),
    PUBLIC: ("RightsStatement", "public"),
    NETHERLANDS: ("Location", "Netherlands"),
    IRREGULAR: ("Frequency", "irregular"),
    AVAILABLE: ("", "available"),
    COMPLETED: ("", "completed"),
    LANGUAGES[0]: ("LinguisticSystem", "Dutch"),
    LANGUAGES[1]: ("LinguisticSystem", "English"),
}


def _concept(graph: Graph, address: str, scheme: str, label: str, types: list[str]) -> None:
    graph.add(
        address,
        [SKOS + "Concept", *types],
        (SKOS + "prefLabel", text(label, "en")),
        (SKOS + "inScheme", iri(scheme)),
    )
    graph.add(scheme, [SKOS + "ConceptScheme"], (DCT + "title", text(_SCHEMES[scheme], "en")))


def add_terms(graph: Graph) -> None:
    """Type and name all fixed terms of this module in a graph."""
    for address, (kind, label) in _TERMS.items():
        scheme = address.rpartition("/")[0]
        _concept(graph, address, scheme, label, [DCT + kind] if kind else [])
    _concept(graph, SHARE_ALIKE, _LICENCE_TYPES, "Viral effect / share-alike", [])


def file_type(graph: Graph, code: str) -> str:
    """The address of a file type, such as ``RDF_TURTLE``, typed and named in the graph."""
    address = f"{AUTHORITY}file-type/{code}"
    _concept(graph, address, AUTHORITY + "file-type", code, [DCT + "MediaTypeOrExtent"])
    return address


def media_type(graph: Graph, name: str) -> str:
    """The address of a media type at IANA, such as ``text/turtle``, typed in the graph."""
    address = _MEDIA_TYPES + name.partition(";")[0]
    graph.add(address, [DCT + "MediaType"])
    return address
