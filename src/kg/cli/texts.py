"""What the source texts say against the graph, as findings like those of the other rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg import evidence
from kg.cli.context import Session
from kg.evidence import Mismatch
from kg.model import Report, Result, Severity
from kg.validation.files import Files

# The rule that passages and sources agree with the texts; it needs their folder.
RULE = "source-texts"
_WHAT = {
    "edition": {
        "nl": "De tekst {file} is niet die waar de vindplaatsen van zijn: {length} tekens, met een ander controlegetal "
        "(beschreven: {described} tekens). Van de {passages} vindplaatsen kloppen er daardoor {broken} niet.",
        "en": "The text {file} is not the one that the passages are of: {length} characters, and another checksum "
        "(described: {described} characters). Of its {passages} passages, {broken} do not agree because of that.",
    },
    "beyond": {
        "nl": "Deze vindplaats loopt voorbij het einde van de tekst {file}.",
        "en": "This passage ends beyond the text {file}.",
    },
    "words": {
        "nl": "Op deze plaats in {file} staan andere woorden dan toen de vindplaats is vastgelegd.",
        "en": "At this place in {file} stand other words than when the passage was recorded.",
    },
}
_EDITION_MEND = {
    "nl": "Zet de oude tekst terug. Is dit een nieuwe uitgave, laat dan alles in één keer opnieuw zoeken: "
    "kg passage --rebase OUDE-TEKST NIEUWE-TEKST",
    "en": "Put the old text back. If this is a new edition, let everything be found again at once: "
    "kg passage --rebase OLD-TEXT NEW-TEXT",
}
_PASSAGE_MEND = {
    "nl": 'Zoek de woorden opnieuw op (kg passage {file} "woorden") en verwijs naar de nieuwe vindplaats.',
    "en": 'Look the words up again (kg passage {file} "words") and point at the new passage.',
}
_WHY = {
    "nl": "Wie een feit wil nagaan, moet op die plaats in de bron de woorden vinden waar het op berust.",
    "en": "Whoever wants to check a fact must find the words that it rests on at that place in the source.",
}


def with_texts(found: Report, session: Session, sources: Path) -> Report:
    """The report with what the source texts themselves say against the passages.

    :raises KgError: ``unreadable`` if the folder lacks a source.
    """
    mismatches = list(evidence.verify(session.store, sources))
    if not mismatches:
        return replace(found, rules=found.rules + 1)
    folders = [session.product.root / "data" / kind for kind in ("source", "passage")]
    files = Files([path for path in session.product.graph_files if path.parent in folders], session.product)
    results = [_result(mismatch, files, session) for mismatch in mismatches]
    return replace(found, results=[*results, *found.results], rules=found.rules + 1)


def _result(mismatch: Mismatch, files: Files, session: Session) -> Result:
    told = {name: getattr(mismatch, name) for name in ("file", "length", "described", "passages", "broken")}
    mend = _EDITION_MEND if mismatch.kind == "edition" else _PASSAGE_MEND
    path = files.home(mismatch.iri)
    return Result(
        Severity.VIOLATION,
        mismatch.iri,
        RULE,
        {lang: words.format(**told) for lang, words in _WHAT[mismatch.kind].items()},
        {lang: words.format(**told) for lang, words in mend.items()},
        label=session.directory.label(mismatch.iri, "nl"),
        file=files.name(path) if path else "",
        line=files.line(path, mismatch.iri, "", "") if path else None,
        why=_WHY,
    )
