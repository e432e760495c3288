"""The store of any SPARQL 1.1 server, over the standard protocols.

Queries: SPARQL 1.1 Protocol, POST with a form (section 2.1.2). Writing: Graph Store HTTP Protocol, PUT of the default
graph (section 5.3), so that the server has the old graph or the new one, never a half.
A server that gives up may still answer 200: broken or cut JSON, and Virtuoso's X-SQL-State, are errors here.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import Code, KgError, grouped
from kg.namespaces import XSD
from kg.store import Answer, Row, Term

# What a 400 means: the fault is in what we sent.
_REFUSED = {
    "POST": (Code.USAGE, "Mend the query."),
    "PUT": (Code.UNREADABLE, "Check the file that the triples come from."),
}
_KINDS = {"uri": "iri", "literal": "literal", "typed-literal": "literal", "bnode": "bnode"}


def _term(value: dict[str, str] | None) -> Term | None:
    if value is None:
        return None
    kind, lang = _KINDS[value["type"]], value.get("xml:lang", "").lower()
    datatype = "" if kind != "literal" or lang else value.get("datatype", XSD + "string")
    return Term(kind, value["value"], lang, datatype)


def _read(response: http.client.HTTPResponse, seconds: float, most: int | None) -> bytes:
    """The body of an answer, which has to come whole, in time, and not too long."""
    end, parts, size = time.monotonic() + seconds, [], 0
    while part := response.read(1 << 16):
        parts.append(part)
        size += len(part)
        if most is not None and size > most:
            raise KgError(
                Code.LIMIT,
                f"The answer is larger than {most:,} bytes, and was not sent, not even in part.",
                hint="Ask for it in pieces, with ORDER BY, LIMIT and OFFSET, or take a dump of the graph.",
                dutch=(
                    f"Het antwoord is groter dan {grouped(most)} bytes, en is niet gestuurd, ook niet voor een deel.",
                    "Vraag het in stukken, met ORDER BY, LIMIT en OFFSET, of haal de hele graaf op bij de bestanden.",
                ),
            )
        if time.monotonic() > end:
            raise TimeoutError("the answer takes too long")
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


@dataclass(frozen=True)
class RemoteStore:
    """A SPARQL 1.1 server behind the store protocol.

    :param query_address: where queries go (http or https).
    :param graph_store_address: where the graph is written.
    :param timeout: seconds to wait for an answer.
    """

    query_address: str
    graph_store_address: str
    timeout: float = 60.0

    def _send(
        self, address: str, *, data: bytes, method: str, headers: dict[str, str], most: int | None = None
    ) -> bytes:
        request = urllib.request.Request(address, data=data, method=method, headers=headers)  # noqa: S310 - Settings lets only http and https through
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:  # noqa: S310 - as above
                body = _read(response, self.timeout, most)
                state = response.headers.get("X-SQL-State")
        except urllib.error.HTTPError as error:
            with error:
                detail = error.read(2000).decode(errors="replace").strip()
            ours = _REFUSED.get(method) if error.code == 400 else None
            raise KgError(
                ours[0] if ours else Code.UNAVAILABLE,
                f"The server answered {error.code}: {detail or error.reason}",
                where=address,
                hint=ours[1] if ours else "Check KG_STORE and KG_GRAPH_STORE, and the server's log.",
                dutch=None
                if ours
                else (
                    f"De server antwoordde {error.code}: {detail or error.reason}",
                    "Kijk naar KG_STORE en KG_GRAPH_STORE, en in het logboek van de server.",
                ),
            ) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise KgError(
                Code.UNAVAILABLE,
                f"The server cannot be reached, or broke off: {error}",
                where=address,
                hint="Start it, or check the address in KG_STORE.",
                dutch=(
                    f"De server is niet te bereiken, of brak af: {error}",
                    "Zet hem aan, of kijk of het adres in KG_STORE klopt.",
                ),
            ) from error
        if state:
            raise KgError(
                Code.UNAVAILABLE,
                f"The server gave up halfway (X-SQL-State {state}).",
                where=address,
                hint="Ask for less.",
                dutch=(f"De server gaf het halverwege op (X-SQL-State {state}).", "Vraag minder."),
            )
        return body

    def _query(self, query: str, accept: str) -> bytes:
        return self.forward([("query", query)], accept)

    def forward(self, parameters: list[tuple[str, str]], accept: str, most: int | None = None) -> bytes:
        """The server's answer to a request of the SPARQL 1.1 Protocol, as it is.

        :param parameters: ``query``, ``default-graph-uri`` and ``named-graph-uri``, as often as they stand there.
        :param accept: media type of the answer.
        :param most: bytes that the answer may have; ``None`` for any number.
        :raises KgError: ``usage`` for a query that is not SPARQL, ``limit`` for an answer that is too long,
            ``unavailable`` if the server does not answer well.
        """
        form = urllib.parse.urlencode(parameters).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._send(self.query_address, data=form, method="POST", headers=headers, most=most)

    def _broken(self) -> KgError:
        return KgError(
            Code.UNAVAILABLE,
            "The server's answer is broken or cut off.",
            where=self.query_address,
            hint="It may have run out of time or memory; check that it is a SPARQL 1.1 query address.",
            dutch=(
                "Het antwoord van de server is beschadigd of afgebroken.",
                "Misschien had hij te weinig tijd of geheugen; kijk of dit een adres voor SPARQL 1.1 is.",
            ),
        )

    def select(self, query: str) -> Answer:
        """See :meth:`kg.store.Store.select`."""
        body = self._query(query, "application/sparql-results+json")
        try:
            document: dict[str, Any] = json.loads(body)
            columns = tuple(document["head"]["vars"])
            rows = [tuple(_term(row.get(name)) for name in columns) for row in document["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._broken() from error
        return Answer(columns, rows)

    def rows(self, query: str) -> Iterator[Row]:
        """See :meth:`kg.store.Store.rows`; the server's answer is checked whole before its first row."""
        yield from self.select(query).rows

    def construct(self, query: str) -> str:
        """See :meth:`kg.store.Store.construct`."""
        try:
            return self._query(query, "application/n-triples").decode()
        except UnicodeDecodeError as error:
            raise self._broken() from error

    def replace(self, ntriples: bytes) -> int:
        """See :meth:`kg.store.Store.replace`."""
        headers = {"Content-Type": "application/n-triples"}
        self._send(self.graph_store_address + "?default", data=ntriples, method="PUT", headers=headers)
        return self.size()

    def size(self) -> int:
        """See :meth:`kg.store.Store.size`."""
        count = self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
        return int(count.value) if count else 0
