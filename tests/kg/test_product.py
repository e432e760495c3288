"""The product's own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.product import Product, shipped_product

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_shipped_graph_is_that_of_the_checkout() -> None:
    assert shipped_product().root == REPOSITORY


def test_the_graph_is_ontology_and_data_in_a_fixed_order(product: Product) -> None:
    names = [product.relative(path) for path in product.graph_files]
    assert names == sorted(names, key=lambda name: Path(name).parts)
    assert {name.partition("/")[0] for name in names} == {"ontology", "data"}
    assert {"ontology/schemes/theme.ttl", "data/instrument/toolwiel.ttl", "data/passage/001.ttl"} <= set(names)


def test_the_shapes_are_files_of_their_own(product: Product) -> None:
    assert {path.parent for path in product.shape_files} == {product.root / "shapes"}
    assert {path.suffix for path in product.shape_files} == {".ttl"}


@pytest.mark.parametrize("name", ["ontology", "data", "shapes", "queries"])
def test_a_missing_folder_is_unreadable_and_points_at_the_setting(tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError, match=f"no folder {name}/") as caught:
        Product(tmp_path).folder(name)
    assert (caught.value.code, caught.value.where) == (Code.UNREADABLE, str(tmp_path))
    assert "KG_ROOT" in caught.value.hint


def test_a_graph_without_its_data_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    with pytest.raises(KgError, match="no folder data/"):
        _ = Product(tmp_path).graph_files


def test_paths_are_told_from_the_root(product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert product.relative(product.root / "data" / "x.ttl") == "data/x.ttl"
    assert product.relative(tmp_path / "y.ttl") == str(tmp_path / "y.ttl")
    monkeypatch.chdir(product.root)
    assert product.relative(Path("data/x.ttl")) == "data/x.ttl"


def test_the_checksum_changes_with_every_change_of_the_graph(root: Path) -> None:
    first = Product(root).checksum
    assert Product(root).checksum == first
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_bytes(path.read_bytes() + b"\n")
    second = Product(root).checksum
    path.rename(path.with_name("andere.ttl"))
    assert len({first, second, Product(root).checksum}) == 3


def test_a_file_that_cannot_be_read_is_named(root: Path) -> None:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    product = Product(root)
    assert path in product.graph_files
    path.unlink()
    with pytest.raises(KgError) as caught:
        _ = product.checksum
    assert (caught.value.code, caught.value.where) == (Code.UNREADABLE, "data/instrument/toolwiel.ttl")
