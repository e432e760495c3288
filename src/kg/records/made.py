"""What a person's input gave so far: facts, what they rest on, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts import Fact
from kg.records.faults import Fault
from kg.records.grounds import Grounds

NO_GROUNDS = Grounds()


@dataclass
class Made:
    """Facts in the making.

    :param facts: facts that come.
    :param removed: facts that go.
    :param own: fact -> grounds given for it alone. A fact in here gets a claim, asked for or not.
    :param shared: record -> grounds for its facts without grounds of their own; ``""`` for all records.
    :param faults: what was wrong; nothing is written while there is any.
    """

    facts: set[Fact] = field(default_factory=set)
    removed: set[Fact] = field(default_factory=set)
    own: dict[Fact, Grounds] = field(default_factory=dict)
    shared: dict[str, Grounds] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, fact: Fact, grounds: Grounds = NO_GROUNDS) -> None:
        """A fact, with its own grounds if it has any."""
        self.facts.add(fact)
        if grounds != NO_GROUNDS:
            self.own[fact] = grounds

    def fault(self, found: Fault, where: str) -> None:
        """A fault at a place, told once."""
        placed = found.at(where)
        if placed not in self.faults:
            self.faults.append(placed)

    def shared_grounds(self, record: str) -> Grounds:
        """The grounds that hold for a record where a fact has none of its own."""
        return self.shared.get(record) or self.shared.get("") or NO_GROUNDS
