"""The words of a text that tell of events, with the type of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.read.entities import Names
from tellings.read.ontology import CASUALTIES, GENERAL, ontology, verb_forms
from tellings.read.syntax import Sentence, Syntax

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN"}
# Words that tell of an event only beside something that can be taken, held or fought over.
LOSSES = ("free", "recover", "fall", "secure", "lose", "clear", "withdraw", "occupy")
OF_GROUND = {form for verb in LOSSES for form in verb_forms(verb)} | {
    "loss", "losses", "fall", "recovery", "advance", "advances", "drive", "push", "withdrawal",
    "retreat",
}  # fmt: skip
LOSES = re.compile(r"^los(?:t|e|es|ing)$", re.I)
GROUND = re.compile(
    r"\b(?:towns?|villages?|cit(?:y|ies)|districts?|neighbou?rhoods?|hills?|heights?|areas?|bases?|airports?|"
    r"airbases?|positions?|territor(?:y|ies)|ground|crossings?|roads?|highways?|checkpoints?|strongholds?|"
    r"enclaves?|pockets?|buildings?|quarters?|bastions?|fronts?|farms?|fields?|dams?|camps?|capital|"
    r"provinces?|regions?|control|land|bridges?|ports?|compounds?|garrisons?|barracks|prisons?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words low..high (half-open), the word that heads them, and the type."""

    low: int
    high: int
    head: int
    type: str


def find_triggers(syntax: Syntax, names: Names) -> list[Trigger]:
    """Triggers in order; where two overlap, the longer stays."""
    found: list[Trigger] = []
    for sentence in syntax.sentences:
        found += _in_sentence(syntax, sentence, names)
    return found


def _in_sentence(syntax: Syntax, sentence: Sentence, names: Names) -> list[Trigger]:
    text = syntax.text[sentence.start : sentence.end]
    candidates = [*_phrases(syntax, sentence, text), *_words(syntax, sentence, names)]
    taken: set[int] = set()
    kept: list[Trigger] = []
    for t in sorted(candidates, key=lambda t: (t.low - t.high, t.low)):
        if not taken.intersection(range(t.low, t.high)):
            taken.update(range(t.low, t.high))
            kept.append(_typed(t, text))
    return sorted(kept, key=lambda t: t.low)


def _phrases(syntax: Syntax, sentence: Sentence, text: str) -> Iterator[Trigger]:
    known = ontology()
    if not known.any_phrase.search(text.lower()):
        return
    for name, pattern in known.phrases:
        for hit in pattern.finditer(text):
            low = syntax.words.at(sentence.start + hit.start())
            high = syntax.words.at(sentence.start + hit.end() - 1) + 1
            if low < high <= sentence.high:
                yield Trigger(low, high, _head(syntax, low, high), name)


def _head(syntax: Syntax, low: int, high: int) -> int:
    outside = [i for i in range(low, high) if not low <= int(syntax.head[i]) < high]
    kinds = VERBAL | NOMINAL
    return next((i for i in outside if syntax.pos[i] in kinds), high - 1)


def _words(syntax: Syntax, sentence: Sentence, names: Names) -> Iterator[Trigger]:
    known = ontology()
    for i in range(sentence.low, sentence.high):
        pos, word = syntax.pos[i], syntax.lower(i)
        pair = f"{syntax.lower(i - 1)} {word}" if i > sentence.low else word
        kind = None
        if pos in VERBAL or (pos == "ADJ" and word.endswith("ed")):
            kind = known.verbs.get(word)
        if pos in NOMINAL or (kind is None and pos in {"ADJ", "X"}):
            kind = known.nouns.get(pair) or known.nouns.get(word) or kind
        if kind is None and pos == "NOUN":
            kind = known.verbs.get(word) if word.endswith("ing") else None
        if kind is None or _in_name(syntax, names, i) or _is_month(syntax, i):
            continue
        if word in OF_GROUND and not _of_ground(syntax, names, i):
            continue
        yield _grown(syntax, sentence, i, kind)


def _of_ground(syntax: Syntax, names: Names, i: int) -> bool:
    """Whether what the word takes, or what it says falls, is a place or a piece of ground.

    "Lost at least 15 fighters" counts people, wherever it was.
    """
    if LOSES.match(syntax.word(i)) and any(
        syntax.pos[k] == "NUM" for k in range(i + 1, min(i + 5, len(syntax.pos)))
    ):
        return False
    for c in syntax.children(
        i, "obj", "nsubj", "nsubj:pass", "obl", "nmod", "nmod:poss", "compound"
    ):
        name = names.at(c)
        if (name and name.kind == "place") or GROUND.search(syntax.slice(*syntax.phrase(c))):
            return True
    return False


def _is_month(syntax: Syntax, i: int) -> bool:
    """ "in March": a march that is no month has an article or stands in lower case."""
    noun = syntax.word(i) in {"March", "MARCH"} and syntax.pos[i] in NOMINAL
    return noun and not syntax.children(i, "det", "nmod:poss")


def _in_name(syntax: Syntax, names: Names, i: int) -> bool:
    """Part of a longer name: the "Liberation" of a "Liberation Front"."""
    name = names.at(i)
    return name is not None and name.high - name.low > 1 and syntax.word(i)[:1].isupper()


def _grown(syntax: Syntax, sentence: Sentence, i: int, kind: str) -> Trigger:
    """A noun with the compounds before it ("suicide bomb blast"), a verb with its particle."""
    low, high = i, i + 1
    if syntax.pos[i] in NOMINAL:
        while low > sentence.low and (
            syntax.rel[low - 1] in {"compound", "inner"} and syntax.pos[low - 1] == "NOUN"
        ):
            low -= 1
    for c in syntax.children(i, "compound:prt"):
        high = max(high, c + 1) if c - i <= 2 else high
    return Trigger(low, high, i, kind)


def _typed(trigger: Trigger, text: str) -> Trigger:
    """A general attack takes its type from the means named in its sentence."""
    if trigger.type not in {GENERAL, "attack.bombing"}:
        return trigger
    for name, pattern in ontology().means:
        if pattern.search(text):
            if trigger.type == "attack.bombing" and name not in {
                "attack.airstrike",
                "attack.chemical",
            }:
                return trigger
            return Trigger(trigger.low, trigger.high, trigger.head, name)
    return trigger


def is_casualty(trigger: Trigger) -> bool:
    """Whether the trigger tells only of the harm done."""
    return trigger.type == CASUALTIES
