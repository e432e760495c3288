"""Axes of a matrix as a page asks for them: schemes by name in the address, and their concepts by slug."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from kg.errors import Code, KgError, close_to, meant
from kg.things import Thing
from kg_web.site import current_site

# The most values that are all named where none resembles the one given.
_FEW = 16


def chosen(name: str, axes: Sequence[str], taken: Sequence[str], fallback: str) -> str:
    """The scheme that the address names.

    :param name: name of the parameter.
    :param axes: the schemes to choose from.
    :param taken: those that another axis has already; a second choice of one gives way to the next that is free.
    :param fallback: where the address names none.
    :raises KgError: see :func:`one_of`.
    """
    axis = one_of(name, axes, fallback)
    return next((other for other in (axis, fallback, *axes) if other not in taken), axis)


def one_of(name: str, known: Sequence[str], fallback: str = "") -> str:
    """The value that the address gives, of those that are known.

    :param name: name of the parameter.
    :param fallback: where the address gives none.
    :raises KgError: ``not-found`` for any other value; it names those that resemble it, or all of them.
    """
    value = request.args.get(name) or fallback
    return known_one(name, value, known) if value else value


def known_one(name: str, value: str, known: Sequence[str]) -> str:
    """A value of a parameter, if it is one of those that are known.

    :raises KgError: see :func:`one_of`.
    """
    if value not in known:
        close = close_to(value, known)
        raise KgError(
            Code.NOT_FOUND,
            f"{value!r} is not known here.",
            where=name,
            hint=meant(close, known, "en"),
            dutch=(f"„{value}” kennen wij hier niet.", meant(close, known, "nl")),
            asked=value,
            near=close or (known if len(known) <= _FEW else ()),
        )
    return value


def concept(scheme: str, name: str) -> Thing:
    """The concept of a scheme that the address names by its slug.

    :raises KgError: ``not-found`` for another; it names those that resemble it.
    """
    site = current_site()
    return site.things.all[site.directory.resolve(request.args.get(name, ""), kind=scheme, where=name)]
