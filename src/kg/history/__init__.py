"""What changed: between two states of a graph (`kg diff`), and record by record over time (`history.csv`)."""

from __future__ import annotations

from kg.history.difference import Difference, RecordChange, Statement, difference
from kg.history.log import Change, history
from kg.history.snapshot import Snapshot, snapshot

__all__ = ["Change", "Difference", "RecordChange", "Snapshot", "Statement", "difference", "history", "snapshot"]
