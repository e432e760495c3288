"""What a query asks of the world outside: the services and graphs that its algebra names.

pyoxigraph runs queries but does not show how it read them; rdflib's algebra does. It costs some ten milliseconds, so
a query in whose text the words do not even occur is not read twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import Code, KgError
from kg.namespaces import BASE


@dataclass(frozen=True)
class Reach:
    """What a query reaches for.

    :param services: whether a ``SERVICE`` stands anywhere in it.
    :param graphs: the graphs of its ``FROM`` and ``FROM NAMED``, as full IRIs.
    """

    services: bool = False
    graphs: tuple[str, ...] = ()


def may_reach(text: str) -> bool:
    """Whether a query can have ``SERVICE`` or ``FROM`` in its algebra at all; wrong only towards yes.

    Both words are ASCII letters in any case, but a letter may be written as an escape (SPARQL 1.1, section 19.2).
    """
    small = text.lower()
    return "service" in small or "from" in small or "\\u" in small


def reach(text: str) -> Reach:
    """What a query that is known to be SPARQL reaches for.

    :param text: the query.
    :raises KgError: ``usage`` if it cannot be told: what is not understood is not run.
    """
    if not may_reach(text):
        return Reach()
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        query = translateQuery(parseQuery(text), base=BASE).algebra
        names = {getattr(node, "name", "") for node in _nodes(query)}
    except RecursionError as error:
        raise KgError(
            Code.USAGE,
            "This query is nested too deeply to be checked.",
            hint="Write it with fewer brackets.",
            dutch=("Deze vraag is te diep genest om na te kijken.", "Schrijf haar met minder haakjes."),
        ) from error
    except Exception as error:
        # Anything: rdflib's parser and translation raise many kinds, and none of them may let a query pass unchecked.
        raise KgError(
            Code.USAGE,
            "This query could not be checked for SERVICE and FROM, and was therefore not run.",
            hint="Write it in plain SPARQL 1.1, or leave out those words where they are not needed.",
            dutch=(
                "Of in deze vraag SERVICE of FROM staat, is niet na te gaan. Daarom is zij niet gesteld.",
                "Schrijf haar in gewone SPARQL 1.1, of laat die woorden weg waar zij niet nodig zijn.",
            ),
        ) from error
    clauses = query.datasetClause or []
    return Reach("ServiceGraphPattern" in names, tuple(str(clause.default or clause.named) for clause in clauses))


def _nodes(node: object) -> Iterator[object]:
    """A node of the algebra and all below it."""
    yield node
    children: list[object] = []
    if isinstance(node, dict):
        children = list(node.values())
    elif isinstance(node, (list, tuple)):
        children = list(node)
    for child in children:
        yield from _nodes(child)
