"""What is read of the graph has one order, whatever the order in which a store gives it."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, is_dataclass
from typing import Any

import pytest

from kg.entities import Directory
from kg.product import Product
from kg.search.documents import read_documents
from kg.store.embedded import EmbeddedStore
from kg.things import read_things
from kg.turtlefile import parse, read_text


@pytest.fixture(scope="module")
def shuffled(product: Product) -> EmbeddedStore:
    """The shipped graph, its triples in another order."""
    triples = [triple for path in product.graph_files for triple in parse(read_text(path), str(path))]
    random.Random(7).shuffle(triples)
    return EmbeddedStore.from_triples(triples)


def written(value: Any) -> str:
    """A value with the order of all that is in it, which dictionaries do not compare."""
    return json.dumps(value, default=lambda one: asdict(one) if is_dataclass(one) else vars(one))


def test_things(graph: EmbeddedStore, shuffled: EmbeddedStore) -> None:
    read, again = read_things(graph), read_things(shuffled)
    assert list(read.all) == list(again.all)
    assert all(written(thing) == written(again.all[iri]) for iri, thing in read.all.items())
    assert read.kinds == again.kinds


def test_names(graph: EmbeddedStore, shuffled: EmbeddedStore) -> None:
    assert written(Directory(graph).names) == written(Directory(shuffled).names)


def test_searched_texts(graph: EmbeddedStore, shuffled: EmbeddedStore) -> None:
    assert written(read_documents(graph)) == written(read_documents(shuffled))
