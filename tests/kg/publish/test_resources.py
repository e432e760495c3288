"""Instruments as learning resources."""

from __future__ import annotations

import pytest

from kg.publish.resources import Resource, level, web_address


def test_every_instrument_is_there_and_47_are_in_the_list(resources: dict[str, Resource]) -> None:
    assert len(resources) == 78
    assert sum(resource.listed for resource in resources.values()) == 47


def test_a_repaired_address_goes_before_the_printed_one(resources: dict[str, Resource]) -> None:
    blend = resources["toolkit-blend-je-onderwijs"]
    assert blend.url == "https://versnellingsplan.nl/Kennisbank/toolkit-blend-je-onderwijs/"
    assert resources["toolwiel"].url == "https://mbodigitaal.nl/toolwiel/"
    assert (resources["tpack"].url, resources["tpack"].media_type) == ("", "")


def test_the_media_type_is_what_the_address_tells(resources: dict[str, Resource]) -> None:
    assert resources["toolwiel"].media_type == "text/html"
    assert resources["onderzoek-docentprofessionalisering"].media_type == "application/pdf"


def test_licence_and_date_are_those_that_a_source_states(resources: dict[str, Resource]) -> None:
    study = resources["impactanalyse-instrumenten-voor-docentondersteuning"]
    assert study.licence == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert study.published == "2024-12"
    assert [slug for slug, resource in resources.items() if resource.licence] == [study.slug]


def test_problems_come_in_the_order_of_how_well_it_helps(resources: dict[str, Resource]) -> None:
    assert resources["toolwiel"].problems[0].slug == "beperkte-digitale-vaardigheden"


def test_each_sector_has_its_level_in_the_shared_vocabulary(resources: dict[str, Resource]) -> None:
    sectors = {sector.slug: level(sector) for resource in resources.values() for sector in resource.sectors}
    assert set(sectors) == {"mbo", "hbo", "wo"}
    assert all(iri.startswith("http://purl.edustandaard.nl/begrippenkader/") for iri in sectors.values())


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("mbodigitaal.nl/x/", "https://mbodigitaal.nl/x/"),
        ("http://a.nl", "http://a.nl"),
        ("https://a.nl", "https://a.nl"),
    ],
)
def test_a_printed_address_gets_its_scheme(printed: str, address: str) -> None:
    assert web_address(printed) == address
