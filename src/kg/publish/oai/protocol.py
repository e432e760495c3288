"""The six verbs: from the arguments of a request to the XML of the answer, errors included.

Every answer is XML with status 200, errors too: OAI-PMH has its own errors (section 3.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from kg.publish.oai.formats import FORMATS, Format
from kg.publish.oai.repository import NAMESPACE, Item, Repository
from kg.publish.oai.token import Token, read_token
from kg.publish.site import TITLES
from kg.publish.xml import DECLARATION, Markup, element

MEDIA_TYPE = "text/xml; charset=utf-8"
PAGE = 25
# OAI-PMH asks for an e-mail address. Without one in KG_CONTACT, one that by RFC 2606 can never be anybody's.
NO_MAIL = "no-contact-set@instrumentenwijzer.invalid"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
_LIST = ({"metadataPrefix"}, {"from", "until", "set"})
# Verb -> arguments that it needs, and that it may have (section 4). A resumption token stands alone.
_VERBS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), set()),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}
_RESUMABLE = {"ListSets", "ListIdentifiers", "ListRecords"}


class OaiError(Exception):
    """An error of the protocol.

    :param code: one of the eight of section 3.6.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _arguments(given: Iterable[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """Verb and arguments, each allowed, needed ones there, none twice."""
    arguments: dict[str, str] = {}
    for name, value in given:
        if name in arguments:
            raise OaiError("badVerb" if name == "verb" else "badArgument", f"{name} is given more than once.")
        arguments[name] = value
    verb = arguments.pop("verb", "")
    if verb not in _VERBS:
        raise OaiError("badVerb", f"{verb or 'No verb'}: choose one of {', '.join(_VERBS)}.")
    if "resumptionToken" in arguments and verb in _RESUMABLE:
        if len(arguments) > 1:
            raise OaiError("badArgument", "A resumptionToken stands alone.")
        return verb, arguments
    needed, allowed = _VERBS[verb]
    for name in arguments:
        if name not in needed | allowed:
            raise OaiError("badArgument", f"{verb} has no argument {name}.")
    for name in sorted(needed - set(arguments)):
        raise OaiError("badArgument", f"{verb} needs {name}.")
    return verb, arguments


def _day(arguments: dict[str, str], name: str) -> str:
    value = arguments.get(name)
    if value is None:
        return ""
    if not _DAY.fullmatch(value):
        raise OaiError("badArgument", f"{name} has to be a day, YYYY-MM-DD: that is the granularity here.")
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise OaiError("badArgument", f"{name} is no day of the calendar.") from error
    return value


def _format(prefix: str) -> Format:
    if not _PREFIX.fullmatch(prefix):
        raise OaiError("badArgument", "This is no name of a form.")
    if prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", f"The forms here are {', '.join(FORMATS)}.")
    return FORMATS[prefix]


def _item(repository: Repository, identifier: str) -> Item:
    item = repository.items.get(identifier)
    if item is None:
        raise OaiError("idDoesNotExist", "There is no such item; ListIdentifiers names all.")
    return item


def _header(item: Item) -> Markup:
    return element(
        "header",
        element("identifier", item.identifier),
        element("datestamp", item.datestamp),
        *(element("setSpec", name) for name in item.sets),
        attributes={"status": "deleted"} if item.resource is None else None,
    )


def _record(repository: Repository, item: Item, prefix: str) -> Markup:
    metadata = repository.metadata(item, prefix)
    return element("record", _header(item), element("metadata", metadata) if metadata else None)


def _identify(repository: Repository, address: str) -> Markup:
    contact = repository.site.contact
    return element(
        "Identify",
        element("repositoryName", TITLES["nl"]),
        element("baseURL", address),
        element("protocolVersion", "2.0"),
        element("adminEmail", contact.removeprefix("mailto:") if contact.startswith("mailto:") else NO_MAIL),
        element("earliestDatestamp", repository.earliest),
        element("deletedRecord", "persistent"),
        element("granularity", "YYYY-MM-DD"),
        element("compression", "gzip"),
        element(
            "description",
            element(
                "oai-identifier",
                element("scheme", "oai"),
                element("repositoryIdentifier", NAMESPACE),
                element("delimiter", ":"),
                element("sampleIdentifier", next(iter(repository.items), f"oai:{NAMESPACE}:instrumentenwijzer/none")),
                attributes={
                    "xmlns": _OAI_IDENTIFIER,
                    "xsi:schemaLocation": f"{_OAI_IDENTIFIER} {_OAI_IDENTIFIER}.xsd",
                },
            ),
        ),
    )


def _formats(repository: Repository, arguments: dict[str, str]) -> Markup:
    found = list(FORMATS.values())
    if "identifier" in arguments:
        item = _item(repository, arguments["identifier"])
        found = [form for form in found if repository.has(item, form.prefix)]
    return element(
        "ListMetadataFormats",
        *(
            element(
                "metadataFormat",
                element("metadataPrefix", form.prefix),
                element("schema", form.schema),
                element("metadataNamespace", form.namespace),
            )
            for form in found
        ),
    )


def _list_sets(repository: Repository, arguments: dict[str, str]) -> Markup:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets is whole: it has no tokens.")
    listed = [
        element("set", element("setSpec", spec), element("setName", name))
        for spec, name in sorted(repository.sets.items())
    ]
    return element("ListSets", *listed)


def _get_record(repository: Repository, arguments: dict[str, str]) -> Markup:
    item = _item(repository, arguments["identifier"])
    form = _format(arguments["metadataPrefix"])
    if not repository.has(item, form.prefix):
        raise OaiError("cannotDisseminateFormat", "Not enough is known of this instrument for that form.")
    return element("GetRecord", _record(repository, item, form.prefix))


def _start(repository: Repository, arguments: dict[str, str]) -> Token:
    """Where a list starts, or goes on."""
    if "resumptionToken" in arguments:
        token = read_token(arguments["resumptionToken"])
        if token is None or token.prefix not in FORMATS or token.cursor <= 0 or token.cursor % PAGE:
            raise OaiError("badResumptionToken", "This token is not one of ours.")
        if token.state != repository.state:
            raise OaiError("badResumptionToken", "The graph has changed since: start the list anew.")
        return token
    first, last = _day(arguments, "from"), _day(arguments, "until")
    if first and last and first > last:
        raise OaiError("badArgument", "from is later than until.")
    group = arguments.get("set", "")
    if "set" in arguments and not _SET.fullmatch(group):
        raise OaiError("badArgument", "This is no set specification; ListSets names all.")
    return Token(_format(arguments["metadataPrefix"]).prefix, first, last, group, 0, repository.state)


def _list(repository: Repository, verb: str, arguments: dict[str, str]) -> Markup:
    start = _start(repository, arguments)
    found = repository.selection(start.prefix, start.first, start.last, start.group)
    if start.cursor >= len(found) and start.cursor:
        raise OaiError("badResumptionToken", "This token points behind the end of its list.")
    if not found:
        raise OaiError("noRecordsMatch", "Nothing fits these arguments.")
    part = found[start.cursor : start.cursor + PAGE]
    listed = [_header(item) if verb == "ListIdentifiers" else _record(repository, item, start.prefix) for item in part]
    behind = start.cursor + len(part)
    token = None
    if len(found) > PAGE:
        more = Token(start.prefix, start.first, start.last, start.group, behind, start.state).written()
        # The last part has an empty token (section 3.5).
        token = element(
            "resumptionToken",
            more if behind < len(found) else None,
            attributes={"completeListSize": str(len(found)), "cursor": str(start.cursor)},
        )
    return element(verb, *listed, token)


def _content(repository: Repository, verb: str, arguments: dict[str, str], address: str) -> Markup:
    match verb:
        case "Identify":
            return _identify(repository, address)
        case "ListMetadataFormats":
            return _formats(repository, arguments)
        case "ListSets":
            return _list_sets(repository, arguments)
        case "GetRecord":
            return _get_record(repository, arguments)
        case _:
            return _list(repository, verb, arguments)


def _envelope(address: str, said: dict[str, str], content: Markup, now: datetime) -> str:
    return DECLARATION + element(
        "OAI-PMH",
        element("responseDate", now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
        element("request", address, attributes=said),
        content,
        attributes={
            "xmlns": _OAI,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
        },
    )


def everything(repository: Repository, prefix: str, now: datetime) -> str:
    """All records in a form as one answer without tokens, for who takes a file rather than harvests.

    :param prefix: one of :data:`kg.publish.oai.formats.FORMATS`.
    """
    records = [_record(repository, item, prefix) for item in repository.selection(prefix, "", "", "")]
    said = {"verb": "ListRecords", "metadataPrefix": prefix}
    return _envelope(repository.site.address("oai"), said, element("ListRecords", *records), now)


def answer(repository: Repository, given: Iterable[tuple[str, str]], now: datetime, address: str = "") -> str:
    """The answer to a request.

    :param given: names and values of its arguments, as they came, repeated ones included.
    :param now: the time of the answer, with its zone.
    :param address: where the repository is asked (section 3.2: the base URL); empty for where it is published.
    """
    address = address or repository.site.address("oai")
    said: dict[str, str] = {}
    try:
        verb, arguments = _arguments(given)
        said = {"verb": verb, **arguments}
        content = _content(repository, verb, arguments, address)
    except OaiError as error:
        content = element("error", str(error), attributes={"code": error.code})
        if error.code in {"badVerb", "badArgument"}:
            # Section 3.2: what was not understood is not repeated.
            said = {}
    return _envelope(address, said, content, now)
