"""One state of a graph: a folder, a file, or a revision in git."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from shutil import which

from kg.errors import Code, KgError
from kg.facts import Fact, parse_facts, read_facts
from kg.namespaces import DCT, RDFS, SKOS

GRAPH_FOLDERS = ("ontology", "data")
_RDF_FILES = {".ttl", ".nt", ".rdf", ".jsonld", ".trig", ".nq"}
# What a thing is called, best first.
_NAMES = (SKOS + "prefLabel", RDFS + "label", DCT + "title")


@dataclass(frozen=True)
class Snapshot:
    """The facts of a graph at one time.

    :param name: what it was asked by: a path or a revision.
    :param facts: all its facts, blank nodes named by content.
    """

    name: str
    facts: frozenset[Fact] = field(repr=False)

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        """(Address, language) -> name; language ``""`` for any name at all."""
        found: dict[tuple[str, str], str] = {}
        for predicate in _NAMES:
            for fact in self.facts:
                if fact.predicate == predicate and fact.object.kind == "literal":
                    found.setdefault((fact.subject, fact.object.lang), fact.object.value)
                    found.setdefault((fact.subject, ""), fact.object.value)
        return found


def snapshot(name: str, folder: Path) -> Snapshot:
    """The state that a person names.

    :param name: a folder (with ontology/ and data/, or any folder with RDF files), an RDF file, or a git revision.
    :param folder: where to look for git, and for relative paths.
    :raises KgError: ``not-found`` if it is neither path nor revision, ``unreadable`` for broken files.
    """
    path = folder / Path(name).expanduser()
    if path.is_file():
        return Snapshot(name, frozenset(read_facts(path)))
    if path.is_dir():
        facts = [fact for file in graph_files(path) for fact in read_facts(file)]
        return Snapshot(name, frozenset(facts))
    return Snapshot(name, frozenset(fact for _file, facts in revision_files(name, folder) for fact in facts))


def graph_files(folder: Path) -> list[Path]:
    """The RDF files of a graph: those of ontology/ and data/ where these are there, else all in the folder.

    :raises KgError: ``unreadable`` if there are none.
    """
    places = [folder / part for part in GRAPH_FOLDERS if (folder / part).is_dir()] or [folder]
    files = sorted(file for place in places for file in place.rglob("*") if file.suffix in _RDF_FILES)
    if not files:
        raise KgError(
            Code.UNREADABLE,
            "There are no RDF files in this folder.",
            where=str(folder),
            hint="Give a graph's folder.",
            dutch=("In deze map staan geen RDF-bestanden.", "Noem de map van een graaf."),
        )
    return files


def revision_files(revision: str, folder: Path) -> Iterator[tuple[str, list[Fact]]]:
    """File name -> facts of the graph's files in a revision of the git repository around a folder.

    :raises KgError: ``not-found`` for an unknown revision, ``unreadable`` where there is no git.
    """
    for file, data in archived(revision, folder):
        yield file, parse_facts(data.decode("utf-8"), f"{revision}:{file}", PurePosixPath(file).suffix[1:])


def archived(revision: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the graph's files in a revision; errors as :func:`revision_files`."""
    commit = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise KgError(
            Code.NOT_FOUND,
            f"There is no file, folder or git revision {revision!r}.",
            hint="Give a path, or a revision such as HEAD~3, v1.0.0 or main.",
            dutch=(
                f"Er is geen bestand, map of versie in git die {revision} heet.",
                "Noem een pad, of een versie zoals HEAD~3, v1.0.0 of main.",
            ),
        )
    top = Path(git(folder, "rev-parse", "--show-toplevel").decode().strip())
    listed = git(top, "ls-tree", "-d", "--name-only", commit.decode().strip(), *GRAPH_FOLDERS).decode().split()
    packed = git(top, "archive", "--format=tar", commit.decode().strip(), *listed)
    # Slow to import, and only who asks for an earlier state needs it.
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream and PurePosixPath(member.name).suffix in _RDF_FILES:
                yield member.name, stream.read()


def git(folder: Path, *arguments: str) -> bytes:
    """What a git command prints; empty if it fails.

    :raises KgError: ``unreadable`` where git is not installed.
    """
    program = which("git")
    if program is None:
        dutch = ("git is hier niet.", "Vergelijk mappen, of installeer git.")
        hint = "Compare folders instead, or install git."
        raise KgError(Code.UNREADABLE, "git is not installed.", hint=hint, dutch=dutch)
    command = [program, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (git itself, arguments as a list)
    return done.stdout if done.returncode == 0 else b""


def merged_labels(snapshots: Iterable[Snapshot]) -> dict[tuple[str, str], str]:
    """The names that several states give; the last one that names a thing counts."""
    found: dict[tuple[str, str], str] = {}
    for state in snapshots:
        found |= state.labels
    return found
