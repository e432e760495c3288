"""Everything the graph says, prepared once: things with their facts, inverses, names and the claims behind each fact.

The pages and exports read from here, so that no request has to ask the store. Claims and passages (nine tenths of the
graph) are folded into the facts that they ground::

    things = read_things(store)
    toolwiel = things.get("instrument", "toolwiel")
    for fact in toolwiel.facts(KG + "addresses"):
        fact.value.value, fact.claims[0].basis      # ".../id/problem/...", "stated"
"""

from __future__ import annotations

from kg.things.reading import read_things
from kg.things.things import Claim, Fact, Mention, Passage, Thing, Things

__all__ = ["Claim", "Fact", "Mention", "Passage", "Thing", "Things", "read_things"]
