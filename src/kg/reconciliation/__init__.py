"""Names of others matched to things of the graph, and their properties fetched: the Reconciliation API.

Values follow the Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group): an entity is named
``kind/slug``, a type by its class (``Instrument``) or, for the concepts of small lists, by their kind, a property by
its short address (``kg:level``, ``schema:about``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.errors import Code, KgError, not_known
from kg.namespaces import DCT, ID, KG, RDF, SKOS, expand, shorten
from kg.reconciliation.asked import Query, is_list_of, read_query
from kg.reconciliation.naming import LEAST, Names
from kg.stemming import folded
from kg.store import Term
from kg.things import Thing, Things

# Section 4.3: a candidate with this name score that no other comes near is a certain match.
_CERTAIN, _NEAR = 97.0, 90.0
# What another type leaves of a score where the type is only preferred.
_OTHER_TYPE = 0.85
_NAME_WEIGHT, _PROPERTY_WEIGHT = 0.75, 0.25
# Most queries in a batch, and rows of a data extension.
MOST_QUERIES, MOST_ROWS = 500, 1000
# How many are suggested at a time.
_SUGGESTED = 10
_LIST_ITEM = "ListItem"


class Reconciler:
    """Matches names over one graph; all names are folded once, here.

    :param things: the graph.
    """

    def __init__(self, things: Things) -> None:
        self._things = things
        self._entities = {
            shorten(thing.iri): thing for listed in things.kinds.values() for thing in listed if thing.kind != "scheme"
        }
        self._names = Names(self._entities.values())
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
            raise KgError(
                Code.USAGE,
                f"A batch of {len(batch)} queries.",
                where="queries",
                hint=f"Send at most {MOST_QUERIES} at once.",
                dutch=(f"Dit zijn {len(batch)} vragen.", f"Stuur er hoogstens {MOST_QUERIES} tegelijk."),
            )
        return {name: {"result": self._candidates(query, name, lang)} for name, query in batch.items()}

    def _candidates(self, query: Any, name: str, lang: str) -> list[dict[str, Any]]:  # noqa: ANN401 - from outside
        asked = read_query(query, name)
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
        ranked = [item for item in ranked if item[1] >= LEAST][: asked.limit]
        alone = len(ranked) < 2 or ranked[1][1] < _NEAR
        return [
            self._candidate(entity, score, names[entity], lang, certain=place == 0 and alone)
            for place, (entity, score) in enumerate(ranked)
        ]

    def _by_name(self, text: str) -> dict[str, float]:
        """Entity -> likeness of its closest name, 0 to 100."""
        found = {shorten(iri): score for iri, score in self._names.like(text).items()}
        slug = self._entities.get(shorten(text.strip()))
        if slug is not None:
            found[shorten(slug.iri)] = 100.0
        return found

    def _is(self, thing: Thing, kind: str) -> bool:
        local = kind.removeprefix(KG).removeprefix("kg:")
        return local in thing.classes or local == thing.kind

    def _fits(self, thing: Thing, asked: Query) -> bool:
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

    def suggest_entities(self, prefix: str, lang: str, cursor: int = 0) -> list[dict[str, Any]]:
        """Things whose name begins like this, then things with a word that does.

        :param cursor: how many are left out: those of the pages before.
        """
        found = self._names.beginning(prefix, lang)[cursor : cursor + _SUGGESTED]
        return [self.described(thing, lang) | {"notable": self._types_of(thing, lang)} for thing in found]

    @staticmethod
    def suggest(known: list[dict[str, str]], prefix: str, cursor: int = 0) -> list[dict[str, str]]:
        """Of these types or properties, those whose name begins like this, then those with a word that does.

        :param cursor: how many are left out: those of the pages before.
        """
        wanted = folded(prefix.strip())
        fitting = [one for one in known if f" {wanted}" in f" {folded(one['name'])} {folded(one['id'])}"]
        fitting.sort(key=lambda one: not folded(one["name"]).startswith(wanted))
        return fitting[cursor : cursor + _SUGGESTED]

    # Extending (section 6)

    def extend(self, query: Mapping[str, Any], lang: str) -> dict[str, Any]:
        """The values of properties of entities.

        :param query: ``ids`` and ``properties``, each with its ``id``.
        :raises KgError: ``usage`` for a query that is not formed so, or an unknown property.
        """
        ids: Any = query.get("ids")
        properties: Any = query.get("properties")
        if not is_list_of(ids, str) or not is_list_of(properties, dict):
            example = '{"ids": ["instrument/toolwiel"], "properties": [{"id": "kg:level"}]}'
            raise KgError(
                Code.USAGE,
                "A data extension needs ids and properties.",
                where="extend",
                hint=f"Send {example}.",
                dutch=("Voor aanvullen zijn ids en properties nodig.", f"Stuur {example}."),
            )
        if len(ids) > MOST_ROWS:
            raise KgError(
                Code.USAGE,
                f"{len(ids)} ids.",
                where="ids",
                hint=f"Send at most {MOST_ROWS} at once.",
                dutch=(f"Dit zijn {len(ids)} ids.", f"Stuur er hoogstens {MOST_ROWS} tegelijk."),
            )
        pids = [self._property(str(one.get("id", ""))) for one in properties]
        rows = {name: {pid: self._cells(name, pid, lang) for pid in pids} for name in ids}
        meta = [{"id": pid, "name": self._things.label(expand(pid) or pid, lang)} for pid in pids]
        return {"meta": meta, "rows": rows}

    def _property(self, pid: str) -> str:
        if (expand(pid) or pid) not in self._properties:
            known = [shorten(name) for name in self._properties]
            message, dutch = f"There is no property {pid[:60]!r}.", f"Er is geen eigenschap „{pid[:60]}”."
            raise not_known(pid, known, message, dutch, where="properties")
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
