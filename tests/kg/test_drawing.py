"""Drawings as plain values: nothing cut off, nothing overlaps, whatever is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.drawing import BOX_WIDTH, BUTTON, FONT_SIZE, PADDING, Box, Drawing, Link, chain, draw
from kg.drawing.lettering import cut_ahead, hyphenated, width, wrapped
from kg.drawing.neighbourhood import MOST, SORTING, Wording, around, neighbours
from kg.namespaces import ID, KG
from kg.product import shipped_product
from kg.store.embedded import EmbeddedStore
from kg.things import Things, read_things

# A command of path data with its numbers, and where between its ends a point is looked at.
COMMAND = re.compile(r"([MLCQ])([-\d. ]+)")
STEPS = [step / 20 for step in range(21)]

ROOM = BOX_WIDTH - 2 * PADDING - BUTTON
NAMES = st.text(st.characters(codec="latin-1", exclude_categories=["C"]), min_size=1, max_size=80).filter(str.strip)
KINDS = st.sampled_from(["problem", "factor", "theme", "instrument", "programme"])


def points(path: str) -> Iterator[tuple[float, float]]:
    """Points along path data, close to each other (SVG 2, section 9.3; Bézier curves by De Casteljau)."""
    assert COMMAND.sub("", path) == ""
    here = (0.0, 0.0)
    for command, numbers in COMMAND.findall(path):
        given = [float(number) for number in numbers.split()]
        through = [here, *zip(given[::2], given[1::2], strict=True)]
        here = through[-1]
        for step in [] if command == "M" else STEPS:
            row = through
            while len(row) > 1:
                row = [
                    ((1 - step) * x + step * to_x, (1 - step) * y + step * to_y)
                    for (x, y), (to_x, to_y) in pairwise(row)
                ]
            yield row[0]


def assert_nothing_in_the_way(drawing: Drawing) -> None:
    """No line runs behind a box or through the name of a kind: it would look as if it belonged to that."""
    for line in drawing.lines:
        for x, y in points(line.path):
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height
            for node in drawing.nodes:
                assert not (node.x < x < node.x + BOX_WIDTH and node.y < y < node.y + node.height), line
            for heading in drawing.headings:
                for _text, left, baseline in heading.lines:
                    assert not (left < x < left + BOX_WIDTH and baseline - FONT_SIZE < y < baseline), line


def assert_sound(drawing: Drawing) -> None:
    """All boxes lie in the drawing and apart from each other, all text lies in its box, lines run in between."""
    if len({node.x for node in drawing.nodes}) > 1:
        assert_nothing_in_the_way(drawing)
    for node in drawing.nodes:
        assert node.x >= 0
        assert node.y >= 0
        assert node.x + BOX_WIDTH <= drawing.width
        assert node.y + node.height <= drawing.height
        assert all(width(line, FONT_SIZE) <= ROOM for line in node.lines if len(line) > 2)
        assert node.baselines[-1][1] < node.y + node.height
        assert node.height >= BUTTON
    for one, other in combinations(drawing.nodes, 2):
        apart = one.x + BOX_WIDTH <= other.x or other.x + BOX_WIDTH <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for heading in drawing.headings:
        for _line, x, y in heading.lines:
            assert not any(node.x == x and node.y < y <= node.y + node.height for node in drawing.nodes)


@given(st.lists(st.tuples(KINDS, NAMES), min_size=1, max_size=12))
def test_whatever_is_drawn_nothing_overlaps(drawn: list[tuple[str, str]]) -> None:
    boxes = [Box(str(place), kind, name, first=not place) for place, (kind, name) in enumerate(drawn)]
    links = [Link("0", str(place)) for place in range(1, len(boxes))]
    # From a second thing too.
    links += [Link("1", str(place)) for place in range(2, len(boxes))]
    drawing = draw(boxes, links, lambda kind: kind * 6)
    assert_sound(drawing)
    assert len(drawing.nodes) == len(boxes)
    assert len(drawing.lines) == len(links)


@given(NAMES, st.integers(30, 300))
def test_wrapping_loses_nothing(text: str, room: int) -> None:
    lines = wrapped(text, room, FONT_SIZE)
    joined = "".join(lines).replace("-", "").replace(" ", "")
    assert joined == "".join(text.split()).replace("-", "")
    assert all(width(line, FONT_SIZE) <= room or len(line) <= 2 for line in lines)


def test_a_long_word_is_cut_between_syllables() -> None:
    assert wrapped("docentprofessionalisering", 172, FONT_SIZE) == ("docentprofessionalise-", "ring")


def test_long_words_may_be_cut_on_a_page_and_stay_the_same_words() -> None:
    text = "Integratie van docentprofessionalisering"
    cut = hyphenated(text, "nl")
    assert cut.split("\u00ad") == ["Integratie van docent", "pro", "fes", "si", "o", "na", "li", "se", "ring"]
    assert cut.replace("\u00ad", "") == text
    assert hyphenated("short words", "en") == "short words"
    assert "\u00ad" in hyphenated("professionalisation", "en")
    # As wide as the narrowest column; and a hyphen that is there already is not doubled where the line ends.
    assert hyphenated("bekwaamheid", "nl").split("\u00ad") == ["bekwaam", "heid"]
    assert hyphenated("ict-professional", "nl").split("\u00ad")[0] == "ict-pro"


def test_words_that_were_cut_ahead_need_no_patterns() -> None:
    cut_ahead(["Onderwijskundige ondersteuning", "kort"], "nl")
    assert not pyphen.hdcache
    assert "\u00ad" in hyphenated("onderwijskundige", "nl")
    assert not pyphen.hdcache
    assert "\u00ad" in hyphenated("onderwijsvernieuwing", "nl"), "another word is cut as well"
    assert pyphen.hdcache


def test_all_columns_fit_on_a_page_on_a_desktop() -> None:
    kinds = ["problem", "factor", "instrument", "programme", "organisation"]
    boxes = [Box(kind, kind, kind) for kind in kinds]
    room = 1070
    assert draw(boxes, []).width <= room
    bowed = draw(boxes, [Link("programme", "organisation")])
    assert draw(boxes, []).width < bowed.width <= room


def test_columns_go_from_problem_to_instrument() -> None:
    drawing = draw([Box("i", "instrument", "i"), Box("f", "factor", "f"), Box("p", "problem", "p")], [Link("p", "f")])
    assert [node.box.key for node in sorted(drawing.nodes, key=lambda node: node.x)] == ["p", "f", "i"]
    (line,) = drawing.lines
    left, right = (next(node for node in drawing.nodes if node.box.key == key) for key in ("p", "f"))
    assert line.path.startswith(f"M{left.x + BOX_WIDTH} {left.middle}C")
    assert line.path.endswith(f"{right.x} {right.middle}")


def test_a_line_over_a_column_goes_above_it_and_those_of_two_things_stay_apart() -> None:
    boxes = [Box(key, kind, key) for key, kind in (("p", "problem"), ("q", "problem"), ("f", "factor"))]
    boxes += [Box("i", "instrument", "i"), Box("j", "instrument", "j")]
    drawing = draw(boxes, [Link("p", "i"), Link("p", "j"), Link("i", "q")])
    node = {node.box.key: node for node in drawing.nodes}
    over = [{y for x, y in points(line.path) if node["f"].x <= x <= node["f"].x + BOX_WIDTH} for line in drawing.lines]
    # Those of one thing share a lane.
    assert [len(heights) for heights in over] == [1, 1, 1]
    assert over[0] == over[1] != over[2]
    for line, (left, right) in zip(drawing.lines, ("pi", "pj", "qi"), strict=True):
        *_others, last = points(line.path)
        assert next(points(line.path)) == (node[left].x + BOX_WIDTH, node[left].middle)
        assert last == (node[right].x, node[right].middle)


def test_the_count_of_a_kind_stands_beside_a_word_of_its_name() -> None:
    name = "building blocks for effective teacher professional development"
    (heading,) = draw([Box("f", "building-block", "f")], [], lambda _kind: name).headings
    told = [line for line, _x, _y in heading.lines]
    assert " ".join(told) == f"{name} 1"
    assert told[-1] == "development 1"


def test_what_comes_first_stands_on_top() -> None:
    drawing = draw([Box("a", "problem", "a"), Box("b", "wish", "b"), Box("c", "wish", "c", first=True)], [])
    assert [node.box.key for node in sorted(drawing.nodes, key=lambda node: node.y)] == ["c", "b", "a"]


def test_a_line_within_a_column_runs_beside_it() -> None:
    drawing = draw([Box("a", "problem", "a"), Box("b", "problem", "b")], [Link("a", "b"), Link("a", "gone")])
    (line,) = drawing.lines
    bow = int(line.path.split("C")[1].split()[0])
    assert BOX_WIDTH < bow <= drawing.width


def test_lines_to_boxes_far_away_share_one_stem() -> None:
    boxes = [Box(str(number), "instrument", "x") for number in range(60)]
    drawing = draw([Box("f", "factor", "f"), *boxes], [Link("f", str(number)) for number in range(60)])
    curves = [line.path for line in drawing.lines if "C" in line.path]
    straight = [line.path for line in drawing.lines if "C" not in line.path]
    assert len(curves) > 5
    assert len(straight) > 5
    middle = {x for path in straight for x, y in points(path) if 200 < y < 800}
    assert len(middle) == 1
    assert_nothing_in_the_way(drawing)


def test_a_chain_joins_each_box_to_the_next() -> None:
    boxes = [Box(key, "factor", f"een lange naam met veel woorden {key}") for key in "abc"]
    drawing = chain(boxes, [Link("a", "b"), Link("b", "c")])
    assert_sound(drawing)
    assert [node.box.key for node in sorted(drawing.nodes, key=lambda node: node.y)] == ["a", "b", "c"]
    assert len(drawing.lines) == 2


# The shipped graph


@pytest.fixture(scope="module")
def things() -> Things:
    return read_things(EmbeddedStore.from_files(shipped_product().graph_files))


def test_the_largest_nodes_are_drawn_whole(things: Things) -> None:
    drawn = [thing for listed in things.kinds.values() for thing in listed]
    largest = sorted(drawn, key=lambda thing: len(thing.mentions), reverse=True)[:8]
    for thing in largest:
        hood = around(things, thing, [], None, Wording("nl"), whole=things.kinds)
        assert_sound(hood.drawing)
        told = {one.thing.iri for _centre, found in hood.opened for one in found}
        assert {node.box.key for node in hood.drawing.nodes} == told | {thing.iri}


def test_of_very_many_things_the_most_linked_are_drawn_and_the_rest_is_counted(things: Things) -> None:
    level = things.all[ID + "level/organisatie"]
    hood = around(things, level, [], None, Wording("nl", rest="nog {}".format))
    assert_sound(hood.drawing)
    assert hood.drawing.height < 1600
    problems = [node.box for node in hood.drawing.nodes if node.box.kind == "problem"]
    told = {one.thing.iri for _centre, found in hood.opened for one in found if one.thing.kind == "problem"}
    assert len(told) == hood.kinds["problem"] > 2 * MOST
    drawn, (rest,) = problems[:-1], problems[-1:]
    assert {box.key for box in drawn} < told
    assert (rest.rest, rest.text) == (len(told) - len(drawn), f"nog {len(told) - len(drawn)}")
    # What is drawn stands in more links than what is not.
    weights = {iri: len(things.all[iri].mentions) for iri in told}
    left_out = told - {box.key for box in drawn}
    assert sum(weights[box.key] for box in drawn) / len(drawn) > sum(weights[iri] for iri in left_out) / len(left_out)
    # The name above counts them all.
    assert any(line.endswith(f" {len(told)}") for head in hood.drawing.headings for line, _x, _y in head.lines)


def test_what_one_thing_leaves_out_counts_once(things: Things) -> None:
    level, team = (things.all[ID + name] for name in ("level/organisatie", "level/team"))
    hood = around(things, level, [team], None, Wording("nl"))
    told = {one.thing.iri for _centre, found in hood.opened for one in found if one.thing.kind == "problem"}
    problems = [node.box for node in hood.drawing.nodes if node.box.kind == "problem"]
    assert sum(box.rest or 1 for box in problems) == len(told)


def test_kinds_that_only_sort_are_hidden_until_asked_for(things: Things) -> None:
    problem = things.all[ID + "problem/geen-leercultuur"]
    hood = around(things, problem, [], None, Wording("nl"))
    assert hood.hidden == set(hood.kinds) & SORTING
    assert hood.kinds["level"] > 0
    shown = around(things, problem, [], {"level"}, Wording("nl"))
    assert {node.box.kind for node in shown.drawing.nodes} == {"problem", "level"}


def test_opening_a_thing_adds_what_it_is_linked_to(things: Things) -> None:
    problem, factor = (things.all[ID + name] for name in ("problem/geen-leercultuur", "factor/cultuur-om-te-leren"))
    closed = around(things, problem, [], None, Wording("nl"))
    opened = around(things, problem, [factor], None, Wording("nl"))
    before, after = ({node.box.key for node in one.drawing.nodes} for one in (closed, opened))
    assert before < after
    assert {one.thing.iri for one in neighbours(things, factor) if one.thing.kind == "problem"} <= after


def test_a_link_said_from_both_sides_is_drawn_once(things: Things) -> None:
    for instrument in things.kinds["instrument"]:
        found = [one for one in neighbours(things, instrument) if one.predicate == KG + "goesWith"]
        assert len(found) == len({one.thing.iri for one in found})
