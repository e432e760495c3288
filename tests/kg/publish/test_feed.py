"""The change feed: every change once, in pages that link to each other."""

from __future__ import annotations

from lxml import etree

from kg.history import Change
from kg.namespaces import ID
from kg.publish.feed import PAGE, Feed
from kg.publish.site import Site
from kg.things import Things

ATOM = "{http://www.w3.org/2005/Atom}"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"


def changes(number: int) -> list[Change]:
    return [Change("2026-11-24", f"{ID}theme/t{n:05}", "added", "1.0.0") for n in range(number)]


def read(feed: Feed, path: str) -> etree._Element:
    return etree.fromstring(feed.page(path).body)


def links(page: etree._Element) -> dict[str, str]:
    return {str(node.get("rel")): str(node.get("href")).rpartition("/")[2] for node in page.findall(f"{ATOM}link")}


def test_every_change_stands_in_one_page_and_the_pages_are_a_chain(things: Things, site: Site) -> None:
    feed = Feed(changes(2 * PAGE + 1), things, site)
    assert feed.paths == ["feed.atom", "feed-1.atom", "feed-2.atom"]
    seen, path = [], "feed.atom"
    while path:
        page = read(feed, path)
        seen += [node.findtext(f"{ATOM}id") for node in page.findall(f"{ATOM}entry")]
        assert (page.find(ARCHIVE) is None) == (path == "feed.atom")
        path = links(page).get("prev-archive", "")
    assert len(seen) == len(set(seen)) == 2 * PAGE + 1
    assert links(read(feed, "feed-1.atom"))["next-archive"] == "feed-2.atom"
    assert links(read(feed, "feed-2.atom"))["next-archive"] == "feed.atom"


def test_an_archive_never_changes_again(things: Things, site: Site) -> None:
    before, after = Feed(changes(PAGE + 1), things, site), Feed(changes(PAGE + 50), things, site)
    assert before.page("feed-1.atom") == after.page("feed-1.atom")


def test_a_page_has_what_atom_asks(things: Things, site: Site) -> None:
    log = [*changes(1), Change("2026-11-25", ID + "theme/ethiek", "changed", "1.1.0")]
    page = read(Feed(log, things, site), "feed.atom")
    assert page.findtext(f"{ATOM}id") == site.address("feed.atom") == page.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]
    assert page.findtext(f"{ATOM}updated") == "2026-11-25T00:00:00Z"
    assert page.findtext(f"{ATOM}author/{ATOM}name") == "Instrumentenwijzer"
    newest = page.find(f"{ATOM}entry")
    assert newest is not None
    assert newest.findtext(f"{ATOM}title") == "Gewijzigd: ethiek"
    assert [node.get("term") for node in newest.findall(f"{ATOM}category")] == ["changed", "theme"]
    for entry in page.findall(f"{ATOM}entry"):
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "summary"))


def test_without_changes_it_is_an_empty_feed(things: Things, site: Site) -> None:
    feed = Feed([], things, site)
    assert feed.paths == ["feed.atom"]
    assert read(feed, "feed.atom").findall(f"{ATOM}entry") == []
