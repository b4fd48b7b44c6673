"""Words for the people of a place ("Syrian", "Dutch"): those known, and what looks like one."""

from __future__ import annotations

import re

from tellings.read.gazetteer import shipped

# Endings by which a capitalised word may be a demonym of a place nobody knows ("Vardanian").
ENDINGS = ("an", "ish", "ese", "eli", "ani", "aqi", "ari", "udi", "eni", "iti", "ene", "nch", "tch")
LOOKS_LIKE = re.compile(rf"[A-Z]\w+(?:{'|'.join(ENDINGS)})s?")


def is_demonym(word: str) -> bool:
    """Whether a capitalised word says of which people somebody is; its plural counts too.

    By its look alone a first name may count as well ("Logan"): ask only of words that are
    adjectives, or that stand before the noun which they say something of.
    """
    if not word[:1].isupper():
        return False
    return LOOKS_LIKE.fullmatch(word) is not None or shipped().country_of_people(word) is not None
