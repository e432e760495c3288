"""The check of a change finds all that the check of the whole finds because of it, after any edit."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from random_edits import edited

from kg import turtlefile, validation
from kg.errors import Code, KgError
from kg.model import Report
from kg.namespaces import ID
from kg.product import Product
from kg.validation.changed import changed_files, check_changed, committed

TOOLWIEL = "data/instrument/toolwiel.ttl"
PLACEMAT = "data/instrument/placemat.ttl"
GROUPS = "ontology/schemes/target-group.ttl"


def git(root: Path, *arguments: str) -> None:
    name = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(root: Path) -> Path:
    """The small graph, without a fault, as git has it."""
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    return root


def edit(root: Path, name: str, old: str, new: str) -> Path:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def told(report: Report) -> list[tuple]:
    return [
        (r.severity, r.file, r.line, r.record, r.rule, r.what, r.mend, r.value, r.causes, r.term)
        for r in report.results
    ]


def random_edit(root: Path, rng: random.Random) -> Path:
    """One file with one to three other statements, in the canonical form."""
    path = rng.choice([*sorted((root / "data").rglob("*.ttl")), *sorted((root / "ontology" / "schemes").glob("*.ttl"))])
    triples = edited(turtlefile.read(path), rng, rng.randint(1, 3))
    named = [triple for triple in triples if "_:" not in f"{triple.subject}{triple.object}"]
    path.write_text(turtlefile.canonical(named, turtlefile.own_address(path, named)), encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(12))
def test_after_random_edits_both_find_the_same(repository: Path, tmp_path: Path, seed: int) -> None:
    # Before the edits there is no fault at all: whatever the whole finds now, the edits have done.
    rng = random.Random(seed)
    edited: list[Path] = []
    for _round in range(3):
        edited = sorted({*edited, random_edit(repository, rng)})
        product = Product(repository)
        whole = validation.check(product)
        found = check_changed(product, edited, cache=tmp_path / "cache")
        assert found is not None
        assert told(found) == told(whole)
        assert found.records < whole.records


def test_most_random_edits_do_harm(repository: Path) -> None:
    # The test above would say nothing if the edits broke nothing.
    rng = random.Random(5)
    for _edit in range(3):
        random_edit(repository, rng)
    assert len(validation.check(Product(repository)).results) > 3


@pytest.mark.parametrize(
    ("name", "old", "new", "elsewhere"),
    [
        (GROUPS, "kg:TargetGroup", "kg:Theme", "Instrument-audience"),
        (TOOLWIEL, "kg:row 1 ", "kg:row 2 ", "row-violation"),
        (TOOLWIEL, "a kg:Instrument", "a kg:Problem", "CaseUse-instrument"),
        ("data/problem/weinig-tijd.ttl", "problem:weinig-tijd", "problem:veel-tijd", "dangling-link-violation"),
        ("ontology/schemes/theme.ttl", "theme:blended-learning", "theme:blended", "Instrument-theme"),
    ],
)
def test_a_change_here_that_is_a_fault_elsewhere_is_told(
    repository: Path, name: str, old: str, new: str, elsewhere: str
) -> None:
    path = edit(repository, name, old, new)
    found = check_changed(Product(repository), [path], cache=None)
    assert found is not None
    assert told(found) == told(validation.check(Product(repository)))
    rules = {result.rule for result in found.results if result.file != name}
    assert elsewhere in rules or elsewhere == "CaseUse-instrument", rules


def test_what_was_meant_is_known_in_a_part_too(repository: Path) -> None:
    path = edit(repository, TOOLWIEL, "schema:audience target-group:docenten", "schema:audience target-group:docentenn")
    found = check_changed(Product(repository), [path], cache=None)
    assert found is not None
    assert told(found) == told(validation.check(Product(repository)))
    assert any("Bedoelde u target-group/docenten?" in result.mend["nl"] for result in found.results)


def test_a_fault_elsewhere_that_the_change_does_not_touch_is_not_told(repository: Path) -> None:
    edit(repository, TOOLWIEL, 'kg:printedUrl "toolwiel.nl/tools"', 'kg:printedUrl "a"')
    path = edit(repository, "data/dataset/uren.ttl", '"tijd"@nl', '"uur"@nl')
    found = check_changed(Product(repository), [path], cache=None)
    assert found is not None
    assert found.results == []


def test_a_file_that_is_gone_leaves_its_faults_where_it_was_named(repository: Path) -> None:
    (repository / "data" / "problem" / "weinig-tijd.ttl").unlink()
    product = Product(repository)
    paths = changed_files(product)
    assert [product.relative(path) for path in paths] == ["data/problem/weinig-tijd.ttl"]
    found = check_changed(product, paths, cache=None)
    assert found is not None
    assert {TOOLWIEL, PLACEMAT} <= {result.file for result in found.results}
    assert told(found) == told(validation.check(product))


def test_a_change_of_the_ontology_can_touch_all(repository: Path) -> None:
    path = edit(repository, "ontology/instrumentenwijzer.ttl", 'rdfs:label "instrument"@nl', 'rdfs:label "middel"@nl')
    product = Product(repository)
    assert check_changed(product, [path], cache=None) is None
    assert validation.check(product, [path]).records == validation.check(product).records


def test_numbers_keep_the_characters_of_the_file(repository: Path, tmp_path: Path) -> None:
    path = edit(repository, TOOLWIEL, "kg:row 1 ", "kg:row 0048 ")
    for _round in range(2):
        found = check_changed(Product(repository), [path], cache=tmp_path / "cache")
        assert found is not None
        assert "0048" in {result.value for result in found.results if result.rule == "Instrument-row"}


# Git


def test_git_says_what_has_changed(repository: Path) -> None:
    product = Product(repository)
    assert changed_files(product) == []
    edit(repository, TOOLWIEL, "kg:row 1 ", "kg:row 3 ")
    new = repository / "data" / "theme" / "nieuw.ttl"
    new.parent.mkdir()
    new.write_text(f"<{ID}theme/nieuw> <http://e.org/p> 1 .\n", encoding="utf-8")
    (repository / "data" / "notes.txt").write_text("no Turtle", encoding="utf-8")
    assert [product.relative(path) for path in changed_files(product)] == [TOOLWIEL, "data/theme/nieuw.ttl"]


def test_what_git_has_of_a_file(repository: Path, root: Path) -> None:
    path = edit(repository, TOOLWIEL, "kg:row 1 ", "kg:row 3 ")
    old, new = committed(path, "HEAD"), turtlefile.read(path)
    assert len({str(t) for t in old} ^ {str(t) for t in new}) == 2
    assert committed(path.with_name("nothing.ttl"), "HEAD") == []


def test_without_git_nobody_says_what_has_changed(root: Path) -> None:
    with pytest.raises(KgError, match="no git repository") as caught:
        changed_files(Product(root))
    assert caught.value.code is Code.USAGE


def test_nothing_changed_is_a_report_without_records(repository: Path) -> None:
    found = validation.check_files(Product(repository), [])
    assert (found.records, found.conforms) == (0, True)
