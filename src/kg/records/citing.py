"""Grounds as a person gives them: basis, reason in two languages, and places in the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg import passages
from kg.errors import Code, KgError
from kg.namespaces import ID, KG
from kg.records.faults import Fault, fault
from kg.records.fields import Field
from kg.records.graph import Graph
from kg.records.grounds import Grounds
from kg.records.made import Made
from kg.records.values import Values

KEYS = {"basis", "reason", "passage", "passages", "strength", "rank"}
_PLACE = re.compile(r"(?P<source>\d{3})[-: ](?P<start>\d+)-(?P<end>\d+)")
_WORDS = re.compile(r"(?P<source>[\w.-]+): *[\"“„'](?P<words>.+)[\"”“']", re.DOTALL)
_EXAMPLE = "001-42272-42361"
_STRENGTH = Field(
    "strength", KG + "strength", {"nl": "sterkte", "en": "strength"}, classes=(KG + "Strength",), is_link=True
)
_BASIS = Field("basis", KG + "basis", {"nl": "basis", "en": "basis"}, classes=(KG + "Basis",), is_link=True)
# What is wrong with a place, by the code of the error that says so: errors speak English, forms two languages.
_LOST = {
    Code.USAGE: (
        "Daarvoor zijn de bronteksten nodig; zeg waar zij staan: --sources MAP, of KG_SOURCES.",
        "The source texts are needed for that; say where they are: --sources DIR, or KG_SOURCES.",
    ),
    Code.NOT_FOUND: (
        "Zo staat het niet in de bron. Let op het nummer van de bron en op de woorden.",
        "The source does not have it so. Look at the number of the source, and at the words.",
    ),
    Code.UNREADABLE: (
        "De tekst van deze bron staat niet in de map met bronteksten.",
        "The text of this source is not in the folder of source texts.",
    ),
}


class Citing:
    """Reads grounds against a graph.

    :param graph: the graph whose sources are cited.
    :param values: reads names.
    :param folder: folder of the source texts, to find passages that the graph does not have yet; or ``None``.
    """

    def __init__(self, graph: Graph, values: Values, folder: Path | None) -> None:
        self._graph = graph
        self._values = values
        self._folder = folder
        self._sources = passages.sources(graph.facts)
        self._texts: dict[str, str] = {}

    def grounds(self, made: Made, form: Mapping[str, object], where: str = "") -> Grounds:
        """The grounds of a form; facts of new passages and faults go to ``made``.

        :param form: with ``basis``, ``reason`` (nl and en), ``passage`` or ``passages``, ``strength``, ``rank``.
        """
        reason, rank = form.get("reason"), str(form.get("rank") or "")
        told = reason if isinstance(reason, Mapping) else {"nl": reason}
        listed = form.get("passages") or form.get("passage") or []
        found = [self.passage(made, given, where) for given in (listed if isinstance(listed, list) else [listed])]
        strength = str(form.get("strength") or "")
        return Grounds(
            self.basis(str(form.get("basis") or "")),
            {str(lang): str(text).strip() for lang, text in told.items() if text},
            tuple(address for address in found if address),
            self._strength(made, strength, where) if strength else "",
            int(rank) if rank.isdecimal() else None,
        )

    def basis(self, given: str) -> str:
        """The basis that a person means: by its word in forms, or by its name in the graph (``eigen oordeel``)."""
        read = self._values.read(given.strip(), _BASIS, "")
        return given.strip().casefold() if isinstance(read, Fault) else read.value.rpartition("/")[2]

    def _strength(self, made: Made, given: str, where: str) -> str:
        read = self._values.read(given, _STRENGTH, "")
        if isinstance(read, Fault):
            made.fault(read, where or "strength")
            return ""
        return read.value

    def passage(self, made: Made, given: object, where: str) -> str:
        """The address of the passage that a person names; a new one is made.

        :param given: ``001-12-40``, ``001: "words"``, or a mapping with ``source`` and ``words``.
        :returns: its address; empty, with a fault, where it cannot be found, or not with certainty.
        """
        try:
            if isinstance(given, Mapping):
                return self._of_words(made, str(given.get("source", "")), str(given.get("words", "")), where)
            place = str(given).strip()
            words = _WORDS.fullmatch(place)
            if words:
                return self._of_words(made, words["source"], words["words"], where)
            return self._at(made, place.removeprefix("passage/"), where)
        except KgError as error:
            # Without a folder it is the folder that lacks; with one, the place.
            lost = Code.NOT_FOUND if error.code is Code.USAGE and self._folder else error.code
            told = f"{error.message} {error.hint}".strip()
            known = tuple(zip(("nl", "en"), _LOST.get(lost, (told, told)), strict=True))
            made.fault(Fault("passage", "", str(given), known=known, example=_EXAMPLE), where or "passage")
            return ""

    def _at(self, made: Made, given: str, where: str) -> str:
        match = _PLACE.fullmatch(given)
        if match is None:
            form = 'BRON-BEGIN-EINDE, of BRON: "woorden"'
            made.fault(fault("form", given, known=form, example=_EXAMPLE), where or "passage")
            return ""
        address = f"{ID}passage/{match['source']}-{match['start']}-{match['end']}"
        if address not in self._graph.classes:
            source = passages.source_named(self._sources, match["source"])
            found = passages.place(source, self._text(source), int(match["start"]), int(match["end"]))
            made.facts |= set(found.facts())
        return address

    def _of_words(self, made: Made, name: str, words: str, where: str) -> str:
        source = passages.source_named(self._sources, name)
        found = passages.find(source, self._text(source), words)
        if len(found) > 1:
            places = [place.iri.rpartition("/")[2] for place in found[:6]]
            made.fault(fault("ambiguous", words, known=", ".join(places), example=places[0]), where or "passage")
            return ""
        if found[0].iri not in self._graph.classes:
            made.facts |= set(found[0].facts())
        return found[0].iri

    def _text(self, source: passages.Source) -> str:
        if source.iri not in self._texts:
            if self._folder is None:
                raise KgError(
                    Code.USAGE,
                    "The source texts are needed to find this place.",
                    hint="Give their folder: --sources DIR, or KG_SOURCES.",
                )
            self._texts[source.iri] = passages.source_text(source, self._folder)
        return self._texts[source.iri]
