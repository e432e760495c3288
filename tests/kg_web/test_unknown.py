"""A value in the address that we do not know is told as that, with what may have been meant and the way on."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_page import links, parsed, said


@pytest.mark.parametrize(
    ("address", "parameter", "value", "without"),
    [
        ("/?q=tijd&role=xyz", "rol", "xyz", "/?q=tijd"),
        ("/plan?problem=xyz", "probleem", "xyz", "/plan"),
        ("/plan?problem=geen-leercultuur&problem=xyz", "probleem", "xyz", "/plan?problem=geen-leercultuur"),
        ("/guide?role=xyz", "rol", "xyz", "/guide"),
        ("/guide?start=xyz", "begin", "xyz", "/guide"),
        ("/gaps?rows=xyz", "rijen", "xyz", "/gaps"),
        ("/gaps?columns=goal&scope=xyz", "wat meetelt", "xyz", "/gaps?columns=goal"),
        ("/gaps?third=xyz", "verdeling van elke cel", "xyz", "/gaps"),
        ("/gaps/cell?rows=theme&row=xyz", "rij", "xyz", "/gaps"),
        ("/framework?rows=xyz", "rijen", "xyz", "/framework"),
        ("/framework/cell?rows=xyz&row=leiderschap", "rijen", "xyz", "/framework"),
        ("/search?q=tijd&theme=xyz", "thema", "xyz", "/search?q=tijd"),
        ("/search?kind=+xyz", "soort", "xyz", "/search"),
        ("/instruments?level=xyz", "niveau", "xyz", "/instruments"),
        ("/compare?i=toolwiel&i=xyz", "instrument", "xyz", "/compare?i=toolwiel"),
        ("/graph/problem/geen-leercultuur?kinds=xyz", "soort", "xyz", "/graph/problem/geen-leercultuur"),
        (
            "/graph/problem/geen-leercultuur?kinds=factor,xyz,theme",
            "soort",
            "xyz",
            "/graph/problem/geen-leercultuur?kinds=factor%2Ctheme",
        ),
        ("/graph/problem/geen-leercultuur?all=xyz", "soort", "xyz", "/graph/problem/geen-leercultuur"),
        ("/graph/problem/geen-leercultuur?open=xyz", "geopend", "xyz", "/graph/problem/geen-leercultuur"),
        ("/questions/coverage?rows=xyz&columns=level", "rijen", "xyz", "/questions/coverage?columns=level"),
    ],
)
def test_the_page_says_which_value_is_wrong_and_leads_on(
    visitor: FlaskClient, address: str, parameter: str, value: str, without: str
) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    tree = parsed(answer.text)
    assert [said(head) for head in tree.iter("h1")] == [f"“{value}” kennen wij hier niet."]
    assert f"bij “{parameter}”" in answer.text
    assert "Deze pagina bestaat niet" not in answer.text
    found = links(answer.text)
    assert without in (found.get("Begin deze pagina opnieuw"), found.get("Ga verder zonder deze keuze"))
    assert visitor.get(without).status_code == 200


@pytest.mark.parametrize(
    ("address", "name", "meant"),
    [
        ("/plan?problem=geen-leer-cultuur", "Geen leercultuur", "/plan?problem=geen-leercultuur"),
        ("/en/framework?rows=factors", "Factors", "/en/framework?rows=factor"),
        ("/search?q=tijd&kind=instrumenten", "Instrumenten", "/search?q=tijd&kind=instrument"),
        ("/gaps?rows=goals", "Doelen", "/gaps?rows=goal"),
        ("/guide?start=goals", "Wat wilt u bereiken?", "/guide?start=goal"),
        (
            "/graph/problem/geen-leercultuur?kinds=theme,factors",
            "Factoren",
            "/graph/problem/geen-leercultuur?kinds=theme%2Cfactor",
        ),
        # By a word of its name where no slug is like it.
        ("/plan?problem=tijd", "", "/plan?problem=te-weinig-tijd"),
    ],
)
def test_what_may_have_been_meant_stands_with_the_rest_of_the_address(
    visitor: FlaskClient, address: str, name: str, meant: str
) -> None:
    found = links(visitor.get(address).text)
    target = found.get(name) or next((one for one in found.values() if one.startswith(meant)), "")
    assert target.startswith(meant)
    assert visitor.get(target).status_code == 200


def test_a_short_list_is_told_whole_where_nothing_is_like_it(visitor: FlaskClient) -> None:
    found = links(visitor.get("/guide?sector=xyz").text)
    assert {"/guide?sector=mbo", "/guide?sector=hbo", "/guide?sector=wo"} <= set(found.values())


def test_a_parameter_that_others_add_to_links_is_no_answer(visitor: FlaskClient) -> None:
    assert visitor.get("/guide?area=cultuur&utm_source=nieuwsbrief").status_code == 200
