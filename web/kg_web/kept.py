"""Views that are rendered once per address, for as long as the graph stays the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, request

from kg.publish.document import document
from kg_web.language import current_language
from kg_web.packed import sent
from kg_web.site import current_site

_Names = ParamSpec("_Names")
_HTML = "text/html; charset=utf-8"


def kept(view: Callable[_Names, str]) -> Callable[_Names, Response]:
    """Render a view once per address with its query, per language, and anew when the check of the graph is done.

    Only for a view that hangs on nothing else.
    """

    @wraps(view)
    def page(*values: _Names.args, **names: _Names.kwargs) -> Response:
        site = current_site()
        # Links hold where the site is mounted.
        key = (request.script_root, current_language(), request.full_path, str(site.checked))
        found = site.rendered.get(key)
        if found is None:
            found = document(request.path, _HTML, view(*values, **names))
            site.rendered.keep(key, found)
        return sent(found)

    return page
