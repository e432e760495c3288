"""Words for kinds of things and for links, as pages say them."""

from __future__ import annotations

import re
from functools import lru_cache

from flask import Flask, url_for
from flask_babel import gettext as _

from kg.drawing.lettering import hyphenated
from kg.namespaces import DCT, ID, KG, SCHEMA, SKOS, SYMMETRIC, XSD, expand
from kg.portrait import grounds
from kg.store import Term
from kg.things import Claim, Fact, Thing
from kg_web.language import current_language, thousands
from kg_web.links import thing_at
from kg_web.site import current_site

_BOOLEAN, _DECIMAL, _INTEGER = XSD + "boolean", XSD + "decimal", XSD + "integer"

# A hyphen behind at most four letters, in a word: no line ends there once a word joiner follows it.
_SHORT_PART = re.compile(r"(?<=\b\w)-(?=\w)|(?<=\b\w\w)-(?=\w)|(?<=\b\w{3})-(?=\w)|(?<=\b\w{4})-(?=\w)")


@lru_cache(maxsize=2)
def _kinds(_lang: str) -> dict[str, str]:
    """Kinds that are no concepts of a scheme -> their plural."""
    return {
        "instrument": _("instrumenten"),
        "programme": _("programma’s"),
        "organisation": _("organisaties"),
        "institution": _("onderzochte instellingen"),
        "case": _("casussen"),
        "source": _("bronnen"),
        "dataset": _("tabellen en cijfers"),
        "disagreement": _("tegenspraken"),
        "finding": _("bevindingen"),
        "scheme": _("lijsten van begrippen"),
    }


@lru_cache(maxsize=2)
def _inverses(_lang: str) -> dict[str, str]:
    """Property -> what the things that point here with it have to do with this one."""
    return {
        KG + "actualAudience": _("worden door deze groep gebruikt"),
        KG + "addresses": _("helpen hierbij"),
        KG + "askedBy": _("worden in deze rol gevraagd"),
        KG + "cluster": _("vallen onder dit cluster"),
        KG + "disagreementType": _("zijn van deze soort"),
        KG + "experiencedBy": _("spelen bij deze groep"),
        KG + "follows": _("volgen hierop"),
        KG + "framework": _("geven of gebruiken deze lijst"),
        KG + "goal": _("hebben dit doel"),
        KG + "hasFactor": _("hebben met deze factor te maken"),
        KG + "hasTheme": _("horen bij dit thema"),
        KG + "instrumentType": _("zijn van deze soort"),
        KG + "level": _("spelen op dit niveau"),
        KG + "nearestHelp": _("hebben hierin de dichtstbijzijnde hulp"),
        KG + "organisationType": _("zijn van deze soort"),
        KG + "partner": _("hebben deze organisatie als partner"),
        KG + "phase": _("passen bij deze fase"),
        KG + "precedes": _("gaan hieraan vooraf"),
        KG + "programme": _("horen bij dit programma"),
        KG + "sameDocument": _("zijn zelf deze tekst"),
        KG + "severity": _("wegen zo zwaar"),
        KG + "stage": _("vallen in dit deel"),
        KG + "studiedIn": _("zijn hierin onderzocht"),
        KG + "uses": _("gebruiken dit"),
        KG + "wouldAddress": _("zouden hierbij helpen"),
        DCT + "creator": _("zijn hier gemaakt"),
        DCT + "isPartOf": _("zijn hier deel van"),
        DCT + "publisher": _("zijn hier uitgegeven"),
        DCT + "relation": _("hebben hiermee te maken"),
        DCT + "replaces": _("vervangen dit"),
        DCT + "source": _("berusten op deze bron"),
        SCHEMA + "about": _("gaan hierover"),
        SCHEMA + "audience": _("zijn voor deze groep bedoeld"),
        SCHEMA + "educationalLevel": _("gaan over deze sector"),
        SCHEMA + "isBasedOn": _("zijn hierop gebaseerd"),
        SCHEMA + "learningResourceType": _("hebben deze vorm"),
        SCHEMA + "producer": _("komen uit dit programma"),
        SCHEMA + "provider": _("worden hier aangeboden"),
        SKOS + "broadMatch": _("vallen hierbinnen"),
        SKOS + "broader": _("vallen hieronder"),
    }


def kind_name(kind: str) -> str:
    """The plural of a kind, in the language of the page: ``factoren``."""
    lang = current_language()
    scheme = current_site().things.get("scheme", kind)
    return scheme.label(lang) if scheme else _kinds(lang).get(kind, kind)


def kind_of_one(kind: str) -> str:
    """What one thing of a kind is, in the language of the page: ``factor``; of a list without a name for its items,
    the list that it stands in.
    """
    lang, things = current_language(), current_site().things
    if kind == "scheme":
        return str(_("lijst van begrippen"))
    types = things.kinds[kind][0].types if things.kinds.get(kind) else ()
    named = [iri for iri in types if iri.startswith(KG) and iri in things.all]
    if named and named[0] != KG + "ListItem":
        return things.label(named[0], lang)
    return str(_("uit de lijst: %(name)s", name=kind_name(kind)))


@lru_cache(maxsize=2)
def _axes(_lang: str) -> dict[str, str]:
    return {
        "building-block": _("bouwstenen"),
        "cluster": _("clusters"),
        "factor": _("factoren"),
        "form": _("vormen"),
        "goal": _("doelen"),
        "ingredient": _("ingrediënten"),
        "level": _("niveaus"),
        "phase": _("fasen"),
        "sector": _("sectoren"),
        "target-group": _("doelgroepen"),
        "theme": _("thema’s"),
    }


def axis_name(axis: str) -> str:
    """An axis of a matrix in one word, which fits in a narrow box: ``Factoren``."""
    return sentence(_axes(current_language()).get(axis) or kind_name(axis))


def fact_name(predicate: str, facts: list[Fact]) -> str:
    """What a property is called above its values; the mark that a source gives a thing is a number or a code."""
    if predicate != SKOS + "notation":
        return sentence(current_site().things.label(predicate, current_language()))
    return str(_("Nummer in de bron") if facts[0].value.value[:1].isdigit() else _("Code"))


def sentence(text: str) -> str:
    """The text with a capital, as a heading begins."""
    return text[:1].upper() + text[1:]


def section_name(notation: str, title: str) -> str:
    """A section of a source by its number or name and its title: ``4.3 Gebruikerstevredenheid``, ``Tabel 5: factoren``.

    A part without a number of its own, which the graph counts (``4.3/2``), stands under that of its chapter:
    ``4.3 › Bereik``.

    :param title: empty, or the same as the notation, where the section has no other.
    """
    if title in {"", notation}:
        return notation
    chapter, counted, _place = notation.partition("/")
    if counted:
        return f"{chapter} › {title}"
    return f"{notation} {title}" if notation[0].isdigit() else f"{notation}: {title}"


def list_of(kind: str) -> str:
    """The address of the page with all things of a kind."""
    if current_site().things.get("scheme", kind) is not None:
        return url_for("things.page", kind="scheme", slug=kind)
    return url_for("lists.page", kind=kind)


def relation_name(predicate: str, forward: bool) -> str:
    """What things have to do with this one.

    :param forward: whether this thing points to them.
    """
    lang = current_language()
    if not forward and predicate not in SYMMETRIC and predicate in _inverses(lang):
        return _inverses(lang)[predicate]
    return current_site().things.label(predicate, lang)


def relation_titles() -> dict[str, str]:
    """Relation between instruments, as :func:`kg.portrait.instrument.relations` names it -> its heading."""
    return {
        "part-of": _("Is een deel van"),
        "parts": _("Bestaat uit"),
        "based-on": _("Bouwt voort op"),
        "basis-of": _("Hierop bouwen voort"),
        "replaces": _("Vervangt"),
        "replaced-by": _("Is vervangen door"),
        "before": _("Gebruik eerst"),
        "after": _("Gebruik daarna"),
        "goes-with": _("Gaat goed samen met"),
        "related": _("Heeft te maken met"),
        "look-alikes": _("Niet te verwarren met"),
        "studied-in": _("Is onderzocht in"),
        "studies": _("Onderzocht deze instrumenten"),
    }


@lru_cache(maxsize=2)
def _strengths(_lang: str) -> dict[str, str]:
    return {
        "central": _("Hiervoor gemaakt"),
        "partly": _("Helpt een deel van de weg"),
        "named": _("Dit noemde u"),
        "nearest": _("Niet hiervoor gemaakt, wel het dichtst bij"),
    }


def strength_name(strength: str, problem: str = "") -> str:
    """How strongly an instrument is suggested; empty where only its words led to it.

    :param problem: the name of the problem that it helps with, where more than one can be meant.
    """
    if problem and strength == "central":
        return str(_("Gemaakt voor het probleem: %(problem)s", problem=problem))
    if problem and strength == "partly":
        return str(_("Helpt een deel van de weg bij: %(problem)s", problem=problem))
    return _strengths(current_language()).get(strength, "")


@lru_cache(maxsize=2)
def _steps(_lang: str) -> dict[str, str]:
    return {
        "topic": _("Dat gaat over"),
        "words": _("Dat is het probleem"),
        "factor": _("Daarachter zit de factor"),
        "theme": _("Het gaat over het thema"),
        "help": _("Daarbij helpt"),
        "about": _("Daarover gaat"),
        "form": _("Die vorm heeft"),
        "maker": _("Daarvan komt"),
        "nearest": _("Het dichtst daarbij komt"),
    }


def step_name(link: str, target: str) -> str:
    """What a step of the path from words to an instrument says.

    :param link: as :class:`kg.finder.Step` names it.
    :param target: address of where the step leads.
    """
    names = _steps(current_language())
    if link == "words" and not target.startswith((ID + "problem/", ID + "outside-topic/")):
        return names["topic"]
    return names[link]


def shown(value: Term) -> str:
    """A literal as people write it: yes or no, a mark between thousands, and a comma in Dutch decimals."""
    if value.datatype == _BOOLEAN:
        return str(_("ja") if value.value == "true" else _("nee"))
    if value.datatype == _INTEGER:
        return thousands(int(value.value))
    if value.datatype == _DECIMAL and current_language() == "nl":
        return value.value.replace(".", ",")
    return value.value


def excerpt(text: str, most: int) -> str:
    """The beginning of a text, up to a whole word; a longer one ends in an ellipsis, and in no other mark before it."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip(" .,;:–-(") + "…"


def with_hyphens(text: str) -> str:
    """A heading of a narrow column, with the places where its long words may be cut."""
    return hyphenated(text, current_language())


def unbroken(text: str) -> str:
    """A heading in large letters, of which a line does not end behind a few letters and a hyphen: ``mbo-onderzoek``."""
    return _SHORT_PART.sub("-\u2060", text)


def percent(value: str) -> str:
    """A percentage as people write it."""
    return f"{value.replace('.', ',') if current_language() == 'nl' else value}%"


def basis_of(part: Thing) -> tuple[Claim, ...]:
    """What a finding, figure or position rests on."""
    return grounds(current_site().things, part)


def init_app(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.globals.update(
        kind_name=kind_name,
        axis_name=axis_name,
        fact_name=fact_name,
        kind_of_one=kind_of_one,
        basis_of=basis_of,
        list_of=list_of,
        relation_name=relation_name,
        relation_titles=relation_titles,
        section_name=section_name,
        sentence=sentence,
        step_name=step_name,
        strength_name=strength_name,
        term=expand,
    )
    app.jinja_env.filters.update(
        shown=shown,
        percent=percent,
        thousands=thousands,
        thing_at=thing_at,
        hyphenated=with_hyphens,
        unbroken=unbroken,
        excerpt=excerpt,
    )
