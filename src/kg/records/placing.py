"""Which file a fact stands in: names are addresses (CONTRIBUTING.md), and links between schemes stand in mappings/."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kg.facts import Fact
from kg.namespaces import RDF, SKOS, split_address
from kg.records.graph import TYPE, Graph
from kg.store import Term

MATCHES = {SKOS + name for name in ("closeMatch", "relatedMatch", "broadMatch", "narrowMatch", "exactMatch")}


def changed_files(graph: Graph, added: Iterable[Fact], removed: Iterable[Fact]) -> dict[Path, frozenset[Fact]]:
    """The files that a change touches, each with its facts after the change.

    A fact that goes, goes from every file that holds it.
    """
    touched: dict[Path, set[Fact]] = {}
    gone = set(removed)
    for path, facts in graph.files.items():
        if gone & facts:
            touched[path] = set(facts - gone)
    for path, fresh in _places(graph, set(added)).items():
        touched.setdefault(path, set(graph.files.get(path, ()))).update(fresh)
    return {path: frozenset(facts) for path, facts in sorted(touched.items())}


def _places(graph: Graph, added: set[Fact]) -> dict[Path, set[Fact]]:
    homes = {fact.subject: path for path, facts in graph.files.items() for fact in facts if fact.predicate == TYPE}
    inline = {
        _kind(f.subject)
        for path, facts in graph.files.items()
        if not _is_mapping(path)
        for f in facts
        if f.predicate in MATCHES
    }
    new: dict[str, dict[str, Term]] = {}
    for fact in added:
        new.setdefault(fact.subject, {})[fact.predicate] = fact.object
    schemes = {address[1] for node in new if (address := split_address(node)) and address[0] == "scheme"}
    found: dict[Path, set[Fact]] = {}
    for fact in added:
        grounded = new[fact.subject].get(RDF + "predicate")
        about = grounded.value if grounded else fact.predicate
        if fact.subject in homes and ("#" in fact.subject or about not in MATCHES):
            path = homes[fact.subject]
        elif about in MATCHES and _kind(fact.subject) not in inline:
            path = graph.product.root / "ontology" / "mappings" / f"{_kind(fact.subject)}.ttl"
        else:
            path = homes.get(fact.record) or address_file(graph, fact.record, schemes)
        found.setdefault(path, set()).add(fact)
    return found


def address_file(graph: Graph, record: str, schemes: Collection[str] = ()) -> Path:
    """The file that the address of a record names, whether or not it is there.

    :param schemes: kinds whose scheme is new and has no file yet.
    """
    kind, slug, _part = split_address(record) or ("", "", "")
    root = graph.product.root
    if kind == "scheme":
        return root / "ontology" / "schemes" / f"{slug}.ttl"
    if kind == "passage":
        return root / "data" / "passage" / f"{slug.partition('-')[0]}.ttl"
    scheme = root / "ontology" / "schemes" / f"{kind}.ttl"
    return scheme if scheme in graph.files or kind in schemes else root / "data" / kind / f"{slug}.ttl"


def _kind(iri: str) -> str:
    address = split_address(iri)
    return address[0] if address else ""


def _is_mapping(path: Path) -> bool:
    return path.parent.name == "mappings"
