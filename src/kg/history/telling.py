"""A difference in words: lines of text, plain values for JSON, and one HTML page that stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from kg.history.difference import Difference, Name, RecordChange, Statement
from kg.namespaces import KG, RDF, SKOS, XSD, shorten
from kg.store import Term

_WORDS = {
    "nl": {
        "grounds": "onderbouwing",
        "of": "van",
        "added": "nieuw",
        "changed": "gewijzigd",
        "removed": "weg",
        "nothing": "Geen verschil.",
        "title": "Verschil tussen {before} en {after}",
        "counts": "Records: {records}. Feiten erbij: {added}, weg: {removed}.",
    },
    "en": {
        "grounds": "grounds",
        "of": "of",
        "added": "new",
        "changed": "changed",
        "removed": "gone",
        "nothing": "No difference.",
        "title": "Difference between {before} and {after}",
        "counts": "Records: {records}. Facts that came: {added}, that went: {removed}.",
    },
}
# Classes of SKOS, which have no names in the graph, and yes and no, which are not true and false to a reader.
_GENERAL = {
    "nl": {SKOS + "Concept": "begrip", SKOS + "ConceptScheme": "begrippenlijst"},
    "en": {SKOS + "Concept": "concept", SKOS + "ConceptScheme": "concept scheme"},
}
_YES = {"nl": {"true": "ja", "false": "nee"}, "en": {"true": "yes", "false": "no"}}
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem }
h2 small { font-weight: normal }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .15rem .5rem; border-left: .3rem solid; margin: .15rem 0; overflow-wrap: anywhere }
.came { border-color: #1a7f37 } .went { border-color: #b3261e } .altered { border-color: #8a6d00 }
b { display: inline-block; width: 1rem } del, ins { text-decoration-thickness: 1px }
.grounds { display: block; padding-left: 1.2rem; font-size: .9rem }
"""


def named(labels: Mapping[tuple[str, str], str], otherwise: Name) -> Name:
    """A naming of addresses that looks in these labels first, in the language asked or else in any."""

    def name(iri: str, lang: str) -> str:
        found = labels.get((iri, lang)) or labels.get((iri, ""))
        return found or otherwise(iri, lang)

    return name


def as_values(found: Difference, name: Name, lang: str) -> dict[str, object]:
    """The difference as plain values, for JSON."""
    return {
        "added": found.added,
        "removed": found.removed,
        "records": [
            {
                "iri": record.iri,
                "label": name(record.iri, lang),
                "kind": record.kind,
                "statements": [_statement_values(statement, name, lang) for statement in record.statements],
            }
            for record in found.records
        ],
    }


def _statement_values(statement: Statement, name: Name, lang: str) -> dict[str, object]:
    def value(term: Term | None) -> dict[str, str] | None:
        if term is None:
            return None
        return {
            "value": term.value,
            "label": _value(term, name, lang, quoted=False),
            "lang": term.lang,
            "datatype": term.datatype,
        }

    grounds = [{"property": shorten(p), "label": name(p, lang), **(value(o) or {})} for p, o in statement.grounds]
    return {
        "sign": statement.sign,
        "part": statement.part,
        "property": shorten(statement.predicate),
        "name": _property(statement, name, lang),
        "before": value(statement.before),
        "after": value(statement.after),
        "grounds": grounds,
    }


def as_lines(found: Difference, name: Name, lang: str) -> list[str]:
    """The difference as lines of text: a heading per record, a line per fact."""
    words = _WORDS[lang]
    if not found:
        return [words["nothing"]]
    lines: list[str] = []
    for record in found.records:
        lines += [_heading(record, name, lang)]
        for statement in _worth_telling(record):
            lines.append(f"  {statement.sign} {_told(statement, name, lang)}")
            if statement.grounds:
                lines.append(f"      {words['grounds']}: {_grounds(statement, name, lang)}")
        lines.append("")
    return [*lines, counts(found, lang)]


def counts(found: Difference, lang: str) -> str:
    """How much changed, in one sentence."""
    return _WORDS[lang]["counts"].format(records=len(found.records), added=found.added, removed=found.removed)


def as_html(found: Difference, name: Name, lang: str, before: str, after: str) -> str:
    """The difference as one HTML page with nothing from elsewhere.

    :param before: what the first state was asked by.
    :param after: what the second state was asked by.
    """
    words = _WORDS[lang]
    title = escape(words["title"].format(before=before, after=after))
    summary = escape(counts(found, lang) if found else words["nothing"])
    body = "".join(_section(record, name, lang) for record in found.records)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{summary}</p>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def _section(record: RecordChange, name: Name, lang: str) -> str:
    kinds = {"+": "came", "-": "went", "~": "altered"}
    items = []
    for statement in _worth_telling(record):
        grounds = ""
        if statement.grounds:
            told = escape(_grounds(statement, name, lang))
            grounds = f'<span class="grounds">{_WORDS[lang]["grounds"]}: {told}</span>'
        text = escape(_told(statement, name, lang))
        items.append(f'<li class="{kinds[statement.sign]}"><b>{statement.sign}</b> {text}{grounds}</li>\n')
    heading = (
        f"{escape(name(record.iri, lang))} <small>({escape(shorten(record.iri))}, {_WORDS[lang][record.kind]})</small>"
    )
    return f"<section>\n<h2>{heading}</h2>\n<ul>\n{''.join(items)}</ul>\n</section>\n"


def _worth_telling(record: RecordChange) -> list[Statement]:
    """All statements; of a passage that came or went, its section alone: its address says the rest."""
    if "/id/passage/" in record.iri and record.kind != "changed":
        return [statement for statement in record.statements if statement.predicate == KG + "section"]
    return record.statements


def _heading(record: RecordChange, name: Name, lang: str) -> str:
    label, short = name(record.iri, lang), shorten(record.iri)
    known = f"{label} ({short})" if label != short else short
    return f"{known} · {_WORDS[lang][record.kind]}"


def _told(statement: Statement, name: Name, lang: str) -> str:
    """One fact in words: property, value, and the old value where there was one."""
    text = _property(statement, name, lang)
    if statement.before and statement.after:
        return f"{text}: {_value(statement.before, name, lang)} → {_value(statement.after, name, lang)}"
    value = statement.after or statement.before
    return f"{text}: {_value(value, name, lang)}" if value else text


def _property(statement: Statement, name: Name, lang: str) -> str:
    words = _WORDS[lang]
    value = statement.after or statement.before
    tag = f" ({value.lang})" if value and value.lang else ""
    of = ""
    if statement.of:
        predicate, grounded = statement.of
        about = name(predicate, lang) + (f" {_value(grounded, name, lang)}" if grounded else "")
        of = f"{words['grounds']} {words['of']} {about}"
        if statement.predicate == KG + "Claim":
            return of
        of += " · "
    elif statement.part:
        of = f"#{statement.part} · "
    return f"{of}{_named(statement.predicate, name, lang)}{tag}"


def _named(predicate: str, name: Name, lang: str) -> str:
    if predicate == RDF + "type":
        return {"nl": "soort", "en": "kind"}[lang]
    if predicate == SKOS + "prefLabel":
        return {"nl": "naam", "en": "name"}[lang]
    return name(predicate, lang)


def _grounds(statement: Statement, name: Name, lang: str) -> str:
    return "; ".join(
        f"{name(predicate, lang)}: {_value(value, name, lang)}"
        for predicate, value in statement.grounds
        if not value.lang or value.lang == lang
    )


def _value(term: Term, name: Name, lang: str, *, quoted: bool = True) -> str:
    if term.kind == "iri":
        return _GENERAL[lang].get(term.value) or name(term.value, lang)
    if term.datatype == XSD + "boolean":
        return _YES[lang].get(term.value, term.value)
    if term.kind == "bnode":
        return f"_:{term.value[:6]}"
    return f"“{term.value}”" if quoted and (term.lang or not term.datatype) else term.value
