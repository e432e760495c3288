"""Answers that were given are never lost: what does not end up in the graph is kept as a form, to go on with."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import click

from kg.errors import Code, KgError
from kg.records.interview import Form, told
from kg.records.new import slug_of
from kg.records.yamlform import as_yaml
from kg.turtlefile import read_text, write

_MARK = "# kg new"
_WORDS = {
    "nl": "Uw antwoorden staan in {path}. Verder gaan: kg new --from {path} --ask",
    "en": "Your answers are in {path}. To go on: kg new --from {path} --ask",
}


class NotWritten(Exception):  # noqa: N818 (no error: the person said no)
    """The person does not want it written."""


@contextmanager
def kept(form: Form, kind: str, lang: str, begun: Path | None) -> Iterator[None]:
    """While a form is asked, checked and written: if it does not come to that, it is kept and the person told where.

    :param form: the answers, as they come.
    :param begun: the form that was gone on with, if one was.
    """
    try:
        with _hanging_up():
            yield
    except NotWritten:
        _keep(form, kind, lang, begun)
    except (click.Abort, KeyboardInterrupt) as stopped:
        _keep(form, kind, lang, begun)
        raise click.Abort from stopped
    except KgError as error:
        if error.code is Code.VIOLATIONS:
            _keep(form, kind, lang, begun)
        raise


@contextmanager
def _hanging_up() -> Iterator[None]:
    """A terminal that is closed counts as Ctrl-C."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    # Windows has no hang-up, and another thread may set no signals.
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGHUP, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _keep(form: Form, kind: str, lang: str, begun: Path | None) -> None:
    if not form.keys() - {"kind"}:
        return
    path = begun if begun and read_text(begun).startswith(_MARK) else _free(form, kind)
    write(path, f"{_MARK} --from {path} --ask\n{as_yaml({'kind': kind, **form})}")
    # A terminal that was closed hears nothing any more.
    with suppress(OSError):
        click.echo("\n" + _WORDS[lang].format(path=path), err=True)


def _free(form: Form, kind: str) -> Path:
    """A file in this folder that is not there yet, named after what the form is about."""
    name = slug_of(str(told(form, ("label", "nl")) or "")) or "form"
    names = (Path(f"{kind}-{name}{f'-{number}' if number > 1 else ''}.yaml") for number in count(1))
    return next(path for path in names if not path.exists())
