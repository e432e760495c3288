"""Every type of page in a real browser, wide and narrow, light and dark: nothing for axe to find, nothing too wide."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page

from kg_web.things import blueprint as things

PAGES = {
    "start": "/",
    "answer": "/?q=docenten+hebben+te+weinig+tijd&sector=mbo",
    "answer-english": "/en/?q=teachers+have+no+time&role=docent",
    "gap": "/?q=privacy+van+studenten",
    "not-understood": "/?q=qwertyuiop",
    "guide": "/guide?area=bekwaamheid",
    "plan": "/plan?problem=geen-leercultuur&problem=weinig-aandacht-voor-ethiek&q=tijd",
    "plan-english": "/en/plan?problem=geen-leercultuur",
    "plan-empty": "/plan",
    "plan-handout": "/plan/handout?problem=geen-leercultuur&problem=weinig-aandacht-voor-ethiek",
    "compare": "/compare?i=toolwiel&i=knoppencursussen&i=toolkit-blend-je-onderwijs",
    "compare-empty": "/compare",
    "search": "/search?q=blended&kind=instrument",
    "search-nothing": "/search?q=qwertyuiop",
    "instruments": "/instruments?sector=mbo",
    "instrument": "/doc/instrument/toolkit-blend-je-onderwijs",
    "problem": "/doc/problem/docent-niet-gemotiveerd",
    "factor": "/doc/factor/leiderschap",
    "theme": "/doc/theme/learning-analytics",
    "ingredient": "/en/doc/ingredient/erkenning-waardering-en-loopbaanbeleid",
    "phase": "/doc/phase/selecteren",
    "scheme": "/doc/scheme/factor",
    "programme": "/doc/programme/versnellingsplan",
    "organisation": "/doc/organisation/kennisnet",
    "institution": "/doc/institution/hoi-p",
    "case": "/doc/case/case-3",
    "source": "/doc/source/impactanalyse-voor-npuls",
    "section": "/doc/source/column-professionele-leergemeenschappen/alinea-1",
    "dataset": "/doc/dataset/key-figures-001",
    "dataset-shares": "/doc/dataset/factor-percentages",
    "disagreement": "/doc/disagreement/anchored-in-policy-or-not",
    "finding": "/doc/finding/board-must-care-first",
    "lists": "/list",
    "list": "/list/instrument",
    "framework": "/framework",
    "framework-axes": "/en/framework?rows=factor&columns=phase",
    "framework-counts": "/framework?rows=building-block&columns=theme",
    "framework-cell": "/framework/cell?rows=ingredient&row=gedragen-visie&columns=cluster&column=implementatie",
    "gaps": "/gaps",
    "gaps-three": "/gaps?rows=sector&columns=level&third=form",
    "gaps-cell": "/gaps/cell?rows=theme&columns=level&row=visieontwikkeling&column=individu",
    "graph": "/graph/problem/docent-niet-gemotiveerd",
    "graph-whole": "/graph/level/organisatie?all=problem",
    "path": "/graph?from=instrument/toolwiel&to=factor/ict-geletterdheid",
    "graph-empty": "/graph",
    "questions": "/questions",
    "question": "/questions/instruments-for-problem?problem=geen-leercultuur",
    "question-form": "/questions/instruments-for-problem",
    "quality": "/quality",
    "check": "/check",
    "about": "/about",
    "accessibility": "/accessibility",
    "data": "/data",
    "ontology": "/def",
    "api": "/api/",
    "preview": "/reconcile/preview?id=instrument/toolwiel",
    "sparql": "/sparql",
    "sparql-rows": "/sparql?query=" + quote("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20"),
    "sparql-graph": "/sparql?query=" + quote("DESCRIBE <id/instrument/toolwiel>"),
    "sparql-fault": "/sparql?query=" + quote("SELECT * {\n ?s ?p }"),
    "unknown-value": "/framework?rows=xyz",
    "unknown": "/doc/instrument/unknown",
    "wrong": "/questions/instruments-for-problem?problem=unknown",
}
# What answers with data, a redirect or a file, not with a page.
DATA = {
    "static", "search.suggest", "check.sheet", "gaps.table", "definitions.release",
    "dereferencing.definitions_document",
    "dereferencing.document", "dereferencing.identify", "reconciliation.properties", "reconciliation.service",
    "reconciliation.suggest", "publishing.amb", "publishing.dump", "publishing.feed_archive", "publishing.file",
    "publishing.graph", "publishing.graph_file",
    "publishing.oai", "publishing.oai_file", "publishing.schemaorg_file", "publishing.table",
    "publishing.vocabulary", "publishing.void", "api.description",
}  # fmt: skip
WRONG = "<https://w3id.org/instrumentenwijzer/id/instrument/toolwiel> <https://w3id.org/instrumentenwijzer/def#row> 1 ."


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page(reader: Page, faults_of, name: str) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    reader.goto(PAGES[name])
    assert faults_of(reader) == []
    # The browser tells of a 404 or 400 in its console.
    assert [text for text in said if "the server responded with a status of 4" not in text] == []


def test_no_page_is_wider_than_320_pixels(plain: Page) -> None:
    """WCAG 1.4.10: at 320 pixels, or 400% on a desktop, one scrolls in one direction."""
    plain.set_viewport_size({"width": 320, "height": 800})
    over = {}
    for name, path in PAGES.items():
        plain.goto(path)
        over[name] = plain.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert {name: pixels for name, pixels in over.items() if pixels > 0} == {}


def test_nothing_is_wrong_with_a_report_on_somebodys_data(reader: Page, faults_of) -> None:
    reader.goto("/check")
    reader.fill("#text", WRONG)
    reader.click("form.give button")
    reader.wait_for_selector("#outcome")
    assert faults_of(reader) == []


def test_every_address_with_a_page_is_looked_at(shipped: Flask) -> None:
    addresses = shipped.url_map.bind("localhost")
    looked_at = {addresses.match(urlsplit(path.removeprefix("/en")).path)[0] for path in PAGES.values()}
    every = {rule.endpoint for rule in shipped.url_map.iter_rules() if "GET" in (rule.methods or ())}
    api = {endpoint for endpoint in every if endpoint.startswith("api.") and endpoint not in looked_at}
    assert every - DATA - api == looked_at


def test_every_template_for_one_kind_of_things_is_looked_at(shipped: Flask) -> None:
    kinds = {
        name.removeprefix("things/").removesuffix(".html")
        for name in shipped.jinja_env.list_templates()
        if name.startswith(f"{things.name}/")
    }
    assert kinds - {"page", "pieces"} <= set(PAGES)
