"""The words by which a number becomes a figure: what they tell of, and in which form.

A cue's form says where the people stand: after an active verb ("killed 20", base, past, ing),
before a passive one ("20 were killed", past) or an intransitive ("20 died", intr), beside an
adjective ("20 dead", adj) or noun ("20 deaths", noun).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word says happened (`kind`) and its `form`: base past ing intr adj noun.

    `loose` verbs take things as well as people ("destroyed"), so they need a person after them.
    """

    kind: str
    form: str
    loose: bool = False


_VERBS: Mapping[str, tuple[str, ...]] = {
    "killed": (
        "kill kills killed killing",
        "martyr martyrs martyred martyring",
        "murder murders murdered murdering",
        "assassinate assassinates assassinated assassinating",
        "execute executes executed executing",
        "massacre massacres massacred massacring",
        "slaughter slaughters slaughtered slaughtering",
        "behead beheads beheaded beheading",
        "slay slays slain slaying",
        "gas gasses gassed gassing",
        "lynch lynches lynched lynching",
        "drown drowns drowned drowning",
    ),
    "wounded": (
        "wound wounds wounded wounding",
        "injure injures injured injuring",
        "hurt hurts hurt hurting",
        "maim maims maimed maiming",
        "poison poisons poisoned poisoning",
        "hospitalize hospitalizes hospitalized hospitalizing",
        "hospitalise hospitalises hospitalised hospitalising",
        "suffocate suffocates suffocated suffocating",
    ),
    "captured": (
        "arrest arrests arrested arresting",
        "detain detains detained detaining",
        "kidnap kidnaps kidnapped kidnapping",
        "abduct abducts abducted abducting",
        "imprison imprisons imprisoned imprisoning",
    ),
    "displaced": (
        "displace displaces displaced displacing",
        "uproot uproots uprooted uprooting",
        "expel expels expelled expelling",
    ),
    "evacuated": ("evacuate evacuates evacuated evacuating",),
    "present": (
        "besiege besieges besieged besieging",
        "trap traps trapped trapping",
        "strand strands stranded stranding",
    ),
}
_LOOSE: Mapping[str, tuple[str, ...]] = {
    "killed": (
        "eliminate eliminates eliminated eliminating",
        "neutralize neutralizes neutralized neutralizing",
        "neutralise neutralises neutralised neutralising",
        "liquidate liquidates liquidated liquidating",
        "annihilate annihilates annihilated annihilating",
        "destroy destroys destroyed destroying",
        "claim claims claimed claiming",
        "lose loses lost losing",
    ),
    "captured": ("capture captures captured capturing",),
}
_OTHER_FORMS: Mapping[tuple[str, str], str] = {
    ("killed", "intr"): "die died dies dying perish perished succumbed",
    ("killed", "adj"): "dead lifeless",
    ("killed", "noun"): "deaths fatalities corpses bodies martyrs death fatality martyrdom",
    ("wounded", "noun"): "injuries injury asphyxiation suffocation",
    ("casualties", "noun"): "casualties",
    ("missing", "adj"): "missing unaccounted disappeared buried",
    ("displaced", "intr"): "flee fled flees fleeing homeless",
    ("residents", "intr"): "live lived living inhabit",
}
_FORMS = ("base", "base", "past", "ing")


def _build() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for loose, table in ((False, _VERBS), (True, _LOOSE)):
        for kind, rows in table.items():
            for row in rows:
                for word, form in zip(row.split(), _FORMS, strict=True):
                    cues[word] = Cue(kind, form, loose)
    for (kind, form), words in _OTHER_FORMS.items():
        cues.update((word, Cue(kind, form)) for word in words.split())
    return cues


CUES: Mapping[str, Cue] = _build()

PERSONS = word_set(
    """people person persons civilian civilians man men woman women child children boy boys girl
    girls infant infants baby babies teenager teenagers toddler youth youths student students pupil
    pupils schoolchildren teacher teachers staff worker workers employee employees volunteer
    volunteers medic medics doctor doctors nurse nurses paramedic paramedics rescuer rescuers
    journalist journalists reporter reporters activist activists photographer soldier soldiers
    serviceman servicemen troops troop officer officers commander commanders leader leaders general
    generals colonel fighter fighters militant militants rebel rebels terrorist terrorists jihadist
    jihadists jihadi jihadis insurgent insurgents gunman gunmen militiaman militiamen mercenary
    mercenaries extremist extremists bomber bombers attacker attackers sniper snipers guard guards
    policeman policemen police officers recruit recruits cadet cadets conscript conscripts member
    members operative operatives operator operators citizen citizens resident residents inhabitant
    inhabitants villager villagers local locals evacuee evacuees refugee refugees migrant migrants
    passenger passengers pilgrim pilgrims worshipper worshippers worshipers shopper shoppers
    bystander bystanders passer-by passers-by driver drivers pilot pilots crew prisoner prisoners
    detainee detainees hostage hostages captive captives victim victims patient patients family
    families relative relatives brother brothers sister sisters son sons daughter daughters mother
    mothers father fathers husband wife wives grandchildren cousin cousins parents comrade comrades
    colleague colleagues friend friends other others more individual individuals souls lives life
    personnel adviser advisers advisor advisors official officials minister ministers ally allies
    element elements emissary cleric clerics imam priest priests farmer farmers miner miners
    protester protesters demonstrator demonstrators elderly minors minor defector defectors
    opponent opponents supporter supporters martyr martyrs them whom those foreigner foreigners
    national nationals tourist tourists peacekeeper peacekeepers monk monks nun nuns forces
    chief head figure figures spokesman dead wounded killed injured casualties"""
)
THINGS = word_set(
    """bridge bridges shop shops farm farms well wells stall stalls store stores depot depots
    bakery bakeries mill mills pump pumps dam dams tent tents wagon wagons train trains tunnel
    tunnels crossing crossings garage garages warehouse warehouses library libraries strike strikes
    airstrike airstrikes raid raids sortie sorties attack attacks blast blasts
    explosion explosions bomb bombs bombing bombings shell shells rocket rockets missile missiles
    mortar mortars round rounds barrel barrels vehicle vehicles car cars truck trucks lorry lorries
    bus buses tank tanks carrier carriers aircraft plane planes jet jets warplane warplanes
    helicopter helicopters drone drones ship ships boat boats gun guns cannon launcher launchers
    weapon weapons launchpad building buildings house houses home homes school schools hospital
    hospitals mosque mosques church churches market markets facility facilities center centers
    centre centres base bases camp camps town towns village villages city cities district districts
    neighborhood neighborhoods neighbourhood neighbourhoods area areas province provinces country
    countries region regions point points position positions site sites target targets checkpoint
    checkpoints hill hills front fronts road roads street streets kilometer kilometers day days
    hour hours week weeks month months year years time times operation operations breach breaches
    violation violations round resolution resolutions agreement agreements kitchen kitchens
    part parts side sides way ways talks depot depots headquarters tunnel tunnels warehouse
    warehouses post posts room rooms video videos image images photo photos report reports source
    sources word words plan plans thing things case question reason reasons group groups
    states party parties force government governments factory silo silos"""
)
BE = word_set("was were been be being are is am got get getting gets wounded-are")
HAVE = word_set("have has had having")
# Words that stand between an auxiliary and its participle, or before a number, and change nothing.
PASSING = word_set(
    """also reportedly allegedly already still so far now then not only confirmed reported feared
    believed presumed thought said known recorded found left later instantly immediately seriously
    critically severely slightly lightly badly all both apparently likely probably meanwhile
    to have has had been be being were was are is may might could must would will since pronounced
    declared estimated shot listed documented brutally summarily either initially deliberately
    accidentally indiscriminately directly mainly reportely further more"""
)
PREPOSITIONS = word_set(
    """in on at by from with for during near across against over under through into onto via amid
    inside outside around throughout within without between of to as toward towards along per
    behind above below beyond off"""
)
CLAUSE_BREAKS = word_set(
    """. ; : ! ? when after while whilst where because although though but if before until whose
    how why whether says said told according adding added — –"""
)
# Finite verbs that end a subject; forms in -ed are known by their ending.
FINITE = word_set(
    """hit struck took fell came went made held led did fled shot began broke won drove threw sent
    gave brought kept put set became blew ran rose saw found fought lay stood hit hits kept met
    shook tore left leave say says tell carry carries remain remains continue continues want
    take takes make makes show shows hold holds rise rises fall falls arrive arrives
    join joins include includes included destroy"""
)
PRENOMINAL = word_set(
    """armed unarmed masked alleged suspected so-called unidentified hundred red united allied
    uniformed retired disabled hooded foreign-backed seasoned unnamed bearded named wanted
    experienced trained veiled moderate need speed"""
)
DETERMINERS = word_set("the a an his her its their our my your these those this that")
WOUNDS = word_set(
    """injuries injury wounds wound burns suffocation asphyxiation shrapnel concussion concussions
    breathing poisoning symptoms dyspnea trauma"""
)
