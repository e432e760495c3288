"""Where the graph is published: addresses of the server, apart from the addresses of things."""

from __future__ import annotations

from kg.namespaces import BASE, ID
from kg.publish.site import Site


def test_a_page_stands_at_the_server_dutch_without_language_in_its_address(site: Site) -> None:
    assert site.page(ID + "theme/ethiek") == "https://wijzer.example.org/iw/doc/theme/ethiek"
    assert site.page(ID + "theme/ethiek", "en") == "https://wijzer.example.org/iw/en/doc/theme/ethiek"


def test_without_settings_the_server_is_where_the_addresses_point() -> None:
    assert Site().address("catalogue") == BASE + "catalogue"
