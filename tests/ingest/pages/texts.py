"""Words for the pages: headlines, paragraphs and readers' comments of an invented war."""

from __future__ import annotations

HEADLINES = (
    "Shells hit the fish market of Dravik",
    "Army says it has retaken the Kesh road",
    "Three aid workers missing near Orsk",
    "Belmora without water for a fourth day",
    "Northern Front denies firing on the school",
    "Ceasefire talks in Tarsin end without a date",
    "Families return to the villages above Sona",
    "Drone strike kills two at the Old Quay",
    "What we know about the blast in Belmora",
    "Ministry raises toll of the bridge attack to 41",
    "Hospital in Orsk runs out of blood",
    "Prisoners exchanged at the Sona crossing",
    "“They came at dawn”: a night in Kesh valley",
    "Monitors count 200 shells in one weekend",
    "Grain ships leave Tarsin under escort",
    "Who burned the archive of Dravik?",
    "Sixteen miners trapped after power is cut",
    "Harbour strike spreads to the customs office",
    "General dismissed over the fall of Kesh",
    "Refugees wait in the rain at the border of Lutania",
)

PARAGRAPHS = (
    "At least {n} people were killed when shells fell on the harbour district of {place} early on "
    "{day}, the Vardania Monitor for Civilians said. Most of the dead were traders who had opened "
    "their stalls before dawn.",
    "The ministry of defence said that its forces had answered fire from the hills and had hit no "
    "houses. “We strike only those who strike us,” its spokesman, Colonel Ivo Marek, told reporters "
    "in Tarsin.",
    "Residents gave another account. Lena Sorin, who sells bread beside the church, said that the "
    "first shell came without warning and that nobody had fired from the street that morning.",
    "The Northern Front denied that its fighters had been near {place}. In a message read on its "
    "radio it spoke of “a crime by the army of the capital” and promised to hand over the names of "
    "the gunners.",
    "A doctor at the district hospital, who asked not to be named, said that {m} wounded had been "
    "brought in before noon and that seven of them were children. Two were flown to Lutania.",
    "The road to the harbour was closed until the evening while engineers looked at the bridge, "
    "which had been hit twice last winter and repaired with steel from the shipyard.",
    "It was the deadliest attack since the truce of March, which both sides have broken so often "
    "that the observers of the League no longer publish their daily count.",
    "Electricity came back to the northern quarters at nine. In the south the pumps stood still, "
    "and people carried water from the canal in buckets and cans.",
    "“Nobody here believes the numbers any more,” said Tomas Welk, a schoolteacher. “You go to the "
    "cemetery and count the new graves, and that is your newspaper.”",
    "According to the mayor’s office, {n} houses were destroyed and more than {m} damaged. The "
    "office said that it would open the sports hall to those who had lost their homes.",
    "The United Relief Committee asked both sides for a pause of six hours so that its trucks could "
    "reach the villages east of {place}. It had no answer by {day} evening.",
    "Satellite pictures seen by the Harbour Post show two burned trucks and a crater beside the "
    "railway line, some 300 metres from the place that the army named.",
    "Foreign minister Ada Renn called the attack “cowardly” and said that Lutania would raise it "
    "before the League. Her colleague in the capital spoke of interference.",
    "The army has held the ridge since February. Before that it belonged to nobody, and shepherds "
    "crossed it at night with cigarettes, petrol and sometimes with people.",
    "In the afternoon the bells were rung for the first time in months. A crowd of perhaps two "
    "hundred stood in the square and listened to the names being read.",
    "Officials could not say who had ordered the convoy to leave without an escort. An inquiry would "
    "be opened, they said, as one had been opened after the fire at the mill.",
    "Prices rose at once. A sack of flour cost {m} crowns on {day}, twice as much as a week before, "
    "and the bakers’ guild warned that some ovens would stay cold.",
    "Both sides say that they want to talk. Neither has named a delegation, and the hotel in Tarsin "
    "where the rooms were booked has begun to let them to journalists.",
    "One of the rescuers, Pavel Dorn, worked for nineteen hours without a break. He found a boy of "
    "six under a door, with a cat, and both of them were alive.",
    "The monitor, which relies on a network of volunteers, said that its figure would rise. It had "
    "reported {n} dead on Saturday and corrected the number twice in one day.",
    "Earlier reports of gas could not be confirmed. Doctors described coughing and burning eyes but "
    "said that the smoke of the paint store would explain both.",
    "The bridge is the only way for heavy trucks across the Sel. Without it the harbour can unload "
    "ships but cannot send anything inland.",
    "For the third time this year the school was used as a shelter. The headmistress has stopped "
    "putting the desks back; children sit on mattresses, and the older ones keep lists.",
    "A statement signed by eleven village elders asks the Front to leave the valley “with its guns "
    "and its promises”. Two of the signatories have since said that they were pressed to sign.",
    "By night the shelling had moved west. From the hill one could see the flashes above {place} and "
    "count the seconds until the sound arrived.",
    "The commander of the garrison, who had promised to hold the town for a month, held it for nine "
    "days. His deputy was seen at the border with a suitcase.",
)

COMMENTS = (
    ("harbour_rat", "I was there at seven and there was no warning at all, whatever the colonel says."),
    ("Mira K.", "Thank you for naming the doctor’s figures. Nobody else bothered to ask the hospital."),
    ("old sailor", "My brother drives that road every day. The bridge was closed on Sunday already, so "
     "how could a convoy have been on it?"),
    ("Tomas", "Both sides lie. Count the graves."),
    ("vardan1958", "The Front shelled its own people and now it cries. We have seen this before, in "
     "Orsk and at the mill."),
    ("Elza Brandt", "Could the editors please say where the satellite pictures come from?"),
    ("nightshift", "The lights went out at two, not at three. I looked at the clock in the ward."),
    ("P. Dorn", "The boy and the cat are well. He asked me to write that here."),
    ("customs_officer", "Nothing has left the harbour since Thursday and nothing will until the strike "
     "is settled."),
    ("Lutanian", "We have room for four hundred in our village and nobody has asked us."),
    ("Karel", "Why is the mayor’s office quoted as if it had been there? It was evacuated on Friday."),
    ("SonaGirl", "My grandmother’s house is the white one in the third picture. It is still standing."),
)  # fmt: skip

AUTHORS = ("Hana Molnar", "Jakob Reuss", "Irina Vale", "Daniel Oster", "Sofia Kern", "Milos Tann")
OUTLETS = ("Harbour Post", "Tarsin Courier", "Vardania Today", "The Sel Review", "Orsk Observer")
PLACES = ("Dravik", "Belmora", "Sona", "Kesh", "Orsk", "Tarsin")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
