"""Commands that answer: query, queries, show, find, path, evidence."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg import comparison, entities, paths, queries
from kg import evidence as evidence_of
from kg.cli.context import Session, echo_answer, echo_json, echo_table, formats, language, pass_session
from kg.errors import Code, KgError
from kg.namespaces import shorten


@click.command()
@click.argument("name")
@click.argument("parameters", nargs=-1, metavar="[[PARAM=]VALUE]...")
@formats("table", "csv", "json", "ttl")
@language
@pass_session
def query(session: Session, name: str, parameters: tuple[str, ...], form: str, lang: str | None) -> None:
    """Answer a stored question. `kg queries` lists them.

    \b
    kg query instrument-list --format csv
    kg query instruments-for-problem problem=weinig-tijd
    kg query coverage rows=theme columns=level --lang en
    kg query coverage theme level
    """
    asked = session.catalogue.query(name)
    given: dict[str, str] = {}
    order = iter(asked.parameters)
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:  # a bare value is for the next parameter of the header
            key, value = next((known.name for known in order if known.name not in given), ""), parameter
            if not key:
                raise KgError(
                    Code.USAGE,
                    f"The query {asked.name} takes no more values.",
                    where=parameter,
                    hint="`kg queries` lists the parameters of each.",
                    dutch=(
                        f"De vraag {asked.name} neemt niet meer waarden aan.",
                        "`kg queries` toont wat bij elke vraag hoort.",
                    ),
                )
        given[key] = value
    chosen = session.lang(lang)
    echo_answer(queries.run(asked, given, session.store, lang=chosen, directory=session.directory), form, chosen)


@click.command(name="queries")
@formats("table", "json")
@language
@pass_session
def list_queries(session: Session, form: str, lang: str | None) -> None:
    """The catalogue of stored questions, with their parameters and columns.

    \b
    kg queries
    kg queries --lang en --format json
    """
    chosen = session.lang(lang)
    known = session.catalogue.questions.values()
    if form == "json":
        echo_json(
            [
                {
                    "name": query.name,
                    "question": query.question[chosen],
                    "parameters": [asdict(parameter) for parameter in query.parameters],
                    "columns": query.columns,
                }
                for query in known
            ]
        )
        return
    echo_table(
        ["name", "question", "parameters", "columns"],
        [
            (
                query.name,
                query.question[chosen],
                " ".join(
                    f"{p.name}={p.kind or p.type}" if p.required else f"[{p.name}={p.kind or p.type}]"
                    for p in query.parameters
                ),
                " ".join(query.columns),
            )
            for query in known
        ],
    )


@click.command()
@click.argument("name", metavar="IRI-OR-SLUG")
@formats("table", "json")
@language
@pass_session
def show(session: Session, name: str, form: str, lang: str | None) -> None:
    """All that the graph says of one thing, with what each fact rests on.

    \b
    kg show toolkit-blend-je-onderwijs
    kg show theme/blended-learning --lang en
    kg show kg:addresses
    """
    chosen = session.lang(lang)
    described = session.directory.describe(session.directory.resolve(name, where="IRI-OR-SLUG"), chosen)
    if form == "json":
        echo_json(asdict(described))
        return
    click.secho(described.label, bold=True)
    click.echo(f"{', '.join(described.types)} · {described.iri}")
    columns = ["property", "value", "basis"] if chosen == "en" else ["eigenschap", "waarde", "basis"]
    echo_table(columns, [(fact.predicate, fact.value, fact.basis) for fact in described.facts])
    links = [fact for fact in described.incoming if "#" not in fact.iri]
    if links:
        echo_table(["from", "link"] if chosen == "en" else ["vanuit", "link"], [(f.value, f.predicate) for f in links])


@click.command()
@click.argument("text", required=False, default="")
@click.option("--only", multiple=True, metavar="FACET=VALUE", help="Only what has this: kind=problem, sector=mbo, ...")
@click.option("--limit", type=click.IntRange(1, 2000), default=20, show_default=True, help="At most this many.")
@formats("table", "json")
@language
@pass_session
def find(session: Session, text: str, only: tuple[str, ...], limit: int, form: str, lang: str | None) -> None:
    """Things by their names and texts; inflection, compounds, typos and accents do not matter.

    \b
    kg find placemat
    kg find ethics --only kind=problem --lang en
    kg find --only kind=instrument --only sector=mbo
    """
    chosen = {}
    for given in only:
        facet, equals, value = given.partition("=")
        if not equals:
            raise KgError(
                Code.USAGE,
                "This is not FACET=VALUE.",
                where=given,
                hint="Write for instance kind=problem.",
                dutch=("Dit is geen KENMERK=WAARDE.", "Schrijf bijvoorbeeld kind=problem."),
            )
        chosen[facet] = value
    found = session.search.find(text, session.lang(lang), chosen=chosen, limit=limit)
    if form == "json":
        echo_json(asdict(found))
        return
    if not found.total:
        raise KgError(
            Code.NOT_FOUND,
            f"Nothing fits {text!r}.",
            hint="Try another word, or `kg ask`.",
            dutch=(f"Niets past bij „{text}”.", "Probeer een ander woord, of `kg ask`."),
        )
    echo_table(["address", "name", "matched"], [(shorten(hit.iri), hit.label, hit.matched) for hit in found.hits])
    if found.total > len(found.hits):
        told = {"nl": "{} van {}; --limit toont meer.", "en": "{} of {}; --limit shows more."}[session.lang(lang)]
        click.echo(told.format(len(found.hits), found.total), err=True)


@click.command()
@click.argument("instruments", nargs=-1, required=True)
@formats("table", "json")
@language
@pass_session
def compare(session: Session, instruments: tuple[str, ...], form: str, lang: str | None) -> None:
    """Two to four instruments side by side; a star marks what not all of them have.

    \b
    kg compare toolwiel knoppencursussen
    """
    chosen = session.lang(lang)
    iris = [session.directory.resolve(name, kind="instrument", where="INSTRUMENTS") for name in instruments]
    rows = comparison.compare(session.things, iris, chosen)
    if form == "json":
        echo_json([asdict(row) for row in rows])
        return
    echo_table(
        ["", *(session.directory.label(iri, chosen) for iri in iris)],
        [
            (row.label, *("\n".join(e.text if e.shared else f"{e.text} *" for e in cell) for cell in row.cells))
            for row in rows
        ],
    )


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@formats("table", "json")
@language
@pass_session
def path(session: Session, start: str, end: str, form: str, lang: str | None) -> None:
    """How two things hang together: the shortest chain of links, with the links' names.

    \b
    kg path toolkit-blend-je-onderwijs theme/leiderschap
    kg path instrument/toolwiel factor/ict-geletterdheid --lang en
    """
    directory: entities.Directory = session.directory
    chosen = session.lang(lang)
    first, last = directory.resolve(start, where="A"), directory.resolve(end, where="B")
    steps = paths.named(paths.shortest(paths.ways_in(session.store), first, last), directory, chosen)
    if form == "json":
        echo_json([asdict(step) for step in steps])
        return
    click.echo(directory.label(first, chosen))
    for step in steps:
        arrow = f"  ── {step.link} ──▶" if step.direction == "forward" else f"  ◀── {step.link} ──"
        click.echo(f"{arrow} {step.end}")


@click.command()
@click.argument("name", metavar="IRI")
@formats("table", "json")
@language
@pass_session
def evidence(session: Session, name: str, form: str, lang: str | None) -> None:
    """What the statements about a thing rest on: basis, source, section and passage.

    With KG_SOURCES set to the folder of the source texts, the passages themselves are shown.

    \b
    kg evidence toolwiel
    KG_SOURCES=../shared/sources kg evidence factor/leiderschap
    """
    iri = session.directory.resolve(name, where="IRI")
    found = evidence_of.evidence(session.store, session.directory, iri, session.lang(lang), session.settings.sources)
    if form == "json":
        echo_json([asdict(item) for item in found])
        return
    columns = ["property", "value", "basis", "source", "section", "place"]
    rows = []
    for item in found:
        place = "" if item.start is None else f"{item.start}-{item.end}"
        grounds = " ".join(item.text.split()) if item.text else item.reason
        row = (item.predicate, item.object, item.basis, item.source, item.section, place)
        rows.append((*row, grounds))
    echo_table([*columns, "passage" if session.settings.sources else "reason"], rows)


COMMANDS = (query, list_queries, show, find, compare, path, evidence)
