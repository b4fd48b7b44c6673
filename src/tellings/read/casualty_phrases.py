"""Set phrases right before a number: "a toll of", "the lives of", "among the dead were"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tellings.read.casualty_clauses import Verdict
from tellings.read.casualty_items import NUMBER, Phrase

# ---------------------------------------------------------------- set phrases before the number
_KIND_WORDS: Mapping[str, str] = {
    "death": "killed", "dead": "killed", "killed": "killed", "killing": "killed", "kill": "killed",
    "deaths": "killed", "fatalities": "killed", "victims": "killed", "martyrs": "killed",
    "bodies": "killed", "body": "killed", "corpses": "killed", "lives": "killed", "life": "killed",
    "murder": "killed", "martyrdom": "killed", "execution": "killed", "assassination": "killed",
    "massacre": "killed", "slaughter": "killed", "elimination": "killed", "beheading": "killed",
    "injured": "wounded", "wounded": "wounded", "injuries": "wounded", "wounding": "wounded",
    "injuring": "wounded", "injury": "wounded", "casualties": "casualties",
    "casualty": "casualties",
    "arrest": "captured", "detention": "captured", "capture": "captured", "abduction": "captured",
    "kidnapping": "captured", "displacement": "displaced", "evacuation": "evacuated",
    "fate": "missing", "disappearance": "missing", "population": "residents", "home": "residents",
}  # fmt: skip
_OF = re.compile(
    r"\b(?P<word>deaths?|killings?|bod(?:y|ies)|corpses|lives|life|murder|martyrdom|execution|"
    r"assassination|massacre|slaughter|elimination|beheading|wounding|injury|arrest|detention|"
    r"abduction|kidnapping|displacement|evacuation|fate|disappearance|population)"
    r"\s(?:of|to)\s(?:(?:the|a|about|some|up|to|at|least|as|many)\s)*\Z"
)
_HARM = re.compile(
    r"\b(?:injur(?:y|ies)|wounds|suffocation|asphyxiation|breathing)\b[\w\s-]{0,24}"
    r"\b(?:to|for|among|of)\s(?:(?:the|about|some)\s)*\Z"
)
_LOSS = re.compile(r"\bloss(?:es)?\sof\s(?:(?:the|about|some)\s)*\Z")
_HOME = re.compile(r"\bhome\sto\s(?:(?:the|about|some)\s)*\Z")
_LINK = (
    r"(?:to|at|of|is|was|be|by|stands|stood|reach\w*|hits?|as|were|are|became|exceed\w*|topp?\w*"
    r"|surpass\w*|pass\w*|:|has|had)"
)
_TOLL = re.compile(
    r"\b(?:(?:death|casualt\w+|body|injur\w+|wounded)\s)?(?:tolls?|count|tally)\b"
    r"|\bnumbers?\s(?:of\s)?(?:(?:the|those|confirmed|reported|civilians?|people|persons|"
    r"soldiers?|fighters?|children|terrorists?|militants?|rebels?)\s)*"
    r"(?:dead|killed|deaths|fatalities|victims|martyrs|injured|wounded|injuries|casualties)\b"
)
_LINKED = re.compile(rf"(?<!\w){_LINK}\s(?:(?:at|the|a|an|about|some|least)\s)*\Z")
# "the toll of the raid on two villages rose from 43 to": neither number is in the way
_OTHER_NUMBERS = re.compile(rf"\b(?:from|in|on|across|after|over|for)\s{NUMBER}")
_CHANGED = re.compile(
    r"\b(?:rose|risen|rises|climbed|climbs|jumped|grown|grew|increased|gone\sup|revised)\sto\s\Z"
)
_TOLL_REACH = 24  # words between a toll and its number
_TOLL_NOUN = re.compile(
    r"(?:^|[.\n]\s*|\b)(?P<head>dead|killed|deaths|fatalities|injured|wounded)\s?[:–-]\s?\Z"
)
_AMONG = re.compile(
    r"\bamong\b[^.;#]{0,80}?\b(?P<word>dead|killed|victims|wounded|injured|casualties|deaths|"
    r"fatalities|captured|detained|arrested)\b[^.;#]{0,60}?"
    r"\b(?:was|were|is|are|included?|being)\s(?:(?:also|the|at|least)\s)*\Z"
)
_INCLUDED = re.compile(
    r"\b(?P<word>dead|killed|victims|wounded|injured|casualties|deaths|toll|fatalities)\b"
    r"[^.;]{0,70}?\bincluded?s?\s(?:(?:the|also|at|least)\s)*\Z"
)


def judge_set_phrase(before: str, phrase: Phrase, at: int, *, implied: bool) -> Verdict | None:
    """A set phrase that ends right before the number.

    `before` is the sentence up to the number (item `at`), in lower case, earlier numbers as
    NUMBER.
    """
    if member := judge_member(before, at):
        return member
    if phrase.thing:
        return None
    if (found := _OF.search(before)) and not (implied and found["word"].startswith("bod")):
        return Verdict((_KIND_WORDS[found["word"].removesuffix("s") if found["word"] not in
                                    _KIND_WORDS else found["word"]],), at, "object")  # fmt: skip
    if implied:
        return None
    if _LOSS.search(before) and phrase.person:
        return Verdict(("killed",), at, "object")
    if _HARM.search(before):
        return Verdict(("wounded",), at, "object")
    if _HOME.search(before):
        return Verdict(("residents",), at, "object")
    return None


def judge_member(before: str, at: int) -> Verdict | None:
    """ "among the dead were 11 children", "those killed include 11 children"."""
    found = _AMONG.search(before) or _INCLUDED.search(before)
    return Verdict((_kind_of(found["word"]),), at, "object", part=True) if found else None


def judge_toll(before: str, at: int, *, bounded: bool) -> Verdict | None:
    """ "the toll rose to 12"; a bounded number needs no link ("death toll at least 12")."""
    if found := _TOLL_NOUN.search(before):
        return Verdict((_kind_of(found["head"]),), at, "toll")
    heads = list(_TOLL.finditer(before))
    if not heads:
        return None
    gap = before[heads[-1].end() :]
    if not (_LINKED.search(gap) or bounded) or re.search(r"[.;\n]", gap):
        return None
    crowded = NUMBER in _OTHER_NUMBERS.sub("", gap) and not _CHANGED.search(gap)
    if crowded or len(gap.split()) > _TOLL_REACH:
        return None
    if re.search(r"\b(?:rose|risen|jumped|increased|grew)\sby\s\Z", gap):
        return None
    return Verdict((_kind_of(heads[-1][0]),), at, "toll")


def _kind_of(words: str) -> str:
    last = words.split()[-1]
    if last in _KIND_WORDS:
        return _KIND_WORDS[last]
    return "wounded" if re.match(r"injur|wounded", words) else "killed"
