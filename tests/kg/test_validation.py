"""Is the data right: every check finds its fault, with a name, a file, a line and a way to mend it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg import turtlefile, validation
from kg.cli import checking
from kg.errors import Code, KgError
from kg.model import Report, Result, Severity
from kg.namespaces import ID, KG, SKOS
from kg.product import Product
from kg.queries import Catalogue
from kg.store.embedded import EmbeddedStore
from kg.validation import checks, layout, report
from kg.validation.places import to_mend_first

Edit = Callable[[str, str, str], Path]
TOOLWIEL = "data/instrument/toolwiel.ttl"
PLACEMAT = "data/instrument/placemat.ttl"
PROBLEM = "data/problem/geen-ethiek.ttl"
GROUPS = "ontology/schemes/target-group.ttl"
PASSAGES = "data/passage/001.ttl"
FIGURES = "data/dataset/uren.ttl"
SECTIONS = "data/source/impactanalyse-voor-npuls.ttl"


@pytest.fixture
def edit(root: Path) -> Edit:
    """Change a piece of one file of the small graph, everywhere it stands, and give the file's path."""

    def changed(name: str, old: str, new: str) -> Path:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return changed


def rules(found: Report) -> set[str]:
    return {result.rule for result in found.results}


def line_of(path: Path, piece: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if piece in line)


# The whole graph


@pytest.fixture(scope="module")
def whole(product: Product) -> Report:
    return validation.check(product)


def test_the_small_graph_conforms(whole: Report) -> None:
    assert whole.results == []
    assert whole.conforms


def test_the_report_says_how_much_was_checked(whole: Report, product: Product) -> None:
    subjects = {triple.subject.value for path in product.graph_files for triple in turtlefile.read(path)}
    assert whole.records == len(subjects)
    of_checks = len(list((product.root / "queries" / "checks").glob("*.rq")))
    assert whole.rules > of_checks + len(layout.RULES) + 100


def test_the_progress_is_told_in_words(product: Product) -> None:
    told: list[str] = []
    validation.check(product, [product.root / PLACEMAT], progress=told.append)
    assert told[0] == "reading the graph"
    assert "checking the shapes" in told


# One fault


def test_a_fault_has_a_name_a_place_and_a_way_to_mend_it_in_two_languages(root: Path, edit: Edit) -> None:
    path = edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    found = validation.check(Product(root))
    assert [result.rule for result in found.results] == ["Instrument-row"]
    fault = found.results[0]
    assert not found.conforms
    assert (fault.severity, fault.record, fault.label) == (Severity.VIOLATION, ID + "instrument/toolwiel", "Toolwiel")
    assert (fault.file, fault.line) == (TOOLWIEL, line_of(path, "kg:row 48"))
    assert (fault.path, fault.value) == (KG + "row", "48")
    assert "48" in fault.what["nl"]
    assert "te groot" in fault.what["nl"]
    assert "too large" in fault.what["en"]
    assert "rijnummer" in fault.mend["nl"]
    assert "row number" in fault.mend["en"]


def test_a_value_is_told_with_the_characters_of_the_file(root: Path, edit: Edit) -> None:
    path = edit(TOOLWIEL, "kg:row 1 ;", "kg:row 0048 ;")
    (fault,) = validation.check(Product(root), [path]).results
    assert (fault.value, fault.line) == ("0048", line_of(path, "kg:row 0048"))


def test_a_missing_value_stands_at_its_thing(root: Path, edit: Edit) -> None:
    path = edit(TOOLWIEL, "  schema:learningResourceType form:tool ;\n", "")
    found = [result for result in validation.check(Product(root)).results if result.rule == "Instrument-form"]
    assert [(fault.line, fault.value) for fault in found] == [(line_of(path, "instrument:toolwiel a "), "")]


def test_a_fault_of_a_part_has_the_name_of_the_whole(root: Path, edit: Edit) -> None:
    path = edit(TOOLWIEL, 'kg:printedUrl "toolwiel.nl/tools" ', 'kg:printedUrl "a" ')
    found = validation.check(Product(root)).results
    assert [(fault.rule, fault.record, fault.label, fault.line) for fault in found] == [
        ("Link-printed", ID + "instrument/toolwiel#link-1", "Toolwiel", line_of(path, "kg:printedUrl"))
    ]


def test_a_warning_does_not_break_conformance(root: Path, edit: Edit) -> None:
    edit(PLACEMAT, "schema:educationalLevel", "dct:relation")
    found = validation.check(Product(root))
    assert found.conforms
    assert (found.count(Severity.WARNING), found.count(Severity.VIOLATION)) == (1, 0)


def test_violations_come_before_warnings(root: Path, edit: Edit) -> None:
    edit(PLACEMAT, "schema:educationalLevel", "dct:relation")
    edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    found = validation.check(Product(root))
    assert [result.severity for result in found.results] == [Severity.VIOLATION, Severity.WARNING]


def test_years_out_of_order_are_a_fault_and_no_crash(root: Path) -> None:
    path = root / "data" / "programme" / "npuls.ttl"
    path.parent.mkdir()
    path.write_text(
        f"""@prefix schema: <https://schema.org/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <{ID}programme/npuls> a <{KG}Programme> ;
          schema:startDate "2031"^^xsd:gYear ; schema:endDate "2023"^^xsd:gYear .
        """,
        encoding="utf-8",
    )
    found = validation.check(Product(root), [path])
    assert any("years" in result.rule for result in found.results), rules(found)


# One file or folder


def test_one_file_is_checked_against_the_whole_graph(root: Path, edit: Edit) -> None:
    path = edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    found = validation.check(Product(root), [path])
    assert rules(found) == {"Instrument-row"}
    assert 1 < found.records < 30


def test_a_fault_elsewhere_is_not_told(root: Path, edit: Edit) -> None:
    edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    assert validation.check(Product(root), [root / PLACEMAT]).results == []


def test_a_folder_stands_for_its_files(root: Path, edit: Edit) -> None:
    edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    assert rules(validation.check(Product(root), [root / "data" / "instrument"])) == {"Instrument-row"}
    assert rules(validation.check(Product(root), [root / "data" / "source", root / "data" / "dataset"])) == set()


def test_a_relative_path_is_the_same_file(root: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    monkeypatch.chdir(root)
    found = validation.check(Product(root), [Path(TOOLWIEL)])
    assert [(result.rule, result.file) for result in found.results] == [("Instrument-row", TOOLWIEL)]


def test_the_root_may_be_a_relative_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert validation.check(Product(Path()), [Path(PLACEMAT)]).results == []


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ((FIGURES, "kg:total 50.0 ", 'kg:total 50.0 ; kg:value "82" '), "value-violation"),
        ((SECTIONS, "dct:isPartOf :1 ", "dct:isPartOf theme:blended-learning "), "Section-part"),
        ((TOOLWIEL, "kg:basis basis:curated ;", "kg:basis basis:inferred ;"), "Assertion-evidence"),
        ((TOOLWIEL, "schema:audience target-group:docenten", "schema:audience sector:hbo"), "Instrument-audience"),
        ((GROUPS, "skos:broader target-group:docenten ", "skos:altLabel 'x'@nl "), "Concept-place"),
    ],
    ids=["value", "part", "evidence", "audience", "place"],
)
def test_one_file_gives_the_same_faults_as_the_whole_graph(
    root: Path, edit: Edit, fault: tuple[str, str, str], rule: str
) -> None:
    name, old, new = fault
    path = edit(name, old, new.replace("theme:blended-learning", f"<{ID}theme/blended-learning>"))
    in_all = [result for result in validation.check(Product(root)).results if result.file == name]
    in_one = validation.check(Product(root), [path]).results
    assert rule in {result.rule for result in in_all}
    assert in_one == in_all


def test_a_file_outside_the_graph_is_read_beside_it(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.ttl"
    text = (root / PLACEMAT).read_text(encoding="utf-8")
    path.write_text(
        text.replace("instrument/placemat", "instrument/nieuw").replace("instrument:placemat", "instrument:nieuw")
    )
    found = validation.check(Product(root), [path])
    assert {"row-violation", "layout-file-name"} <= rules(found)
    assert {result.file for result in found.results} == {str(path)}


def test_a_missing_path_is_unreadable(product: Product, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no such file") as caught:
        validation.check(product, [tmp_path / "nothing.ttl"])
    assert (caught.value.code, caught.value.where) == (Code.UNREADABLE, str(tmp_path / "nothing.ttl"))


def test_a_folder_without_turtle_is_unreadable(product: Product, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"no \.ttl files"):
        validation.check(product, [tmp_path])


def test_broken_turtle_is_unreadable_with_its_place(root: Path, edit: Edit) -> None:
    path = edit(TOOLWIEL, "kg:row 1 ;", "kg:row 1")
    with pytest.raises(KgError, match="not Turtle") as caught:
        validation.check(Product(root))
    assert caught.value.code is Code.UNREADABLE
    assert caught.value.where.startswith(f"{path}:{line_of(path, 'kg:row 1') + 1}:")


def test_a_broken_shape_is_unreadable_with_its_place(root: Path) -> None:
    path = root / "shapes" / "instrument.ttl"
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(KgError, match="not Turtle") as caught:
        validation.check(Product(root))
    assert caught.value.where.startswith(f"{path}:1:")


# Where things stand


def test_a_thing_in_two_files_is_a_fault(root: Path) -> None:
    second = root / "data" / "instrument" / "zwerver.ttl"
    second.write_text(f"<{ID}instrument/toolwiel> a <{KG}Instrument> .\n", encoding="utf-8")
    found = [result for result in validation.check(Product(root)).results if result.rule == "layout-one-file"]
    assert len(found) == 1
    assert TOOLWIEL in found[0].what["nl"]
    assert "data/instrument/zwerver.ttl" in found[0].what["en"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (TOOLWIEL, "data/instrument/ander.ttl", TOOLWIEL),
        (TOOLWIEL, "data/problem/toolwiel.ttl", TOOLWIEL),
        (PASSAGES, "data/passage/002.ttl", PASSAGES),
        (GROUPS, "ontology/schemes/groep.ttl", GROUPS),
        (GROUPS, "data/target-group.ttl", GROUPS),
    ],
)
def test_a_file_with_the_wrong_name_is_a_fault(root: Path, old: str, new: str, expected: str) -> None:
    (root / old).rename(root / new)
    found = [result for result in validation.check(Product(root)).results if result.rule == "layout-file-name"]
    assert found
    assert {result.file for result in found} == {new}
    assert any(expected in result.what["en"] for result in found)


def test_a_slug_that_is_not_well_formed_is_a_fault(root: Path) -> None:
    path = root / "data" / "instrument" / "a--b-.ttl"
    path.write_text(f"<{ID}instrument/a--b-> a <{KG}Instrument> .\n", encoding="utf-8")
    assert "layout-slug" in rules(validation.check(Product(root), [path]))


def test_a_thing_without_a_kind_is_told(root: Path) -> None:
    path = root / "data" / "instrument" / "leeg.ttl"
    prefixes = f"@prefix skos: <{SKOS}> .\n"
    path.write_text(f'{prefixes}<{ID}instrument/leeg> skos:prefLabel "leeg"@nl , "empty"@en .\n', encoding="utf-8")
    for report_ in (validation.check(Product(root)), validation.check(Product(root), [path])):
        (found,) = [result for result in report_.results if result.rule == "layout-kind"]
        assert found.what["nl"] == "Er staat niet bij wat voor ding instrument/leeg is."
        assert (found.file, found.line) == ("data/instrument/leeg.ttl", 2)
    path.unlink()
    assert "layout-kind" not in rules(validation.check(Product(root)))


def test_every_layout_rule_speaks_two_languages() -> None:
    for what, mend in layout.RULES.values():
        assert set(what) == set(mend) == {"nl", "en"}


# The violation queries: name -> file, piece, its replacement. Each must be found by that check and by no other.
CLAIM = """
:new a kg:Claim ; rdf:subject instrument:toolwiel ; rdf:predicate {predicate} ; {more}
  kg:basis basis:curated ; kg:reason "Nieuw."@nl , "New."@en .

:about a kg:Claim ;"""
FAULTS: dict[str, tuple[str, str, str]] = {
    "broader-cycle-violation": (
        GROUPS,
        '"This is teachers."@en .',
        '"This is teachers."@en ; skos:broader target-group:ervaren-docenten .',
    ),
    "claim-without-fact-violation": (
        TOOLWIEL,
        ":about a kg:Claim ;",
        CLAIM.format(predicate="kg:goal", more=""),
    ),
    "dangling-link-violation": (GROUPS, "skos:broader target-group:docenten", "skos:broader target-group:nergens"),
    "duplicate-label-violation": (GROUPS, '"ervaren docenten"@nl', '"startende docenten"@nl'),
    "fact-without-claim-violation": (TOOLWIEL, "kg:row 1 ;", "kg:row 1 ; kg:level <https://example.org/level> ;"),
    "gap-violation": (PROBLEM, "kg:knownGap true", "kg:knownGap false"),
    "help-without-strength-violation": (TOOLWIEL, "  kg:strength strength:central ;\n", ""),
    "instrument-without-problem-warning": (PLACEMAT, "kg:addresses", "dct:relation"),
    "instrument-without-sector-warning": (PLACEMAT, "schema:educationalLevel", "dct:relation"),
    "kind-violation": (GROUPS, 'kg:kind "target-group"', 'kg:kind "group"'),
    "look-alike-one-way-violation": (
        TOOLWIEL,
        ":about a kg:Claim ;",
        "instrument:toolwiel kg:lookAlikeOf <https://w3id.org/instrumentenwijzer/id/instrument/placemat> ."
        + CLAIM.format(predicate="kg:lookAlikeOf", more=""),
    ),
    "mapping-without-claim-violation": (
        "ontology/mappings/theme.ttl",
        "skos:relatedMatch target-group:docenten .",
        "skos:relatedMatch target-group:docenten , target-group:team .",
    ),
    "one-language-violation": (GROUPS, '"Dit is docenten."@nl , "This is teachers."@en', '"Dit is docenten."@nl'),
    "passage-out-of-bounds-violation": (PASSAGES, "oa:end 55", "oa:end 5500"),
    "percentages-violation": (FIGURES, "kg:total 50.0", "kg:total 50.2"),
    "related-and-broader-violation": (
        GROUPS,
        "skos:broader target-group:docenten",
        "skos:broader target-group:docenten ; skos:related target-group:docenten",
    ),
    "row-violation": (PLACEMAT, "kg:row 2", "kg:row 1"),
    "start-example-violation": (
        "data/problem/weinig-tijd.ttl",
        "kg:level level:individu .",
        'kg:level level:individu ; kg:startExample "Niemand zegt dit zo."@nl , "Nobody says it so."@en .\n'
        "<https://w3id.org/instrumentenwijzer/id/problem/weinig-tijd#start-example> a kg:Claim ; "
        "rdf:subject problem:weinig-tijd ; rdf:predicate kg:startExample ; kg:basis basis:curated ; "
        'kg:reason "Zo zegt men het."@nl , "As people say it."@en .',
    ),
    "theme-without-instrument-info": (
        "ontology/schemes/theme.ttl",
        "scheme:theme a skos:ConceptScheme ;",
        'theme:nieuw a kg:Theme ; skos:prefLabel "nieuw"@nl , "new"@en .\n\nscheme:theme a skos:ConceptScheme ;',
    ),
    "straight-apostrophe-warning": (GROUPS, '"This is teachers."@en', '"This is teachers\' room."@en'),
    "top-concept-violation": (
        GROUPS,
        "skos:hasTopConcept target-group:docenten , target-group:team",
        "skos:hasTopConcept target-group:docenten",
    ),
    "unknown-term-violation": (GROUPS, '"This is teachers."@en', '"This is teachers."@en ; kg:colour "red"'),
    "unsure-repair-info": (TOOLWIEL, "kg:printedUrl ", 'kg:repairedUrl "https://a.nl" ; kg:printedUrl '),
    "value-violation": (FIGURES, "kg:total 50.0", 'kg:value "82" ; kg:total 50.0'),
    "years-violation": (
        FIGURES,
        "kg:total 50.0",
        '<https://schema.org/startDate> "2031" ; <https://schema.org/endDate> "2023" ; kg:total 50.0',
    ),
    "unused-passage-warning": (
        PASSAGES,
        "passage:001-35-55 a kg:Passage ;",
        "passage:001-0-9 a kg:Passage ; oa:hasSource source:impactanalyse-voor-npuls ; oa:start 0 ; oa:end 9 .\n\n"
        "passage:001-35-55 a kg:Passage ;",
    ),
}


def reporting(root: Path) -> dict[str, list[Result]]:
    """Name of each check -> its findings, where it has any."""
    product = Product(root)
    store = EmbeddedStore.from_files(product.graph_files)
    found = {name: checks.run(query, store) for name, query in Catalogue(root / "queries").checks.items()}
    return {name: results for name, results in found.items() if results}


def test_every_check_has_its_fault(product: Product) -> None:
    assert set(FAULTS) == set(Catalogue(product.folder("queries")).checks)


def test_no_check_reports_on_the_small_graph(product: Product) -> None:
    assert reporting(product.root) == {}


@pytest.mark.parametrize("name", FAULTS)
def test_the_check_finds_its_fault_and_no_other_does(root: Path, edit: Edit, name: str) -> None:
    edit(*FAULTS[name])
    found = reporting(root)
    assert set(found) == {name}
    for result in found[name]:
        assert result.severity is Severity(name.rpartition("-")[2])
        assert set(result.what) == set(result.mend) == {"nl", "en"}
        assert all(result.mend.values())
        assert result.record


def test_rounding_is_no_fault(root: Path, edit: Edit) -> None:
    edit(FIGURES, "kg:total 50.0", "kg:total 50.1")
    assert reporting(root) == {}


NOTE = '  kg:gapNote "Geen bron noemt een instrument."@nl , "No source names an instrument."@en ;\n'
OTHER_FAULTS = [
    ("gap-violation", (PROBLEM, NOTE, "")),
    ("gap-violation", ("data/problem/weinig-tijd.ttl", "kg:knownGap false", "kg:knownGap true")),
    ("row-violation", (PLACEMAT, "kg:row 2 ;", "")),
    ("row-violation", (PLACEMAT, "kg:inInstrumentList true", "kg:inInstrumentList false")),
    ("passage-out-of-bounds-violation", (PASSAGES, "oa:start 35", "oa:start 99")),
    ("top-concept-violation", (GROUPS, "skos:topConceptOf scheme:target-group ;", "")),
    ("unknown-term-violation", (GROUPS, "kg:TargetGroup ;", "kg:TargtGroup ;")),
    ("unknown-term-violation", (TOOLWIEL, "schema:about theme", "schema:abuot theme")),
    ("claim-without-fact-violation", (TOOLWIEL, "rdf:object problem:weinig-tijd", "rdf:object problem:geen-ethiek")),
]


@pytest.mark.parametrize(("name", "fault"), OTHER_FAULTS)
def test_a_check_finds_its_other_faults_too(root: Path, edit: Edit, name: str, fault: tuple[str, str, str]) -> None:
    edit(*fault)
    assert name in reporting(root)


def test_a_property_of_a_vocabulary_that_the_graph_does_not_use_is_no_slip(root: Path, edit: Edit) -> None:
    edit(TOOLWIEL, "schema:about theme", '<https://example.org/colour> "red" ; schema:about theme')
    assert "unknown-term-violation" not in reporting(root)


def test_a_term_that_nobody_knows_is_told_before_what_is_missing_for_it(root: Path, edit: Edit) -> None:
    edit(TOOLWIEL, "schema:about theme", "schema:abuot theme")
    results = validation.check(Product(root)).results
    rules = [result.rule for result in results]
    assert rules[:2] == ["unknown-term-violation", "Instrument-theme"]
    assert to_mend_first(results[::-1]) == results[0]


def test_a_finding_of_a_check_stands_at_its_line(root: Path, edit: Edit) -> None:
    path = edit(*FAULTS["duplicate-label-violation"])
    found = validation.check(Product(root)).results
    assert [(result.rule, result.file, result.line) for result in found] == [
        ("duplicate-label-violation", GROUPS, line_of(path, '"startende docenten"@nl , "experienced'))
    ]
    assert found[0].path == SKOS + "prefLabel"


def test_a_check_without_a_severity_in_its_name_is_unreadable(root: Path) -> None:
    folder = root / "queries" / "checks"
    (folder / "row-violation.rq").rename(folder / "row.rq")
    with pytest.raises(KgError, match="ends in -violation") as caught:
        validation.check(Product(root))
    assert caught.value.code is Code.UNREADABLE


# The forms of a report


@pytest.fixture(scope="module")
def faulty() -> Report:
    """A report with characters that every form has to escape."""
    told = {"nl": 'Fout <&> "é" \\ ]]>', "en": 'Wrong <&> "é" \\ ]]>'}
    return Report(
        [
            Result(
                severity,
                f"{ID}instrument/a",
                f"Rule-{severity.value}",
                told,
                {"nl": "Mend nl", "en": "Mend en"},
                label='Naam "x" & y',
                path=path,
                value='waarde "1"\nregel 2',
                file=file,
                line=line,
            )
            for severity, path, file, line in [
                (Severity.VIOLATION, KG + "row", "data/instrument/a.ttl", 7),
                (Severity.WARNING, "", "data/instrument/a.ttl", None),
                (Severity.INFO, "", "", None),
            ]
        ],
        records=5,
        rules=9,
    )


def test_every_form_is_tested() -> None:
    # GitHub annotations and the page have their tests in tests/kg/validation/test_report.py.
    assert tuple(report.FORMATS) == checking._FORMS == ("json", "ttl", "sarif", "junit", "github", "html")


def test_the_report_as_json(faulty: Report) -> None:
    document = json.loads(report.as_json(faulty, "en"))
    assert document["conforms"] is False
    assert (document["records"], document["rules"]) == (5, 9)
    assert document["counts"] == {"violation": 1, "warning": 1, "info": 1}
    assert document["results"] == [result.as_dict("en") for result in faulty.results]
    assert document["results"][0]["what"].startswith("Wrong <&>")


def test_the_report_as_turtle_is_a_shacl_report(faulty: Report) -> None:
    graph = Graph().parse(data=report.as_turtle(faulty, "nl"), format="turtle")
    (whole,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(whole, SH.conforms).toPython() is False
    results = list(graph.objects(whole, SH.result))
    assert len(results) == 3
    for node in results:
        assert (node, RDF.type, SH.ValidationResult) in graph
        assert str(graph.value(node, SH.focusNode)) == ID + "instrument/a"
        assert {text.language for text in graph.objects(node, SH.resultMessage)} == {"nl", "en"}
        assert str(graph.value(node, SH.value)) == 'waarde "1"\nregel 2'
    assert {graph.value(node, SH.resultSeverity) for node in results} == {SH.Violation, SH.Warning, SH.Info}
    assert [str(path) for path in graph.objects(None, SH.resultPath)] == [KG + "row"]


def test_the_turtle_names_the_shape_and_the_kind_of_constraint(root: Path, edit: Edit) -> None:
    edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    graph = Graph().parse(data=report.as_turtle(validation.check(Product(root)), "nl"), format="turtle")
    # SHACL, section 3.6.2: the component is that of the specification; the shape stands at sh:sourceShape.
    assert {str(shape).rpartition("#")[2] for shape in graph.objects(None, SH.sourceShape)} == {"Instrument-row"}


def test_the_turtle_tells_a_value_as_the_term_that_it_is(root: Path, edit: Edit) -> None:
    # SHACL, section 3.6.2.3: sh:value is the value node itself, not its characters.
    edit(TOOLWIEL, "kg:row 1 ;", "kg:row 48 ;")
    edit(TOOLWIEL, "schema:audience target-group:docenten", "schema:audience target-group:niemand")
    graph = Graph().parse(data=report.as_turtle(validation.check(Product(root)), "nl"), format="turtle")
    values = set(graph.objects(None, SH.value))
    assert {Literal("48", datatype=XSD.integer), URIRef(ID + "target-group/niemand")} <= values
    assert not any(isinstance(value, Literal) and str(value).startswith("http") for value in values)


def test_no_findings_conform_in_turtle() -> None:
    graph = Graph().parse(data=report.as_turtle(Report([], 1, 1), "nl"), format="turtle")
    assert [value.toPython() for value in graph.objects(None, SH.conforms)] == [True]


def test_the_report_as_sarif(faulty: Report) -> None:
    document = json.loads(report.as_sarif(faulty, "nl"))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-2.1.0.json")
    (run,) = document["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["tool"]["driver"]["name"] == "kg check"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert {result["ruleId"] for result in run["results"]} == set(ids)
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "data/instrument/a.ttl"}, "region": {"startLine": 7}}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]
    assert "locations" not in run["results"][2]
    assert 'Naam "x" & y: Fout <&>' in run["results"][0]["message"]["text"]
    assert "Mend nl" in run["results"][0]["message"]["text"]


def test_the_place_of_a_file_with_spaces_is_an_address_in_sarif(faulty: Report) -> None:
    odd = Report([replace(faulty.results[0], file="my data/een #1.ttl")])
    (result,) = json.loads(report.as_sarif(odd, "nl"))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "my%20data/een%20%231.ttl"}  # SARIF, section 3.4.3: a URI reference (RFC 3986)


def test_what_lies_behind_a_finding_is_told_to_machines_too(faulty: Report) -> None:
    deep = Report([replace(faulty.results[0], causes={"nl": ("Omdat.",), "en": ("Because.",)})])
    assert "Omdat." in json.loads(report.as_sarif(deep, "nl"))["runs"][0]["results"][0]["message"]["text"]
    assert "Because." in report.as_junit(deep, "en")


def test_the_report_as_junit(faulty: Report) -> None:
    suite = ET.fromstring(report.as_junit(faulty, "en"))  # noqa: S314 - our own text
    assert (suite.tag, suite.get("tests"), suite.get("failures")) == ("testsuite", "3", "1")
    cases = suite.findall("testcase")
    assert [len(case.findall("failure")) for case in cases] == [1, 0, 0]
    assert cases[0].find("failure").get("message") == 'Wrong <&> "é" \\ ]]>'
    assert "data/instrument/a.ttl:7:" in cases[0].find("failure").text
    assert "Mend en" in cases[0].find("failure").text


def test_the_junit_has_what_the_schema_of_jenkins_asks_and_no_more(faulty: Report) -> None:
    # junit-10.xsd of jenkinsci/xunit-plugin: what a suite must have, and all that a case and a failure may have.
    suite = ET.fromstring(report.as_junit(faulty, "en"))  # noqa: S314 - our own text
    assert set(suite.keys()) >= {"name", "tests", "failures", "errors"}
    for case in suite:
        assert set(case.keys()) <= {"name", "time", "classname", "group"}
        assert {part.tag for part in case} <= {"failure", "error", "skipped", "system-out", "system-err"}
        assert all(set(part.keys()) <= {"type", "message"} for part in case)


def test_no_findings_are_one_passing_case_in_junit() -> None:
    suite = ET.fromstring(report.as_junit(Report([], 4, 2), "en"))  # noqa: S314 - our own text
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [case.get("name") for case in suite] == ["4 records, 2 rules"]


@pytest.mark.parametrize(("form", "lang"), list(itertools.product(["json", "ttl", "sarif", "junit"], ["nl", "en"])))
def test_control_characters_break_no_form(form: str, lang: str) -> None:
    told = {"nl": "nul\x00bel\x07", "en": "nul\x00bel\x07"}
    odd = Report([Result(Severity.VIOLATION, ID + "theme/a", "Rule", told, told, value="\x1b[31m\x00")], 1, 1)
    text = report.FORMATS[form](odd, lang)
    if form == "junit":
        ET.fromstring(text)  # noqa: S314 - our own text
    elif form == "ttl":
        Graph().parse(data=text, format="turtle")
    else:
        json.loads(text)


@pytest.mark.parametrize("form", ["json", "ttl", "sarif", "junit"])
def test_a_blank_node_is_told_in_every_form(root: Path, form: str) -> None:
    path = root / "data" / "instrument" / "naamloos.ttl"
    path.write_text(f"[] a <{KG}Instrument> .\n", encoding="utf-8")
    found = validation.check(Product(root))
    assert not found.conforms
    assert "Instrument-label" in rules(found)
    assert report.FORMATS[form](found, "nl")
