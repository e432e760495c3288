"""New records: every kind from its own example, with claims, in the right file; refusals that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_graph import END, PASSAGE_TEXT, START

from kg.errors import KgError
from kg.facts import Fact, iri, text
from kg.namespaces import DCT, ID, KG, PROV, RDF, SCHEMA, SKOS
from kg.product import Product, shipped_product
from kg.records.draft import Draft, as_faults, check
from kg.records.example import example
from kg.records.graph import Graph
from kg.records.new import Maker, slug_of
from kg.records.yamlform import form_of
from kg.turtlefile import write

CARD = ID + "instrument/kaart"
REASON = {"nl": "Beoordeeld.", "en": "Judged."}
FORM: dict[str, object] = {
    "label": {"nl": "Kaart", "en": "Card"},
    "title": "Kaart",
    "action": {"nl": "Praat samen", "en": "Talk together"},
    "description": {"nl": "Een kaart.", "en": "A card."},
    "listed": "nee",
    "theme": ["blended learning"],
    "audience": ["docenten"],
    "form": ["tool"],
    "grounds": {"basis": "curated", "reason": REASON},
}
CONCEPT_FORM: dict[str, object] = {
    "label": {"nl": "digitaal toetsen", "en": "digital testing"},
    "definition": {"nl": "Toetsen met ict.", "en": "Testing with ICT."},
    "grounds": {"basis": "eigen oordeel", "reason": REASON},
}


@pytest.fixture
def graph_of_root(root: Path) -> Graph:
    return Graph(Product(root))


@pytest.fixture
def maker(graph_of_root: Graph, sources: Path) -> Maker:
    return Maker(graph_of_root, sources)


def made(maker: Maker, form: dict[str, object], kind: str = "instrument") -> Draft:
    draft, faults = maker.make(kind, form)
    assert [fault.told("nl") for fault in faults] == []
    return draft


def wrong(maker: Maker, form: dict[str, object], kind: str = "instrument") -> list[tuple[str, str]]:
    _draft, faults = maker.make(kind, form)
    return [(fault.where, fault.told("nl")[0]) for fault in faults]


def claims_about(draft: Draft, predicate: str) -> list[set[Fact]]:
    nodes = {f.subject for f in draft.added if f.predicate == RDF + "predicate" and f.object.value == predicate}
    return [{f for f in draft.added if f.subject == node} for node in sorted(nodes)]


# What becomes of a form


def test_a_slug_is_readable() -> None:
    assert slug_of("Één kaart, twee doelen!") == "een-kaart-twee-doelen"
    assert len(slug_of("woord " * 30)) <= 60
    assert not slug_of("woord " * 30).endswith("-")


def test_an_instrument_gets_facts_and_claims_and_checks(maker: Maker) -> None:
    draft = made(maker, FORM)
    assert Fact(CARD, SCHEMA + "audience", iri(ID + "target-group/docenten")) in draft.added
    assert Fact(CARD, DCT + "title", text("Kaart", "nl")) in draft.added
    (about,) = claims_about(draft, SCHEMA + "audience")
    assert Fact(f"{CARD}#audience-docenten", RDF + "object", iri(ID + "target-group/docenten")) in about
    assert Fact(f"{CARD}#audience-docenten", KG + "reason", text("Judged.", "en")) in about
    (described,) = claims_about(draft, DCT + "description")
    assert not [fact for fact in described if fact.predicate == RDF + "object"]
    assert claims_about(draft, SKOS + "prefLabel") == []
    assert list(draft.files) == [maker.graph.product.root / "data" / "instrument" / "kaart.ttl"]
    assert check(draft) == []


def test_a_value_has_grounds_of_its_own(maker: Maker) -> None:
    helps = {"value": "docenten hebben weinig tijd", "strength": "central", "rank": 2, "basis": "stated"}
    draft = made(maker, FORM | {"helps": [{**helps, "passage": f"001-{START}-{END}"}]})
    (about,) = claims_about(draft, KG + "addresses")
    said = {(fact.predicate, fact.object.value) for fact in about}
    assert {
        (KG + "strength", ID + "strength/central"),
        (KG + "rank", "2"),
        (KG + "basis", ID + "basis/stated"),
        (PROV + "wasDerivedFrom", f"{ID}passage/001-{START}-{END}"),
    } <= said
    assert check(draft) == []


def test_help_is_partly_unless_it_is_said(maker: Maker) -> None:
    (about,) = claims_about(made(maker, FORM | {"helps": ["weinig-tijd"]}), KG + "addresses")
    assert (KG + "strength", ID + "strength/partly") in {(fact.predicate, fact.object.value) for fact in about}


def test_a_passage_is_found_by_its_words(maker: Maker) -> None:
    words = {"source": "001", "words": PASSAGE_TEXT.upper().replace(" ", "\n")}
    draft = made(maker, FORM | {"grounds": {"basis": "stated", "passage": words}})
    (about,) = claims_about(draft, SCHEMA + "audience")
    assert (PROV + "wasDerivedFrom", f"{ID}passage/001-{START}-{END}") in {(f.predicate, f.object.value) for f in about}
    fresh = made(maker, FORM | {"grounds": {"basis": "stated", "passage": '001: "is een probleem"'}})
    assert [p.name for p in fresh.files if p.parent.name == "passage"] == ["001.ttl"]
    assert check(fresh) == []


def test_a_link_is_a_part_with_its_own_grounds(maker: Maker) -> None:
    draft = made(
        maker, FORM | {"link": ["kaart.nl/a", {"printed": "kaart.nl/b", "basis": "curated", "reason": REASON}]}
    )
    assert {f.object.value for f in draft.added if f.predicate == KG + "printedUrl"} == {"kaart.nl/a", "kaart.nl/b"}
    assert Fact(f"{CARD}#link-2", KG + "basis", iri(ID + "basis/curated")) in draft.added
    assert check(draft) == []


def test_a_way_of_saying_joins_its_problem(maker: Maker) -> None:
    form = {"problem": "weinig tijd", "nl": ["Ik kom nergens aan toe."], "grounds": FORM["grounds"]}
    assert wrong(maker, form, "phrasing") == [("problem", "De graaf kent geen probleem „weinig tijd”.")]
    draft = made(maker, form | {"problem": "weinig-tijd"}, "phrasing")
    assert Fact(ID + "problem/weinig-tijd", KG + "phrasing", text("Ik kom nergens aan toe.", "nl")) in draft.added
    assert check(draft) == []


def test_a_claim_adds_a_fact_or_grounds_for_one(maker: Maker) -> None:
    form = {"record": "instrument/toolwiel", "property": "audience", "value": "teams", "basis": "curated"}
    draft = made(maker, form | {"reason": REASON}, "claim")
    assert len(claims_about(draft, SCHEMA + "audience")) == 1
    again = made(maker, form | {"reason": REASON, "value": "docenten"}, "claim")
    assert Fact(ID + "instrument/toolwiel", SCHEMA + "audience", iri(ID + "target-group/docenten")) not in again.added
    assert len(claims_about(again, SCHEMA + "audience")) == 1
    assert wrong(maker, form, "claim")[0][0] == "basis"


def test_a_vocabulary_comes_with_its_concepts_in_one_file(maker: Maker) -> None:
    concept = {"label": {"nl": "klein", "en": "small"}, "definition": {"nl": "Kort.", "en": "Short."}}
    form = {"label": {"nl": "omvang", "en": "size"}, "description": {"nl": "Hoe groot.", "en": "How large."}}
    draft = made(maker, form | {"slug": "size", "concepts": [concept], "grounds": FORM["grounds"]}, "scheme")
    assert [path.name for path in draft.files] == ["size.ttl"]
    assert Fact(ID + "size/klein", SKOS + "inScheme", iri(ID + "scheme/size")) in draft.added
    assert check(draft) == []


# What is wrong


def test_every_needed_field_is_asked_for(maker: Maker) -> None:
    places = [where for where, _what in wrong(maker, {"label": {"nl": "Kaart"}})]
    assert {"label (en)", "title", "action", "description", "listed", "theme", "audience", "form"} <= set(places)


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"audience": ["docent"]}, "audience", "De graaf kent geen doelgroep „docent”."),
        ({"audiance": ["docenten"]}, "audiance", "„audiance” is geen veld van deze soort."),
        ({"listed": "misschien"}, "listed", "„misschien” is geen ja of nee."),
        ({"row": "drie"}, "row", "„drie” is geen getal dat hier past."),
        ({"title": ["Een", "Twee"]}, "title (nl)", "Hier past maar één waarde."),
        ({"label": {"nl": "Kaart", "fr": "Carte"}}, "label", "„fr” mag hier niet."),
        ({"slug": "Kaart!"}, "slug", "„Kaart!” kan geen adres worden."),
        ({"slug": "toolwiel"}, "slug", "Er is al een record instrument/toolwiel."),
        ({"grounds": {}}, "Kaart · titel zoals gedrukt", "Het is niet gezegd waarop titel zoals gedrukt berust."),
        (
            {"grounds": {"basis": "stated"}},
            "Kaart · titel zoals gedrukt",
            "Bij deze basis hoort een plaats in een bron.",
        ),
        (
            {"grounds": {"basis": "stated", "passage": "bladzij 3"}},
            "grounds",
            "„bladzij 3” heeft niet de vorm die hier hoort.",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(maker: Maker, change: dict[str, object], where: str, what: str) -> None:
    assert (where, what) in wrong(maker, FORM | change)


def test_a_near_name_is_offered(maker: Maker) -> None:
    _draft, faults = maker.make("instrument", FORM | {"audience": ["startende docent"]})
    assert "startende docenten" in faults[0].told("nl")[1]
    assert "starting teachers" in faults[0].told("en")[1]


def test_words_that_stand_nowhere_or_twice_are_no_passage(maker: Maker) -> None:
    for words in ("staat er niet", "is"):
        form = FORM | {"grounds": {"basis": "stated", "passage": {"source": "001", "words": words}}}
        assert wrong(maker, form)[0][0] == "grounds"


def test_without_the_texts_a_new_passage_cannot_be_made(graph_of_root: Graph) -> None:
    form = FORM | {"grounds": {"basis": "stated", "passage": "001-2-9"}}
    _draft, faults = Maker(graph_of_root).make("instrument", form)
    assert "KG_SOURCES" in faults[0].told("nl")[0]


def test_a_rule_of_the_graph_is_a_fault_with_its_mend(maker: Maker) -> None:
    draft = made(maker, FORM | {"listed": "ja"})
    (found,) = as_faults(check(draft), draft)
    assert found.where == "Kaart · row-violation"
    assert found.told("nl")[1].startswith("Geef elk instrument uit de lijst zijn eigen rij")


def test_what_was_wrong_before_does_not_count(root: Path, maker: Maker) -> None:
    other = root / "data" / "instrument" / "placemat.ttl"
    other.write_text(other.read_text(encoding="utf-8").replace(' , "Placemat"@en', ""), encoding="utf-8")
    assert check(made(Maker(Graph(Product(root))), FORM)) == []


# Every kind


def test_the_example_of_every_kind_is_right(maker: Maker) -> None:
    for kind in maker.kinds():
        for lang in ("nl", "en"):
            form = form_of(example(maker, kind, lang))
            draft = made(maker, form, kind)
            assert (kind, [result.rule for result in check(draft)] if lang == "nl" else []) == (kind, [])


def test_the_shipped_graph_takes_the_example_of_every_kind() -> None:
    maker = Maker(Graph(shipped_product()))
    for kind in maker.kinds():
        form = form_of(example(maker, kind, "nl"))
        assert made(maker, form, kind).added, kind


def test_writing_makes_the_files_and_nothing_else(root: Path, maker: Maker) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.ttl")}
    draft = made(maker, FORM)
    assert {path: path.read_bytes() for path in root.rglob("*.ttl")} == before
    (written,) = draft.write()
    assert {path: path.read_bytes() for path in root.rglob("*.ttl") if path != written} == before
    assert frozenset(Graph(Product(root)).files[written]) == draft.added


# Writing


def test_a_file_that_changed_meanwhile_is_not_written_over(maker: Maker, root: Path) -> None:
    draft = made(maker, FORM)
    path = next(iter(draft.texts))
    path.write_text("<https://example.org/> a <https://example.org/Other> .\n", encoding="utf-8")
    with pytest.raises(KgError, match="changed meanwhile"):
        draft.write()
    assert "example.org/Other" in path.read_text(encoding="utf-8")

    theme = made(Maker(Graph(Product(root))), {**CONCEPT_FORM}, "theme")
    scheme = root / "ontology" / "schemes" / "theme.ttl"
    with scheme.open("a", encoding="utf-8") as stream:
        stream.write("<https://example.org/> a <https://example.org/Other> .\n")
    with pytest.raises(KgError, match="changed meanwhile"):
        theme.write()
    assert "digitaal-toetsen" not in scheme.read_text(encoding="utf-8")


def test_what_cannot_be_written_whole_is_put_back(maker: Maker, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of two files, stopped at the second."""
    label = Fact(ID + "instrument/toolwiel", SKOS + "hiddenLabel", text("wiel", "nl"))
    other = Fact(ID + "theme/blended-learning", SKOS + "hiddenLabel", text("mix", "nl"))
    new = Fact(ID + "instrument/nieuw", SKOS + "prefLabel", text("nieuw", "nl"))
    draft = Draft(maker.graph, frozenset({label, other, new}))
    before = {path: path.read_bytes() for path in root.rglob("*.ttl")}
    assert len(draft.texts) == 3

    def stopped(path: Path, told: str) -> None:
        if path == list(draft.texts)[-1]:
            raise KeyboardInterrupt
        write(path, told)

    monkeypatch.setattr("kg.records.draft.write", stopped)
    with pytest.raises(KeyboardInterrupt):
        draft.write()
    assert {path: path.read_bytes() for path in root.rglob("*.ttl")} == before
