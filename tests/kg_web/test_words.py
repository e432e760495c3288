"""The words of pages: one thing is named by the singular of its kind, numbers as people of the language write them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.framework import AXES as FRAMEWORK_AXES
from kg.framework.coverage import AXES as COVERAGE_AXES
from kg.namespaces import XSD
from kg.store import Term
from kg_web.language import speaking
from kg_web.site import current_site
from kg_web.words import axis_name, kind_name, kind_of_one, shown, unbroken


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


# Headings and forms


def test_a_heading_does_not_break_behind_a_few_letters(visitor: FlaskClient) -> None:
    assert unbroken("Losse cijfers in het mbo-onderzoek") == "Losse cijfers in het mbo-\u2060onderzoek"
    assert (
        unbroken("i-coach, docent-onderzoeker - en 2022-2023")
        == "i-\u2060coach, docent-onderzoeker - en 2022-\u20602023"
    )
    assert "<h1>Losse cijfers in het mbo-\u2060onderzoek" in visitor.get("/doc/dataset/key-figures-004").text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_axis_has_a_name_that_fits_in_a_narrow_box(shipped: Flask, lang: str) -> None:
    with shipped.test_request_context(), speaking(lang):
        for axis in {*FRAMEWORK_AXES, *COVERAGE_AXES}:
            assert len(axis_name(axis)) <= 16
            assert axis_name(axis)[0].isupper()


def test_the_number_that_a_source_gives_is_called_so(visitor: FlaskClient) -> None:
    assert "<dt>Nummer in de bron</dt>" in visitor.get("/doc/ingredient/leiderschap").text
    assert "<dt>Number in the source</dt>" in visitor.get("/en/doc/factor/leiderschap").text


def test_an_abbreviation_is_told_once(visitor: FlaskClient) -> None:
    facts = visitor.get("/doc/programme/versnellingsplan").text.split('id="facts"')[1].split("</section>")[0]
    assert len(re.findall(r"<dd>VP\b", facts)) == 1
