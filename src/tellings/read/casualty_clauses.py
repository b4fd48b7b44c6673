"""Which word of a sentence governs a number: what the number's people suffered or did.

The governor is looked for in the number's own phrase ("20 dead"), before it ("killed 20") and
after it ("20 people in the market were killed").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.read.casualty_items import FILLERS, NUMBER, Item, Phrase, phrase_after
from tellings.read.casualty_words import (
    BE,
    CLAUSE_BREAKS,
    CUES,
    DETERMINERS,
    FINITE,
    HAVE,
    PASSING,
    PERSONS,
    PRENOMINAL,
    PREPOSITIONS,
    WOUNDS,
    Cue,
    word_set,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What governs a number: kinds, and the item that says so. `via`: phrase, object, subject."""

    kinds: tuple[str, ...]
    at: int
    via: str
    part: bool = False


_ADMITTING = word_set("including among mostly plus and or , them whom")
_BEFORE_OBJECT = FILLERS - DETERMINERS - {"at", "of", "over"}
_AUXILIARY = BE | HAVE | PASSING
_ADVERBIAL = PASSING - BE - HAVE
_VICTIMS = word_set("child children civilian civilians woman women people person persons baby")
_SHOT = word_set("shot shoot shoots shooting stabbed")


# ---------------------------------------------------------------- the number's own phrase
def judge_phrase(items: Sequence[Item], i: int, phrase: Phrase) -> Verdict | None:
    """A cue within or right after the phrase: "20 dead", "16 deaths", "15 of the wounded"."""
    for j in range(phrase.first, phrase.last):
        cue = CUES.get(items[j].low)
        if cue and (cue.form in ("noun", "past", "adj")) and not cue.loose:
            return Verdict(_pair(items, j, cue), j, "phrase", part=phrase.of and cue.form != "noun")
    if phrase.of and phrase.head == "victims":
        return Verdict(("killed",), phrase.last - 1, "phrase", part=True)
    j = phrase.last
    if phrase.first < phrase.last and items[phrase.last - 1].low not in ("more", "others", "other"):
        return None  # "20 people killed": left to the subject's search
    cue = CUES.get(items[j].low) if j < len(items) else None
    if cue and cue.form in ("past", "adj") and not cue.loose and not has_object(items, j):
        return Verdict(_pair(items, j, cue), j, "phrase", part=phrase.of)
    return None


def _pair(items: Sequence[Item], j: int, cue: Cue) -> tuple[str, ...]:
    """Both kinds of "killed and wounded"; otherwise the cue's own."""
    step = 2 if j + 1 < len(items) and items[j + 1].low in ("and", "or", "&", "/", ",") else 1
    if j + step >= len(items) or cue.form not in ("past", "adj"):
        return (cue.kind,)
    other = CUES.get(items[j + step].low)
    if other is None or other.kind == cue.kind or other.form not in ("past", "adj") or other.loose:
        return (cue.kind,)
    return (cue.kind,) if has_object(items, j + step) else (cue.kind, other.kind)


def has_object(items: Sequence[Item], j: int) -> bool:
    """Whether the verb at `j` acts on what follows, and not tells what became of its subject."""
    k = j + 1
    while k < len(items) and items[k].low in _BEFORE_OBJECT:
        k += 1
    if k >= len(items):
        return False
    low = items[k].low
    if low == NUMBER:
        phrase = phrase_after(items, k)
        if phrase.last < len(items) and items[phrase.last].low in BE:
            return False  # the number is the subject of the next clause, its comma lost
        own = None if items[k].implied else judge_phrase(items, k, phrase)
        return own is None and _bare_predicate(items, phrase.last) is None
    if low in ("his", "her", "their", "him", "them", "himself", "herself", "themselves", "dozens"):
        return True
    return low in DETERMINERS and k + 1 < len(items) and items[k + 1].low in PERSONS


def _bare_predicate(items: Sequence[Item], j: int) -> Cue | None:
    """A cue right at `j`, or an auxiliary there and a cue behind it."""
    while j < len(items) and items[j].low in _AUXILIARY:
        j += 1
    cue = CUES.get(items[j].low) if j < len(items) else None
    return cue if cue and cue.form in ("past", "intr", "adj") else None


# ---------------------------------------------------------------- before the number
def judge_before(items: Sequence[Item], i: int, phrase: Phrase) -> Verdict | None:
    """An active verb whose object the number is: "killed 20", "killing and injuring 20"."""
    j = i - 1
    while j >= 0 and items[j].low in FILLERS and items[j].low != NUMBER:
        j -= 1
    if j < 0:
        return None
    low = items[j].low
    pair = (items[j - 1].low if j else "", low)
    if (low == "dead" and pair[0] in _SHOT) or (low == "down" and pair[0].startswith("gun")):
        return Verdict(("killed",), j, "object")
    cue = CUES.get(low)
    if cue is None or cue.form not in ("base", "past", "ing") or _is_passive(items, j):
        return None
    if phrase.thing or (cue.loose and not phrase.person):
        return None
    if low in ("claim", "claims", "claimed", "claiming") and _claims_words(items, i, phrase):
        return None
    if cue.form == "past" and _has_its_own(items, phrase, cue):
        return None
    kinds: tuple[str, ...] = (cue.kind,)
    if j >= 2 and items[j - 1].low in ("and", "or") and not _is_passive(items, j - 2):
        other = CUES.get(items[j - 2].low)
        if other and other.form == cue.form and other.kind != cue.kind:
            kinds = (other.kind, cue.kind)
    return Verdict(kinds, j, "object")


def _has_its_own(items: Sequence[Item], phrase: Phrase, cue: Cue) -> bool:
    """Whether another word right after it tells what became of it: "child killed 9 men injured"."""
    own = CUES.get(items[phrase.last].low) if phrase.last < len(items) else None
    if own is None or own.form != "past" or own.kind == cue.kind or own.loose:
        return False
    return not has_object(items, phrase.last)


def _claims_words(items: Sequence[Item], i: int, phrase: Phrase) -> bool:
    """Whether "claimed" means said: "claimed 20 men were killed", "claimed several of them"."""
    return _bare_predicate(items, phrase.last) is not None or phrase.last == i + 1


def _is_passive(items: Sequence[Item], j: int) -> bool:
    """Whether the participle at `j` has a form of "to be" before it."""
    cue = CUES.get(items[j].low)
    if cue is None or cue.form != "past":
        return False
    k = j - 1
    while (k >= 0 and items[k].low in _ADVERBIAL) or (k >= 0 and items[k].low == "and"):
        k -= 1
    return k >= 0 and items[k].low in BE


def judge_joined(items: Sequence[Item], i: int, phrase: Phrase) -> Verdict | None:
    """A further object of an active verb: "killing a known commander and eight more fighters"."""
    if not phrase.person or items[i - 1].low != "and" or is_verb(items, phrase.last):
        return None
    for j in range(i - 2, max(-1, i - 14), -1):
        low = items[j].low
        if low in CLAUSE_BREAKS or low in FINITE or low == NUMBER:
            return None
        cue = CUES.get(low)
        if cue and cue.form in ("base", "past", "ing") and not cue.loose:
            return None if _is_passive(items, j) else Verdict((cue.kind,), j, "object")
    return None


def is_verb(items: Sequence[Item], j: int) -> bool:
    """Whether a finite verb or auxiliary stands at `j`."""
    low = items[j].low if j < len(items) else ""
    return low in BE or low in HAVE or low in FINITE or (low.endswith("ed") and len(low) > 4)


# ---------------------------------------------------------------- after the number
@dataclass(slots=True)
class _Walk:
    """State of the walk from a subject to its predicate."""

    crossed: bool = False  # a participle that modifies the subject lies behind
    relative: bool = False
    victims: bool = False  # the subject is of those who are hardly ever agents
    fallback: Verdict | None = None


_REACH = 26  # items between a subject and its predicate


def judge_after(items: Sequence[Item], i: int, phrase: Phrase) -> Verdict | None:
    """The predicate whose subject the number is: "20 people in the market were killed"."""
    if phrase.thing:
        return None
    walk = _Walk(victims=phrase.head in _VICTIMS)
    k = phrase.last
    end = min(len(items), k + _REACH)
    while k < end:
        verdict, stop = _step(items, k, walk, phrase)
        if verdict or stop:
            return verdict or walk.fallback
        k += 1
    return walk.fallback


def _step(
    items: Sequence[Item], k: int, walk: _Walk, phrase: Phrase
) -> tuple[Verdict | None, bool]:
    """One item of the walk: a verdict, or whether the walk must stop here."""
    low = items[k].low
    if low == NUMBER:
        return None, not _is_passable(items, k, phrase.last, walk)
    if low in CLAUSE_BREAKS:
        return None, True
    if low in ("who", "which", "that", "whom"):
        walk.relative = True
        return None, False
    if low == "among":
        return _among(items, k), False
    if low in ("lost", "lose", "losing") and k + 2 < len(items):
        lives = items[k + 1].low in ("their", "his", "her") and items[k + 2].low in (
            "lives",
            "life",
        )
        return (Verdict(("killed",), k, "subject") if lives else None), True
    if (low in HAVE or low in ("suffered", "suffering", "sustained", "with", "from")) and (
        wounds := _wounds(items, k)
    ):
        return Verdict(("wounded",), wounds, "subject"), False
    if k == phrase.last and low in DETERMINERS:
        return None, True
    if _to_death(items, k):
        return Verdict(("killed",), k, "subject"), True
    cue = CUES.get(low)
    if cue is not None:
        return _step_cue(items, k, walk, cue)
    return _step_verb(items, k, walk)


def _to_death(items: Sequence[Item], k: int) -> bool:
    """ "stoned to death", "put to death"; a sentence to death is not yet a death."""
    after = [it.low for it in items[k + 1 : k + 3]]
    return after == ["to", "death"] and items[k].low not in ("sentenced", "condemned", "close")


def _is_passable(items: Sequence[Item], k: int, first: int, walk: _Walk) -> bool:
    """Whether a further number lies within the subject ("including five children")."""
    near = items[k - 2] if items[k - 1].low in DETERMINERS else items[k - 1]
    before = near.low
    if before in PREPOSITIONS or before in _ADMITTING:
        return before not in ("and", "or", ",") or not walk.crossed
    if any(it.low in ("them", "whom") for it in items[k + 1 : k + 3]):
        return True
    # A list that lost its commas: "40 civilians 25 fighters killed"
    phrase = phrase_after(items, k)
    listed = k == first and items[k - 1].low != NUMBER
    return listed and phrase.person and judge_phrase(items, k, phrase) is None


def _among(items: Sequence[Item], k: int) -> Verdict | None:
    if (k and items[k - 1].low in (",",)) or (k + 1 < len(items) and items[k + 1].low == "them"):
        return None
    for j in range(k + 1, min(k + 6, len(items))):
        cue = CUES.get(items[j].low)
        if cue and cue.form in ("past", "adj", "noun"):
            return Verdict((cue.kind,), j, "subject", part=True)
        if items[j].low in ("victims", "toll"):
            return Verdict(("killed",), j, "subject", part=True)
    return None


def _wounds(items: Sequence[Item], k: int) -> int | None:
    return next((j for j in range(k + 1, min(k + 4, len(items))) if items[j].low in WOUNDS), None)


def _step_cue(items: Sequence[Item], k: int, walk: _Walk, cue: Cue) -> tuple[Verdict | None, bool]:
    before = items[k - 1].low
    if cue.form == "intr":
        ok = cue.kind == "killed" or not walk.crossed
        return (Verdict((cue.kind,), k, "subject") if ok else None), True
    if cue.form == "adj":
        if before in DETERMINERS or before == NUMBER:
            return None, False
        return Verdict(_pair(items, k, cue), k, "subject"), True
    if cue.form == "noun":
        return None, False
    if cue.form == "past":
        if _is_passive(items, k):
            return Verdict(_pair(items, k, cue), k, "subject"), True
        if cue.kind not in ("killed", "wounded") or cue.loose:
            walk.fallback = walk.fallback or (
                None if cue.loose else Verdict((cue.kind,), k, "subject")
            )
            walk.crossed = True
            return None, has_object(items, k)
        active = before in HAVE or before in ("who", "which", "that", "they", "it", "he", "and")
        if before in ("and", "or") and k >= 2 and CUES.get(items[k - 2].low):
            active = False
        acts = has_object(items, k) and not walk.victims
        if walk.crossed or active or before in DETERMINERS or acts:
            return None, True
        return Verdict(_pair(items, k, cue), k, "subject"), True
    return None, before not in ("being", "of", "the", "for")


def _step_verb(items: Sequence[Item], k: int, walk: _Walk) -> tuple[Verdict | None, bool]:
    low = items[k].low
    if low in ("critical", "serious") and k + 1 < len(items) and items[k + 1].low == "condition":
        return Verdict(("wounded",), k, "subject", part=True), True
    if low in ("treated", "hospitalised") or (low == "affected" and _gas(items, k)):
        return Verdict(("wounded",), k, "subject"), True
    if low in ("driven", "forced") and _from_home(items, k):
        return Verdict(("displaced",), k, "subject"), True
    if low in PASSING or low in PREPOSITIONS or low in DETERMINERS:
        return None, False
    verb = low in FINITE or (low.endswith("ed") and len(low) > 4 and "-" not in low)
    if not verb or low in PRENOMINAL:
        return None, False
    if _passive_before(items, k):
        return None, not walk.relative
    if walk.relative and not walk.crossed:
        walk.crossed = True
        return None, False
    following = items[k + 1].low if k + 1 < len(items) else ""
    walk.crossed = True
    return None, low in FINITE or not (following in PREPOSITIONS or following == "and")


def _from_home(items: Sequence[Item], k: int) -> bool:
    return any(it.low in ("home", "homes", "flee", "leave", "out") for it in items[k + 1 : k + 5])


def _gas(items: Sequence[Item], k: int) -> bool:
    return any("gas" in it.low or "chemic" in it.low for it in items[k : k + 5])


def _passive_before(items: Sequence[Item], k: int) -> bool:
    return any(it.low in BE for it in items[max(0, k - 2) : k])
