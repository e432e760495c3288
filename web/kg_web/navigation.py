"""The sections that every page links to, in their order."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _


def navigation(place: str = "header") -> list[tuple[str, str]]:
    """Endpoint and name of each section.

    :param place: ``header`` or ``footer``.
    """
    sections = {
        "header": [
            ("start.page", _("Zoek hulp")),
            ("search.instruments", _("Instrumenten")),
            ("plan.page", _("Plan")),
            ("framework.page", _("Het raamwerk")),
            ("gaps.page", _("Leemten")),
            ("search.page", _("Zoeken")),
        ],
        "footer": [
            ("guide.page", _("Stap voor stap")),
            ("compare.page", _("Vergelijk instrumenten")),
            ("graph.between", _("Samenhang")),
            ("questions.overview", _("Vragen")),
            ("quality.page", _("Kwaliteit")),
            ("check.page", _("Controleer uw gegevens")),
            ("lists.overview", _("Alles op een rij")),
            ("publishing.index", _("Gegevens overnemen")),
            ("sparql.ask", "SPARQL"),
            ("about.page", _("Over deze site")),
            ("about.accessibility", _("Toegankelijkheid")),
        ],
    }
    return sections[place]


def init_app(app: Flask) -> None:
    """Let templates use ``navigation()``."""
    app.jinja_env.globals.update(navigation=navigation)
