"""The words of pages: one thing is named by the singular of its kind, numbers as people of the language write them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.namespaces import XSD
from kg.store import Term
from kg_web.language import speaking
from kg_web.site import current_site
from kg_web.words import kind_name, kind_of_one, shown


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_kind_has_a_word_for_one_thing(shipped: Flask, lang: str) -> None:
    with shipped.test_request_context(), speaking(lang):
        for kind in current_site().things.kinds:
            one = kind_of_one(kind)
            assert one != kind_name(kind) or kind in {"basis", "strength", "severity", "case-role"}
            assert not re.search(r"^skos:|^kg:|lijstitem|list item", one)
        assert kind_of_one("factor") == "factor"
        assert kind_of_one("case") == {"nl": "casus", "en": "case study"}[lang]
        # Its class has no name for one of them.
        assert kind_of_one("barrier").endswith({"nl": ": drempels", "en": ": barriers"}[lang])


@pytest.mark.parametrize(
    ("address", "one", "many"),
    [
        ("/search?q=toolwiel", "Instrument · Toolwiel", "Instrumenten · Toolwiel"),
        ("/en/search?q=toolwiel", "Instrument · Tool wheel", "Instruments · Tool wheel"),
        ("/graph?from=toolwiel&to=factor/ict-geletterdheid", ">Factor<", ">Stimulerende en belemmerende factoren<"),
        ("/graph?from=leiderschap&to=toolwiel", ">factor<", ">stimulerende en belemmerende factoren<"),
        ("/search/suggest.json?q=leiderschap", '"bouwsteen"', '"building-block"'),
    ],
)
def test_one_thing_is_named_by_the_singular_of_its_kind(
    visitor: FlaskClient, address: str, one: str, many: str
) -> None:
    page = visitor.get(address).get_data(as_text=True)
    page = page.encode().decode("unicode_escape") if "json" in address else page
    assert one in page
    assert f'"title"{many}' not in page
    assert many not in page


# Numbers


@pytest.mark.parametrize(
    ("lang", "value", "datatype", "written"),
    [
        ("nl", "13035", "integer", "13.035"),
        ("en", "13035", "integer", "13,035"),
        ("nl", "999", "integer", "999"),
        ("nl", "2022", "gYear", "2022"),
        ("nl", "3.5", "decimal", "3,5"),
        ("en", "3.5", "decimal", "3.5"),
    ],
)
def test_a_number_is_written_as_people_write_it(lang: str, value: str, datatype: str, written: str) -> None:
    with speaking(lang):
        assert shown(Term("literal", value, datatype=XSD + datatype)) == written


@pytest.mark.parametrize(
    "address",
    ["/search", "/def", "/quality", "/list", "/about", "/data", "/doc/source/impactanalyse-voor-npuls", "/gaps"],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_count_of_a_thousand_or_more_is_without_a_mark(visitor: FlaskClient, address: str, prefix: str) -> None:
    page = visitor.get(prefix + address).text
    # Places in a source are written as the addresses of passages have them; years are no counts.
    page = re.sub(r'<span class="offsets">[^<]*</span>|<script.*?</script>|<code>.*?</code>', "", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", page)
    assert [
        number for number in re.findall(r"(?<![\w./-])\d{4,}(?![\w/-])", text) if not 1900 < int(number) < 2100
    ] == []


def test_large_counts_have_a_mark_in_the_language(visitor: FlaskClient) -> None:
    assert re.search(r"\d\.\d{3} resultaten", visitor.get("/search").text)
    assert re.search(r"\d,\d{3} results", visitor.get("/en/search").text)


def test_the_length_of_a_source_has_its_unit(visitor: FlaskClient) -> None:
    assert "160.596 tekens" in visitor.get("/doc/source/impactanalyse-voor-npuls").text
    assert "160,596 characters" in visitor.get("/en/doc/source/impactanalyse-voor-npuls").text
