"""The command that opens the other door: serve."""

from __future__ import annotations

from contextlib import suppress
from signal import SIGTERM, signal
from threading import Event, Thread, Timer

import click

from kg.cli.context import STOPPED, Session, pass_session
from kg.errors import Code, KgError
from kg.memory import share_one_heap

_PAGE_THREADS = 4
# Seconds after the start in which the first reader has the machine for himself.
_AFTER = 3.0

_STOPS = {"nl": "Ctrl-C stopt", "en": "Ctrl-C stops it"}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--watch", is_flag=True, help="Show the graph anew when its files change and `kg check` agrees.")
@pass_session
def serve(session: Session, host: str, port: int, watch: bool) -> None:
    """Serve the graph as web pages, until Ctrl-C.

    \b
    kg serve
    kg serve --port 8080
    kg serve --watch
    """
    # The web application is the other door: it imports kg, never the other way round but here.
    from waitress.server import create_server

    from kg_web import watching
    from kg_web.app import create_app
    from kg_web.warming import warm

    share_one_heap()
    # Where no copy can be made, it is read from its files; and what is wrong with a file is told by who reads it.
    with suppress(KgError):
        session.settle()
    app = create_app(session)
    try:
        # Threads that wait for queries answer no pages: there are enough for both.
        threads = _PAGE_THREADS + session.endpoint.limits.places
        server = create_server(app, host=host, port=port, threads=threads, ident=None)
    except OSError as error:
        raise KgError(
            Code.USAGE,
            f"Cannot listen there: {error.strerror}.",
            where=f"{host}:{port}",
            hint="Choose another --port.",
            dutch=(
                "Op dit adres kan niet worden geluisterd: het is in gebruik of niet van deze machine.",
                "Kies een andere --port.",
            ),
        ) from error
    click.echo(f"Instrumentenwijzer: http://{host}:{port}/  ({_STOPS[session.settings.lang]})")
    rest = Timer(_AFTER, warm, (app,))
    rest.daemon = True
    rest.start()
    stop = Event()
    watcher = Thread(target=watching.watch, args=(app, lambda: Session(session.settings), click.echo, stop))
    if watch:
        watcher.start()
    # Whoever runs services stops them so.
    signal(SIGTERM, _interrupt)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        rest.cancel()
        stop.set()
        if watch:
            watcher.join()
    click.echo(STOPPED[session.settings.lang])


def _interrupt(*_signal: object) -> None:
    """Stop as Ctrl-C does."""
    raise KeyboardInterrupt


COMMANDS = (serve,)
