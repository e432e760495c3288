"""The six verbs and the eight errors, every answer against the XML schemas."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from conformance import oai_schema
from lxml import etree

from kg.namespaces import ID
from kg.publish.oai import protocol
from kg.publish.oai.protocol import NO_MAIL, PAGE, answer, everything
from kg.publish.oai.repository import Repository, identifier
from kg.publish.oai.token import read_token
from kg.publish.resources import Resource
from kg.publish.site import Site

OAI = "{http://www.openarchives.org/OAI/2.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NOW = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
TOOLWIEL = identifier(ID + "instrument/toolwiel")
GONE = identifier(ID + "instrument/weg")


@pytest.fixture(scope="module")
def repository(resources: dict[str, Resource], site: Site) -> Repository:
    changed = {ID + "instrument/toolwiel": "2026-11-25"}
    return Repository(list(resources.values()), site, changed, {ID + "instrument/weg": "2026-11-25"}, "2026-11-24")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return oai_schema()


class Harvester:
    """Asks, and holds every answer against the schemas."""

    def __init__(self, repository: Repository, schema: etree.XMLSchema) -> None:
        self.repository = repository
        self.schema = schema

    def raw(self, *arguments: tuple[str, str]) -> etree._Element:
        found = etree.fromstring(answer(self.repository, arguments, NOW).encode())
        # The schema of RDF/XML is not among the shared ones: that part is read as RDF in a test of its own.
        copy = etree.fromstring(etree.tostring(found))
        for metadata in copy.iter(f"{OAI}metadata"):
            if metadata.find(f"{RDF}RDF") is not None:
                metadata.getparent().remove(metadata)  # type: ignore[union-attr]
        assert self.schema.validate(copy), self.schema.error_log
        return found

    def ask(self, verb: str, **arguments: str) -> etree._Element:
        named = {name.rstrip("_"): value for name, value in arguments.items()}
        found = self.raw(("verb", verb), *named.items())
        content = found.find(f"{OAI}{verb}")
        assert content is not None, etree.tostring(found)
        return content

    def error(self, *arguments: tuple[str, str]) -> tuple[str, dict[str, str]]:
        """Code of the error, and what the answer repeats of the request."""
        found = self.raw(*arguments)
        error, request = found.find(f"{OAI}error"), found.find(f"{OAI}request")
        assert error is not None, etree.tostring(found)[:600]
        assert request is not None
        assert error.text
        return error.get("code", ""), dict(request.attrib)  # type: ignore[arg-type]

    def all(self, verb: str, **arguments: str) -> list[list[str]]:
        """Identifiers of all parts of a list, by following its tokens."""
        parts = []
        found = self.ask(verb, **arguments)
        for _turn in range(20):
            parts.append([node.text or "" for node in found.iter(f"{OAI}identifier")])
            token = found.findtext(f"{OAI}resumptionToken")
            if not token:
                return parts
            found = self.ask(verb, resumptionToken=token)
        raise AssertionError("the tokens loop")


@pytest.fixture(scope="module")
def harvester(repository: Repository, schema: etree.XMLSchema) -> Harvester:
    return Harvester(repository, schema)


@pytest.mark.parametrize(
    ("verb", "arguments", "names"),
    [
        ("Identify", {}, ["repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp",
                          "deletedRecord", "granularity"]),
        ("ListMetadataFormats", {}, ["metadataPrefix", "schema", "metadataNamespace"]),
        ("ListSets", {}, ["setSpec", "setName"]),
        ("GetRecord", {"identifier": TOOLWIEL, "metadataPrefix": "oai_dc"}, ["header", "identifier", "datestamp"]),
        ("GetRecord", {"identifier": TOOLWIEL, "metadataPrefix": "oai_dc"}, ["responseDate", "request"]),
    ],
)  # fmt: skip
def test_the_schemas_notice_what_is_taken_out(
    repository: Repository, schema: etree.XMLSchema, verb: str, arguments: dict[str, str], names: list[str]
) -> None:
    for name in names:
        found = etree.fromstring(answer(repository, [("verb", verb), *arguments.items()], NOW).encode())
        assert schema.validate(found)
        node = next(found.iter(OAI + name))
        node.getparent().remove(node)  # type: ignore[union-attr]
        assert not schema.validate(found), name


def test_the_address_is_that_where_it_is_asked(repository: Repository) -> None:
    found = etree.fromstring(answer(repository, [("verb", "Identify")], NOW, "http://localhost:1/oai").encode())
    assert [node.text for node in found.iter(f"{OAI}request", f"{OAI}baseURL")] == ["http://localhost:1/oai"] * 2


# The verbs


def test_identify(harvester: Harvester) -> None:
    found = {node.tag.removeprefix(OAI): node.text for node in harvester.ask("Identify")}
    assert found["baseURL"] == "https://wijzer.example.org/iw/oai"
    assert found["adminEmail"] == "redactie@example.org"
    assert (found["earliestDatestamp"], found["granularity"]) == ("2026-11-24", "YYYY-MM-DD")
    assert found["deletedRecord"] == "persistent"


def test_without_an_e_mail_address_nobodys_is_given(resources: dict[str, Resource], schema: etree.XMLSchema) -> None:
    nobody = Repository(list(resources.values()), Site(), {}, {}, "2026-11-24")
    found = Harvester(nobody, schema).ask("Identify")
    assert found.findtext(f"{OAI}adminEmail") == NO_MAIL
    assert NO_MAIL.endswith(".invalid")


def test_list_metadata_formats(harvester: Harvester) -> None:
    def prefixes(**arguments: str) -> list[str | None]:
        return [node.text for node in harvester.ask("ListMetadataFormats", **arguments).iter(f"{OAI}metadataPrefix")]

    assert prefixes() == ["oai_dc", "nl_lom", "schema_org"]
    assert prefixes(identifier=TOOLWIEL) == ["oai_dc", "nl_lom", "schema_org"]
    assert prefixes(identifier=identifier(ID + "instrument/tpack")) == ["oai_dc", "schema_org"]


def test_list_sets(harvester: Harvester) -> None:
    specs = [node.text for node in harvester.ask("ListSets").iter(f"{OAI}setSpec")]
    assert {"sector", "sector:mbo", "programme:versnellingsplan", "form:toolkit", "theme:ethiek", "list"} <= set(specs)
    assert len(specs) == len(set(specs))


@pytest.mark.parametrize("prefix", ["oai_dc", "nl_lom", "schema_org"])
def test_get_record(harvester: Harvester, prefix: str) -> None:
    found = harvester.ask("GetRecord", identifier=TOOLWIEL, metadataPrefix=prefix)
    assert found.findtext(f".//{OAI}datestamp") == "2026-11-25"
    assert "https://mbodigitaal.nl/toolwiel/" in etree.tostring(found).decode()


def test_a_deleted_record_is_told_and_has_no_metadata(harvester: Harvester) -> None:
    found = harvester.ask("GetRecord", identifier=GONE, metadataPrefix="nl_lom")
    header = found.find(f".//{OAI}header")
    assert header is not None
    assert header.get("status") == "deleted"
    assert found.find(f".//{OAI}metadata") is None


def test_schema_org_is_rdf_that_says_the_same_as_the_page(harvester: Harvester, resources: dict[str, Resource]) -> None:
    import json

    import pyoxigraph as ox

    from kg.publish.schemaorg import instrument

    found = harvester.ask("GetRecord", identifier=TOOLWIEL, metadataPrefix="schema_org").find(f".//{RDF}RDF")
    assert found is not None
    said = {q.triple for q in ox.parse(etree.tostring(found), ox.RdfFormat.RDF_XML)}
    page = json.dumps(instrument(resources["toolwiel"], harvester.repository.site, "nl"))
    assert said == {q.triple for q in ox.parse(page, ox.RdfFormat.JSON_LD)}
    assert len(said) > 50


# Lists


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
@pytest.mark.parametrize(("prefix", "size"), [("oai_dc", 79), ("nl_lom", 47), ("schema_org", 79)])
def test_a_list_comes_in_parts_each_item_once(harvester: Harvester, verb: str, prefix: str, size: int) -> None:
    parts = [[text for text in part if text.startswith("oai:")] for part in harvester.all(verb, metadataPrefix=prefix)]
    together = [name for part in parts for name in part]
    assert len(together) == len(set(together)) == size
    assert [len(part) for part in parts] == [PAGE] * (size // PAGE) + [size % PAGE]


def test_the_last_part_has_an_empty_token_and_each_says_where_it_is(harvester: Harvester) -> None:
    token = harvester.ask("ListIdentifiers", metadataPrefix="oai_dc").find(f"{OAI}resumptionToken")
    seen = []
    while token is not None:
        seen.append((token.get("cursor"), token.get("completeListSize")))
        if not token.text:
            break
        token = harvester.ask("ListIdentifiers", resumptionToken=token.text).find(f"{OAI}resumptionToken")
    assert seen == [("0", "79"), ("25", "79"), ("50", "79"), ("75", "79")]


def test_a_token_keeps_set_and_days(harvester: Harvester) -> None:
    chosen = {"metadataPrefix": "oai_dc", "set": "sector", "from_": "2026-11-24", "until": "2026-11-24"}
    first = harvester.ask("ListIdentifiers", **chosen).findtext(f"{OAI}resumptionToken")
    token = read_token(first or "")
    assert token is not None
    assert (token.first, token.last, token.group) == ("2026-11-24", "2026-11-24", "sector")
    together = [name for part in harvester.all("ListIdentifiers", **chosen) for name in part]
    assert TOOLWIEL not in together, "it changed later"
    assert len(together) == 73


def test_only_what_changed_since_a_day(harvester: Harvester) -> None:
    parts = harvester.all("ListIdentifiers", metadataPrefix="oai_dc", from_="2026-11-25")
    assert parts == [[TOOLWIEL, GONE]]


def test_a_short_list_has_no_token(harvester: Harvester) -> None:
    found = harvester.ask(
        "ListRecords", metadataPrefix="oai_dc", set="sector:mbo", until="2026-11-24", from_="2026-11-24"
    )
    assert len(list(found.iter(f"{OAI}record"))) < 79
    few = harvester.ask("ListRecords", metadataPrefix="oai_dc", from_="2026-11-25")
    assert few.find(f"{OAI}resumptionToken") is None


def test_all_records_in_one_answer(harvester: Harvester) -> None:
    whole = etree.fromstring(everything(harvester.repository, "nl_lom", NOW).encode())
    assert harvester.schema.validate(whole)
    assert len(list(whole.iter(f"{OAI}record"))) == 47


# Errors

V = "verb"
LIST = (V, "ListRecords")
DC = ("metadataPrefix", "oai_dc")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("badVerb", []),
        ("badVerb", [(V, "")]),
        ("badVerb", [(V, "listrecords")]),
        ("badVerb", [(V, "Identify"), (V, "Identify")]),
        ("badArgument", [(V, "Identify"), ("set", "list")]),
        ("badArgument", [LIST]),
        ("badArgument", [LIST, DC, ("foo", "bar")]),
        ("badArgument", [LIST, DC, DC]),
        ("badArgument", [LIST, ("metadataPrefix", "oai dc")]),
        ("badArgument", [LIST, DC, ("from", "yesterday")]),
        ("badArgument", [LIST, DC, ("from", "2026-02-30")]),
        ("badArgument", [LIST, DC, ("from", "2026-11-24T00:00:00Z")]),
        ("badArgument", [LIST, DC, ("from", "2026-11-25"), ("until", "2026-11-24")]),
        ("badArgument", [LIST, DC, ("until", "")]),
        ("badArgument", [LIST, DC, ("set", "")]),
        ("badArgument", [LIST, DC, ("set", "a b")]),
        ("badArgument", [LIST, DC, ("resumptionToken", "x")]),
        ("badArgument", [(V, "GetRecord"), DC]),
        ("badArgument", [(V, "GetRecord"), ("identifier", TOOLWIEL)]),
        ("badArgument", [(V, "Identify"), ("resumptionToken", "x")]),
        ("badResumptionToken", [LIST, ("resumptionToken", "")]),
        ("badResumptionToken", [LIST, ("resumptionToken", "x")]),
        ("badResumptionToken", [(V, "ListSets"), ("resumptionToken", "x")]),
        ("cannotDisseminateFormat", [LIST, ("metadataPrefix", "marc21")]),
        ("cannotDisseminateFormat", [(V, "GetRecord"), ("identifier", TOOLWIEL), ("metadataPrefix", "marc21")]),
        ("idDoesNotExist", [(V, "GetRecord"), ("identifier", "oai:w3id.org:x"), DC]),
        ("idDoesNotExist", [(V, "ListMetadataFormats"), ("identifier", "toolwiel")]),
        ("noRecordsMatch", [LIST, DC, ("set", "sector:po")]),
        ("noRecordsMatch", [LIST, DC, ("until", "2020-01-01")]),
        ("noRecordsMatch", [LIST, DC, ("from", "2099-01-01")]),
    ],
)
def test_each_error_is_the_one_that_the_specification_names(
    harvester: Harvester, code: str, arguments: list[tuple[str, str]]
) -> None:
    found, repeated = harvester.error(*arguments)
    assert found == code
    # Section 3.2: a request that was not understood is not repeated, any other is.
    assert repeated == ({} if code in {"badVerb", "badArgument"} else dict(arguments))


def test_what_is_not_enough_for_nl_lom_is_said_so(harvester: Harvester) -> None:
    tpack = ("identifier", identifier(ID + "instrument/tpack"))
    code, _repeated = harvester.error((V, "GetRecord"), tpack, ("metadataPrefix", "nl_lom"))
    assert code == "cannotDisseminateFormat"


def test_a_token_of_another_state_or_place_is_refused(harvester: Harvester, resources: dict[str, Resource]) -> None:
    text = harvester.ask("ListRecords", metadataPrefix="oai_dc").findtext(f"{OAI}resumptionToken")
    token = read_token(text or "")
    assert token is not None

    def error(**changed: object) -> str:
        from dataclasses import replace

        return harvester.error(LIST, ("resumptionToken", replace(token, **changed).written()))[0]

    for changed in (
        {"state": "0" * 16},
        {"cursor": 0},
        {"cursor": -25},
        {"cursor": 26},
        {"cursor": 1000},
        {"prefix": "x"},
    ):
        assert error(**changed) == "badResumptionToken", changed
    newer = Repository(list(resources.values())[1:], harvester.repository.site, {}, {}, "2026-11-24")
    assert "badResumptionToken" in answer(newer, [LIST, ("resumptionToken", text or "")], NOW)


def test_hostile_arguments_come_back_as_text(harvester: Harvester) -> None:
    hostile = '"><script>\x00\x0b&'
    code, repeated = harvester.error((V, "GetRecord"), ("identifier", hostile), DC)
    assert (code, repeated["identifier"]) == ("idDoesNotExist", '"><script>&')


def test_the_time_is_utc(repository: Repository) -> None:
    from datetime import timedelta, timezone

    amsterdam = datetime(2026, 11, 25, 21, 0, tzinfo=timezone(timedelta(hours=1)))
    assert "<responseDate>2026-11-25T20:00:00Z</responseDate>" in protocol.answer(
        repository, [(V, "Identify")], amsterdam
    )
