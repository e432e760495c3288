"""What a query of a batch asks: read from JSON, and checked (Reconciliation API 0.2, section 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.errors import Code, KgError

# The most candidates per query.
MOST_CANDIDATES = 50
_DEFAULT_CANDIDATES = 5
_STRICTNESS = {"any", "should", "all"}


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a batch.

    :param text: the name that is looked for, or empty.
    :param types: the types that it should have; none for any.
    :param strict: ``any`` or ``all`` of these types, or ``should``: they are only preferred.
    :param limit: the most candidates.
    :param properties: properties that it should have, each with values of which one is enough.
    """

    text: str
    types: tuple[str, ...]
    strict: str
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


def is_list_of(value: object, kind: type) -> bool:
    """Whether this is a list with only such values."""
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def read_query(query: Any, name: str) -> Query:  # noqa: ANN401 - from outside
    """A query of a batch, checked (section 4.2).

    :param name: what the batch calls it.
    :raises KgError: ``usage`` for one that is not formed so.
    """

    def fault(what: str, dutch: str, example: str) -> KgError:
        """The error that says what is wrong, with a query that is right."""
        told = (dutch, f"Stuur {example}.")
        return KgError(Code.USAGE, what, where=name[:40], hint=f"Send {example}.", dutch=told)

    if not isinstance(query, dict):
        raise fault("A query is an object.", "Een vraag is een object.", '{"query": "toolwiel"}')
    text, limit = query.get("query", ""), query.get("limit", _DEFAULT_CANDIDATES)
    if not isinstance(text, str) or isinstance(limit, bool) or not isinstance(limit, (int, float)) or limit < 1:
        example = '{"query": "toolwiel", "limit": 5}'
        raise fault("query is a text, limit a number from 1.", "query is een tekst, limit een getal vanaf 1.", example)
    types = query.get("type") or []
    types = [types] if isinstance(types, str) else types
    given = query.get("properties") or []
    strict = query.get("type_strict", "any")
    if not is_list_of(types, str) or not is_list_of(given, dict) or strict not in _STRICTNESS:
        raise fault(
            "type or properties are not as they should be.",
            "type of properties zijn niet zoals zij horen.",
            '{"query": "x", "type": "Instrument"}',
        )
    if not text.strip() and not given:
        dutch = "Een vraag heeft een tekst of eigenschappen nodig."
        raise fault("A query needs a text or properties.", dutch, '{"query": "toolwiel"}')
    properties = tuple((str(one.get("pid", "")), tuple(_property_values(one.get("v")))) for one in given)
    return Query(text, tuple(types), strict, min(int(limit), MOST_CANDIDATES), properties)


def _property_values(value: Any) -> list[str]:  # noqa: ANN401 - from outside
    """The values of a property in a query as texts: an entity by its identifier, a truth value as RDF writes it."""
    values = value if isinstance(value, list) else [value]
    texts = [one.get("id", "") if isinstance(one, dict) else one for one in values]
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in texts]
