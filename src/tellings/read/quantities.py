"""The grammar of numbers: which stretches of a text are quantities, and what they bound.

Digits ("2,000", "300 000", "1.5 million"), words ("two hundred and five"), ranges ("between 62
and 80", "10-12"), qualifiers ("at least", "or more", "35+"), shares ("60 %", "over half") and
vague words ("dozens"). Every number gets a unit, so that dates, times, ages and numbers that are
only names (Resolution 2254) are told apart from counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from text_to_num import text2num

from tellings.domain.reading import Qualifier


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its qualifier.

    `start`, `end` cover number and qualifier, `number_start`, `number_end` the number alone.
    `low` and `high` are inclusive, None where open. `unit` is count, share (a fraction, 0..1),
    money, length, area, weight, duration, age, date, time or label (a number that only names).
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str = "count"

    def moved(self, by: int) -> Quantity:
        """The same quantity in a text that starts `by` code points earlier."""
        return Quantity(
            self.start + by,
            self.end + by,
            self.number_start + by,
            self.number_end + by,
            self.low,
            self.high,
            self.qualifier,
            self.unit,
        )


_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_TEENS}|{_ONES})"
_GROUP = rf"(?:(?:{_SMALL}|an?)\s+hundred(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL})"
_WORDS = (
    rf"(?:(?:{_GROUP}|an?)\s+(?:million|billion|thousand)(?:\s+(?:and\s+)?{_GROUP}"
    rf"(?:\s+thousand)?)?|{_GROUP})"
)
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,])|\d+(?:\.\d+)?"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PLURAL = r"(?:tens|dozens|scores|hundreds|thousands|millions|billions)"
_SCALES = {"hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
           "billion": 1e9, "bn": 1e9, "dozen": 12, "score": 20}  # fmt: skip

# In order of precedence: the first alternative that matches at a place wins.
_CORE = re.compile(
    rf"""
    (?=[\d+(]|(?<!\w)[abcdefghjlmnoqstu])  # no number starts elsewhere: three times as fast
    (?:
    (?P<date>
        \b\d{{4}}-\d{{2}}-\d{{2}}\b | \b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b
      | \b\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})\b | \b9/11\b | \b24/7\b
      | \b{_MONTH}\s(?:\d{{1,2}})?(?:19|20)\d\d\b
      | \b{_MONTH}\s?\d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*\d{{1,2}}(?!\d))?
            (?:,?\s(?:19|20)\d\d\b)?
      | \b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?)?
            \s?(?:of\s)?{_MONTH}(?=[\s,.;)]|$)(?:,?\s(?:19|20)\d\d\b)?
      | \b(?:19|20)\d0s\b | \b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b
    )
  | (?P<time>\b\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?\s?(?:[ap]\.?m\b\.?|gmt|hrs|hours|local)
      | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b | \b\d{{1,2}}\s?[ap]\.?m\b\.?
      | \b\d{{3,4}}\s(?:gmt|utc|hrs)\b)
  | (?P<phone>(?<![\w.])\+?\(?\d{{3,4}}\)?[-.\s]\d{{3}}[-.\s]\d{{4}}\b
      | (?<!\w)\+\d[\d\s-]{{7,}}\d\b)
  | (?P<code>(?<![\w.,])0\d+\b)
  | (?P<list>(?<![^\n])\d{{1,3}}[.)](?=\s))
  | (?P<ordinal>\b\d+(?:,\d{{3}})*(?:st|nd|rd|th)\b)
  | (?P<vague>
        \b(?:many\s|several\s|a\sfew\s)?{_PLURAL}(?:\s(?:of|or|and|if\snot)\s{_PLURAL})*\b(?!-)
      | \b(?:several|a\sfew|few|many|some)\s(?:dozen|hundred|thousand|million|billion)\b
      | \b(?:several|numerous|countless|multiple|a\sfew|a\shandful\sof|a\scouple\sof)\b
      | (?<!\bso\s)(?<!\bas\s)(?<!\bhow\s)(?<!\btoo\s)\b(?:a\s(?:great|good)\s)?many\b
            (?!\s(?:as|a|an)\b)
      | \b(?:an?\s(?:\w+\s)?|(?:large|huge|great|unknown|significant)\s)numbers?\sof\b
    )
  | (?P<part>\b(?:half|an?\squarter\sof|three[-\s]quarters\sof)[-\s]an?[-\s]
            (?:million|billion|dozen)\b|\bhalf-dozen\b)
  | (?P<share>
        (?<![\w/:#-])(?P<pct>(?:{_DIGITS})|{_WORDS}(?!-))\s?-?(?:%|percent\b|per\scent\b)
      | \b(?P<frac>half|(?:an?|one|two|three|four)[-\s](?:half|thirds?|quarters?|fifths?)
            |third|quarter)\b(?=\s(?:of|the|its|their|all)\b)
    )
  | (?P<digits>(?<![\w/:#])(?<![^\W\d]-)(?<!\d[.,])(?P<num>{_DIGITS})
        (?:[\s-]?(?P<scale>hundred|thousand|million|billion|dozen|bn|mn|[mk])\b)?
        (?P<plus>\s?\+)?(?!\w|[:/]\d|[.,]\d))
  | (?P<words>\b(?:{_SMALL}|an?)\s+dozen\b|\ba\s+score\b(?=\sof)|\b{_WORDS}\b)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
              "fifth": 0.2, "fifths": 0.2}  # fmt: skip

# Words before a number that bound it, nearest first; the filler may stand in between.
_FILLER = r"(?:\s+(?:another|a|an|further|additional|the|some|other|estimated|at|of|to))*"
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.AT_MOST, r"up\s+to|as\s+(?:many|much|large|high)\s+as|at\s+most|(?:no|not)\s+more"
                        r"\s+than|an?\s+maximum(?:\s+of)?|maximum"),
    (Qualifier.AT_LEAST, r"at\s+least|(?:no|not)\s+(?:fewer|less)\s+than|an?\s+minimum(?:\s+of)?"
                         r"|minimum|at\s+the\s+least|at\s+a\s+minimum"),
    (Qualifier.MORE_THAN, r"(?:well\s+|far\s+|significantly\s+|slightly\s+)?(?:more\s+than|over"
                          r"|above|upwards?\s+of|in\s+excess\s+of|greater\s+than|beyond)"
                          r"|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|topp(?:ed|ing)|tops|>"),
    (Qualifier.LESS_THAN, r"(?:less|fewer)\s+than|under|below|<"),
    (Qualifier.ABOUT, r"about|around|nearly|almost|roughly|approximately|approx\.?|some|an"
                      r"\s+estimated|estimated|close\s+to|circa|in\s+the\s+region\s+of|~|nearing"
                      r"|just\s+(?:over|under)|as\s+few\s+as|an\s+average\s+of|perhaps"),
)  # fmt: skip
_QUALIFIED = re.compile(
    "|".join(rf"(?P<{q.name}>(?<!\w)(?:{words}){_FILLER}\s*\Z)" for q, words in _BEFORE),
    re.IGNORECASE,
)
_AFTER = re.compile(
    # "kills 12 At least 12 died": the words belong to the number that follows them
    rf"\s(?:(?P<AT_LEAST>or\smore|at\sleast(?!\s(?:\d|{_WORDS}\b|an?\b|{_PLURAL}))|and\scounting)"
    r"|(?P<AT_MOST>or\sfewer|or\sless|at\smost)"
    r"|(?P<ABOUT>or\sso))\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<!\w)between\s+(?:an?\s+estimated\s+|about\s+)?\Z", re.IGNORECASE)
_FROM = re.compile(r"(?P<rise>\w+\s+)?(?<!\w)from\s+\Z", re.IGNORECASE)
_RISING = re.compile(
    r"(?:up|ris\w+|rose|increas\w+|jump\w*|climb\w*|grow\w*|grew|gone|went|revis\w+|rais\w+|soar\w*"
    r"|down|fell|drop\w*|tolls?|number|figures?)\s+\Z"
    r"|\b(?:revis\w+|rais\w+|rose|risen|increas\w+|climbed|jumped)\b[^.;\d]{0,90}\s\Z",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?:\s?[-–—]\s?|\s(?:to|or)\s)", re.IGNORECASE)
_LABELLED = re.compile(
    r"\b(?:resolutions?|articles?|chapters?|paragraphs?|sections?|channel|highway|route|motorway"
    r"|unit|division|brigade|regiment|battalion|page|pages|part|phase|annex|protocol|flight|"
    r"version|boeing|airbus|sukhoi|level|sector|zone|gate|room|apartment|hangar|no\.?|№|number"
    r"|day|group|class|fm|top|world\s+war|version|copyright|©)\s*(?:\(?no\.?\s?)?\Z",
    re.IGNORECASE,
)
_GROUP_OF = re.compile(r"\bGroup\s+of\s+\Z")
_NOT_ONE = re.compile(
    r"\b(?:no|any|every|each|the|this|that|which|some|by|only|at)[\s-]+\Z", re.IGNORECASE
)
_IDIOM_AFTER = re.compile(
    r"(?:[\s-](?:another|side|hand|sided|way|time|point|day|such|thing|would|could|can|should|must"
    r"|has\sto|by\sone|that|which|who\s(?:is|has))\b|['’]s\b|-)",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"[\s-]?(?:"
    r"(?P<age>years?[-\s]olds?\b|months?[-\s]olds?\b|years\sof\sage\b|-?yr-old)"
    r"|(?P<label>mm\b|millimet(?:er|re)s?\b|-?calib(?:er|re)\b)"
    r"|(?P<duration>(?:consecutive\s|straight\s|more\s)?(?:seconds?|minutes?|mins?|hours?|hrs?|days?"
    r"|nights?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies))\b)"
    r"|(?P<area>(?:square|sq\.?)[\s-](?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m)\b"
    r"|hectares?\b|acres?\b|km2\b|km²)"
    r"|(?P<length>(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m|cm|ft|feet|foot|yards?)\b)"
    r"|(?P<weight>(?:metric\s)?(?:tonnes?|tons?|kg|kgs|kilograms?|kilos?|pounds?)\b)"
    r"|(?P<money>(?:us\s)?dollars?\b|euros?\b|rou?bles?\b|liras?\b|usd\b|cents?\b)"
    r"|(?P<time>o['’]?clock\b|gmt\b|utc\b)"
    r")",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|ages?(?:\sof)?|ages\s(?:at|of)\s\w+)\s*\Z", re.IGNORECASE)
_TEMPORAL = re.compile(
    r"\b(?:in|since|until|till|late|early|mid|during|year|spring|summer|autumn|fall|winter|before"
    r"|after|between|through|by|the|of|from|to|and|©|copyright)[\s-]+\Z",
    re.IGNORECASE,
)
_WEAK_TEMPORAL = re.compile(r"\b(?:by|the|of|from|to|and|between|after)[\s-]+\Z", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:people|persons?|civilians?|men|women|children|fighters?|soldiers?|troops"
    r"|militants?|rebels?|terrorists?|residents?|families|refugees|prisoners|members|others|dead"
    r"|killed|wounded|injured|casualties|deaths|houses|homes|strikes|raids|targets|tonnes|tons)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 48  # code points before a number that can hold its qualifier


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of `text`, in order, none overlapping; ordinals are left out."""
    return list(_join_ranges(text, list(_cores(text))))


def _cores(text: str) -> Iterator[Quantity]:
    last = 0
    for match in _CORE.finditer(text):
        kind = match.lastgroup or ""
        quantity = _read_core(text, match)
        if quantity is not None and kind != "ordinal":
            # A qualifier looked for backwards never reaches into the quantity before.
            quantity = replace(quantity, start=max(quantity.start, last))
            last = quantity.end
            yield quantity


def _read_core(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    groups = match.groupdict()
    for name, unit in (
        ("date", "date"),
        ("time", "time"),
        ("phone", "label"),
        ("code", "label"),
        ("list", "label"),
    ):
        if groups[name] is not None:
            return _plain(start, end, None, unit)
    if groups["ordinal"] is not None:
        return None
    if groups["vague"] is not None:
        return _vague(text, start, end)
    if groups["share"] is not None:
        return _qualify(text, _plain(start, end, _share(groups), "share"))
    if groups["words"] is not None and _is_idiom(text, start, end):
        return None
    value = _value(groups)
    if value is None:
        return None
    core = _plain(start, end, value, "count")
    if groups["plus"]:
        core = replace(core, high=None, qualifier=Qualifier.AT_LEAST)
    core = replace(core, unit=_unit(text, core, bare=groups["digits"] is not None))
    return core if core.unit in ("date", "time", "label") else _qualify(text, core)


def _plain(start: int, end: int, value: float | None, unit: str) -> Quantity:
    return Quantity(start, end, start, end, value, value, Qualifier.EXACT, unit)


def _vague(text: str, start: int, end: int) -> Quantity:
    before = _QUALIFIED.search(text, max(0, start - _LOOK_BACK), start)
    first = before.start() if before else start
    unit = _UNITS.match(text, end + 3) if text[end : end + 4] == " of " else None
    name = (unit.lastgroup if unit else None) or "count"
    if name == "count" and (unit := _UNITS.match(text, end)):
        name = unit.lastgroup or "count"
    return Quantity(first, end, start, end, None, None, Qualifier.VAGUE, name)


def _share(groups: dict[str, str | None]) -> float:
    if groups["pct"] is not None:
        number = groups["pct"]
        if number[0].isdigit():
            return _digits(number) / 100
        return float(_words(number)) / 100
    words = re.split(r"[-\s]+", (groups["frac"] or "").lower())
    times = {"two": 2, "three": 3, "four": 4}.get(words[0], 1)
    return times * _FRACTIONS[words[-1]]


def _digits(number: str) -> float:
    return float(re.sub(r"[, \u00a0\u202f]", "", number))


def _words(words: str) -> int:
    """The value of number words; "a hundred" reads as "one hundred"."""
    tidy = re.sub(r"^an?\s", "one ", " ".join(words.lower().split()))
    try:
        return int(text2num(tidy, "en"))
    except ValueError as error:  # the grammar above admits only what text2num reads
        raise AssertionError(f"not read as a number: {words!r}") from error


def _value(groups: dict[str, str | None]) -> float | None:
    if groups["part"] is not None:
        parts = re.split(r"[-\s]", groups["part"].lower())
        times = {"half": 0.5, "three": 0.75}.get(parts[0], 0.25)
        return _SCALES[parts[-1]] * times
    if groups["digits"] is not None:
        value = _digits(groups["num"] or "")
        scaled = value * _SCALES[groups["scale"].lower()] if groups["scale"] else value
        return round(scaled, 6)
    words = (groups["words"] or "").lower()
    if words.endswith(("dozen", "score")):
        count = words.rsplit(maxsplit=1)[0]
        times = 1 if count in ("a", "an") else _words(count)
        return times * _SCALES[words.rsplit(maxsplit=1)[-1]]
    return _words(words)


def _is_idiom(text: str, start: int, end: int) -> bool:
    """Whether "one" stands as a pronoun or in a set phrase ("no one", "one another")."""
    if text[start:end].lower() != "one":
        return False
    before = _NOT_ONE.search(text, max(0, start - 8), start)
    return bool(before) or bool(_IDIOM_AFTER.match(text, end))


def _unit(text: str, core: Quantity, *, bare: bool) -> str:
    back = max(0, core.start - 24)
    if core.start and text[core.start - 1] in "$£€":
        return "money"
    if _LABELLED.search(text, back, core.start) and not _COUNTED.match(text, core.end):
        return "label"
    if _GROUP_OF.search(text, back, core.start) and not _COUNTED.match(text, core.end):
        return "label"
    unit = _UNITS.match(text, core.end)
    if unit:
        return unit.lastgroup or "count"
    if _AGED.search(text, back, core.start):
        return "age"
    if bare and _is_year(text, core):
        return "date"
    return "count"


def _is_year(text: str, core: Quantity) -> bool:
    """Whether four plain digits are a year: by the word before, and by what is counted after."""
    digits = text[core.start : core.end]
    if len(digits) != 4 or not digits.isdigit() or digits[:2] not in ("19", "20"):
        return False
    back = max(0, core.start - _LOOK_BACK)
    counted = _COUNTED.match(text, core.end)
    if _TEMPORAL.search(text, back, core.start):
        weak = _WEAK_TEMPORAL.search(text, back, core.start)
        return not (counted and weak and digits.endswith("00"))
    return not counted and not _QUALIFIED.search(text, back, core.start)


def _qualify(text: str, core: Quantity) -> Quantity:
    if core.qualifier is not Qualifier.EXACT or core.low is None:
        return core
    first = core.start - 1 if core.unit == "money" else core.start
    before = _QUALIFIED.search(text, max(0, first - _LOOK_BACK), first)
    if before:
        qualifier = Qualifier[before.lastgroup or ""]
        return _bound(replace(core, start=before.start()), qualifier, core.low)
    after = _AFTER.match(text, core.end)
    if after:
        qualifier = Qualifier[after.lastgroup or ""]
        return _bound(replace(core, end=after.end()), qualifier, core.low)
    return core


def _bound(core: Quantity, qualifier: Qualifier, value: float) -> Quantity:
    """The bounds of a qualified value; only counts step by one ("more than 30" is 31)."""
    step = 1 if core.unit == "count" and value == int(value) else 0
    bounds: dict[Qualifier, tuple[float | None, float | None]] = {
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + step, None),
        Qualifier.AT_MOST: (None, value),
        Qualifier.LESS_THAN: (None, value - step),
        Qualifier.ABOUT: (value, value),
    }
    low, high = bounds[qualifier]
    return replace(core, low=low, high=high, qualifier=qualifier)


def _join_ranges(text: str, cores: list[Quantity]) -> Iterator[Quantity]:
    skip = False
    for left, right in zip_longest(cores, cores[1:]):
        if skip:
            skip = False
            continue
        joined = _range(text, left, right) if right else None
        skip = joined is not None
        yield joined or left


def _range(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """One quantity for "between 62 and 80", "from 10 to 12", "10-12", "two or three"."""
    low, high = left.high, right.low
    if low is None or high is None or low >= high or right.start < left.end:
        return None
    yearlike = left.unit == "date" and right.unit == "count"  # "between 1999 and 5001 people"
    if not (left.unit in ("count", right.unit) or yearlike) or right.unit in (
        "date",
        "time",
        "label",
    ):
        return None
    gap = text[left.end : right.start]
    back = max(0, left.start - _LOOK_BACK)
    start = left.start
    if gap.strip().lower() == "and":
        between = _BETWEEN.search(text, back, left.start)
        if not between:
            return None
        start = between.start()
    elif not _GAP.fullmatch(gap):
        return None
    elif (origin := _FROM.search(text, back, left.start)) and gap.strip().lower() == "to":
        clause = max(0, left.start - 3 * _LOOK_BACK)
        if _RISING.search(text, clause, origin.end("rise") if origin["rise"] else origin.start()):
            return None  # "rose from 43 to 126" tells of two tolls
        start = origin.end() - len(origin[0].rstrip()[-4:]) - 1
    return replace(
        right, start=start, number_start=left.number_start, low=low, qualifier=Qualifier.RANGE
    )
