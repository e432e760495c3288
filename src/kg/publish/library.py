"""Everything that can be taken over, by its address: the one list that web, command line and static site share.

A document is made when it is first asked for and kept compressed. What is made of others (the catalogue tells the sizes
of the dumps, the checksums are theirs) asks for them here too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from threading import Lock

from kg.errors import Code, KgError, not_known
from kg.history import Change
from kg.memory import give_back
from kg.namespaces import DCT, ID, OWL
from kg.publish import amb, dcat, nlsbb, offer, schemaorg, sitemap, tables
from kg.publish.document import Document, document
from kg.publish.dumps import CHECKSUMS, PATHS, Dumps, checksums
from kg.publish.feed import Feed
from kg.publish.oai.formats import FORMATS
from kg.publish.oai.protocol import MEDIA_TYPE, everything
from kg.publish.oai.repository import Repository
from kg.publish.rdf import FORMS, Graph, written
from kg.publish.resources import Resource, read_resources
from kg.publish.site import PUBLISHER, Site
from kg.settings import LANGUAGES
from kg.things import Thing, Things

Maker = Callable[[], Document]
# Forms of a single graph: TriG is for many.
_GRAPH_FORMS = ("ttl", "jsonld", "rdf", "nt")
_REMOVED = "removed"
# So many bytes are worth the time that it takes to give memory back.
_LARGE = 100_000
JSON, JSON_LD = "application/json", "application/ld+json"


class Library:
    """The published documents of one graph.

    :param dumps: the graph's files, to be written in other forms.
    :param things: the same graph, prepared.
    :param changes: its history, oldest first.
    :param others: more documents by address, made elsewhere, each with its target.
    """

    def __init__(
        self,
        dumps: Dumps,
        things: Things,
        site: Site,
        changes: Sequence[Change],
        others: Mapping[str, Mapping[str, Maker]] | None = None,
    ) -> None:
        self.site = site
        self._whole = dumps
        self._things = things
        self._changes = changes
        self._others = others or {}
        self._made: dict[str, Document] = {}
        self._locks: dict[str, Lock] = defaultdict(Lock)

    @cached_property
    def resources(self) -> list[Resource]:
        """The instruments as learning resources."""
        return read_resources(self._things)

    @cached_property
    def _by_address(self) -> dict[str, Resource]:
        return {resource.iri: resource for resource in self.resources}

    def resource(self, iri: str) -> Resource | None:
        """The instrument with this address as a learning resource; nothing for what is no instrument."""
        return self._by_address.get(iri)

    @cached_property
    def edition(self) -> dcat.Edition:
        """Version and days of the graph, as ontology and history give them."""
        ontology = self._things.all.get(dcat.ONTOLOGY, Thing(dcat.ONTOLOGY))
        issued = ontology.value(DCT + "created")
        days = [issued, ontology.value(DCT + "modified"), *(change.date for change in self._changes)]
        editors = {lang: self._things.label(PUBLISHER, lang) for lang in LANGUAGES}
        return dcat.Edition(ontology.value(OWL + "versionInfo"), issued, max(days), editors)

    @cached_property
    def changed(self) -> dict[str, str]:
        """Address of a record -> day of its last change."""
        return {change.iri: change.date for change in sorted(self._changes)}

    @cached_property
    def repository(self) -> Repository:
        """The instruments as an OAI-PMH repository."""
        there = {resource.iri for resource in self.resources}
        gone = {
            change.iri: change.date
            for change in self._changes
            if change.kind == _REMOVED and change.iri.startswith(f"{ID}instrument/") and change.iri not in there
        }
        earliest = min([change.date for change in self._changes] or [self.edition.issued])
        return Repository(self.resources, self.site, self.changed, gone, earliest)

    # Which documents there are

    @cached_property
    def targets(self) -> dict[str, dict[str, Maker]]:
        """Name of a target -> address -> how its document is made."""
        feed = Feed(self._changes, self._things, self.site)
        return {
            "amb": self._amb(),
            "csv": self._csv(),
            "dcat": {f"catalogue.{suffix}": partial(self._catalogue, suffix) for suffix in _GRAPH_FORMS},
            "dumps": self._dumps(),
            "feed": {path: partial(feed.page, path) for path in feed.paths},
            "oai": self._oai(),
            "nl-sbb": self._vocabularies(),
            "schemaorg": self._schemaorg(),
            "sitemap": {
                "sitemap.xml": partial(sitemap.sitemap, self._things, self.site, self.changed),
                "robots.txt": partial(sitemap.robots, self.site),
            },
            **{name: dict(made) for name, made in self._others.items()},
        }

    def paths(self, target: str) -> list[str]:
        """The addresses of a target's documents, below that of the server.

        :raises KgError: ``not-found`` with the targets that there are.
        """
        if target not in self.targets:
            dutch = f"De graaf wordt niet uitgegeven als „{target}”."
            message = f"There is no export target {target!r}."
            raise not_known(target, sorted(self.targets), message, dutch, code=Code.NOT_FOUND)
        return list(self.targets[target])

    @cached_property
    def _makers(self) -> dict[str, Maker]:
        return {path: make for target in self.targets.values() for path, make in target.items()}

    def document(self, path: str) -> Document:
        """The document at an address.

        :raises KgError: ``not-found`` if there is none.
        """
        make = self._makers.get(path)
        if make is None:
            raise KgError(
                Code.NOT_FOUND,
                "There is no such document.",
                where=path,
                hint="`kg export` lists the targets.",
                dutch=("Dit document is er niet.", "`kg export` zegt in welke vormen de graaf wordt uitgegeven."),
            )
        # Two that ask for the same document at once wait for one making; who asks for another does not wait.
        with self._locks[path]:
            if path not in self._made:
                self._made[path] = make()
                # Writing megabytes takes many times as much memory.
                if self._made[path].size > _LARGE:
                    give_back()
            return self._made[path]

    # How they are made

    def _amb(self) -> dict[str, Maker]:
        def one(resource: Resource) -> Document:
            return document(f"amb/{resource.slug}.json", JSON, _json(amb.instrument(resource, self.site, "nl")))

        def all_of_them() -> Document:
            lines = [json.dumps(amb.instrument(r, self.site, "nl"), ensure_ascii=False) for r in self.resources]
            return document("amb.jsonl", "application/jsonl; charset=utf-8", "\n".join(lines) + "\n")

        return {"amb.jsonl": all_of_them, **{f"amb/{r.slug}.json": partial(one, r) for r in self.resources}}

    def _schemaorg(self) -> dict[str, Maker]:
        def made(path: str, lang: str) -> Document:
            return document(path, JSON_LD, _json(schemaorg.catalogue(self.resources, self.site, lang)))

        return {path: partial(made, path, lang) for lang in LANGUAGES for path in [f"schemaorg/{lang}.jsonld"]}

    def _csv(self) -> dict[str, Maker]:
        def table(kind: str) -> Document:
            return tables.csv_file(tables.table(self._things, kind))

        def metadata(kind: str) -> Document:
            return tables.metadata(tables.table(self._things, kind), self.site)

        kinds = tables.kinds(self._things)
        return {
            "csv/dictionary.csv": partial(tables.dictionary, self._things),
            **{f"csv/{kind}.csv": partial(table, kind) for kind in kinds},
            **{f"csv/{kind}.csv-metadata.json": partial(metadata, kind) for kind in kinds},
        }

    def _catalogue(self, suffix: str) -> Document:
        files = [self.document(path) for path in PATHS.values()]
        csv_paths = [path for path in self.paths("csv") if path.endswith(".csv")]
        graph = dcat.catalogue(offer.datasets(files, csv_paths), offer.services(), self.site, self.edition)
        return written(f"catalogue.{suffix}", FORMS[suffix], graph.triples)

    def _dumps(self) -> dict[str, Maker]:
        return {
            **{path: partial(self._whole.document, suffix) for suffix, path in PATHS.items()},
            CHECKSUMS: lambda: checksums(self.document(path) for path in PATHS.values()),
        }

    def _oai(self) -> dict[str, Maker]:
        """For who cannot harvest: all records of a form, as one answer of the protocol."""

        def records(path: str, prefix: str) -> Document:
            whole = everything(self.repository, prefix, datetime.fromisoformat(f"{self.edition.modified}T00:00:00Z"))
            return document(path, MEDIA_TYPE, whole)

        return {path: partial(records, path, prefix) for prefix in FORMATS for path in [f"oai/{prefix}.xml"]}

    def _vocabularies(self) -> dict[str, Maker]:
        def made(name: str, suffix: str, schemes: list[Thing]) -> Document:
            whole = Graph()
            for scheme in schemes:
                modified = self.changed.get(scheme.iri, self.edition.modified)
                whole.take(nlsbb.vocabulary(self._things, scheme, self.site, modified).triples)
            return written(f"{name}.{suffix}", FORMS[suffix], whole.triples)

        every = nlsbb.schemes(self._things)
        named = {"vocabularies": every, **{f"vocabularies/{scheme.slug}": [scheme] for scheme in every}}
        return {
            f"{name}.{suffix}": partial(made, name, suffix, schemes)
            for name, schemes in named.items()
            for suffix in _GRAPH_FORMS
        }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
