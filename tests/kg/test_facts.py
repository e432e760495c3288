"""Facts: the same whatever blank nodes are called, and the same after writing and reading."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.facts import Fact, as_turtle, iri, owner, parse_facts, read_facts, settled, text
from kg.namespaces import ID, XSD
from kg.product import Product
from kg.store import Term

PREFIX = "@prefix x: <urn:x:> .\n"


def test_a_fact_knows_its_record() -> None:
    fact = Fact(ID + "instrument/toolwiel#link-1", "urn:x:p", text("a"))
    assert fact.record == ID + "instrument/toolwiel"
    assert owner("http://example.org/a#b") == "http://example.org/a#b"


def test_every_file_is_written_as_it_was_read(product: Product) -> None:
    for path in product.graph_files:
        assert as_turtle(read_facts(path), path) == path.read_text(encoding="utf-8")


def test_literals_keep_their_characters() -> None:
    facts = parse_facts(PREFIX + 'x:a x:p 50.0 , "050"^^<http://www.w3.org/2001/XMLSchema#integer> , "é"@nl .', "t")
    assert {fact.object for fact in facts} == {
        text("50.0", datatype=XSD + "decimal"),
        text("050", datatype=XSD + "integer"),
        text("é", "nl"),
    }


def test_blank_nodes_are_named_by_what_is_said_of_them() -> None:
    one = parse_facts(PREFIX + "x:a x:p [ x:q 1 ; x:r [ x:q 2 ] ] .", "one")
    other = parse_facts(PREFIX + "_:k x:q 2 . _:m x:q 1 ; x:r _:k . x:a x:p _:m .", "other")
    assert one == other


def test_what_did_not_change_keeps_its_name() -> None:
    before = set(parse_facts(PREFIX + "x:a x:p [ x:q 1 ] , [ x:q 2 ] .", "before"))
    after = set(parse_facts(PREFIX + "x:a x:p [ x:q 1 ] , [ x:q 2 ] , [ x:q 0 ] .", "after"))
    assert before < after
    assert len(after - before) == 2


EDGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from("pq")), max_size=14)


@given(edges=EDGES, seed=st.integers(0, 10_000))
def test_isomorphic_graphs_hold_the_same_facts(edges: list[tuple[int, int, str]], seed: int) -> None:
    names = list(range(7))
    random.Random(seed).shuffle(names)

    def graph(called: list[int]) -> set[Fact]:
        return settled(Fact(f"_:b{called[a]}", f"urn:x:{p}", Term("bnode", f"b{called[b]}")) for a, b, p in edges)

    assert graph(list(range(7))) == graph(names)


def test_a_ring_of_six_is_not_two_rings_of_three() -> None:
    def rings(*lengths: int) -> set[Fact]:
        return settled(
            Fact(f"_:{ring}-{n}", "urn:x:p", Term("bnode", f"{ring}-{(n + 1) % length}"))
            for ring, length in enumerate(lengths)
            for n in range(length)
        )

    assert rings(6) == rings(6)
    assert rings(6) != rings(3, 3)


def test_another_syntax_is_read_by_its_extension(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text('{"@id": "urn:x:a", "urn:x:p": {"@id": "urn:x:b"}}', encoding="utf-8")
    assert read_facts(path) == [Fact("urn:x:a", "urn:x:p", iri("urn:x:b"))]
    path.write_text('{"@id": ', encoding="utf-8")
    with pytest.raises(KgError, match="not JSON-LD"):
        read_facts(path)


def test_a_blank_node_has_no_place_in_a_file_of_ours(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="blank node"):
        as_turtle(parse_facts(PREFIX + "x:a x:p [] .", "t"), tmp_path / "a.ttl")
