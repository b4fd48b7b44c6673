"""Mentions of actors to actors, across documents.

Two names are one actor when the shipped table says so, when one is the other's acronym or stands
beside it in parentheses, when they differ only in the order or spelling of their words, or when
the shorter can only mean the longer. Two entries of the table never become one, nor do a person
and a body. An unnamed source ("activists", "a military source") is one actor per document.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tellings.align.known import KnownActor, known_actors, known_table
from tellings.align.names import (
    core_of,
    initials,
    is_acronym,
    key_of,
    skeleton,
    split_parenthesis,
    word_set,
    words_of,
)
from tellings.align.officers import body_called, officer_in
from tellings.domain.accounts import Actor
from tellings.domain.reading import ActorKind, Reading

#: Last words of a naming that names nobody: whoever says it stays unknown.
_UNNAMED_HEADS = word_set(
    "source sources activist activists witness witnesses official officials resident residents "
    "report reports monitor monitors analyst analysts expert experts rebel rebels people evacuee "
    "evacuees villager villagers diplomat diplomats doctor doctors medic medics rescuer rescuers "
    "journalist reporter correspondent soldier soldiers fighter fighters civilian civilians man "
    "woman survivor survivors relative relatives worker workers volunteer volunteers militants "
    "terrorists insurgents observers sides powers critics website websites outlets spokesman "
    "spokeswoman commander commanders locals neighbours neighbors newspapers"
)

#: Bodies that are named only by what stands before them: "the army" is not, "Orlan Front group" is.
_LOOSE_BODIES = word_set(
    "group groups opposition regime government governments army forces media police authorities "
    "military troops ministry"
)

#: Words that may be added to a body's name without making it another body.
_NEUTRAL = word_set(
    "group movement organization agency news network militia monitoring monitor britain-based "
    "uk-based based britain british so-called called self-proclaimed watchdog outlet website "
    "channel terrorist militant jihadist rebel armed opposition fighters official state-run "
    "war conflict alliance faction"
)

#: Head nouns that stand for a body once its full name is known ("the Observatory").
_HEADS = word_set(
    "observatory monitor network agency committee council center federation front union society "
    "authority brigade movement party league coalition commission institute alliance"
)


@dataclass(slots=True)
class _Node:
    """All mentions under one key."""

    key: str
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, str]] = field(default_factory=list)  # (document, name)
    #: for an officer, (document, name) and the words for the body
    bodies: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    known: KnownActor | None = None


def find_actors(
    readings: Sequence[Reading],
) -> tuple[tuple[Actor, ...], dict[tuple[str, str], str]]:
    """The actors of the readings, and from (document, name in that document) to the actor's id."""
    nodes = _collect(readings)
    groups = _Groups(nodes)
    _join_parentheses(groups)
    _join_acronyms(groups)
    _join_spellings(groups)
    _join_shorter(groups)
    _join_heads(groups)
    actors, actor_of, spoken = [], {}, []
    for members in groups.all():
        actor = _actor(members)
        actors.append(actor)
        for node in members:
            actor_of.update(dict.fromkeys(node.places, actor.id))
            spoken += [(actor.id, place[0], body) for place, body in node.bodies]
    linked = _with_bodies(actors, actor_of, spoken, readings)
    return tuple(sorted(linked, key=lambda a: a.id)), dict(sorted(actor_of.items()))


def _with_bodies(
    actors: Sequence[Actor],
    actor_of: Mapping[tuple[str, str], str],
    spoken: Iterable[tuple[str, str, str]],
    readings: Sequence[Reading],
) -> list[Actor]:
    """The actors, each person with the one body that he or she is said to speak for."""
    by_key = {key_of(n): a.id for a in actors for n in (a.name, *a.aliases) if not n.islower()}
    bodies: dict[str, set[str]] = defaultdict(set)
    pairs = [(who, actor_of.get((doc, name)) or by_key.get(key_of(name)))
             for who, doc, name in spoken]  # fmt: skip
    for reading in readings:
        for person, name in _spokespeople(reading):
            look = (actor_of.get((reading.document, n)) for n in (person, name))
            who, body = look
            if who:
                pairs.append((who, body))
    for who, body in pairs:
        if body and body != who:
            bodies[who].add(body)
    # Who is said to speak for two bodies may have changed his office: he is linked to none.
    one = {w: min(found) for w, found in bodies.items() if len(found) == 1}
    return [replace(a, body=one[a.id]) if one.get(a.id, a.id) not in {a.id, *bodies} else a
            for a in actors]  # fmt: skip


def _spokespeople(reading: Reading) -> Iterator[tuple[str, str]]:
    """(person, body) where the reader says that one speaks for the other."""
    pairs = [(s.person, s.name) for c in reading.claims for s in c.sources]
    pairs += [(m.voice.person, m.voice.source) for m in reading.event_mentions]
    yield from ((person, body) for person, body in pairs if person and body and person != body)


def is_unnamed(name: str) -> bool:
    """Whether a naming leaves open who it is ("a military source", "activists in the town").

    >>> is_unnamed("local sources"), is_unnamed("Vardania Monitor for Civilians")
    (True, False)
    """
    if key_of(name) in known_actors():
        return False
    words = [w for w in name.replace("’", "'").split() if w]
    strong = [w for w in words if w.casefold() not in {"the", "a", "an"}]
    if not any(w[0].isupper() for w in strong if w[0].isalpha()):
        return True
    head = _head(strong)
    capitals = sum(w[0].isupper() for w in strong)
    if head.casefold() in _LOOSE_BODIES:
        return capitals <= 1
    return head.casefold() in _UNNAMED_HEADS and (capitals <= 1 or not head[0].isupper())


def _head(words: Sequence[str]) -> str:
    """The last word before the first preposition: "activists" in "activists in the town"."""
    cut = next(
        (
            i
            for i, w in enumerate(words)
            if i
            and w.casefold()
            in {"in", "at", "of", "from", "on", "for", "with", "close", "near", "to"}
        ),
        len(words),
    )
    return words[cut - 1] if words else ""


def _collect(readings: Sequence[Reading]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for reading in readings:
        for name, kind in _names_in(reading):
            officer = officer_in(name)
            key = key_of(officer[0] if officer else core_of(name))
            if not key:
                continue
            if officer is None and is_unnamed(name):
                key = f"{reading.document}:{key}"
            known = _known(officer[0] if officer else name)
            node = nodes.setdefault(key, _Node(key, known=known))
            if officer:
                kind = ActorKind.PERSON.value
                node.names[officer[0]] += 1
                node.bodies.append(((reading.document, name), officer[1]))
            else:
                node.names[name] += 1
            if kind:
                node.kinds[kind] += 1
            node.places.append((reading.document, name))
    return dict(sorted(nodes.items()))


def _known(name: str) -> KnownActor | None:
    table = known_actors()
    core = core_of(name)
    for part in (name, core, *split_parenthesis(core), without_lost_apostrophe(core)):
        if (found := table.get(key_of(part))) is not None:
            return found
    return body_called(core, known_table())


def without_lost_apostrophe(name: str) -> str:
    """A name without the s of a genitive whose apostrophe was lost ("VMCs"), where that shows."""
    if key_of(name) in known_actors():
        return name
    bare = name.removesuffix("s")
    return bare if is_acronym(bare) or (bare != name and key_of(bare) in known_actors()) else name


def _names_in(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """The names in a reading, each with its kind where the reader says one."""
    for mention in reading.mentions:
        if mention.kind != "place":
            yield mention.name, mention.kind
    for claim in reading.claims:
        for source in claim.sources:
            yield from _speakers(source.name, source.person)
    for event in reading.event_mentions:
        yield from _speakers(event.voice.source, event.voice.person)
        yield from ((role.name, None) for role in event.roles if role.role != "instrument")
        yield from ((blame.actor, None) for blame in event.blames)
    for _, voice in reading.figures:
        yield from _speakers(voice.source, voice.person)
    for label in reading.labels:
        yield from _speakers(label.voice.source, label.voice.person)
        if label.actor:
            yield label.actor, None


def _speakers(name: str | None, person: str | None) -> Iterator[tuple[str, str | None]]:
    if name:
        yield name, None
    if person:
        yield person, ActorKind.PERSON.value


class _Groups:
    """Keys joined into actors.

    Invariant: a group holds at most one entry of the known table, and never a person beside a body.
    """

    def __init__(self, nodes: Mapping[str, _Node]) -> None:
        self.nodes = nodes
        self._parent = {key: key for key in nodes}
        self._known = {key: node.known for key, node in nodes.items()}
        self._person = {key: _is_person(node) for key, node in nodes.items()}
        first_of: dict[str, str] = {}
        for key, node in nodes.items():
            if node.known is not None:
                self.join(key, first_of.setdefault(node.known.name, key))

    def root(self, key: str) -> str:
        """The key that stands for the group of `key`."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, left: str, right: str) -> bool:
        """Make two keys one actor, unless that would break the invariant."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        known = {k.name for k in (self._known[a], self._known[b]) if k is not None}
        persons = {p for p in (self._person[a], self._person[b]) if p is not None}
        if len(known) > 1 or len(persons) > 1:
            return False
        self._parent[b] = a
        self._known[a] = self._known[a] or self._known[b]
        self._person[a] = self._person[b] if self._person[a] is None else self._person[a]
        return True

    def named(self) -> list[_Node]:
        """The nodes that name somebody, in order of key."""
        return [node for node in self.nodes.values() if ":" not in node.key]

    def all(self) -> list[list[_Node]]:
        """The groups, each in order of key."""
        found: dict[str, list[_Node]] = defaultdict(list)
        for key, node in self.nodes.items():
            found[self.root(key)].append(node)
        return [found[root] for root in sorted(found)]


def _is_person(node: _Node) -> bool | None:
    if node.known is not None:
        return node.known.kind == ActorKind.PERSON.value
    if not node.kinds:
        return None
    return node.kinds[ActorKind.PERSON.value] * 2 > sum(node.kinds.values())


def _join_parentheses(groups: _Groups) -> None:
    for node in groups.named():
        for name in node.names:
            parts = split_parenthesis(name)
            for part in parts if len(parts) > 1 else ():
                if (key := key_of(part)) in groups.nodes:
                    groups.join(node.key, key)


def _join_acronyms(groups: _Groups) -> None:
    """An acronym and the one name in the collection whose initials it is."""
    full: dict[str, set[str]] = defaultdict(set)
    for node in groups.named():
        for name in node.names:
            for short in initials(split_parenthesis(name)[0] if split_parenthesis(name) else name):
                full[short].add(node.key)
    for node in groups.named():
        if not any(is_acronym(without_lost_apostrophe(name)) for name in node.names):
            continue
        bare = without_lost_apostrophe(min(node.names)).removeprefix("the ")
        short = bare.replace(".", "").upper()
        meant = {groups.root(key) for key in full.get(short, ())}
        if len(meant) == 1:
            groups.join(node.key, min(meant))


def _join_spellings(groups: _Groups) -> None:
    """Names of two or more words that are the same words in another order or transliteration."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node in groups.named():
        words = words_of(node.key)
        if len(words) > 1:
            alike[tuple(sorted(words))].append(node.key)
            bones = tuple(sorted(skeleton(w) for w in words))
            if sum(map(len, bones)) >= 6:
                alike[("skeleton", *bones)].append(node.key)
    for keys in alike.values():
        for key in keys[1:]:
            groups.join(keys[0], key)


def _join_shorter(groups: _Groups) -> None:
    """A name and the one longer name that only adds words which change nothing, or first names."""
    by_word: dict[str, list[_Node]] = defaultdict(list)
    for node in groups.named():
        for word in words_of(node.key):
            by_word[word].append(node)
    for node in groups.named():
        words = set(words_of(node.key))
        rarest = min(words, key=lambda w: (len(by_word[w]), w), default="")
        meant = set()
        for other in by_word[rarest] if len(by_word[rarest]) <= 200 else ():
            added = set(words_of(other.key)) - words
            if not added or not words <= set(words_of(other.key)):
                continue
            persons = _is_person(node) and _is_person(other)
            if added <= _NEUTRAL or (persons and len(words) > 1):
                meant.add(groups.root(other.key))
        if len(meant) == 1:
            groups.join(node.key, min(meant))


def _join_heads(groups: _Groups) -> None:
    """A bare head noun ("Observatory") and the one body in the collection that it can mean."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for node in groups.named():
        words = words_of(node.key)
        for word in words if len(words) > 1 else ():
            if word in _HEADS:
                bodies[word].add(groups.root(node.key))
    for node in groups.named():
        words = words_of(node.key)
        if len(words) == 1 and len(meant := {groups.root(k) for k in bodies[words[0]]}) == 1:
            groups.join(node.key, min(meant))


def _actor(members: Sequence[_Node]) -> Actor:
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for node in members:
        names.update(node.names)
        kinds.update(node.kinds)
    known = next((node.known for node in members if node.known is not None), None)
    name = known.name if known and key_of(known.name) in map(key_of, names) else fullest(names)
    kind = known.kind if known else _kind(kinds)
    scope = members[0].key if ":" in members[0].key else key_of(name)
    aliases = tuple(sorted({n for n in names if n != name}, key=lambda n: (-names[n], n)))
    side = known.side if known else None
    return Actor(_digest("actor", scope), name, kind, aliases, side=side)


def fullest(names: Iterable[str]) -> str:
    """The name that says most: most words, not in capitals, longest, first in the alphabet."""
    return min(names, key=lambda n: (-len(words_of(n)), n.isupper(), -len(n), n))


def _kind(kinds: Counter[str]) -> str:
    if not kinds:
        return ActorKind.OTHER.value
    return min(kinds, key=lambda k: (-kinds[k], k))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
