"""The forms of a report for machines: JSON, SHACL report in Turtle, SARIF 2.1.0, JUnit XML and GitHub annotations."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote
from xml.etree import ElementTree as ET

from kg.model import Report, Result, Severity
from kg.namespaces import BASE, SH
from kg.store import Term
from kg.validation.page import as_html
from kg.validation.summary import summary

# XML 1.0, section 2.2: characters that no document may hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SARIF_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SH_SEVERITIES = {Severity.VIOLATION: "Violation", Severity.WARNING: "Warning", Severity.INFO: "Info"}


def as_json(report: Report, lang: str) -> str:
    """Counts and findings, in one language."""
    document = {
        "conforms": report.conforms,
        "records": report.records,
        "rules": report.rules,
        "engine": report.engine,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "summary": summary(report).as_dict(),
        "results": [result.as_dict(lang) for result in report.results],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_turtle(report: Report, _lang: str) -> str:
    """A SHACL validation report (SHACL, section 3.6); sh:conforms is false for any result, as it says there."""
    lines = [
        f"@prefix sh: <{SH}> .",
        "",
        "[] a sh:ValidationReport ;",
        f"  sh:conforms {str(not report.results).lower()}",
    ]
    for result in report.results:
        component = f"sh:{result.component}" if result.component else f"<{BASE}shapes#{result.rule}>"
        facts = [
            "a sh:ValidationResult",
            f"sh:focusNode {_node(result.record)}",
            f"sh:resultSeverity sh:{_SH_SEVERITIES[result.severity]}",
            f"sh:sourceConstraintComponent {component}",
            f"sh:sourceShape <{BASE}shapes#{result.rule}>",
        ]
        if result.path:
            facts.append(f"sh:resultPath {Term('iri', result.path).sparql()}")
        if result.value:
            facts.append(f"sh:value {result.term or Term('literal', result.value).sparql()}")
        for lang in ("nl", "en"):
            message = " ".join(part for part in (result.what.get(lang, ""), result.mend.get(lang, "")) if part)
            facts.append(f"sh:resultMessage {Term('literal', message, lang).sparql()}")
        lines[-1] += " ;"
        lines.append("  sh:result [ " + " ;\n    ".join(facts) + " ]")
    return "\n".join(lines) + " .\n"


def _node(name: str) -> str:
    """An IRI, or a blank node where the thing has no address."""
    return Term("iri", name).sparql() if ":" in name else "[]"


def as_sarif(report: Report, lang: str) -> str:
    """SARIF 2.1.0, section 3.13 and on, as code hosts take it."""
    told = {result.rule: result for result in report.results}
    rules = [
        {"id": rule, "shortDescription": {"text": result.why.get(lang) or rule}, "help": {"text": _help(result, lang)}}
        for rule, result in sorted(told.items())
    ]
    results = []
    for result in report.results:
        location: dict[str, object] = {"artifactLocation": {"uri": quote(result.file)}}
        if result.line:
            location["region"] = {"startLine": result.line}
        finding: dict[str, object] = {
            "ruleId": result.rule,
            "level": _SARIF_LEVELS[result.severity],
            "message": {"text": f"{result.label}: {_sentences(result, lang)}"},
        }
        if result.file:
            finding["locations"] = [{"physicalLocation": location}]
        results.append(finding)
    driver = {"name": "kg check", "informationUri": BASE, "rules": rules}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sentences(result: Result, lang: str) -> str:
    """What is wrong, what lies behind it, and how to mend it."""
    return " ".join(it for it in (result.what[lang], *result.causes.get(lang, ()), result.mend.get(lang)) if it)


def _help(result: Result, lang: str) -> str:
    """Why it matters, how to mend it and how it looks when it is right; SARIF asks for a text in any case."""
    return "\n".join(it for it in (result.why.get(lang), result.mend.get(lang), result.example) if it) or result.rule


def as_github(report: Report, lang: str) -> str:
    """Annotations as GitHub Actions reads them from a log: https://docs.github.com/actions, "workflow commands"."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def name(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    lines = []
    for result in report.results:
        places = {"file": result.file, "line": str(result.line or ""), "title": f"{result.label} ({result.rule})"}
        told = ",".join(f"{key}={name(text)}" for key, text in places.items() if text)
        message = "\n".join([result.what[lang], *result.causes.get(lang, ()), _help(result, lang)])
        lines.append(f"::{_GITHUB_LEVELS[result.severity]} {told}::{data(message)}\n")
    return "".join(lines)


def as_junit(report: Report, lang: str) -> str:
    """JUnit XML: one failing case per violation, one passing case with a message per warning or info.

    Within what the schema of Jenkins allows (junit-10.xsd), the strictest of its readers: the place stands in the text.
    """

    def told(text: str) -> str:
        return _NOT_XML.sub("\ufffd", text)

    suite = ET.Element(
        "testsuite",
        name="kg check",
        tests=str(max(len(report.results), 1)),
        failures=str(report.count(Severity.VIOLATION)),
        errors="0",
    )
    for result in report.results:
        case = ET.SubElement(suite, "testcase", classname=result.rule, name=told(result.label or result.record))
        place = f"{result.file}:{result.line or 1}: " if result.file else ""
        body = told(place + _sentences(result, lang))
        if result.severity is Severity.VIOLATION:
            ET.SubElement(case, "failure", type=result.rule, message=told(result.what[lang])).text = body
        else:
            ET.SubElement(case, "system-out").text = body
    if not report.results:
        ET.SubElement(suite, "testcase", classname="kg check", name=f"{report.records} records, {report.rules} rules")
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


FORMATS: dict[str, Callable[[Report, str], str]] = {
    "json": as_json,
    "ttl": as_turtle,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "html": as_html,
}
