"""Findings on who did it: accounts that blame different parties, and blame that is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from tellings.align.families import family_of, likeness
from tellings.align.known import known_actors
from tellings.align.names import key_of, words_of
from tellings.align.parties import are_different, can_attack, parties_of
from tellings.align.within import tolls_of
from tellings.compare.material import Material
from tellings.compare.scope import are_of_one_act, can_be_one_act, may_be_one
from tellings.compare.wording import cut, is_plural, listed, sentence_of, told_by, voice_words
from tellings.domain.accounts import Account, Finding, FindingKind
from tellings.domain.reading import ActorKind, Blame, Certainty, EventMention

Said = tuple[Account, Blame]
#: How alike the family of what is blamed must be to that of the event.
SAME_KIND = 0.5
#: A short blame names all its parties in itself: "Syrian or Russian jets".
SHORT = 8
#: Code points on each side of a blame in which it is denied.
BESIDE = 60
#: Code points after a blame in which "and the air force of Kelland" goes on.
FOLLOWING = 40

_BLAMES = re.compile(
    r"\b(?:by|accus\w*|blam\w*|respons\w*|behind|claim\w*|work of|attribut\w*|suspect\w*|"
    r"carried out|fault|its own|admitt\w*)\b",
    re.IGNORECASE,
)
#: A town in capitals before the news: nobody's name.
_DATELINE = re.compile(r"[A-Z]{4,}\s+[A-Z]?[a-z]")
#: "Dozens of the Front's men killed in an ambush": who is counted is not who did it.
_COUNTS = re.compile(
    r"(?:\d|(?:dozens|scores|hundreds|thousands|many|several|some|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|twelve|twenty)\b)",
    re.IGNORECASE,
)
#: What happened, as a noun that a name of a place can stand before.
_ACT = r"(?:attacks?|(?:air ?)?strikes?|(?:air )?raids?|blasts?|bombings?|shelling|massacre|war)\b"
#: Words that accuse, so that a sentence lays blame and does not only tell of somebody's deed.
_ACCUSES = re.compile(
    r"\b(?:accus\w*|blam\w*|respons\w*|behind|(?:was|were|been) (?:carried out|committed|"
    r"conducted|launched|fired) by|the work of|at fault|guilty|culprit\w*|perpetrat\w*)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial\w*)|not (?:been )?(?:responsible|involved|behind)|"
    r"no (?:role|part|involvement|hand|aircraft|plane|planes|strike|strikes|raid|raids)|"
    r"(?:did|had|has|have) not (?:\w+ ){0,2}(?:carr\w+|bomb\w*|str[iu]\w*|hit|attack\w*|target\w*|"
    r"fired?|shell\w*|flown?|us\w+)|never (?:\w+ )?(?:used?|bomb\w*|target\w*|attack\w*)|"
    r"(?:reject|dismiss|refut)\w* (?:\w+ ){0,4}(?:accus\w+|alleg\w+|claims?|charges?|blame|"
    r"respons\w+|reports)\b)",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|from|over|near|across)\s+(?:the\s+)?$", re.IGNORECASE)
_SAID_BY = re.compile(
    r"\b(?:confirmed|said|reported|denied|released|published|condemned|followed|seen|quoted|"
    r"cited|posted|held|controlled|supported|backed|used|run|claimed as \w+) by\b",
    re.IGNORECASE,
)


def compare_blame(accounts: Sequence[Account], material: Material) -> Iterator[Finding]:
    """blame-differs and blame-denied of one event."""
    every = [(a, b) for a in accounts for b in a.blames if _is_of_event(a, b, material)]
    said = [(a, b) for a, b in every if b.certainty is not Certainty.DENIED]
    denied = [(a, b) for a, b in every if b.certainty is Certainty.DENIED]
    sure = [(a, b) for a, b in said if _says_so(b, material)]
    yield from _denied(sure, denied, material)
    yield from _differs(sure, material)


def _is_of_event(account: Account, blame: Blame, material: Material) -> bool:
    """Whether the sentence that blames tells of the event, not of what else its document tells."""
    mention = _told_in(account, blame, material)
    event = material.event_of[mention.id]
    alike = likeness(family_of(mention.type), family_of(event.type))
    return alike >= SAME_KIND and not mention.background


def _told_in(account: Account, blame: Blame, material: Material) -> EventMention:
    """The mention that lays the blame."""
    mentions = (material.mentions[i] for i in account.mentions)
    return min((m for m in mentions if blame in m.blames), key=lambda m: (m.trigger, m.id))


def _says_so(blame: Blame, material: Material) -> bool:
    """Whether the passage surely says that this party did it.

    The party can attack, and it stands first ("Russian jets hit") or after words that blame.
    """
    text = material.quote(blame.span)
    if not can_attack(blame.actor) or _DATELINE.match(text) or _COUNTS.match(blame.actor):
        return False
    if _is_place(blame, material):
        return False
    at = _place_of(blame.actor, text)
    if at is None:
        return bool(_BLAMES.search(text)) and not _SAID_BY.search(text)
    before = text[:at]
    first = not before.strip("“”\"' ") and len(text.split()) <= SHORT
    where = material.documents[blame.span.document].text[: blame.span.start]
    return (first and not _IN.search(where[-12:])) or (
        bool(_BLAMES.search(before)) and not _SAID_BY.search(before)
    )


def _is_place(blame: Blame, material: Material) -> bool:
    """Whether a state's bare name stands before what happened there: "Vardania attack kills 9"."""
    known = known_actors().get(key_of(blame.actor))
    if known is None or known.kind != ActorKind.STATE.value:
        return False
    where = rf"\b{re.escape(known.name)}(?:\W+[A-Z]\w+)?\W+{_ACT}"
    return re.search(where, material.quote(blame.span), re.IGNORECASE) is not None


def _place_of(actor: str, text: str) -> int | None:
    """Where in a passage the actor is named, by its first word that stands there."""
    found = [
        m.start()
        for word in actor.split()
        if len(word) > 2 and word[0].isupper()
        for m in re.finditer(rf"\b{re.escape(word)}", text)
    ]
    return min(found, default=None)


def _parties(blame: Blame, material: Material) -> frozenset[str]:
    """All parties that the passage names as possible doers."""
    text = material.quote(blame.span)
    if len(text.split()) > SHORT:
        return parties_of(blame.actor)
    document = material.documents[blame.span.document].text
    following = document[blame.span.end : blame.span.end + FOLLOWING]
    more = following if re.match(r"\s*(?:and|or|&)\b", following) else ""
    return parties_of(blame.actor) | parties_of(text) | parties_of(more)


def _differs(said: Sequence[Said], material: Material) -> Iterator[Finding]:
    """Two accounts blame parties of which neither is the other's, nor part of it, for one act.

    An account that names several parties blames them all, so it differs only from one that names
    none of them; so does a document, whoever speaks in it of the act.
    """
    mine: dict[str, frozenset[str]] = {}
    for account, blame in said:
        for whose in (account.id, blame.span.document):
            mine[whose] = mine.get(whose, frozenset()) | _parties(blame, material)
    apart: dict[int, None] = {}
    for one, other in combinations(said, 2):
        a, b = one[0].id, other[0].id
        if a != b and are_different(mine[a], mine[b]) and _clash(one, other, mine, material):
            apart.update(dict.fromkeys((id(one), id(other))))
    shown = _once([x for x in said if id(x) in apart])
    if not shown:
        return
    text = "Accounts blame different parties: " + listed([_row(s, material) for s in shown])
    yield _finding(FindingKind.BLAME_DIFFERS, text, shown)


def _clash(one: Said, other: Said, mine: Mapping[str, frozenset[str]], material: Material) -> bool:
    """Whether two blames surely are for one act.

    In one document both must accuse, as what it tells of two parties' deeds is most often of two
    acts; of two documents each must be about the act.
    """
    left, right = (_told_in(account, blame, material) for account, blame in (one, other))
    documents = [blame.span.document for _, blame in (one, other)]
    if documents[0] == documents[1]:
        return can_be_one_act(left, right, material) and all(
            _ACCUSES.search(material.quote(m.sentence)) for m in (left, right)
        )
    parties = [mine[d] for d in documents]
    if not are_different(parties[0], parties[1]) or _have_other_tolls(left, right, material):
        return False
    return are_of_one_act(left, right, material)


def _have_other_tolls(left: EventMention, right: EventMention, material: Material) -> bool:
    """Whether both are told with dead and no number is the same: then they may well be two acts."""
    mine, theirs = (
        {
            number
            for m in material.told_with(mention)
            for kind, number in tolls_of(m.figures)
            if kind == "killed"
        }
        for mention in (left, right)
    )
    return bool(mine and theirs) and not mine & theirs


def _row(said: Said, material: Material) -> str:
    """Whom, how surely, and by whose word."""
    account, blame = said
    by = told_by(account, blame.span.document, material)
    party = party_words(blame.actor)
    if blame.certainty is Certainty.SUSPECTED:
        return f"{party} (suspected) {by}"
    if blame.certainty is Certainty.CLAIMED:
        return f"{party} (a claim of responsibility) {by}"
    return f"{party} {by}"


def party_words(actor: str) -> str:
    """A party inside a sentence: a bare adjective as its state.

    >>> party_words("Russian"), party_words("the Orlan Front")
    ('Russia', 'the Orlan Front')
    """
    known = known_actors().get(key_of(actor))
    if known is not None and len(words_of(actor)) == 1:
        return known.name
    return re.sub(r"^The\b", "the", actor)


def _denied(said: Sequence[Said], denied: Sequence[Said], material: Material) -> Iterator[Finding]:
    for account, blame in _once(denied):
        if not can_attack(blame.actor) or not _is_refused(account, blame, material):
            continue  # a monitor denies something else than having done it
        party = parties_of(blame.actor)
        against = _once(
            [
                (a, b)
                for a, b in said
                if a.id != account.id
                and parties_of(b.actor) & party
                and _is_denied_by((account, blame), (a, b), material)
            ]
        )
        mine = parties_of(account.voice.source or "")
        did = "having done it" if mine & party else f"that {party_words(blame.actor)} did it"
        if " and " in (account.voice.source or ""):
            did = "it"  # which of them is said to have done it, the words quoted tell
        voice = voice_words(account, material)
        verb = "deny" if account.voice.source and is_plural(voice) else "denies"
        said_so = cut(material.quote(_told_in(account, blame, material).sentence))
        text = f"{voice} {verb} {did} (“{said_so}”)"
        if against:
            text += "; blamed: " + listed([_row(s, material) for s in against])
        yield _finding(FindingKind.BLAME_DENIED, text, [(account, blame), *against])


def _is_denied_by(denied: Said, said: Said, material: Material) -> bool:
    """Whether a blame surely is for what is denied; in one document, by words that accuse."""
    left, right = (_told_in(account, blame, material) for account, blame in (denied, said))
    if left.trigger.document == right.trigger.document:
        accuses = _ACCUSES.search(material.quote(right.sentence)) is not None
        return accuses or material.in_headline(right.sentence)
    return may_be_one(left, right, material)


def _is_refused(account: Account, blame: Blame, material: Material) -> bool:
    """Whether the words there refuse the blame, and not a plea, an excuse or a report."""
    text = material.documents[blame.span.document].text
    beside = text[max(0, blame.span.start - BESIDE) : blame.span.end + BESIDE]
    sentence = material.quote(_told_in(account, blame, material).sentence)
    return bool(_REFUSES.search(sentence) or _REFUSES.search(beside))


def _once(said: Sequence[Said]) -> list[Said]:
    """Each account's blame of a party once."""
    kept: dict[tuple[object, ...], Said] = {}
    for account, blame in said:
        party = tuple(sorted(parties_of(blame.actor))) or (blame.actor,)
        kept.setdefault((account.id, party, blame.certainty), (account, blame))
    return list(kept.values())


def _finding(kind: FindingKind, text: str, shown: Sequence[Said]) -> Finding:
    accounts = tuple(dict.fromkeys(a.id for a, _ in shown))
    passages = tuple(dict.fromkeys(b.span for _, b in shown))
    return Finding(kind, sentence_of(text), shown[0][0].event, accounts, passages)
