"""Drawings of the graph as plain values: boxes in columns with the lines between them, for a page to write as SVG.

Columns go from the question to the answer: problem, then factor or theme, then instrument, then who made it. Nothing is
cut off and nothing overlaps: a box is as tall as its name needs, a column as tall as its boxes, and no line runs behind
a box::

    drawing = draw([Box(iri, "problem", "geen leercultuur")], [])
    drawing.width, drawing.height
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.drawing.lettering import wrapped
from kg.drawing.routing import LANE, Lane, lanes, rounded, way

# Measures in CSS pixels. Four columns fit on a page that is 1070 wide.
FONT_SIZE, LINE_HEIGHT = 14, 19
# Bold letters take the room of larger ones.
_BOLD_SIZE = FONT_SIZE + 2
BOX_WIDTH, PADDING, GAP, GUTTER, MARGIN = 218, 9, 10, 52, 12
# Room at the right of each box for its button, which has to be at least 24 by 24 pixels (WCAG 2.2, 2.5.8).
BUTTON = 28
# Stands for a space at which no line ends (a no-break space counts as one where lines are made).
_TOGETHER = "\u2060"
# Room between two boxes of a chain.
_STEP = 60
# Two boxes further apart than this in height are joined by straight lines.
_FAR = 900
# Kind -> column; all other kinds stand with the factors and themes.
_COLUMNS = {
    "problem": 0,
    "wish": 0,
    "recommendation": 0,
    "outside-topic": 0,
    "instrument": 2,
    "programme": 3,
    "zone": 3,
    "working-group": 3,
    "organisation": 3,
    "institution": 3,
    "case": 3,
    "disagreement": 3,
    "source": 3,
    "dataset": 3,
}
_MIDDLE = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to draw.

    :param key: its address.
    :param kind: decides its column.
    :param text: its name, in full.
    :param first: whether it stands at the top of its column.
    :param rest: for a box that stands for things of its kind that are not drawn: how many.
    """

    key: str
    kind: str
    text: str
    first: bool = False
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link to draw: the keys of its ends, and what it says."""

    start: str
    end: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box with its place; x and y are its upper left corner, all measures in CSS pixels."""

    box: Box
    lines: tuple[str, ...]
    column: int
    x: int
    y: int
    height: int

    @property
    def baselines(self) -> list[tuple[str, int]]:
        """Each line of its name with the height of its baseline."""
        return [(line, self.y + PADDING + LINE_HEIGHT * place + FONT_SIZE) for place, line in enumerate(self.lines)]

    @property
    def width(self) -> int:
        """Its width, that of all boxes."""
        return BOX_WIDTH

    @property
    def middle(self) -> int:
        """The height of its middle."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two boxes, as the path data of SVG."""

    link: Link
    path: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a kind above its boxes: each line with the x and y where its baseline begins."""

    lines: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes in columns, from left to right and from top to bottom."""

    width: int
    height: int
    headings: list[Heading]
    nodes: list[Node]
    lines: list[Line]


def draw(boxes: Iterable[Box], links: Iterable[Link], named: Callable[[str], str] = str) -> Drawing:
    """Boxes in columns by kind, in the order given within a kind, those that come first on top.

    :param boxes: each key once.
    :param links: those of which an end is not drawn are left out.
    :param named: kind -> its name above its boxes.
    """
    by_column: dict[int, list[Box]] = {}
    for box in boxes:
        by_column.setdefault(_COLUMNS.get(box.kind, _MIDDLE), []).append(box)
    placed = {box.key: place for place, column in enumerate(sorted(by_column)) for box in by_column[column]}
    drawn = [link for link in links if link.start in placed and link.end in placed and link.start != link.end]
    above = lanes((link.start for link in drawn if abs(placed[link.start] - placed[link.end]) > 1), GAP)
    headings: list[Heading] = []
    nodes: list[Node] = []
    bottom = 0
    for place, column in enumerate(sorted(by_column)):
        bottom = max(bottom, _stack(by_column[column], place, LANE * len(above), named, headings, nodes))
    last = len(by_column) - 1
    bowed = any(placed[link.start] == placed[link.end] == last for link in drawn)
    width = 2 * MARGIN + last * (BOX_WIDTH + GUTTER) + BOX_WIDTH + (GUTTER // 2 - MARGIN if bowed else 0)
    return Drawing(width, bottom + MARGIN, headings, nodes, _lines(nodes, drawn, above))


def _stack(  # noqa: PLR0913, PLR0917 - where the column stands, what stands in it, and where that is told
    boxes: list[Box], column: int, top: int, named: Callable[[str], str], headings: list[Heading], nodes: list[Node]
) -> int:
    """Put the boxes of a column below each other, by kind, and tell where they end."""
    x, y = MARGIN + column * (BOX_WIDTH + GUTTER), top
    for kind in dict.fromkeys(box.kind for box in sorted(boxes, key=_first)):
        own = sorted((box for box in boxes if box.kind == kind), key=_first)
        y += GAP
        count = sum(box.rest or 1 for box in own)
        # The count never stands on a line of its own.
        lines = wrapped(f"{named(kind)}{_TOGETHER}{count}", BOX_WIDTH, _BOLD_SIZE)
        headings.append(
            Heading(
                tuple(
                    (line.replace(_TOGETHER, " "), x, y + LINE_HEIGHT * (place + 1)) for place, line in enumerate(lines)
                )
            )
        )
        y += LINE_HEIGHT * len(lines) + GAP
        for box in own:
            lines = wrapped(box.text, BOX_WIDTH - 2 * PADDING - BUTTON, _BOLD_SIZE if box.first else FONT_SIZE)
            height = 2 * PADDING + LINE_HEIGHT * len(lines)
            nodes.append(Node(box, lines, column, x, y, height))
            y += height + GAP
    return y


def _first(box: Box) -> bool:
    """Sorts what comes first before the rest."""
    return not box.first


def _lines(nodes: Sequence[Node], links: Iterable[Link], above: dict[str, Lane]) -> list[Line]:
    placed = {node.box.key: node for node in nodes}
    found = []
    for link in links:
        left, right = sorted((placed[link.start], placed[link.end]), key=lambda node: node.x)
        if right.column - left.column > 1:
            path = way(above[link.start], (left.x + BOX_WIDTH, left.middle), (right.x, right.middle))
        else:
            path = _curve(left, right)
        found.append(Line(link, path))
    return found


def _curve(left: Node, right: Node) -> str:
    """From the right side of one box to the left side of one in the next column; beside the column they share."""
    start = left.x + BOX_WIDTH
    if left.x == right.x:
        bow = start + GUTTER // 2
        return f"M{start} {left.middle}C{bow} {left.middle} {bow} {right.middle} {start} {right.middle}"
    half = (start + right.x) // 2
    if abs(left.middle - right.middle) > _FAR:
        # Curves to boxes far away would run together into a band: those share one stem instead, beside the column.
        return rounded([(start, left.middle), (half, left.middle), (half, right.middle), (right.x, right.middle)])
    return f"M{start} {left.middle}C{half} {left.middle} {half} {right.middle} {right.x} {right.middle}"


def chain(boxes: Sequence[Box], links: Sequence[Link]) -> Drawing:
    """Boxes below each other, each joined to the next: how two things hang together.

    :param boxes: from the one to the other.
    :param links: one fewer: what joins each box to the next.
    """
    nodes: list[Node] = []
    y = MARGIN // 2
    for box in boxes:
        lines = wrapped(box.text, BOX_WIDTH - 2 * PADDING - BUTTON, FONT_SIZE)
        height = 2 * PADDING + LINE_HEIGHT * len(lines)
        nodes.append(Node(box, lines, 0, MARGIN, y, height))
        y += height + _STEP
    joints = zip(nodes, nodes[1:], links, strict=False)
    x = MARGIN + BOX_WIDTH // 2
    lines_ = [Line(link, f"M{x} {one.y + one.height}L{x} {other.y}") for one, other, link in joints]
    return Drawing(2 * MARGIN + BOX_WIDTH, y - _STEP + MARGIN, [], nodes, lines_)
