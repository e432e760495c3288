"""Weights of a model that were whole numbers once, kept as such: a quarter of the memory, and the same products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32, int8
    from numpy.typing import NDArray

# A matrix may be so many side by side, each with a step of its own.
_PARTS = (1, 3)
_MOST = 127
# So many rows are floating-point numbers at a time: they stay in the processor's own memory.
_ROWS = 128
# How far a weight may lie from a whole number of steps, in steps: the rounding of single precision.
_ROUNDING = 1e-4


@dataclass(frozen=True, eq=False)
class Weights:
    """A matrix of which each column is a step times whole numbers; stands on the right of ``@``.

    :param numbers: the whole numbers.
    :param steps: the step of each column.
    """

    numbers: NDArray[int8]
    steps: NDArray[float32]

    # numpy then leaves ``array @ weights`` to this class.
    __array_ufunc__ = None

    def __rmatmul__(self, vectors: NDArray[float32]) -> NDArray[float32]:
        """The product of vectors and this matrix."""
        import numpy as np

        product = np.zeros((len(vectors), self.numbers.shape[1]), dtype=np.float32)
        for first in range(0, len(self.numbers), _ROWS):
            rows = slice(first, first + _ROWS)
            product += vectors[:, rows] @ self.numbers[rows].astype(np.float32)
        product *= self.steps
        return product


def whole(matrix: NDArray[float32]) -> Weights | None:
    """A matrix as whole numbers, or ``None`` if it is not made of them."""
    import numpy as np

    if matrix.ndim != 2 or matrix.dtype != np.float32:
        return None
    for parts in _PARTS:
        if matrix.shape[1] % parts:
            continue
        found = [_whole(part.astype(np.float64)) for part in np.split(matrix, parts, axis=1)]
        if all(found):
            return Weights(
                np.hstack([numbers for numbers, _step in filter(None, found)]),
                np.repeat([step for _numbers, step in filter(None, found)], matrix.shape[1] // parts).astype(
                    np.float32
                ),
            )
    return None


def _whole(matrix: NDArray[float32]) -> tuple[NDArray[int8], float] | None:
    """The whole numbers and their one step."""
    import numpy as np

    values = np.unique(matrix)
    if not 1 < len(values) <= 2 * _MOST + 1:
        return None
    step = np.diff(values).min()
    numbers = np.rint(matrix / step)
    # The difference of two neighbours is as exact as they are; over all weights rounding evens out.
    step = (matrix * numbers).sum() / (numbers * numbers).sum()
    if np.abs(numbers).max() > _MOST or np.abs(matrix / step - numbers).max() > _ROUNDING:
        return None
    return numbers.astype(np.int8), float(step)
