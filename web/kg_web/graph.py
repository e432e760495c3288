"""The graph as a drawing with an equal list: a thing and what it is linked to, and the path between two things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _

from kg.drawing import Box, Drawing, Link, chain
from kg.drawing.neighbourhood import Neighbourhood, Wording, around
from kg.errors import KgError
from kg.namespaces import ID, SYMMETRIC, split_address
from kg.paths import shortest, ways_of
from kg.things import Claim, Thing
from kg_web.axes import known_one
from kg_web.kept import kept
from kg_web.language import current_language
from kg_web.site import current_site
from kg_web.words import kind_name, sentence

blueprint = Blueprint("graph", __name__, url_prefix="/graph")
# The most things that one drawing opens, and names that a search offers.
_MOST_OPENED, _MOST_OFFERED = 12, 8


@blueprint.get("/<kind>/<slug>")
@kept
def page(kind: str, slug: str) -> str:
    """A thing with what it is linked to; ``open`` (repeated) opens others, ``kinds`` chooses the kinds shown.

    Of a kind with very many things the first are drawn; ``all`` (repeated) names the kinds that are drawn whole.
    """
    things, lang = current_site().things, current_language()
    root = things.get(kind, slug)
    if root is None:
        abort(404)
    opened = [_opened(name) for name in request.args.getlist("open")[:_MOST_OPENED] if name]
    chosen = request.args.get("kinds")
    shown = None if chosen is None else set(_kinds("kinds", chosen.split(",")))
    whole = _kinds("all", request.args.getlist("all"))
    hood = around(things, root, opened, shown, Wording(lang, _heading, _rest), whole=whole)
    return render_template("graph/page.html", hood=hood, view=View(hood, opened, chosen, whole), lang=lang)


def _opened(name: str) -> Thing:
    """A thing that the address opens.

    :raises KgError: ``not-found`` for a name that nothing has; it names what resembles it.
    """
    site = current_site()
    return site.things.all.get(ID + name) or site.things.all[site.directory.resolve(name, where="open")]


def _kinds(parameter: str, names: Iterable[str]) -> list[str]:
    """The kinds that the address names, each once.

    :raises KgError: ``not-found`` for another word; it names those that resemble it.
    """
    known = sorted(current_site().things.kinds)
    return [known_one(parameter, name, known) for name in dict.fromkeys(names) if name]


def _heading(kind: str) -> str:
    return sentence(kind_name(kind))


def _rest(number: int) -> str:
    return str(_("Toon ook de andere %(number)s", number=number))


@dataclass(frozen=True)
class View:
    """Addresses of this drawing with something more, or something less.

    :param opened: the things opened beside the root.
    :param chosen: the kinds as the address has them, or ``None``.
    :param whole: the kinds that are drawn whole, however many things they have.
    """

    hood: Neighbourhood
    opened: list[Thing]
    chosen: str | None
    whole: list[str]

    def _address(
        self, opened: Iterable[Thing], chosen: str | None, whole: Iterable[str] | None = None, *, place: str
    ) -> str:
        """An address of this drawing; with the place on the page where its reader goes on."""
        root = self.hood.root
        names = [f"{thing.kind}/{thing.slug}" for thing in opened]
        drawn_whole = list(self.whole if whole is None else whole)
        return url_for(
            "graph.page",
            kind=root.kind,
            slug=root.slug,
            open=names or None,
            kinds=chosen,
            all=drawn_whole or None,
            _anchor=place,
        )

    @staticmethod
    def place(iri: str) -> str:
        """The name on the page of the button that opens or closes a thing."""
        thing = current_site().things.all[iri]
        return f"{thing.kind}-{thing.slug}"

    def opening(self, iri: str) -> str:
        """With the neighbours of this thing too."""
        return self._address([*self.opened, current_site().things.all[iri]], self.chosen, place=self.place(iri))

    def closing(self, iri: str) -> str:
        """Without the neighbours of this thing."""
        return self._address([thing for thing in self.opened if thing.iri != iri], self.chosen, place=self.place(iri))

    def toggled(self, kind: str) -> str:
        """With this kind shown if it was hidden, hidden if it was shown."""
        shown = set(self.hood.kinds) - self.hood.hidden
        return self._address(self.opened, ",".join(sorted(shown ^ {kind})), place=f"kind-{kind}")

    def with_all(self, kind: str) -> str:
        """With all things of this kind drawn."""
        return self._address(self.opened, self.chosen, [*self.whole, kind], place="drawing")

    def is_open(self, iri: str) -> bool:
        """Whether the neighbours of this thing are shown."""
        return any(thing.iri == iri for thing, _found in self.hood.opened)


@dataclass(frozen=True)
class Joint:
    """One step of a path: a thing, what joins it to the next, and what that rests on.

    :param forward: whether the thing is the one of which the link is said, or the next.
    """

    thing: Thing
    link: str
    forward: bool
    claims: tuple[Claim, ...]
    other: Thing

    @property
    def said(self) -> tuple[Thing, Thing]:
        """Both, in the order in which the link is said of them: a sentence reads one way only."""
        return (self.thing, self.other) if self.forward else (self.other, self.thing)


@blueprint.get("")
@kept
def between() -> str:
    """How two things hang together (``from`` and ``to``: a name, or kind and slug)."""
    lang = current_language()
    ends = [request.args.get(name, "").strip() for name in ("from", "to")]
    found = [_meant(end) for end in ends]
    first, last = (choices[0] if len(choices) == 1 else None for choices in found)
    joints, drawing = ([], None) if first is None or last is None else _path(first, last)
    return render_template(
        "graph/between.html",
        ends=ends,
        names=[choices[0].label(lang) if len(choices) == 1 else end for end, choices in zip(ends, found, strict=True)],
        offered=found,
        first=first,
        last=last,
        joints=joints,
        drawing=drawing,
        starts=current_site().things.scheme("ingredient"),
        lang=lang,
    )


def _meant(name: str) -> list[Thing]:
    """The thing that a name means, or those that it can mean, or none."""
    site = current_site()
    if not name:
        return []
    try:
        iri = site.directory.resolve(name)
    except KgError:
        hits = [hit for hit in site.directory.find(name, current_language()) if split_address(hit.iri)]
        exact = [hit for hit in hits if not hit.rank] or hits
        things = [site.things.all[hit.iri] for hit in exact if hit.iri in site.things.all]
        return [thing for thing in things if not thing.part][:_MOST_OFFERED]
    thing = site.things.all.get(iri)
    return [thing] if thing is not None and thing.kind and not thing.part else []


def _path(first: Thing, last: Thing) -> tuple[list[Joint], Drawing | None]:
    site, lang = current_site(), current_language()
    try:
        steps = shortest(ways_of(site.things), first.iri, last.iri)
    except KgError:
        return [], None
    joints = []
    for step in steps:
        source, target = (step.start, step.end) if step.forward else (step.end, step.start)
        facts = site.things.all[source].facts(step.link)
        claims = next((fact.claims for fact in facts if fact.value.value == target), ())
        start, end = site.things.all[step.start], site.things.all[step.end]
        joints.append(Joint(start, step.link, step.forward or step.link in SYMMETRIC, claims, end))
    along = [first, *(joint.other for joint in joints)]
    boxes = [Box(thing.iri, thing.kind, thing.label(lang)) for thing in along]
    links = [Link(joint.thing.iri, joint.other.iri, site.things.label(joint.link, lang)) for joint in joints]
    return joints, chain(boxes, links) if joints else None
