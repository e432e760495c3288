"""How a line runs from box to box: in the room between two columns or above them, never behind a box.

A line that passes behind a box would look as if it came from there. So a line to a column further on climbs out of its
gutter into a lane above the columns between, and comes down beside the box that it leads to::

    way(Lane(8, 12), (242, 40), (588, 300))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Measures in CSS pixels: between two lanes, between two stems in a gutter, of a rounded corner.
LANE, _STEM, _CORNER = 6, 4, 6
# Nearest that a stem comes to a box, and how many stems a gutter has room for; then they share.
_NEAREST, _STEMS = 10, 9

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane above the columns.

    :param height: where it runs.
    :param beside: how far from the boxes it is left and entered.
    """

    height: int
    beside: int


def lanes(leading: Iterable[str], top: int) -> dict[str, Lane]:
    """A lane for each thing from which lines lead further than to the next column.

    :param leading: those things, once or more.
    :param top: the height of the first lane.
    """
    return {
        key: Lane(top + LANE * number, _NEAREST + _STEM * (number % _STEMS))
        for number, key in enumerate(dict.fromkeys(leading))
    }


def way(lane: Lane, start: Point, end: Point) -> str:
    """From the right side of a box over the columns between to the left side of another, as the path data of SVG."""
    (left, height), (right, other) = start, end
    up, down = left + lane.beside, right - lane.beside
    return rounded([start, (up, height), (up, lane.height), (down, lane.height), (down, other), end])


def rounded(points: Sequence[Point]) -> str:
    """Straight lines from point to point with rounded corners, as the path data of SVG."""
    path = f"M{points[0][0]} {points[0][1]}"
    for (before, corner), (_corner, after) in pairwise(pairwise(points)):
        (x, y), (in_x, in_y), (out_x, out_y) = corner, _towards(corner, before), _towards(corner, after)
        path += f"L{in_x} {in_y}Q{x} {y} {out_x} {out_y}"
    return f"{path}L{points[-1][0]} {points[-1][1]}"


def _towards(corner: Point, other: Point) -> Point:
    """Where the curve of a corner begins: so far from it towards another point, or half-way where that is nearer."""
    (x, y), (other_x, other_y) = corner, other
    return x + _step(other_x - x), y + _step(other_y - y)


def _step(distance: int) -> int:
    size = min(_CORNER, abs(distance) // 2)
    return size if distance > 0 else -size
