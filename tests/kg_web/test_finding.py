"""Finding help: start and answer, guide, plan, compare, search. Every state is an address; every page is valid."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from web_page import links, parsed, said

from kg_web.words import excerpt

TIME = "docenten+hebben+te+weinig+tijd"
ADDRESSES = [
    "/",
    "/?q=%3F%3F",
    f"/?q={TIME}",
    f"/?q={TIME}&role=teamleider&sector=mbo&more=1",
    "/?problem=geen-leercultuur&problem=te-weinig-budget",
    "/?q=privacy+van+studenten",
    "/?q=xyzzyx",
    "/guide",
    "/guide?start=goal",
    "/guide?area=bekwaamheid",
    "/guide?area=cultuur&problem=geen-leercultuur",
    "/plan",
    "/plan?q=tijd",
    "/plan?problem=geen-leercultuur&problem=weinig-aandacht-voor-ethiek&sector=mbo",
    "/plan/handout?problem=geen-leercultuur&problem=weinig-aandacht-voor-ethiek&sector=mbo",
    "/compare",
    "/compare?i=toolwiel&i=knoppencursussen&i=toolkit-blend-je-onderwijs",
    "/search",
    "/search?q=blended&kind=instrument",
    "/search?q=parkeergarage",
    "/instruments",
    "/instruments?sector=mbo&area=cultuur",
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_valid_in_both_languages(visitor: FlaskClient, address: str, prefix: str) -> None:
    answer = visitor.get(prefix + address)
    assert answer.status_code == 200
    tree = parsed(answer.text)
    for label in tree.iter("label"):
        assert label.get("for") or list(label.iter("input")), said(label)


def test_every_link_leads_somewhere(visitor: FlaskClient) -> None:
    seen: set[str] = set()
    for address in ADDRESSES:
        tree = parsed(visitor.get(address).text)
        here = {link.get("href") or "" for link in tree.iter("a")}
        names = {element.get("id") for element in tree.iter()}
        assert {link[1:] for link in here if link.startswith("#")} <= names
        seen |= here
    own = sorted(link for link in seen if link.startswith("/") and not link.startswith("/doc/"))
    # Addresses with the same parameters are made by the same piece of a template.
    alike = {(urlsplit(link).path, tuple(sorted(parse_qs(urlsplit(link).query)))): link for link in own}
    assert len(alike) > 30
    for link in [*alike.values(), *sorted(seen)[:10]]:
        if link.startswith("/"):
            assert visitor.get(link).status_code in {200, 302}, link


# Start and answer


def test_examples_and_areas_of_the_start_page_lead_to_help(visitor: FlaskClient) -> None:
    for lang in ("", "/en"):
        tree = parsed(visitor.get(f"{lang}/").text)
        lists = {element.get("class"): element for element in tree.iter("ul")}
        sayings = [link.get("href") or "" for link in lists["sayings"].iter("a")]
        assert len(sayings) == 6
        for address in sayings:
            card = next(item for item in parsed(visitor.get(address).text).iter("li") if item.get("class") == "card")
            assert re.search("Hiervoor gemaakt|Gemaakt voor het probleem: " if not lang else "Made for", said(card)), (
                address
            )
        assert len(list(lists["areas"].iter("a"))) > 10


def test_a_graph_that_names_no_examples_has_a_start_page_without(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Met welk probleem worstelt u?" in page
    assert "Zo zeggen anderen het" not in page


def test_an_answer_says_what_one_does_first_and_why(client: FlaskClient) -> None:
    page = client.get("/?q=weinig+tijd").text
    card = page[page.index('<li class="card') :]
    for earlier, later in (
        ("Kies een tool die past", "Toolwiel"),
        ("Toolwiel", "Zoeken kost minder tijd."),
        ("Waarom dit instrument?", "docenten hebben weinig tijd"),
    ):
        assert card.index(earlier) < card.index(later)
    assert 'href="https://toolwiel.nl/tools"' in page


def test_an_instrument_says_for_which_problem_unless_just_one_was_understood(visitor: FlaskClient) -> None:
    only = visitor.get(f"/?q={TIME}&problem=te-weinig-tijd-voor-professionalisering").text
    assert "Hiervoor gemaakt" in only
    assert "Gemaakt voor het probleem: " not in only
    strength = re.compile(r'<p class="strength">(?:Gemaakt voor het probleem|Helpt een deel van de weg bij): (.+?)</p>')
    for question in (TIME, "onze+studenten+haken+af+bij+online+lessen"):
        page = visitor.get(f"/?q={question}&more=1").text
        cards = page.split('<li class="card')[1:]
        told = 0
        for card in cards:
            assert "Hiervoor gemaakt" not in card
            # What the path to it says: also where the problem is none of those first understood.
            for problem in strength.findall(card):
                told += 1
                first = re.search(r'<li class="node words">.+?<a class="name"[^>]*>(.+?)</a>', card, re.DOTALL)
                assert first is not None
                assert first[1] == problem
        assert told > 8


def test_what_was_understood_can_be_chosen_dropped_and_read_anew(visitor: FlaskClient) -> None:
    first = links(visitor.get(f"/?q={TIME}").text)
    chosen = first["te weinig tijd voor professionalisering"]
    assert parse_qs(urlsplit(chosen).query)["problem"] == ["te-weinig-tijd-voor-professionalisering"]
    page = visitor.get(chosen).text
    assert "U koos" in page
    more = links(page)
    assert more["Begrijp mijn woorden opnieuw"] == f"/?q={TIME}"
    added = next(address for name, address in more.items() if name.startswith("+ Ook dit: "))
    assert len(parse_qs(urlsplit(added).query)["problem"]) == 2
    dropped = first["×Dit bedoel ik niet: te weinig tijd voor professionalisering"]
    assert "te-weinig-tijd-voor-professionalisering" not in parse_qs(urlsplit(dropped).query)["problem"]


def test_a_filter_stays_and_a_mismatch_is_said(visitor: FlaskClient) -> None:
    page = visitor.get(f"/?q={TIME}&sector=mbo").text
    assert '<option value="mbo" selected>' in page
    assert "Niet gemaakt voor mbo, maar voor hbo" in page
    assert "Past bij: mbo" in page
    assert "sector=mbo" in links(page)["te weinig tijd voor professionalisering"]


def test_a_gap_is_told_as_one_with_the_nearest_help_marked(client: FlaskClient) -> None:
    page = client.get("/?problem=geen-ethiek").text
    assert "Hier is nog geen instrument voor" in page
    assert "Geen bron noemt een instrument." in page
    assert (
        page.index("Dit komt er het dichtst bij")
        < page.index("Niet hiervoor gemaakt")
        < page.index("Meld deze behoefte")
    )
    assert "Wat helpt" not in page


def test_what_goes_well_with_an_instrument_is_told_once(visitor: FlaskClient) -> None:
    page = visitor.get("/?q=te+weinig+tijd+voor+professionalisering").text
    for card in page.split('<li class="card')[1:]:
        for companion in re.findall(r'<details class="with">(.*?)</ul>\s*</details>', card, re.DOTALL):
            reasons = re.findall(r"<p>(.*?)</p>", companion)
            assert reasons
            assert sorted(reasons) == sorted(set(reasons))


def test_words_that_nothing_fits_are_answered_with_other_ways(visitor: FlaskClient) -> None:
    page = visitor.get("/?q=xyzzyx").text
    assert "Wij vonden niets bij deze woorden" in page
    assert links(page)["Beantwoord een paar vragen"] == "/guide"
    notice = visitor.get("/?q=%3F").text
    assert 'aria-invalid="true"' in notice


def test_a_question_about_something_else_leads_on(visitor: FlaskClient) -> None:
    page = visitor.get("/?q=mijn+laptop+en+wachtwoord+doen+het+niet").text
    assert "Daar gaan deze instrumenten niet over" in page
    # A topic outside the instruments cannot be chosen, only taken away.
    assert "Klik op wat u bedoelt" not in page
    ways = links(page)
    assert ways["Zoek in alle namen en teksten"] == "/search?q=mijn+laptop+en+wachtwoord+doen+het+niet"
    assert ways["Beantwoord een paar vragen"] == "/guide"


def test_a_chosen_theme_is_told_as_chosen(visitor: FlaskClient) -> None:
    assert "U koos" in visitor.get("/?theme=ethiek").text
    assert "Zo begrepen wij u" in visitor.get(f"/?q={TIME}&theme=ethiek").text


def test_more_instruments_are_offered_only_where_there_are_more(visitor: FlaskClient) -> None:
    def shown(address: str) -> tuple[int, bool]:
        page = visitor.get(address).text
        return page.count('<li class="card'), "Toon meer instrumenten" in page

    # One, just five, and more.
    for chosen, more in (
        ("theme=ethiek", False),
        ("problem=blended-onderwijs-ontwerpen", False),
        ("theme=docentprofessionalisering", True),
    ):
        number, offered = shown(f"/?{chosen}")
        assert number <= 5
        assert offered == more
        assert (shown(f"/?{chosen}&more=1")[0] > number) == more
    assert shown(f"/?q={TIME}")[1]


def test_an_unknown_problem_or_role_is_not_found(visitor: FlaskClient) -> None:
    assert visitor.get("/?problem=nothing").status_code == 404
    assert visitor.get("/?q=tijd&role=astronaut").status_code == 404


# Guide


def test_the_guide_ends_at_a_few_instruments_and_any_answer_can_be_taken_back(visitor: FlaskClient) -> None:
    address, trail = "/guide", []
    for _step in range(6):
        trail.append(address)
        tree = parsed(visitor.get(address).text)
        answers = [element for element in tree.iter("ul") if element.get("class") == "areas answers"]
        if not answers:
            break
        address = next(link.get("href") or "" for link in answers[0].iter("a"))
    page = visitor.get(address).text
    assert "Dit past bij uw antwoorden" in page
    assert 1 <= page.count('<li class="card"') <= 5
    back = [link for name, link in links(page).items() if "Haal dit antwoord weg" in name]
    assert len(back) == len(trail) - 1
    assert back[-1] == trail[-2]


def test_after_an_area_only_its_own_problems_are_asked(visitor: FlaskClient) -> None:
    page = visitor.get("/guide?area=cultuur").text
    assert "Vraag 2 van hoogstens 5" in page
    assert "problem=geen-leercultuur" in page
    assert "problem=te-weinig-budget" not in page


# Plan


def test_a_plan_tells_steps_and_what_stays_open(client: FlaskClient) -> None:
    page = client.get("/plan?problem=weinig-tijd&problem=geen-ethiek").text
    assert page.index("Begin met dit ene instrument") < page.index("Kies een tool die past")
    assert page.index("Hier helpt geen instrument bij") < page.index("Geen bron noemt een instrument.")
    assert links(page)["×Haal weg: ethiek krijgt weinig aandacht"] == "/plan?problem=weinig-tijd"


def test_a_plan_says_why_each_instrument_is_in_it(client: FlaskClient) -> None:
    for address in ("/plan?problem=weinig-tijd", "/plan/handout?problem=weinig-tijd"):
        page = client.get(address).text
        step = page[page.index("Kies een tool die past") :]
        assert links(page)["Docenten hebben weinig tijd"] == "/doc/problem/weinig-tijd"
        assert "Zoeken kost minder tijd." in step
        assert "ons oordeel" in step


def test_a_plan_is_handed_on_without_anything_to_choose(visitor: FlaskClient) -> None:
    made = visitor.get("/plan?problem=peerfeedback-goed-inzetten&sector=hbo&q=tijd").text
    assert "Voor de sector hbo." in made
    address = links(made)["Maak een blad voor een collega"]
    assert address == "/plan/handout?problem=peerfeedback-goed-inzetten&sector=hbo"
    sheet = visitor.get(address).text
    assert "Voor de sector hbo." in sheet
    assert "Gemaakt voor docenten" in sheet
    assert "<b>Let op</b>" in sheet
    assert "<form" not in sheet[sheet.index("<main") :]
    assert links(sheet)["Verander het plan"] == "/plan?problem=peerfeedback-goed-inzetten&sector=hbo"
    assert visitor.get("/plan/handout").status_code == 400


def test_a_problem_is_added_from_a_search_or_from_the_list(visitor: FlaskClient) -> None:
    page = visitor.get("/plan?problem=geen-leercultuur&q=budget").text
    added = links(page)["+ Voeg toe: te weinig budget voor vernieuwing en professionalisering"]
    assert added == "/plan?problem=geen-leercultuur&problem=te-weinig-budget"


# Compare


def test_what_differs_is_marked_and_what_is_missing_is_said(client: FlaskClient) -> None:
    page = client.get("/compare?i=toolwiel&i=placemat").text
    assert "<mark>docenten</mark>" in page
    assert ">hbo</a>" in page
    assert page.count('<th scope="col">') == 2
    assert client.get("/compare?i=toolwiel&i=nothing").status_code == 404


# Search


def test_search_narrows_by_facets_and_each_choice_can_be_taken_back(visitor: FlaskClient) -> None:
    page = visitor.get("/search?q=blended").text
    narrowed = next(link for name, link in links(page).items() if name.startswith("instrumenten "))
    assert "kind=instrument" in narrowed
    back = links(visitor.get(narrowed).text)["×Haal weg: instrumenten"]
    assert back == "/search?q=blended"


def test_search_has_pages_that_together_hold_everything(visitor: FlaskClient) -> None:
    seen: list[str] = []
    for number in range(1, 5):
        tree = parsed(visitor.get(f"/search?kind=instrument&page={number}").text)
        hits = next(element for element in tree.iter("ol") if element.get("class") == "hits")
        seen += [link.get("href") or "" for link in hits.iter("a")]
    assert len(seen) == len(set(seen)) == 78


def test_beyond_the_last_page_of_a_search_is_the_last(visitor: FlaskClient) -> None:
    page = visitor.get("/search?q=tijd&page=999").text
    shown = re.search(r"pagina (\d+) van (\d+)", page)
    assert shown
    assert shown[1] == shown[2]
    assert page.count("<li>\n<h3>") > 0
    assert "Wij vonden niets" in visitor.get("/search?q=qwertyuiop&page=999").text


def test_suggestions_come_as_json_with_pages_in_the_language(visitor: FlaskClient) -> None:
    (first, *_others) = visitor.get("/en/search/suggest.json?q=toolw").json or []
    assert first == {
        "label": "Work on your digital skills in a practical way",
        "name": "Tool wheel",
        "kind": "instrument",
        "page": "/en/doc/instrument/toolwiel",
    }
    assert visitor.get("/search/suggest.json").json == []


def test_all_instruments_stand_once_by_area(visitor: FlaskClient) -> None:
    tree = parsed(visitor.get("/instruments").text)
    entries = [
        link.get("href") for place in tree.iter("ul") if place.get("class") == "entries" for link in place.iter("a")
    ]
    assert len(entries) == len(set(entries)) == 78


def test_the_guide_tells_what_an_answer_means_and_which_has_no_instrument_yet(visitor: FlaskClient) -> None:
    for address in ("/guide", "/"):
        answers = links(visitor.get(address).text)
        (supply,) = (name for name, target in answers.items() if target == "/guide?area=aanbod")
        assert supply == "aanbod Wat er aan instrumenten en scholing ontbreekt of tekortschiet. 29 instrumenten"
    problems = links(visitor.get("/guide?area=aanbod").text)
    assert any(
        name.startswith("weinig aandacht voor ethiek") and name.endswith("nog geen instrument") for name in problems
    )
    assert not any("0 instrumenten" in name for name in problems)


def test_a_search_without_results_says_what_to_try(visitor: FlaskClient) -> None:
    assert "Kijk of alles goed is gespeld" in visitor.get("/search?q=xqzzy").text
    assert "Haal een keuze weg" in visitor.get("/search?q=xqzzy&kind=instrument").text


def test_what_is_known_of_a_gap_is_told_once_with_what_it_rests_on(visitor: FlaskClient) -> None:
    page = visitor.get("/?q=auteursrecht+en+licenties+van+software").text
    notice = next(part for part in parsed(page).iter("div") if part.get("class") == "notice")
    parts = [said(part) for part in notice]
    assert any(part.startswith("Vraag het aan het auteursrechteninformatiepunt") for part in parts)
    known = "De bronnen noemen geen afspraak of licentie die dit oplost."
    place = next(number for number, part in enumerate(parts) if part.startswith(known))
    assert "gezegd in een bron" in parts[place + 1], "the mark stands with the sentence that rests on a source"
    assert page.count(known) == 1


def test_what_narrows_the_results_down_is_one_step_away(visitor: FlaskClient) -> None:
    for address in ("/search?q=docent", "/instruments"):
        page = visitor.get(address).text
        assert links(page)["Beperk tot…"] == "#narrow"
        assert 'id="narrow"' in page


def test_one_reads_on_about_a_problem_that_instruments_help_with(visitor: FlaskClient) -> None:
    page = visitor.get("/en/?q=Half+of+my+course+is+on+a+screen+now+and+it+feels+like+two+separate+courses").text
    assert "What helps" in page
    further = next(part for part in parsed(page).iter("section") if part.get("class") == "next")
    leads = [link.get("href", "") for link in further.iter("a")]
    assert any(lead.startswith("/en/doc/problem/") for lead in leads)
    assert not any("/doc/outside-topic/" in lead for lead in leads)


def test_an_area_of_gaps_alone_leads_to_what_is_known_of_them(visitor: FlaskClient) -> None:
    page = visitor.get("/guide?area=wet-en-regelgeving").text
    assert "Niets past" not in page
    problems = [address for address in links(page).values() if "problem=" in address]
    assert problems
    for address in problems:
        assert "Hier is nog geen instrument voor" in visitor.get(address).text


def test_a_plan_says_how_far_each_instrument_helps_and_what_was_made_for_the_problem(visitor: FlaskClient) -> None:
    both = "problem=geen-heldere-visie&problem=geen-leercultuur"
    for address in (f"/plan?{both}", f"/plan/handout?{both}"):
        page = visitor.get(address).text
        assert "Helpt een deel van de weg" in page
        assert re.search(r"Hiervoor gemaakt is:</?[^<]*<a|Hiervoor gemaakt is: <a", page)
    assert "Hiervoor gemaakt is:" not in visitor.get("/plan?problem=geen-heldere-visie").text


def test_a_gap_of_a_plan_names_the_nearest_help(visitor: FlaskClient) -> None:
    page = visitor.get("/plan?problem=te-veel-keuze").text
    assert "Dit komt er het dichtst bij" in page
    assert any(address.startswith("/doc/instrument/") for address in links(page).values())


@pytest.mark.parametrize("problem", ["te-veel-keuze", "ict-infrastructuur-schiet-tekort"])
def test_a_gap_names_each_near_instrument_once(visitor: FlaskClient, problem: str) -> None:
    page = visitor.get(f"/doc/problem/{problem}").text
    helping = page[page.index('id="help"') : page.index("</section>", page.index('id="help"'))]
    named = re.findall(r'href="(/doc/instrument/[^"]+)"', helping)
    assert named
    assert len(named) == len(set(named))


def test_a_long_text_ends_at_a_word_in_an_ellipsis_alone() -> None:
    assert excerpt("Een korte tekst.", 20) == "Een korte tekst."
    assert excerpt("Docenten, ondersteuners en anderen", 12) == "Docenten…"
    assert excerpt("Een presentatie. En nog meer", 17) == "Een presentatie…"
