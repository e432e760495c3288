"""What statements rest on, and whether the passages agree with the source texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.entities import Directory
from kg.errors import Code, KgError
from kg.evidence import Mismatch, evidence, verify
from kg.namespaces import ID
from kg.product import Product
from kg.store.embedded import EmbeddedStore

TOOLWIEL = ID + "instrument/toolwiel"
SOURCE = ID + "source/impactanalyse-voor-npuls"


@pytest.fixture
def source(sources: Path) -> Path:
    return sources / "001.txt"


def passage_iri(graph: EmbeddedStore) -> str:
    rows = graph.select("SELECT ?p WHERE { ?p a <https://w3id.org/instrumentenwijzer/def#Passage> }").rows
    return rows[0][0].value


# Evidence


def test_a_stated_fact_points_at_its_place_in_the_source(graph: EmbeddedStore, sources: Path, passage: str) -> None:
    (found,) = [
        item
        for item in evidence(graph, Directory(graph), TOOLWIEL, "nl", sources)
        if item.predicate == "rij in de lijst"
    ]
    assert (found.assertion, found.object, found.basis) == (f"{TOOLWIEL}#row", "1", "stated")
    assert (found.source, found.section) == ("001", "1")
    assert found.text == passage
    assert found.end - found.start == len(passage)


def test_a_curated_fact_has_its_reason_and_no_place(graph: EmbeddedStore, sources: Path) -> None:
    (found,) = [item for item in evidence(graph, Directory(graph), TOOLWIEL, "en", sources) if item.basis == "curated"]
    assert (found.predicate, found.object) == ("helps with", "teachers have little time")
    assert found.reason == "Searching takes less time."
    assert (found.source, found.section, found.start, found.end, found.text) == ("", "", None, None, "")


def test_a_finding_about_a_thing_is_evidence(graph: EmbeddedStore) -> None:
    assert ("gebruik", "Veel docenten kennen het.") in {
        (item.predicate, item.object) for item in evidence(graph, Directory(graph), TOOLWIEL, "nl")
    }


def test_a_figure_about_a_thing_is_evidence(graph: EmbeddedStore) -> None:
    (found,) = evidence(graph, Directory(graph), ID + "target-group/docenten", "en")
    assert (found.predicate, found.object, found.source) == ("Hours", "time", "001")


def test_without_the_sources_there_is_a_place_but_no_text(graph: EmbeddedStore) -> None:
    found = [item for item in evidence(graph, Directory(graph), TOOLWIEL, "nl") if item.start is not None]
    assert found
    assert {item.text for item in found} == {""}


def test_a_thing_without_statements_has_no_evidence(graph: EmbeddedStore) -> None:
    assert evidence(graph, Directory(graph), ID + "strength/central", "nl") == []


def test_a_folder_without_the_source_is_unreadable(graph: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"001\.txt is not in this folder") as caught:
        evidence(graph, Directory(graph), TOOLWIEL, "nl", tmp_path)
    assert (caught.value.code, caught.value.where) == (Code.UNREADABLE, str(tmp_path))


# Verifying


def test_the_passages_agree_with_the_text(graph: EmbeddedStore, sources: Path) -> None:
    assert list(verify(graph, sources)) == []


def test_another_text_of_the_same_length_is_found(graph: EmbeddedStore, source: Path) -> None:
    source.write_bytes(source.read_bytes().replace(b"uur", b"dag"))
    length = len(source.read_bytes().decode())
    assert list(verify(graph, source.parent)) == [Mismatch(SOURCE, "edition", "001.txt", length, length, 1, 1)]


def test_a_change_outside_the_passage_is_told_of_the_source_only(graph: EmbeddedStore, source: Path) -> None:
    source.write_bytes(source.read_bytes().replace(b"Tot zover", b"Tot ziens"))
    assert [(found.iri, found.passages, found.broken) for found in verify(graph, source.parent)] == [(SOURCE, 1, 0)]


def test_another_length_is_told_in_characters(graph: EmbeddedStore, source: Path) -> None:
    text = source.read_bytes().decode()
    source.write_bytes((text + "één").encode())
    (found,) = verify(graph, source.parent)
    assert (found.kind, found.length, found.described) == ("edition", len(text) + 3, len(text))


def test_other_line_ends_are_another_edition(graph: EmbeddedStore, source: Path) -> None:
    source.write_bytes(source.read_bytes().replace(b"\r\n", b"\n"))
    assert [mismatch.kind for mismatch in verify(graph, source.parent)] == ["edition"]


def test_a_text_that_ends_before_the_passage_is_told(graph: EmbeddedStore, source: Path) -> None:
    source.write_bytes(source.read_bytes()[:40])
    assert [(found.iri, found.broken) for found in verify(graph, source.parent)] == [(SOURCE, 1)]


def test_a_passage_that_the_right_text_ends_before_is_told(root: Path, sources: Path) -> None:
    path = root / "data" / "passage" / "001.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"oa:end \d+", "oa:end 99999", text), encoding="utf-8")
    store = EmbeddedStore.from_files(Product(root).graph_files)
    assert list(verify(store, sources)) == [Mismatch(passage_iri(store), "beyond", "001.txt")]


def test_a_wrong_checksum_in_the_graph_is_found(root: Path, sources: Path) -> None:
    path = root / "data" / "passage" / "001.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('kg:sha256 "', 'kg:sha256 "0'), encoding="utf-8")
    store = EmbeddedStore.from_files(Product(root).graph_files)
    assert list(verify(store, sources)) == [Mismatch(passage_iri(store), "words", "001.txt")]


def test_a_missing_source_is_unreadable(graph: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"001\.txt") as caught:
        list(verify(graph, tmp_path))
    assert caught.value.code is Code.UNREADABLE
    assert "KG_SOURCES" in caught.value.hint


def test_a_source_that_is_not_utf_8_is_unreadable(graph: EmbeddedStore, source: Path) -> None:
    source.write_bytes(b"\xff\xfe")
    with pytest.raises(KgError, match="UTF-8") as caught:
        list(verify(graph, source.parent))
    assert caught.value.code is Code.UNREADABLE


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname.txt"])
def test_a_file_name_does_not_lead_out_of_the_folder(root: Path, sources: Path, name: str) -> None:
    (sources.parent / "secret.txt").write_text("secret", encoding="utf-8")
    path = root / "data" / "source" / "impactanalyse-voor-npuls.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('"001.txt"', f'"{name}"'), encoding="utf-8")
    store = EmbeddedStore.from_files(Product(root).graph_files)
    with pytest.raises(KgError) as caught:
        list(verify(store, sources))
    assert caught.value.code is Code.UNREADABLE


def test_a_passage_of_a_source_that_is_not_described_is_no_crash(root: Path, sources: Path) -> None:
    path = root / "data" / "source" / "impactanalyse-voor-npuls.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line for line in text.splitlines() if "kg:length" not in line), encoding="utf-8")
    store = EmbeddedStore.from_files(Product(root).graph_files)
    assert list(verify(store, sources)) == []
