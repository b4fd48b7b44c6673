"""How a source holds what it says: by the cue, its negation, and the head of the content."""

from __future__ import annotations

import re

from tellings.domain.reading import Commitment
from tellings.read.wording import Wording


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.I)


# ------------------------------------------------------------------------------------ by the cue
DENY = _words(
    r"den(?:y|ies|ied|ying|ials?)|refut\w+|rebuff\w*|disput\w*|rejects?|rejected|rejecting|"
    r"rejection|dismiss\w*|disagree\w*|contradict\w*|rul(?:e|es|ed|ing) out|disavow\w*|"
    r"repudiat\w*|disown\w*|renounc\w*|disclaim\w*"
)
AS = re.compile(r"\b(?:dismiss\w*|reject\w*|denounc\w*|ridicul\w*)\b.*\bas\b|\bas\s*$", re.I)
DOUBT = _words(
    r"doubt\w*|question(?:s|ed|ing)|s[ck]eptic\w*|unclear|unsure|uncertain\w*|reservations?|"
    r"suspicious of|no evidence|not (?:been )?proven|unconvinced|wary of"
)
CANNOT = _words(
    r"(?:could|can|did|do|does|has|have|had|is|was|were|are) ?(?:not|n['’]?t)(?: (?:be|been|yet|"
    r"immediately|independently))* (?:able to )?(?:confirm\w*|verif\w+|corroborat\w*|establish\w*|"
    r"prov\w+|know|say|tell)|cannot (?:confirm|verify|say|tell)|unable to (?:confirm|verify|say)|"
    r"not in a position to (?:say|confirm)|found no (?:evidence|proof|trace)|(?:has|have|had) no "
    r"(?:evidence|proof|knowledge)"
)
DEMAND = _words(
    r"call(?:s|ed|ing)?(?: \w+){0,3} (?:on|for|upon)|urg(?:e|es|ed|ing)|demand\w*|appeal\w*|"
    r"insist\w* on|order(?:s|ed|ing)?|request\w*|plead\w*|implor\w*|press(?:ed|ing)? for|"
    r"recommend\w*|command(?:s|ed|ing)?|instruct\w*|begg?(?:s|ed|ing)?|summon\w*|invit\w*|"
    r"(?:would like|wants?|wanted|wish\w*) (?:to see|\w+ to)|pray\w*|exhort\w*"
)
CALL = re.compile(r"^(?:to|for|on|upon)\b", re.I)
PLAN = _words(
    r"plan(?:s|ned|ning)?|vow(?:s|ed|ing)?|pledg\w*|promis\w*|threat(?:s|en\w*)?|intend\w*|"
    r"intention|agree(?:s|d)? (?:to|on)|agreed|aim(?:s|ed)? (?:to|at)|prepar(?:e|es|ed|ing) to|"
    r"decid\w*|decision|commit(?:s|ted)? to|want(?:s|ed)? to|propos\w*|offer(?:s|ed|ing)?|"
    r"swor(?:e|n)|swear\w*|undert(?:ake|ook)\w*|resolv(?:e|ed) to|hopes? to|hoped to"
)
POSSIBLE = _words(
    r"believ\w*|suspect\w*|think\w*|thought|fear(?:s|ed|ing)?|appear\w*|suggest\w*|speculat\w*|"
    r"expect\w*|hop(?:e|es|ed|ing)|likely|probabl[ey]|possibl[ey]|assum\w*|presum\w*|worr(?:y|ied|"
    r"ies)|suppos(?:e|es|ed)|guess\w*|imagin\w*|surmis\w*|allegations?"
)
OPEN = _words(r"exclud\w*|rul(?:e|es|ed|ing) out|deny|denied|dismiss\w*")
CONCEDE = _words(r"acknowledg\w*|admit\w*|recogni[sz]\w*|conced\w*|accept\w*|believ\w*|agree\w*")
ASK = _words(r"ask(?:s|ed|ing)?|wonder\w*|inquir\w*|enquir\w*|quer(?:y|ied)")
QUESTION = re.compile(r"^\W*(?:whether|if|why|what|who|when|where|how|which)\b|\?\W*$", re.I)

# -------------------------------------------------------------------- by the head of the content
OBLIGED = _words(
    r"must|should|ought to|shall|(?:need|needs|has|have) to (?!be\b)|there is (?:the|a) need|"
    r"let us|it is time (?:to|for|that)"
)
CALLING = re.compile(
    r"^\W*(?:(?:that|and|so)\s+)?(?:(?:i|we|the \w+|he|she|it|they) (?:\w+ly )?)?"
    r"(?:calls?|called) (?:on|for|upon)\b|^\W*(?:i|we) (?:\w+ly )?(?:demand|urge|appeal|insist|"
    r"ask|request|want)\b",
    re.I,
)
INTENDED = re.compile(
    r"^\W*(?:that\s+)?(?:\S+\s+){0,6}?(?:will(?: not| soon| never)?|won['’]?t|\w+['’]ll|"
    r"(?:is|are) going to|(?:plans?|planned|intends?|intended|vow(?:s|ed)?|wants?|wanted|aims?) to|"
    r"would (?!be\b|have\b|mean\b|seem\b|like\b|not be\b|not have\b)(?:not )?\w+)\b|"
    r"^\W*(?:(?:a|the|his|her|its|their|an)\s+)?(?:\w+\s+)?(?:intentions?|plans?|deal|ceasefire|"
    r"cease-fire|truce|talks|decision) (?:to|in|with|on|intended|for)\b",
    re.I,
)
TOWARDS = _words(r"announc\w*|state|stated|states|declar\w*|agree\w*")
MAYBE = _words(
    r"may|might|could (?:be|have|well)|possibly|perhaps|probably|apparently|seems?|appears?|"
    r"seemed|appeared|would be"
)
UNLIKELY = _words(
    r"unlikely|improbable|doubtful|not (?:clear|certain|sure)|unclear|do(?:es)? not know|"
    r"don['’]?t know|no one (?:could|can) say|nobody (?:knows|can say)"
)
DENIED_WORDS = re.compile(
    r"^\W*(?:that\s+)?(?:none of (?:its|our|his|their)|(?:it|we|he|she|they|i) (?:\w+ )?"
    r"(?:did not|had not|have not|has not|never|didn['’]?t|hadn['’]?t) (?:\w+ly )?(?:do|done|"
    r"attack|bomb|fire|strike|hit|use|carr|target|shell|kill|shoot)\w*)",
    re.I,
)
HEAD = 9  # words of the content that tell how all of it is held
NEAR = 7


def commitment(said: Wording) -> Commitment:
    """The cue decides where it says more than "said"; else the head of the content."""
    cue, content = said.cue, said.content
    if said.negated or CANNOT.search(cue):
        held = _negated(cue)
        if held is not None:
            return held
    if DENY.search(cue):
        return Commitment.ASSERTED if AS.search(cue) or " as " in content else Commitment.DENIED
    if DOUBT.search(cue) or CANNOT.search(said.cue):
        return Commitment.DOUBTED
    if DEMAND.search(cue) or (re.search(r"\bcall", cue, re.I) and CALL.match(content)):
        return Commitment.DEMANDED
    if ASK.search(cue):
        return Commitment.ASKED if _is_question(cue, content) else Commitment.DEMANDED
    if PLAN.search(said.verb):
        return Commitment.PLANNED
    if POSSIBLE.search(said.verb):
        return Commitment.POSSIBLE
    return _by_content(cue, content)


def _negated(cue: str) -> Commitment | None:
    """What a negated cue makes of its content."""
    if OPEN.search(cue):
        return Commitment.POSSIBLE
    if CONCEDE.search(cue):
        return Commitment.DENIED
    if CANNOT.search(f"did not {cue}") or CANNOT.search(cue):
        return Commitment.DOUBTED
    return Commitment.DOUBTED if POSSIBLE.search(cue) else None


def _is_question(cue: str, content: str) -> bool:
    return (
        QUESTION.search(content) is not None
        or re.search(r"\b(?:whether|if|why|what|who|how|about)\s*$", cue, re.I) is not None
    )


def _by_content(cue: str, content: str) -> Commitment:
    """By the first words of the content, where they govern all of it."""
    words = content.split()
    head, near = " ".join(words[:HEAD]), " ".join(words[:NEAR])
    if UNLIKELY.search(near) or CANNOT.search(near):
        return Commitment.DOUBTED
    if CALLING.match(content) or OBLIGED.search(near) or re.match(r"\W*to\s+(?!be\b)\w+", content):
        return Commitment.DEMANDED
    if DENIED_WORDS.match(content):
        return Commitment.DENIED
    if INTENDED.match(head) and (not content.startswith(("a ", "the ")) or TOWARDS.search(cue)
                                 or re.search(r"\bwill\b|\bwould\b", head)):  # fmt: skip
        return Commitment.PLANNED
    return Commitment.POSSIBLE if MAYBE.search(near) else Commitment.ASSERTED
