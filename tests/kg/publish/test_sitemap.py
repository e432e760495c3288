"""Sitemap and robots.txt."""

from __future__ import annotations

from lxml import etree

from kg.namespaces import ID
from kg.publish.site import Site
from kg.publish.sitemap import SECTIONS, robots, sitemap
from kg.things import Things

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_every_thing_has_its_page_in_both_languages(things: Things, site: Site) -> None:
    changed = {ID + "theme/ethiek": "2026-11-25"}
    found = etree.fromstring(sitemap(things, site, changed).body)
    pages = {url.findtext(f"{MAP}loc"): url for url in found.findall(f"{MAP}url")}
    members = sum(len(kind) for kind in things.kinds.values())
    assert len(pages) == len(found) == 2 * (members + len(SECTIONS)) < 50_000
    english = pages[site.page(ID + "theme/ethiek", "en")]
    assert english.findtext(f"{MAP}lastmod") == "2026-11-25"
    assert {str(link.get("hreflang")): link.get("href") for link in english.findall(LINK)} == {
        "nl": site.page(ID + "theme/ethiek"),
        "en": site.page(ID + "theme/ethiek", "en"),
    }


def test_crawlers_stay_off_what_computes_wherever_the_server_is_mounted(site: Site) -> None:
    lines = robots(site).body.decode().splitlines()
    assert "Disallow: /iw/sparql" in lines
    assert "Disallow: /iw/oai" in lines
    assert lines[-1] == "Sitemap: https://wijzer.example.org/iw/sitemap.xml"
    assert "Disallow: /sparql" in robots(Site("https://example.org/")).body.decode().splitlines()
