"""The SHACL engines by name, all behind one call (:class:`kg.validation.finding.Engine`)."""

from __future__ import annotations

from kg.errors import Code, KgError, did_you_mean
from kg.validation import native, shapes
from kg.validation.finding import Engine

# The first is the default: the fastest that the differential test shows to be equal to pySHACL, the reference.
ENGINES: dict[str, Engine] = {"native": native.findings, "pyshacl": shapes.findings}
DEFAULT = next(iter(ENGINES))


def engine(name: str) -> Engine:
    """The engine with this name.

    :raises KgError: ``usage`` for any other name.
    """
    if name not in ENGINES:
        raise KgError(
            Code.USAGE,
            f"There is no SHACL engine {name!r}.",
            where=name,
            hint=did_you_mean(name, list(ENGINES)) or f"Known: {', '.join(ENGINES)}.",
        )
    return ENGINES[name]
