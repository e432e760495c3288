"""Axes of a matrix as a page asks for them: schemes by name in the address, and their concepts by slug."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, request

from kg.things import Thing
from kg_web.site import current_site


def chosen(name: str, axes: Sequence[str], taken: Sequence[str], fallback: str) -> str:
    """The scheme that the address names.

    :param name: name of the parameter.
    :param axes: the schemes to choose from.
    :param taken: those that another axis has already; a second choice of one gives way to the next that is free.
    :param fallback: where the address names none.
    """
    axis = request.args.get(name, fallback)
    if axis not in axes:
        abort(404)
    return next((other for other in (axis, fallback, *axes) if other not in taken), axis)


def concept(scheme: str, name: str) -> Thing:
    """The concept of a scheme that the address names by its slug."""
    found = current_site().things.get(scheme, request.args.get(name, ""))
    if found is None:
        abort(404)
    return found
