"""Every shape has an example with one fault, which that shape finds and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import SH

from kg import turtlefile
from kg.validation import native, shape, shapes
from kg.validation.finding import Finding
from kg.validation.graph import Graph as Index

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "tests" / "shapes"
FILES = sorted((REPOSITORY / "shapes").glob("*.ttl"))
SHAPE = Namespace("https://w3id.org/instrumentenwijzer/shapes#")


def named_shapes() -> dict[str, tuple[str, URIRef]]:
    """Name of each shape with an address -> its file and address."""
    found = {}
    for path in FILES:
        for subject in set(shapes.shapes_graph([path]).subjects()):
            if isinstance(subject, URIRef):
                found[str(subject).rpartition("#")[2]] = (path.stem, subject)
    return found


ALL = shapes.shapes_graph(FILES)
NAMED = named_shapes()
# The shape of a class only holds the shapes of its properties, and has no fault of its own.
TESTED = {name: file for name, (file, iri) in NAMED.items() if (iri, SH.property, None) not in ALL}


@pytest.fixture(scope="session")
def ontology() -> list:
    """What the examples point at: the shipped ontology, and of the things in its schemes their classes alone."""
    files = sorted((REPOSITORY / "ontology").rglob("*.ttl"))
    if not any(path.parent.name == "schemes" for path in files):
        pytest.skip("ontology/schemes is empty: the examples point at its concepts")
    # The shapes look at one example only; more triples would make each of 200 runs ten times slower.
    needed = {str(RDF.type), str(RDFS.subClassOf)}
    return [triple for path in files for triple in turtlefile.read(path) if triple.predicate.value in needed]


@pytest.fixture(scope="session")
def background(ontology: list) -> Graph:
    """The same for pySHACL."""
    return shapes.rdflib_graph(ontology)


@pytest.fixture(scope="session")
def findings(background: Graph, ontology: list) -> Callable[[Path], list[Finding]]:
    """What the shapes find about the things of an example that its shape is for: with every engine the same."""
    asked = shape.read(FILES)

    def found(path: Path) -> list[Finding]:
        example = turtlefile.read(path)
        focus = things(path.relative_to(EXAMPLES).parts[0], example, background)
        results = shapes.run(background + shapes.rdflib_graph(example), ALL, focus)
        assert sorted(native.run(Index([*ontology, *example]), asked, focus)) == sorted(results)
        return results

    return found


def things(file: str, example: list, ontology: Graph) -> set[str]:
    """The things in an example of the class that a shape file is for, or of a class below it."""
    targets = {cls for name, (home, iri) in NAMED.items() if home == file for cls in ALL.objects(iri, SH.targetClass)}
    assert targets, f"no shape in shapes/{file}.ttl has a sh:targetClass"
    classes = set(targets)
    for target in targets:
        classes |= set(ontology.transitive_subjects(RDFS.subClassOf, target))
    own = shapes.rdflib_graph(example)
    # What an example only names, to be pointed at, has no more to it than a class.
    return {
        str(thing)
        for cls in classes
        for thing in own.subjects(RDF.type, cls)
        if any(predicate != RDF.type for predicate in own.predicates(thing))
    }


def test_every_shape_has_its_one_fault_example_and_every_example_its_shape() -> None:
    wanted = {f"{file}/bad/{name}.ttl" for name, file in TESTED.items()}
    assert {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/bad/*")} == wanted


def test_every_shape_file_has_a_good_example() -> None:
    assert {path.parent.name for path in EXAMPLES.glob("*/good.ttl")} == {path.stem for path in FILES}


@pytest.mark.parametrize("name", TESTED)
def test_the_shape_finds_its_fault_and_no_other_does(name: str, findings) -> None:
    results = findings(EXAMPLES / TESTED[name] / "bad" / f"{name}.ttl")
    assert {finding.shape for finding in results} == {name}


@pytest.mark.parametrize("file", [path.stem for path in FILES])
def test_a_good_example_conforms(file: str, findings) -> None:
    assert [(found.shape, found.focus, found.value) for found in findings(EXAMPLES / file / "good.ttl")] == []


@pytest.mark.parametrize("file", [path.stem for path in FILES])
def test_a_good_example_is_looked_at(file: str, background: Graph) -> None:
    example = turtlefile.read(EXAMPLES / file / "good.ttl")
    assert things(file, example, background)


@pytest.mark.parametrize("name", TESTED)
def test_every_message_is_in_dutch_and_english(name: str) -> None:
    messages = list(ALL.objects(NAMED[name][1], SH.message))
    assert sorted(message.language for message in messages) == ["en", "nl"]
    assert len({str(message) for message in messages}) == 2
    assert all(str(message).strip().endswith(".") for message in messages)


@pytest.mark.parametrize("name", TESTED)
def test_a_property_shape_is_used_by_the_shape_of_its_class(name: str) -> None:
    iri = NAMED[name][1]
    if (iri, RDF.type, SH.PropertyShape) in ALL:
        holders = [holder for holder in ALL.subjects(SH.property, iri) if isinstance(holder, URIRef)]
        assert [str(holder).rpartition("#")[2] for holder in holders] == [name.partition("-")[0]]
    else:
        assert (iri, SH.targetClass, None) in ALL


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.ttl")), ids=lambda path: path.stem)
def test_an_example_differs_from_the_good_one_in_a_few_lines_only(path: Path) -> None:
    good = (EXAMPLES / path.relative_to(EXAMPLES).parts[0] / "good.ttl").read_text(encoding="utf-8").splitlines()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(set(lines) ^ set(good)) <= 8
