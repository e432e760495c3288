"""The steward's dashboard: what the check found and how to mend it, and what the graph takes from each source."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.model import Severity
from kg.namespaces import DCT
from kg.validation.summary import summary
from kg_web.language import current_language
from kg_web.site import current_site

blueprint = Blueprint("quality", __name__)
# Seconds that a page waits for a check that may be nearly done.
_PATIENCE = 0.2


@blueprint.get("/quality")
def page() -> str:
    """Findings per severity, rule and file with how to mend them, and coverage per source."""
    site = current_site()
    report = site.checking.report(_PATIENCE)
    return render_template(
        "quality/page.html",
        report=report,
        sides=summary(report) if report else None,
        severities=tuple(Severity),
        bases=site.bases,
        sources=site.source_coverage,
        by_number={thing.value(DCT + "identifier"): thing for thing in site.things.kinds.get("source", [])},
        lang=current_language(),
    )
