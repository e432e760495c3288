"""The command line: forms, exit codes, and errors that say what to do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest
from command_line import Kg, Outcome
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SH

from kg import cli
from kg.namespaces import ID
from kg.store.remote import RemoteStore

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLWIEL = "data/instrument/toolwiel.ttl"
COMMANDS = [
    "ask",
    "check",
    "compare",
    "diff",
    "evidence",
    "export",
    "find",
    "fix",
    "fmt",
    "guide",
    "history",
    "import",
    "load",
    "new",
    "passage",
    "path",
    "plan",
    "queries",
    "query",
    "serve",
    "show",
    "stats",
]
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")


def program(*arguments: str, root: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Call the installed program ``kg``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.run(
        [str(Path(sys.executable).parent / "kg"), *arguments],
        env=clean | {"KG_ROOT": str(root)} | more,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def wanted(outcome: Outcome) -> str:
    """The output of a call that has to succeed."""
    assert outcome.code == 0, outcome.err
    return outcome.out


def words(text: str) -> str:
    return " ".join(text.split())


# Help


def test_the_help_lists_every_command(kg: Kg) -> None:
    text = wanted(kg("--help"))
    assert re.findall(r"^  ([a-z]+)  ", text.partition("Commands:")[2], re.MULTILINE) == COMMANDS


def test_every_command_of_a_module_can_be_called() -> None:
    modules = [import_module(f"kg.cli.{path.stem}") for path in Path(cli.__file__).parent.glob("*.py")]
    homes = {
        command.name: module.__name__.rpartition(".")[2]
        for module in modules
        for command in getattr(module, "COMMANDS", ())
        if module.__name__ not in {"kg.cli.publishing", "kg.cli.siting"}  # under `kg export`
    }
    assert homes == cli._kg.homes


def test_a_command_does_not_wait_for_the_modules_of_others() -> None:
    asked = "import sys; from kg.cli import main\ntry: main(['plan', '--help'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, encoding="utf-8", timeout=60, check=True)
    imported = set(done.stdout.split())
    assert "kg.cli.asking" in imported
    assert not imported & {"kg.cli.checking", "kg.cli.editing", "kg.validation", "kg.sheets", "pyshacl", "flask"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_in_its_help(kg: Kg, command: str) -> None:
    for option in ("--help", "-h"):
        assert re.search(rf"^  (KG_\w+=\S+ )?kg {command}\b", wanted(kg(command, option)), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    found = cli._kg.get_command(click.Context(cli._kg), command)
    assert found
    for parameter in found.params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{command} {parameter.opts}"


def test_the_version_is_that_of_the_ontology(kg: Kg) -> None:
    text = (REPOSITORY / "ontology" / "instrumentenwijzer.ttl").read_text(encoding="utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", wanted(kg("--version")))
    assert f'owl:versionInfo "{wanted(kg("--version")).strip()}"' in text


# The examples that only read, and answer with the shipped graph.
EXAMPLES = {"ask", "plan", "guide", "find", "compare", "query", "queries", "show", "path", "evidence", "stats"}


def examples() -> list[str]:
    told = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\$ (kg .*?)(?:\s{2,}.*)?$", told, re.MULTILINE)
    lines += re.findall(r"^\|[^|]+\| `(kg [^`]+)` \|$", told, re.MULTILINE)
    for name in sorted(EXAMPLES):
        command = cli._kg.get_command(click.Context(cli._kg), name)
        assert command
        lines += re.findall(r"^(?:    |)(kg .*?)(?:\s{2,}.*)?$", command.help or "", re.MULTILINE)
    return sorted({line for line in lines if line.split()[1] in EXAMPLES and not set("<>|$") & set(line)})


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_readme_and_help_answer(example: str, kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_ROOT", raising=False)
    monkeypatch.setenv("KG_SEMANTIC", "off")
    done = kg(*shlex.split(example)[1:])
    assert wanted(done)
    assert done.err not in {"0 rijen\n", "0 rows\n"}, "an example shows something"


def test_the_examples_in_the_readme_are_commands() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"(?:^\$ |`|uv run )kg ([a-z]+)", text, re.MULTILINE))
    assert used
    assert used <= set(COMMANDS)


# query and queries


def test_a_query_as_json(kg: Kg) -> None:
    assert json.loads(wanted(kg("query", "instruments-for-problem", "problem=weinig-tijd", "--format", "json"))) == [
        {"row": 1, "instrument": "Toolwiel", "strength": "central", "basis": "curated"},
        {"row": 2, "instrument": "Placemat", "strength": "partly", "basis": "inferred"},
    ]


def test_a_query_as_csv(kg: Kg) -> None:
    text = wanted(kg("query", "instrument-list", "--format", "csv"))
    assert list(csv.reader(io.StringIO(text))) == [
        ["row", "title", "programme", "link", "repairedLink"],
        ["1", "Product Toolwiel", "", "toolwiel.nl/tools", ""],
        ["2", "Placemat voor teams", "", "", ""],
    ]
    assert "\r" not in text


def test_a_query_as_turtle_is_a_result_set(kg: Kg) -> None:
    text = wanted(kg("query", "instrument-list", "--format", "ttl"))
    graph = Graph().parse(data=text, format="turtle")
    (answer,) = graph.subjects(RDF.type, RS.ResultSet)
    assert {str(name) for name in graph.objects(answer, RS.resultVariable)} == {
        "row",
        "title",
        "programme",
        "link",
        "repairedLink",
    }
    assert len(list(graph.objects(answer, RS.solution))) == 2
    assert graph.value(answer, RS.size).toPython() == 2
    assert "Product Toolwiel" in {str(value) for value in graph.objects(None, RS.value)}


def test_a_query_without_rows_is_still_turtle(kg: Kg) -> None:
    graph = Graph().parse(data=wanted(kg("query", "disagreements", "--format", "ttl")), format="turtle")
    assert [size.toPython() for size in graph.objects(None, RS.size)] == [0]


def test_a_query_as_a_table(kg: Kg) -> None:
    done = kg("query", "instrument-list")
    assert "Product Toolwiel" in wanted(done)
    assert done.err == "2 rijen\n"
    assert kg("query", "problems-without-instrument").err == "1 rij\n"
    assert kg("query", "instrument-list", "--lang", "en").err == "2 rows\n"
    assert kg("query", "problems-without-instrument", "--lang", "en").err == "1 row\n"


def test_a_table_keeps_square_brackets(kg: Kg, root: Path) -> None:
    path = root / TOOLWIEL
    path.write_text(path.read_text(encoding="utf-8").replace("Product Toolwiel", "[red]Toolwiel[/red]"))
    assert "[red]Toolwiel[/red]" in wanted(kg("query", "instrument-list"))


def test_a_bare_value_is_for_the_next_parameter(kg: Kg) -> None:
    named = wanted(kg("query", "coverage", "rows=theme", "columns=level", "--format", "csv"))
    assert wanted(kg("query", "coverage", "theme", "level", "--format", "csv")) == named
    assert wanted(kg("query", "coverage", "columns=level", "theme", "--format", "csv")) == named


def test_the_language_is_an_option_or_a_setting(kg: Kg, environment: pytest.MonkeyPatch) -> None:
    asked = ("query", "instruments-for-problem", "problem=weinig-tijd", "--format", "csv")
    assert "Tool Wheel" in wanted(kg(*asked, "--lang", "en"))
    environment.setenv("KG_LANG", "en")
    assert "Tool Wheel" in wanted(kg(*asked))
    assert "Toolwiel" in wanted(kg(*asked, "--lang", "nl"))


def test_an_unknown_query_is_not_found_with_a_hint(kg: Kg) -> None:
    done = kg("query", "instrument-lijst")
    assert (done.code, done.out) == (4, "")
    assert "Er is geen vraag met de naam instrument-lijst" in done.err
    assert "Bedoelde u instrument-list" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("instruments-for-problem",), 2, "moet problem erbij"),
        (("instruments-for-problem", "weinig-tijd", "geen-ethiek"), 2, "neemt niet meer waarden aan"),
        (("instruments-for-problem", "problm=x"), 2, "Bedoelde u problem"),
        (("instruments-for-problem", "problem=weinig-tjd"), 4, "Bedoelde u weinig-tijd"),
        (("instruments-for-problem", "problem=toolwiel"), 4, "geen probleem „toolwiel”"),
        (("instruments-for-problem", "problem=instrument/toolwiel"), 2, "is een instrument, geen probleem"),
        (("instrument-list", "--format", "xml"), 2, "xml"),
        (("instrument-list", "--lang", "fr"), 2, "fr"),
        ((), 2, "NAME"),
    ],
)
def test_a_wrong_query_says_what_is_wrong(kg: Kg, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = kg("query", *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in words(done.err)


def test_a_value_may_hold_an_equals_sign(kg: Kg) -> None:
    done = kg("query", "instruments-for-problem", "problem=a=b")
    assert done.code == 4
    assert "„a=b”" in done.err


def test_the_catalogue_lists_every_question(kg: Kg) -> None:
    listed = json.loads(wanted(kg("queries", "--format", "json")))
    assert [entry["name"] for entry in listed] == sorted(path.stem for path in (REPOSITORY / "queries").glob("*.rq"))
    coverage = next(entry for entry in listed if entry["name"] == "coverage")
    assert [parameter["name"] for parameter in coverage["parameters"]] == ["rows", "columns"]
    assert coverage["question"].startswith("Hoeveel")
    assert "Hoeveel" in wanted(kg("queries"))
    assert "How many" in wanted(kg("queries", "--lang", "en"))


# ask, show, find, path, evidence


def test_ask_goes_from_words_to_instruments(kg: Kg) -> None:
    text = words(wanted(kg("ask", "te weinig tijd")))
    assert text.index("docenten hebben weinig tijd") < text.index("Toolwiel") < text.index("Placemat")
    assert "Zoeken kost minder tijd." in text


def test_ask_as_json_in_english(kg: Kg) -> None:
    advice = json.loads(wanted(kg("ask", "little time", "--lang", "en", "--format", "json")))
    assert advice["question"] == "little time"
    assert advice["problems"][0]["label"] == "teachers have little time"
    assert [found["name"] for found in advice["instruments"]] == ["Tool Wheel", "Placemat"]


def test_ask_gives_at_most_what_is_asked(kg: Kg) -> None:
    advice = json.loads(wanted(kg("ask", "tijd", "--limit", "1", "--format", "json")))
    assert [found["name"] for found in advice["instruments"]] == ["Toolwiel"]
    assert kg("ask", "tijd", "--limit", "0").code == 2


def test_ask_tells_a_known_gap_and_the_nearest_help(kg: Kg) -> None:
    text = words(wanted(kg("ask", "ethische vragen")))
    assert "Geen bron noemt een instrument." in text
    assert "ethiek krijgt weinig aandacht" in text
    assert "Placemat" in text
    assert "Toolwiel" not in text


def test_ask_without_a_match_says_so(kg: Kg) -> None:
    assert wanted(kg("ask", "parkeerplaats")).startswith("Hierin herkennen wij geen vraag")
    assert wanted(kg("ask", "parking", "--lang", "en")).startswith("We do not recognise a question")


def test_ask_without_words_is_wrong_use(kg: Kg) -> None:
    assert kg("ask", "de het een").code == 2
    assert kg("ask", "").code == 2


def test_show_tells_all_of_one_thing(kg: Kg) -> None:
    text = wanted(kg("show", "toolwiel"))
    assert text.startswith("Toolwiel\n")
    assert f"{ID}instrument/toolwiel" in text
    assert re.search(r"helpt bij +docenten hebben weinig tijd +curated", text)
    assert "#addresses" not in text


@pytest.mark.parametrize("name", ["toolwiel", "instrument/toolwiel", f"{ID}instrument/toolwiel"])
def test_show_as_json_by_any_name(kg: Kg, name: str) -> None:
    described = json.loads(wanted(kg("show", name, "--format", "json", "--lang", "en")))
    assert (described["iri"], described["label"]) == (f"{ID}instrument/toolwiel", "Tool Wheel")


def test_show_knows_terms_of_the_ontology(kg: Kg) -> None:
    assert wanted(kg("show", "kg:addresses")).startswith("helpt bij\n")


def test_show_of_nothing_is_not_found_with_a_hint(kg: Kg) -> None:
    done = kg("show", "toolwel")
    assert done.code == 4
    assert "Bedoelde u toolwiel" in done.err


def test_show_of_two_things_asks_which(kg: Kg) -> None:
    done = kg("show", "team")
    assert done.code == 2
    assert "level/team, target-group/team" in done.err


def test_find_does_not_mind_accents_and_capitals(kg: Kg) -> None:
    assert "theme/blended-learning" in wanted(kg("find", "INGREDIENT"))
    found = json.loads(wanted(kg("find", "docenten", "--format", "json")))
    assert found["total"] == len(found["hits"]) > 3
    assert found["hits"][0]["label"] == "docenten"


def test_find_narrows_by_facets(kg: Kg) -> None:
    found = json.loads(wanted(kg("find", "--only", "kind=instrument", "--only", "audience=docenten", "--format=json")))
    assert [hit["label"] for hit in found["hits"]] == ["Toolwiel"]
    assert found["chosen"]["kind"] == "instrument"
    assert kg("find", "tijd", "--only", "kind").code == 2
    assert kg("find", "tijd", "--only", "colour=red").code == 2


def test_find_says_that_there_is_more(kg: Kg) -> None:
    total = json.loads(wanted(kg("find", "docenten", "--format", "json")))["total"]
    assert kg("find", "docenten", "--limit", "1").err == f"1 van {total}; --limit toont meer.\n"
    total = json.loads(wanted(kg("find", "teachers", "--lang", "en", "--format", "json")))["total"]
    assert kg("find", "teachers", "--limit", "1", "--lang", "en").err == f"1 of {total}; --limit shows more.\n"


def test_compare_marks_what_not_all_have(kg: Kg) -> None:
    told = wanted(kg("compare", "toolwiel", "placemat"))
    assert "docenten *" in told
    assert "hbo *" not in told
    rows = json.loads(wanted(kg("compare", "toolwiel", "placemat", "--format", "json", "--lang", "en")))
    assert rows[0]["cells"][0][0]["text"] == "A wheel full of tools."
    assert kg("compare", "toolwiel").code == 2
    assert kg("compare", "toolwiel", "nothing").code == 4


def test_find_of_nothing_is_not_found(kg: Kg) -> None:
    assert kg("find", "parkeerplaats").code == 4


def test_a_path_has_names_and_directions(kg: Kg) -> None:
    assert re.fullmatch(
        r"Toolwiel\n  ── (schema:about|gaat over) ──▶ blended learning\n  ◀── thema ── ethiek krijgt weinig aandacht\n",
        wanted(kg("path", "toolwiel", "geen-ethiek")),
    )


def test_a_path_as_json(kg: Kg) -> None:
    (step,) = json.loads(wanted(kg("path", "weinig-tijd", "toolwiel", "--format", "json", "--lang", "en")))
    assert step == {
        "start": "teachers have little time",
        "link": "helps with",
        "end": "Tool Wheel",
        "direction": "backward",
        "start_iri": f"{ID}problem/weinig-tijd",
        "link_iri": "https://w3id.org/instrumentenwijzer/def#addresses",
        "end_iri": f"{ID}instrument/toolwiel",
    }


def test_a_path_to_itself_is_one_thing(kg: Kg) -> None:
    assert wanted(kg("path", "toolwiel", "toolwiel")) == "Toolwiel\n"
    assert json.loads(wanted(kg("path", "toolwiel", "toolwiel", "--format", "json"))) == []


def test_no_path_is_not_found(kg: Kg) -> None:
    assert kg("path", "toolwiel", "strength/central").code == 4


def test_evidence_shows_the_place_and_with_the_sources_the_passage(
    kg: Kg, environment: pytest.MonkeyPatch, sources: Path, passage: str
) -> None:
    without = wanted(kg("evidence", "toolwiel"))
    assert "Zoeken kost minder tijd." in without
    assert passage not in without
    environment.setenv("KG_SOURCES", str(sources))
    assert passage in wanted(kg("evidence", "toolwiel"))
    found = json.loads(wanted(kg("evidence", "toolwiel", "--format", "json")))
    assert {item["text"] for item in found if item["source"] == "001"} == {passage}


def test_evidence_with_a_folder_without_the_source_is_unreadable(
    kg: Kg, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("KG_SOURCES", str(tmp_path))
    done = kg("evidence", "toolwiel")
    assert done.code == 3
    assert "001.txt" in done.err


# check


def break_it(root: Path) -> None:
    path = root / TOOLWIEL
    path.write_text(path.read_text(encoding="utf-8").replace("kg:row 1 ;", "kg:row 48 ;"), encoding="utf-8")


def test_check_of_a_good_graph_ends_well(kg: Kg) -> None:
    assert re.fullmatch(
        r"\d+ records, \d+ regels: 0 fouten, 0 waarschuwingen, 0 opmerkingen\.\n", wanted(kg("check")).lstrip("\n")
    )


def test_check_tells_what_is_wrong_where_and_how_to_mend_it(kg: Kg, root: Path) -> None:
    break_it(root)
    done = kg("check")
    assert done.code == 1
    for piece in (
        "Toolwiel",
        "fout",
        "te groot",
        f"{TOOLWIEL}:20",
        "[Instrument-row]",
        "→ Geef het rijnummer",
        "waarom: ",
    ):
        assert piece in done.out
    english = kg("check", "--lang", "en")
    assert "too large" in english.out
    assert "→ Give the row number" in english.out


def test_check_in_every_form(kg: Kg, root: Path) -> None:
    break_it(root)
    outcome = {form: kg("check", "--format", form) for form in ("json", "ttl", "sarif", "junit")}
    assert {done.code for done in outcome.values()} == {1}
    assert [found["rule"] for found in json.loads(outcome["json"].out)["results"]] == ["Instrument-row"]
    assert json.loads(outcome["sarif"].out)["runs"][0]["results"][0]["ruleId"] == "Instrument-row"
    assert len(list(Graph().parse(data=outcome["ttl"].out, format="turtle").objects(None, SH.result))) == 1
    assert ET.fromstring(outcome["junit"].out).get("failures") == "1"  # noqa: S314 - our own text


def test_check_of_one_file_and_of_nothing(kg: Kg, root: Path) -> None:
    break_it(root)
    assert kg("check", str(root / TOOLWIEL)).code == 1
    assert kg("check", str(root / "data" / "source")).code == 0
    missing = kg("check", str(root / "data" / "nothing.ttl"))
    assert missing.code == 3
    assert "nothing.ttl" in missing.err


def test_check_counts_infos_and_shows_them_when_asked(kg: Kg, root: Path) -> None:
    path = root / TOOLWIEL
    text = path.read_text(encoding="utf-8").replace(
        "kg:printedUrl ", 'kg:repairedUrl "https://a.nl"^^<http://www.w3.org/2001/XMLSchema#anyURI> ; kg:printedUrl '
    )
    path.write_text(text, encoding="utf-8")
    assert "unsure-repair-info" not in wanted(kg("check"))
    assert "1 opmerking." in wanted(kg("check"))
    assert "1 info." in wanted(kg("check", "--lang", "en"))
    assert "unsure-repair-info" in wanted(kg("check", "--infos"))


def test_check_compares_passages_with_the_sources(kg: Kg, environment: pytest.MonkeyPatch, sources: Path) -> None:
    environment.setenv("KG_SOURCES", str(sources))
    assert "Elke passage klopt" in wanted(kg("check"))
    assert "Every passage agrees" in wanted(kg("check", "--lang", "en"))
    (sources / "001.txt").write_text("another edition", encoding="utf-8")
    done = kg("check")
    assert done.code == 1
    told = " ".join(done.out.split())
    assert "De tekst 001.txt is niet die waar de vindplaatsen van zijn: 15 tekens" in told
    assert "Van de 1 vindplaatsen kloppen er daardoor 1 niet." in told
    assert "kg passage --rebase OUDE-TEKST NIEUWE-TEKST" in told
    assert "data/source/impactanalyse-voor-npuls.ttl:" in told
    assert "sha256" not in told
    assert "is not the one that the passages are of" in kg("check", "--lang", "en").out


def test_a_passage_with_other_words_is_told_with_its_line(
    kg: Kg, root: Path, environment: pytest.MonkeyPatch, sources: Path
) -> None:
    environment.setenv("KG_SOURCES", str(sources))
    path = root / "data" / "passage" / "001.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'kg:sha256 "...', 'kg:sha256 "000', text), encoding="utf-8")
    done = kg("check")
    assert done.code == 1
    assert "Op deze plaats in 001.txt staan andere woorden" in done.out
    assert re.search(r"data/passage/001\.ttl:\d+  \[source-texts\]", done.out)


@pytest.mark.parametrize("form", ["json", "ttl", "sarif", "junit"])
def test_a_passage_that_does_not_agree_is_told_in_every_form(
    kg: Kg, environment: pytest.MonkeyPatch, sources: Path, form: str
) -> None:
    environment.setenv("KG_SOURCES", str(sources))
    text = (sources / "001.txt").read_bytes()
    (sources / "001.txt").write_bytes(text.replace("één uur".encode(), "één jaar".encode()))
    done = kg("check", "--format", form)
    assert done.code == 1
    assert "source-texts" in done.out + done.err


def test_check_of_broken_turtle_says_line_and_column(kg: Kg, root: Path) -> None:
    path = root / TOOLWIEL
    path.write_text("nonsense\n", encoding="utf-8")
    done = kg("check")
    assert (done.code, done.out) == (3, "")
    assert f"{path}:1:" in done.err
    assert "meestal ontbreekt een punt" in done.err
    assert "missing '.'" in kg("check", "--lang", "en").err


# fmt


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*.ttl")}


def untidy(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(" ;\n", "  ;\n"), encoding="utf-8")


def test_fmt_check_of_a_tidy_graph_is_silent(kg: Kg) -> None:
    assert kg("fmt", "--check") == Outcome(0, "", "")


def test_fmt_check_names_files_and_writes_nothing(kg: Kg, root: Path) -> None:
    untidy(root, TOOLWIEL)
    before = snapshot(root)
    done = kg("fmt", "--check")
    assert (done.code, done.out) == (1, f"{TOOLWIEL}\n")
    assert done.err == "1 bestand staat niet in de vaste vorm; `kg fmt` zet het goed.\n"
    assert snapshot(root) == before


def test_fmt_writes_what_is_untidy_and_only_that(kg: Kg, root: Path) -> None:
    before = snapshot(root)
    untidy(root, TOOLWIEL, "ontology/schemes/theme.ttl")
    assert wanted(kg("fmt")).splitlines() == [TOOLWIEL, "ontology/schemes/theme.ttl"]
    assert snapshot(root) == before
    assert kg("fmt") == Outcome(0, "", "")


def test_fmt_of_one_folder_leaves_the_rest(kg: Kg, root: Path) -> None:
    untidy(root, TOOLWIEL, "ontology/schemes/theme.ttl")
    assert wanted(kg("fmt", str(root / "data"))) == f"{TOOLWIEL}\n"
    assert kg("fmt", "--check").out == "ontology/schemes/theme.ttl\n"


@pytest.mark.parametrize("broken", ["nonsense\n", "[] a <urn:b> .\n", "<urn:a> a <urn:b> .\n# a comment\n"])
def test_fmt_with_one_broken_file_leaves_all_others_as_they_were(kg: Kg, root: Path, broken: str) -> None:
    untidy(root, "data/dataset/uren.ttl", TOOLWIEL)
    (root / "data" / "problem" / "weinig-tijd.ttl").write_text(broken, encoding="utf-8")
    before = snapshot(root)
    done = kg("fmt")
    assert done.code == 3
    assert "weinig-tijd.ttl" in done.err
    assert snapshot(root) == before


def test_fmt_of_a_missing_file_is_unreadable(kg: Kg, root: Path) -> None:
    assert kg("fmt", str(root / "nothing.ttl")).code == 3


# stats and load


def test_stats_count_classes_and_bases(kg: Kg) -> None:
    counted = json.loads(wanted(kg("stats", "--format", "json")))
    assert counted["classes"]["instrument"] == 2
    assert counted["classes"]["probleem"] == 2
    assert counted["basis"]["inferred"] == 1
    assert f"{counted['triples']} triples" in wanted(kg("stats"))


def test_stats_per_source_name_what_is_untouched(kg: Kg) -> None:
    (source,) = json.loads(wanted(kg("stats", "--sources", "--format", "json")))
    assert (source["source"], source["passages"], source["sections"]) == ("001", 1, 3)
    assert source["untouched"] == ["1.1 Aanleiding", "2 Slot"]
    assert "2 Slot" in wanted(kg("stats", "--sources"))


def test_load_writes_the_graph_to_a_server_that_then_answers(
    kg: Kg, environment: pytest.MonkeyPatch, server: str
) -> None:
    asked = ("query", "instrument-list", "--format", "json")
    at_home = wanted(kg(*asked))
    environment.setenv("KG_STORE", f"{server}/query")
    size = json.loads(wanted(kg("stats", "--format", "json")))["triples"]
    RemoteStore(f"{server}/query", f"{server}/store").replace(b"<urn:old> <urn:old> <urn:old> .\n")
    told = wanted(kg("load"))
    assert re.fullmatch(rf"{re.escape(server)}/store heeft nu (\d+) triples\.\n", told)
    assert wanted(kg(*asked)) == at_home
    environment.delenv("KG_STORE")
    assert json.loads(wanted(kg("stats", "--format", "json")))["triples"] == int(told.split()[-2]) > size


def test_load_of_a_broken_file_leaves_the_server_as_it_was(
    kg: Kg, environment: pytest.MonkeyPatch, server: str, root: Path
) -> None:
    store = RemoteStore(f"{server}/query", f"{server}/store")
    assert store.replace(b"<urn:old> <urn:old> <urn:old> .\n") == 1
    (root / TOOLWIEL).write_text("nonsense", encoding="utf-8")
    environment.setenv("KG_STORE", f"{server}/query")
    assert kg("load").code == 3
    assert store.size() == 1


def test_load_without_a_server_is_wrong_use(kg: Kg) -> None:
    done = kg("load")
    assert done.code == 2
    assert "Zet in KG_STORE" in done.err


def test_a_server_that_is_not_there_has_its_own_exit_code(kg: Kg, environment: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment.setenv("KG_STORE", f"http://127.0.0.1:{port}/query")
    done = kg("query", "instrument-list")
    assert done.code == 5
    assert "De server is niet te bereiken" in done.err


# Errors


@pytest.mark.parametrize(
    ("variable", "value", "code"),
    [("KG_LANGUAGE", "en", 2), ("KG_LANG", "fr", 2), ("KG_STORE", "nowhere", 2), ("KG_ROOT", "/nowhere/at/all", 3)],
)
def test_a_wrong_setting_is_told_by_name(
    kg: Kg, environment: pytest.MonkeyPatch, variable: str, value: str, code: int
) -> None:
    environment.setenv(variable, value)
    done = kg("queries")
    assert done.code == code
    assert done.err.startswith(f"kg: {variable}: ")


@pytest.mark.parametrize("command", ["instrument-lst", "--nonsense"])
def test_an_unknown_command_or_option_is_wrong_use(kg: Kg, command: str) -> None:
    done = kg(command)
    assert (done.code, done.out) == (2, "")
    assert command in done.err


@pytest.mark.parametrize("option", [("--format", "json"), ("--format=json",)])
def test_with_json_asked_an_error_is_json(kg: Kg, option: tuple[str, ...]) -> None:
    done = kg("query", "instrument-lijst", *option)
    assert (done.code, done.out) == (4, "")
    error = json.loads(done.err)["error"]
    assert (error["code"], error["where"]) == ("not-found", "")
    assert "instrument-lijst" in error["message"]
    assert "instrument-list" in error["hint"]


def test_with_json_asked_a_wrong_call_is_json_too(kg: Kg) -> None:
    done = kg("query", "--format", "json")
    assert done.code == 2
    assert json.loads(done.err)["error"]["code"] == "usage"


def test_without_json_asked_an_error_is_text(kg: Kg) -> None:
    done = kg("query", "instrument-lijst", "--format", "csv")
    assert done.err.startswith("kg: ")


# The installed program


def test_the_installed_program_answers(root: Path) -> None:
    done = program("query", "instrument-list", "--format", "csv", root=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1,Product Toolwiel,,toolwiel.nl/tools," in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check",), 0),
        (("query", "instrument-list", "x=y"), 2),
        (("check", "/nowhere/at/all"), 3),
        (("show", "nergens"), 4),
    ],
)
def test_the_installed_program_ends_with_the_code_of_the_outcome(
    root: Path, arguments: tuple[str, ...], code: int
) -> None:
    done = program(*arguments, root=root)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_the_installed_program_gives_errors_as_json(root: Path) -> None:
    done = program("show", "nergens", "--format", "json", root=root)
    assert json.loads(done.stderr)["error"]["code"] == "not-found"


def test_a_reader_that_has_enough_is_no_error(root: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    kg_program = Path(sys.executable).parent / "kg"
    done = subprocess.run(  # noqa: S602 - a pipe needs a shell
        f"set -o pipefail; {kg_program} query scheme-concepts scheme=scheme/target-group --format json | head -c 1",
        shell=True,
        executable="/bin/bash",
        env=clean | {"KG_ROOT": str(root)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[", "")


def test_the_answer_is_utf_8_whatever_the_locale(root: Path) -> None:
    done = program("ask", "ethiek", "--format", "json", root=root, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert done.returncode == 0, done.stderr
