"""What the repository holds: items with their days, sets and forms."""

from __future__ import annotations

import pytest

from kg.namespaces import ID
from kg.publish.oai.repository import Repository, identifier
from kg.publish.resources import Resource
from kg.publish.site import Site

TOOLWIEL = ID + "instrument/toolwiel"
GONE = ID + "instrument/weg"


@pytest.fixture(scope="module")
def repository(resources: dict[str, Resource]) -> Repository:
    changed = {TOOLWIEL: "2026-11-26", ID + "theme/ethiek": "2026-11-28"}
    return Repository(list(resources.values()), Site(), changed, {GONE: "2026-11-27"}, "2026-11-24")


def test_identifiers_follow_the_guidelines() -> None:
    assert identifier(TOOLWIEL) == "oai:w3id.org:instrumentenwijzer/instrument/toolwiel"


def test_a_record_changes_with_the_names_that_it_shows(repository: Repository, resources: dict[str, Resource]) -> None:
    assert repository.items[identifier(TOOLWIEL)].datestamp == "2026-11-26"
    ethical = next(r for r in resources.values() if any(theme.slug == "ethiek" for theme in r.themes))
    assert repository.items[identifier(ethical.iri)].datestamp == "2026-11-28"


def test_what_is_deleted_stays_as_such_in_every_form(repository: Repository) -> None:
    item = repository.items[identifier(GONE)]
    assert (item.resource, item.datestamp) == (None, "2026-11-27")
    assert all(repository.has(item, prefix) for prefix in ("oai_dc", "nl_lom", "schema_org"))


def test_a_member_of_a_set_is_a_member_of_the_set_above(repository: Repository) -> None:
    for item in repository.items.values():
        assert {name.partition(":")[0] for name in item.sets} <= set(item.sets)
        assert set(item.sets) <= set(repository.sets)


def test_a_selection_is_by_days_set_and_form(repository: Repository) -> None:
    assert len(repository.selection("oai_dc", "", "", "")) == 79
    assert len(repository.selection("nl_lom", "", "", "")) == 47
    assert len(repository.selection("oai_dc", "", "", "list")) == 47
    since = {item.identifier for item in repository.selection("oai_dc", "2026-11-26", "2026-11-27", "")}
    assert since == {identifier(TOOLWIEL), identifier(GONE)}


def test_the_state_changes_when_an_item_does(resources: dict[str, Resource], repository: Repository) -> None:
    items = list(resources.values())
    same = Repository(items, Site(), {}, {}, "2026-11-24")
    assert same.state == Repository(items, Site("https://example.org/"), {}, {}, "2026-11-24").state
    assert len({same.state, repository.state, Repository(items[1:], Site(), {}, {}, "2026-11-24").state}) == 3
