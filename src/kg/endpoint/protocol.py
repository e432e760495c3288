"""The query operation of the SPARQL 1.1 Protocol (section 2.1): from an HTTP request to a question.

It knows no web framework: method, addresses and bytes go in, a question or a clear refusal comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import Code, KgError, grouped

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
# Longer than any query that a person or a program has reason to send.
MOST_BYTES = 1_000_000
_MOST_PARAMETERS = 1_000


@dataclass(frozen=True)
class Asked:
    """What a request asks.

    :param text: the query, or ``None`` if there is none: a request for the service description.
    :param default_graphs: ``default-graph-uri``.
    :param named_graphs: ``named-graph-uri``.
    :param format: our own parameter ``format``, which goes before ``Accept``; usually empty.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


def read_get(query_string: bytes) -> Asked:
    """What a GET request asks (section 2.1.1).

    :raises KgError: ``usage`` for more than one query or for bytes that are not UTF-8, ``refused`` for an update.
    """
    return _asked(_parameters(query_string))


def read_post(query_string: bytes, media_type: str, options: Mapping[str, str], body: bytes) -> Asked:
    """What a POST request asks: a form (section 2.1.2) or the query itself (section 2.1.3).

    :param media_type: of the body, in small letters and without its options.
    :param options: the options of the media type, such as ``charset``.
    :raises KgError: as :func:`read_get`; ``unsupported`` for another media type or character set, ``too-large``.
    """
    if len(body) > MOST_BYTES:
        raise too_large()
    charset = options.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "us-ascii"}:
        raise KgError(
            Code.UNSUPPORTED,
            f"The character set {charset} is not read.",
            where="Content-Type",
            hint="Send UTF-8.",
            dutch=(f"De tekenset {charset} wordt hier niet gelezen.", "Stuur UTF-8."),
        )
    if media_type == UPDATE:
        raise _read_only()
    beside = _parameters(query_string)
    if media_type == FORM:
        asked = _asked(beside + _parameters(body))
    elif media_type == QUERY:
        asked = _asked([*beside, ("query", _text(body))])
    else:
        raise KgError(
            Code.UNSUPPORTED,
            f"A query does not come as {media_type}." if media_type else "The request does not say what it sends.",
            where="Content-Type",
            hint=f"Send {QUERY} or {FORM}.",
            dutch=(
                f"Als {media_type} kan een vraag niet komen." if media_type else "Er staat niet bij wat u stuurt.",
                f"Stuur {QUERY} of {FORM}.",
            ),
        )
    if asked.text is None:
        raise KgError(
            Code.USAGE,
            "There is no query.",
            where="query",
            hint="Send query=SELECT ... in the form.",
            dutch=("Er is geen vraag.", "Stuur query=SELECT … in het formulier."),
        )
    return asked


def too_large() -> KgError:
    """The error for a request that is larger than any query."""
    return KgError(
        Code.TOO_LARGE,
        f"A request may have {MOST_BYTES:,} bytes.",
        hint="Send a shorter query, or several.",
        dutch=(f"Wat u stuurt mag {grouped(MOST_BYTES)} bytes zijn.", "Stuur een kortere vraag, of meer vragen."),
    )


def _asked(parameters: list[tuple[str, str]]) -> Asked:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for given, value in parameters if given == name)

    if values("update"):
        raise _read_only()
    for name in ("query", "format"):
        if len(values(name)) > 1:
            raise KgError(
                Code.USAGE,
                f"There is more than one {name}.",
                where=name,
                hint="Send one at a time.",
                dutch=(f"„{name}” staat er meer dan één keer.", "Stuur er een tegelijk."),
            )
    return Asked(
        next(iter(values("query")), None),
        values("default-graph-uri"),
        values("named-graph-uri"),
        next(iter(values("format")), ""),
    )


def _parameters(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            _text(text),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        raise KgError(
            Code.USAGE,
            f"There are more than {_MOST_PARAMETERS} parameters.",
            hint="Send fewer.",
            dutch=(f"Er zijn meer dan {_MOST_PARAMETERS} parameters.", "Stuur er minder."),
        ) from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> KgError:
    return KgError(
        Code.USAGE,
        "The request is not UTF-8.",
        hint="Encode the query as UTF-8.",
        dutch=("Wat u stuurt is geen UTF-8.", "Codeer de vraag als UTF-8."),
    )


def _read_only() -> KgError:
    # Section 2.2 leaves it to the service which update operations it takes; this one understands and refuses them.
    return KgError(
        Code.REFUSED,
        "This endpoint reads; it takes no updates.",
        where="update",
        hint="Take a dump of the graph, and update it in a store of your own.",
        dutch=(
            "Hier kunt u lezen, niets bijwerken.",
            "Haal de graaf op, en werk haar bij in een opslag van uzelf.",
        ),
    )
