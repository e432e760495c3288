"""Names of the columns and parameters of stored questions, as pages show them."""

from __future__ import annotations

from functools import lru_cache

from flask_babel import gettext as _


@lru_cache(maxsize=2)
def column_names(_lang: str) -> dict[str, str]:
    """Column or parameter -> its name, in the language of the page.

    :param _lang: that language; the names are kept per language.
    """
    return {
        "b": _("belemmerend (B), %"),
        "basis": _("basis"),
        "block": _("bouwsteen"),
        "broader": _("valt onder"),
        "case": _("casus"),
        "category": _("categorie"),
        "columnConcept": _("begrip in de kolom"),
        "columns": _("kolommen"),
        "concept": _("begrip"),
        "dataset": _("tabel"),
        "definition": _("omschrijving"),
        "disagreement": _("tegenspraak"),
        "end": _("einde"),
        "external": _("extern aanbod"),
        "factor": _("factor"),
        "followed": _("wordt gevolgd"),
        "from": _("van"),
        "institution": _("instelling"),
        "institutions": _("instellingen"),
        "instrument": _("instrument"),
        "instrumentRow": _("rij van het instrument"),
        "instruments": _("instrumenten"),
        "label": _("naam"),
        "level": _("niveau"),
        "link": _("verband"),
        "n": _("n"),
        "name": _("naam"),
        "notation": _("notatie"),
        "number": _("nummer"),
        "object": _("waarde"),
        "order": _("volgorde"),
        "percentage": _("percentage"),
        "phase": _("fase"),
        "position": _("standpunt"),
        "predicate": _("eigenschap"),
        "problem": _("probleem"),
        "programme": _("programma"),
        "proposedBy": _("voorgesteld door"),
        "reason": _("reden"),
        "repairedLink": _("herstelde link"),
        "respondents": _("besproken met"),
        "role": _("rol"),
        "row": _("rij in de lijst"),
        "rowConcept": _("begrip in de rij"),
        "rows": _("rijen"),
        "s": _("stimulerend (S), %"),
        "sb": _("allebei (SB), %"),
        "scheme": _("lijst"),
        "section": _("onderdeel"),
        "sectors": _("sectoren"),
        "severity": _("zwaarte"),
        "source": _("bron"),
        "sources": _("bronnen"),
        "start": _("begin"),
        "strength": _("sterkte"),
        "subject": _("waarover"),
        "table": _("tabel"),
        "title": _("titel"),
        "to": _("naar"),
        "topic": _("onderwerp"),
        "total": _("totaal, %"),
        "unit": _("eenheid"),
        "value": _("waarde"),
        "valueText": _("waarde in woorden"),
        "whole": _("geheel"),
        "wish": _("gewenst instrument"),
    }
