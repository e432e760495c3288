"""What a shape asks, in the words of someone who fills in a form or a cell: without the signs of Turtle.

A shape tells how to mend a line of Turtle. In a form a text has its language already, yes is yes, and a thing is chosen
by its name.
"""

from __future__ import annotations

import re

_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r" \(@(?:nl|en)\)", ""),
        (r", met @nl (?:of|en) @en|, with @nl (?:or|and) @en", ""),
        (r"één keer met @nl en één keer met @en", "in het Nederlands en in het Engels"),
        (r"once with @nl and once with @en", "in Dutch and in English"),
        (r" en \^\^xsd:\w+ erachter| and \^\^xsd:\w+ behind it", ""),
        (r'"([^"]*)"\^\^xsd:\w+', r"\1"),
        (r"\btrue of false\b", "ja of nee"),
        (r"\btrue or false\b", "yes or no"),
        (r"^Verwijs (?:hier alleen )?naar (.+?) in de graaf\b", r"Kies \1"),
        (r"^Point (?:here only )?at (.+?) in the graph\b", r"Choose \1"),
    )
)


def plainly(message: str) -> str:
    """What a shape asks, for a form.

    >>> plainly("Zeg met true of false of het een behoefte is.")
    'Zeg met ja of nee of het een behoefte is.'
    >>> plainly("Point at one theme or more in the graph.")
    'Choose one theme or more.'
    """
    for pattern, words in _PLAIN:
        message = pattern.sub(words, message)
    return message
