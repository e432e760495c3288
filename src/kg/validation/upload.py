"""Data that a stranger sends: checked in a child process that can be killed, with limits on size, time and memory.

The parent sends a line of JSON and the data, and reads a report in JSON back; nothing of the data runs, and nothing of
it is kept. What the child refuses is in :mod:`kg.validation.hostile`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import Code, KgError
from kg.model import Report
from kg.product import Product
from kg.validation.plain import report_of

FORMS = ("ttl", "nt", "jsonld", "rdf")


@dataclass(frozen=True)
class Limits:
    """What one upload may cost.

    :param size: bytes.
    :param seconds: wall clock, and processor time, of the check.
    :param memory: bytes of address space; the graph beside it takes some 500 MB of them.
    :param triples: statements.
    :param depth: how deep brackets or elements may nest.
    :param literal: characters of one literal.
    """

    size: int = 2_000_000
    seconds: float = 30.0
    memory: int = 2_000_000_000
    triples: int = 50_000
    depth: int = 50
    literal: int = 20_000


def check_upload(
    data: bytes, form: str, product: Product, limits: Limits = Limits(), *, name: str = "upload"
) -> Report:
    """Check uploaded data against the graph and its rules.

    :param data: the bytes as they came; of a spreadsheet, its triples as N-Triples.
    :param form: ``ttl``, ``nt``, ``jsonld`` (contexts inside the document only) or ``rdf`` (RDF/XML).
    :param name: what the report calls the data.
    :raises KgError: ``too-large`` for too many bytes, ``unsupported`` for another form, ``unreadable`` for what is not
        of its form, ``refused`` for what only an attacker would write, ``limit`` where the check takes too much.
    """
    if form not in FORMS:
        raise KgError(
            Code.UNSUPPORTED,
            f"Data of the form {form!r} cannot be checked.",
            where=name,
            hint=f"Send one of {', '.join(FORMS)}.",
            dutch=(f"Gegevens in de vorm {form} kunnen wij niet nakijken.", f"Kies uit {', '.join(FORMS)}."),
        )
    if len(data) > limits.size:
        raise KgError(
            Code.TOO_LARGE,
            f"The data has {len(data)} bytes; at most {limits.size} can be checked at once.",
            where=name,
            hint="Send some of the records, or use `kg check` on your own machine.",
            dutch=(
                f"De gegevens zijn te groot: hoogstens {limits.size // 1_000_000} MB in één keer.",
                "Stuur een deel van de records, of gebruik `kg check` op uw eigen computer.",
            ),
        )
    order = {"form": form, "root": str(product.root.resolve()), "name": name, "limits": asdict(limits)}
    return report_of(answered("kg.validation.worker", order, data, limits, name))


def answered(program: str, order: dict[str, Any], data: bytes, limits: Limits, name: str) -> dict[str, Any]:
    """What a child process answers: a program of ours that takes an order and data, and confines itself.

    :param program: its module.
    :raises KgError: the error that it answers with, or ``limit`` where it takes too much.
    """
    document: dict[str, Any] = json.loads(_run(program, json.dumps(order).encode() + b"\n" + data, limits, name))
    if "error" in document:
        fault = KgError.of_message(document["error"])
        fault.where = fault.where or name
        raise fault
    return document


def _run(program: str, message: bytes, limits: Limits, name: str) -> bytes:
    """What the child writes."""
    try:
        done = subprocess.run(  # noqa: S603 - our own programs, with no argument from outside
            [sys.executable, "-m", program],
            input=message,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        slow = f"The check took longer than {limits.seconds:g} seconds and was stopped."
        raise _limit(
            slow, f"Het nakijken duurde langer dan {limits.seconds:g} seconden en is gestopt.", name
        ) from error
    if done.returncode != 0:
        # Killed by its limit on processor time or memory, or by what it read: too deep for a parser's stack.
        large = "The check needed more time or memory than one upload may take."
        raise _limit(large, "Het nakijken vroeg meer tijd of geheugen dan wij ervoor hebben.", name)
    return done.stdout


def _limit(message: str, dutch: str, name: str) -> KgError:
    hint = "Send some of the records, or use `kg check` yourself."
    told = (dutch, "Stuur een deel van de records, of gebruik `kg check` op uw eigen computer.")
    return KgError(Code.LIMIT, message, where=name, hint=hint, dutch=told)
