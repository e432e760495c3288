"""The page and the annotations: everything escaped, nothing left out."""

from __future__ import annotations

import html5lib
import pytest

from kg.model import Report, Result, Severity
from kg.namespaces import ID
from kg.validation import report

NASTY = '<script>alert(1)</script> & "x" ::error::'
FOUND = Report(
    [
        Result(
            Severity.VIOLATION,
            ID + "instrument/a",
            "Rule-a",
            {"nl": f"Fout {NASTY}", "en": f"Wrong {NASTY}"},
            {"nl": "Herstel het.", "en": "Mend it."},
            label="Naam, met: tekens",
            file="data/instrument/a.ttl",
            line=7,
            why={"nl": "Daarom.", "en": "Because."},
            causes={"nl": ("Oorzaak één.",), "en": ("Cause one.",)},
            example='kg:row 1 ; # <b>"x"</b>',
        ),
        Result(Severity.INFO, ID + "theme/b", "Rule-b", {"nl": "Info.", "en": "Info."}, {"nl": "", "en": ""}),
    ],
    records=3,
    rules=4,
    engine="native",
)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_is_good_html_without_a_script(lang: str) -> None:
    text = report.as_html(FOUND, lang)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert tree.get("lang") == lang
    assert tree.find(".//script") is None
    assert not [element for element in tree.iter() if element.get("src") or element.get("href")]
    assert tree.find(".//title").text == tree.find(".//h1").text
    assert [article.get("class") for article in tree.iter("article")] == ["violation", "info"]
    told = "".join(tree.itertext())
    for piece in (NASTY, FOUND.results[0].why[lang], FOUND.results[0].causes[lang][0], FOUND.results[0].example):
        assert piece in told
    assert "data/instrument/a.ttl:7" in told
    assert "prefers-color-scheme: dark" in text


def test_the_page_without_findings_says_so() -> None:
    assert "Alles klopt." in report.as_html(Report([], 2, 3), "nl")
    assert "All is well." in report.as_html(Report([], 2, 3), "en")


def test_an_annotation_stands_on_one_line_and_ends_no_other() -> None:
    lines = report.as_github(FOUND, "en").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=data/instrument/a.ttl,line=7,title=Naam%2C met%3A tekens (Rule-a)::Wrong ")
    assert "%0ACause one.%0ABecause.%0AMend it.%0A" in lines[0]
    assert lines[1] == "::notice title= (Rule-b)::Info.%0ARule-b"


def test_no_annotation_without_a_finding() -> None:
    assert report.as_github(Report(), "nl") == ""


def test_the_json_holds_the_sides_and_the_engine() -> None:
    text = report.as_json(FOUND, "nl")
    assert '"engine": "native"' in text
    assert '"summary": {' in text
    assert '"example": "kg:row 1 ;' in text
