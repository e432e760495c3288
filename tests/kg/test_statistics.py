"""How much the graph holds."""

from __future__ import annotations

from kg.product import Product
from kg.statistics import SourceCoverage, basis_counts, class_counts, source_coverage
from kg.store.embedded import EmbeddedStore


def count_of(graph: EmbeddedStore, pattern: str) -> int:
    rows = graph.select(
        f"PREFIX kg: <https://w3id.org/instrumentenwijzer/def#> SELECT DISTINCT ?x WHERE {{ {pattern} }}"
    )
    return len(rows.rows)


def test_classes_are_counted_by_name_most_first(graph: EmbeddedStore) -> None:
    counted = class_counts(graph, "nl")
    assert dict(counted)["instrument"] == 2
    assert dict(counted)["doelgroep"] == 4
    assert dict(counted)["claim"] == count_of(graph, "?x a kg:Claim")
    assert [number for _name, number in counted] == sorted((number for _name, number in counted), reverse=True)
    assert dict(class_counts(graph, "en"))["target group"] == 4


def test_classes_of_others_are_not_counted(graph: EmbeddedStore) -> None:
    assert not any("skos" in name.casefold() or "owl" in name.casefold() for name, _number in class_counts(graph, "nl"))


def test_statements_are_counted_by_what_they_rest_on(graph: EmbeddedStore) -> None:
    counted = dict(basis_counts(graph))
    assert counted["inferred"] == 1
    assert counted["curated"] == 2
    assert sum(counted.values()) == count_of(graph, "?x kg:basis ?basis")


def test_coverage_tells_which_sections_gave_nothing(graph: EmbeddedStore) -> None:
    (found,) = source_coverage(graph)
    on_it = count_of(graph, "?x <http://www.w3.org/ns/prov#wasDerivedFrom> ?passage")
    assert found == SourceCoverage("001", on_it, 1, 3, ["1.1 Aanleiding", "2 Slot"])


def test_a_passage_in_a_subsection_counts_for_the_section_above_it(root, graph: EmbeddedStore) -> None:
    path = root / "data" / "passage" / "001.ttl"
    text = path.read_text(encoding="utf-8")
    assert "npuls\\#1 " in text
    path.write_text(text.replace("npuls\\#1 ", "npuls\\#1.1 "), encoding="utf-8")
    (found,) = source_coverage(EmbeddedStore.from_files(Product(root).graph_files))
    assert found.untouched == ["2 Slot"]


def test_an_empty_graph_has_no_numbers() -> None:
    empty = EmbeddedStore()
    assert (class_counts(empty, "nl"), basis_counts(empty), source_coverage(empty)) == ([], [], [])
