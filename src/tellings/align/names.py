"""How names are brought into a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tellings.domain import names as domain_names

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\b)*", re.UNICODE)
_POSSESSIVE = re.compile(r"[’'`´]s?\b")
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


STOP_WORDS = word_set(
    "a an the of for in on at to and or by from with s its their his her our this that these "
    "those de la al el ul"
)

#: Spellings that differ between British and American papers, or between two transliterations.
_SPELLINGS = {
    "defence": "defense",
    "organisation": "organization",
    "organisations": "organization",
    "organizations": "organization",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
    "ministry": "ministry",
    "television": "tv",
    "tele": "tv",
    "rights": "right",
    "forces": "force",
    "nations": "nation",
    "states": "state",
    "committees": "committee",
    "brigades": "brigade",
}

_NOT_OF_A_PLACE = word_set(
    "city town village province governorate district neighbourhood neighborhood region area "
    "countryside suburb suburbs outskirts near north south east west northern southern eastern "
    "western central rural greater county state border crossing camp farms farm"
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, without accents, quotes and possessive endings."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that carry it, in order, with spellings levelled.

    >>> words_of("the Ministry of Defence")
    ('ministry', 'defense')
    """
    found = (w.replace(".", "") for w in _WORD.findall(fold(name)))
    return tuple(_SPELLINGS.get(w, w) for w in found if w not in STOP_WORDS)


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The words of a name as one string; two names with one key are one name."""
    return " ".join(words_of(name))


_REST = re.compile(
    r"\s+(?:which|who|whose|that|where|whom|based in|quoting|citing|an?|one of|part of)\s.*$"
    r"|\s*[,;–—].*$"
)


@lru_cache(maxsize=65536)
def core_of(name: str) -> str:
    """A name without the clause that explains it.

    >>> core_of("the Vardania Monitor for Civilians a group based in Old Quay")
    'the Vardania Monitor for Civilians'
    """
    cut = _REST.sub("", name)
    return cut if any(c.isupper() for c in cut) else name


def split_parenthesis(name: str) -> tuple[str, ...]:
    """The names that stand in one string.

    >>> split_parenthesis("Front for the Restoration (FR)")
    ('Front for the Restoration', 'FR')
    """
    inner = [part.strip() for part in _PARENTHESIS.findall(name)]
    outer = _PARENTHESIS.sub(" ", name).strip()
    return tuple(part for part in (outer, *inner) if part)


def initials(name: str) -> frozenset[str]:
    """The acronyms a name may have: with and without its little words.

    >>> sorted(initials("Vardania Monitor for Civilians"))
    ['VMC', 'VMFC']
    """
    every = re.findall(r"[^\W\d_]+", name)
    strong = [w for w in every if w.casefold() not in STOP_WORDS]
    if len(strong) < 2:
        return frozenset()
    return frozenset("".join(w[0] for w in chosen).upper() for chosen in (every, strong))


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: two to six capitals, dots allowed."""
    bare = name.replace(".", "").removeprefix("the ").strip()
    return 2 <= len(bare) <= 6 and bare.isalpha() and bare.isupper()


@lru_cache(maxsize=65536)
def place_words(name: str) -> tuple[str, ...]:
    """The words of a place name without articles and the words for its kind.

    >>> place_words("the northern town of Al-Sona")
    ('sona',)
    """
    kept = tuple(w for w in words_of(name) if w not in _NOT_OF_A_PLACE)
    return kept or words_of(name)


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """A place name as one string for exact comparison."""
    return " ".join(place_words(name))


def place_skeleton(name: str) -> str:
    """What most spellings of one place share; a likeness to suggest, never a fact."""
    return domain_names.place_key(name)


def skeleton(word: str) -> str:
    """A word without what transliterations disagree on.

    >>> skeleton("Belmora") == skeleton("Bilmourah")
    True
    """
    return domain_names.place_key(word)
