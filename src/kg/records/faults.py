"""What is wrong with what a person gave: the place, the value, how to mend it and an example, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Fault -> (what is wrong, how to mend it) per language. {value}, {name}, {known} and {example} are filled in.
_TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "unknown": {
        "nl": ("De graaf kent geen {name} „{value}”.", "Bedoelde u: {known}?"),
        "en": ("The graph knows no {name} “{value}”.", "Did you mean: {known}?"),
    },
    "ambiguous": {
        "nl": ("„{value}” is de naam van meer dan één ding.", "Kies er een: {known}."),
        "en": ("“{value}” is the name of more than one thing.", "Choose one: {known}."),
    },
    "no-number": {
        "nl": ("„{value}” is geen getal dat hier past.", "Schrijf een getal in cijfers."),
        "en": ("“{value}” is not a number that fits here.", "Write a number in digits."),
    },
    "no-boolean": {
        "nl": ("„{value}” is geen ja of nee.", "Schrijf ja of nee."),
        "en": ("“{value}” is neither yes nor no.", "Write yes or no."),
    },
    "no-date": {
        "nl": ("„{value}” is geen datum of jaar in de goede vorm.", "Schrijf het jaar met vier cijfers vooraan."),
        "en": ("“{value}” is not a date or year in the right form.", "Write the year first, with four digits."),
    },
    "no-address": {
        "nl": ("„{value}” is geen adres.", "Schrijf het adres voluit."),
        "en": ("“{value}” is not an address.", "Write the address in full."),
    },
    "not-a-choice": {
        "nl": ("„{value}” mag hier niet.", "Kies uit: {known}."),
        "en": ("“{value}” is not allowed here.", "Choose from: {known}."),
    },
    "too-many": {
        "nl": ("Hier past maar één waarde.", "Laat er één staan."),
        "en": ("There is room for one value only.", "Leave one of them."),
    },
    "missing": {
        "nl": ("{name} ontbreekt.", "{known}"),
        "en": ("{name} is missing.", "{known}"),
    },
    "unknown-field": {
        "nl": ("„{value}” is geen veld van deze soort.", "Bedoelde u: {known}?"),
        "en": ("“{value}” is not a field of this kind.", "Did you mean: {known}?"),
    },
    "no-slug": {
        "nl": ("„{value}” kan geen adres worden.", "Gebruik kleine letters, cijfers en enkele koppeltekens."),
        "en": ("“{value}” cannot become an address.", "Use lower-case letters, digits and single hyphens."),
    },
    "no-kind": {
        "nl": ("„{value}” kan geen lijst in adressen worden.", "Geef een naam of slug zonder cijfers."),
        "en": ("“{value}” cannot become a list in addresses.", "Give a name or slug without digits."),
    },
    "taken": {
        "nl": ("Er is al een record {value}.", "Kies een andere naam of slug, of wijzig dat record."),
        "en": ("There is already a record {value}.", "Choose another name or slug, or change that record."),
    },
    "no-grounds": {
        "nl": ("Het is niet gezegd waarop {name} berust.", "Geef een basis: {known}."),
        "en": ("It is not said what {name} rests on.", "Give a basis: {known}."),
    },
    "no-reason": {
        "nl": (
            "Bij deze basis hoort een reden in het Nederlands en in het Engels.",
            "Zeg hoe u dit weet of waarom u het vindt.",
        ),
        "en": ("This basis needs a reason in Dutch and in English.", "Say how you know, or why you think so."),
    },
    "no-passage": {
        "nl": (
            "Bij deze basis hoort een plaats in een bron.",
            "Geef bron en plaats, of noem het een eigen oordeel (curated).",
        ),
        "en": (
            "This basis needs a place in a source.",
            "Give source and place, or call it our own judgement (curated).",
        ),
    },
    "passage": {
        "nl": ("De passage „{value}” is niet te vinden: {known}", '`kg passage BRON "woorden"` zoekt de plaats.'),
        "en": ("The passage “{value}” cannot be found: {known}", '`kg passage SOURCE "words"` finds the place.'),
    },
    "form": {
        "nl": ("„{value}” heeft niet de vorm die hier hoort.", "{known}"),
        "en": ("“{value}” does not have the form that belongs here.", "{known}"),
    },
    "formula": {
        "nl": ("„{value}” is een formule.", "Plak de uitkomst als tekst (plakken als waarden)."),
        "en": ("“{value}” is a formula.", "Paste the outcome as text (paste values)."),
    },
    "no-record": {
        "nl": ("„{value}” is geen record van deze soort.", "Bedoelde u: {known}?"),
        "en": ("“{value}” is not a record of this kind.", "Did you mean: {known}?"),
    },
    "twice": {
        "nl": ("„{value}” staat er al, op rij {known}.", "Voeg de rijen samen tot één rij."),
        "en": ("“{value}” is there already, on row {known}.", "Make one row of the two."),
    },
    "rule": {"nl": ("{name}", "{known}"), "en": ("{name}", "{known}")},
}
_EXAMPLE = {"nl": "Goed is bijvoorbeeld: {example}", "en": "Right would be, for example: {example}"}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    :param kind: which fault; its texts stand in this module.
    :param where: the place: a field, or sheet, row and column.
    :param value: what was given.
    :param name: language -> what it should be.
    :param known: language -> what would be right, or what is known.
    :param example: a right value, in Dutch.
    :param english: the same in English, where that differs.
    :param record: the record that it is about, as people name it; empty where it is about all.
    """

    kind: str
    where: str = ""
    value: str = ""
    name: tuple[tuple[str, str], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    example: str = ""
    record: str = ""
    english: str = ""

    def told(self, lang: str) -> tuple[str, str]:
        """What is wrong, and how to mend it, in a language."""
        what, mend = _TEXTS[self.kind][lang]
        words = {
            "value": shortened(self.value),
            "name": dict(self.name).get(lang, ""),
            "known": dict(self.known).get(lang, ""),
        }
        hint = mend.format(**words) if words["known"] or "{known}" not in mend else ""
        if self.example:
            example = (self.english or self.example) if lang == "en" else self.example
            hint = f"{hint} {_EXAMPLE[lang].format(example=example)}".strip()
        return what.format(**words), hint

    def at(self, where: str, record: str = "") -> Fault:
        """The same fault, with its place."""
        return replace(self, where=where, record=record or self.record)

    def as_dict(self, lang: str) -> dict[str, str]:
        """The fault as plain values, in a language."""
        what, mend = self.told(lang)
        return {"kind": self.kind, "where": self.where, "value": self.value, "what": what, "mend": mend}


def fault(kind: str, value: str = "", *, name: str = "", known: str = "", example: str = "") -> Fault:
    """A fault whose name and known values are the same in both languages."""
    both = [(lang, name) for lang in ("nl", "en")], [(lang, known) for lang in ("nl", "en")]
    return Fault(kind, "", value, tuple(both[0]), tuple(both[1]), example)


def shortened(text: str, most: int = 80) -> str:
    """The text, cut where it is long."""
    return text if len(text) <= most else text[: most - 1] + "…"
