"""What a failed constraint component means, in words (SHACL, section 4): Dutch and English sentences with places.

Places: ``{path}`` property, ``{value}`` the offending value, ``{limit}`` the parameter, ``{count}`` how many there are,
``{is_}`` what the value is.
"""

from __future__ import annotations

WHAT: dict[str, tuple[str, str]] = {
    "MinCount": (
        "Voor {path} staan er te weinig waarden: {count}; het horen er minstens {limit} te zijn.",
        "There are too few values for {path}: {count}; there should be at least {limit}.",
    ),
    "MaxCount": (
        "Voor {path} staan er te veel waarden: {count}; het mogen er hoogstens {limit} zijn.",
        "There are too many values for {path}: {count}; there may be at most {limit}.",
    ),
    "Datatype": (
        "{value} is {is_}; {path} vraagt {limit}.",
        "{value} is {is_}; {path} asks for {limit}.",
    ),
    "Class": (
        "{value} is {is_}; {path} vraagt iets van de soort {limit}.",
        "{value} is {is_}; {path} asks for something of the kind {limit}.",
    ),
    "NodeKind": (
        "{value} is {is_}; {path} vraagt {limit}.",
        "{value} is {is_}; {path} asks for {limit}.",
    ),
    "Pattern": (
        "{value} heeft niet de goede vorm voor {path}.",
        "{value} does not have the right form for {path}.",
    ),
    "In": (
        "{value} mag niet voor {path}; kies uit {limit}.",
        "{value} is not allowed for {path}; choose from {limit}.",
    ),
    "HasValue": ("{path} heeft niet de waarde {limit}.", "{path} does not have the value {limit}."),
    "LanguageIn": (
        "{value} is {is_}; {path} vraagt tekst met een van deze taalcodes: {limit}.",
        "{value} is {is_}; {path} asks for text with one of these language tags: {limit}.",
    ),
    "UniqueLang": ("{path} heeft twee waarden in één taal.", "{path} has two values in one language."),
    "MinInclusive": (
        "{value} is te klein voor {path}: het is minstens {limit}.",
        "{value} is too small for {path}: it is at least {limit}.",
    ),
    "MinExclusive": (
        "{value} is te klein voor {path}: het is meer dan {limit}.",
        "{value} is too small for {path}: it is more than {limit}.",
    ),
    "MaxInclusive": (
        "{value} is te groot voor {path}: het is hoogstens {limit}.",
        "{value} is too large for {path}: it is at most {limit}.",
    ),
    "MaxExclusive": (
        "{value} is te groot voor {path}: het is minder dan {limit}.",
        "{value} is too large for {path}: it is less than {limit}.",
    ),
    "MinLength": (
        "{value} is te kort voor {path}: minstens {limit} tekens.",
        "{value} is too short for {path}: at least {limit} characters.",
    ),
    "MaxLength": (
        "{value} is te lang voor {path}: hoogstens {limit} tekens.",
        "{value} is too long for {path}: at most {limit} characters.",
    ),
    "Disjoint": (
        "{value} staat dubbel: bij {path} en bij {limit}.",
        "{value} stands twice: at {path} and at {limit}.",
    ),
    "Equals": (
        "{value} staat maar aan één kant: {path} en {limit} horen gelijk te zijn.",
        "{value} stands on one side only: {path} and {limit} should be equal.",
    ),
    "LessThan": (
        "{value} bij {path} hoort kleiner te zijn dan de waarde van {limit}.",
        "{value} at {path} should be smaller than the value of {limit}.",
    ),
    "LessThanOrEquals": (
        "{value} bij {path} hoort niet groter te zijn dan de waarde van {limit}.",
        "{value} at {path} should not be larger than the value of {limit}.",
    ),
    "Closed": ("{path} hoort hier niet.", "{path} does not belong here."),
    "Or": ("Eén hiervan is genoeg, maar geen ervan is in orde.", "One of these is enough, but none is right."),
    "Xone": ("Niet precies één van deze eisen is vervuld.", "Not exactly one of these demands is met."),
    "And": ("Niet aan alle eisen is voldaan.", "Not all demands are met."),
    "Node": ("Niet aan alle eisen is voldaan.", "Not all demands are met."),
    "Not": ("Het is iets wat het niet mag zijn.", "It is something that it must not be."),
}
NOTHING = ("{path} ontbreekt.", "{path} is missing.")
NOT_HERE = ("{path} staat er, en dat maakt dit nodig.", "{path} is there, which makes this necessary.")
NOT_ORDERED = (
    "{value} is niet te vergelijken met {limit}; {path} vraagt een getal.",
    "{value} cannot be compared with {limit}; {path} asks for a number.",
)
OTHERWISE = ("{path}: {value} voldoet niet.", "{path}: {value} does not conform.")

THE_RECORD = ("het record", "the record")
# What was meant, where an address is nearly another.
MEANT = ("Bedoelde u {name}?", "Did you mean {name}?")
UNKNOWN = ("niet bekend in de graaf", "not known in the graph")
PLAIN_TEXT = ("tekst zonder taalcode", "text without a language tag")
TEXT_IN = ("tekst met de taalcode @{tag}", "text with the language tag @{tag}")
MALFORMED = ("geen goed geschreven {name}", "not a well written {name}")

# Datatypes and node kinds by their local names.
KINDS: dict[str, tuple[str, str]] = {
    "IRI": ("een adres", "an address"),
    "Literal": ("tekst of een getal", "text or a number"),
    "BlankNode": ("een knoop zonder adres", "a node without an address"),
    "BlankNodeOrIRI": ("een ding", "a thing"),
    "BlankNodeOrLiteral": ("tekst, een getal of een knoop zonder adres", "text, a number or a node without an address"),
    "IRIOrLiteral": ("een adres, tekst of een getal", "an address, text or a number"),
    "langString": ("tekst met een taalcode", "text with a language tag"),
    "string": ("tekst zonder taalcode", "text without a language tag"),
    "integer": ("een geheel getal, zonder aanhalingstekens", "a whole number, without quotes"),
    "decimal": ("een getal met een punt, zonder aanhalingstekens", "a number with a point, without quotes"),
    "boolean": ("true of false, zonder aanhalingstekens", "true or false, without quotes"),
    "anyURI": ("een webadres met ^^xsd:anyURI erachter", "a web address with ^^xsd:anyURI behind it"),
    "gYear": ("een jaar met ^^xsd:gYear erachter", "a year with ^^xsd:gYear behind it"),
    "date": ("een datum met ^^xsd:date erachter", "a date with ^^xsd:date behind it"),
}
