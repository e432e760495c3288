"""A value in the address that we do not know: which, of what, what may have been meant, and the way on without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext as _

from kg.errors import KgError
from kg.namespaces import shorten
from kg_web.language import current_language
from kg_web.links import slug_of, thing_at
from kg_web.words import axis_name, kind_name, sentence

# The parameter that holds several values, with a comma between them.
_SEVERAL = "kinds"
# The parameters that name an axis of a matrix.
_AXES = {"rows", "columns", "third"}


@dataclass(frozen=True)
class Unknown:
    """What the page says of such a value.

    :param parameter: what it was given as, in words.
    :param near: names of what may have been meant, each with the address of this page with that in its place.
    :param without: the address to go on from.
    :param whole: whether that is the page as it begins, without any choice.
    """

    parameter: str
    value: str
    near: list[tuple[str, str]]
    without: str
    whole: bool


@lru_cache(maxsize=2)
def _parameters(_lang: str) -> dict[str, str]:
    """Parameter of a page -> what it is, as far as the stored questions do not name it too."""
    return {
        "all": _("soort"),
        "area": _("probleemgebied"),
        "audience": _("doelgroep"),
        "cluster": _("cluster"),
        "column": _("kolom"),
        "columns": _("kolommen"),
        "form": _("vorm"),
        "goal": _("doel"),
        "i": _("instrument"),
        "kind": _("soort"),
        "kinds": _("soort"),
        "level": _("niveau"),
        "open": _("geopend"),
        "phase": _("fase"),
        "problem": _("probleem"),
        "programme": _("programma"),
        "role": _("rol"),
        "row": _("rij"),
        "rows": _("rijen"),
        "scheme": _("lijst"),
        "scope": _("wat meetelt"),
        "sector": _("sector"),
        "start": _("begin"),
        "theme": _("thema"),
        "third": _("verdeling van elke cel"),
        "value": _("deel van de cel"),
    }


def unknown(error: KgError) -> Unknown | None:
    """What to say where an error is about a value in the query of this address; else nothing."""
    given = [(name, value) for name, value in request.args.items(multi=True) if value]
    wrong = (error.where, error.asked.strip())
    parted = [(name, part.strip()) for name, value in given for part in _parts(name, value)]
    if not error.asked or wrong not in parted:
        return None

    def address(meant: str = "") -> str:
        """This address with another value in its place, or without any."""
        new = [
            (name, ",".join(filter(None, (meant if (name, part.strip()) == wrong else part for part in parts))))
            for name, parts in ((name, _parts(name, value)) for name, value in given)
        ]
        query = urlencode([(name, value) for name, value in new if value])
        return f"{request.script_root}{request.path}{'?' + query if query else ''}"

    # A cell is nothing without its row and column.
    whole = request.endpoint is not None and request.endpoint.endswith(".cell")
    without = url_for(f"{request.blueprint}.page") if whole else address()
    things = [thing for name in error.near if (thing := thing_at(name)) is not None]
    names: Callable[[str], str] = slug_of if len({thing.kind for thing in things}) == 1 else shorten
    lang = current_language()
    near = [(sentence(thing.label(lang)), address(names(thing.iri))) for thing in things]
    near += [(_choice(error.where, name), address(name)) for name in error.near if thing_at(name) is None]
    parameter = _parameters(lang).get(error.where, error.where)
    return Unknown(parameter, error.asked.strip()[:80], near, without, whole or "?" not in without)


def _parts(name: str, value: str) -> list[str]:
    return value.split(",") if name == _SEVERAL else [value]


def _choice(parameter: str, name: str) -> str:
    """A choice that is no thing: a word of a form, or a kind of things."""
    told = {
        ("scope", "all"): _("Alle die zijn genoemd"),
        ("scope", "list"): _("De 47 van de lijst"),
        ("start", "goal"): _("Wat wilt u bereiken?"),
        ("start", "problem"): _("Met welk probleem worstelt u?"),
    }
    return str(told.get((parameter, name)) or (axis_name(name) if parameter in _AXES else sentence(kind_name(name))))
