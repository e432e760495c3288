"""The steward's dashboard, and the check that runs beside the site."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from small_graph import write_small_graph
from web_page import parsed

from kg.model import Report, Result, Severity
from kg.product import Product
from kg_web.checking import Checking
from kg_web.site import shown as site_of


def test_the_check_runs_beside_the_site_and_finds_what_kg_check_finds(tmp_path: Path) -> None:
    write_small_graph(tmp_path)
    broken = tmp_path / "data" / "instrument" / "toolwiel.ttl"
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace('dct:title "Product Toolwiel"@nl', 'dct:abstract "Product Toolwiel"@nl'), "utf-8")
    report = Checking(Product(tmp_path)).report(patience=120)
    assert report is not None
    assert any(result.rule == "Instrument-title" for result in report.results)


def test_while_the_check_runs_the_page_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checking, "report", lambda _self, _patience=0: None)
    page = client.get("/quality").text
    parsed(page)
    assert "De controle loopt nog" in page


@pytest.mark.parametrize(
    ("prefix", "mend", "severity"), [("", "Vul de titel in.", "fout"), ("/en", "Fill in the title.", "violation")]
)
def test_findings_are_told_by_rule_and_file_with_how_to_mend_them(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, prefix: str, mend: str, severity: str
) -> None:
    found = Result(
        Severity.VIOLATION,
        "https://w3id.org/instrumentenwijzer/id/instrument/toolwiel",
        "Instrument-title",
        {"nl": "De titel ontbreekt.", "en": "The title is missing."},
        {"nl": "Vul de titel in.", "en": "Fill in the title."},
        label="Toolwiel",
        file="data/instrument/toolwiel.ttl",
        line=7,
    )
    monkeypatch.setattr(Checking, "report", lambda _self, _patience=0: Report([found], 12, 34))
    page = client.get(f"{prefix}/quality").text
    parsed(page)
    assert mend in page
    assert "data/instrument/toolwiel.ttl:7" in page
    assert f'href="{prefix}/doc/instrument/toolwiel"' in page
    assert f"<b>1</b> {severity}<" in page


def test_the_coverage_per_source_is_told(visitor: FlaskClient) -> None:
    page = visitor.get("/quality").text
    parsed(page)
    assert "Impactanalyse voor Npuls" in page
    assert "gezegd in een bron" in page


def test_the_check_of_a_site_runs_once(shipped: Flask) -> None:
    site = site_of(shipped)
    assert site.checking is site.checking
    started = time.monotonic()
    site.checking.report()
    assert time.monotonic() - started < 5, "asking does not wait for the check"
