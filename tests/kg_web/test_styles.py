"""The style sheets: what a page shows is styled by a sheet that it loads."""

from __future__ import annotations

import re
from pathlib import Path

import kg_web

_WEB = Path(kg_web.__file__).parent


def classes(sheet: str) -> set[str]:
    """The classes that a style sheet knows wherever they stand, not only within something else."""
    rules = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", (_WEB / "static" / sheet).read_text())
    first = [selector.split()[0] for rule in rules for selector in rule.split(",") if selector.strip()]
    return {name for part in first for name in re.findall(r"\.([a-z][a-z0-9-]*)", part)}


def test_what_all_pages_share_is_styled_on_all() -> None:
    shared = (_WEB / "templates" / "macros.html").read_text()
    used = {name for value in re.findall(r'class="([^"{]+)', shared) for name in value.split()}
    assert {"claim", "passage", "of"} <= used
    elsewhere = classes("things.css") | classes("finding.css") | classes("matrix.css")
    assert used & elsewhere <= classes("site.css")
