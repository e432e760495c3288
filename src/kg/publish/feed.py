"""What changed, as an Atom feed: one entry per record that was added, changed, deprecated or removed.

Sources: RFC 4287 (Atom), RFC 5005, section 4 (archived feeds): ``feed.atom`` holds the newest changes, and links to
archives that never change again, so that a reader can always catch up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.history import Change
from kg.namespaces import BASE, ID
from kg.publish.document import Document, document
from kg.publish.site import LICENCE, TITLES, Site
from kg.publish.xml import DECLARATION, Markup, element
from kg.things import Things

PAGE = 200
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xml:lang": "nl",
}
_KINDS = {
    "added": "Nieuw",
    "changed": "Gewijzigd",
    "deprecated": "Vervangen of afgeraden",
    "removed": "Verwijderd",
}


@dataclass(frozen=True)
class Feed:
    """The feed over a log of changes.

    :param changes: all changes, oldest first.
    """

    changes: Sequence[Change]
    things: Things
    site: Site

    @property
    def archives(self) -> int:
        """How many archives there are. The newest changes, at most one page of them, are in none."""
        return max(0, len(self.changes) - 1) // PAGE

    @property
    def paths(self) -> list[str]:
        """Addresses of the feed and its archives, below that of the server."""
        return ["feed.atom", *(self._archive(number) for number in range(1, self.archives + 1))]

    @staticmethod
    def _archive(number: int) -> str:
        return f"feed-{number}.atom"

    def _entry(self, change: Change) -> Markup:
        name = self.things.label(change.iri, "nl")
        # RFC 4151: an identifier that no other change of this or another record can get.
        identifier = f"tag:w3id.org,{change.date}:{change.iri.removeprefix('https://w3id.org/')}:{change.kind}"
        return element(
            "entry",
            element("id", identifier),
            element("title", f"{_KINDS.get(change.kind, change.kind)}: {name}"),
            element("updated", f"{change.date}T00:00:00Z"),
            element("category", attributes={"term": change.kind, "scheme": BASE + "def#changeKind"}),
            element("category", attributes={"term": change.iri.removeprefix(ID).partition("/")[0]}),
            element("link", attributes={"rel": "alternate", "type": "text/html", "href": self.site.page(change.iri)}),
            element("link", attributes={"rel": "related", "href": change.iri}),
            element("summary", f"{name} ({change.iri}), versie {change.version}"),
        )

    def page(self, path: str) -> Document:
        """The feed or one of its archives.

        :param path: one of :attr:`paths`.
        """
        number = self.paths.index(path)
        first = (number - 1) * PAGE if number else self.archives * PAGE
        part = self.changes[first : first + PAGE]
        updated = max((change.date for change in part), default="1970-01-01")
        links = {"self": path, "current": "feed.atom"}
        before = number - 1 if number else self.archives
        if before:
            links["prev-archive"] = self._archive(before)
        if number:
            links["next-archive"] = self._archive(number + 1) if number < self.archives else "feed.atom"
        content = element(
            "feed",
            element("id", self.site.address(path)),
            element("title", f"{TITLES['nl']}: wat er veranderde"),
            element("updated", f"{updated}T00:00:00Z"),
            element("author", element("name", TITLES["nl"]), element("uri", BASE)),
            element("rights", LICENCE),
            element("fh:archive") if number else None,
            *(element("link", attributes={"rel": rel, "href": self.site.address(to)}) for rel, to in links.items()),
            # Newest first, as readers expect it.
            *(self._entry(change) for change in reversed(part)),
            attributes=_NAMESPACES,
        )
        return document(path, MEDIA_TYPE, DECLARATION + content)
