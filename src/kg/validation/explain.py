"""From a finding to a report that a person can act on: what is wrong, why it matters, how to mend it, and it right."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kg.model import Result, Severity
from kg.namespaces import KG, RDFS, SH, SKOS, shorten
from kg.validation import native, wording
from kg.validation.finding import Finding
from kg.validation.graph import TYPE, BlankNode, Graph, Literal, Node, text, turtle
from kg.validation.literals import compare
from kg.validation.paths import Path, Steps, follow
from kg.validation.shape import Constraint, Shape, Shapes

LANGUAGES = ("nl", "en")
_MOST_CHARACTERS = 80
# How like an address another must be to be taken for what was meant.
_NEARLY = 0.75
_ORDERED = {"MinInclusive", "MinExclusive", "MaxInclusive", "MaxExclusive"}
# Kinds that say less than the kind beside them.
_GENERAL = {SKOS + "Concept", KG + "Assertion"}


class Explainer:
    """Words for findings.

    :param graph: the graph that was checked, with the ontology: it has the names of properties and classes.
    :param shapes: the shapes that it was checked against.
    """

    def __init__(self, graph: Graph, shapes: Shapes) -> None:
        self._graph = graph
        self._shapes = shapes

    def result(self, finding: Finding) -> Result:
        """The finding in Dutch and English."""
        shape = self._shapes.named.get(finding.shape, Shape(finding.shape))
        component = finding.component.removesuffix("ConstraintComponent")
        constraint, value = self._constraint(shape, component, finding)
        what = {lang: self._what(shape, constraint, finding, value, lang) for lang in LANGUAGES}
        causes = {lang: tuple(self._causes(constraint, value, lang)) for lang in LANGUAGES} if value is not None else {}
        return Result(
            Severity(finding.severity),
            finding.focus,
            finding.shape,
            what,
            {lang: f"{shape.messages.get(lang, '')}{self._meant(constraint, value, lang)}" for lang in LANGUAGES},
            path=finding.path,
            value=finding.value,
            component=finding.component,
            why=shape.reasons,
            causes=causes,
            example="\n".join(shape.examples),
            term=turtle(value),
        )

    def _constraint(self, shape: Shape, component: str, finding: Finding) -> tuple[Constraint, Node | None]:
        """The constraint that a finding is about, and the value as a node of the graph."""
        named = [constraint for constraint in shape.constraints if constraint.component == component]
        focus: Node = finding.focus if ":" in finding.focus else BlankNode(finding.focus)
        values = [focus] if shape.path is None else follow(self._graph, focus, shape.path)
        value = next((value for value in values if finding.value and text(value) == finding.value), None)
        for constraint in named:
            if len(named) == 1 or value is None or self._breaks(constraint, focus, value):
                return constraint, value
        return Constraint(component), value

    def _breaks(self, constraint: Constraint, focus: Node, value: Node) -> bool:
        return bool(native.wrong(self._graph, constraint, [(focus, [value])]))

    def _meant(self, constraint: Constraint, value: Node | None, lang: str) -> str:
        """Which thing of the right kind has nearly the address that was written, where nothing has that address."""
        if constraint.component != "Class" or not isinstance(value, str) or self._graph.values(value, TYPE):
            return ""
        kind = value.rpartition("/")[0]
        slugs = {
            member.rpartition("/")[2]
            for class_ in constraint.values
            for member in self._graph.instances(text(class_))
            if isinstance(member, str) and member.rpartition("/")[0] == kind
        }
        close = get_close_matches(value.rpartition("/")[2], sorted(slugs), n=1, cutoff=_NEARLY)
        words = wording.MEANT[LANGUAGES.index(lang)]
        return f" {words.format(name=shorten(f'{kind}/{close[0]}'))}" if close else ""

    # What is wrong

    def _what(self, shape: Shape, constraint: Constraint, finding: Finding, value: Node | None, lang: str) -> str:
        """The sentence of one finding."""
        place = LANGUAGES.index(lang)
        focus: Node = finding.focus if ":" in finding.focus else BlankNode(finding.focus)
        steps = shape.path if finding.component != "ClosedConstraintComponent" else finding.path
        count = len(follow(self._graph, focus, shape.path)) if shape.path is not None else 1
        limit = self._limit(constraint, lang)
        words = wording.WHAT.get(constraint.component, wording.OTHERWISE)
        if constraint.component == "MinCount" and count == 0:
            words = wording.NOTHING
        if constraint.component == "MaxCount" and limit == "0":
            words = wording.NOT_HERE
        if constraint.component in _ORDERED and value is not None and compare(value, constraint.values[0]) is None:
            words = wording.NOT_ORDERED
        told = words[place].format(
            path=self._path(steps, lang),
            value=self._quoted(value if value is not None else finding.value),
            limit=limit,
            count=count,
            is_=self._is(value, constraint, lang),
        )
        return told[:1].upper() + told[1:]

    def _causes(self, constraint: Constraint, value: Node, lang: str) -> Iterator[str]:
        """What lies behind a logical constraint: what each of the shapes that it refers to says."""
        for shape in constraint.shapes:
            if constraint.component == "Not":
                yield from (self._meets(part, lang) for part in shape.constraints)
                continue
            sentences = []
            for found in native.validate(self._graph, shape, [value]):
                nested = next((part for part in shape.parts() if part.name == found.shape and part.constraints), shape)
                component = found.component.removesuffix("ConstraintComponent")
                broken, end = self._constraint(nested, component, found)
                sentences.append(self._what(nested, broken, found, end, lang))
            if sentences:
                yield " ".join(sentences)

    def _meets(self, constraint: Constraint, lang: str) -> str:
        limit = self._limit(constraint, lang)
        return {"nl": f"Het is ook van de soort {limit}.", "en": f"It is also of the kind {limit}."}[lang]

    # Names

    def name(self, iri: str, lang: str) -> str:
        """The label of a term with its short address, or the short address alone."""
        labels = [*self._graph.values(iri, RDFS + "label"), *self._graph.values(iri, SKOS + "prefLabel")]
        for label in labels:
            if isinstance(label, Literal) and label.language == lang:
                return f"{label.value} ({shorten(iri)})"
        return shorten(iri)

    def _path(self, path: Steps | None, lang: str) -> str:
        if path is None:
            return wording.THE_RECORD[LANGUAGES.index(lang)]
        if isinstance(path, str):
            return self.name(path, lang)
        signs = {"sequence": " / ", "alternative": {"nl": " of ", "en": " or "}[lang]}
        inner = [self._path(part, lang) for part in path.parts]
        return signs[path.kind].join(inner) if path.kind in signs else self._marked(path, inner[0])

    def _marked(self, path: Path, inner: str) -> str:
        return f"^{inner}" if path.kind == "inverse" else f"{inner}{path.kind}"

    def _quoted(self, value: Node) -> str:
        shown = shorten(text(value))
        return f"“{shown if len(shown) <= _MOST_CHARACTERS else shown[: _MOST_CHARACTERS - 1] + '…'}”"

    def _limit(self, constraint: Constraint, lang: str) -> str:
        """The parameter of a constraint in words."""
        place = LANGUAGES.index(lang)
        shown = []
        for value in constraint.values:
            name = text(value).rpartition("#")[2]
            if constraint.component in {"Datatype", "NodeKind"}:
                shown.append(wording.KINDS[name][place] if name in wording.KINDS else shorten(text(value)))
            elif constraint.component == "LanguageIn":
                shown.append(f"@{text(value)}")
            elif isinstance(value, str) and not value.startswith(SH):
                shown.append(self.name(value, lang))
            else:
                shown.append(shorten(text(value)))
        return ", ".join(shown)

    def _is(self, value: Node | None, constraint: Constraint, lang: str) -> str:
        """What a value is, in words."""
        place = LANGUAGES.index(lang)
        if isinstance(value, Literal):
            if value.language:
                return wording.TEXT_IN[place].format(tag=value.language)
            name = value.datatype.value.rpartition("#")[2]
            if constraint.component == "Datatype" and constraint.values[0] == value.datatype.value:
                return wording.MALFORMED[place].format(name=shorten(value.datatype.value))
            return wording.KINDS[name][place] if name in wording.KINDS else shorten(value.datatype.value)
        if constraint.component in {"NodeKind", "Datatype", "LanguageIn"}:
            return wording.KINDS["IRI" if isinstance(value, str) else "BlankNode"][place]
        types = [] if value is None else self._graph.values(value, TYPE)
        names = [self.name(type_, lang) for type_ in types if isinstance(type_, str) and type_ not in _GENERAL]
        names = names or [self.name(type_, lang) for type_ in types if isinstance(type_, str)]
        return ", ".join(names) or wording.UNKNOWN[place]
