"""How tests hold an export against the shapes and schemas of a standard (``shared/standards``)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from conftest import shared
from lxml import etree
from rdflib import RDF, Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")
# (Severity, focus node, path) of what a validator reports, with how often.
Found = Counter[tuple[str, str, str]]


def as_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """The same triples for validators."""
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")


def shapes(*folders: str) -> Graph:
    """All shapes of these folders of the shared standards, together."""
    found = Graph()
    for folder in folders:
        for path in sorted(shared("standards", folder).glob("*.ttl")):
            found.parse(path)
    return found


def focus_nodes(data: Graph, shape_graph: Graph) -> dict[str, int]:
    """Local name of a target class -> how many things of the data the shapes look at; classes without any left out."""
    counts = {name: len(set(data.subjects(RDF.type, name))) for name in set(shape_graph.objects(None, SH.targetClass))}
    return {str(name).replace("#", "/").rpartition("/")[2]: count for name, count in counts.items() if count}


def _results(report: object) -> Found:
    assert isinstance(report, Graph), report
    return Counter(
        (
            str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath) or ""),
        )
        for result in report.objects(None, SH.result)
    )


def by_pyshacl(data: Graph, shape_graph: Graph) -> Found:
    """What the reference implementation reports."""
    import pyshacl

    _conforms, report, _text = pyshacl.validate(data, shacl_graph=shape_graph)
    return _results(report)


def by_shifty(data: Graph, shape_graph: Graph) -> Found:
    """What the fast implementation reports, where pySHACL would take minutes."""
    import shifty

    _conforms, report, _text = shifty.validate(data, shape_graph, infer=False)
    return _results(report)


def only(found: Found, severity: str) -> Found:
    """The reported results of one severity."""
    return Counter({result: count for result, count in found.items() if result[0] == severity})


class _Local(etree.Resolver):
    """Finds the schemas that a schema imports in the shared folder: nothing is fetched."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        path = self._folder / system_url.rpartition("/")[2]
        assert path.is_file(), f"not among the shared schemas: {system_url}"
        return self.resolve_filename(str(path), context)


def oai_schema() -> etree.XMLSchema:
    """The XML schemas of OAI-PMH, Dublin Core, IMS-MD and OAI identifiers, as one."""
    folder = shared("standards", "oai-pmh")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    imported = {
        "http://www.openarchives.org/OAI/2.0/": "OAI-PMH.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/": "oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai-identifier": "oai-identifier.xsd",
        "http://www.imsglobal.org/xsd/imsmd_v1p2": "imsmd_v1p2p4.xsd",
    }
    lines = [f'<xs:import namespace="{name}" schemaLocation="{file}"/>' for name, file in imported.items()]
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(lines)}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text, parser, base_url=f"{folder}/all.xsd"))


def amb_schema() -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """The JSON schema of AMB, and all its parts by their address."""
    parts = {}
    for path in shared("standards", "amb-20231019").glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        parts[schema["$id"]] = schema
    return parts["https://w3id.org/kim/amb/20231019/schemas/schema.json"], parts
