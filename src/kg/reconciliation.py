"""Names of others matched to things of the graph, and their properties fetched: the Reconciliation API.

Values follow the Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group): an entity is named
``kind/slug``, a type by its class (``Instrument``) or, for the concepts of small lists, by their kind, a property by
its short address (``kg:level``, ``schema:about``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import Code, KgError, did_you_mean
from kg.namespaces import DCT, ID, KG, RDF, SKOS, expand, shorten
from kg.store import Term
from kg.text import folded
from kg.things import Thing, Things

# Section 4.3: a candidate with this name score that no other comes near is a certain match.
_CERTAIN, _NEAR = 97.0, 90.0
# Below this a name has nothing to do with the query.
_LEAST = 55.0
# What another type leaves of a score where the type is only preferred.
_OTHER_TYPE = 0.85
_NAME_WEIGHT, _PROPERTY_WEIGHT = 0.75, 0.25
# Most queries in a batch, candidates per query, and rows of a data extension.
MOST_QUERIES, MOST_CANDIDATES, MOST_ROWS = 500, 50, 1000
_DEFAULT_CANDIDATES = 5
_NAMES = (
    SKOS + "prefLabel",
    SKOS + "altLabel",
    DCT + "title",
    SKOS + "notation",
    DCT + "identifier",
    KG + "abbreviation",
)
_LIST_ITEM = "ListItem"
_STRICTNESS = {"any", "should", "all"}


@dataclass(frozen=True, slots=True)
class _Name:
    """One folded name of a thing."""

    text: str
    thing: Thing


class Reconciler:
    """Matches names over one graph; all names are folded once, here.

    :param things: the graph.
    """

    def __init__(self, things: Things) -> None:
        self._things = things
        self._entities = {
            shorten(thing.iri): thing for listed in things.kinds.values() for thing in listed if thing.kind != "scheme"
        }
        self._names = [
            _Name(folded(name), thing)
            for thing in self._entities.values()
            for name in dict.fromkeys(value for predicate in _NAMES for value in thing.values(predicate))
        ]
        self._texts = [name.text for name in self._names]
        self._properties = sorted(
            {
                predicate
                for thing in self._entities.values()
                for predicate in thing.outgoing
                if not predicate.startswith(RDF) and predicate not in {SKOS + "inScheme", SKOS + "topConceptOf"}
            }
        )

    # What there is

    def types(self, lang: str) -> list[dict[str, str]]:
        """Every type, by name."""
        found = {kind["id"]: kind for thing in self._entities.values() for kind in self._types_of(thing, lang)}
        return sorted(found.values(), key=lambda kind: folded(kind["name"]))

    def _types_of(self, thing: Thing, lang: str) -> list[dict[str, str]]:
        classes = sorted(thing.classes)
        found = [{"id": name, "name": self._things.label(KG + name, lang)} for name in classes]
        if _LIST_ITEM in classes:
            found.append({"id": thing.kind, "name": self._things.label(f"{ID}scheme/{thing.kind}", lang)})
        return found

    def names_of_types(self, thing: Thing, lang: str) -> list[str]:
        """The names of a thing's types."""
        return [kind["name"] for kind in self._types_of(thing, lang)]

    def properties(self, lang: str, kind: str = "") -> list[dict[str, str]]:
        """The properties that things have, by name.

        :param kind: only those of things of this type, where given.
        """
        having = [thing for thing in self._entities.values() if not kind or self._is(thing, kind)]
        used = {predicate for thing in having for predicate in thing.outgoing} & set(self._properties)
        named = [{"id": shorten(predicate), "name": self._things.label(predicate, lang)} for predicate in used]
        return sorted(named, key=lambda found: (folded(found["name"]), found["id"]))

    def entity(self, name: str) -> Thing | None:
        """The thing that an identifier names: ``kind/slug`` or its full address."""
        return self._entities.get(shorten(name))

    # Matching (section 4)

    def reconcile(self, batch: Mapping[str, Any], lang: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """The candidates for each query of a batch.

        :param batch: name of a query -> query (section 4.2).
        :raises KgError: ``usage`` for a query that is not formed so, or too many of them.
        """
        if len(batch) > MOST_QUERIES:
            hint = f"Send at most {MOST_QUERIES} at once."
            raise KgError(Code.USAGE, f"A batch of {len(batch)} queries.", where="queries", hint=hint)
        return {name: {"result": self._candidates(query, name, lang)} for name, query in batch.items()}

    def _candidates(self, query: Any, name: str, lang: str) -> list[dict[str, Any]]:  # noqa: ANN401 - from outside
        asked = _read_query(query, name)
        scores: dict[str, float] = {}
        if asked.text:
            scores = self._by_name(asked.text)
        elif asked.properties:
            scores = dict.fromkeys(self._entities, 100.0)
        names = dict(scores)
        for entity in list(scores):
            thing = self._entities[entity]
            if asked.types and not self._fits(thing, asked):
                if asked.strict != "should":
                    del scores[entity]
                    continue
                scores[entity] *= _OTHER_TYPE
            if asked.properties:
                agreeing = sum(self._agrees(thing, pid, values, lang) for pid, values in asked.properties)
                share = 100.0 * agreeing / len(asked.properties)
                scores[entity] = share if not asked.text else _NAME_WEIGHT * scores[entity] + _PROPERTY_WEIGHT * share
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        ranked = [item for item in ranked if item[1] >= _LEAST][: asked.limit]
        alone = len(ranked) < 2 or ranked[1][1] < _NEAR
        return [
            self._candidate(entity, score, names[entity], lang, certain=place == 0 and alone)
            for place, (entity, score) in enumerate(ranked)
        ]

    def _by_name(self, text: str) -> dict[str, float]:
        """Entity -> likeness of its closest name, 0 to 100."""
        from rapidfuzz import fuzz, process

        wanted = folded(text.strip())[:300]
        likeness = process.cdist([wanted], self._texts, scorer=fuzz.ratio, score_cutoff=_LEAST)[0]
        in_order = process.cdist([wanted], self._texts, scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST)[0]
        found: dict[str, float] = {}
        for name, one, other in zip(self._names, likeness.tolist(), in_order.tolist(), strict=True):
            score = max(one, 0.98 * other)
            entity = shorten(name.thing.iri)
            if score >= _LEAST and score > found.get(entity, 0.0):
                found[entity] = score
        slug = self._entities.get(shorten(text.strip()))
        if slug is not None:
            found[shorten(slug.iri)] = 100.0
        return found

    def _is(self, thing: Thing, kind: str) -> bool:
        local = kind.removeprefix(KG).removeprefix("kg:")
        return local in thing.classes or local == thing.kind

    def _fits(self, thing: Thing, asked: _Query) -> bool:
        """Whether the types of a thing are those asked (``type_strict``: any, all; should only prefers)."""
        found = [self._is(thing, kind) for kind in asked.types]
        return all(found) if asked.strict == "all" else any(found)

    def _agrees(self, thing: Thing, pid: str, values: Sequence[str], lang: str) -> bool:
        has = {name for value in self._values(thing, pid) for name in self._names_of(value, lang)}
        return any(folded(value) in has for value in values)

    def _names_of(self, value: Term, lang: str) -> set[str]:
        if value.kind != "iri":
            return {folded(value.value)}
        other = self._things.all.get(value.value)
        labels = other.names.values() if other else [self._things.label(value.value, lang)]
        return {folded(value.value), folded(shorten(value.value)), *map(folded, labels)}

    def _values(self, thing: Thing, pid: str) -> list[Term]:
        return [fact.value for fact in thing.facts(expand(pid) or pid)]

    def _candidate(self, entity: str, score: float, name: float, lang: str, *, certain: bool) -> dict[str, Any]:
        return self.described(self._entities[entity], lang) | {
            "type": self._types_of(self._entities[entity], lang),
            "score": round(score, 2),
            "match": certain and score >= _CERTAIN,
            "features": [{"id": "name", "value": round(name, 2)}],
        }

    def described(self, thing: Thing, lang: str) -> dict[str, Any]:
        """A thing by its identifier, name and description."""
        told = thing.value(KG + "actionLabel", lang) or thing.value(SKOS + "definition", lang)
        return {
            "id": shorten(thing.iri),
            "name": thing.label(lang),
            "description": told or thing.value(DCT + "description", lang),
        }

    # Suggesting (section 5)

    def suggest_entities(self, prefix: str, lang: str, limit: int = 10) -> list[dict[str, Any]]:
        """Things whose name begins like this, then things that resemble it."""
        wanted = folded(prefix.strip())
        if not wanted:
            return []
        begins = [name.thing for name in self._names if name.text.startswith(wanted)]
        holds = [name.thing for name in self._names if f" {wanted}" in name.text]
        found = {thing.iri: thing for thing in [*sorted(begins, key=lambda t: len(t.label(lang))), *holds]}
        return [
            self.described(thing, lang) | {"notable": self._types_of(thing, lang)}
            for thing in list(found.values())[:limit]
        ]

    @staticmethod
    def suggest(known: list[dict[str, str]], prefix: str, limit: int = 10) -> list[dict[str, str]]:
        """Of these types or properties, those with a word that begins like this."""
        wanted = folded(prefix.strip())
        fitting = [one for one in known if f" {wanted}" in f" {folded(one['name'])} {folded(one['id'])}"]
        return fitting[:limit]

    # Extending (section 6)

    def extend(self, query: Mapping[str, Any], lang: str) -> dict[str, Any]:
        """The values of properties of entities.

        :param query: ``ids`` and ``properties``, each with its ``id``.
        :raises KgError: ``usage`` for a query that is not formed so, or an unknown property.
        """
        ids: Any = query.get("ids")
        properties: Any = query.get("properties")
        if not _is_list_of(ids, str) or not _is_list_of(properties, dict):
            hint = 'Send {"ids": ["instrument/toolwiel"], "properties": [{"id": "kg:level"}]}.'
            raise KgError(Code.USAGE, "A data extension needs ids and properties.", where="extend", hint=hint)
        if len(ids) > MOST_ROWS:
            raise KgError(Code.USAGE, f"{len(ids)} ids.", where="ids", hint=f"Send at most {MOST_ROWS} at once.")
        pids = [self._property(str(one.get("id", ""))) for one in properties]
        rows = {name: {pid: self._cells(name, pid, lang) for pid in pids} for name in ids}
        meta = [{"id": pid, "name": self._things.label(expand(pid) or pid, lang)} for pid in pids]
        return {"meta": meta, "rows": rows}

    def _property(self, pid: str) -> str:
        if (expand(pid) or pid) not in self._properties:
            hint = did_you_mean(pid, [shorten(name) for name in self._properties])
            raise KgError(Code.USAGE, f"There is no property {pid[:60]!r}.", where="properties", hint=hint)
        return pid

    def _cells(self, name: str, pid: str, lang: str) -> list[dict[str, Any]]:
        thing = self.entity(name)
        if thing is None:
            return []
        return [self._cell(fact.value, lang) for fact in thing.facts(expand(pid) or pid, lang)]

    def _cell(self, value: Term, lang: str) -> dict[str, Any]:
        if value.kind == "iri" and shorten(value.value) in self._entities:
            return {"id": shorten(value.value), "name": self._things.label(value.value, lang)}
        plain = value.plain()
        # A truth value is an int in Python, and none here.
        if isinstance(plain, bool):
            return {"str": value.value}
        return (
            {"int": plain}
            if isinstance(plain, int)
            else {"float": plain}
            if isinstance(plain, float)
            else {"str": plain}
        )


@dataclass(frozen=True, slots=True)
class _Query:
    text: str
    types: tuple[str, ...]
    strict: str
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _read_query(query: Any, name: str) -> _Query:  # noqa: ANN401 - from outside
    """A query of a batch, checked (section 4.2)."""

    def fault(what: str, hint: str) -> KgError:
        return KgError(Code.USAGE, what, where=name[:40], hint=hint)

    if not isinstance(query, dict):
        raise fault("A query is an object.", 'Send {"query": "toolwiel"}.')
    text, limit = query.get("query", ""), query.get("limit", _DEFAULT_CANDIDATES)
    if not isinstance(text, str) or isinstance(limit, bool) or not isinstance(limit, (int, float)) or limit < 1:
        raise fault("query is a text, limit a number from 1.", 'Send {"query": "toolwiel", "limit": 5}.')
    types = query.get("type") or []
    types = [types] if isinstance(types, str) else types
    given = query.get("properties") or []
    strict = query.get("type_strict", "any")
    if not _is_list_of(types, str) or not _is_list_of(given, dict) or strict not in _STRICTNESS:
        raise fault("type or properties are not as they should be.", 'Send {"query": "x", "type": "Instrument"}.')
    if not text.strip() and not given:
        raise fault("A query needs a text or properties.", 'Send {"query": "toolwiel"}.')
    properties = tuple((str(one.get("pid", "")), tuple(_property_values(one.get("v")))) for one in given)
    return _Query(text, tuple(types), strict, min(int(limit), MOST_CANDIDATES), properties)


def _property_values(value: Any) -> list[str]:  # noqa: ANN401 - from outside
    """The values of a property in a query as texts: an entity by its identifier, a truth value as RDF writes it."""
    values = value if isinstance(value, list) else [value]
    texts = [one.get("id", "") if isinstance(one, dict) else one for one in values]
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in texts]
