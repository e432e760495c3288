"""Forms as YAML: reading plain values only, of a reasonable size, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Code, KgError
from kg.turtlefile import read_text

if TYPE_CHECKING:
    import yaml

LARGEST = 200_000


@cache
def _loader() -> type[yaml.SafeLoader]:
    """Reads plain values, and texts as they stand: no dates, no yes/no, no numbers with a sense of their own.

    Aliases are refused: with them a file of a few lines can ask for gigabytes.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # the stubs leave it out
                raise yaml.MarkedYAMLError(problem="an alias (*) is not allowed", problem_mark=mark)
            return super().compose_node(parent, index)

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


def read_form(path: Path) -> dict[str, object]:
    """The form in a file.

    :raises KgError: ``unreadable``, as :func:`form_of`, or for a file that cannot be read.
    """
    return form_of(read_text(path), str(path))


def form_of(text: str, where: str = "") -> dict[str, object]:
    """The form that a YAML text holds.

    :param where: name of the text in errors.
    :raises KgError: ``unreadable`` with line and column for what is not YAML, or not a form.
    """
    import yaml

    if len(text) > LARGEST:
        dutch = (f"Dit formulier heeft meer dan {LARGEST} tekens.", "Verdeel het over meer formulieren.")
        message = f"This form has more than {LARGEST} characters."
        raise KgError(Code.UNREADABLE, message, where=where, hint="Split it.", dutch=dutch)
    try:
        form = yaml.load(text, Loader=_loader())  # noqa: S506 (a subclass of SafeLoader that knows less)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise KgError(
            Code.UNREADABLE,
            f"This is not YAML: {error.problem}.",
            where=f"{where}{place}",
            hint="Check the indentation, and put texts that hold a colon between quotes.",
            dutch=(
                "Dit formulier is niet te lezen (geen goede YAML).",
                "Kijk op die plaats naar het inspringen, en zet teksten met een dubbelepunt tussen aanhalingstekens.",
            ),
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise KgError(Code.UNREADABLE, f"This is not YAML: {error}.", where=where) from error
    if not isinstance(form, dict):
        raise KgError(
            Code.UNREADABLE,
            "A form has lines such as 'label: ...'.",
            where=where,
            hint="`kg new KIND --example` prints a filled form.",
            dutch=(
                "Een formulier heeft regels zoals 'label: …'.",
                "`kg new SOORT --example` toont een ingevuld formulier.",
            ),
        )
    return {str(name): value for name, value in form.items()}


def as_yaml(form: Mapping[str, object]) -> str:
    """A form as YAML that :func:`form_of` reads back."""
    import yaml

    return yaml.safe_dump(dict(form), allow_unicode=True, sort_keys=False, width=110)
