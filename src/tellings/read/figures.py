"""Which quantities are figures, and of what: kind, of whom, bounds, whole toll or part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from tellings.domain.reading import Qualifier
from tellings.read.casualty_clauses import (
    Verdict,
    is_verb,
    judge_after,
    judge_before,
    judge_joined,
    judge_phrase,
)
from tellings.read.casualty_items import (
    NUMBER,
    Item,
    Phrase,
    imply_numbers,
    items_of,
    phrase_after,
)
from tellings.read.casualty_phrases import judge_member, judge_set_phrase, judge_toll
from tellings.read.casualty_words import CUES, PREPOSITIONS
from tellings.read.figure_repeats import carry_bounds, drop_restated
from tellings.read.found_figure import FoundFigure
from tellings.read.quantities import Quantity, find_quantities

__all__ = ["FoundFigure", "drop_restated", "find_figures"]


@dataclass(frozen=True, slots=True)
class _Told:
    """A number of the sentence that was judged: what later numbers can take over."""

    item: int
    phrase: Phrase
    verdict: Verdict
    quantity: Quantity
    superseded: bool
    whole: bool


_UNREAD = frozenset(("date", "time", "age", "label"))
_HARMED = ("killed", "wounded", "missing", "captured", "displaced", "evacuated", "present")
_PART = re.compile(
    r"\b(?:including|includes?|among\s(?:them|whom|those|which)|of\s(?:them|whom|which)|counting|comprising)"
    r"(?:\s(?:at|least|also|the|were|was|some|about|a|many|over))*\s\Z"
)
_BESIDES = re.compile(
    r"\b(?:in\saddition\sto|along\swith|alongside|as\swell\sas|together\swith|plus|besides)"
    r"(?:\s(?:the|his|her|their|its))*\s\Z"
)
_AND = re.compile(r"(?:\band|\bor|,|&)\s(?:(?:the|his|her|their|its|another)\s)*\Z")
_AND_WITH = re.compile(r"(?:\band|\bwith|,|&)\s\Z")
_EARLIER = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|prior|preliminary|former|old)\s(?:[\w-]+\s){0,3}?"
    r"(?:toll|count|tally|figure|number|estimate)s?\b[^.;#]{0,60}\Z"
    r"|\btoll\b[^.;#]{0,60}\b(?:first|initially|originally)\s(?:gave|given|put|reported|stated)\b"
    r"[^.;#]{0,20}\Z"
)
_RISEN = re.compile(
    r"(?:\b(?:up|down|revis\w+(?:\sup)?|ris\w+|rose|increas\w+|jump\w+|climb\w+|grew|grown|gone"
    rf"|went)|{NUMBER}|\b(?:revis|rais|increas)\w+\b[^.;#\d]{{0,90}}?)\sfrom\s(?:(?:a|an|the|earlier|previous|initial|toll|of|at|least)\s)*\Z"
)
_ADDED = frozenset(("another", "further", "additional", "other", "others", "more"))
_SENTENCED = re.compile(r"\b(?:sentenced|jailed|imprisoned|jail|prison)\b[\w\s]{0,20}\Z")
_RUBBLE = re.compile(
    r"(?:(?!killed|dead|died|wounded|injured)[^.;\d]){0,40}\b(?:still|trapped|stuck|buried|missing|remain\w*)\b[^.;#]{0,20}"
    r"\b(?:rubble|debris|wreckage|ruins)\b"
)
_AT_LEAST = (["at", "least"], ["or", "more"])
# A sentence without a number is read only if it can tell of "a woman killed" or "others hurt".
_TELLING = re.compile(
    r"kill|martyr|murder|assassin|execut|massacr|slaughter|behead|sla[iy]|lynch|drown|wound|injur"
    r"|hurt|maim|poison|hospital|dead|death|died|dies|dying|perish|life|lives|shot",
    re.IGNORECASE,
)
_KIND_OF_HEAD = {
    "residents": "residents",
    "inhabitants": "residents",
    "hostages": "captured",
    "prisoners": "captured",
    "detainees": "captured",
    "captives": "captured",
}
_LOOSE_VAGUE = re.compile(r"\A(?:many|several|a\s(?:few|couple|handful)|numerous|multiple)", re.I)


def find_figures(text: str, sentences: Sequence[tuple[int, int]]) -> list[FoundFigure]:
    """The figures of `text`, in order of their number.

    `sentences` are half-open spans, in order; a number outside of all of them is not read.
    "killed and wounded 20" gives one figure of kind "casualties", since neither part is told;
    of a vague number ("dozens") it gives one for each kind.
    """
    figures: list[FoundFigure] = []
    context: str | None = None
    for index, (start, end) in enumerate(sentences):
        inside = [q.moved(start) for q in find_quantities(text[start:end])]
        if not inside and not _TELLING.search(text, start, end):
            continue
        items = items_of(text, start, end, inside)
        sentence = _Sentence(text, index, imply_numbers(items), context)
        found = list(sentence.read())
        figures.extend(found)
        context = next((f.kind for f in reversed(found) if f.kind in _HARMED[:2]), context)
    return carry_bounds(text, figures)


class _Sentence:
    """Reads one sentence from left to right; `told` holds what was read so far."""

    def __init__(self, text: str, index: int, items: list[Item], context: str | None) -> None:
        self.text = text
        self.index = index
        self.items = items
        self.context = context
        self.told: list[_Told] = []
        self.lead = self._lower_lead()

    def _lower_lead(self) -> dict[int, str]:
        """For each number the sentence before it, lower case, numbers as NUMBER."""
        words = [_as_lead(it) + " " for it in self.items]
        return {i: "".join(words[:i]) for i, it in enumerate(self.items) if it.low == NUMBER}

    def read(self) -> Iterator[FoundFigure]:
        for i, item in enumerate(self.items):
            if item.low != NUMBER:
                continue
            quantity = item.quantity
            if quantity is None or quantity.unit in _UNREAD:
                continue
            phrase = phrase_after(self.items, i)
            verdict = self._judge(i, item, phrase, quantity)
            if verdict is not None:
                self._tell(i, phrase, verdict, quantity)
        for told, following in zip_longest(self.told, self.told[1:]):
            if following and _share_verdict(told.verdict, following.verdict):
                told = replace(told, whole=False)
            yield from self._figures(told)

    # ------------------------------------------------------------ kind
    def _judge(self, i: int, item: Item, phrase: Phrase, quantity: Quantity) -> Verdict | None:
        if quantity.unit != "count":
            return self._judge_measure(i, quantity)
        before = self.lead[i]
        named = item.implied and quantity.low is not None  # "a woman", not "others"
        own = None if named else judge_phrase(self.items, i, phrase)
        if not phrase.thing and _RUBBLE.match(self._rest(phrase)):
            return Verdict(("missing",), i, "subject")
        if verdict := self._judge_part(i, phrase, own):
            return verdict
        if own is not None and own.via == "phrase" and not self._outranked(i, phrase, own):
            return own
        verdict = (
            judge_before(self.items, i, phrase)
            or self._judge_toll(i, item, quantity)
            or judge_set_phrase(before, phrase, i, implied=item.implied)
            or self._judge_subject(i, phrase, item)
            or own
            or self._judge_beside(i, phrase)
            or self._judge_breakdown(i, phrase, quantity)
            or self._judge_revised(i)
        )
        if verdict is None and not item.implied:
            verdict = self._judge_other(i, phrase, quantity)
        return verdict

    def _words_at(self, j: int, count: int) -> list[str]:
        return [it.low for it in self.items[j : j + count]]

    def _rest(self, phrase: Phrase) -> str:
        """The sentence behind the phrase, lower case."""
        return self.text[self.items[phrase.last - 1].end : self.items[-1].end].lower()

    def _outranked(self, i: int, phrase: Phrase, own: Verdict) -> bool:
        """Whether the phrase's own cue is only an attribute: "20 wounded soldiers were killed"."""
        cue = CUES.get(self.items[own.at].low)
        if own.at >= phrase.last or cue is None or cue.form == "noun":
            return False
        after = judge_after(self.items, i, phrase)
        return after is not None and after.kinds[0] == "killed" and own.kinds[0] != "killed"

    def _judge_part(self, i: int, phrase: Phrase, own: Verdict | None) -> Verdict | None:
        """ "including 11 children", "two of them children": the kind of what they are part of."""
        follows = any(
            a.low == "of" and b.low in ("them", "whom", "those")
            for a, b in zip(self.items[i + 1 : i + 3], self.items[i + 2 : i + 4], strict=False)
        )
        if not follows and not _PART.search(self.lead[i]):
            last = self.told[-1] if self.told else None
            if not (last and last.verdict.part):
                return None
            if not (_AND.search(self.lead[i]) or last.phrase.last == i):
                return None
            if last.phrase.last < i - 2 or judge_after(self.items, i, phrase) != judge_after(
                self.items, last.item, last.phrase
            ):
                return None
            return own or replace(last.verdict, part=True)
        whole = next((t for t in reversed(self.told) if not t.verdict.part), None)
        if own is not None:
            return replace(own, part=True)
        if member := judge_member(self.lead[i], i):
            return member
        alike = whole is not None and not (phrase.person and whole.phrase.thing)
        if whole is not None and alike and whole.item >= i - 24:
            return replace(whole.verdict, part=True)
        after = judge_after(self.items, i, phrase) or judge_before(self.items, i, phrase)
        if after is not None:
            return replace(after, part=True)
        if follows and self.context:
            return Verdict((self.context,), i, "part", part=True)
        return None

    def _judge_toll(self, i: int, item: Item, quantity: Quantity) -> Verdict | None:
        bounded = quantity.qualifier not in (Qualifier.EXACT, Qualifier.VAGUE)
        return None if item.implied else judge_toll(self.lead[i], i, bounded=bounded)

    def _judge_subject(self, i: int, phrase: Phrase, item: Item) -> Verdict | None:
        if i and self.items[i - 1].low == "from":
            return None  # "people from 12 families were hurt": not the subject
        verdict = judge_after(self.items, i, phrase)
        if verdict is None or not item.implied:
            return verdict
        # An article is a weak sign: only a predicate close by makes it a figure.
        return verdict if verdict.at - phrase.last <= 6 else None

    def _judge_beside(self, i: int, phrase: Phrase) -> Verdict | None:
        """ "nine children and 14 others": the kind of the number it is joined to."""
        if phrase.thing:
            return None
        last = next((t for t in reversed(self.told) if not t.verdict.part), None)
        if last is None or last.verdict.kinds[0] not in _HARMED:
            return judge_joined(self.items, i, phrase)
        if _BESIDES.search(self.lead[i]) and last.phrase.last >= i - 20:
            return replace(last.verdict, via="beside", at=-1)
        following = self.items[i + 1].low if i + 1 < len(self.items) else ""
        if self.lead[i].endswith("and another ") and following in PREPOSITIONS:
            return replace(last.verdict, via="beside", at=-1)
        if last.verdict.via == "subject":
            return None
        joined = bool(_AND.search(self.lead[i]))
        listed = phrase.person and last.phrase.last == i and not self.items[i].implied
        if (joined and last.phrase.last >= i - 3) or listed:
            return replace(last.verdict, via="beside")
        far = joined and last.phrase.last >= i - 14 and not is_verb(self.items, phrase.last)
        if far and (phrase.person or self.items[i - 1].low == "another"):
            return replace(last.verdict, via="beside", at=-1)
        return None

    def _judge_breakdown(self, i: int, phrase: Phrase, quantity: Quantity) -> Verdict | None:
        """ "54 were killed 9 in Belmora 8 in Sona": bare numbers with a place split a toll."""
        whole = next((t for t in self.told if t.verdict.kinds[0] in _HARMED), None)
        if whole is None or phrase.first < phrase.last or i + 1 >= len(self.items):
            return None
        smaller = (quantity.low or 0) < (whole.quantity.low or 0)
        if smaller and self.items[i + 1].low in ("in", "at") and "toll" not in self.lead[i]:
            return replace(whole.verdict, part=True)
        return None

    def _judge_revised(self, i: int) -> Verdict | None:
        """ "rose to 126 from 43": an earlier toll has the kind of the one that replaces it."""
        if not _RISEN.search(self.lead[i]):
            return None
        last = self.told[-1] if self.told else None
        if last and last.verdict.kinds[0] in _HARMED and last.phrase.last >= i - 4:
            return replace(last.verdict, via="toll", at=-1)
        return Verdict(("killed",), -1, "toll") if "toll" in self.lead[i] else None

    def _judge_measure(self, i: int, quantity: Quantity) -> Verdict | None:
        if quantity.unit == "duration" and not _SENTENCED.search(self.lead[i]):
            return None
        if quantity.unit == "length" and quantity.qualifier is Qualifier.VAGUE:
            return None
        if quantity.unit == "share":
            return self._judge_share(i)
        return Verdict(("other",), i, "measure")

    def _judge_share(self, i: int) -> Verdict:
        """ "a third of the wounded", "half of them women": a part of those that were harmed."""
        words = self._words_at(i + 1, 4)
        if words[:1] != ["of"]:
            return Verdict(("other",), i, "measure")
        cue = next((c for w in words[1:] if (c := CUES.get(w)) and c.kind in _HARMED), None)
        if cue is not None:
            return Verdict((cue.kind,), i, "part", part=True)
        last = self.told[-1] if self.told and words[1:2] in (["them"], ["whom"]) else None
        if last is not None and last.verdict.kinds[0] in _HARMED:
            return replace(last.verdict, part=True)
        return Verdict(("other",), i, "measure")

    def _judge_other(self, i: int, phrase: Phrase, quantity: Quantity) -> Verdict | None:
        number = self.text[quantity.number_start : quantity.number_end]
        if phrase.first >= phrase.last or number.lower() == "one" or _LOOSE_VAGUE.match(number):
            return None
        return Verdict((_KIND_OF_HEAD.get(phrase.head, "other"),), i, "phrase")

    # ------------------------------------------------------------ the figure
    def _tell(self, i: int, phrase: Phrase, verdict: Verdict, quantity: Quantity) -> None:
        quantity = self._share_qualifier(i, phrase, verdict, quantity)
        superseded = self._is_superseded(i, verdict)
        whole = self._is_whole(i, phrase, verdict) and not superseded
        self.told.append(_Told(i, phrase, verdict, quantity, superseded, whole))

    def _figures(self, told: _Told) -> Iterator[FoundFigure]:
        kinds = told.verdict.kinds
        if len(kinds) > 1 and told.quantity.qualifier is not Qualifier.VAGUE:
            kinds = ("casualties",)
        for kind in kinds:
            yield self._figure(kind, told)

    def _figure(self, kind: str, told: _Told) -> FoundFigure:
        phrase, quantity = told.phrase, told.quantity
        last = phrase.last
        if told.verdict.via == "phrase" and told.verdict.at == last:
            last += 1  # "48 dead"
        end = max(quantity.end, self.items[last - 1].end)
        first = phrase.first if phrase.first < phrase.last else last
        of = self.text[self.items[first].start : self.items[phrase.last - 1].end] if (
            phrase.first < phrase.last) else ""  # fmt: skip
        return FoundFigure(
            start=quantity.start,
            end=end,
            number_start=quantity.number_start,
            number_end=quantity.number_end,
            kind=kind,
            of=of or ("people" if kind in _HARMED else ""),
            low=quantity.low,
            high=quantity.high,
            qualifier=quantity.qualifier,
            part_of_total=told.verdict.part,
            superseded=told.superseded,
            is_whole=told.whole,
            sentence=self.index,
        )

    def _share_qualifier(
        self, i: int, phrase: Phrase, verdict: Verdict, quantity: Quantity
    ) -> Quantity:
        """ "125 terrorists at least"; "at least 45 men and 20 women died" bounds both."""
        if quantity.qualifier is not Qualifier.EXACT or verdict.kinds[0] not in _HARMED:
            return quantity
        if phrase.first < phrase.last and self._words_at(phrase.last, 2) in _AT_LEAST:
            return replace(quantity, high=None, qualifier=Qualifier.AT_LEAST)
        before = self.told[-1] if self.told else None
        if before is None or before.quantity.qualifier is not Qualifier.AT_LEAST:
            return quantity
        same = verdict.at == before.verdict.at >= 0 and not verdict.part
        joined = before.phrase.last == i - 1 and self.items[i - 1].low == "and"
        if same and joined and not self.items[i].implied:
            return replace(quantity, high=None, qualifier=Qualifier.AT_LEAST)
        return quantity

    def _is_superseded(self, i: int, verdict: Verdict) -> bool:
        if verdict.kinds[0] not in ("killed", "wounded", "casualties", "missing"):
            return False
        if _EARLIER.search(self.lead[i]) or _RISEN.search(self.lead[i]):
            return True
        last = self.told[-1] if self.told else None
        return bool(last and last.superseded and last.phrase.last >= i - 3
                    and _AND_WITH.search(self.lead[i]))  # fmt: skip

    def _is_whole(self, i: int, phrase: Phrase, verdict: Verdict) -> bool:
        if verdict.part or verdict.via == "beside" or verdict.kinds[0] == "other":
            return False
        near = self.items[max(0, i - 1) : i] + self.items[phrase.first : phrase.first + 2]
        if verdict.kinds[0] == "killed" and any(it.low in _ADDED for it in near):
            return False
        return not (self.told and _share_verdict(self.told[-1].verdict, verdict))


def _share_verdict(a: Verdict, b: Verdict) -> bool:
    """Whether one word governs both: they are parts of a sum ("22 children and six teachers")."""
    return a.at == b.at >= 0 and not a.part and not b.part


def _as_lead(item: Item) -> str:
    if item.implied:
        return "a"
    if item.quantity is not None and item.quantity.unit != "count":
        return "@"
    return item.low
