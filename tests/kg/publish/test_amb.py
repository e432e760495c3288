"""AMB 1.0: every instrument against the JSON schema, and the schema notices what is taken out."""

from __future__ import annotations

import copy

import pytest
from conformance import amb_schema
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry
from referencing import Resource as Schema

from kg.publish.amb import instrument
from kg.publish.resources import Resource
from kg.publish.site import Site


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    schema, parts = amb_schema()
    registry = Registry().with_resources((name, Schema.from_contents(part)) for name, part in parts.items())
    return Draft7Validator(schema, registry=registry, format_checker=FormatChecker())


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_instrument_is_valid(
    resources: dict[str, Resource], site: Site, validator: Draft7Validator, lang: str
) -> None:
    seen = 0
    for resource in resources.values():
        assert [error.message for error in validator.iter_errors(instrument(resource, site, lang))] == []
        seen += 1
    assert seen == 78


@pytest.mark.parametrize("name", ["@context", "id", "name", "type"])
def test_the_schema_notices_a_mandatory_property_that_is_taken_out(
    resources: dict[str, Resource], site: Site, validator: Draft7Validator, name: str
) -> None:
    found = copy.deepcopy(instrument(resources["toolwiel"], site, "nl"))
    del found[name]
    assert [error.validator for error in validator.iter_errors(found)] == ["required"]


def test_formats_are_checked_too(resources: dict[str, Resource], site: Site, validator: Draft7Validator) -> None:
    found = instrument(resources["toolwiel"], site, "nl") | {"id": "not an address"}
    assert [error.validator for error in validator.iter_errors(found)] == ["format"]


def test_own_terms_stand_in_keywords_and_not_where_amb_has_lists_of_its_own(
    resources: dict[str, Resource], site: Site
) -> None:
    found = instrument(resources["toolwiel"], site, "nl")
    assert {"digitale vaardigheden", "losse tool", "mbo"} <= set(found["keywords"])
    assert not {"about", "learningResourceType", "educationalLevel"} & set(found)
