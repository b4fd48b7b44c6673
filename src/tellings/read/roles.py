"""Who did it to whom: agent, target and instrument of a trigger, from the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tellings.domain.names import fold
from tellings.domain.reading import Role
from tellings.domain.text import Span
from tellings.read.entities import Names
from tellings.read.ontology import ontology, verb_forms
from tellings.read.syntax import Syntax

# Before an event noun these name who acts: "regime shelling", "rebel attack".
ACTING = re.compile(
    r"^(?:regime|government|rebels?|army|militants?|jihadists?|insurgents?|opposition|coalition|"
    r"military|police|terrorists|islamists?|separatists?|allied|us-led|u\.s\.-led|nato|isis|isil|"
    r"daesh|is|state|extremists?|loyalists?|pro-government|kurdish|houthi|taliban)$",
    re.I,
)
DEMONYM = re.compile(r"^[A-Z]\w+(?:an|ian|ish|ese|i|ch|sh|eli|aeli|ani|ene)$")
JOINING = re.compile(r"^(?:-|led|backed|linked|affiliated|aligned|and|or|&|fighter|forces?)$", re.I)
MUNITIONS = re.compile(
    r"^(?:bombs?|rockets?|missiles?|shells?|mortars?|gas|chlorine|sarin|explosives?|bullets?|"
    r"shrapnel|fire|shelling|gunfire|artillery|knives|rifles?|mines?|blasts?|explosions?)$",
    re.I,
)
LIGHT_VERBS = (
    "launch", "carry", "conduct", "stage", "mount", "wage", "perpetrate", "commit", "begin",
    "start", "make", "host", "hold", "organise", "organize", "execute", "pursue", "announce",
    "order", "lead",
)  # fmt: skip
LIGHT = {form for verb in LIGHT_VERBS for form in verb_forms(verb)} | {
    "carried", "began", "begun", "made", "held", "led",
}  # fmt: skip
NOBODY = {
    "which", "who", "that", "whom", "he", "she", "it", "they", "them", "him", "her", "this",
    "these", "those", "dozens", "hundreds", "thousands", "scores", "others", "some", "many",
    "all", "both", "what", "there", "one", "ones", "i", "you", "most", "none", "nobody",
    "someone", "himself",
}  # fmt: skip
TARGET_CASES = {"on", "against", "at", "of", "over", "upon", "targeting", "toward", "towards"}
HAPPENINGS = ("attack", "battle", "siege", "capture", "casualties", "negotiation", "ceasefire")
TIME_OR_PLACE = re.compile(
    r"^(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday|yesterday|today|night|morning|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|week|"
    r"month|year|day|days|hours?|afternoon|evening|\d{1,4}|area|statement|report|basis)s?$",
    re.I,
)


def read_roles(
    document: str, syntax: Syntax, names: Names, trigger: int, within: range | None = None
) -> tuple[Role, ...]:
    """Roles of the event whose trigger's head is word `trigger`; each named as fully as known.

    `within`: all words of the trigger, where it has several.
    """
    found: dict[str, int] = {}
    for role, i in _candidates(syntax, trigger, within or range(trigger, trigger + 1)):
        if role not in found and not TIME_OR_PLACE.match(syntax.word(i)):
            found[role] = i
    out = []
    for role, at in found.items():
        i = _behind(syntax, at)
        low, high = _bounds(syntax, i, trigger)
        name = _name(syntax, names, i, low, high)
        if fold(name) not in NOBODY:
            out.append(Role(role, name, Span(document, syntax.start(low), syntax.end(high - 1))))
    return tuple(out)


def _candidates(syntax: Syntax, trigger: int, within: range) -> Iterator[tuple[str, int]]:
    """Participants by the parse; where an event is the subject, who did that is the agent.

    Of a trigger of several words ("launched an offensive", "seized control") the nouns inside it
    lead to participants too, and none of its own words is one.
    """
    verbal = syntax.pos[trigger] in {"VERB", "AUX"}
    nouns = [i for i in within if i != trigger and syntax.pos[i] == "NOUN"]
    found = [*(_of_verb(syntax, trigger) if verbal else _of_noun(syntax, trigger))]
    found += [r for i in nouns for r in _of_noun(syntax, i) if verbal]
    for role, i in found:
        if i in within:
            continue
        if role == "agent" and ontology().nouns.get(syntax.lower(i), "").startswith(HAPPENINGS):
            yield from (r for r in _of_noun(syntax, i) if r[0] == "agent" and r[1] not in within)
        else:
            yield role, i


def _behind(syntax: Syntax, i: int) -> int:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    if syntax.lower(i) in {"which", "who", "that", "whom"}:
        for up in syntax.ancestors(i):
            if syntax.rel[up] in {"acl:relcl", "acl"} and syntax.head[up] >= 0:
                return int(syntax.head[up])
    return i


def _bounds(syntax: Syntax, i: int, trigger: int) -> tuple[int, int]:
    """The noun phrase of word `i`; a modifier of the trigger itself stands alone."""
    if i < trigger and int(syntax.head[i]) == trigger and syntax.rel[i] in {"amod", "compound"}:
        return _modifiers(syntax, i, trigger)
    low, high = syntax.phrase(i)
    return (low, high) if not low <= trigger < high else (i, i + 1)


def _modifiers(syntax: Syntax, i: int, trigger: int) -> tuple[int, int]:
    """All that names who acts before the trigger: "US-led coalition" of its "air strikes"."""

    def names_actor(at: int) -> bool:
        return syntax.pos[at] == "PROPN" or bool(
            ACTING.match(syntax.word(at)) or DEMONYM.match(syntax.word(at))
            or JOINING.match(syntax.word(at))
        )  # fmt: skip

    low, high = i, i + 1
    while low > 0 and names_actor(low - 1) and syntax.sentence_of[low - 1] == syntax.sentence_of[i]:
        low -= 1
    while high < trigger and names_actor(high):
        high += 1
    while low < i and JOINING.match(syntax.word(low)):
        low += 1
    return low, high


def _name(syntax: Syntax, names: Names, i: int, low: int, high: int) -> str:
    text = re.sub(r"\s+", " ", syntax.slice(low, high)).strip(" ,.;:\"“”‘’'")
    if syntax.pos[i] == "PRON":
        return _antecedent(syntax, names, i) or text
    name = names.at(i)
    if name and name.kind != "place" and name.high - name.low >= high - low - 1:
        return name.full
    return text


def _antecedent(syntax: Syntax, names: Names, i: int) -> str | None:
    """What a pronoun stands for, if the model points back at something."""
    back = max(0, i - 80)
    if i == back:
        return None
    scores, none = syntax.words.scores("antecedent", i, back, i)
    j = back + int(scores.argmax())
    if float(scores[j - back]) <= none:
        return None
    name = names.at(j)
    if name:
        return name.full
    low, high = syntax.phrase(j)
    return syntax.slice(low, high) if syntax.pos[j] == "NOUN" else None


def case_of(syntax: Syntax, i: int) -> str:
    """The preposition of a phrase's head, lower-cased; empty if none."""
    return next((syntax.lower(c) for c in syntax.children(i, "case")), "")


def _of_verb(syntax: Syntax, i: int) -> Iterator[tuple[str, int]]:
    participle = syntax.lower(i).endswith(("ed", "en", "uck", "wn", "hit", "shot"))
    passive = bool(syntax.children(i, "aux:pass")) or (
        participle and (syntax.rel[i] in {"acl", "amod"} or bool(syntax.children(i, "nsubj:pass")))
    )
    for c in syntax.children(i):
        rel, case = syntax.rel[c], case_of(syntax, c)
        if rel == "nsubj:pass" or rel == "nsubj":
            yield ("target" if passive else "agent"), c
        elif rel == "obl:agent" or (rel in {"obl", "nmod"} and case == "by"):
            yield ("instrument" if passive and MUNITIONS.search(syntax.word(c)) else "agent"), c
        elif rel == "obj" or (rel in {"obl", "nmod"} and case in TARGET_CASES - {"of", "at"}):
            yield "target", c
        elif rel in {"obl", "nmod"} and case in {"with", "using"}:
            yield "instrument", c
    if passive and syntax.rel[i] in {"acl", "acl:relcl", "amod"} and syntax.head[i] >= 0:
        yield "target", int(syntax.head[i])
    yield from _shared_subject(syntax, i)


def _shared_subject(syntax: Syntax, i: int) -> Iterator[tuple[str, int]]:
    """The subject of the verb this one hangs on: "X advanced and captured", "X managed to take"."""
    at, hops = i, 0
    while syntax.rel[at] in {"conj", "xcomp", "advcl", "ccomp"} and hops < 3:
        at, hops = int(syntax.head[at]), hops + 1
        if at < 0:
            return
        for c in syntax.children(at, "nsubj"):
            yield "agent", c
        if syntax.rel[i] == "conj":
            for c in syntax.children(at, "nsubj:pass"):
                yield "target", c
    if syntax.rel[i] in {"acl", "acl:relcl"} and syntax.head[i] >= 0:
        yield "agent", int(syntax.head[i])


def _of_noun(syntax: Syntax, i: int) -> Iterator[tuple[str, int]]:
    for c in syntax.children(i):
        rel, case = syntax.rel[c], case_of(syntax, c)
        by = rel in {"nmod", "obl", "nmod:unmarked"} and case == "by"
        before = rel in {"amod", "compound", "nmod"} and not case and _acts(syntax, c)
        if by or before or rel == "nmod:poss":
            yield "agent", c
        elif rel in {"nmod", "obl"} and case in TARGET_CASES:
            yield "target", c
        elif rel in {"acl", "acl:relcl"} and fold(syntax.word(c)).startswith(
            ("carried", "conducted", "launched", "blamed", "perpetrated", "claimed", "staged")
        ):
            for k in syntax.children(c, "obl", "obl:agent", "nmod"):
                if case_of(syntax, k) in {"by", "on"}:
                    yield "agent", k
        elif rel in {"acl"} and syntax.lower(c) in {"targeting", "hitting"}:
            for k in syntax.children(c, "obj"):
                yield "target", k
    up = int(syntax.head[i])
    if up >= 0 and syntax.pos[up] == "VERB":
        yield from _through_verb(syntax, i, up)


def _acts(syntax: Syntax, c: int) -> bool:
    word = syntax.word(c)
    whole = syntax.slice(*syntax.subtree(c))
    return bool(ACTING.match(word) or DEMONYM.match(word) or ACTING.match(whole) or (
        syntax.pos[c] == "PROPN" and word.isupper() and len(word) > 1
    ))  # fmt: skip


def _through_verb(syntax: Syntax, i: int, up: int) -> Iterator[tuple[str, int]]:
    """ "X launched an offensive on Y"; "the strike hit Y"; "the attack was blamed on X"."""
    verb = fold(syntax.word(up))
    light = verb in LIGHT
    if syntax.rel[i] == "obj" and light:
        for role, c in _of_verb(syntax, up):
            if c != i and role == "agent":
                yield role, c
        for c in syntax.children(up, "obl"):
            if case_of(syntax, c) in TARGET_CASES - {"of", "at"}:
                yield "target", c
    elif syntax.rel[i] in {"nsubj", "nsubj:pass"}:
        if verb in {"hit", "struck", "targeted", "killed", "destroyed", "rocked", "pounded"}:
            for c in syntax.children(up, "obj"):
                yield "target", c
        for c in syntax.children(up, "obl", "obl:agent"):
            if case_of(syntax, c) in {"by"} or (verb == "blamed" and case_of(syntax, c) == "on"):
                yield "agent", c
