"""Where the graph is published, by whom and under which terms: what every export says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import BASE, DOC, ID
from kg.settings import LANGUAGES

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
PUBLISHER = ID + "organisation/instrumentenwijzer"
TITLES = {"nl": "Instrumentenwijzer", "en": "Instrumentenwijzer"}
DESCRIPTIONS = {
    "nl": "Kennisgraaf van instrumenten voor onderwijsinnovatie met ict in mbo, hbo en wo: welk instrument helpt bij "
    "welk probleem, waarom, en waarop dat berust.",
    "en": "Knowledge graph of instruments for education innovation with ICT in Dutch vocational and higher education: "
    "which instrument helps with which problem, why, and on what that rests.",
}


@dataclass(frozen=True)
class Site:
    """One place where the graph is published.

    :param base_url: public address of the server, ending with a slash.
    :param contact: ``mailto:`` address or web page of those who answer for the graph.
    """

    base_url: str = BASE
    contact: str = BASE

    def address(self, path: str) -> str:
        """The address of something this server offers, such as ``catalogue`` or ``dumps/SHA256SUMS``."""
        return self.base_url + path

    def page(self, iri: str, lang: str = LANGUAGES[0]) -> str:
        """The page about a thing of the graph: its ``doc/`` address on this server, in a language."""
        return self.in_language(DOC.removeprefix(BASE) + iri.removeprefix(ID), lang)

    def in_language(self, path: str, lang: str) -> str:
        """The address of a page in a language: Dutch pages have none in their address."""
        return self.address(path if lang == LANGUAGES[0] else f"{lang}/{path}")
