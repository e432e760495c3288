"""For crawlers: which pages there are, in which languages, and what to leave alone.

Sources: https://www.sitemaps.org/protocol.html, RFC 9309 (robots.txt).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from kg.publish.document import Document, document
from kg.publish.site import Site
from kg.publish.xml import DECLARATION, Markup, element
from kg.settings import LANGUAGES
from kg.things import Things

_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
# Addresses that answer a question: there is no end to them, and nothing for a search engine in them.
_QUESTIONS = ("api/", "oai", "reconcile", "search", "sparql")
# Pages that are about no single thing.
SECTIONS = ("", "instruments", "framework", "gaps", "list", "def", "data")


def _pages(addresses: dict[str, str], day: str) -> list[Markup]:
    """One page in all its languages: each is listed, and each names the others."""
    others = [
        element("xhtml:link", attributes={"rel": "alternate", "hreflang": lang, "href": address})
        for lang, address in addresses.items()
    ]
    return [
        element("url", element("loc", address), element("lastmod", day) if day else None, *others)
        for address in addresses.values()
    ]


def sitemap(things: Things, site: Site, changed: Mapping[str, str]) -> Document:
    """All pages: the sections, and one per thing.

    :param changed: address of a thing -> day of its last change (YYYY-MM-DD).
    """
    newest = max(changed.values(), default="")
    listed: list[Markup] = []
    for section in SECTIONS:
        listed += _pages({lang: site.in_language(section, lang) for lang in LANGUAGES}, newest)
    for members in things.kinds.values():
        for thing in members:
            listed += _pages({lang: site.page(thing.iri, lang) for lang in LANGUAGES}, changed.get(thing.iri, ""))
    content = DECLARATION + element("urlset", *listed, attributes=_NAMESPACES)
    return document("sitemap.xml", "application/xml; charset=utf-8", content)


def robots(site: Site) -> Document:
    """What crawlers may read: everything but the addresses that compute an answer."""
    root = urlsplit(site.base_url).path
    lines = [
        "User-agent: *",
        *(f"Disallow: {root}{path}" for path in _QUESTIONS),
        "",
        f"Sitemap: {site.address('sitemap.xml')}",
    ]
    return document("robots.txt", "text/plain; charset=utf-8", "\n".join(lines) + "\n")
