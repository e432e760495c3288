"""Dutch at ``/...``, English at ``/en/...``: the language is part of the address, so no cookie is needed.

Dutch texts stand in the templates and are the message ids; the English ones stand in ``translations/en/*.po``, one file
per subject, and are read at start-up: there is no compiled catalogue to keep beside them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain
from markupsafe import Markup

from kg.errors import grouped
from kg.settings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What the middleware leaves in the WSGI environment: where the site itself is mounted.
ROOT = "kg.root"
# The language of the request, or of what is made without one.
_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_TRANSLATIONS = Path(__file__).parent / "translations"


class LanguagePrefix:
    """WSGI middleware: takes the language off the path and adds it to SCRIPT_NAME, so that links keep it."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        root, path = environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")
        environ[ROOT] = root
        _language.set(LANGUAGES[0])
        for lang in LANGUAGES[1:]:
            if path == f"/{lang}" or path.startswith(f"/{lang}/"):
                _language.set(lang)
                environ["SCRIPT_NAME"] = f"{root}/{lang}"
                environ["PATH_INFO"] = path[len(lang) + 1 :] or "/"
        return self._application(environ, start_response)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """For a while, everything is said in a language: where pages are made that nobody requests."""
    before = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(before)


def current_language() -> str:
    """The language of this request, ``nl`` or ``en``."""
    return _language.get()


@lru_cache(maxsize=4096)
def _told(lang: str, text: str) -> Markup:
    return Markup(translations(lang).ugettext(text))  # noqa: S704 - texts of ours, from templates and .po files


@lru_cache(maxsize=4096)
def _told_as_it_is(lang: str, text: str) -> Markup:
    return _told(lang, text) % {}


def told(text: str, **values: object) -> Markup:
    """A text of a template in the language of the page, with values that are escaped: what ``_`` means there.

    A page says hundreds of them, and Flask-Babel looks for the language, the domain and the catalogue at each.
    """
    lang = current_language()
    return _told(lang, text) % values if values else _told_as_it_is(lang, text)


def thousands(number: int) -> str:
    """A number as people write it: ``250.000`` in Dutch, ``250,000`` in English."""
    return grouped(number) if current_language() == "nl" else f"{number:,}"


def told_of(singular: str, plural: str, num: int, **values: object) -> Markup:
    """A text about so many things: what ``ngettext`` means in a template; the number as people write it."""
    text = translations(current_language()).ungettext(singular, plural, num)
    return Markup(text) % {"num": thousands(num), **values}  # noqa: S704 - texts of ours, see above


def address_in(lang: str) -> str:
    """The address of this very page, with its query, in a language."""
    prefix = "" if lang == LANGUAGES[0] else f"/{lang}"
    query = request.query_string.decode(errors="replace")
    return f"{request.environ[ROOT]}{prefix}{request.path}{'?' + query if query else ''}"


@lru_cache(maxsize=len(LANGUAGES))
def translations(lang: str) -> NullTranslations:
    """All texts in a language; for Dutch the texts as they stand."""
    merged: NullTranslations = NullTranslations()
    for path in sorted((_TRANSLATIONS / lang).glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as stream:
            write_mo(compiled, read_po(stream, locale=lang))
        compiled.seek(0)
        catalogue = Translations(compiled)
        if isinstance(merged, Translations):
            merged.merge(catalogue)
        else:
            merged = catalogue
    return merged


class _PoDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no type information
    """Flask-Babel's domain, reading ``.po`` files instead of compiled ones."""

    def get_translations(self) -> NullTranslations:
        """See :meth:`flask_babel.Domain.get_translations`."""
        return translations(current_language())


class _Babel(Babel):  # type: ignore[misc]  # Flask-Babel has no type information
    """Flask-Babel with that domain."""

    @property
    def domain_instance(self) -> Domain:
        """See :attr:`flask_babel.Babel.domain_instance`."""
        return _PoDomain()


def init_app(app: Flask) -> None:
    """Give an application its two languages."""
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way to add middleware
    _Babel(app, default_locale=LANGUAGES[0], locale_selector=current_language)
    app.jinja_env.globals.update(
        _=told, ngettext=told_of, address_in=address_in, lang_now=current_language, languages=LANGUAGES
    )
