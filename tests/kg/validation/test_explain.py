"""A finding is told so that a person can act on it: what, why, how to mend it, and an example of it right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import turtlefile
from kg.namespaces import ID, PREFIXES
from kg.product import shipped_product
from kg.queries import Catalogue
from kg.validation import checks, native, shape
from kg.validation.explain import LANGUAGES, Explainer
from kg.validation.graph import SUBCLASS, TYPE, Graph, Triple

REPOSITORY = Path(__file__).resolve().parents[3]
EXAMPLES = REPOSITORY / "tests" / "shapes"
ASKED = shape.read(shipped_product().shape_files)
RULES = {name: found for name, found in ASKED.named.items() if not found.properties}


@pytest.fixture(scope="module")
def ontology() -> list[Triple]:
    """Kinds and names: what the words of an explanation are made of."""
    needed = {TYPE, SUBCLASS, PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"}
    files = sorted((REPOSITORY / "ontology").rglob("*.ttl"))
    return [triple for path in files for triple in turtlefile.read(path) if triple.predicate.value in needed]


@pytest.fixture(scope="module")
def shipped() -> Graph:
    return Graph(triple for path in shipped_product().graph_files for triple in turtlefile.read(path))


@pytest.mark.parametrize("name", RULES)
def test_every_one_fault_example_is_told_in_full(name: str, ontology: list[Triple]) -> None:
    (path,) = EXAMPLES.glob(f"*/bad/{name}.ttl")
    example = turtlefile.read(path)
    graph = Graph([*ontology, *example])
    things = {triple.subject.value for triple in example if not isinstance(triple.subject, Triple)}
    found = [finding for finding in native.run(graph, ASKED, things) if finding.shape == name]
    assert found
    for finding in found:
        result = Explainer(graph, ASKED).result(finding)
        assert result.example
        for lang in LANGUAGES:
            told = [result.what[lang], result.why[lang], result.mend[lang], *result.causes.get(lang, ())]
            assert all(re.match(r"[“A-Z“]", sentence) and sentence[-1] in ".?" for sentence in told), told
            assert not any("{" in sentence or "http://" in sentence for sentence in told)
        assert result.what["nl"] != result.what["en"]


@pytest.mark.parametrize("name", RULES)
def test_the_example_of_a_rule_is_right(name: str, shipped: Graph) -> None:
    rule = RULES[name]
    (text,) = rule.examples
    kinds = set(re.findall(r"(?<![\w-])([a-z-]+):[a-z0-9-]+", text)) - set(PREFIXES)
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    prefixes += "".join(f"@prefix {kind}: <{ID}{kind}/> .\n" for kind in sorted(kinds))
    whole = text.endswith(" .")
    triples = list(turtlefile.parse(prefixes + (text if whole else f"<{ID}x/example> {text.rstrip(' ;')} ."), name))
    graph = Graph(triples)
    subject = next(iter(graph.subjects()))
    # What the example points at stands in the shipped graph.
    graph.add(_kinds_of(shipped, triples))
    assert native.validate(graph, rule, [subject]) == []


def _kinds_of(shipped: Graph, triples: list[Triple]) -> list[Triple]:
    ends = {triple.object.value for triple in triples if hasattr(triple.object, "value")}
    lines = [f"<{end}> a <{kind}> ." for end in ends for kind in shipped.values(end, PREFIXES["rdf"] + "type")]
    below = [
        f"<{sub}> <{PREFIXES['rdfs']}subClassOf> <{top}> ."
        for sub, top in shipped.pairs(PREFIXES["rdfs"] + "subClassOf")
    ]
    return list(turtlefile.parse("\n".join([*lines, *below]), "kinds"))


def test_every_check_says_why_and_shows_it_right() -> None:
    for query in Catalogue(REPOSITORY / "queries").checks.values():
        told = checks.about(query)
        assert set(told.why) == set(told.mend) == set(LANGUAGES)
        assert told.example
        assert "\\n" not in told.example


def explained(text: str, ontology: list[Triple]) -> dict[str, tuple[str, ...]]:
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    example = list(turtlefile.parse(header + text, "text"))
    graph = Graph([*ontology, *example])
    told = {}
    for finding in native.run(graph, ASKED, {str(triple.subject)[1:-1] for triple in example}):
        result = Explainer(graph, ASKED).result(finding)
        told[f"{result.rule} {result.component.removesuffix('ConstraintComponent')}"] = (
            result.what["nl"],
            *result.causes.get("nl", ()),
        )
    return told


def test_a_logical_constraint_is_unfolded_to_what_is_behind_it(ontology: list[Triple]) -> None:
    told = explained("<ID/a/b#c> a kg:Finding ; kg:basis <ID/basis/stated> .".replace("ID/", ID), ontology)
    assert told["Assertion-evidence Or"] == (
        "Eén hiervan is genoeg, maar geen ervan is in orde.",
        "Basis (kg:basis) staat er, en dat maakt dit nodig.",
        "Basis (kg:basis) heeft niet de waarde eigen oordeel (basis/curated).",
        "Passage (prov:wasDerivedFrom) ontbreekt.",
    )


def test_both_sides_of_an_order_are_named(ontology: list[Triple]) -> None:
    told = explained("<ID/passage/000-9-3> a kg:Passage ; oa:start 9 ; oa:end 3 .".replace("ID/", ID), ontology)
    assert told["Passage-order LessThan"] == (
        "“9” bij begin in tekens (oa:start) hoort kleiner te zijn dan de waarde van einde in tekens (oa:end).",
    )


def test_what_it_must_not_be_is_named(ontology: list[Triple]) -> None:
    told = explained("<ID/theme/x> a skos:Concept , skos:ConceptScheme .".replace("ID/", ID), ontology)
    assert told["Concept-not-scheme Not"][1].startswith("Het is ook van de soort ")
    assert "skos:ConceptScheme" in told["Concept-not-scheme Not"][1]


def test_the_words_fit_the_value(ontology: list[Triple]) -> None:
    told = explained(
        """<ID/instrument/x> a kg:Instrument ; kg:row 48 , "drie" ; schema:audience <ID/sector/hbo> ;
        schema:about <ID/theme/nergens> ; skos:prefLabel "X"@nl , "Y"@nl , "Z" .""".replace("ID/", ID),
        ontology,
    )
    assert "sector (kg:Sector)" in told["Instrument-audience Class"][0]
    assert "doelgroep (kg:TargetGroup)" in told["Instrument-audience Class"][0]
    assert "niet bekend in de graaf" in told["Instrument-theme Class"][0]
    assert told["Instrument-row MaxCount"][0].endswith("2; het mogen er hoogstens 1 zijn.")
    assert "een geheel getal" in told["Instrument-row Datatype"][0]
    assert "in één taal" in told["Instrument-label UniqueLang"][0]
    assert "tekst zonder taalcode" in told["Instrument-label Datatype"][0]
    assert told["Instrument-form MinCount"] == ("Vorm (schema:learningResourceType) ontbreekt.",)


def test_a_limit_is_told_by_what_breaks_it(ontology: list[Triple]) -> None:
    large = explained(f"<{ID}instrument/x> a kg:Instrument ; kg:row 48 .", ontology)
    odd = explained(f'<{ID}instrument/x> a kg:Instrument ; kg:row "drie" .', ontology)
    assert "te groot" in large["Instrument-row MaxInclusive"][0]
    assert "niet te vergelijken" in odd["Instrument-row MaxInclusive"][0]


def test_an_address_that_is_nearly_another_asks_whether_that_was_meant(ontology: list[Triple]) -> None:
    kind = turtlefile.parse(
        "@prefix kg: <https://w3id.org/instrumentenwijzer/def#> . @prefix schema: <https://schema.org/> .\n"
        f"<{ID}target-group/docenten> a kg:TargetGroup . <{ID}theme/docentenn> a kg:Theme .\n"
        f"<{ID}instrument/x> a kg:Instrument ; schema:audience <{ID}target-group/docentenn> , <{ID}target-group/xyz> .",
        "test",
    )
    graph = Graph([*ontology, *kind])
    found = [f for f in native.run(graph, ASKED, {f"{ID}instrument/x"}) if f.shape == "Instrument-audience"]
    told = {finding.value.rpartition("/")[2]: Explainer(graph, ASKED).result(finding).mend for finding in found}
    assert told["docentenn"]["nl"].endswith("Bedoelde u target-group/docenten?")
    assert told["docentenn"]["en"].endswith("Did you mean target-group/docenten?")
    # What is like nothing is not guessed.
    assert "Bedoelde" not in told["xyz"]["nl"]
