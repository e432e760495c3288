"""What a page about one thing tells."""

from __future__ import annotations

import pytest

from kg.namespaces import DCT, ID, KG, SCHEMA, SKOS
from kg.portrait import Portrait
from kg.portrait.reading import Reading
from kg.store import Term
from kg.store.embedded import EmbeddedStore
from kg.things import Claim, Fact, Mention, Passage, Thing, Things, read_things


@pytest.fixture(scope="module")
def things(graph: EmbeddedStore) -> Things:
    return read_things(graph)


def portrait(things: Things, address: str, lang: str = "nl") -> Portrait:
    return Portrait(things, things.all[ID + address], lang)


def test_the_lead_is_told_once_and_in_the_language_of_the_page(things: Things) -> None:
    told = portrait(things, "instrument/toolwiel")
    assert told.lead is not None
    assert told.lead.value.lang == "nl"
    assert told.lead.predicate not in told.facts
    assert all(fact.value.lang in {"", "nl"} for facts in told.facts.values() for fact in facts)


def test_a_beginning_stands_just_before_its_end() -> None:
    years = {SCHEMA + "alternateName": "VP", SCHEMA + "endDate": "2022", SCHEMA + "startDate": "2019"}
    outgoing = {predicate: [Fact(predicate, Term("literal", year))] for predicate, year in years.items()}
    programme = Thing(f"{ID}programme/one", "programme", "one", names={"nl": "een"}, outgoing=outgoing)
    told = list(Portrait(Things({programme.iri: programme}, {}), programme, "nl").facts)
    assert told == [SCHEMA + "alternateName", SCHEMA + "startDate", SCHEMA + "endDate"]


def test_help_stands_best_first(things: Things) -> None:
    help_ = portrait(things, "problem/weinig-tijd").help
    assert [(one.instrument.slug, one.strength) for one in help_] == [("toolwiel", "central"), ("placemat", "partly")]
    assert help_[1].claims[0].reason["en"] == "A talk helps to choose."


def test_what_points_here_is_told_by_kind(things: Things) -> None:
    kindred = portrait(things, "problem/weinig-tijd").kindred
    instruments = next(group for group in kindred if group.kind == "instrument")
    relation = next(one for one in instruments.relations if one.predicate == KG + "addresses")
    assert (relation.forward, [tie.other.slug for tie in relation.ties]) == (False, ["placemat", "toolwiel"])
    assert instruments.count == 2


def test_findings_stand_by_kind_with_what_they_rest_on(things: Things) -> None:
    found = portrait(things, "instrument/toolwiel").findings
    statement = next(iter(found.values()))[0]
    assert statement.thing.part == "use-1"
    assert statement.claims[0].passages


def concept(slug: str, **facts: list[str]) -> Thing:
    thing = Thing(f"{ID}theme/{slug}", "theme", slug, types=(KG + "Theme",), names={"nl": slug})
    for name, slugs in facts.items():
        predicate = SKOS + name
        thing.outgoing[predicate] = [Fact(predicate, Term("iri", f"{ID}theme/{other}")) for other in slugs]
    return thing


def claim(number: int) -> Claim:
    return Claim(f"{ID}theme/a#claim-{number}", "curated", {}, ())


def test_a_link_said_from_both_sides_is_told_once_with_both_grounds() -> None:
    one, other = concept("one"), concept("other")
    predicate = SKOS + "closeMatch"
    one.outgoing[predicate] = [Fact(predicate, Term("iri", other.iri), (claim(1),))]
    one.mentions = [Mention(predicate, other.iri, (claim(2), claim(1)))]
    (group,) = Portrait(Things({one.iri: one, other.iri: other}, {}), one, "nl").kindred
    (relation,) = group.relations
    assert [(tie.other.slug, len(tie.claims)) for tie in relation.ties] == [("other", 2)]


def test_concepts_stand_as_a_tree_and_a_round_ends() -> None:
    top, middle, leaf = concept("top"), concept("middle", broader=["top"]), concept("leaf", broader=["middle"])
    scheme = Thing(f"{ID}scheme/theme", "scheme", "theme", types=(SKOS + "ConceptScheme",), names={"nl": "thema's"})
    scheme.mentions = [Mention(SKOS + "inScheme", thing.iri) for thing in (leaf, middle, top)]
    things = Things({thing.iri: thing for thing in (scheme, top, middle, leaf)}, {})
    assert Portrait(things, scheme, "nl").tree() == [(top, [(middle, [(leaf, [])])])]
    assert Portrait(things, leaf, "nl").above() == [top, middle]
    top.outgoing[SKOS + "broader"] = [Fact(SKOS + "broader", Term("iri", leaf.iri))]
    assert len(Portrait(things, leaf, "nl").above()) == 3


def test_neighbours_are_those_in_the_list(things: Things) -> None:
    before, after = portrait(things, "instrument/placemat").siblings()
    assert (before, after and after.slug) == (None, "toolwiel")


# Reading: what rests on each section


def test_a_section_holds_the_facts_and_findings_that_rest_on_it(things: Things) -> None:
    source = things.kinds["source"][0]
    reading = Reading(things)
    sections = reading.sections(source, "nl")
    assert [section.notation for section in sections] == ["1", "1.1", "2"]
    resting = sections[0].statements
    assert any(one.fact is None and one.thing.part == "use-1" for one in resting)
    described = [one.fact.value.lang for one in resting if one.fact and one.fact.predicate == DCT + "description"]
    assert described
    assert set(described) == {"nl"}, "a text in two languages is one statement"
    english = [one.fact for one in reading.sections(source, "en")[0].statements if one.fact]
    assert [fact.value.lang for fact in english if fact.predicate == DCT + "description"] == ["en"] * len(described)


def test_sections_stand_in_the_order_of_the_text_below_their_chapter() -> None:
    source = Thing(f"{ID}source/a", "source", "a", types=(KG + "Source",))

    def part(name: str, start: int, above: Thing) -> Thing:
        section = Thing(f"{source.iri}#{name}", "source", "a", name, types=(KG + "Section",), names={"": name})
        for predicate, value in ((SKOS + "notation", name), (DCT + "title", name)):
            section.outgoing[predicate] = [Fact(predicate, Term("literal", value))]
        start_at = "http://www.w3.org/ns/oa#start"
        section.outgoing[start_at] = [Fact(start_at, Term("literal", str(start)))]
        above.mentions.append(Mention(DCT + "isPartOf", section.iri))
        return section

    second = part("2", 90, source)
    first = part("1", 5, source)
    inner = part("1.1", 20, first)
    place = Passage(f"{ID}passage/p", source.iri, "001", inner.iri, "1.1", "1.1", 21, 30)
    finding = Thing(f"{ID}finding/f", "finding", "f", types=(KG + "Finding",), passages=(place,))
    finding.outgoing[SCHEMA + "about"] = []
    reading = Reading(Things({thing.iri: thing for thing in (source, second, first, inner, finding)}, {}))
    told = [(section.notation, section.depth, len(section.statements)) for section in reading.sections(source, "nl")]
    assert told == [("1", 0, 0), ("1.1", 1, 1), ("2", 0, 0)]
    assert reading.is_section(inner)
    assert not reading.is_section(finding)
