"""Names compared with a text, over small things."""

from __future__ import annotations

import pytest

from kg.namespaces import ID, SKOS
from kg.reconciliation.naming import LEAST, Names, names_of
from kg.store import Term
from kg.things import Fact, Thing


def thing(slug: str, *names: str) -> Thing:
    label = SKOS + "prefLabel"
    facts = {label: [Fact(label, Term("literal", name, "nl")) for name in names]}
    return Thing(f"{ID}theme/{slug}", "theme", slug, names={"nl": names[0]}, outgoing=facts)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vereniging van Universiteiten (VSNU)", ["VSNU"]),
        ("learning management system (LMS)", ["LMS"]),
        # What stands between brackets is no abbreviation of these.
        ("bouwstenen voor professionalisering (SURF)", []),
        ("De EduKast (podcast)", []),
        ("vertrouwen (individu)", []),
    ],
)
def test_an_abbreviation_behind_a_name_is_a_name(name: str, short: list[str]) -> None:
    assert names_of(thing("x", name)) == [name, *short]


def test_the_closest_name_counts() -> None:
    names = Names([thing("a", "Toolwiel", "Iets heel anders"), thing("b", "Toolkit"), thing("c", "Qqq")])
    found = names.like("toolwiel")
    assert found[ID + "theme/a"] == 100.0
    assert LEAST <= found[ID + "theme/b"] < 100.0
    assert ID + "theme/c" not in found


def test_words_in_another_order_are_almost_the_same() -> None:
    assert 95.0 < Names([thing("a", "bouwen aan bruggen")]).like("bruggen aan bouwen")[ID + "theme/a"] < 100.0


def test_what_begins_so_goes_before_what_holds_it() -> None:
    names = Names([thing("a", "de tool"), thing("b", "toolwielen"), thing("c", "tool"), thing("d", "wiel")])
    assert [found.slug for found in names.beginning(" Tool", "nl")] == ["c", "b", "a"]
    assert names.beginning(" ", "nl") == []
