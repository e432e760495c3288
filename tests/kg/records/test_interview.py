"""Forms filled by asking: the questions that follow from the answers, for every kind of record."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.product import Product, shipped_product
from kg.records.draft import check
from kg.records.graph import Graph
from kg.records.interview import Form, Interview, Question, first_open, shown, tell, told
from kg.records.new import CLAIM, PHRASING, Maker
from kg.records.wording import plainly
from kg.records.yamlform import as_yaml, form_of


@pytest.fixture
def maker(root: Path, sources: Path) -> Maker:
    return Maker(Graph(Product(root)), sources)


@pytest.fixture(scope="module")
def shipped() -> Maker:
    return Maker(Graph(shipped_product()))


def paths(questions: list[Question]) -> list[tuple[str | int, ...]]:
    return [question.path for question in questions]


def filled(interview: Interview, kind: str) -> Form:
    """A form with the first choice, or a text of its own, for every question that is needed."""
    form: Form = {}
    number = 0
    letters = "abcdefghijklmnopqrstuvwxyz"
    while number < len(questions := interview.questions(form)):
        question = questions[number]
        if question.required:
            answer = question.usual or (question.choices[0] if question.choices else f"{kind} {letters[number]}")
            tell(form, question, [answer] if question.several else answer)
        number += 1
    return form


@pytest.mark.parametrize("kind", ["instrument", "problem", "theme", "scheme", "organisation", "programme"])
def test_the_needed_answers_make_a_right_record(shipped: Maker, kind: str) -> None:
    form = filled(Interview(shipped, kind, "nl"), kind)
    if kind == "instrument":
        form["listed"] = "nee"
    if kind == "problem":
        form |= {"gap": "ja", "gap-note": {"nl": "Nog niets.", "en": "Nothing yet."}, "theme": ["ethiek"]}
    draft, faults = shipped.make(kind, form_of(as_yaml(form)))
    assert [fault.told("nl") for fault in faults] == []
    assert check(draft) == []


def test_what_something_helps_with_asks_how_well(maker: Maker) -> None:
    interview = Interview(maker, "instrument", "nl")
    form: Form = {}
    helps = next(question for question in interview.questions(form) if question.path == ("helps",))
    assert not helps.required
    tell(form, helps, ["docenten hebben weinig tijd"])
    strength = next(question for question in interview.questions(form) if question.path == ("helps", 0, "strength"))
    tell(form, strength, strength.choices[0])
    # The one that was there keeps its strength when another comes.
    tell(form, helps, ["docenten hebben weinig tijd", "ethiek krijgt weinig aandacht"])
    assert told(form, ("helps", 0, "strength")) == strength.choices[0]
    assert shown(form, helps) == "docenten hebben weinig tijd, ethiek krijgt weinig aandacht"
    assert ("helps", 1, "strength") in paths(interview.questions(form))
    tell(form, helps, [])
    assert "helps" not in form


def test_a_basis_asks_what_belongs_with_it(maker: Maker) -> None:
    interview = Interview(maker, "theme", "nl")

    def asked(basis: str) -> set[str | int]:
        return {path[1] for path in paths(interview.questions({"grounds": {"basis": basis}})) if path[0] == "grounds"}

    assert asked("curated") == {"basis", "reason"}
    assert asked("stated") == {"basis", "passage"}
    assert asked("inferred") == {"basis", "passage", "reason"}


def test_a_place_in_a_source_is_looked_up_at_once(maker: Maker) -> None:
    questions = Interview(maker, "theme", "nl").questions({"grounds": {"basis": "stated"}})
    place = next(question for question in questions if question.path == ("grounds", "passage"))
    assert place.check is not None
    wrong = place.check("001-999990-999999")
    assert wrong is not None
    assert "Zo staat het niet in de bron" in wrong.told("nl")[0]
    assert "The source does not have it so" in wrong.told("en")[0]


def test_concepts_and_ways_of_saying_are_asked_until_one_is_left_empty(maker: Maker) -> None:
    scheme = Interview(maker, "scheme", "nl")
    form: Form = {"concepts": [{"label": {"nl": "een", "en": "one"}}]}
    following = [question for question in scheme.questions(form) if question.path == ("concepts", 1, "label", "nl")]
    assert [question.required for question in following] == [False]
    tell(form, following[0], "")
    assert form == {"concepts": [{"label": {"nl": "een", "en": "one"}}]}
    tell(form, following[0], "twee")
    assert len(form["concepts"]) == 2  # type: ignore[arg-type]
    tell(form, following[0], "")
    assert form == {"concepts": [{"label": {"nl": "een", "en": "one"}}]}

    phrasing = Interview(maker, PHRASING, "nl")
    said: Form = {"problem": "docenten hebben weinig tijd"}
    for text in ("Ik ren.", "Ik vlieg."):
        question = next(q for q in phrasing.questions(said) if q.path[0] == "nl" and not told(said, q.path))
        tell(said, question, text)
    assert said["nl"] == ["Ik ren.", "Ik vlieg."]
    assert [q.required for q in phrasing.questions(said) if q.path == ("en", 0)] == [False]
    assert [q.required for q in phrasing.questions({}) if q.path == ("en", 0)] == [True]


def test_a_claim_asks_for_a_property_of_its_record(maker: Maker) -> None:
    interview = Interview(maker, CLAIM, "nl")
    assert paths(interview.questions({}))[:2] == [("record",), ("basis",)]
    form: Form = {"record": "toolwiel"}
    assert "bedoeld voor" in next(q for q in interview.questions(form) if q.path == ("property",)).choices
    form["property"] = "bedoeld voor"
    assert "docenten" in next(q for q in interview.questions(form) if q.path == ("value",)).choices


def test_a_scheme_is_named_without_digits(maker: Maker) -> None:
    name = Interview(maker, "scheme", "nl").questions({})[0]
    assert name.check is not None
    assert name.check("soorten ruimten") is None
    wrong = name.check("21e eeuw")
    assert wrong is not None
    assert "zonder cijfers" in wrong.told("nl")[1]
    _draft, faults = maker.make("scheme", {"label": {"nl": "21e eeuw", "en": "21st century"}})
    assert "no-kind" in {fault.kind for fault in faults}


def test_going_on_starts_where_the_answers_end(maker: Maker) -> None:
    interview = Interview(maker, "theme", "nl")
    assert first_open({}, interview.questions({})) == 0
    form: Form = {"label": {"nl": "een", "en": "one"}}
    assert first_open(form, interview.questions(form)) == 2
    form = {"label": "een"}
    assert first_open(form, interview.questions(form)) == 1
    tell(form, interview.questions(form)[1], "one")
    assert form == {"label": {"nl": "een", "en": "one"}}


def test_forms_are_asked_without_the_signs_of_turtle(shipped: Maker) -> None:
    helps = [
        text
        for kind in shipped.kinds()
        if kind not in {PHRASING, CLAIM}
        for field in shipped.fields.of(shipped.graph.class_of_kind(kind))
        for text in field.help.values()
    ]
    assert helps
    assert [text for text in helps if any(sign in text for sign in ("@nl", "@en", "^^", "true", "in de graaf."))] == []


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("Verwijs hier alleen naar iets van de soort probleem in de graaf.", "Kies iets van de soort probleem."),
        ("Point at one theme or more in the graph.", "Choose one theme or more."),
        ('Geef hoogstens één beginjaar, zoals "2019"^^xsd:gYear.', "Geef hoogstens één beginjaar, zoals 2019."),
        ("Geef precies één titel, zoals de bron die afdrukt.", "Geef precies één titel, zoals de bron die afdrukt."),
    ],
)
def test_a_message_in_plain_words(message: str, plain: str) -> None:
    assert plainly(message) == plain
