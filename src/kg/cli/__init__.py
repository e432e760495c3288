"""The command line: a door without logic of its own. Each group of commands has its module."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import click

from kg.cli.commands import Commands
from kg.cli.context import STOPPED, Session
from kg.cli.usage import in_dutch
from kg.errors import Code, KgError
from kg.settings import LANGUAGES, read_settings
from kg.workspace import version

_HOMES = {
    "ask": "asking", "plan": "asking", "guide": "asking",
    "query": "answering", "queries": "answering", "show": "answering", "find": "answering", "compare": "answering",
    "path": "answering", "evidence": "answering",
    "check": "checking",
    "fmt": "keeping", "load": "keeping", "stats": "keeping",
    "diff": "changing", "history": "changing",
    "new": "editing", "import": "editing", "fix": "editing",
    "passage": "citing",
    "export": "exporting",
    "serve": "serving",
}  # fmt: skip

_HELP = """Instrumentenwijzer: which instrument for this problem, and why.

\b
  kg ask "docenten hebben geen tijd"       from a complaint to instruments
  kg query instrument-list                 a stored question (kg queries lists them)
  kg show toolkit-blend-je-onderwijs       all that is known of one thing
  kg check                                 is the data right?

Settings are environment variables that start with KG_; the README lists them.
Exit codes: 0 fine, 1 violations found, 2 wrong use, 3 unreadable input, 4 not found, 5 the store does not answer.
"""


def _echo_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(version())
        context.exit()


@click.group(
    cls=Commands,
    homes=_HOMES,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_echo_version, help="Show the version."
)
@click.pass_context
def _kg(context: click.Context) -> None:
    context.obj = Session(read_settings(os.environ))


def _echo_error(error: KgError, lang: str = "en", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": error.as_dict()}, ensure_ascii=False), err=True)
        return
    message, hint = error.told(lang)
    click.secho(f"kg: {error.where}: {message}" if error.where else f"kg: {message}", err=True, fg="red")
    if hint:
        click.echo(f"    {hint}", err=True)


def _lang(given: Sequence[str]) -> str:
    """The language of a call that went wrong: as its option says, else its setting, else Dutch."""
    option = next((text[7:] for text in given if text.startswith("--lang=")), "")
    option = option or next((following for text, following in pairwise(given) if text == "--lang"), "")
    return next((lang for lang in (option, os.environ.get("KG_LANG", "")) if lang in LANGUAGES), LANGUAGES[0])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the code of the outcome."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--format=json" in given or ("--format", "json") in pairwise(given)
    try:
        code = _kg.main(args=given, prog_name="kg", standalone_mode=False)
    except KgError as error:
        _echo_error(error, _lang(given), as_json=as_json)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        if as_json:
            _echo_error(KgError(Code.USAGE, error.format_message(), hint="`kg --help` explains."), as_json=True)
        elif _lang(given) == "nl" and not isinstance(error, click.exceptions.NoArgsIsHelpError):
            click.secho(in_dutch(error), err=True, fg="red")
        else:
            error.show()
        sys.exit(2)
    except click.Abort:
        click.echo(STOPPED[_lang(given)], err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader (such as `head`) has enough. Nothing more can be written, not even by Python's own flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
