"""XML written as text: every value is escaped, and what XML 1.0 cannot hold is left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# XML 1.0, section 2.2: the characters outside of this range are no XML at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Markup(str):
    """Text that is XML already."""

    __slots__ = ()


def clean(value: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("", value)


def element(tag: str, *content: str | None, attributes: dict[str, str] | None = None) -> Markup:
    """An element.

    :param tag: its name, with its prefix.
    :param content: texts, which are escaped, and :class:`Markup`, which is taken as it is; ``None`` is nothing.
    """
    said = "".join(f" {name}={quoteattr(clean(value))}" for name, value in (attributes or {}).items())
    inside = "".join(part if isinstance(part, Markup) else escape(clean(part)) for part in content if part is not None)
    return Markup(f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>")


def elements(tag: str, values: list[str]) -> Markup:
    """One element per value that is not empty."""
    return Markup("".join(element(tag, value) for value in values if value))
