"""The log as git tells it: every commit that touched the graph, oldest first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from kg.errors import Code, KgError
from kg.facts import Fact, parse_facts
from kg.history.log import Change, continued, version_of
from kg.history.snapshot import GRAPH_FOLDERS, archived, git


def changes(folder: Path) -> list[Change]:
    """Each record's changes with date (UTC) and version, from the git repository around a folder.

    Only the main line is followed (``--first-parent``): what was tried on a branch and not kept is no history. A
    commit whose files are not Turtle is passed over.

    :raises KgError: ``not-found`` if the folder is in no git repository, or its history was cut short.
    """
    listed = git(folder, "log", "--first-parent", "--reverse", "--format=%H %ct", "--", *_paths(folder)).decode()
    if not listed:
        raise KgError(
            Code.NOT_FOUND,
            "There is no git history of ontology/ and data/ here.",
            where=str(folder),
            hint="Run this in a clone of the repository; `kg history --write` continues the log without git.",
            dutch=(
                "Van ontology/ en data/ is hier geen geschiedenis in git.",
                "Doe dit in een kloon van de repository; `kg history --write` gaat zonder git verder met het logboek.",
            ),
        )
    if git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise KgError(
            Code.NOT_FOUND,
            "This clone holds the last commits only, so it cannot tell when records were added.",
            where=str(folder),
            hint="`git fetch --unshallow` gets the rest; `kg history --write` continues the log without git.",
            dutch=(
                "Deze kloon heeft alleen de laatste commits, en kan dus niet zeggen wanneer iets erbij kwam.",
                "`git fetch --unshallow` haalt de rest; `kg history --write` gaat zonder git verder met het logboek.",
            ),
        )
    log: list[Change] = []
    read: dict[tuple[str, bytes], list[Fact]] = {}
    for line in listed.splitlines():
        commit, seconds = line.split()
        try:
            facts = _facts(commit, folder, read)
        except KgError as error:
            if error.code is not Code.UNREADABLE:
                raise
            continue
        day = datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
        log = continued(log, facts, day, version_of(facts))
    return log


def _paths(folder: Path) -> list[str]:
    top = git(folder, "rev-parse", "--show-toplevel").decode().strip()
    return [f"{top}/{part}" for part in GRAPH_FOLDERS]


def _facts(commit: str, folder: Path, read: dict[tuple[str, bytes], list[Fact]]) -> list[Fact]:
    """The facts of a commit; a file that did not change is not parsed again."""
    now = {
        (file, data): read.get((file, data)) or parse_facts(data.decode(), file, PurePosixPath(file).suffix[1:])
        for file, data in archived(commit, folder)
    }
    read.clear()
    read.update(now)
    return [fact for facts in now.values() for fact in facts]
