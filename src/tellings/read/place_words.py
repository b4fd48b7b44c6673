"""The words around place names, and the capitalised words that are none."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DIRECTIONS = {
    **{d: f"{d}ern" for d in ("north", "south", "east", "west", "northeast", "northwest",
                              "southeast", "southwest")},
    **{f"{d}ern": f"{d}ern" for d in ("north", "south", "east", "west", "northeast", "northwest",
                                      "southeast", "southwest")},
    "central": "central",
}  # fmt: skip

#: Kind nouns, and the precision that each asks of the name beside it.
KINDS = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "municipality", "port", "cities",
                     "towns", "villages", "capital"), "town"),
    **dict.fromkeys(("district", "neighborhood", "neighbourhood", "suburb", "quarter", "districts",
                     "neighborhoods", "neighbourhoods", "suburbs", "enclave"), "district"),
    **dict.fromkeys(("province", "governorate", "oblast", "provinces", "governorates", "region",
                     "regions", "peninsula"), "region"),
    **dict.fromkeys(("area", "areas", "outskirts", "countryside", "front", "axis", "pocket"), ""),
}  # fmt: skip

#: Nouns that make a name of their own of the place name before them: "Aleppo airport".
POINT_HEADS = re.compile(
    r"\s+((?:military |international |civilian |refugee |border |gas |oil |power |ring |air )?"
    r"(?:airport|airbase|airfield|base|crossing|refinery|highway|road|bridge|dam|plant|field|camp"
    r"|prison|citadel|castle|hospital|university|stadium|station|academy|museum|farms|oilfield"
    r"|Airport|Airbase|Airfield|Base|Crossing|Refinery|Highway|Road|Bridge|Dam|Plant|Field|Camp"
    r"|Prison|Citadel|Castle|Hospital|University|Stadium|Station|Academy|Museum|Farms|Square"
    r"|Street|Mosque|Park|Market|river|hills?|mountains?|valley|street|square))\b"
)
#: Words of headlines: a run of capitalised words with one of them names no place.
HEADLINE_WORDS = _set(
    "attack attacks airstrike airstrikes strike strikes bombardment bomb bombing blast fire "
    "rocket clashes fighting shelling killed kills dead death barrel escalating massacre "
    "explosion raid raids the one last days people civilians terrorists rebels militants army "
    "forces state group besieged towns evacuees regime ceasefire news posted published updated"
)
GEOGRAPHIC_HEADS = _set(
    "Valley River Dam Road Square Street Camp Airport Airbase Airfield Mountain Mountains Hill "
    "Hills Lake Bridge Crossing Bay Island Islands Heights Farms Highway Quay Harbour Harbor "
    "Port Prison Castle Citadel Plain Plains Gap Pass Forest Canal Province Governorate "
    "District City Village Town Gate Market Junction"
)
ORGANISATION_HEADS = _set(
    "media centre center newspaper network agency council brigade brigades army front forces "
    "force observatory court convention conventions gazette times post tv radio television "
    "union committee party association foundation institute shield coalition movement club fc "
    "bank group operations operation command tribune herald journal daily news website martyrs "
    "battalion division regiment militia axis communique declaration protocol accords accord "
    "chamber company ministry embassy"
)
#: Heads that name a body only with a capital letter: "the Aleppo front" is a place.
ONLY_CAPITALISED = _set("front forces force army council group operation operations axis division "
                        "court union times post today club bank party radio movement coalition "
                        "committee association command daily news brigade brigades battalion "
                        "martyrs ministry embassy division company post shield media center "
                        "centre agency")  # fmt: skip
#: Words that may stand between a place and such a head: "Aleppo Revolutionary Council".
BEFORE_HEADS = _set("media news press military revolutionary local city provincial civil islamic "
                    "security students lawyers medical health united free")  # fmt: skip
ORGANISATION_OF = re.compile(
    r"\b(?:University|Bank|Government|Embassy|Ministry|Republic|Emirate|Army|Conventions?|Federation"
    r"|Friends|Union|Council|Coalition|Movement|Authority|Monitor|Party|Bar|Voice|Radio|Times"
    r"|government|army)\s+(?:of|for)\s+(?:the\s+)?$"
)
#: Words that open the names of armed groups: what follows them is not a place.
GROUP_OPENERS = _set("jaish jaysh jabhat liwa ahrar harakat hizb kataib katibat faylaq failaq jund "
                     "junud ansar saraya hayat tahrir quwat ajnad fastaqim suqour abna dawla daesh "
                     "hezbollah hizbullah hizballah brigade operation")  # fmt: skip
#: Common nouns of Arabic place names: alone they name nothing.
GENERIC_ALONE = _set(
    "tal tel tell tall jabal jebel khan deir dayr kafr kafar wadi ain ayn bab beit bayt umm um "
    "jisr bani nahr qalaat bustan sahl hawsh housh rasm marat maarat maaret tariq karm ras bir "
    "qasr sheikh shaykh burj"
)
#: Adjectives that open names of places: Old Quay, New Town.
NAME_OPENERS = _set("old new great north south east west upper lower white red black green blue")
METONYM_OF = re.compile(
    r"\b(?:president|king|emir|governor|leader|ruler|prime minister|foreign minister|ambassador"
    r"|bishop|archbishop|patriarch|mufti|people|sovereignty|ally|allies|friend|enemy|role)"
    r"\s+(?:of|to)\s+$",
    re.I,
)

NOT_PLACES = _set(
    # words that open sentences, and others that are capitalised without being names of places
    "the a an this that these those his her its their our my your he she it they we you i in on "
    "at of for from to with by and or but as if when while after before since until during over "
    "under about against between among through although though because so yet not no nor all "
    "any some many most more much few several both each every other another such only also even "
    "still just then there here now later earlier meanwhile however moreover furthermore "
    "despite according around inside outside near following once one two three four five six "
    "seven eight nine ten hundreds thousands dozens scores what who where why how which whose "
    "will would could should may might must can is are was were be been has have had do does "
    "did said says told asked yes mr mrs ms dr sir lord king queen prince president prime "
    "minister general colonel major captain lieutenant sergeant commander brigadier spokesman "
    "spokeswoman sheikh imam ayatollah pope secretary ambassador senator foreign defense "
    "defence interior state states government ministry army force forces air police security "
    "council union united nations party parliament congress assembly senate court observatory "
    "human rights media center centre front brigade brigades group organization organisation "
    "international national central islamic islam muslim muslims christian christians sunni "
    "shia shiite shiites alawite alawites druze kurd kurds kurdish arab arabs arabic english "
    "western eastern northern southern north south east west god allah ramadan eid christmas "
    "easter war peace operation battle civil people rebels rebel militants terrorists terrorist "
    "regime opposition activists civilians residents witnesses officials sources source reports "
    "video photo photos image images file reuters monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october "
    "november december today yesterday tomorrow al el assad isis isil daesh hamas hezbollah "
    "fatah sana taliban qaeda nusra sham ypg pkk sdf nato un us eu white house red cross "
    "crescent green old new great free man men women child children islamic jihad palm good "
    "black blue best big high long home field university hospital square street road park "
    "mosque church school city town village province district area region local press agency "
    "news times post telegraph guardian twitter facebook youtube brothers martyrs martyr tanks "
    "jets helicopter life time day week month year clashes fighting summit strikes strike "
    "airstrikes airstrike raids raid attack attacks bomb blast blasts bombing killed kills dead "
    "death soldiers forces groups troops warplanes planes topic related tags aid convoy daeshs "
    "mideast baath st mount lions monitor need double grand peshmerga key rural bombardment "
    "rocket fire escalating barrel shelling explosion massacre industry commerce hit"
)
#: First names that are also names of villages; before a place name they make it a person's.
FIRST_NAMES = _set(
    "anthony andrew christopher ahmad ahmed ali hassan hussein hussain mohammed mohammad "
    "muhammad mahmoud mustafa omar osama khaled khalid abdullah abdul abdel abu ibrahim ismail "
    "yousef youssef said saeed salim samir bashar hafez rami riad walid fadi nasser sergei "
    "sergey vladimir dmitry igor john david michael james robert william george paul peter "
    "thomas mark martin jean marie anna maria francis jack joseph charles richard steven "
    "stephen barack donald hillary recep binali staffan bouthaina victoria lina layla fatima "
    "aisha mary sarah zaki adel jamal kamal karim tariq umm bin ibn victor alexander ban ashton "
    "samantha susan antonio ben bernard jan jens lyse martha"
)

#: What may follow a possessive capital that is meant as a city: "Damascus's eastern suburbs".
PART_AFTER = re.compile(
    r"['’]?s?\s+(?:\w+ern|north|south|east|west|central|old|suburb|district|neighbou?rhood|outskirts"
    r"|countryside|airport|street|square|centre|center|[A-Z])",
    re.I,
)
LOCATIVE = re.compile(
    r"\b(in|at|near|inside|outside|around|across|within|throughout|toward|towards|into|from|to|over"
    r"|on|of|through|beyond|between|leaving|reached|entered|entering|seized|captured|retook|bombed"
    r"|shelled|besieged|surrounding|besieging|outskirts of|east of|west of|north of|south of"
    r"|attacked|hit|struck|targeted|liberated|recaptured|stormed|for|against|called|named|via)"
    r"\s+(?:the\s+)?$",
    re.I,
)
#: What is done to places alone, before a name and after it.
TAKEN_BEFORE = re.compile(
    r"\b(?:liberat(?:e|es|ed|ing)|retook|retak(?:e|es|en|ing)|recaptur(?:e|es|ed|ing)"
    r"|besieg(?:e|es|ed|ing)|encircl(?:e|es|ed|ing)|shell(?:s|ed|ing)|bomb(?:s|ed|ing)|bombard(?:s|ed|ing)"
    r"|(?:fall|siege|liberation|recapture|capture|bombardment|shelling|evacuation|storming) of"
    r"|withdr[ae]w(?:n|s|al|ing)? from)\s+$",
    re.I,
)
TAKEN_AFTER = re.compile(
    r"^\s+(?:(?:has|have|had) fallen|fell|falls)\b(?!\s+(?:ill|asleep|in love|behind|short|silent"
    r"|apart|out|for|off|down|from))"
    r"|^\s+(?:was|is|has been|had been)\s+(?:liberated|recaptured|retaken|besieged|shelled|bombed"
    r"|bombarded|encircled|overrun)\b"
)
#: Prepositions after which even an unknown name is that of a place.
PLAINLY_IN = re.compile(
    r"\b(?:in|near|outside|inside|around|(?:north|south|east|west)(?:east|west)? of|outskirts of"
    r"|(?:km|kilometers|kilometres|miles) (?:from|of)|countryside of|towards?)\s+$",
    re.I,
)
NEARNESS = re.compile(
    r"\b(near|outside|around|close to|on the outskirts of"
    r"|(?:north|south|east|west)(?:east|west)? of)"
    r"\s+(?:the\s+)?(?:[\w-]+\s+)?(?:(?:city|town|village|cities)\s+of\s+)?$",
    re.I,
)
#: A verb that follows: a country or capital that acts is its government.
ACTING = re.compile(
    r"\s+(?:(?:also|again|earlier|later|repeatedly|itself|now|still|then|already|\w+ly)\s+)?"
    r"(?:is|are|was|were|has|have|had|will|would|could|can|may|must|should|does|did|wants?|sees|backs"
    r"|says?|said|denies|accuses|blames|claims|calls|seeks?|sought|hopes|plans|intends|began|sent"
    r"|agrees|supports|insists|rejects|opposes|demands|regards|told|\w{3,}ed)\b"
)
#: A verb of saying that follows: a town's name before it is a person's.
SAYING = re.compile(r"\s+(?:has\s+|also\s+)?(?:said|says|told|added|stressed|reaffirmed|stated"
                    r"|explained|noted|insisted|warned|denied)\b")  # fmt: skip
BACKED = re.compile(r"-(?:backed|led|brokered|supported|sponsored|allied|funded|trained|based"
                    r"|made|run)\b")  # fmt: skip
#: "US raids", "U.S.-led", "UK Parliament": no place where something happens.
ADJECTIVAL_AFTER = re.compile(
    r"-\w|\s+(?!(?:and|or|but|in|on|at|to|for|from|by|with|as|of|after|before|since|when|where|while"
    r"|which|who|that|this|last|over|during|until)\b)\w"
)
REGIME_AFTER = re.compile(r"\s+(?:regime|government|authorities|administration|officials?)\b")
METONYM_BEFORE = re.compile(
    r"\b(?:(?<!border )with|by|according to|pressure on|support (?:from|of)|allies)\s+$", re.I
)
