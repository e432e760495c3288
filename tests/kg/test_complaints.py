"""What the Turtle parser says is told in Dutch, where people run into it."""

from __future__ import annotations

import pytest

from kg.complaints import in_dutch
from kg.errors import KgError
from kg.turtlefile import parse


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:b a:c a:d", "het bestand houdt te vroeg op"),
        ("a:b a:c 'x", "het bestand houdt te vroeg op"),
        ("a:b a:c 'x\n' .", "de tekst loopt door op een nieuwe regel: gebruik \\n, of drie aanhalingstekens"),
        ("<a\n", "het bestand houdt te vroeg op"),
        ("x:b a:c a:d .", "het voorvoegsel x: is nergens uitgelegd (@prefix)"),
        ("a:b a:c a:d a:e .", "de zin ervoor eindigt niet met een punt of puntkomma"),
        ("a:b a:c .", ". kan hier geen waarde zijn"),
        ("a:b , a:c .", ", kan hier geen eigenschap zijn"),
        ("hello", "met hello kan geen zin beginnen"),
        ("<a b> a:c a:d .", "het teken “ ” mag niet in een adres"),
        ('a:b a:c "\\q" .', "\\q bestaat niet in een tekst"),
        ("a:b a:c <rel> .", "dit adres begint niet met https://"),
        ("a:b a:c 'x'@ .", "na @ hoort een taal, zoals nl"),
        ("a:b a:c 'x'^^ .", "na ^^ hoort een soort waarde, en er staat ."),
        ("@prefix b <http://b/> .", "na @prefix hoort een voorvoegsel zoals ex:"),
        ("a:b a:c %", "met % kan geen naam beginnen"),
    ],
)
def test_a_mistake_is_told_in_dutch_without_its_place_twice(text: str, told: str) -> None:
    with pytest.raises(KgError) as caught:
        list(parse(f"@prefix a: <http://a/> .\n{text}", "x.ttl"))
    message, _hint = caught.value.told("nl")
    assert told in message
    assert "Parser error" not in message + caught.value.message
    assert caught.value.where.startswith("x.ttl:")


def test_what_we_have_no_words_for_is_told_as_it_is() -> None:
    assert in_dutch("Something new") == "de lezer zegt (in het Engels): Something new"
