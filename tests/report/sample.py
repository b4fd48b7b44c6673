"""The invented documents of `texts` compared by hand, so that no reader is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tellings.domain.accounts import (
    Account,
    Actor,
    Alignment,
    Comparison,
    Copy,
    Event,
    Finding,
    FindingKind,
    Join,
    Origin,
)
from tellings.domain.reading import (
    Blame,
    Certainty,
    EventMention,
    Label,
    Qualifier,
    Reading,
    Voice,
)
from tellings.domain.text import Document, Refusal
from tests.report import texts
from tests.report.draft import Draft
from tests.report.texts import ARMY, FRONT, MINISTRY, MONITOR

SATURDAY = date(2031, 3, 8)
SUNDAY = date(2031, 3, 9)


@dataclass(frozen=True)
class Sample:
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    comparison: Comparison
    refusals: tuple[Refusal, ...]


def build() -> Sample:
    """The whole set, compared by hand."""
    agency, copy, bulletin = texts.agency(), texts.copy(), texts.bulletin()
    statement, front = texts.statement(), texts.front()
    forum, hostile = texts.forum(), texts.hostile()
    asserted, suspected = Certainty.ASSERTED, Certainty.SUSPECTED

    said = ("Belmora", "Belmora")
    of_agency = agency.tells(
        "struck",
        MONITOR,
        when=("Saturday", SATURDAY),
        where=said,
        figures=(
            agency.figure("At least 43 people", low=43, qualifier=Qualifier.AT_LEAST),
            agency.figure("110 people", "wounded", low=110, high=110),
        ),
        blames=(Blame("Vardanian Army", suspected, agency.at("The monitor blamed")),),
    )
    denied = agency.tells(
        "raid",
        MINISTRY,
        denies=True,
        blames=(Blame("terrorist gangs", asserted, agency.at("terrorist gangs")),),
    )
    of_copy = copy.tells(
        "struck",
        MONITOR,
        when=("Saturday", SATURDAY),
        where=said,
        figures=(
            copy.figure("At least 43 people", low=43, qualifier=Qualifier.AT_LEAST),
            copy.figure("110 people", "wounded", low=110, high=110),
        ),
    )
    of_bulletin = bulletin.tells(
        "massacre",
        MONITOR,
        where=said,
        when=("Saturday", SATURDAY),
        figures=(
            bulletin.figure("126 dead", of="", low=126, high=126),
            bulletin.figure("68 children", of="children", low=68, high=68),
            bulletin.figure("43", of="", low=43, high=43, superseded=True),
            bulletin.figure("Dozens are missing", "missing", qualifier=Qualifier.VAGUE),
        ),
        blames=(Blame("army", asserted, bulletin.at("Warplanes of the army fired")),),
    )
    of_statement = statement.tells(
        "blew up",
        None,
        when=("Sunday night", SUNDAY),
        where=("suburb of Sona", "Sona"),
        figures=(statement.figure("12 gunmen", of="gunmen", low=12, high=12),),
        blames=(
            Blame("Vardanian Army", Certainty.DENIED, statement.at("carried out no raid")),
            Blame("terrorist gangs", asserted, statement.at("depot of the terrorist gangs")),
        ),
    )
    of_front = front.tells(
        "murdered",
        None,
        when=("Saturday", SATURDAY),
        where=said,
        figures=(
            front.figure(
                "more than 150 of our brave people",
                of="our brave people",
                low=151,
                qualifier=Qualifier.MORE_THAN,
            ),
        ),
        blames=(Blame("regime's bombers", asserted, front.at("regime's bombers")),),
    )
    of_forum = forum.tells(
        "bodies",
        None,
        where=said,
        figures=(
            forum.figure(
                "about 60 bodies", of="bodies", low=60, high=60, qualifier=Qualifier.ABOUT
            ),
        ),
    )
    rally = front.tells("rally", None, type="protest", where=("Dravik", "Dravik"))
    fire = hostile.tells(
        "fire",
        "A loader <b>",
        type="fire",
        figures=(hostile.figure("3 people", low=3, high=3),),
    )
    gas = forum.tells("gas bottle", None, type="explosion")

    market = Event(
        "e-market",
        "Bombing of the market of Belmora",
        "bombing",
        tuple(
            m.id
            for m in (of_agency, denied, of_copy, of_bulletin, of_statement, of_front, of_forum)
        ),
        of_agency.when,
        of_agency.where,
        (
            Join(of_agency.id, of_forum.id, 1.2, ("both name Belmora",)),
            Join(of_agency.id, of_bulletin.id, 6.5, ("the same day", "both name Belmora")),
        ),
    )
    events = (
        Event("e-rally", "Rally in Dravik", "protest", (rally.id,), None, rally.where),
        market,
        Event("e-fire", "Fire <at> the Old Quay", "fire", (fire.id,)),
        Event("e-gas", "A gas bottle", "explosion", (gas.id,)),
    )
    return Sample(
        documents=tuple(
            d.document() for d in _ordered(agency, copy, bulletin, statement, front, forum, hostile)
        ),
        readings=tuple(
            d.reading() for d in _ordered(agency, copy, bulletin, statement, front, forum, hostile)
        ),
        comparison=Comparison(
            Alignment(_actors(), events, _actor_of(agency, bulletin, statement, front)),
            _origins(agency, copy, bulletin, statement, front, forum, hostile),
            _accounts(
                [agency, copy, bulletin, statement, front, forum, hostile],
                [
                    of_agency,
                    denied,
                    of_copy,
                    of_bulletin,
                    of_statement,
                    of_front,
                    of_forum,
                    rally,
                    fire,
                    gas,
                ],
            ),
            _findings(agency, bulletin, statement, front),
            (Copy(copy.id, agency.id, 0.81),),
        ),
        refusals=(
            Refusal("scans/page-3.pdf", "there is no text in it", "Run it through OCR first."),
            Refusal("misc/<b>old</b>.doc", "no ingester takes .doc", "Save it as .docx."),
        ),
    )


def _ordered(*drafts: Draft) -> list[Draft]:
    return sorted(drafts, key=lambda draft: (draft.path, draft.id))


def _actors() -> tuple[Actor, ...]:
    return (
        Actor("a-army", ARMY, "state"),
        Actor("a-ministry", MINISTRY, "state"),
        Actor("a-front", FRONT, "armed group"),
        Actor("a-monitor", MONITOR, "organisation"),
    )


def _actor_of(*drafts: Draft) -> dict[tuple[str, str], str]:
    names = {
        ARMY: "a-army",
        "army": "a-army",
        "regime's bombers": "a-army",
        MINISTRY: "a-ministry",
        FRONT: "a-front",
        "terrorist gangs": "a-front",
        MONITOR: "a-monitor",
    }
    return {(draft.id, name): actor for draft in drafts for name, actor in names.items()}


def _origins(*drafts: Draft) -> tuple[Origin, ...]:
    agency, copy, bulletin, statement, front, forum, hostile = drafts
    return (
        Origin("o-monitor", MONITOR, "source", (agency.id, bulletin.id, copy.id)),
        Origin("o-ministry", MINISTRY, "source", (agency.id, statement.id)),
        Origin("o-front", "Voice of the Restoration", "document", (front.id,)),
        Origin("o-forum", "What I saw at the market", "document", (forum.id,)),
        Origin("o-hostile", "A loader <b>", "source", (hostile.id,)),
    )


def _accounts(drafts: list[Draft], mentions: list[EventMention]) -> tuple[Account, ...]:
    _, _, bulletin, statement, front, _, _ = drafts
    of_agency, denied, of_copy, of_bulletin, of_statement, of_front, of_forum = mentions[:7]
    rally, fire, gas = mentions[7:]

    def account(
        key: str,
        event: str,
        source: str | None,
        origin: str,
        told: list[EventMention],
        labels: tuple[Label, ...] = (),
    ) -> Account:
        return Account(
            id=key,
            event=event,
            voice=Voice(source, person="Ilse Maro" if source == MONITOR else None),
            actor=None,
            origin=origin,
            documents=tuple(sorted({m.trigger.document for m in told})),
            mentions=tuple(m.id for m in told),
            figures=tuple(f for m in told for f in m.figures),
            blames=tuple(b for m in told for b in m.blames),
            labels=labels,
            words=tuple(m.trigger for m in told),
            denies=any(m.denies for m in told),
        )

    return (
        account(
            "k1",
            "e-market",
            MONITOR,
            "o-monitor",
            [of_agency, of_copy, of_bulletin],
            tuple(bulletin.labels),
        ),
        account("k2", "e-market", MINISTRY, "o-ministry", [denied]),
        account("k3", "e-market", None, "o-ministry", [of_statement], tuple(statement.labels)),
        account("k4", "e-market", None, "o-front", [of_front], tuple(front.labels)),
        account("k5", "e-market", None, "o-forum", [of_forum]),
        account("k6", "e-rally", None, "o-front", [rally]),
        account("k7", "e-fire", "A loader <b>", "o-hostile", [fire]),
        account("k8", "e-gas", None, "o-forum", [gas]),
    )


def _findings(
    agency: Draft, bulletin: Draft, statement: Draft, front: Draft
) -> tuple[Finding, ...]:
    kind, market = FindingKind, "e-market"
    return (
        Finding(
            kind.FIGURES_DIFFER,
            "The Ministry of Defence says 12 were killed, the Vardania Monitor for Civilians 126, "
            "Voice of the Restoration more than 150.",
            market,
            ("k1", "k3", "k4"),
            (
                statement.at("12 gunmen"),
                bulletin.at("126 dead"),
                front.at("more than 150 of our brave people"),
            ),
        ),
        Finding(
            kind.FIGURES_REVISED,
            "The Vardania Monitor for Civilians first said at least 43 killed and later 126.",
            market,
            ("k1",),
            (agency.at("At least 43 people"), bulletin.at("126 dead")),
        ),
        Finding(
            kind.BLAME_DIFFERS,
            "The Vardania Monitor for Civilians blames the Vardanian Army, the Ministry of Defence "
            "of Vardania terrorist gangs.",
            market,
            ("k1", "k2", "k3", "k4"),
            (
                bulletin.at("Warplanes of the army fired"),
                agency.at("terrorist gangs"),
                statement.at("depot of the terrorist gangs"),
                front.at("regime's bombers"),
            ),
        ),
        Finding(
            kind.NAMING_DIFFERS,
            "The Front for the Restoration is called “terrorist gangs” and “revolutionaries”.",
            market,
            ("k3", "k4"),
            (statement.at("terrorist gangs"), front.at("revolutionaries")),
        ),
        Finding(
            kind.AUTHOR_REJECTS,
            "The statement cites the toll of 43 in order to call it false.",
            None,
            (),
            (statement.at("The rumour of 43 dead"),),
        ),
        Finding(
            kind.SINGLE_ORIGIN, "Only Voice of the Restoration tells of it.", "e-rally", ("k6",), ()
        ),
    )
