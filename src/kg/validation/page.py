"""The report as one page: no script, no file beside it, readable in light and dark, on paper and by a screen reader."""

from __future__ import annotations

from html import escape

from kg.model import Report, Result
from kg.namespaces import shorten
from kg.validation.summary import Group, summary

_WORDS = {
    "nl": {
        "title": "Controle van de graaf",
        "fine": "Alles klopt.",
        "counts": "{records} records bekeken met {rules} regels.",
        "violation": "Fout",
        "warning": "Let op",
        "info": "Ter info",
        "why": "Waarom",
        "mend": "Zo herstelt u het",
        "example": "Zo is het goed",
        "where": "Waar",
        "rule": "Regel",
        "number": "Aantal",
        "rules": "Per regel",
        "findings": "Per record",
    },
    "en": {
        "title": "Check of the graph",
        "fine": "All is well.",
        "counts": "{records} records looked at with {rules} rules.",
        "violation": "Violation",
        "warning": "Warning",
        "info": "Info",
        "why": "Why it matters",
        "mend": "How to mend it",
        "example": "How it looks when it is right",
        "where": "Where",
        "rule": "Rule",
        "number": "Number",
        "rules": "By rule",
        "findings": "By record",
    },
}
# The contrast of every pair is at least 7:1 (WCAG 2.2, 1.4.6), in both schemes.
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --ground: #fff; --line: #b9b9c3; --code: #f2f2f6;
  --violation: #8c1010; --warning: #6b4700; --info: #0b4a7a; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --ground: #16161a; --line: #55555f; --code: #24242b;
  --violation: #ffb3ab; --warning: #ffd58a; --info: #a9d5ff; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 60rem;
  margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid var(--line); padding-top: .5rem; }
article { margin: 1rem 0 1.5rem; padding-left: .75rem; border-left: .3rem solid; }
.violation { border-color: var(--violation); } .violation strong { color: var(--violation); }
.warning { border-color: var(--warning); } .warning strong { color: var(--warning); }
.info { border-color: var(--info); } .info strong { color: var(--info); }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
pre, code { background: var(--code); } pre { padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem .2rem 0; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
"""


def as_html(report: Report, lang: str) -> str:
    """The report as a page of HTML, in one language."""
    words = _WORDS[lang]
    sides = summary(report)
    counted = words["counts"].format(records=report.records, rules=report.rules)
    parts = [f"<p>{escape(counted)}</p>"]
    if not report.results:
        parts.append(f"<p>{escape(words['fine'])}</p>")
    else:
        parts += [_table(sides.rules, words), f"<h2>{escape(words['findings'])}</h2>"]
        parts += [_record(group, words, lang) for group in sides.records]
    title = escape(words["title"])
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _table(rules: list[Group], words: dict[str, str]) -> str:
    rows = "\n".join(
        f'<tr><td>{escape(group.label)}</td><td class="number">{len(group.results)}</td></tr>' for group in rules
    )
    return (
        f'<h2>{escape(words["rules"])}</h2>\n<table>\n<thead><tr><th scope="col">{escape(words["rule"])}</th>'
        f'<th scope="col">{escape(words["number"])}</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'
    )


def _record(group: Group, words: dict[str, str], lang: str) -> str:
    findings = "\n".join(_finding(result, words, lang) for result in group.results)
    heading = f"<h3>{escape(group.label)} <small>{escape(shorten(group.key))}</small></h3>"
    return f"<section>\n{heading}\n{findings}\n</section>"


def _finding(result: Result, words: dict[str, str], lang: str) -> str:
    place = f"{result.file}:{result.line}" if result.line else result.file
    facts = [
        (words["where"], f"<code>{escape(place)}</code>" if place else ""),
        (words["why"], escape(result.why.get(lang, ""))),
        (words["mend"], escape(result.mend.get(lang, ""))),
        (words["example"], f"<pre>{escape(result.example)}</pre>" if result.example else ""),
        (words["rule"], f"<code>{escape(result.rule)}</code>"),
    ]
    causes = "".join(f"<li>{escape(cause)}</li>" for cause in result.causes.get(lang, ()))
    told = "".join(f"<dt>{escape(name)}</dt><dd>{text}</dd>" for name, text in facts if text)
    return (
        f'<article class="{result.severity.value}">\n<p><strong>{escape(words[result.severity.value])}</strong> '
        f"{escape(result.what[lang])}</p>{f'<ul>{causes}</ul>' if causes else ''}\n<dl>{told}</dl>\n</article>"
    )
