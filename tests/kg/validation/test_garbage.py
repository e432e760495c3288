"""The collector rests while a graph is read, and only then."""

from __future__ import annotations

import gc

import pytest

from kg.validation.garbage import uncollected


def test_it_rests_and_goes_on() -> None:
    assert gc.isenabled()
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    @uncollected()
    def fail() -> None:
        assert not gc.isenabled()
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        fail()
    assert gc.isenabled()
