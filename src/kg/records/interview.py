"""A form filled by asking: which question comes next, what an answer means, and where in the form it goes.

The questions follow from the answers so far: help with a problem asks how well it helps, a basis what belongs with it.
So a form that was left halfway can be gone on with, and an answer that was wrong be given again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.namespaces import ID, KG, KIND
from kg.records.claiming import is_assertion
from kg.records.example import GROUNDS_HELP, usual
from kg.records.faults import Fault, fault
from kg.records.fields import Field
from kg.records.form import LANGUAGES
from kg.records.graph import CONCEPT, Graph
from kg.records.grounds import BASES
from kg.records.made import Made
from kg.records.new import CLAIM, PHRASING, Maker, slug_of

Path = tuple[str | int, ...]
Form = dict[str, object]
Check = Callable[[str], Fault | None]
# Of a list that is longer, nobody chooses unasked.
_MOST_CHOICES = 200
_WORDS = {
    "nl": {
        "basis": "Waarop berust dit?",
        "reason": "Hoe weet u dit, of waarom vindt u het?",
        "passage": 'Waar staat het? Bijvoorbeeld: 001-42272-42361, of 001: "woorden uit de bron"',
        "problem": "Welk probleem?",
        "say": "Hoe zegt iemand dat?",
        "record": "Welk record?",
        "property": "Welke eigenschap?",
        "value": "Welke waarde?",
        "strength": "Hoe goed helpt het bij „{value}”?",
        "concept": "Begrip {number}",
        "definition": "omschrijving",
    },
    "en": {
        "basis": "What does this rest on?",
        "reason": "How do you know, or why do you think so?",
        "passage": 'Where does it stand? For example: 001-42272-42361, or 001: "words of the source"',
        "problem": "Which problem?",
        "say": "How does someone say it?",
        "record": "Which record?",
        "property": "Which property?",
        "value": "Which value?",
        "strength": "How well does it help with “{value}”?",
        "concept": "Concept {number}",
        "definition": "definition",
    },
}


@dataclass(frozen=True)
class Question:
    """One question.

    :param path: where in the form the answer goes.
    :param title: what it is about.
    :param help: what is asked.
    :param lang: language of the answer, where it is a text in one.
    :param required: whether the form is not right without it.
    :param choices: what can be answered; empty where the answer is free.
    :param several: whether there can be more answers than one.
    :param graded: whether each answer gets a strength of its own.
    :param usual: the answer where nobody gives one.
    :param check: says what is wrong with an answer that is none of the choices; without it, only these will do.
    """

    path: Path
    title: str
    help: str = ""
    lang: str = ""
    required: bool = True
    choices: tuple[str, ...] = field(default=(), repr=False)
    several: bool = False
    graded: bool = False
    usual: str = ""
    check: Check | None = field(default=None, repr=False)


class Interview:
    """The questions of one kind.

    :param maker: makes the record, and knows the graph.
    :param kind: what is made, as for :meth:`kg.records.new.Maker.make`.
    :param lang: language to ask in.
    :raises KgError: ``not-found`` for a kind that the graph does not know.
    """

    def __init__(self, maker: Maker, kind: str, lang: str) -> None:
        self._maker = maker
        self._graph: Graph = maker.graph
        self._kind = kind
        self._lang = lang
        self._words = _WORDS[lang]
        self._fields: list[Field] = []
        if kind not in {PHRASING, CLAIM}:
            class_ = self._graph.class_of_kind(kind)
            grounded = {KG + "basis"} if is_assertion(self._graph, class_) else set()
            self._fields = [known for known in usual(maker, class_)[0] if known.predicate not in grounded]

    def questions(self, form: Form) -> list[Question]:
        """All questions, in order, as the answers so far ask them."""
        match self._kind:
            case "phrasing":
                return list(self._phrasing(form))
            case "claim":
                return [*self._claim(form), *self._grounds(form, ())]
        asked = [question for known in self._fields for question in self._field(known, form)]
        if self._kind == "scheme":
            asked += self._concepts(form)
        return [*asked, *self._grounds(form, ("grounds",))]

    # Fields

    def _field(self, known: Field, form: Form) -> Iterator[Question]:
        title, help_ = known.labels[self._lang], known.help.get(self._lang, "")
        if known.langs:
            if isinstance(form.get(known.name), list):
                return  # a form from elsewhere says more here than one question holds
            for lang in known.langs:
                check = self._free_name if (known.name, lang) == ("label", "nl") else None
                yield Question((known.name, lang), title, help_, lang, known.required, check=check)
            return
        if self._maker.form.part_class(known):
            return
        choices = self._maker.values.choices(known, self._lang)
        # What can be of any kind is named by address: nothing to ask a person for, unless it is needed.
        asked = 0 < len(choices) <= _MOST_CHOICES and not self._maker.values.is_open(known)
        if not known.required and not asked:
            return
        graded = known.predicate in self._graph.graded
        yield Question(
            (known.name,),
            title,
            help_,
            "",
            known.required,
            tuple(choices),
            known.most != 1,
            graded,
            check=self._reads(known),
        )
        if graded:
            yield from self._strengths(known, form)

    def _strengths(self, known: Field, form: Form) -> Iterator[Question]:
        """How well it helps, for each thing that it helps with."""
        listed = form.get(known.name)
        strengths = self._graph.members(KG + "Strength")
        names = tuple(self._graph.label(strength, self._lang) for strength in strengths)
        for number, value in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(value, Mapping):
                title = self._words["strength"].format(value=value.get("value", ""))
                yield Question((known.name, number, "strength"), title, choices=names, usual=names[-1])

    def _reads(self, known: Field) -> Check:
        def check(given: str) -> Fault | None:
            read = self._maker.values.read(given, known, "")
            return read if isinstance(read, Fault) else None

        return check

    def _free_name(self, given: str) -> Fault | None:
        """What is wrong with a name: it gives no address, or one that there is already."""
        slug = slug_of(given)
        if not slug:
            return fault("no-slug", given, example="Toolkit Blend")
        if self._kind == "scheme" and not KIND.fullmatch(slug):
            return fault("no-kind", slug, example="Soorten ruimten")
        if f"{ID}{self._kind}/{slug}" in self._graph.classes:
            return fault("taken", f"{self._kind}/{slug}")
        return None

    # Grounds

    def _grounds(self, form: Form, at: Path) -> Iterator[Question]:
        help_ = "\n".join(GROUNDS_HELP[self._lang].splitlines()[:1])
        yield Question((*at, "basis"), self._words["basis"], help_, choices=BASES, usual="curated")
        basis = str(told(form, (*at, "basis")) or "curated")
        if basis != "curated":
            yield Question((*at, "passage"), self._words["passage"], check=self._place)
        if basis != "stated":
            for lang in LANGUAGES:
                yield Question((*at, "reason", lang), self._words["reason"], lang=lang)

    def _place(self, given: str) -> Fault | None:
        """What is wrong with a place in a source."""
        made = Made()
        self._maker.citing.passage(made, given, "")
        return next(iter(made.faults), None)

    # Other forms

    def _concepts(self, form: Form) -> Iterator[Question]:
        """The concepts of a scheme: one at least; an empty name ends them."""
        listed = form.get("concepts")
        number = len(listed) if isinstance(listed, list) else 0
        for index in range(number + 1):
            concept = self._words["concept"].format(number=index + 1)
            name = ("concepts", index, "label")
            yield Question((*name, "nl"), concept, lang="nl", required=index == 0)
            if told(form, (*name, "nl")):
                yield Question((*name, "en"), concept, lang="en")
                for lang in LANGUAGES:
                    title = f"{concept}: {self._words['definition']}"
                    yield Question(("concepts", index, "definition", lang), title, lang=lang)

    def _phrasing(self, form: Form) -> Iterator[Question]:
        class_ = self._graph.class_of_kind("problem")
        names = dict.fromkeys(LANGUAGES, self._words["problem"])
        problem = Field("problem", "", names, classes=(class_,), is_link=True, most=1)
        choices = tuple(self._maker.values.choices(problem, self._lang))
        yield Question(("problem",), self._words["problem"], choices=choices, check=self._reads(problem))
        for lang in LANGUAGES:
            listed = form.get(lang)
            number = len(listed) if isinstance(listed, list) else 0
            for index in range(number + 1):
                needed = lang == LANGUAGES[-1] and index == 0 and not form.get("nl")
                yield Question((lang, index), self._words["say"], lang=lang, required=needed)
        found = self._maker.values.read(str(form.get("problem") or ""), problem, "")
        if isinstance(found, Fault) or not self._graph.claims.get((found.value, KG + "phrasing")):
            yield from self._grounds(form, ("grounds",))

    def _claim(self, form: Form) -> Iterator[Question]:
        anything = Field("record", "", dict.fromkeys(LANGUAGES, "record"), is_link=True)
        yield Question(("record",), self._words["record"], check=self._reads(anything))
        read = self._maker.values.read(str(form.get("record") or ""), anything, "")
        types = set() if isinstance(read, Fault) else set(self._graph.classes.get(read.value, ())) - {CONCEPT}
        if not types:
            return
        class_ = min(types)
        names = tuple(known.labels[self._lang] for known in self._maker.fields.of(class_))
        yield Question(("property",), self._words["property"], choices=tuple(dict.fromkeys(names)))
        known = self._maker.fields.named(class_, str(form.get("property") or ""))
        if known is None:
            return
        choices = tuple(self._maker.values.choices(known, self._lang))
        help_ = known.help.get(self._lang, "")
        yield Question(("value",), self._words["value"], help_, choices=choices, check=self._reads(known))


def told(form: object, path: Path) -> object:
    """What a form says at a place; ``None`` where it says nothing."""
    for key in path:
        if isinstance(form, Mapping):
            form = form.get(key)
        elif isinstance(form, list) and isinstance(key, int) and key < len(form):
            form = form[key]
        elif not (isinstance(form, str) and key == "nl"):  # a bare text is the Dutch one
            return None
    return form if form not in ("", [], {}) else None


def tell(form: Form, question: Question, answer: str | list[str]) -> None:
    """Put an answer in a form; an empty one takes out what stands there.

    What something helps with keeps how well it helps.
    """
    given: object = answer
    if question.graded and isinstance(answer, list):
        listed = told(form, question.path)
        before = {v.get("value"): v for v in listed if isinstance(v, Mapping)} if isinstance(listed, list) else {}
        given = [before.get(value, {"value": value}) for value in answer]
    if not given and told(form, question.path) is None:
        return
    match question.path, form.get(str(question.path[0])):
        case (_, int(index), *_rest), list(listed) if _rest and not given:
            del listed[index]  # a concept without a name is none
            return
    place: object = form
    for key, following in zip(question.path, question.path[1:], strict=False):
        place = _inner(place, key, [] if isinstance(following, int) else {})
    last = question.path[-1]
    if isinstance(place, list) and isinstance(last, int):
        place[last : last + 1] = [given] if given else []
    elif isinstance(place, dict):
        if given:
            place[last] = given
        else:
            place.pop(last, None)


def shown(form: Form, question: Question) -> str:
    """The answer that a form has, as a person gave it; empty where it has none."""
    found = told(form, question.path)
    listed = found if isinstance(found, list) else [found]
    texts = [value.get("value") if isinstance(value, Mapping) else value for value in listed]
    return ", ".join(str(text) for text in texts if text is not None)


def first_open(form: Form, questions: list[Question]) -> int:
    """Number of the first question still to answer: the first needed one, or the one after the last that was given."""
    given = [number for number, question in enumerate(questions) if told(form, question.path) is not None]
    needed = (n for n, question in enumerate(questions) if question.required and told(form, question.path) is None)
    return min(next(needed, len(questions)), given[-1] + 1 if given else 0)


def _inner(place: object, key: str | int, empty: object) -> object:
    """What stands under a key, made where there is nothing of that sort."""
    if isinstance(place, dict):
        held = place.get(key)
        if not isinstance(held, type(empty)):
            place[key] = {"nl": held} if isinstance(held, str) and isinstance(empty, dict) else empty
        return place[key]
    if isinstance(place, list) and isinstance(key, int):
        if key >= len(place):
            place.append(empty)
        return place[key]
    return empty
