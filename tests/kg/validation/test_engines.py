"""Every engine finds what pySHACL, the reference, finds: focus, shape, component, path, value and severity."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from random_edits import edited

from kg import turtlefile
from kg.errors import Code, KgError
from kg.namespaces import ID, KG
from kg.product import Product, shipped_product
from kg.validation import engines, shape, shapes
from kg.validation.finding import Case, Finding
from kg.validation.graph import Graph

OTHERS = [name for name in engines.ENGINES if name != "pyshacl"]


NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


# Where pySHACL departs from SPARQL, see test_native.py: it orders what is no number.
def found(name: str, case: Case, focus: set[str] | None = None) -> list[Finding]:
    order = ("MaxInclusive", "LessThan")
    return sorted(
        finding
        for finding in engines.engine(name)(case, focus)
        if not finding.component.startswith(order) or NUMBER.fullmatch(finding.value)
    )


def case_of(product: Product, triples: Sequence[ox.Triple]) -> Case:
    return Case(Graph(triples), lambda: triples, shape.read(product.shape_files), product.shape_files)


@pytest.fixture(scope="module")
def small(product: Product) -> list[ox.Triple]:
    return [triple for path in product.graph_files for triple in turtlefile.read(path)]


@pytest.fixture(scope="module")
def after_edits(product: Product, small: list[ox.Triple]) -> Callable[[int], Case]:
    """The small graph after some random edits."""

    def case(seed: int) -> Case:
        rng = random.Random(seed)
        return case_of(product, edited(small, rng, rng.choice([1, 3, 40])))

    return case


@pytest.mark.parametrize("name", OTHERS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate])
def test_an_engine_finds_the_same_after_random_edits(after_edits: Callable[[int], Case], name: str, seed: int) -> None:
    case = after_edits(seed)
    assert found(name, case) == found("pyshacl", case)


def test_an_engine_finds_the_same_in_the_shipped_graph_damaged() -> None:
    # pySHACL takes half a minute for the whole; bench/validation.py compares that. Here: all that was damaged, all
    # that our engine finds fault with, and as much again that should be fine.
    shipped = shipped_product()
    triples = [triple for path in shipped.graph_files for triple in turtlefile.read(path)]
    rng = random.Random(6)
    damaged = edited(triples, rng, 150)
    case = case_of(shipped, damaged)
    hit = {str(triple.subject.value) for triple in set(triples) ^ set(damaged)}
    for name in OTHERS:
        faulty = {finding.focus for finding in found(name, case)}
        sample = {triple.subject.value for triple in rng.choices(triples, k=300)}
        focus = {iri for iri in faulty | hit | sample if iri.startswith(ID)}
        expected = found("pyshacl", case, focus)
        assert len(expected) > 100
        assert found(name, case, focus) == expected


@pytest.mark.parametrize("name", list(engines.ENGINES))
def test_an_engine_checks_the_given_nodes_alone(product: Product, small: list[ox.Triple], name: str) -> None:
    case = case_of(product, edited(small, random.Random(1), 60))
    everything = found(name, case)
    some = {finding.focus for finding in everything[::2] if finding.focus.startswith(ID)}
    assert some
    assert found(name, case, some) == [finding for finding in everything if finding.focus in some]


# Shapes outside of SHACL Core

SPARQL = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
<{KG}Odd> a sh:NodeShape ; sh:targetClass <{KG}Instrument> ;
  sh:sparql [ sh:select "SELECT $this WHERE {{ $this a <{KG}Instrument> }}" ] .
"""


def test_what_an_engine_cannot_check_is_refused_and_never_passed_over(tmp_path: Path, small: list[ox.Triple]) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(SPARQL)
    case = Case(Graph(small), lambda: small, shape.read([path]), [path])
    assert {finding.component for finding in found("pyshacl", case)} == {"SPARQLConstraintComponent"}
    for name in OTHERS:
        with pytest.raises(KgError, match="sh:sparql") as caught:
            found(name, case)
        assert caught.value.code is Code.USAGE
        assert "pyshacl" in caught.value.hint


def test_an_unknown_engine_is_a_wrong_use() -> None:
    with pytest.raises(KgError, match="no SHACL engine") as caught:
        engines.engine("pyshackle")
    assert "pyshacl" in caught.value.hint


def test_the_reference_keeps_the_characters_of_a_literal() -> None:
    triples = list(turtlefile.parse(f"<{ID}a/b> <{KG}row> 0048 .", "x"))
    assert [str(o) for _s, _p, o in shapes.rdflib_graph(triples)] == ["0048"]
