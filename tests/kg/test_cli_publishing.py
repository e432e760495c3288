"""kg export: the documents of each target, under the paths that they have on the server."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_line import Kg

from kg.cli.publishing import COMMANDS
from kg.product import Product
from kg.publish.dumps import Dumps
from kg.publish.library import Library
from kg.publish.site import Site
from kg.store.embedded import EmbeddedStore
from kg.things import read_things


def test_every_target_has_its_command(product: Product, graph: EmbeddedStore) -> None:
    targets = set(Library(Dumps(product), read_things(graph), Site(), []).targets) | {"network", "void", "all"}
    assert {command.name for command in COMMANDS} == targets


def test_dumps_are_written_with_checksums_that_fit(kg: Kg, tmp_path: Path) -> None:
    outcome = kg("export", "dumps", "--out", str(tmp_path / "new" / "folder"))
    assert outcome.code == 0, outcome.err
    folder = tmp_path / "new" / "folder" / "dumps"
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    assert "6 bestanden" in outcome.out


def test_all_writes_every_target(kg: Kg, tmp_path: Path) -> None:
    outcome = kg("export", "all", "--out", str(tmp_path))
    assert outcome.code == 0, outcome.err
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    expected = {
        "catalogue.ttl",
        "oai/nl_lom.xml",
        "amb/toolwiel.json",
        "csv/dictionary.csv",
        "network.gexf",
        "robots.txt",
    }
    assert expected <= written


def test_a_folder_that_cannot_be_written_is_named(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "robots.txt").mkdir()
    outcome = kg("export", "sitemap", "--out", str(tmp_path))
    assert outcome.code == 2
    assert "robots.txt" in outcome.err


@pytest.mark.parametrize("target", ["rdf", "DUMPS"])
def test_an_unknown_target_is_refused(kg: Kg, target: str) -> None:
    assert kg("export", target).code == 2


def test_a_site_that_is_to_stand_at_no_path_is_refused(kg: Kg, tmp_path: Path) -> None:
    outcome = kg("export", "site", "--out", str(tmp_path / "new"), "--root", "https://example.org/x?y")
    assert outcome.code == 2
    assert "/wijzer/" in outcome.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("lang", "told"), [("nl", "3 pagina's en 2 bestanden in"), ("en", "3 pages and 2 files in")])
def test_a_site_tells_what_was_made(kg: Kg, monkeypatch: pytest.MonkeyPatch, lang: str, told: str) -> None:
    monkeypatch.setenv("KG_LANG", lang)
    monkeypatch.setattr("kg_web.offline.export", lambda *_values, **_named: SimpleNamespace(pages=3, files=2))
    assert told in kg("export", "site", "--out", "new").out
