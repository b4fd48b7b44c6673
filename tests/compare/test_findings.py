"""Each kind of finding: when it is made, what it says, and when it is not made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.align import align
from tellings.compare import compare_accounts, independent_origins
from tellings.domain.accounts import Comparison, Finding, FindingKind
from tellings.domain.reading import (
    Certainty,
    Claim,
    ClaimKind,
    Commitment,
    Figure,
    Label,
    Polarity,
    Qualifier,
    Reading,
    Source,
    Stance,
)
from tellings.domain.text import Document
from tests.align.making import Told, at, document, figure, reading

Made = tuple[Document, Reading]
FRIDAY, SATURDAY = date(2031, 5, 2), date(2031, 5, 3)
OPENINGS = {
    "Tarsin Radio": "Smoke rose over the harbour as rescuers searched the rubble of the stalls.",
    "Old Quay Post": "Traders had just opened when the planes came, a baker told our reporter.",
    "Dravik Courier": "Sirens were heard in every quarter and the bridges were closed by noon.",
    "Sona Times": "The market is the largest of the south and feeds four valleys around it.",
}
VMC = "Vardania Monitor for Civilians"


def run(*made: Made) -> Comparison:
    documents, readings = [d for d, _ in made], [r for _, r in made]
    return compare_accounts(documents, readings, align(documents, readings))


def found(comparison: Comparison, kind: FindingKind) -> list[Finding]:
    return [f for f in comparison.findings if f.kind is kind]


def strike(
    outlet: str,
    source: str | None,
    toll: tuple[float | None, float | None],
    *,
    published: date = SATURDAY,
    opening: str | None = None,
    wire: str | None = None,
) -> Made:
    """A paper's report of one air strike on the market of Dravik."""
    number = f"{toll[0] if toll[0] is not None else toll[1]:g}"
    d = document(
        f"Air strike on Dravik market as told by {outlet}",
        f"{opening or OPENINGS[outlet]} An air strike on the market of Dravik on Friday killed "
        f"{number} people{f', {source} said' if source else ''}.",
        outlet=outlet,
        published=published,
        wire=wire,
    )
    exact = toll[0] == toll[1]
    how = Qualifier.EXACT if exact else Qualifier.AT_LEAST
    told = figure(d, f"{number} people", "killed", *toll, how)
    return d, reading(
        d,
        Told("Air strike on", where="Dravik"),
        Told("An air strike", source=source, where="Dravik", day=FRIDAY, figures=(told,)),
    )


def test_tolls_that_cannot_both_hold_differ() -> None:
    finding = found(run(strike("Tarsin Radio", VMC, (31, 31)),
                        strike("Old Quay Post", "Vardanian Army", (12, 12))),
                    FindingKind.FIGURES_DIFFER)  # fmt: skip
    assert len(finding) == 1
    assert finding[0].text.startswith("On the number of killed not all accounts can hold together")
    assert "12 according to Vardanian Army (in Old Quay Post, 3 May 2031)" in finding[0].text
    assert f"31 according to {VMC} (in Tarsin Radio, 3 May 2031)" in finding[0].text
    assert len(finding[0].accounts) == len(finding[0].passages) == 2


def army_on_the_market(toll: tuple[float, float | None]) -> Made:
    """Another voice on the same strike, in words of its own."""
    d = document(
        "Rebels shot at our jets, says the army",
        "Bombs dropped by mistake took 31 lives among the stalls of Dravik, a general of the "
        "Vardanian Army admitted after midnight.",
        outlet="Old Quay Post",
        published=SATURDAY,
    )
    how = Qualifier.EXACT if toll[1] is not None else Qualifier.AT_LEAST
    told = figure(d, "31 lives", "killed", *toll, how)
    return d, reading(
        d,
        Told("Bombs dropped", source="Vardanian Army", where="Dravik", day=FRIDAY, figures=(told,)),
    )


@pytest.mark.parametrize("other", [(31, 31), (31, None)])
def test_tolls_of_one_number_agree(other: tuple[float, float | None]) -> None:
    comparison = run(strike("Tarsin Radio", VMC, (31, 31)), army_on_the_market(other))
    assert not found(comparison, FindingKind.FIGURES_DIFFER)
    assert len(found(comparison, FindingKind.FIGURES_AGREE)) == 1


def test_two_voices_in_the_same_words_are_no_agreement() -> None:
    comparison = run(strike("Tarsin Radio", VMC, (31, 31)),
                     strike("Old Quay Post", "Vardanian Army", (31, 31)))  # fmt: skip
    assert not found(comparison, FindingKind.FIGURES_AGREE)


def test_one_monitor_cited_twice_is_no_agreement_but_a_single_origin() -> None:
    first, second = strike("Tarsin Radio", VMC, (31, 31)), strike("Old Quay Post", "VMC", (31, 31))
    comparison = run(first, second)
    assert not found(comparison, FindingKind.FIGURES_AGREE)
    single = found(comparison, FindingKind.SINGLE_ORIGIN)
    assert len(single) == 1
    assert "one origin: Vardania Monitor for Civilians" in single[0].text


def test_a_later_toll_of_one_origin_is_a_revision() -> None:
    comparison = run(
        strike("Tarsin Radio", VMC, (31, 31)),
        strike("Old Quay Post", VMC, (43, 43), published=date(2031, 5, 5)),
    )
    text = found(comparison, FindingKind.FIGURES_REVISED)[0].text
    assert text == (
        f"{VMC}: the number of killed was given as 31 (Tarsin Radio, 3 May 2031), "
        "later as 43 (Old Quay Post, 5 May 2031)."
    )


def test_without_an_order_in_time_there_is_no_revision() -> None:
    comparison = run(strike("Tarsin Radio", VMC, (31, 31)), strike("Old Quay Post", VMC, (43, 43)))
    assert not found(comparison, FindingKind.FIGURES_REVISED)
    assert found(comparison, FindingKind.FIGURES_DIFFER)


def test_two_papers_with_one_wire_are_one_origin() -> None:
    first = strike("Tarsin Radio", None, (31, 31), wire="NVA")
    second = strike(
        "Old Quay Post", None, (31, 31), wire="NVA", opening="Ships left the quay early."
    )
    comparison = run(first, second)
    assert [(o.name, o.kind) for o in comparison.origins] == [("NVA", "wire")]
    assert independent_origins(comparison.accounts, comparison.origins) == 1
    assert "the wire of NVA" in found(comparison, FindingKind.SINGLE_ORIGIN)[0].text


def test_a_paper_without_a_source_is_of_unknown_origin() -> None:
    comparison = run(
        strike("Tarsin Radio", None, (31, 31)), strike("Old Quay Post", None, (12, 12))
    )
    assert {o.kind for o in comparison.origins} == {"unknown"}
    assert independent_origins(comparison.accounts, comparison.origins) == 0
    assert found(comparison, FindingKind.FIGURES_DIFFER)


def blaming(outlet: str, source: str, names: str, how: Certainty = Certainty.ASSERTED) -> Made:
    it = "denied by" if how is Certainty.DENIED else "the work of"
    d = document(
        f"Who shelled Dravik: {outlet}",
        f"Shells hit the market of Dravik on Friday. It was {it} {names}, it was said.",
        outlet=outlet,
        published=SATURDAY,
    )
    return d, reading(
        d,
        Told("Shells hit", "attack.shelling", source=source, where="Dravik", day=FRIDAY,
             blames=((names, how),)),
    )  # fmt: skip


def test_accounts_that_blame_different_parties() -> None:
    comparison = run(blaming("Tarsin Radio", "Ministry of Defence of Vardania", "Orlan Front"),
                     blaming("Old Quay Post", VMC, "Northern Coalition"))  # fmt: skip
    text = found(comparison, FindingKind.BLAME_DIFFERS)[0].text
    assert f"Northern Coalition according to {VMC}" in text
    assert "Orlan Front according to Ministry of Defence of Vardania" in text


def test_the_same_party_in_other_words_is_not_another_blame() -> None:
    comparison = run(blaming("Tarsin Radio", "VMC", "Russian jets"),
                     blaming("Old Quay Post", "Orlan Front", "Moscow"))  # fmt: skip
    assert not found(comparison, FindingKind.BLAME_DIFFERS)


def test_blame_that_is_denied() -> None:
    comparison = run(
        blaming("Tarsin Radio", "Northern Coalition", "Northern Coalition", Certainty.DENIED),
        blaming("Old Quay Post", VMC, "Northern Coalition"),
    )
    text = found(comparison, FindingKind.BLAME_DENIED)[0].text
    assert text == (
        "Northern Coalition denies having done it (“Shells hit the market of Dravik on Friday”); "
        f"blamed: Northern Coalition according to {VMC} (in Old Quay Post, 3 May 2031)."
    )


def test_an_event_that_one_voice_denies() -> None:
    d = document("Ministry: no strike on Dravik",
                 "No air strike took place in Dravik on Friday, the ministry said.",
                 outlet="Tarsin Radio", published=SATURDAY)  # fmt: skip
    r = reading(d, Told("air strike", source="Ministry of Defence of Vardania", where="Dravik",
                        day=FRIDAY, denies=True))  # fmt: skip
    comparison = run((d, r), strike("Old Quay Post", VMC, (31, 31)))
    text = found(comparison, FindingKind.EVENT_DENIED)[0].text
    assert text.startswith(
        "Ministry of Defence of Vardania denies it (“No air strike took place in Dravik on Friday, "
    )
    assert f"{VMC}" in text


def test_words_of_opposed_colour_for_one_capture() -> None:
    def taken(outlet: str, word: str) -> Made:
        d = document(f"Sona {word} by the coalition",
                     f"The town of Sona was {word} on Friday after three days of fighting.",
                     outlet=outlet, published=SATURDAY)  # fmt: skip
        return d, reading(d, Told(f"was {word}", "capture", where="Sona", day=FRIDAY))

    comparison = run(taken("Tarsin Radio", "liberated"), taken("Old Quay Post", "occupied"))
    text = found(comparison, FindingKind.NAMING_DIFFERS)[0].text
    assert "“liberated” in Tarsin Radio (3 May 2031)" in text
    assert "“occupied” in Old Quay Post (3 May 2031)" in text


def test_an_actor_named_with_praise_and_with_scorn() -> None:
    def named(outlet: str, words: str, polarity: Polarity) -> Made:
        d = document("From the front", f"We write of {words} today.", outlet=outlet)
        label = Label(at(d, words), words, "Orlan Front", polarity)
        return d, Reading(d.id, "test", labels=(label,))

    scorn = named("Tarsin Radio", "bandits", Polarity.NEGATIVE)
    praise = named("Old Quay Post", "brave sons of the hills", Polarity.POSITIVE)
    comparison = run(scorn, praise)
    finding = found(comparison, FindingKind.NAMING_DIFFERS)[0]
    assert finding.event is None
    assert "Orlan Front" in finding.text
    assert "“bandits” in Tarsin Radio" in finding.text


def test_a_claim_that_its_document_rejects() -> None:
    d = document("Lies about Dravik",
                 "The coalition claims that nobody lives in Dravik. This is a lie.",
                 outlet="Old Quay Post")  # fmt: skip
    claim = Claim("c1", (Source("Northern Coalition", at(d, "The coalition")),), at(d, "claims"),
                  (at(d, "nobody lives in Dravik"),), ClaimKind.INDIRECT, Commitment.ASSERTED,
                  Stance.REJECTS)  # fmt: skip
    finding = found(run((d, Reading(d.id, "test", claims=(claim,)))), FindingKind.AUTHOR_REJECTS)[0]
    assert finding.text == (
        "Old Quay Post cites what Northern Coalition says (“nobody lives in Dravik”) and writes: "
        "“This is a lie.”"
    )


def test_a_document_that_gives_two_tolls_in_its_own_voice() -> None:
    d = document("Strike on Dravik",
                 "An air strike on Dravik on Friday killed 12 people. The strike left 17 dead.",
                 outlet="Tarsin Radio", published=SATURDAY)  # fmt: skip
    r = reading(
        d,
        Told("air strike", where="Dravik", day=FRIDAY,
             figures=(figure(d, "12 people", "killed", 12, 12),)),
        Told("The strike", figures=(figure(d, "17 dead", "killed", 17, 17),)),
    )  # fmt: skip
    finding = found(run((d, r)), FindingKind.CONTRADICTS_ITSELF)[0]
    assert finding.text == (
        "Tarsin Radio (3 May 2031) gives two figures for the number of killed that cannot both "
        "hold: 12 and 17."
    )


def test_a_town_told_as_taken_of_which_a_part_is_taken() -> None:
    d = document("Belmora liberated",
                 "The city of Belmora was liberated on Friday. Troops hold at least 60 % of the "
                 "city, the ministry said.", outlet="Tarsin Radio", published=SATURDAY)  # fmt: skip
    share = Figure("territory", "the city", 0.6, None, Qualifier.AT_LEAST,
                   at(d, "at least 60 % of the city"))  # fmt: skip
    r = reading(d, Told("was liberated", "capture", where="Belmora", day=FRIDAY),
                Told("hold", "other", figures=(share,)))  # fmt: skip
    text = found(run((d, r)), FindingKind.CONTRADICTS_ITSELF)[0].text
    assert "“was liberated”" in text
    assert "“at least 60 % of the city”" in text


def test_two_papers_that_cite_each_other() -> None:
    comparison = run(strike("Tarsin Radio", "Old Quay Post", (31, 31)),
                     strike("Old Quay Post", "Tarsin Radio", (31, 31)))  # fmt: skip
    text = found(comparison, FindingKind.CIRCULAR)[0].text
    assert sorted(text.removesuffix(" cite each other for it.").split(" and ")) == [
        "Old Quay Post", "Tarsin Radio",
    ]  # fmt: skip


def test_what_matters_most_comes_first() -> None:
    comparison = run(
        blaming("Tarsin Radio", "Northern Coalition", "Northern Coalition", Certainty.DENIED),
        blaming("Old Quay Post", VMC, "Northern Coalition"),
        strike("Dravik Courier", VMC, (31, 31)),
        strike("Sona Times", "Vardanian Army", (12, 12)),
    )
    kinds = [f.kind for f in comparison.findings]
    assert kinds.index(FindingKind.BLAME_DENIED) < kinds.index(FindingKind.FIGURES_DIFFER)


MANY = [
    strike("Tarsin Radio", VMC, (31, 31)),
    strike("Old Quay Post", "VMC", (43, 43), published=date(2031, 5, 5)),
    strike("Dravik Courier", None, (31, 31), wire="NVA"),
    strike("Sona Times", None, (31, 31), wire="NVA"),
    blaming("Kesh Valley Echo", VMC, "Northern Coalition"),
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(MANY))))
def test_the_order_of_the_input_changes_nothing(order: list[int]) -> None:
    assert run(*(MANY[i] for i in order)) == run(*MANY)


def test_every_passage_lies_in_its_document() -> None:
    comparison = run(*MANY)
    texts = {d.id: d.text for d, _ in MANY}
    assert comparison.findings
    for finding in comparison.findings:
        assert finding.passages
        assert all(len(p) and p.end <= len(texts[p.document]) for p in finding.passages)


def own_words(outlet: str, text: str, toll: str, low: float, of: str = "people") -> Made:
    """A paper that gives one toll of the strike on the market of Dravik."""
    d = document(f"Strike on Dravik in {outlet}", text, outlet=outlet, published=SATURDAY)
    told = replace(figure(d, toll, "killed", low, low), of=of)
    return d, reading(
        d, Told("air strike", source=VMC, where="Dravik", day=FRIDAY, figures=(told,))
    )


@pytest.mark.parametrize(
    ("text", "toll", "low", "of"),
    [
        ("In the air strike on Dravik on Friday four medics were killed.", "four medics", 4,
         "medics"),
        ("After the air strike on Dravik on Friday six others were killed.", "six others", 6,
         "others"),
        ("The air strike on Dravik on Friday came a week after raids that killed 9 people.",
         "9 people", 9, "people"),
        ("Rubble of the air strike on Dravik on Friday hid 7 bodies.", "7 bodies", 7, "bodies"),
    ],
)  # fmt: skip
def test_a_part_or_another_event_is_not_held_against_a_whole(
    text: str, toll: str, low: float, of: str
) -> None:
    whole = strike("Tarsin Radio", "Vardanian Army", (31, 31))
    comparison = run(whole, own_words("Old Quay Post", text, toll, low, of))
    assert not found(comparison, FindingKind.FIGURES_DIFFER)


def test_more_of_some_than_others_give_for_all_differs() -> None:
    text = "In the air strike on Dravik on Friday forty medics were killed."
    comparison = run(strike("Tarsin Radio", "Vardanian Army", (31, 31)),
                     own_words("Old Quay Post", text, "forty medics", 40, "medics"))  # fmt: skip
    assert "40 “medics” according to" in found(comparison, FindingKind.FIGURES_DIFFER)[0].text


def test_a_doubtful_tone_alone_is_no_rejection() -> None:
    d = document("Talk of Dravik", "The coalition claims that nobody lives in Dravik.",
                 outlet="Old Quay Post")  # fmt: skip
    claim = Claim("c1", (Source("Northern Coalition", at(d, "The coalition")),), at(d, "claims"),
                  (at(d, "nobody lives in Dravik"),), ClaimKind.INDIRECT, Commitment.ASSERTED,
                  Stance.REJECTS)  # fmt: skip
    assert not found(run((d, Reading(d.id, "test", claims=(claim,)))), FindingKind.AUTHOR_REJECTS)


def test_what_a_document_quotes_does_not_contradict_it() -> None:
    d = document("Strike on Dravik",
                 "An air strike on Dravik on Friday killed 12 people. The Front speaks of 17 dead "
                 "after the strike.", outlet="Tarsin Radio", published=SATURDAY)  # fmt: skip
    r = reading(
        d,
        Told("air strike", where="Dravik", day=FRIDAY,
             figures=(figure(d, "12 people", "killed", 12, 12),)),
        Told("the strike", figures=(figure(d, "17 dead", "killed", 17, 17),)),
    )  # fmt: skip
    assert not found(run((d, r)), FindingKind.CONTRADICTS_ITSELF)


def test_documents_of_two_sides_on_one_town_need_no_common_event() -> None:
    def told(outlet: str, day: date, trigger: str, kind: str) -> Made:
        text = f"The town of Sona {trigger} by the army, it is known."
        d = document(f"{outlet} on the war", text, outlet=outlet, published=day)
        return d, reading(d, Told(trigger, kind, where="Sona"))

    comparison = run(told("Tarsin Radio", SATURDAY, "was liberated", "capture"),
                     told("Old Quay Post", date(2031, 5, 28), "is besieged", "siege"))  # fmt: skip
    finding = found(comparison, FindingKind.NAMING_DIFFERS)[0]
    assert finding.event is None
    assert "“was liberated” in Tarsin Radio (3 May 2031)" in finding.text


def test_all_figures_of_a_document_on_one_word() -> None:
    d = document("The ministry counts",
                 "Troops killed 30 men. Shells wounded 8 people. Police captured 50 others.",
                 outlet="Tarsin Radio", published=SATURDAY)  # fmt: skip
    ministry = "Ministry of Defence of Vardania"
    r = reading(
        d,
        *(Told(trigger, source=ministry, figures=(figure(d, words, kind, low, low),))
          for trigger, words, kind, low in (("Troops killed", "30 men", "killed", 30),
                                            ("Shells wounded", "8 people", "wounded", 8),
                                            ("Police captured", "50 others", "captured", 50))),
    )  # fmt: skip
    finding = found(run((d, r)), FindingKind.SINGLE_ORIGIN)[0]
    assert finding.event is None
    assert "all 3 numbers that have a source" in finding.text
    assert finding.text.endswith(f"{ministry}.")


def test_a_toll_that_a_document_says_was_replaced_is_a_revision_whoever_gave_it() -> None:
    d = document("Strike on Dravik",
                 "An air strike on Dravik on Friday killed 70 people, a medic said. The previous "
                 "death toll was 20 dead.", outlet="Tarsin Radio", published=SATURDAY)  # fmt: skip
    earlier = replace(figure(d, "20 dead", "killed", 20, 20), superseded=True)
    r = reading(
        d,
        Told("air strike", source="a medic", where="Dravik", day=FRIDAY,
             figures=(figure(d, "70 people", "killed", 70, 70),)),
        Told("death toll", figures=(earlier,)),
    )  # fmt: skip
    assert [f.text for f in found(run((d, r)), FindingKind.FIGURES_REVISED)] == [
        "In Tarsin Radio (3 May 2031) the number of killed is given as 70 according to a medic, "
        "in place of an earlier toll of 20."
    ]
