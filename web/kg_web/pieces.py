"""Pieces of pages that many answers share, rendered once for as long as the graph stays the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flask import Flask, request
from markupsafe import Markup

from kg_web.language import current_language
from kg_web.site import current_site

# So many pieces are kept: those of all answers in one language take a megabyte.
_MOST = 2048


def once(macro: Callable[..., Markup], *values: Hashable) -> Markup:
    """What a macro gives for these values.

    :param macro: depends on nothing but the values, the language, the graph and where the site is mounted; its name
        tells it from all others.
    """
    pieces = current_site().pieces
    key = (macro.name, request.script_root, current_language(), *values)  # type: ignore[attr-defined] # Jinja's macro
    found = pieces.get(key)
    if found is None:
        found = macro(*values)
        if len(pieces) >= _MOST:
            pieces.clear()
        pieces[key] = found
    return found


def init_app(app: Flask) -> None:
    """Let templates use ``once(macro, values...)``."""
    app.jinja_env.globals["once"] = once
