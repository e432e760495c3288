"""The framework and the coverage: who belongs where and why, what is missing, and the report's figures beside ours."""

from __future__ import annotations

import csv
import io

import pytest

from kg.errors import Code, KgError
from kg.framework import Framework, below, ordered
from kg.framework.coverage import Coverage
from kg.namespaces import ID, KG, SCHEMA, SKOS
from kg.product import shipped_product
from kg.queries import Catalogue, run
from kg.store import Term
from kg.store.embedded import EmbeddedStore
from kg.things import Claim, Fact, Mention, Thing, Things, read_things


class World:
    """Things made by hand, with every fact known from both ends."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}

    def add(self, kind: str, slug: str, **literals: str) -> Thing:
        thing = Thing(f"{ID}{kind}/{slug}", kind, slug, types=("x",), names={"nl": slug})
        for name, value in literals.items():
            thing.outgoing[KG + name] = [Fact(KG + name, Term("literal", value))]
        self.things[thing.iri] = thing
        scheme = self.things.setdefault(f"{ID}scheme/{kind}", Thing(f"{ID}scheme/{kind}", "scheme", kind, types=("x",)))
        scheme.mentions.append(Mention(SKOS + "inScheme", thing.iri))
        return thing

    def say(self, subject: Thing, predicate: str, value: Thing, strength: str = "") -> None:
        claim = Claim(f"{subject.iri}#{value.slug}", "curated", {}, (), strength)
        subject.outgoing.setdefault(predicate, []).append(Fact(predicate, Term("iri", value.iri), (claim,)))
        value.mentions.append(Mention(predicate, subject.iri, (claim,)))

    def all(self) -> Things:
        return Things(self.things, {})


@pytest.fixture
def world() -> World:
    return World()


def test_an_instrument_belongs_in_three_ways(world: World) -> None:
    vision = world.add("ingredient", "vision")
    theme, problem, cluster = (
        world.add("theme", "visions"),
        world.add("problem", "none"),
        world.add("cluster", "policy"),
    )
    by_theme, central, partly = (world.add("instrument", slug) for slug in ("by-theme", "central", "partly"))
    world.say(vision, SKOS + "closeMatch", theme)
    world.say(problem, SKOS + "relatedMatch", vision)
    world.say(by_theme, SCHEMA + "about", theme)
    world.say(central, KG + "addresses", problem, "central")
    world.say(partly, KG + "addresses", problem, "partly")
    for instrument in (by_theme, central, partly):
        world.say(instrument, KG + "cluster", cluster)
    framework = Framework(world.all())
    told = {
        member.instrument.slug: (member.strong, member.ways[0].sort, member.ways[0].through)
        for member in framework.members(vision)
    }
    assert told == {
        "by-theme": (True, "theme", theme),
        "central": (True, "problem", problem),
        "partly": (False, "problem", problem),
    }
    (row,) = framework.matrix("ingredient", "cluster").rows
    assert [thing.slug for thing in row.cells[0].members] == ["by-theme", "central"]
    assert [thing.slug for thing in row.cells[0].partly] == ["partly"]
    assert row.total == 2
    assert [pair[1].ways[0].sort for pair in framework.cell(vision, cluster)] == ["named"] * 3


def test_a_wider_concept_holds_what_is_below_it(world: World) -> None:
    wide, narrow, cluster = world.add("theme", "wide"), world.add("theme", "narrow"), world.add("cluster", "c")
    world.say(narrow, SKOS + "broader", wide)
    instrument = world.add("instrument", "i", inInstrumentList="true")
    world.say(instrument, SCHEMA + "about", narrow)
    world.say(instrument, KG + "cluster", cluster)
    things = world.all()
    assert below(things, wide) == [narrow]
    assert [(concept.slug, depth) for concept, depth in ordered(things, "theme")] == [("wide", 0), ("narrow", 1)]
    (member,) = Framework(things).members(wide)
    assert member.ways[0].through is narrow
    assert [row.total for row in Coverage(things).matrix("theme", "cluster").rows] == [1, 1]


def test_only_a_close_theme_counts(world: World) -> None:
    vision, theme, instrument = world.add("ingredient", "v"), world.add("theme", "t"), world.add("instrument", "i")
    world.say(vision, SKOS + "relatedMatch", theme)
    world.say(instrument, SCHEMA + "about", theme)
    assert Framework(world.all()).members(vision) == []


def test_axes_that_are_not_there_are_refused(world: World) -> None:
    world.add("theme", "t")
    for wrong in (("nothing", "theme"), ("theme", "nothing"), ("theme", "theme")):
        with pytest.raises(KgError) as raised:
            Framework(world.all()).matrix(*wrong)
        assert raised.value.code is Code.USAGE
        with pytest.raises(KgError):
            Coverage(world.all()).matrix(*wrong)
    with pytest.raises(KgError):
        Coverage(world.all()).matrix("theme", "level", scope="some")


def test_an_empty_cell_tells_what_the_sources_say(world: World) -> None:
    theme, other = world.add("theme", "ethics"), world.add("theme", "tools")
    level = world.add("level", "team")
    gap = world.add("problem", "no-ethics", knownGap="true", gapNote="Niets.")
    world.say(gap, KG + "hasTheme", theme)
    world.say(gap, KG + "level", level)
    wish = world.add("wish", "ethics-guide")
    world.say(wish, KG + "wouldAddress", gap)
    rows = {row.concept.slug: row for row in Coverage(world.all()).matrix("theme", "level").rows}
    assert [one.about.slug for one in rows["ethics"].cells[0].gaps] == ["no-ethics", "ethics-guide"]
    assert rows["tools"].cells[0].gaps == []
    assert Coverage(world.all()).gaps(other, level) == []


# The shipped graph


@pytest.fixture(scope="module")
def shipped() -> tuple[EmbeddedStore, Things]:
    store = EmbeddedStore.from_files(shipped_product().graph_files)
    return store, read_things(store)


@pytest.mark.parametrize(("rows", "columns"), [("theme", "level"), ("sector", "goal"), ("form", "cluster")])
def test_the_counts_are_those_of_the_stored_query(
    shipped: tuple[EmbeddedStore, Things], rows: str, columns: str
) -> None:
    store, things = shipped
    query = Catalogue(shipped_product().folder("queries")).query("coverage")
    answer = run(query, {"rows": rows, "columns": columns}, store, lang="nl")
    asked = {(row[0].value, row[1].value): int(row[2].value) for row in answer.rows if row[0] and row[1] and row[2]}
    matrix = Coverage(things).matrix(rows, columns)
    counted = {
        (cell.row.label("nl"), cell.column.label("nl")): len(cell.instruments)
        for row in matrix.rows
        for cell in row.cells
    }
    assert counted == asked
    assert matrix.empty == sum(not count for count in asked.values())


def test_a_third_scheme_splits_each_cell(shipped: tuple[EmbeddedStore, Things]) -> None:
    matrix = Coverage(shipped[1]).matrix("theme", "level", "goal")
    cell = max((cell for row in matrix.rows for cell in row.cells), key=lambda cell: len(cell.instruments))
    assert len(cell.split) == 3
    assert max(count for _concept, count in cell.split) <= len(cell.instruments) <= sum(n for _concept, n in cell.split)
    lines = list(csv.reader(io.StringIO(matrix.csv("en"))))
    assert lines[0] == ["theme", "level", "goal", "instruments"]
    assert len(lines) == 1 + len(matrix.rows) * len(matrix.columns) * 3


def test_figures_of_the_report_stand_beside_ours(shipped: tuple[EmbeddedStore, Things]) -> None:
    found = {one.observation.label("nl"): one for one in Coverage(shipped[1]).comparisons("form", "cluster")}
    toolkit = found["vorm: toolkit"]
    assert toolkit.observation.value(KG + "value") == "11"
    assert toolkit.ours == len(Coverage(shipped[1]).instruments(toolkit.concepts[0])) > 0


def test_a_change_of_scope_counts_the_named_instruments_too(shipped: tuple[EmbeddedStore, Things]) -> None:
    coverage = Coverage(shipped[1])
    listed, every = (coverage.matrix("theme", "level", scope=scope) for scope in ("list", "all"))
    assert (listed.counted, every.counted) == (47, len(shipped[1].kinds["instrument"]))
    assert sum(every.totals) > sum(listed.totals)
