"""The lines of a text and what they look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
SENTENCE_WORDS = 8
"""A line with this many words and an end mark is prose."""
LONG_WORDS = 25
"""A line with this many words is prose even if it lost its end mark."""
MIN_COLUMN, MAX_COLUMN = 50, 110
"""Lines broken at a column are this long, in characters, all but the last of a paragraph."""
FULL_SHARE = 0.7
"""A line shorter than this share of the longest before it ends its paragraph."""
LOWER_SHARE = 0.4
"""The share of a paragraph's further lines that begin in lower case."""
_SIGNS = re.compile(r"[\W_]+")
_ITEM = re.compile(r"(?:\d{1,3}|[ivxIVX]{1,5}|[a-z])[.)]\s|[-*•–>]\s")


@dataclass(frozen=True)  # no slots: what is asked of a line again and again is kept
class Line:
    """One line that is not blank: its place without outer white space, and its words."""

    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line reads as running text instead of as a label, a link or a heading."""
        count = len(self.words)
        return count >= LONG_WORDS or (
            count >= SENTENCE_WORDS and bool(_SENTENCE_END.search(self.text))
        )


def split(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order; a paragraph set in short lines is one."""
    return _join_wrapped(text, _split(text))


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + match[0].index(words[0])
        end = start + len(words)
        lines.append(Line(start, end, words, text.count("\n", last, start) > 1 or not lines))
        last = end
    return lines


def _join_wrapped(text: str, lines: list[Line]) -> list[Line]:
    """Lines broken at a column (mails, old text files) put together to paragraphs.

    A wrapped line is followed by one that goes on in lower case at least now and then; a list of
    headlines is not.
    """
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        run = _wrapped_run(lines, at)
        going_on = sum(line.text[0].islower() for line in run[1:])
        if len(run) > 1 and going_on >= LOWER_SHARE * (len(run) - 1):
            words = " ".join(line.text for line in run)
            joined.append(Line(run[0].start, run[-1].end, words, run[0].after_blank))
            at += len(run)
        else:
            joined.append(lines[at])
            at += 1
    return joined


def _wrapped_run(lines: list[Line], at: int) -> list[Line]:
    run = [lines[at]]
    longest = 0
    for line in lines[at + 1 :]:
        last = len(run[-1].text)
        longest = max(longest, last)
        full = MIN_COLUMN <= last <= MAX_COLUMN and last >= FULL_SHARE * longest
        if not full or line.after_blank or len(line.text) > MAX_COLUMN or _ITEM.match(line.text):
            break
        run.append(line)
    return run


def same_words(text: str) -> str:
    """`text` reduced to its letters and digits, for telling whether two lines say the same."""
    return _SIGNS.sub("", text.casefold())
