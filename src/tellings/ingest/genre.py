"""What kind of text a document is, by signals simple enough to name; None if they do not agree.

| genre | told by |
| --- | --- |
| contents | most of the text is a list of titles |
| forum | a first post with its header, and replies; or two replies and more |
| interview | three questions with answers by speakers, or the headline says so and there is one |
| bulletin | the headline names a bulletin, a situation report or a daily or weekly update |
| announcement | a gathering to come (rally, picket, meeting) with its hour and an invitation |
| statement | the headline or first line says statement, communiqué, declaration; or "we" that
  condemn, demand, call, twice and more |
| report | a wire, a dateline or a byline, with others' words told (said, according to) |
| editorial | no attribution to speak of, and the author urges (must, should, let us, "!") |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.domain.text import PartKind
from tellings.ingest.edges import Piece

_FLAGS = re.IGNORECASE
# Patterns that see a whole text have no such flag, which halves their speed: it is lower-cased.
_BULLETIN = re.compile(
    r"\b(?:bulletin|sit(?:uation)?[ -]?rep(?:ort)?|(?:daily|weekly|monthly|morning|evening) "
    r"(?:update|report|summary|digest|review|count|brief(?:ing)?)|casualty (?:update|report)"
    r"|update no\.? ?\d+)\b",
    _FLAGS,
)
_REPORT = re.compile(r"\b(?:incident |field |special )report\b", _FLAGS)
_POSTED = re.compile(r"\W*(?:posted )?by\b.*\d|.*\bwrote\b", _FLAGS)
_FORUM = re.compile(r"\b(?:forum|thread|topic)\b", _FLAGS)
_GATHERING = re.compile(
    r"\b(?:rally|picket|march|vigil|demonstration|protest|meeting|assembly|teach-in|sit-in"
    r"|conference|launch|gathering|day of action)\b"
)
_HOUR = re.compile(
    r"\b\d{1,2}[.:h]?\d{0,2} ?(?:am|pm|a\.m\.|p\.m\.|hrs|hours|o'?clock)\b|\b\d{1,2}[:h]\d\d\b"
    r"|\btime: ?\S|\bnoon\b",
    _FLAGS,
)
_INVITES = re.compile(
    r"\b(?:join us|all (?:are )?welcome|come (?:and|to|along)|bring (?:your|a|banners)|assemble"
    r"|hosting an?|is holding an?|will be held|venue:?|meet(?:ing)? (?:at|point)"
    r"|gather (?:at|in|on))"
)
_STATEMENT_TITLE = re.compile(
    r"\b(?:(?:joint |press )?statement|communiqu[eé]|declaration|press release|open letter"
    r"|resolution|manifesto|appeal|memorandum)\b",
    _FLAGS,
)
_BODY = re.compile(
    r"\b(?:ministry|front|party|committee|command|brigade|council|union|movement|coalition"
    r"|press (?:office|service)|presidency|embassy)\b",
    _FLAGS,
)
_OPINION = re.compile(r"^\W*(?:our view|editorial|opinion|leader|viewpoint)\W*$", _FLAGS | re.M)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_MUCH_OF_US = 12  # "we", "us" and "our" among a thousand words
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_WE = re.compile(
    r"\bwe (?:also |strongly |hereby |therefore |utterly |categorically |must )?"
    r"(?:condemn|call|demand|declare|reject|salute|denounce|affirm|reaffirm|stand|appeal|urge|deny|protest|pledge|remember)"
    r"|\bcall(?:s)? (?:to|for|on|upon) (?:defend|drive|all)\b|\bthe ministry (?:affirms|stresses"
    r"|condemns|denies|rejects|categorically)"
)
_URGES = re.compile(
    r"\b(?:must|should|let us|the (?:lesson|truth|fact) is|it is (?:time|clear)|time has come)\b"
)
_CRIES = re.compile(r"!(?=\s|$|[\"'”’])")
_TELLS = re.compile(
    r"\b(?:said|told|according to|reported|added|stated|announced|confirmed|quoted|says?)\b"
)
_VOICES = (
    (_WE, ("we ", "call", "the ministry")),
    (_URGES, ("must", "should", "let us", "the lesson", "the truth", "the fact", "it is", "time")),
    (_TELLS, ("",)),
    (_CRIES, ("!",)),
)
"""Signs of a voice, each with words of which one is in whatever it finds."""
_SPEAKER = re.compile(
    r"^(?:(?:Q|A|Question|Answer)\b ?[:.]|[A-Z][\w.'’ -]{1,40}:)\s+\S", re.MULTILINE
)
_ASKED = re.compile(r"^(?:[A-Z][\w.'’ -]{0,40}[:.] ?)?[^\n]{8,}\?[\"”]?\s*$", re.MULTILINE)


def tell(
    text: str, pieces: Sequence[Piece], *, credited: bool, dated: bool
) -> tuple[str, str] | None:
    """The genre and the signal for it. `credited`: a wire, an author or an outlet is named."""
    body = "\n".join(text[p.start : p.end] for p in pieces if p.kind is PartKind.BODY)
    heads = (PartKind.HEADLINE, PartKind.BYLINE)
    title = "\n".join(text[p.start : p.end] for p in pieces if p.kind is PartKind.HEADLINE)
    above = "\n".join(text[p.start : p.end] for p in pieces if p.kind in heads)
    if found := _by_form(text, pieces, body, title):
        return found
    if _BULLETIN.search(above):
        return "bulletin", "its head names a bulletin"
    if _REPORT.search(title):
        return "report", "its headline says so"
    if _OPINION.search(above):
        return "editorial", "its head says so"
    start = f"{title} {body[:600]}".casefold()
    gathering = _GATHERING.search(start) and _INVITES.search(f"{title} {body}".casefold())
    if gathering and _HOUR.search(body[:1500]):
        return "announcement", "a gathering with its hour and an invitation"
    if _STATEMENT_TITLE.match(title) or (_BODY.search(above) and _STATEMENT_TITLE.search(above)):
        return "statement", "its head says so"
    return _by_voice(body, credited=credited, dated=dated)


def _by_form(text: str, pieces: Sequence[Piece], body: str, title: str) -> tuple[str, str] | None:
    listed = sum(p.end - p.start for p in pieces if p.kind is PartKind.CONTENTS)
    if listed > sum(p.end - p.start for p in pieces if p.kind is PartKind.BODY):
        return "contents", "most of it is a list of titles"
    replies = len({p.group for p in pieces if p.kind is PartKind.COMMENT})
    posted = any(_POSTED.match(text[p.start : p.end]) for p in pieces if p.kind is PartKind.BYLINE)
    if replies >= 2 or (replies and (posted or _FORUM.search(title))):
        return "forum", "posts with replies"
    if "?" not in body:
        return None
    asked, spoken = len(_ASKED.findall(body)), len(_SPEAKER.findall(body))
    if min(asked, spoken // 2) >= 3 or (asked and re.search(r"\binterview", title, re.I)):
        return "interview", "questions and answers"
    return None


def _by_voice(body: str, *, credited: bool, dated: bool) -> tuple[str, str] | None:
    per_thousand = 1000 / max(200, len(body.split()))
    lower = body.casefold()
    we, urges, tells, cries = (
        len(pattern.findall(lower)) * per_thousand if any(s in lower for s in signs) else 0.0
        for pattern, signs in _VOICES
    )
    urges += cries
    if we >= 4 and we * 2 > tells:
        return "statement", "it condemns, demands or calls in its own name"
    ours = sum(map(lower.count, ("we", "our", "us"))) * per_thousand
    if ours >= _MUCH_OF_US:  # to count letters costs far less than to find words
        ours = len(_OURS.findall(_QUOTED.sub("", body))) * per_thousand
    if ours >= _MUCH_OF_US and ours > tells:
        return "editorial", "it speaks for itself more than it tells what others said"
    if tells >= 4 and tells > urges and (credited or tells >= 8):
        return "report", "it tells what others said"
    if (dated or credited) and tells >= 1 and not we and urges < 2:
        return "report", "dated or credited, and it neither urges nor speaks for itself"
    if urges >= 6 and urges > tells:
        return "editorial", "it urges in its own name"
    return None
