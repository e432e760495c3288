"""NL-LOM: what is mandatory is there, by the sample of the standard itself, or there is no record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conformance import oai_schema
from conftest import shared
from lxml import etree

from kg.publish import nllom
from kg.publish.nllom import is_possible, record
from kg.publish.resources import Resource
from kg.things import Things

LOM = "{http://www.imsglobal.org/xsd/imsmd_v1p2}"
# The sample says in comments that these are mandatory under conditions only.
CONDITIONAL = {"aggregationlevel", "context", "typicalagerange", "classification", "description"}


def paths(lom: etree._Element) -> set[str]:
    """The paths of all elements that hold text, without the conditional ones."""
    found = set()
    for node in lom.iter(etree.Element):
        if len(node) or not (node.text or "").strip():
            continue
        parents = [parent.tag.removeprefix(LOM) for parent in (*reversed(list(node.iterancestors())), node)]
        if not CONDITIONAL & set(parents):
            found.add("/".join(parents))
    return found


@pytest.fixture(scope="module")
def mandatory() -> set[str]:
    sample = shared("standards", "nl-lom", "nllom-verplicht.xml").read_bytes().lstrip(b"\xef\xbb\xbf")
    return paths(etree.fromstring(sample))


def lom(resource: Resource) -> etree._Element:
    written = record(resource, "Redactie")
    assert written is not None
    return etree.fromstring(written.encode())


def test_the_sample_tells_what_is_mandatory(mandatory: set[str]) -> None:
    assert len(mandatory) == 12
    assert "lom/rights/cost/value/langstring" in mandatory


def test_every_record_has_all_that_is_mandatory_and_fits_the_schema(
    resources: dict[str, Resource], mandatory: set[str]
) -> None:
    schema = oai_schema()
    seen = 0
    for resource in resources.values():
        if is_possible(resource):
            found = lom(resource)
            assert mandatory <= paths(found), resource.slug
            assert schema.validate(found), schema.error_log
            seen += 1
    assert seen == 46


def test_what_is_taken_out_is_missed(resources: dict[str, Resource], mandatory: set[str]) -> None:
    for path in mandatory:
        found = lom(resources["toolwiel"])
        for node in found.findall("/".join(LOM + name for name in path.split("/")[1:])):
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)
        assert mandatory - paths(found) == {path}


def test_levels_are_those_by_which_edusources_selects(resources: dict[str, Resource]) -> None:
    ids = [node.text for node in lom(resources["toolkit-blend-je-onderwijs"]).iter(f"{LOM}id")]
    assert ids == ["be140797-803f-4b9e-81cc-5572c711e09c", "bbbd99c6-cf49-4980-baed-12388f8dcff4"]


def test_mandatory_under_conditions(resources: dict[str, Resource]) -> None:
    """1.8 where 5.6 is BVE; 6.3 where 6.2 says no more than yes; no level that would need a discipline."""
    for resource in resources.values():
        if not is_possible(resource):
            continue
        found = lom(resource)
        level = found.findtext(f"{LOM}general/{LOM}aggregationlevel/{LOM}value/{LOM}langstring")
        assert level in {"1", "2"}
        rights = found.find(f"{LOM}rights")
        assert rights is not None
        assert rights.findtext(f"{LOM}description/{LOM}langstring")


def test_the_crosswalks_name_what_is_there(things: Things) -> None:
    """A slug that is written wrong here would silently make everybody a teacher."""
    slugs = {
        scheme: {concept.slug for concept in things.scheme(scheme)} for scheme in ("target-group", "form", "sector")
    }
    assert slugs["target-group"] >= nllom._MANAGERS
    assert "studenten" in slugs["target-group"]
    assert slugs["form"] >= nllom._SINGLE
    assert set(nllom._CONTEXTS) == slugs["sector"]


def test_a_licence_that_a_source_states_is_told(resources: dict[str, Resource]) -> None:
    free = replace(resources["toolwiel"], licence="https://creativecommons.org/licenses/by-sa/4.0/")
    rights = lom(free).find(f"{LOM}rights")
    assert rights is not None
    values = [node.text for node in rights.iter(f"{LOM}langstring")]
    assert values[-2:] == ["cc-by-sa-40", "https://creativecommons.org/licenses/by-sa/4.0/"]


@pytest.mark.parametrize("unknown", [{"url": ""}, {"makers": ()}, {"audiences": ()}])
def test_without_something_mandatory_there_is_no_record(resources: dict[str, Resource], unknown: dict) -> None:
    assert record(replace(resources["toolwiel"], **unknown), "Redactie") is None


def test_a_name_cannot_break_a_vcard(resources: dict[str, Resource]) -> None:
    written = record(resources["toolwiel"], "A, B; C\\D\nEND:VCARD")
    assert written is not None
    assert r"FN:A\, B\; C\\D END:VCARD" in written
