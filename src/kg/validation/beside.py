"""Data of somebody else, checked beside the graph: nothing is written, and what it says of a known record counts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Report, Result
from kg.namespaces import ID
from kg.product import Product
from kg.queries import Catalogue
from kg.store.embedded import EmbeddedStore
from kg.turtlefile import read
from kg.validation import checks, layout, native, shape
from kg.validation.explain import Explainer
from kg.validation.files import Files
from kg.validation.graph import BlankNode, NamedNode, Triple
from kg.validation.places import placed


def check_beside(product: Product, triples: list[Triple], *, name: str, text: str = "") -> Report:
    """Check triples as if they stood in the graph, in the place of what it says of the same records.

    :param triples: from a text, a spreadsheet or any other origin.
    :param name: what the report calls the place that they come from.
    :param text: Turtle or N-Triples that they were read from, for the line of each finding; empty if there is none.
    :raises KgError: ``unreadable`` if the graph itself cannot be read.
    """
    given = {_owner(triple) for triple in triples}
    files = Files((), product)
    every = list(triples)
    for path in product.graph_files:
        others = [triple for triple in read(path) if _owner(triple) not in given]
        files.add(path, others)
        every += others
    files.add(Path(name), triples, text)
    focus = {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
    asked = shape.read(product.shape_files)
    explainer = Explainer(files.graph, asked)
    # The graph itself has no blank nodes: a finding about one is about the data.
    has_blank = any(isinstance(triple.subject, BlankNode) for triple in triples)
    found = native.run(files.graph, asked, None if has_blank else focus)
    results = [explainer.result(finding) for finding in found if finding.focus in focus or ":" not in finding.focus]
    # One upload may hold many records: where they will stand is not settled yet, how they are called is.
    own = {layout.SLUG_RULE, layout.KIND_RULE}
    results += [result for result in layout.check(files, sorted(focus)) if result.rule in own]
    catalogue = Catalogue(product.folder("queries"))
    results += _rows(catalogue, every, focus)
    return Report(placed(results, files), len(focus), len(asked.named) + len(catalogue.checks) + len(own), "native")


def _owner(triple: Triple) -> str:
    """The address of the record that a statement belongs to."""
    if not isinstance(triple.subject, NamedNode):
        return ""
    address = triple.subject.value
    return address.partition("#")[0] if address.startswith(ID) else address


def _rows(catalogue: Catalogue, triples: Iterable[Triple], focus: Iterable[str]) -> list[Result]:
    store = EmbeddedStore.from_triples(triples)
    wanted = set(focus)
    found = (result for query in catalogue.checks.values() for result in checks.run(query, store))
    return [result for result in found if result.record in wanted]
