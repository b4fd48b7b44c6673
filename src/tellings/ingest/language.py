"""Which language a text is in. English is what is read so far."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READ = "en"
"""The language that is read."""
CANDIDATES = (
    *("en", "ar", "bg", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu"),
    *("id", "it", "ja", "ko", "nl", "no", "pl", "ps", "pt", "ro", "ru", "sr", "sv", "sw", "tr"),
    *("uk", "ur", "vi", "zh"),
)
"""ISO 639-1 codes told apart; fewer choices make short texts safer."""
SURE = 0.95
"""A text is refused as another language only at this probability."""
ENOUGH_LETTERS = 100
"""A text with fewer Latin letters than this is too short to be refused."""
ENOUGH_FOREIGN_LETTERS = 40
"""So many letters of another script, and more of them than Latin ones, are enough to refuse."""
_SAMPLE = 20_000

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_COMMON = (
    "the of and to in that is was for on with as by at from have has are were be this it not"
    " who which their they he she we his her its after said will been had"
)
_ENGLISH = frozenset(_COMMON.split())
_ENGLISH_SHARE = 0.2
"""English prose has more than this share of its words in the list; other languages far fewer."""
_SURELY_ENGLISH = 0.25
_SOME_ENGLISH_SHARE = 0.08
"""A text with this share of them is not refused: other languages have some of these words."""


@cache
def _identifier() -> LanguageIdentifier:
    # Most texts are told without it, and to load it takes longer than many of them do.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier


def tell(text: str) -> tuple[str | None, float]:
    """The ISO 639-1 code of the language of `text` and its probability; None if it cannot be told.

    A language other than English is named only when it is sure and the text long enough.
    """
    text = text[:_SAMPLE]
    lower = text.casefold()
    words = lower.split()
    if sum(map(_ENGLISH.__contains__, words)) > max(5, _SURELY_ENGLISH * len(words)):
        return READ, 1.0  # words with a comma after them are not even counted
    words = re.findall(r"[a-z]+", lower)
    common = sum(map(_ENGLISH.__contains__, words))
    if common >= 5 and common > _ENGLISH_SHARE * len(words):
        return READ, 1.0
    code, probability = _identifier().classify(text)
    code, probability = str(code), float(probability)
    if code == READ:
        return (READ, probability) if probability >= 0.5 else (None, probability)
    foreign = common < _SOME_ENGLISH_SHARE * len(words) or not words
    return (code if foreign and _is_enough(text) and probability >= SURE else None), probability


def _is_enough(text: str) -> bool:
    letters, latin = len(_LETTER.findall(text)), len(_LATIN.findall(text))
    foreign = letters - latin
    return latin >= ENOUGH_LETTERS or foreign >= max(ENOUGH_FOREIGN_LETTERS, latin)
