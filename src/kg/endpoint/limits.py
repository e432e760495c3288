"""What one query may take: the limits of the public endpoint."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.settings import Settings


@dataclass(frozen=True)
class Limits:
    """The limits of a query.

    :param seconds: how long it may run.
    :param rows: how many rows or triples its answer may have.
    :param bytes: how long its answer may be.
    :param memory: bytes of address space of the process that runs it.
    :param workers: how many queries run at a time; as many again may wait.
    """

    seconds: float = 10.0
    rows: int = 250_000
    bytes: int = 64_000_000
    memory: int = 1_000_000_000
    workers: int = 2

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings name."""
        return cls(
            settings.query_seconds,
            settings.query_rows,
            settings.query_bytes,
            settings.query_memory,
            settings.query_workers,
        )

    @property
    def places(self) -> int:
        """How many queries may be under way at a time, those that wait for a worker included."""
        return 2 * self.workers

    def as_dict(self) -> dict[str, float]:
        """The limits as plain values, in the order in which they are announced."""
        return asdict(self)
