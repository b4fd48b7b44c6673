"""Whether a figure that looks like a whole toll counts only a part, or another event.

The words beside a figure say so: "five were also killed in", "six others", "a day after strikes
killed 26". What is so told is shown in an account and is held against no other account.
"""

from __future__ import annotations

import re

from tellings.align.families import NOT_A_HAPPENING, family_of
from tellings.compare.material import Material
from tellings.compare.tolls import TOLL_KINDS
from tellings.domain.reading import EventMention, Factuality, Figure

#: Deaths beyond which a toll is that of a war.
WAR_TOLL = 5000
#: Code points on each side of a figure in which words say that it adds to another.
BESIDE = 45

_ADDS = re.compile(
    r"\b(?:(?:were|was|have|had|has|been) also|also (?:killed|died|left|lost|claimed)|another|"
    r"a further|in addition|(?:\w+ )?others? (?:were|was|people|died|killed|dead)|\d+ more|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?) more)\b",
    re.IGNORECASE,
)
_WHILE_OTHERS = re.compile(r"\bwhile (?:\w+ )?others?\b", re.IGNORECASE)
_IN_CARE = re.compile(
    r"\b(?:are|is|were|was) (?:still )?(?:being treated|in (?:a )?critical)", re.IGNORECASE
)
_OVER_TIME = re.compile(
    r"\b(?:since|as a result of these|over the (?:past|last)|in the (?:past|last)|"
    r"(?:in|within|over) (?:less than |more than |about |only )?(?:one|two|three|four|a|\d+) "
    r"(?:days|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
#: "Of those killed six were children", "among the dead were two medics": a part of them.
_OF_THEM = re.compile(
    r"\b(?:of|among) (?:the|those|these|them|all)\b[^.;:]{0,30}$|\bincluding (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^\W*(?:separately|meanwhile|elsewhere|also)\b|\b(?:meanwhile|elsewhere|separately|similar|"
    r"alone|the remaining|the rest|so far this|at the same time in)\b",
    re.IGNORECASE,
)
#: Another event, or a stretch of time, that the sentence tells of besides.
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:day|week|month|hour|year)s? (?:after|earlier|before|ago)|since (?!then)|"
    r"last (?:week|month|year)|previous\w*|in the (?:past|last)|between \w+ and \w+ \d|"
    r"this (?:week|month|year)|as a result of (?:these|those|the) \w*(?:violations|clashes)|"
    r"during the (?:war|conflict)|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def is_part(figure: Figure, material: Material) -> bool:
    """Whether a figure surely is no whole toll of the event that its mention belongs to."""
    mention = material.told_in(figure)
    if mention is None or figure.kind not in TOLL_KINDS:
        return True
    if mention.background or mention.factuality in _NOT_TOLD:
        return True
    if (figure.low or figure.high or 0) > WAR_TOLL:
        return True
    if re.search(r"\bof(?: the)?$", material.quote(figure.span)):
        return True  # "18 of the" counts what comes next, perhaps lorries
    if family_of(mention.type) in NOT_A_HAPPENING:
        return True
    return _by_its_words(figure, mention, material)


_NOT_TOLD = frozenset({Factuality.PLANNED, Factuality.DEMANDED, Factuality.HYPOTHETICAL})


def _is_link(figure: Figure, mention: EventMention, material: Material) -> bool:
    """Whether it stands in the headline of another article: title case amid the body."""
    if material.in_headline(figure.span):
        return False
    words = [w for w in material.quote(mention.sentence).split() if w[0].isalpha()]
    near = [w for w in words if len(w) > 3]
    return len(near) >= TITLE_WORDS and sum(w[0].isupper() for w in near) >= TITLE * len(near)


#: Longer words of a sentence, and the share with a capital, from which it is a title.
TITLE_WORDS, TITLE = 5, 0.8


def _by_its_words(figure: Figure, mention: EventMention, material: Material) -> bool:
    text = material.documents[figure.span.document].text
    sentence = mention.sentence
    before = text[max(sentence.start, figure.span.start - BESIDE) : figure.span.start]
    after = text[figure.span.end : min(sentence.end, figure.span.end + BESIDE)]
    words = text[figure.span.start : figure.span.end]
    near = words + after if figure.kind == "killed" else words
    if _OF_THEM.search(before) or _is_link(figure, mention, material):
        return True
    if _ADDS.search(near) or re.search(r"\b(?:another|a further|as well as)\s*$", before):
        return True
    if re.search(r"\bmore\b", figure.of):
        return True
    if _ELSEWHERE.search(words + after) or _ELSEWHERE.match(text[sentence.start :][:20]):
        return True
    if _WHILE_OTHERS.search(text[sentence.start : sentence.end]) or _IN_CARE.search(after):
        return True
    if re.search(r"\binitial\w*", before, re.IGNORECASE) or _OVER_TIME.search(after):
        return True
    clause = re.split(r"[;:]|\b(?:but|while|whereas)\b", text[sentence.start : figure.span.start])
    return bool(_ANOTHER_TIME.search(clause[-1] + words))
