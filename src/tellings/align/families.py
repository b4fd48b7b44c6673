"""Which types of event can be one happening told in different words."""

from __future__ import annotations

from functools import lru_cache

#: A type belongs to the family named by its first matching prefix.
_FAMILY_OF = (
    ("attack.chemical", "chemical"),
    ("attack.airstrike", "air"),
    ("attack.shelling", "shelling"),
    ("attack.bombing", "bombing"),
    ("attack.shooting", "shooting"),
    ("attack", "attack"),
    ("offensive", "battle"),
    ("battle", "battle"),
    ("clash", "battle"),
    ("capture", "capture"),
    ("withdrawal", "capture"),
    ("siege", "siege"),
    ("execution", "execution"),
    ("killing", "attack"),
    ("casualties", "attack"),
    ("release", "release"),
    ("amnesty", "surrender"),
    ("detention", "detention"),
    ("abduction", "detention"),
    ("disappearance", "detention"),
    ("displacement", "displacement"),
    ("evacuation", "evacuation"),
    ("surrender", "surrender"),
    ("ceasefire", "ceasefire"),
    ("negotiation", "negotiation"),
    ("statement", "statement"),
    ("aid", "aid"),
    ("deployment", "deployment"),
    ("incursion", "incursion"),
    ("protest", "protest"),
    ("trial", "trial"),
    ("accident", "accident"),
    ("background", "background"),
)

#: 0..1: how readily two families are words for one happening. Symmetric; a family with itself
#: is 1, a pair that is not listed is 0. "attack" and "other" are what a reader says when the
#: words are general ("the attack", "killed"), so they go with every kind of violence.
_LIKENESS = {
    ("attack", "air"): 0.9,
    ("attack", "shelling"): 0.9,
    ("attack", "bombing"): 0.9,
    ("attack", "shooting"): 0.9,
    ("attack", "chemical"): 0.8,
    ("attack", "battle"): 0.6,
    ("attack", "execution"): 0.6,
    ("attack", "accident"): 0.5,
    ("attack", "incursion"): 0.5,
    ("air", "shelling"): 0.8,
    ("air", "chemical"): 0.7,
    ("air", "bombing"): 0.5,
    ("air", "battle"): 0.4,
    ("air", "accident"): 0.3,
    ("shelling", "chemical"): 0.6,
    ("shelling", "bombing"): 0.6,
    ("shelling", "battle"): 0.5,
    ("bombing", "battle"): 0.3,
    ("bombing", "accident"): 0.5,
    ("bombing", "shooting"): 0.3,
    ("shooting", "battle"): 0.6,
    ("shooting", "execution"): 0.7,
    ("battle", "capture"): 0.7,
    ("battle", "incursion"): 0.7,
    ("battle", "siege"): 0.4,
    ("battle", "deployment"): 0.2,
    ("capture", "incursion"): 0.5,
    ("capture", "siege"): 0.3,
    ("capture", "surrender"): 0.5,
    ("capture", "evacuation"): 0.3,
    ("incursion", "deployment"): 0.5,
    ("evacuation", "displacement"): 0.7,
    ("evacuation", "surrender"): 0.5,
    ("evacuation", "ceasefire"): 0.3,
    ("ceasefire", "negotiation"): 0.6,
    ("detention", "execution"): 0.4,
    ("surrender", "ceasefire"): 0.3,
}
_BOTH_WAYS = {**_LIKENESS, **{(b, a): value for (a, b), value in _LIKENESS.items()}}

#: Families whose mentions tell of a state or of speech: they are not joined across documents.
NOT_A_HAPPENING = frozenset({"background", "statement"})

#: What happens to one place once in many days: two of them a day apart are one, told differently.
#: Raids are not: there can be one each day.
ONCE = frozenset({"capture", "ceasefire", "surrender", "siege"})

#: Families in which people are hurt; blocks by toll only make sense for these.
VIOLENT = frozenset(
    {"attack", "air", "shelling", "bombing", "shooting", "chemical", "battle", "execution"}
)


#: What a family is called inside a sentence.
_CALLED = {
    "air": "an air strike", "bombing": "a bombing", "shooting": "a shooting",
    "chemical": "a chemical attack", "attack": "an attack", "battle": "fighting",
    "capture": "a change of hands", "siege": "a siege", "execution": "an execution",
    "release": "a release", "surrender": "a surrender", "detention": "a detention",
    "evacuation": "an evacuation", "ceasefire": "a ceasefire", "negotiation": "talks",
    "statement": "a statement", "deployment": "a deployment", "incursion": "an incursion",
    "protest": "a protest", "trial": "a trial", "accident": "an accident", "other": "something",
}  # fmt: skip


@lru_cache(maxsize=4096)
def called(families: frozenset[str]) -> str:
    """Families inside a sentence.

    >>> called(frozenset({"bombing", "air"}))
    'a bombing or an air strike'
    """
    return " or ".join(sorted(_CALLED.get(family, family) for family in families))


def family_of(event_type: str) -> str:
    """The family of an event type; "other" where the table knows none.

    >>> family_of("attack.airstrike")
    'air'
    """
    folded = event_type.casefold()
    return next((family for prefix, family in _FAMILY_OF if folded.startswith(prefix)), "other")


def likeness(left: str, right: str) -> float:
    """How readily two families are words for one happening, 0..1.

    >>> likeness("capture", "battle")
    0.7
    """
    if left == right:
        return 0.5 if left == "other" else 1.0
    if "other" in (left, right):
        return 0.3
    return _BOTH_WAYS.get((left, right), 0.0)


def best_likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The greatest likeness between two sets of families."""
    return max((likeness(a, b) for a in left for b in right), default=0.0)
