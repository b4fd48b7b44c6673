"""Words brought to a form in which inflections and spellings of one word meet."""

from __future__ import annotations

from functools import lru_cache

from tellings.align.names import fold, skeleton

#: Forms that no ending explains, and nouns of another root than their verb.
_IRREGULAR = {
    form: base
    for base, forms in {
        "strike": "struck stricken", "shoot": "shot shots shooter shooters gunshot",
        "fall": "fell fallen", "lose": "lost loss losses", "take": "took taken", "retake": "retook",
        "overrun": "overran", "flee": "fled flight", "withdraw": "withdrew withdrawn withdrawal",
        "fight": "fought", "hang": "hung", "hold": "held", "win": "won winner winning wins",
        "die": "died dying dies death deaths dead deadly", "say": "said says saying",
        "tell": "told tells", "buy": "bought buys buying purchase purchased purchases",
        "sell": "sold sale sales sells selling", "find": "found finds finding",
        "give": "gave given gives giving", "leave": "left leaves leaving", "meet": "met meeting",
        "make": "made makes making", "run": "ran runs running", "come": "came comes coming",
        "begin": "began begun begins beginning", "break": "broke broken breaks",
        "steal": "stole stolen theft thefts", "speak": "spoke spoken speech",
        "choose": "chose chosen choice", "lead": "led leads", "send": "sent sends",
        "hit": "hits hitting", "burn": "burnt burned burning", "injure": "injury injuries injured",
        "explode": "explosion explosions exploded exploding", "marry": "married marriage wedding",
        "arrive": "arrival arrived arriving", "accuse": "accusation accusations accused",
        "quake": "earthquake earthquakes quakes temblor tremor tremors",
        "acquire": "acquisition acquisitions acquired acquires acquiring",
        "announce": "announcement announced announces announcing",
        "replace": "replacement replaced replaces replacing",
        "decide": "decision decided", "suspend": "suspension suspended",
        "invade": "invasion invaded", "destroy": "destruction destroyed",
        "evacuate": "evacuation evacuated evacuees", "liberate": "liberation liberated",
        "murder": "murdered murders homicide", "rescue": "rescued rescuers rescues",
    }.items()
    for form in (base, *forms.split())
}  # fmt: skip
_ENDINGS = ("ings", "ing", "ers", "ed", "es", "s")


def levelled(word: str) -> str:
    """A name by its sound, so that transliterations meet; any other word by its stem."""
    if word[0].isupper() and not word.isupper():
        return "~" + skeleton(word)
    return stem(word)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without the endings that change it least.

    >>> stem("raids"), stem("struck")
    ('raid', 'strik')
    """
    folded = fold(word)
    folded = _IRREGULAR.get(folded, folded)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            folded = folded[: -len(ending)]
            break
    if len(folded) > 4 and folded[-1] == folded[-2] and folded[-1] in "bdgmnprt":
        folded = folded[:-1]
    return folded[:-1] if folded.endswith("e") and len(folded) > 3 else folded
