"""Settings: read once in a door, frozen, complete, and refused when unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import Code, KgError, did_you_mean
from kg.namespaces import BASE

EMBEDDED = "embedded"
LANGUAGES = ("nl", "en")

# Environment variable -> what it does. The README lists the same table, and a test compares them.
VARIABLES = {
    "KG_ROOT": "folder with ontology/, shapes/, data/ and queries/ (default: the shipped graph)",
    "KG_STORE": "'embedded' (default) or the query address of a SPARQL 1.1 server",
    "KG_GRAPH_STORE": "address where `kg load` writes (Graph Store Protocol; default: beside KG_STORE, path /store)",
    "KG_SOURCES": "folder with the five source texts, to show passages and verify them",
    "KG_LANG": "language of labels: nl (default) or en",
    "KG_SEMANTIC": "'on' (default): the finder compares meanings too; 'off': words alone",
    "KG_BASE_URL": "public address of this server, for links in exports (default: the base of the graph)",
    "KG_CONTACT": "who to write to about the graph: an e-mail address or a web page (default: the graph's own address)",
    "KG_CACHE": "folder for what is slow to make (default: instrumentenwijzer in your cache folder)",
    "KG_QUERY_SECONDS": "how long a query of the SPARQL endpoint may run (default: 10)",
    "KG_QUERY_ROWS": "how many rows or triples its answer may have (default: 250000)",
    "KG_QUERY_BYTES": "how many bytes its answer may have (default: 64000000)",
    "KG_QUERY_MEMORY": "how many bytes of memory it may take (default: 1000000000)",
    "KG_QUERY_WORKERS": "how many queries run at a time; as many again may wait (default: 2)",
}
# The limits of a query, and the smallest value with which each still works.
_LIMITS = {
    "KG_QUERY_SECONDS": 0.1,
    "KG_QUERY_ROWS": 1,
    "KG_QUERY_BYTES": 100,
    "KG_QUERY_MEMORY": 600_000_000,
    "KG_QUERY_WORKERS": 1,
}
_MOST = 1 << 50
_MAIL = re.compile(r"mailto:[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+")
# Read by the tests alone; named here so that a shell that sets it can still run `kg`.
TEST_VARIABLES = {"KG_SHARED"}


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


@dataclass(frozen=True)
class Settings:
    """All settings, with their defaults.

    :param root: folder of another graph than the shipped one, or ``None``.
    :param store: ``embedded`` or the query address (http or https) of a SPARQL 1.1 server.
    :param graph_store: Graph Store Protocol address that ``kg load`` writes to; empty = derived from ``store``.
    :param sources: folder with the source texts, or ``None``.
    :param lang: language of labels, ``nl`` or ``en``.
    :param semantic: whether the finder compares meanings beside words.
    :param cache: folder for what is slow to make and can be made anew, or ``None`` to keep nothing.
    :param query_seconds: how long a query of the SPARQL endpoint may run.
    :param query_rows: how many rows or triples its answer may have.
    :param query_bytes: how many bytes its answer may have.
    :param query_memory: bytes of memory that it may take.
    :param query_workers: how many queries run at a time.
    :param base_url: public address of this server, for links in exports; ends with a slash.
    :param contact: e-mail address (``mailto:``) or web page of those who answer for the graph.
    """

    root: Path | None = None
    store: str = EMBEDDED
    graph_store: str = ""
    sources: Path | None = None
    lang: str = "nl"
    semantic: bool = True
    cache: Path | None = None
    query_seconds: float = 10.0
    query_rows: int = 250_000
    query_bytes: int = 64_000_000
    query_memory: int = 1_000_000_000
    query_workers: int = 2
    base_url: str = BASE
    contact: str = BASE

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise KgError(
                Code.USAGE,
                f"Unknown language {self.lang!r}.",
                where="KG_LANG",
                hint="Choose nl (Dutch) or en (English).",
            )
        for name, value, free in (("KG_STORE", self.store, EMBEDDED), ("KG_GRAPH_STORE", self.graph_store, "")):
            if value != free and not _is_address(value):
                raise KgError(
                    Code.USAGE,
                    f"{value!r} is not an address of a SPARQL server.",
                    where=name,
                    hint="Give 'embedded' or an address such as http://localhost:7878/query.",
                )
        if not _is_address(self.base_url) or not self.base_url.endswith("/"):
            raise KgError(
                Code.USAGE,
                f"{self.base_url!r} is not the address of a server.",
                where="KG_BASE_URL",
                hint="Give an address such as https://example.org/instrumentenwijzer/.",
            )
        if not _is_address(self.contact) and not _MAIL.fullmatch(self.contact):
            raise KgError(
                Code.USAGE,
                f"{self.contact!r} is neither an e-mail address nor a web page.",
                where="KG_CONTACT",
                hint="Give mailto:name@example.org or https://example.org/contact.",
            )
        for name, folder in (("KG_ROOT", self.root), ("KG_SOURCES", self.sources)):
            if folder is not None and not folder.is_dir():
                raise KgError(
                    Code.UNREADABLE, f"There is no folder {folder}.", where=name, hint="Give a folder that exists."
                )

    @property
    def graph_store_address(self) -> str:
        """Where ``kg load`` writes: as set, or the ``store`` beside the query address (as Oxigraph has it)."""
        return self.graph_store or self.store.rsplit("/", 1)[0] + "/store"


def _users_cache(environment: Mapping[str, str]) -> Path | None:
    """The user's cache folder for this program (XDG Base Directory Specification), if there is a user."""
    if environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"]) / "instrumentenwijzer"
    return Path(environment["HOME"]) / ".cache" / "instrumentenwijzer" if environment.get("HOME") else None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from environment variables.

    :raises KgError: ``usage`` for an unknown ``KG_`` variable or a wrong value, ``unreadable`` for a missing folder.
    """
    for name in environment:
        if name.startswith("KG_") and name not in VARIABLES and name not in TEST_VARIABLES:
            raise KgError(Code.USAGE, "Unknown setting.", where=name, hint=did_you_mean(name, list(VARIABLES)))

    def folder(name: str) -> Path | None:
        return Path(environment[name]).expanduser() if environment.get(name) else None

    semantic = environment.get("KG_SEMANTIC") or "on"
    if semantic not in {"on", "off"}:
        raise KgError(Code.USAGE, f"{semantic!r} is neither on nor off.", where="KG_SEMANTIC", hint="Give on or off.")
    contact = environment.get("KG_CONTACT") or BASE
    return Settings(
        root=folder("KG_ROOT"),
        store=environment.get("KG_STORE") or EMBEDDED,
        graph_store=environment.get("KG_GRAPH_STORE", ""),
        sources=folder("KG_SOURCES"),
        lang=environment.get("KG_LANG") or "nl",
        semantic=semantic == "on",
        base_url=(environment.get("KG_BASE_URL") or BASE).rstrip("/") + "/",
        contact=f"mailto:{contact}" if "@" in contact and ":" not in contact else contact,
        cache=folder("KG_CACHE") or _users_cache(environment),
        **_read_limits(environment),
    )


def _read_limits(environment: Mapping[str, str]) -> dict[str, Any]:
    """The limits that are set, by the names of their fields."""
    found: dict[str, Any] = {}
    for name, least in _LIMITS.items():
        if not environment.get(name):
            continue
        kind = type(least)
        try:
            value = kind(environment[name])
        except ValueError:
            value = kind(0)
        # Not a number (nan) is not enough either.
        if not least <= value <= _MOST:
            raise KgError(
                Code.USAGE,
                f"{environment[name]!r} is no limit.",
                where=name,
                hint=f"Give a {'number' if kind is float else 'whole number'} of at least {least:,}.",
            )
        found[name.removeprefix("KG_").lower()] = value
    return found
