"""The log: one line per change of a record, checked against the facts, made from git or continued without it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.facts import Fact, iri, text
from kg.history import history, log, repository, snapshot
from kg.history.log import Change, continued, graph_facts, records, untold, write_log
from kg.namespaces import DCT, ID, OWL, XSD
from kg.product import Product, shipped_product

TOOLWIEL = ID + "instrument/toolwiel"
DESCRIPTION = Fact(TOOLWIEL, DCT + "description", text("Anders.", "nl"))


def kinds(changes: list[Change], record: str = TOOLWIEL) -> list[tuple[str, str]]:
    return [(change.date, change.kind) for change in changes if change.iri == record]


def test_a_graph_without_log_has_no_history(product: Product) -> None:
    assert history(product) == []


def test_every_record_but_no_passage_has_its_line(product: Product) -> None:
    facts = graph_facts(product)
    first = continued([], facts, "2026-01-01", "1.0.0")
    assert {change.iri for change in first} == set(records(facts))
    assert TOOLWIEL in records(facts)
    assert {"#", "/id/passage/"} & {mark for c in first for mark in ("#", "/id/passage/") if mark in c.iri} == set()
    assert continued(first, facts, "2026-01-02", "1.0.0") == first


def test_a_record_is_added_changed_deprecated_and_removed(product: Product) -> None:
    facts = graph_facts(product)
    known = continued([], facts, "2026-01-01", "1")
    known = continued(known, [*facts, DESCRIPTION], "2026-01-02", "1")
    old = Fact(TOOLWIEL, OWL + "deprecated", text("true", datatype=XSD + "boolean"))
    known = continued(known, [*facts, DESCRIPTION, old], "2026-01-03", "2")
    known = continued(known, [fact for fact in facts if fact.record != TOOLWIEL], "2026-01-04", "2")
    assert kinds(known) == [
        ("2026-01-01", "added"),
        ("2026-01-02", "changed"),
        ("2026-01-03", "deprecated"),
        ("2026-01-04", "removed"),
    ]
    assert kinds(continued(known, facts, "2026-01-05", "2"))[-1] == ("2026-01-05", "added")


def test_a_claim_belongs_to_its_record(product: Product) -> None:
    facts = graph_facts(product)
    known = continued([], facts, "2026-01-01", "1")
    claim = Fact(TOOLWIEL + "#title", DCT + "source", iri("urn:x"))
    assert kinds(continued(known, [*facts, claim], "2026-01-02", "1"))[-1] == ("2026-01-02", "changed")


def test_of_one_day_the_last_state_counts(product: Product) -> None:
    facts = graph_facts(product)
    known = continued([], facts, "2026-01-01", "1")
    again = continued(known, [*facts, DESCRIPTION], "2026-01-01", "1")
    assert kinds(again) == [("2026-01-01", "added")]
    assert continued(again, [*facts, DESCRIPTION], "2026-01-02", "1") == again
    gone = continued(again, [fact for fact in facts if fact.record != TOOLWIEL], "2026-01-01", "1")
    assert kinds(gone) == []


def test_the_log_is_written_and_read(root: Path) -> None:
    product = Product(root)
    known = continued([], graph_facts(product), "2026-01-01", "1.0.0")
    write_log(product, known)
    assert history(product) == known
    assert untold(product) == []
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("wiel vol", "wiel met"), encoding="utf-8")
    assert [(change.iri, change.kind) for change in untold(Product(root))] == [(TOOLWIEL, "changed")]


def test_a_log_of_another_form_is_refused(root: Path) -> None:
    (root / log.FILE).write_text("when,what\n", encoding="utf-8")
    with pytest.raises(KgError) as refused:
        history(Product(root))
    assert refused.value.code is Code.UNREADABLE


def test_the_shipped_graph_has_its_log() -> None:
    product = shipped_product()
    known = history(product)
    assert {change.kind for change in known} <= {"added", "changed", "deprecated", "removed"}
    assert TOOLWIEL in {change.iri for change in known}


# From git


def commit(root: Path, message: str, date: str) -> None:
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"), ("DATE", date))
    }
    for arguments in (["add", "-A"], ["commit", "-q", "-m", message]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True, env=os.environ | who)


@pytest.fixture
def repository_root(root: Path) -> Path:
    """The small graph in a git repository, with two commits after the first."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    commit(root, "first", "2026-01-01T12:00:00+0000")
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("wiel vol", "wiel met"), encoding="utf-8")
    commit(root, "second", "2026-01-02T12:00:00+0000")
    path.write_text("no turtle", encoding="utf-8")
    commit(root, "broken", "2026-01-03T12:00:00+0000")
    return root


def test_git_tells_the_same_as_the_log(repository_root: Path) -> None:
    changes = repository.changes(repository_root)
    assert kinds(changes) == [("2026-01-01", "added"), ("2026-01-02", "changed")]
    assert kinds(changes, ID + "instrument/placemat") == [("2026-01-01", "added")]


def test_a_revision_is_a_state(repository_root: Path) -> None:
    before, after = (snapshot(name, repository_root).facts for name in ("HEAD~2", "HEAD~1"))
    assert {fact.object.value for fact in before ^ after} == {"Een wiel vol tools.", "Een wiel met tools."}
    with pytest.raises(KgError) as refused:
        snapshot("HEAD", repository_root)
    assert refused.value.where.startswith("HEAD:data/instrument/toolwiel.ttl:")


def test_a_revision_is_no_option(repository_root: Path) -> None:
    for name in ("--output=/tmp/x", "nowhere"):
        with pytest.raises(KgError) as refused:
            snapshot(name, repository_root)
        assert refused.value.code is Code.NOT_FOUND


def test_a_folder_and_a_file_are_states(product: Product) -> None:
    whole = snapshot(str(product.root), Path.cwd())
    assert whole.facts == set(graph_facts(product))
    one = snapshot("data/instrument/toolwiel.ttl", product.root)
    assert {fact.record for fact in one.facts} == {TOOLWIEL}
    assert one.facts < whole.facts


def test_without_git_history_the_error_says_what_to_do(root: Path) -> None:
    with pytest.raises(KgError) as refused:
        repository.changes(root)
    assert "kg history --write" in refused.value.hint
