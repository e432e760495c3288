"""The pages of things: every thing of the shipped graph in both languages, and what each kind tells."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from web_page import links, parsed, said

from kg.namespaces import KG
from kg.things import Thing, Things
from kg_web.site import shown as site_of
from kg_web.words import section_name


@pytest.fixture(scope="module")
def things(shipped: Flask) -> Things:
    return site_of(shipped).things


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_thing_has_its_page(visitor: FlaskClient, things: Things, prefix: str) -> None:
    lang = prefix[1:] or "nl"
    seen = 0
    for kind, listed in things.kinds.items():
        for place, thing in enumerate(listed):
            answer = visitor.get(f"{prefix}/doc/{kind}/{thing.slug}")
            assert answer.status_code == 200, thing.iri
            assert answer.text.count("<h1") == 1, thing.iri
            assert f'<html lang="{lang}">' in answer.text
            # One of each kind is enough to see that the template is sound.
            if place == 0:
                parsed(answer.text)
            seen += 1
    assert seen > 1000


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_kind_has_its_list(visitor: FlaskClient, things: Things, prefix: str) -> None:
    overview = visitor.get(f"{prefix}/list").text
    parsed(overview)
    for kind, listed in things.kinds.items():
        page = visitor.get(f"{prefix}/list/{kind}", follow_redirects=True)
        assert page.status_code == 200
        assert kind == "scheme" or all(f'/doc/{kind}/{thing.slug}"' in page.text for thing in listed), kind
    assert visitor.get("/list/nothing").status_code == 404


def test_a_problem_tells_its_help_in_order_with_the_reason(visitor: FlaskClient, things: Things) -> None:
    def help_with(problem: Thing) -> dict[str, tuple[str, str]]:
        """Strength -> action label and reason of the instrument that helps so."""
        return {
            claim.strength: (things.all[mention.subject].value(KG + "actionLabel", "nl"), claim.reason["nl"])
            for mention in problem.mentions
            if mention.predicate == KG + "addresses"
            for claim in mention.claims
        }

    problem, helping = next((p, found) for p in things.kinds["problem"] if len(found := help_with(p)) == 2)
    page = unescape(visitor.get(f"/doc/problem/{problem.slug}").text)
    assert all(text in page for texts in helping.values() for text in texts)
    assert page.index(helping["central"][1]) < page.index("Helpt een beetje") < page.index(helping["partly"][1])
    assert "Zo zegt men het" in page


def test_a_known_gap_is_told_with_the_nearest_help(visitor: FlaskClient, things: Things) -> None:
    gap = next(problem for problem in things.kinds["problem"] if problem.value(KNOWN_GAP) == "true")
    page = visitor.get(f"/doc/problem/{gap.slug}").text
    assert "Hier is nog geen instrument voor" in page
    nearest = page[page.index("Dit komt er het dichtst bij") :]
    nearest = nearest[: nearest.index("</section>")]
    # Why it is the nearest stands beside it, not behind a mark.
    for fact in gap.facts(KG + "nearestHelp"):
        assert f'<p class="told">{escape(fact.claims[0].reason["nl"])}</p>' in nearest
    # There is nothing to plan with; help in this role and sector can be asked.
    assert "plan?problem=" not in page
    assert links(page)["Vraag hulp voor uw rol en sector"] == f"/?problem={gap.slug}"


def test_a_problem_leads_to_help_and_to_a_plan(visitor: FlaskClient) -> None:
    page = visitor.get("/doc/problem/beperkte-digitale-vaardigheden").text
    answer = visitor.get(links(page)["Vraag hulp voor uw rol en sector"]).text
    assert "docenten hebben beperkte digitale vaardigheden</span>" in answer
    assert 'name="problem" value="beperkte-digitale-vaardigheden"' in answer
    assert "<h1" in visitor.get(links(page)["Maak een plan met dit probleem"]).text
    # The ways of saying it have their grounds too.
    said_so = page[page.index('id="words"') :]
    assert 'class="basis' in said_so[: said_so.index("</section>")]


KNOWN_GAP = "https://w3id.org/instrumentenwijzer/def#knownGap"


def test_a_factor_tells_its_percentages_as_bar_and_as_text(visitor: FlaskClient) -> None:
    dutch, english = (visitor.get(f"{prefix}/doc/factor/ict-geletterdheid").text for prefix in ("", "/en"))
    assert '<rect class="bar-s" x="0" y="0" width="7.9"' in dutch
    assert all(f"<b>{share}</b>" in dutch for share in ("7,9%", "10,5%", "23,7%"))
    assert "42,1% noemt deze factor" in dutch
    assert "<b>7.9%</b>" in english
    # Of how many, and where that stands.
    assert "(n\u00a0=\u00a038)" in dutch
    assert (
        links(dutch)["Tabel 4: factoren gerelateerd aan het individu"] == "/doc/source/innoveren-kun-je-leren/tabel-4"
    )


@pytest.mark.parametrize("kind", ["factor", "ingredient", "building-block"])
def test_a_concept_of_the_framework_names_the_instruments_that_work_on_it(
    visitor: FlaskClient, shipped: Flask, things: Things, kind: str
) -> None:
    framework = site_of(shipped).framework
    numbers = set()
    for concept in things.kinds[kind]:
        members = framework.members(concept)
        strong = [member.instrument for member in members if member.strong]
        numbers.add(bool(strong))
        page = visitor.get(f"/doc/{kind}/{concept.slug}").text
        sections = [part for part in parsed(page).iter("section") if part.get("aria-labelledby") == "working"]
        assert len(sections) == bool(members)
        for section in sections:
            assert said(next(section.iter("h2"))) == f"Instrumenten die hieraan werken {len(strong)}"
            found = [str(link.get("href")) for link in section.iter("a")]
            assert [href for href in found if "/instrument/" in href] == [
                f"/doc/instrument/{one.slug}" for one in strong[:6]
            ]
            every = visitor.get(found[-1]).text
            assert every.count('<li class="card">') == len(members)
    assert True in numbers


def test_a_source_tells_what_rests_on_each_section(visitor: FlaskClient, things: Things) -> None:
    source = things.kinds["source"][0]
    page = visitor.get(f"/doc/source/{source.slug}").text
    sections = [part for part in things.parts(source) if f"/doc/source/{source.slug}/{part.part}" in page]
    assert sections
    for part in sections:
        section = visitor.get(f"/doc/source/{source.slug}/{part.part}")
        assert section.status_code == 200
    parsed(section.text)
    assert visitor.get(f"/doc/source/{source.slug}/nothing").status_code == 404


def test_a_source_says_first_who_made_it_and_when(visitor: FlaskClient) -> None:
    page = visitor.get("/doc/source/impactanalyse-voor-npuls").text
    first = page[page.index("<h1") : page.index('id="sections"')]
    for told in ("Ingrid Wakkee", ">Npuls</a>", "2024-12", "bij onderwijs(innovatie) met ict</cite>"):
        assert first.count(told) == page.count(told) == 1


def test_a_section_on_which_very_much_rests_opens_in_place(visitor: FlaskClient) -> None:
    address = "/doc/source/innoveren-kun-je-leren/vraag-1"
    page = visitor.get(address).text
    tree = parsed(page)
    listed = [entry for place in tree.iter("ul") if place.get("class") == "statements" for entry in place]
    (count,) = re.findall(r"berusten (\d+) uitspraken", page)
    assert len(listed) == int(count) > 200
    folded = {id(entry) for fold in tree.iter("details") for entry in fold.iter("li")}
    assert 10 < sum(id(entry) not in folded for entry in listed) < 50


@pytest.mark.parametrize(
    ("address", "kind", "count"), [("/doc/scheme/problem", "problem", 150), ("/list/disagreement", "disagreement", 80)]
)
def test_a_very_long_list_opens_in_place_and_leaves_nothing_out(
    visitor: FlaskClient, things: Things, address: str, kind: str, count: int
) -> None:
    page = visitor.get(address).text
    tree = parsed(page)
    entries = [entry for place in tree.iter("ul") if place.get("class") == "roll" for entry in place]
    pages = {link.get("href") for entry in entries for link in entry.iter("a")}
    assert pages == {f"/doc/{kind}/{thing.slug}" for thing in things.kinds[kind]}
    assert len(pages) > count
    folded = {id(entry) for fold in tree.iter("details") if "more" in fold.get("class") for entry in fold.iter("li")}
    # What falls under one of the first stands with it.
    assert 30 <= sum(id(entry) not in folded for entry in entries) < 160 > len(folded) > 0


@pytest.mark.parametrize(
    ("address", "heading", "part"),
    [
        ("/list/disagreement", "h2", "within-source"),
        ("/list/finding", "h2", "reflection"),
        ("/list/instrument", "h2", "none"),
        ("/doc/scheme/problem", "h3", "tijd-en-middelen"),
    ],
)
def test_a_long_list_has_parts_and_leads_to_each(
    visitor: FlaskClient, things: Things, address: str, heading: str, part: str
) -> None:
    tree = parsed(visitor.get(address).text)
    heads = [head.get("id") for head in tree.iter(heading) if (head.get("id") or "").startswith("part-")]
    assert f"part-{part}" in heads
    leads = [link.get("href") for link in tree.iter("a") if link.get("class") == "chip"]
    assert [lead for lead in leads if lead.startswith("#")] == [f"#{head}" for head in heads]
    listed = [item for place in tree.iter("ul") if place.get("class") == "roll" for item in place]
    assert len(listed) == len(things.kinds[address.rpartition("/")[2]])


def test_the_heaviest_disagreements_of_a_part_come_first(visitor: FlaskClient, things: Things) -> None:
    section = visitor.get("/list/disagreement").text.partition('id="part-within-source"')[2].partition("</section>")[0]
    named = re.findall(r'href="/doc/disagreement/([^"]+)"', section)
    order = [things.get("disagreement", slug).values(KG + "severity")[0].rpartition("/")[2] for slug in named]
    assert order == sorted(order, key=["high", "medium", "low"].index)
    assert len(set(order)) == 3


def test_a_disagreement_marks_the_position_that_the_graph_follows(visitor: FlaskClient, things: Things) -> None:
    follows = "https://w3id.org/instrumentenwijzer/def#followsPosition"
    followed, open_ = (
        next(thing for thing in things.kinds["disagreement"] if bool(thing.values(follows)) is chosen)
        for chosen in (True, False)
    )
    assert "Dit houden wij aan" in visitor.get(f"/doc/disagreement/{followed.slug}").text
    assert "Wij kiezen geen kant" in visitor.get(f"/doc/disagreement/{open_.slug}").text


def test_a_disagreement_names_the_source_of_each_position(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/doc/disagreement/dp-seven-or-eight-themes").text)
    told = [said(item) for item in tree.iter("li") if item.get("class") == "card"]
    assert told[0].startswith("Impactanalyse voor Npuls Het programma heeft zeven")
    assert [item.find("p/a").get("href") for item in tree.iter("li") if item.get("class") == "card"] == [
        "/doc/source/impactanalyse-voor-npuls",
        "/doc/source/professionalisering-docenten-mbo",
    ]


def test_a_case_tells_which_instruments_were_discussed_with_whom(visitor: FlaskClient) -> None:
    page = visitor.get("/doc/case/case-1").text
    assert 'href="/doc/instrument/praatplaat-en-handleiding-educatief-leiderschap"' in page
    assert "beleidsmakers" in page


def test_a_phase_names_its_institutions(visitor: FlaskClient) -> None:
    assert 'href="/doc/institution/hoi-a"' in visitor.get("/doc/phase/agenderen").text


def test_what_things_have_to_do_with_this_one_is_said_once_above_them(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/doc/theme/ethiek").text)
    ties = next(part for part in tree.iter("section") if part.get("aria-labelledby") == "ties")
    values = [said(value) for value in ties.iter("dd")]
    (problems,) = (value for value in values if value.startswith("horen bij dit thema"))
    assert "omgaan met AI in het onderwijs" in problems
    assert "weinig aandacht voor ethiek" in problems
    assert " ".join(values).count("horen bij dit thema") == 1
    # The section is called so; it does not say it of each as well.
    assert "hangt samen met" not in " ".join(values)


def test_a_section_is_named_as_people_read_it(visitor: FlaskClient) -> None:
    first = {
        "innoveren-kun-je-leren/tabel-5": "Tabel 5: factoren gerelateerd aan de onderwijsinstelling",
        "innoveren-kun-je-leren/inleiding": "Inleiding",
        "column-professionele-leergemeenschappen/alinea-1": "Alinea 1: professionele leergemeenschappen",
    }
    for place, name in first.items():
        page = visitor.get(f"/doc/source/{place}").text
        assert said(next(parsed(page).iter("h1"))) == name
        source = visitor.get(f"/doc/source/{place.partition('/')[0]}").text
        assert links(source)[name] == f"/doc/source/{place}"
    # The graph counts the parts that have no number of their own; readers see the chapter that they stand in.
    assert section_name("4.3/2", "Concreet en praktisch") == "4.3 › Concreet en praktisch"
    assert section_name("Bijlage 1/2/5", "Afsluiting") == "Bijlage 1 › Afsluiting"
    contents = links(visitor.get("/doc/source/impactanalyse-voor-npuls").text)
    assert contents["Resultaten"] == "/doc/source/impactanalyse-voor-npuls/managementsamenvatting-2"


def test_a_finding_tells_what_it_rests_on(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/doc/finding/ctl-crucial-role").text)
    lead = next(part for part in tree.iter("div") if part.get("class") == "lead")
    assert "gezegd in een bron" in said(lead)
    source = "/doc/source/impactanalyse-voor-npuls"
    assert [said(link) for link in lead.iter("a")][::2] == ["Impactanalyse voor Npuls"] * 2
    found = [str(link.get("href")) for link in lead.iter("a")]
    assert found[::2] == [source] * 2
    # The section is one step away as well, with all that rests on it.
    for section in found[1::2]:
        assert section.startswith(f"{source}/")
        assert visitor.get(section).status_code == 200


def test_a_section_names_each_thing_once_with_all_that_it_says_of_it(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/doc/source/innoveren-kun-je-leren/vraag-1").text)
    names = [said(heading) for heading in tree.iter("h2")]
    assert sorted(names) == sorted(set(names))
    (figures,) = (part for part in tree.iter("section") if said(next(part.iter("h2"))) == "Instellingen per fase")
    assert sum(item.get("class") != "passages" and "fase" in said(item) for item in figures.find("ul") or ()) == 5


def test_a_section_says_more_of_a_thing_than_its_name(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/doc/source/impactanalyse-voor-npuls/tabel-2-1").text)
    heads = {said(next(part.iter("h2"))): part for part in tree.iter("section") if part.get("class") == "resting"}
    (case,) = (part for name, part in heads.items() if name.startswith("Case 3"))
    assert any("Toolkit Blend je onderwijs focus · uitvoerenden" in said(item) for item in case.iter("li"))
    for name, part in heads.items():
        assert all(said(item).partition(" gezegd in een bron")[0] != name for item in part.iter("li"))
    links_of = visitor.get("/doc/source/impactanalyse-voor-npuls/bijlage-4-tabel-4").text
    assert re.search(r"Adres op het web:</span> <code>mbodigitaal\.nl/toolwiel/</code>", links_of)


def test_a_long_list_opens_in_place_and_holds_all(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/doc/target-group/docenten").text)
    (problems,) = (part for part in tree.iter("section") if part.get("aria-labelledby") == "kin-problem")
    (rest,) = (piece for piece in problems.iter("details") if piece.get("class") == "more rest")
    shown, folded = (part.findall("ul/li") for part in (problems, rest))
    assert len(shown) == 24
    assert f"Problemen en behoeften {len(shown) + len(folded)}" == said(next(problems.iter("h2")))
