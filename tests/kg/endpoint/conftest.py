"""An endpoint over the small graph, its copy made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.endpoint import Endpoint
from kg.product import Product
from kg.settings import Settings


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def opened(product: Product, cache: Path) -> Iterator[Callable[..., Endpoint]]:
    """Makes endpoints over the small graph with the settings given; all are closed in the end."""
    made = []

    def make(**settings: Any) -> Endpoint:
        made.append(Endpoint(Settings(cache=cache, **settings), product))
        return made[-1]

    yield make
    for endpoint in made:
        endpoint.close()


@pytest.fixture(scope="package")
def endpoint(product: Product, cache: Path) -> Iterator[Endpoint]:
    """An endpoint with generous limits. Ask it; do not close it."""
    made = Endpoint(Settings(cache=cache, query_seconds=60), product)
    yield made
    made.close()
