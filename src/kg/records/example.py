"""A filled form for each kind, made from the shapes and the vocabularies: what `kg new KIND --example` prints."""

from __future__ import annotations

from collections.abc import Mapping

from kg.namespaces import KG
from kg.records.fields import Field
from kg.records.graph import Graph
from kg.records.new import CLAIM, PHRASING, Maker
from kg.records.yamlform import as_yaml

# A new instrument is not in the study's list, and nothing helps with a new problem yet.
_BOOLEANS = {KG + "inInstrumentList": "nee", KG + "knownGap": "ja"}
_WITH = {KG + "knownGap": KG + "gapNote"}
_TEXTS = {
    "nl": "Schrijf hier in eigen woorden: {label}.",
    "en": "Write here in your own words: {label}.",
}
_GROUNDS: dict[str, object] = {
    "basis": "curated",
    "reason": {"nl": "Beoordeeld door de redactie.", "en": "Judged by the editors."},
}
GROUNDS_HELP = {
    "nl": "basis: stated (een bron zegt het), inferred (het volgt uit een bron) of curated (ons oordeel).\n"
    'Bij stated en inferred hoort passage: 001-12-40, of passage: {source: "001", words: "woorden uit de bron"}.\n'
    "Een waarde mag eigen grounds hebben: - {value: docenten, basis: stated, passage: 001-12-40}",
    "en": "basis: stated (a source says it), inferred (it follows from a source) or curated (our judgement).\n"
    'Stated and inferred need passage: 001-12-40, or passage: {source: "001", words: "words of the source"}.\n'
    "A value may have grounds of its own: - {value: docenten, basis: stated, passage: 001-12-40}",
}
_CLOSED = 12


def example(maker: Maker, kind: str, lang: str) -> str:
    """The filled form of a kind as YAML, with what each field asks as comments.

    :param lang: language of the comments and of names from vocabularies.
    :raises KgError: ``not-found`` for a kind that the graph does not know.
    """
    lines = [f"# kg new {kind} --from FILE", f"kind: {kind}"]
    if kind == PHRASING:
        problem = maker.graph.members(maker.graph.class_of_kind("problem"))[0].rpartition("/")[2]
        return _joined(
            lines, {"problem": problem, "nl": ["Ik kom nergens aan toe."], "en": ["I get nothing done."]}, lang
        )
    if kind == CLAIM:
        return _joined(lines, _claim(maker), lang, grounds=False)
    class_ = maker.graph.class_of_kind(kind)
    name = maker.graph.label(class_, lang)
    lines.append(f"slug: voorbeeld-{kind}")
    chosen, rest = usual(maker, class_)
    for field in chosen:
        needed = "" if field.required else {"nl": "(mag ook weg)", "en": "(may be left out)"}[lang]
        lines += _commented(" ".join(part for part in (field.help.get(lang, ""), needed) if part))
        if choices := maker.values.choices(field, lang):
            more = f" … ({len(choices)})" if len(choices) > _CLOSED else ""
            lines += _commented(f"→ {', '.join(choices[:_CLOSED])}{more}")
        lines.append(_yaml({field.name: _value(maker, field, name, lang)}))
    if kind == "scheme":
        concept = {"label": {"nl": "eerste begrip", "en": "first concept"}}
        concept |= {"definition": {"nl": "Wat het eerste begrip is.", "en": "What the first concept is."}}
        lines.append(_yaml({"concepts": [concept]}))
    if rest:
        lines += _commented(f"+ {', '.join(field.name for field in rest)}")
    return _joined(lines, {}, lang)


def _joined(lines: list[str], more: Mapping[str, object], lang: str, *, grounds: bool = True) -> str:
    lines += [_yaml({key: value}) for key, value in more.items()]
    lines += _commented(GROUNDS_HELP[lang])
    if grounds:
        lines.append(_yaml({"grounds": _GROUNDS}))
    return "\n".join(lines) + "\n"


def usual(maker: Maker, class_: str) -> tuple[list[Field], list[Field]]:
    """The fields that are needed, or that half of the records have; and the others."""
    graph: Graph = maker.graph
    members = graph.members(class_)
    needed = {field.predicate for field in maker.form.needed(class_)}
    needed |= {_WITH[predicate] for predicate in needed & _WITH.keys()}
    chosen: list[Field] = []
    rest: list[Field] = []
    for field in maker.fields.of(class_):
        share = sum(bool(graph.values(member, field.predicate)) for member in members)
        often = bool(maker.values.choices(field, "nl")) and not field.choices and share * 2 >= max(len(members), 1)
        # A kind of its concepts follows from the scheme's slug.
        if field.predicate != KG + "kind":
            (chosen if field.predicate in needed or often else rest).append(field)
    return chosen, rest


def _value(maker: Maker, field: Field, name: str, lang: str) -> object:
    if field.langs:
        if field.name == "label":
            return {"nl": f"Voorbeeld ({name})", "en": f"Example ({name})"}
        return {known: _TEXTS[known].format(label=field.labels[known]) for known in field.langs if known in _TEXTS}
    if part := maker.form.part_class(field):
        return [{needed.name: _value(maker, needed, name, lang) for needed in maker.form.needed(part)}]
    if field.predicate in _BOOLEANS:
        return _BOOLEANS[field.predicate]
    value = maker.form.example(field, lang)
    return value if field.most == 1 or not field.is_link else [value]


def _claim(maker: Maker) -> dict[str, object]:
    """A link that is not there yet: the first instrument's audience, with the first group that it lacks."""
    graph = maker.graph
    class_ = graph.class_of_kind("instrument")
    record = graph.members(class_)[0]
    field = maker.fields.named(class_, "audience") or maker.fields.of(class_)[0]
    there = {term.value for term in graph.values(record, field.predicate)}
    free = [member for known in field.classes for member in graph.members(known) if member not in there]
    return {
        "record": record.removeprefix(record.rpartition("/id/")[0] + "/id/"),
        "property": field.name,
        "value": free[0].rpartition("/")[2],
        **_GROUNDS,
    }


def _commented(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines() if line]


def _yaml(value: Mapping[str, object]) -> str:
    return as_yaml(value).rstrip()
