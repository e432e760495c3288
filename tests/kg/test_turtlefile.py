"""Turtle files: the canonical form, the errors, and the lines of statements."""

from __future__ import annotations

import difflib
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import Code, KgError
from kg.namespaces import DCT, ID, KG, RDF, SKOS, XSD
from kg.turtlefile import canonical, formatted, own_address, parse, read, read_text, write
from kg.validation.lines import Lines

OWN = ID + "instrument/toolwiel"
HEADER = f"""@prefix kg: <{KG}> .
@prefix skos: <{SKOS}> .
@prefix instrument: <{ID}instrument/> .
@prefix : <{OWN}#> .
"""


def tidy(text: str, own: str = OWN) -> str:
    return canonical(parse(text, "text"), own)


def changed_lines(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


# The canonical form


def test_the_order_of_statements_does_not_matter() -> None:
    one = HEADER + 'instrument:toolwiel skos:prefLabel "A"@nl , "B"@en ; a kg:Instrument .'
    other = HEADER + 'instrument:toolwiel a kg:Instrument . instrument:toolwiel skos:prefLabel "B"@en , "A"@nl .'
    assert tidy(one) == tidy(other)


def test_the_canonical_form_is_written_out_here() -> None:
    text = HEADER + (
        ':use-10 kg:order 10 . :use-2 kg:order 2 . instrument:toolwiel kg:order 3 ; skos:prefLabel "B"@en , "A"@nl ; '
        "a kg:Instrument . <https://example.org/x> kg:order 1 ."
    )
    assert tidy(text) == (
        f"@prefix : <{OWN}#> .\n"
        f"@prefix instrument: <{ID}instrument/> .\n"
        f"@prefix kg: <{KG}> .\n"
        f"@prefix skos: <{SKOS}> .\n"
        "\n"
        "instrument:toolwiel a kg:Instrument ;\n"
        "  kg:order 3 ;\n"
        '  skos:prefLabel "A"@nl , "B"@en .\n'
        "\n"
        "<https://example.org/x> kg:order 1 .\n"
        "\n"
        ":use-2 kg:order 2 .\n"
        "\n"
        ":use-10 kg:order 10 .\n"
    )


def test_the_canonical_form_of_the_canonical_form_is_itself(product) -> None:
    for path in product.graph_files:
        text, again = formatted(path)
        if path.name != "instrumentenwijzer.ttl" or path.parent.name != "ontology":
            assert again == text, path


def test_the_canonical_form_says_the_same(product) -> None:
    for path in product.graph_files:
        _old, new = formatted(path)
        assert set(parse(new, "new")) == set(read(path)), path


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("kg:row 1 ;", "kg:row 5 ;", 2),
        ('"Toolwiel"@nl', '"Wiel"@nl', 2),
        ("kg:row 1 ;", "kg:row 1 ; skos:notation 'x' ;", 1),
        ("kg:rank 1 ", "kg:rank 2 ", 2),
    ],
)
def test_one_fact_changed_is_one_line_changed(product, old: str, new: str, lines: int) -> None:
    path = product.root / "data" / "instrument" / "toolwiel.ttl"
    before = read_text(path)
    assert old in before
    after = tidy(before.replace(old, new))
    hints = [line for line in changed_lines(before, after) if not line.startswith("?")]
    assert len(hints) == lines, hints


@pytest.mark.parametrize(
    "literal",
    ["50.0", "01", "50", "+5", "1e0", "true", f'"1"^^<{XSD}boolean>', f'"2022"^^<{XSD}gYear>', '"01"', '"a\\\\b"'],
)
def test_literals_keep_their_characters(literal: str) -> None:
    before = [triple.object for triple in parse(f"<urn:a> <urn:b> {literal} .", "text")]
    text = tidy(f"<urn:a> <urn:b> {literal} .", "urn:a")
    assert [triple.object for triple in parse(text, "text")] == before
    assert before[0].value in text.replace("\\\\", "\\")


def test_a_literal_with_line_ends_and_quotes_survives() -> None:
    value = 'one\ntwo\r\n\n@prefix kg: <urn:evil> .\n"three"\t\\end\n  four '
    triple = ox.Triple(ox.NamedNode(OWN), ox.NamedNode(DCT + "description"), ox.Literal(value, language="nl"))
    assert list(parse(canonical([triple], OWN), "text")) == [triple]


def test_a_statement_that_stands_twice_is_written_once() -> None:
    assert tidy(HEADER + ":a kg:order 1 . :a kg:order 1 .").count("kg:order 1") == 1


def test_only_used_prefixes_are_written() -> None:
    assert tidy("<urn:a> <urn:b> 'kg: and instrument: in words' .", "urn:a").count("@prefix") == 0


@pytest.mark.parametrize("text", ["[] <urn:b> <urn:c> .", "<urn:a> <urn:b> [] .", "<urn:a> <urn:b> (1 2) ."])
def test_blank_nodes_are_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(KgError, match="blank node") as caught:
        tidy(text)
    assert caught.value.code is Code.UNREADABLE
    assert "#part" in caught.value.hint


# Names: IRIs of every shape, ours and foreign; the empty prefix and numbers in slugs among them.
_IRIS = st.one_of(
    st.sampled_from(
        [
            OWN,
            OWN + "#use-1",
            OWN + "#use-10",
            OWN + "#link.1",
            ID + "theme/a-b",
            ID + "theme/1",
            ID + "source/impactanalyse-voor-npuls#1.1",
            ID + "organisation/x",
            ID + "org/x",
            KG + "row",
            SKOS + "prefLabel",
            RDF + "type",
            DCT + "title",
            "https://example.org/a/b?c=d#e",
            "urn:x:y",
            ID,
            KG,
        ]
    ),
    st.text("abcxyz019-._~%", min_size=1, max_size=8).map(
        lambda name: "https://example.org/" + name.replace("%", "%25")
    ),
    st.text("abc019-./", min_size=1, max_size=6).map(lambda name: f"{OWN}#{name}"),
).map(ox.NamedNode)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
_LITERALS = st.one_of(
    _TEXTS.map(ox.Literal),
    st.builds(lambda text, lang: ox.Literal(text, language=lang), _TEXTS, st.sampled_from(["nl", "en", "de-at"])),
    st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)),
        st.sampled_from(["1", "01", "1.0", "50.0", "1e3", "true", "false", "x", "", "-0"]),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date"]),
    ),
)
_TRIPLES = st.lists(st.builds(ox.Triple, _IRIS, _IRIS, st.one_of(_IRIS, _LITERALS)), max_size=12)


# A digit that is no number: str.isdigit says yes to it, int does not take it.
@example([ox.Triple(ox.NamedNode(OWN), ox.NamedNode(DCT + "title"), ox.Literal("²"))], OWN)
@given(_TRIPLES, st.sampled_from([OWN, ""]))
def test_any_graph_survives_and_is_stable(triples: list[ox.Triple], own: str) -> None:
    once = canonical(triples, own)
    read_back = list(parse(once, "text"))
    assert set(read_back) == set(triples)
    assert canonical(read_back, own) == once
    assert canonical(reversed(triples), own) == once


# Errors


def test_an_error_in_turtle_says_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> 1 .\n<urn:a> nope:b 1 .\n", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        read(path)
    assert caught.value.code is Code.UNREADABLE
    assert caught.value.where == f"{path}:2:9"
    assert "nope" in caught.value.message
    assert "Parser error" not in caught.value.message


def test_a_missing_dot_is_found(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> 1\n<urn:c> <urn:d> 1 .\n", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        read(path)
    assert caught.value.where.startswith(f"{path}:2:")


def test_a_file_that_is_not_utf_8_says_which_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.ttl"
    path.write_bytes('<urn:a> <urn:b> "één" .'.encode("latin-1"))
    with pytest.raises(KgError, match="Byte 18 is not UTF-8") as caught:
        read(path)
    assert (caught.value.code, caught.value.where) == (Code.UNREADABLE, str(path))


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="Cannot read the file") as caught:
        read(tmp_path / "nothing.ttl")
    assert caught.value.code is Code.UNREADABLE


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="Cannot read the file"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<urn:a> <urn:b> 1 .\n\n  # lost\n", 3),
        ("# lost\n<urn:a> <urn:b> 1 .\n", 1),
        ("<urn:a> <urn:b> 1 . # lost\n", 1),
    ],
)
def test_comments_are_refused_because_they_would_be_lost(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "comment.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match="comment would be lost") as caught:
        formatted(path)
    assert caught.value.where == f"{path}:{line}"


def test_a_hash_in_a_literal_or_iri_is_no_comment(tmp_path: Path) -> None:
    path = tmp_path / "hash.ttl"
    path.write_text('<urn:a#b> <urn:b> "a # b", """\n# a line of text\n""" .', encoding="utf-8")
    assert "a # b" in formatted(path)[1]


# The thing that a file is about


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("data/theme/x.ttl", ID + "theme/x"),
        ("ontology/schemes/theme.ttl", ID + "scheme/theme"),
        ("ontology/terms.ttl", "urn:ontology"),
    ],
)
def test_a_file_is_about_the_thing_that_it_is_named_after_or_its_ontology(path: str, own: str) -> None:
    text = f"<urn:x> a <urn:T> . <{ID}theme/x> a <urn:T> . <{ID}scheme/theme> a <urn:T> ."
    ontology = "<urn:ontology> a <http://www.w3.org/2002/07/owl#Ontology> ."
    assert own_address(Path(path), parse(f"{ontology} {text}", path)) == own
    assert own_address(Path(path), parse(f"{text} {ontology}", path)) == own


def test_a_file_about_many_things_is_about_none_of_them() -> None:
    triples = list(parse(f"<{ID}theme/a> a <urn:T> . <{ID}theme/b> a <urn:T> .", "text"))
    assert own_address(Path("data/passage/001.ttl"), triples) == ""


def test_an_empty_file_is_about_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("", encoding="utf-8")
    _old, new = formatted(path)
    assert list(parse(new, "text")) == []


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.ttl"
    write(path, "één\n")
    write(path, "twee\n")
    assert path.read_bytes() == b"twee\n"
    assert list(path.parent.iterdir()) == [path]


# Lines

CANONICAL = f"""@prefix : <{OWN}#> .
@prefix instrument: <{ID}instrument/> .
@prefix kg: <{KG}> .
@prefix skos: <{SKOS}> .

instrument:toolwiel a kg:Instrument ;
  kg:row 1 ;
  skos:prefLabel "Toolwiel"@nl , "Tool Wheel"@en ;
  kg:goesWith instrument:toolwiel-2 , instrument:toolwiel-3 .

instrument:toolwiel-2 a kg:Instrument ;
  kg:row 2 .

:link-1 a kg:Link ;
  kg:printedUrl "toolwiel.nl" .
"""
BY_HAND = f"""PREFIX kg: <{KG}>
PREFIX skos: <{SKOS}>
<{OWN}>
    a kg:Instrument;
    skos:prefLabel
        "Toolwiel"@nl,
        "Tool Wheel"@en;
    kg:goesWith
        <{ID}instrument/ander>,
        <{ID}instrument/placemat>.
<{OWN}#link-1> kg:printedUrl "a.nl" ; a kg:Link .
"""


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "line"),
    [
        (OWN, "", "", 6),
        (OWN, RDF + "type", "", 6),
        (OWN, KG + "row", "", 7),
        (OWN, KG + "row", "1", 7),
        (OWN, SKOS + "prefLabel", "Tool Wheel", 8),
        (OWN, KG + "goesWith", ID + "instrument/toolwiel-3", 9),
        (OWN, KG + "printedUrl", "", 6),  # another subject has it: the line of this subject
        (OWN + "-2", KG + "row", "", 12),
        (OWN + "#link-1", KG + "printedUrl", "toolwiel.nl", 15),
        (ID + "instrument/nowhere", "", "", None),
        (ID + "instrument/tool", "", "", None),
    ],
)
def test_the_line_of_a_statement_in_canonical_turtle(subject: str, predicate: str, value: str, line: int) -> None:
    assert Lines(CANONICAL).find(subject, predicate, value) == line


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "line"),
    [
        (OWN, "", "", 3),
        (OWN, RDF + "type", "", 4),
        (OWN, SKOS + "prefLabel", "", 5),
        (OWN, SKOS + "prefLabel", "Tool Wheel", 7),
        (OWN, KG + "goesWith", ID + "instrument/placemat", 10),
        (OWN + "#link-1", KG + "printedUrl", "a.nl", 11),
    ],
)
def test_the_line_of_a_statement_in_turtle_by_hand(subject: str, predicate: str, value: str, line: int) -> None:
    assert Lines(BY_HAND).find(subject, predicate, value) == line


def test_a_short_name_with_a_part_is_found_by_its_line() -> None:
    """``source:x\\#een``, as serialisers write it (Turtle, section 2.4)."""
    whole = f"{ID}source/x"
    text = canonical(parse(f"<{whole}> a <{KG}Source> .\n<{whole}#een> a <{KG}Section> .", "test"), "")
    assert "\\#een" in text
    assert text.split("\n")[(Lines(text).find(f"{whole}#een") or 0) - 1].startswith("source:x\\#een")
