"""What the pages show is prepared once."""

from __future__ import annotations

import gc

from flask import Flask

from kg_web.site import shown, warm


def test_what_is_prepared_is_not_looked_through_for_garbage_again(small: Flask) -> None:
    try:
        warm(small)
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
        shown(small).workspace.endpoint.close()
