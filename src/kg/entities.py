"""Things: their addresses, labels and descriptions, as plain values for every door."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.errors import Code, KgError, close_to, meant
from kg.memory import one
from kg.namespaces import ID, KG, RDF, SKOS, expand, shorten, split_address
from kg.stemming import folded
from kg.store import Store, Term

_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?thing ?kind ?label WHERE {
  VALUES (?property ?kind) {
    (skos:prefLabel "name") (rdfs:label "name") (dct:title "title") (skos:altLabel "other") (skos:hiddenLabel "other")
    (skos:notation "code") (dct:identifier "code")
  }
  ?thing ?property ?label .
}"""


# How many things an error says may have been meant, among how many found by name; and what is a short list.
_NEAR, _FOUND, _FEW = 5, 100, 16


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found by its name.

    :param iri: its address.
    :param label: its name in the language asked.
    :param matched: the name that matched.
    :param rank: 0 the whole name, 1 its start, 2 the start of a word, 3 somewhere in it.
    """

    iri: str
    label: str
    matched: str
    rank: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact of a description: the property's and the value's names, and what it rests on."""

    predicate: str
    value: str
    iri: str
    lang: str
    basis: str


@dataclass(frozen=True)
class Description:
    """All that the graph says of one thing.

    :param facts: its own statements, in the language asked where there is a choice.
    :param incoming: statements of other things about it.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    facts: list[Statement] = field(default_factory=list)
    incoming: list[Statement] = field(default_factory=list)


class Directory:
    """Names and addresses of everything in a store. Labels are read once, at the first question.

    :param store: where the graph is.
    :param names: address -> kinds of name and names, where the caller knows them already.
    """

    def __init__(self, store: Store, names: Mapping[str, list[tuple[str, Term]]] | None = None) -> None:
        self._store = store
        self._known = names

    @cached_property
    def names(self) -> Mapping[str, list[tuple[str, Term]]]:
        """Address -> kind of name (``name``, ``title``, ``other`` or ``code``) and name, of everything named."""
        if self._known is not None:
            return self._known
        names: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for thing, kind, label in self._store.rows(_LABELS):
            if thing and kind and label:
                names[thing.value].append(one((kind.value, one(label))))
        # Stores differ in their order.
        return {iri: sorted(names[iri]) for iri in sorted(names)}

    @cached_property
    def _by_slug(self) -> dict[str, list[str]]:
        """Slug, or code such as 001 or HOI-A, -> the things that have it."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri, names in self.names.items():
            address = split_address(iri)
            if address and not address[2]:
                codes = {term.value.casefold() for kind, term in names if kind == "code"}
                for name in codes | {address[1]}:
                    found[name].append(iri)
        return dict(found)

    def label(self, iri: str, lang: str) -> str:
        """The name of a thing: in the language asked, else in any, else its short address."""
        labels = [term for kind, term in self.names.get(iri, []) if kind == "name"]
        for term in labels:
            if term.lang == lang:
                return term.value
        return labels[0].value if labels else shorten(iri)

    def named(self, name: str, kind: str) -> str:
        """The address of the thing of a kind that has this slug, code or name in any language; empty if none has."""
        return self._by_name.get((kind, folded(name)), "")

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], str]:
        """Kind and folded name, code or slug -> the first thing that has it."""
        found: dict[tuple[str, str], str] = {}
        for iri, names in self.names.items():
            kind = _kind(iri)
            if kind and "#" not in iri:
                for name in (*(term.value for _kind_of_name, term in names), iri.rsplit("/", 1)[-1]):
                    found.setdefault((kind, folded(name)), iri)
        return found

    def resolve(self, name: str, *, kind: str = "", where: str = "") -> str:
        """The address of the thing that a person names by IRI, ``kind/slug``, slug or code (``001``, ``HOI-A``).

        :param kind: the kind that it has to be, or empty.
        :param where: what the name was given for, in errors.
        :raises KgError: ``not-found`` with close names; ``usage`` if the name fits several things or the wrong kind.
        """
        asked = name.strip()
        iri = expand(asked)
        if iri is None:
            fitting = [
                candidate
                for candidate in self._by_slug.get(asked.casefold(), [])
                if not kind or _kind(candidate) == kind
            ]
            if len(fitting) > 1:
                choices = ", ".join(sorted(shorten(candidate) for candidate in fitting))
                raise KgError(
                    Code.USAGE,
                    f"{asked!r} is the name of more than one thing.",
                    where=where,
                    hint=f"Choose: {choices}.",
                    dutch=(f"{asked} is de naam van meer dan één ding.", f"Kies: {choices}."),
                    asked=asked,
                    near=sorted(fitting),
                )
            iri = fitting[0] if fitting else f"{ID}{kind}/{asked}" if kind else ""
        if not iri or not self._exists(iri):
            english, dutch = f"There is no {kind or 'thing'} {asked!r}.", f"Er is geen {self._dutch(kind)} „{asked}”."
            raise self._not_meant(Code.NOT_FOUND, (english, dutch), asked, kind, where)
        if kind and _kind(iri) != kind:
            is_a = _kind(iri)
            english = f"{asked!r} is a {is_a or 'thing'}, not a {kind}."
            dutch = f"„{asked}” is een {self._dutch(is_a)}, geen {self._dutch(kind)}."
            raise self._not_meant(Code.USAGE, (english, dutch), asked, kind, where)
        return iri

    def _dutch(self, kind: str) -> str:
        """What one thing of a kind is called in Dutch: as its class is, else by the list that it stands in."""
        if not kind:
            return "ding"
        one = next((iri for iri in self.names if _kind(iri) == kind and "#" not in iri), "")
        types = self._store.select(f"SELECT ?type WHERE {{ {Term('iri', one).sparql()} a ?type }}") if one else None
        classes = sorted(row[0].value for row in (types.rows if types else []) if row[0])
        named = [name for name in classes if name.startswith(KG) and name != KG + "ListItem" and name in self.names]
        if named:
            return self.label(named[0], "nl")
        scheme = f"{ID}scheme/{kind}"
        return f"begrip uit de lijst „{self.label(scheme, 'nl')}”" if scheme in self.names else kind

    def _not_meant(self, code: Code, told: tuple[str, str], asked: str, kind: str, where: str) -> KgError:
        """The error for a name that fits nothing of that kind, told in English and in Dutch."""
        slug, slugs = asked.rsplit("/", 1)[-1], self._slugs(kind)
        close = close_to(slug, list(slugs))
        english, dutch = (meant(close, list(slugs), lang) for lang in ("en", "nl"))
        return KgError(
            code,
            told[0],
            where=where,
            hint=f"{english} `kg find TEXT` searches by name.",
            dutch=(told[1], f"{dutch} `kg find WOORD` zoekt op naam."),
            asked=asked,
            near=self._near(slug, kind, slugs, close),
        )

    def _exists(self, iri: str) -> bool:
        if iri in self.names:
            return True
        if iri.startswith(ID) and split_address(iri) is None:
            return False
        try:
            return bool(self._store.select(f"SELECT ?p WHERE {{ {Term('iri', iri).sparql()} ?p ?o }} LIMIT 1").rows)
        except ValueError:
            return False
        except KgError as error:
            if error.code is not Code.USAGE:
                raise
            return False  # characters that look right and that the store knows no IRI to have (RFC 3987)

    def _near(self, slug: str, kind: str, slugs: dict[str, list[str]], close: Sequence[str]) -> list[str]:
        """The things that may have been meant: by their slug, then by their name; else all, where they are few."""
        near = [iri for one in close for iri in slugs[one]]
        near += [hit.iri for hit in self.find(slug.replace("-", " "), "nl", limit=_FOUND)]
        found = [iri for iri in dict.fromkeys(near) if "#" not in iri and _kind(iri) and kind in {"", _kind(iri)}]
        all_of_kind = sorted({iri for things in slugs.values() for iri in things}) if kind and not found else []
        return found[:_NEAR] or (all_of_kind if len(all_of_kind) <= _FEW else [])

    def _slugs(self, kind: str) -> dict[str, list[str]]:
        """Slug or code of things of a kind, or of all -> those things."""
        found = {slug: [t for t in things if kind in {"", _kind(t)}] for slug, things in self._by_slug.items()}
        return {slug: things for slug, things in found.items() if things}

    def find(self, text: str, lang: str, *, limit: int = 20) -> list[Hit]:
        """Things whose name holds the text, best first; upper case and accents do not matter.

        :param limit: at most this many.
        """
        wanted = folded(text.strip())
        if not wanted:
            return []
        word = re.compile(rf"(?<!\w){re.escape(wanted)}")
        best: dict[str, Hit] = {}
        for iri, names in self.names.items():
            for kind_of_name, term in names:
                if kind_of_name == "code":
                    continue
                name = folded(term.value)
                if wanted not in name:
                    continue
                rank = 0 if name == wanted else 1 if name.startswith(wanted) else 2 if word.search(name) else 3
                if iri not in best or rank < best[iri].rank:
                    best[iri] = Hit(iri, self.label(iri, lang), term.value, rank)
        order = sorted(best.values(), key=lambda hit: (hit.rank, "#" in hit.iri, len(hit.matched), hit.iri))
        return order[:limit]

    def describe(self, iri: str, lang: str) -> Description:
        """All facts of a thing and about it, with names in the language asked.

        :param iri: an address that :meth:`resolve` gave.
        """
        subject = Term("iri", iri).sparql()
        # A claim without object grounds every value of its predicate.
        own = self._store.select(
            f"""SELECT ?p ?o (MIN(?notation) AS ?basis) WHERE {{
              {subject} ?p ?o
              OPTIONAL {{
                ?claim <{RDF}subject> {subject} ; <{RDF}predicate> ?p ; <{KG}basis>/<{SKOS}notation> ?notation
                OPTIONAL {{ ?claim <{RDF}object> ?given }}
                FILTER(!BOUND(?given) || ?given = ?o)
              }}
            }} GROUP BY ?p ?o"""
        )
        about = self._store.select(f"SELECT ?p ?s WHERE {{ ?s ?p {subject} }} ORDER BY ?p ?s")
        types: list[str] = []
        facts: list[Statement] = []
        for predicate, value, basis in own.rows:
            if predicate is None or value is None:
                continue
            if predicate.value == RDF + "type":
                types.append(self.label(value.value, lang))
            elif not value.lang or value.lang == lang:
                facts.append(self._statement(predicate, value, basis, lang))
        incoming = [
            self._statement(predicate, thing, None, lang)
            for predicate, thing in about.rows
            if predicate and thing and not predicate.value.startswith(RDF)
        ]
        facts.sort(key=lambda fact: (bool(fact.iri), fact.predicate, fact.value))
        return Description(iri, self.label(iri, lang), tuple(sorted(set(types))), facts, incoming)

    def _statement(self, predicate: Term, value: Term, basis: Term | None, lang: str) -> Statement:
        is_thing = value.kind == "iri"
        return Statement(
            self.label(predicate.value, lang),
            self.label(value.value, lang) if is_thing else value.value,
            value.value if is_thing else "",
            value.lang,
            basis.value if basis else "",
        )


def _kind(iri: str) -> str:
    address = split_address(iri)
    return address[0] if address else ""
