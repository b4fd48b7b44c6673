"""Names compared across spellings: folding, a skeleton for places, acronyms.

Documents spell one name in many ways ("Deir ez-Zor", "Dayr al-Zawr", "Deir Ezzor"). What is
computed here never says that two names *are* the same thing, only that they may be spelt so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['\u2018\u2019`\u00b4\u02bb\u02bc\u02be\u02bf\u2032\"\u201c\u201d]")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b\.?")
_LETTERS_APART = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e", "ð": "d"}
)

ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ath", "az", "ad", "an", "ez", "es",
                      "er", "et", "ed", "en", "esh", "the", "ul", "ud", "ur"})  # fmt: skip
_SMALL = frozenset({"a", "an", "the", "of", "for", "and", "in", "on", "to", "by", "at", "de", "du",
                    "la", "le", "des", "s", "al", "el", "with", "from"})  # fmt: skip
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "president", "minister", "general", "colonel",
                     "major", "brigadier", "captain", "spokesman", "spokeswoman", "spokesperson",
                     "sheikh", "prof", "professor"})  # fmt: skip
_KINDS = frozenset({"city", "town", "village", "province", "governorate", "district", "area",
                    "neighborhood", "neighbourhood", "suburb", "region", "of", "in", "quarter",
                    "hamlet", "municipality"})  # fmt: skip
_MODIFIERS = {
    "north": "north", "northern": "north", "south": "south", "southern": "south",
    "east": "east", "eastern": "east", "west": "west", "western": "west",
    "northeast": "northeast", "northeastern": "northeast", "northwest": "northwest",
    "northwestern": "northwest", "southeast": "southeast", "southeastern": "southeast",
    "southwest": "southwest", "southwestern": "southwest", "central": "central",
    "rural": "rural", "countryside": "rural", "rif": "rural", "reef": "rural",
}  # fmt: skip

_DIGRAPHS = tuple((re.compile(letters), sound) for letters, sound in (
    ("tch|sch|sh|ch", "S"), ("kh", "X"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("dj", "j"), ("ck|q", "k"), ("c(?=[eiy])", "s"), ("c", "k"),
))  # fmt: skip
_GLIDES = (
    (re.compile(r"(?:ou|oo|o|u)(?=[aei])"), "w"),  # Foua, Fuaa, Soueida
    (re.compile(r"(?<=[aeiou])y(?=[aeiou])|[iy]+(?=[aou])"), "Y"),  # Salihiya, Kefraya, Syria
    (re.compile(r"y"), "i"),
    (re.compile(r"(?<=[aeiou])w(?=[^aeiou]|$)"), "u"),  # Zawr, but not Sweida
    (re.compile(r"(?<=[aeiou])h$"), ""),  # Hasakah, Hama(h)
)
_VOWELS = ((re.compile(r"[ou]+"), "u"), (re.compile(r"[ae]+"), "a"))


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Lower case, no accents, no apostrophes, words apart by one space.

    >>> fold("Ma‘arrat al-Nu'mān")
    'maarrat al numan'
    """
    bare = _APOSTROPHES.sub("", name).casefold().translate(_LETTERS_APART)
    bare = _DOTTED.sub(lambda m: m.group().replace(".", ""), bare)
    if not bare.isascii():
        pieces = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in pieces if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(bare))


@lru_cache(maxsize=65_536)
def spelling_key(name: str) -> str:
    """The folded name without articles: what the gazetteer is keyed by.

    >>> spelling_key("Jisr al-Shughour") == spelling_key("Jisr ash Shughour")
    True
    """
    words = fold(name).split()
    kept = [w for w in words if w not in ARTICLES]
    return " ".join(kept or words)


@lru_cache(maxsize=65_536)
def place_key(name: str) -> str:
    """A skeleton that is equal for most spellings of one place, and rarely for two places.

    Articles, vowels inside words and words such as "city" or "province" fall away; the consonants
    that Latin spellings of Arabic, Kurdish and Slavic names confuse become one. Directions and
    "rural" stay, as words in front. A name of fewer than three consonants keeps its vowels.

    >>> place_key("Saraqeb") == place_key("Saraqib") != place_key("Sarmada")
    True
    >>> place_key("al-Foua") == place_key("Fuaa") == place_key("Foua village")
    True
    """
    words = fold(name).split()
    modifiers = sorted({_MODIFIERS[w] for w in words if w in _MODIFIERS})
    rest = [w for w in words if w not in ARTICLES and w not in _KINDS and w not in _MODIFIERS]
    if not rest:
        return " ".join(words)
    sounds = [_sound(word, first=i == 0) for i, word in enumerate(rest)]
    bare = [_consonants(s) for s in sounds]
    if sum(c not in "aeiou" for word in bare for c in word) < 3:
        bare = [_vowels_merged(s) for s in sounds]
    return " ".join([*modifiers, "".join(bare)])


def _sound(word: str, *, first: bool) -> str:
    """One folded word with the letters merged that transliterations confuse."""
    if not word.isascii() or word.isdigit():
        return word
    written_on = len(word) >= 6 and re.match(r"al[^aeiou]", word)  # Alwaer
    if written_on or (not first and re.match(r"[ae](zz|rr|ss|nn|tt|dd)", word)):  # Deir Ezzor
        word = word[2:]
    for pattern, sound in (*_DIGRAPHS, *_GLIDES):
        word = pattern.sub(sound, word)
    return re.sub(r"(.)\1+", r"\1", word.replace("S", "c").replace("X", "x").replace("Y", "y"))


def _consonants(sound: str) -> str:
    head = "a" if sound[0] in "aeiou" else sound[0]
    return head + re.sub(r"[aeiou]", "", sound[1:])


def _vowels_merged(sound: str) -> str:
    for pattern, vowel in _VOWELS:
        sound = pattern.sub(vowel, sound)
    return ("a" + sound[1:]) if sound[0] in "iu" else sound


def name_words(name: str) -> tuple[str, ...]:
    """The content words of a name, folded, in order: no articles, small words or titles."""
    words = fold(name).split()
    kept = tuple(w for w in words if w not in _SMALL and w not in _TITLES)
    return kept or tuple(words)


def acronym_of(short: str, long: str) -> bool:
    """Whether `short` can be the initials of `long`.

    Each content word gives its first letter; small words ("of", "for", "al") may give theirs, and
    one content word may be skipped when at least three letters are matched by others.

    >>> acronym_of("SOHR", "Syrian Observatory for Human Rights")
    True
    >>> acronym_of("U.N.", "United Nations")
    True
    """
    letters = re.sub(r"[^\w]", "", _APOSTROPHES.sub("", short))
    letters = letters[:-1] if len(letters) > 3 and letters[-1] == "s" else letters
    capitals = sum(c.isupper() for c in letters)
    words = fold(long).split()
    if not 2 <= len(letters) <= 8 or capitals * 2 <= len(letters) or len(words) < 2:
        return False
    return _initials(letters.casefold(), words, 1 if len(letters) >= 3 else 0)


def _initials(letters: str, words: list[str], skips: int) -> bool:
    if not letters:
        return all(w in _SMALL for w in words)
    if not words:
        return False
    head, rest = words[0], words[1:]
    if head[0] == letters[0] and _initials(letters[1:], rest, skips):
        return True
    if head in _SMALL or head in ARTICLES:
        return _initials(letters, rest, skips)
    return skips > 0 and len(rest) >= len(letters) and _initials(letters, rest, skips - 1)
