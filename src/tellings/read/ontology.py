"""The types of event and the words that tell of them, from `ontology.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

GENERAL = "attack.other"
CASUALTIES = "casualties"
IRREGULAR = {
    "strike": ("struck", "stricken"),
    "hit": ("hit",),
    "shoot": ("shot",),
    "fall": ("fell", "fallen"),
    "lose": ("lost",),
    "retake": ("retook", "retaken"),
    "overrun": ("overran",),
    "flee": ("fled",),
    "withdraw": ("withdrew", "withdrawn"),
    "fight": ("fought",),
    "hang": ("hanged", "hung"),
    "die": ("died", "dying"),
    "free": ("freed",),
}


@dataclass(frozen=True, slots=True)
class Ontology:
    """Forms of verbs and nouns to types; phrases with their types; means; counterparts."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    any_phrase: re.Pattern[
        str
    ]  # any of them, in a text in lower case: far faster than each in turn
    means: tuple[tuple[str, re.Pattern[str]], ...]
    counterparts: dict[str, tuple[str, str, str]]

    @property
    def types(self) -> tuple[str, ...]:
        """All types, in order."""
        return tuple(self.counterparts)


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The shipped ontology."""
    table = tomllib.loads(
        resources.files("tellings.read").joinpath("ontology.toml").read_text("utf-8")
    )
    means = table.pop("means")
    counterparts = table.pop("counterparts")
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrases: list[tuple[str, re.Pattern[str]]] = []
    lowered: list[str] = []
    for name, entry in _types(table):
        for verb in entry.get("verbs", ()):
            for form in verb_forms(verb):
                verbs.setdefault(form, name)
        for noun in entry.get("nouns", ()):
            for form in (noun, plural(noun)):
                nouns.setdefault(form.lower(), name)
        phrases += [(name, re.compile(rf"\b(?:{p})\b", re.I)) for p in entry.get("phrases", ())]
        lowered += map(_lowered, entry.get("phrases", ()))
    return Ontology(
        verbs, nouns, tuple(phrases), re.compile(rf"\b(?:{'|'.join(lowered)})\b"),
        tuple((name, re.compile(p, re.I)) for name, p in means.items()),
        {name: (a, b, c) for name, (a, b, c) in counterparts.items()},
    )  # fmt: skip


def _lowered(pattern: str) -> str:
    """A pattern in lower case, its escapes left as they are."""
    return re.sub(r"\\.|[^\\]+", lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern)


def _types(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, entry in table.items():
        if "verbs" in entry or "nouns" in entry:
            yield prefix + name, entry
        else:
            yield from _types(entry, f"{prefix}{name}.")


def verb_forms(verb: str) -> set[str]:
    """The forms of a regular or listed verb: strike, strikes, striking, struck."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if re.search(r"[^aeiou]y$", verb):
        s, ed = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        s = verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
        ed = stem + "ed"
    forms = {verb, s, stem + "ing", ed, *IRREGULAR.get(verb, ())}
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", verb):
        forms |= {verb + verb[-1] + "ing", verb + verb[-1] + "ed"}
    return forms


def plural(noun: str) -> str:
    """A regular plural."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")
