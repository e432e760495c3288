"""Who speaks: "als teamleider merk ik ..." tells for whom help is sought, not what the trouble is.

Left in, such words lead to problems of team leaders. Only clear openings are taken out: a role behind "ik ben", and
behind "als" at the start of a clause or after a pronoun; "docenten als trainer inzetten" stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Before the role, by language: how a clause begins with one, who says it, and how they say what they are.
_AS = {"nl": r"als(?:\s+(?:een|de|het|onze?))?", "en": r"as(?:\s+(?:an?|the|our))?"}
_PRONOUN = {"nl": "ik|wij|we|mij|me|ons", "en": "i|we|me|us"}
_AM = {
    "nl": r"(?:ik\s+ben|wij\s+zijn|we\s+zijn|ik\s+werk\s+als|wij\s+werken\s+als)(?:\s+(?:een|de))?",
    "en": r"(?:i\s+am|i['’]m|we\s+are|we['’]re|i\s+work\s+as|we\s+work\s+as)(?:\s+(?:an?|the))?",
}
_AND = {"nl": "en", "en": "and"}


class Speaker:
    """Takes out of a question who asks it.

    :param lang: language of the questions.
    :param roles: what people who ask can call themselves, in one number or the other.
    """

    def __init__(self, lang: str, roles: Iterable[str]) -> None:
        names = "|".join(re.escape(name) for name in sorted(set(roles), key=lambda name: (-len(name), name)))
        behind = rf"\s+(?:{names})\b(?:\s*,|\s+{_AND[lang]}\b)?"
        self._openings = [
            re.compile(opening + behind, re.IGNORECASE)
            for opening in (
                rf"(?P<kept>)\b{_AM[lang]}",
                rf"(?P<kept>^|[.!?,;:(]\s*){_AS[lang]}",
                rf"(?P<kept>\b(?:{_PRONOUN[lang]})\b(?:\s+\w+)?)\s+{_AS[lang]}",
            )
        ]

    def left_out(self, question: str) -> str:
        """The question without who asks it.

        >>> Speaker("nl", ["teamleider"]).left_out("Als teamleider merk ik dat niemand tijd heeft.")
        'merk ik dat niemand tijd heeft.'
        """
        for opening in self._openings:
            question, number = opening.subn(r"\g<kept>", question)
            if number:
                question = " ".join(question.split())
        return question
