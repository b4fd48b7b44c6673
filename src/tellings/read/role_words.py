"""Words that tell who does what to whom: who acts before an event noun, what governs it."""

from __future__ import annotations

import re

from tellings.read.ontology import verb_forms

# Before an event noun these name who acts: "regime shelling", "rebel attack".
ACTING = re.compile(
    r"^(?:regime|government|rebels?|army|militants?|jihadists?|jihadis?|insurgents?|opposition|"
    r"coalition|military|police|terrorists?|islamists?|separatists?|allied|nato|isis|isil|daesh|is|"
    r"extremists?|loyalists?|forces?|troops|fighters?|gunm[ae]n|militias?|alliance|"
    r"(?:\w+-)?(?:led|backed)|houthi|taliban|takfiri|pro-\w+|junta|guerrillas?|air ?force)s?$",
    re.I,
)
JOINING = re.compile(
    r"^(?:-|–|/|led|backed|linked|affiliated|aligned|and|or|&|['’]s|s|['’])$", re.I
)
BLAMING = {"blame", "blames", "blamed", "blaming"}  # "blamed the attack on X": X did it
# What is spoken of, and does nothing to anybody: "the incident came after …".
HAPPENING = re.compile(r"^(?:incident|event|development|news|latter|episode|tragedy)s?$", re.I)
MUNITIONS = re.compile(
    r"^(?:bombs?|rockets?|missiles?|shells?|mortars?|gas|chlorine|sarin|explosives?|bullets?|"
    r"shrapnel|fire|shelling|gunfire|artillery|knives|rifles?|mines?|blasts?|explosions?|weapons?|"
    r"gases|substances?|agents?|munitions|barrels?|rounds?|projectiles?|strikes?|airstrikes?|"
    r"raids?|bombings?|attacks?|cars?|vehicles?|bombardments?|vests?|belts?|devices?|grenades?)$",
    re.I,
)
# Those to whom it is done more often than not.
PEOPLE = re.compile(
    r"^(?:civilians?|people|children|child|wom[ae]n|residents?|victims?|victim|families|family|"
    r"villagers?|refugees?|inhabitants?|persons?|m[ae]n|soldiers?|prisoners?|detainees?|hostages?|"
    r"doctors?|patients?|workers?|journalists?|students?|pilgrims?|evacuees?|boys?|girls?|"
    r"protesters?|demonstrators?|others|dead|wounded|injured|displaced|population|members?|"
    r"personnel|citizens?|medics?|rescuers?|pupils?|worshippers?|passengers?|crowds?)$",
    re.I,
)
# Those who only tell of it.
TELLERS = re.compile(
    r"^(?:observator(?:y|ies)|monitors?|monitoring|sources?|activists?|witness(?:es)?|agency|"
    r"agencies|networks?|news|media|spokes\w+|reporters?|correspondents?|journalists?|websites?|"
    r"newspapers?|reports?|statements?|accounts?|officials?|director|watchdog|sohr|sana|afp|"
    r"reuters|tv|television|channel|tass|ap|post|times|analysts?|experts?|investigators?)$",
    re.I,
)
SAYING = re.compile(
    r"^(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|report(?:s|ed|ing)?|add(?:s|ed|ing)?|"
    r"confirm(?:s|ed)?|announc(?:e|es|ed)|stat(?:e|es|ed)|claim(?:s|ed)?|not(?:e|es|ed)|"
    r"den(?:y|ies|ied)|accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|warn(?:s|ed)?|call(?:s|ed)?|"
    r"condemn(?:s|ed)?|describ(?:e|es|ed)|quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|g(?:ave|ive|ives)|"
    r"put|puts|document(?:s|ed)?|believ(?:e|es|ed)|suspect(?:s|ed)?|ask(?:s|ed)?|urg(?:e|es|ed)|"
    r"reveal(?:s|ed)?|publish(?:es|ed)?|point(?:s|ed)?|charg(?:e|es|ed|ing)|fear(?:s|ed)?)$",
    re.I,
)
VEHICLES = re.compile(
    r"^(?:(?:war)?planes?|jets?|aircrafts?|helicopters?|drones?|bombers?|fighter-jets?|tanks?|"
    r"warships?|gunships?|choppers?|airplanes?|submarines?|artillery)$",
    re.I,
)
LIGHT_VERBS = (
    "launch", "carry", "conduct", "stage", "mount", "wage", "perpetrate", "commit", "begin",
    "start", "make", "host", "hold", "organise", "organize", "execute", "pursue", "announce",
    "order", "lead", "continue", "resume", "intensify", "impose", "undertake", "declare", "sign",
    "broker", "reach", "step", "unleash", "direct", "plan", "prepare", "break", "violate", "lift",
    "tighten", "do", "face", "agree", "deliver", "open", "kick", "fire", "drop",
    "lob", "use", "deal", "detonate", "explode", "rain", "shower", "set", "come",
)  # fmt: skip
LIGHT = {form for verb in LIGHT_VERBS for form in verb_forms(verb)} | {
    "carried", "began", "begun", "made", "held", "led", "broke", "broken", "did", "done",
    "stepped", "kicked", "dealt",
}  # fmt: skip
NOBODY = {
    "which", "who", "that", "whom", "he", "she", "it", "they", "them", "him", "her", "this",
    "these", "those", "dozens", "hundreds", "thousands", "scores", "others", "some", "many",
    "all", "both", "what", "there", "one", "ones", "i", "you", "we", "us", "most", "none",
    "nobody", "someone", "himself", "another", "several", "such",
}  # fmt: skip
TARGET_CASES = {"on", "against", "at", "over", "upon", "targeting", "toward", "towards", "into"}
HIT = {form for verb in ("hit", "strike", "target", "kill", "destroy", "rock", "pound", "wound",
       "injure", "damage", "flatten", "level", "devastate", "claim", "shake", "engulf", "batter",
       "raze", "wreck", "tear", "reach") for form in verb_forms(verb)}  # fmt: skip
TURNED = {"struck", "hit", "shook", "torn", "tore"}
CARRIED = re.compile(
    r"^(?:carried|conducted|launched|perpetrated|staged|mounted|led|executed|fired|dropped|waged|"
    r"committed|claimed|made|imposed|brokered|mediated|sponsored|initiated|undertaken|backed|done|"
    r"held|orchestrated|planted|detonated|attributed|blamed|supported|besieged|followed)$",
    re.I,
)
AIMED = {form for verb in ("target", "hit", "strike", "aim", "pound", "engulf")
         for form in verb_forms(verb)} | {"aimed", "struck", "against"}  # fmt: skip
TIME_OR_PLACE = re.compile(
    r"^(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday|yesterday|today|night|morning|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|week|"
    r"month|year|day|days|hour|afternoon|evening|\d{4}|statement|report|basis|"
    r"time|course|addition|result|least|while|dawn|noon|midnight|kilomet(?:re|er)|mile|km|"
    r"weekend|beginning|end|start|ground|moment|fact|case|sources?|media)s?$",
    re.I,
)
# The subject of these undergoes what they tell of.
UNDERGONE = ("die", "perish", "fall", "flee", "disappear", "vanish", "collapse")
UNDERGOING = {form for verb in UNDERGONE for form in verb_forms(verb)}
# Nouns whose "of" says what is done to: "the fall of", "the siege of".
DONE_TO = re.compile(
    r"^(?:fall|loss|capture|recapture|seizure|liberation|takeover|conquest|reconquest|occupation|"
    r"recovery|siege|blockade|encirclement|bomb\w*|shelling|target\w*|kill\w*|massacres?|murders?|"
    r"slaughter|assassination|executions?|behead\w*|arrests?|detention|abduction|kidnapping\w*|"
    r"evacuation|displacement|exodus|invasion|deaths?|destruction|shooting|gassing|hanging|"
    r"storming|battering|pounding|releases?|disappearances?|trials?|convictions?|airlift|delivery|"
    r"use|violations?|breach|airstrikes?|strikes?|raids?|attacks?|poisoning|retreat|stabbing)$",
    re.I,
)
# Events that two parties take part in: "clashes with X", "talks between X and Y".
MUTUAL = ("battle", "negotiation", "ceasefire")
# Who is no party that can be blamed, by a word of its name.
NO_PARTY = re.compile(
    r"^(?:the |a |an )?(?:\w+ )*"
    r"(?:towns?|villages?|cit(?:y|ies)|areas?|districts?|civilians?|people|"
    r"children|women|residents|victims|hospitals?|reports?|war|conflict|violence|fighting|source|"
    r"sources|witness(?:es)?|activists?|observatory|monitor|network|agency|spokes\w+|convoy|"
    r"reporters?|websites?|tags?|nations|un|u\.n\.|council|investigat\w+|officials?|bodies|homes?|"
    r"houses?|market|school|others|men|operation|offensive|campaign|truce|ceasefire)$",
    re.I,
)
