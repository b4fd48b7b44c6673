"""How a source holds what it says, and what the document does with it: by cue and context."""

from __future__ import annotations

import re

from tellings.domain.reading import Commitment, Stance

DENY = r"den(?:y|ies|ied|ying|ial)|dismiss\w*|reject\w*|refut\w*|rebuff\w*|disput\w*|ruled? out"
DOUBT = (
    r"doubt\w*|question(?:s|ed|ing)|sceptic\w*|skeptic\w*|could not (?:confirm|verify)|"
    r"cannot (?:confirm|verify)|unable to|did not confirm|has not confirmed|not clear|unclear"
)
DEMAND = (
    r"call(?:s|ed|ing)? (?:on|for|upon)|urg\w+|demand\w*|appeal\w*|insist\w* (?:on|that .* must)|"
    r"order(?:s|ed|ing)?|request\w*|ask(?:s|ed)? (?:for|that)|plead\w*|implor\w*|"
    r"press(?:ed|ing) for|calls?|called|calling|need(?:s|ed)? to|recommend\w*"
)
PLAN = (
    r"plan\w*|vow\w*|pledg\w*|promis\w*|threat\w*|intend\w*|will not|agreed to|aims? to|prepar\w*|"
    r"decid\w*|commit(?:ted)? to|wants? to|propos\w*|offer\w*"
)
POSSIBLE = (
    r"believ\w*|suspect\w*|think\w*|thought|fear\w*|appear\w*|suggest\w*|suppos\w*|expect\w*|"
    r"speculat\w*|estimat\w*|hop(?:e|es|ed|ing)|likely|probabl\w*|possibl\w*|assum\w*|worr\w+|"
    r"predict\w*|allegedly|reportedly|presum\w*|consider\w*|imagin\w*"
)
MODAL = re.compile(r"\b(?:may|might|could|possibly|perhaps|probably|likely|apparently)\b", re.I)
ASK = r"ask(?:s|ed|ing)?|wonder\w*|inquir\w*|enquir\w*"
ENDORSE = (
    r"confirm\w*|reveal\w*|admit\w*|acknowledg\w*|conced\w*|prov\w+|expos\w+|show(?:s|ed|n)?|"
    r"demonstrat\w*|recogni[sz]\w*|point(?:s|ed)? out|disclos\w*|rightly|correctly|establish\w*|"
    r"document\w*|remind\w*"
)
REJECT = re.compile(
    r"\b(?:lie|lies|lied|lying|liars?|false|falsely|falsehoods?|baseless|groundless|unfounded|"
    r"fabricat\w*|propaganda|myths?|nonsense|absurd\w*|hypocri\w*|distort\w*|cynical\w*|ludicrous|"
    r"shameless\w*|so-called|pretext|slander\w*|hoax|sham|fake|disinformation|fairy tales?|"
    r"contrary to|nothing but|has nothing to do with|only to|while in fact|in fact|in reality|"
    r"in truth|the truth is|pretend\w*|supposedly|who (?:will|would) believe|really expect)\b",
    re.I,
)
DOUBTING = re.compile(
    r"\b(?:alleg\w*|purported\w*|supposed\w*|without (?:any )?(?:evidence|proof)|unverified|"
    r"so-called|could not be (?:independently )?verified|apparently|dubious\w*|claims? to)\b",
    re.I,
)


def _is(pattern: str, cue: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", cue, re.I) is not None


def commitment(cue: str, content: str) -> Commitment:
    """From the cue's words first, then from modal words at the head of the content."""
    for pattern, held in (
        (DENY, Commitment.DENIED),
        (DOUBT, Commitment.DOUBTED),
        (DEMAND, Commitment.DEMANDED),
        (PLAN, Commitment.PLANNED),
        (POSSIBLE, Commitment.POSSIBLE),
    ):
        if _is(pattern, cue):
            return held
    if _is(ASK, cue):
        return Commitment.DEMANDED if re.match(r"\s*(?:to|for)\b", content) else Commitment.ASKED
    opening = " ".join(content.split()[:14])
    if re.match(r"(?:to|that .{1,40} (?:must|should))\b", opening) or re.search(
        r"\b(?:must|should|need to|needs to|there is the need)\b", opening, re.I
    ):
        return Commitment.DEMANDED
    if MODAL.search(opening):
        return Commitment.POSSIBLE
    return Commitment.ASSERTED


def stance(cue: str, around: str) -> Stance:
    """`around`: the document's own words in the claim's sentence and the next, content left out."""
    if REJECT.search(around):
        return Stance.REJECTS
    if _is(r"confirm\w*|reveal\w*|admit\w*|acknowledg\w*|conced\w*|prov(?:e|es|ed|en)|expos\w+|"
           r"rightly|correctly|disclos\w*", cue):  # fmt: skip
        return Stance.ENDORSES
    if DOUBTING.search(around) or DOUBTING.search(cue):
        return Stance.DOUBTS
    return Stance.REPORTS
