"""Lines that come from the page around a document instead of from its author.

Each rule is about how web pages are built, not about one site: share bars, donate and subscribe
blocks, contact labels, navigation, cookie and copyright notices. A line that only looks like a
label is not junk by itself; `parts` decides on it by what surrounds it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tellings.ingest.dates import find_dates

MAX_WORDS = 20
"""Lines of more words are junk only by a notice that names itself (copyright, cookies)."""
_MAX_CHARACTERS = 900
"""Lines of more characters are no junk of the kinds below."""
MAX_NOTICE_WORDS = 60
"""Longer lines are no notice: whole articles in one line may hold a copyright mark."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _any_of(table: str) -> str:
    """One pattern out of a table with one alternative a line; # begins a comment line."""
    rows = (row.strip() for row in table.splitlines())
    return "|".join(row for row in rows if row and not row.startswith("# "))


_ANCHORS = _words("""
    facebook twitter instagram youtube linkedin whatsapp telegram reddit tumblr pinterest flickr
    google googleplus mastodon bluesky tiktok vk snapchat delicious digg stumbleupon vimeo
    soundcloud skype viber rss feeds podcast
    share tweet retweet print printable email subscribe unsubscribe login logout register signin
    signup search menu donate bookmark reply permalink comments save pin
    home homepage sitemap newsletter privacy cookie cookies imprint disclaimer faq archives contact
    advertisement advertisements careers
""")
_VOCABULARY = _ANCHORS | _words("""
    plus feed android ios diaspora mail send like follow permanent link comment copy flag report
    about contacts us help faqs map site archive newsletters policy policies terms conditions use
    service advertise advertising jobs press media kit legal accessibility account profile top back
    next previous prev page pages links shop store gallery photos video videos audio events calendar
    publications categories category tags tag topics sections section news latest popular trending
    related more read views view shares likes followers index feedback support join members
    membership corporate
    small large icon button logo note via this by on to our the and or of a an with it in for
    version full article story post your friend friends now all me you here skip main content x
""")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")

_LABEL = _any_of(r"""
    home ?page
    web ?(?:site|page)?
    www|url|contact
    phones?|tel(?:ephone)?|fax|mobile|cell|ph|sms|whats ?app
    e-?mails?|mail to
    (?:postal |mailing |e-?mail |web )?address
    skype|twitter|facebook|instagram|telegram|signal|text or call|call or text|chip in|give
""")
_CONTACT = _any_of(r"""
    (?:https?://|www\.)\S+
    \S+@\S+\.\w+
    \S+ ?\[at\] ?\S+
    \w[\w.-]*\.(?:com|org|net|info|example|[a-z]{2})/\S+
    \+?\(?\d[\d\s()./-]{5,}\d
""")
_DOUBLED = re.compile(r"\W*(?P<twice>\w[\w /-]{1,18}):\s*(?P=twice):.*", re.IGNORECASE)
"""A label shown once as text and once as the name of its icon: "phone: phone: 555-0100"."""

_CONTACTS = (
    rf"(?:(?:{_LABEL})(?:/(?:{_LABEL}))*\W{{0,4}}(?:us )?(?:at |on )?\W*)?"
    rf"(?:{_CONTACT})(?:\W+(?:{_CONTACT}))*"
)
_BLOCKS = _any_of(r"""
    # asking for money, readers and members
    get involved|take action|stay connected|connect with us|keep in touch|get in touch
    who we are|what we do|our (?:team|mission)|about (?:this|our) (?:site|blog|page)
    (?:follow|find|like) us(?: on .*)?
    join (?:us|the conversation|our (?:mailing )?list)(?: on (?:facebook|twitter|telegram).*)?
    (?:please )?(?:donate|make a donation|give now|support us)(?: (?:to|now|here|today)\b.{0,40})?
    (?:you can |please )?(?:e-?mail|contact|write to|call|phone|reach) us
    (?:you can |please )?(?:e-?mail|contact|write to|call|reach) us (?:at|on|by|via|here)\b.{0,60}
    (?:subscribe|sign up|register)(?: (?:to|for|now|here|via|by|today)\b.{0,70})?
    (?:log|sign) ?(?:in|out)(?: (?:to|or|with)\b.{0,60})?
    # "noteDonate to us": the name of an icon glued to its label
    (?<!#)(?-i:[a-z]{3,}[A-Z][a-z]+).{0,60}
    # sharing, printing, saving
    share (?:this|on|via|with|it)\b.{0,50}|share:?|like this:?|like ?loading.*|loading\.*
    (?:print(?:er)?[ -]friendly|printable)(?: version| page)?
    download(?: (?:as|the|this|our|pdf|app)\b.{0,40})?
    (?:e-?mail|mail|print|send) (?:this|to a friend).{0,40}|save (?:as|to|this).{0,30}
    add to (?:favou?rites|any|cart).{0,20}|get short url.{0,10}|copy link
    # leading on to other pages
    (?:click|tap|press) (?:here|on|to)\b.{0,80}|(?:click|tap) for .{0,40}
    (?:read|see|view|learn|show|load|watch|listen)(?: the)? (?:more|also|next|comments)\b.{0,140}
    (?:read|see|view|show|watch) the full (?:story|article|text|interview|video)\b.{0,60}
    watch live(?: tv)?|listen (?:live|now)|view all|see all|find out more.{0,60}
    continue reading.{0,80}|keep reading|see also:?.{0,140}
    you (?:may|might) also (?:like|be).{0,40}
    related (?:articles?|stories|posts?|news|links?|content|topics?|coverage|reading).{0,80}
    more (?:from|on|like|by) (?:this|our|us|the (?:author|web|archive)|author|\w+:)(?:\b.{0,120})?
    more in (?:this|news|world)\b.{0,30}
    recommended(?: for you)?|trending(?: now)?|popular posts|what'?s (?:new|hot)
    most (?:read|popular|viewed|shared|commented)
    (?:latest|recent) (?:news|posts|articles|stories|headlines|comments|videos)
    skip to .{1,30}|jump to (?:content|navigation|main|comments?|top)\b.{0,20}
    (?:back|return|go) to (?:the )?(?:top|home|main|start|index|previous|list|overview)\b.{0,30}
    (?:previous|next|older|newer)(?: (?:post|article|page|story|entry|entries|posts|articles))?
    (?:previous|next)(?: (?:post|article|page|story|entry))? ?[:»→>-].{0,100}
    page \d+(?: (?:of|/) \d+)?|\d+ ?/ ?\d+|(?:see .{1,30}|turn to),? page \d+
    continued (?:on|from) page \d+
    home(?: ?[|»›>/·•→] ?[^|»›>/·•→]{1,40})+
    # filing and counting
    (?:filed under|posted in|tagged(?: with)?|tags?|categor(?:y|ies)|keywords?|labels?)\s?:.{1,200}
    (?:posted in|filed under|tagged) .{1,60}(?:\||permalink|leave a comment|comments?).{0,120}
    (?:views?|hits|visits|visitors|reads?|shares?|downloads?)\W{0,3}\d[\d,. ]*[km]?
    (?:no|\d+) (?:comments?|responses?|replies|shares?|views?|likes?|votes?)(?: yet| so far)?
    (?:joined|registered|member since)\s?:.{4,40}
    (?:total )?(?:posts|threads|reputation)\s?:\s?[\d,.]+
    # the form below an article
    (?:leave|post|write|add|submit) (?:a|your|new) (?:comment|reply|response).{0,60}
    (?:hide|display|show|view)(?: the)?(?: following)? \d* ?comments?.{0,20}
    comments? (?:are|is) (?:closed|off|disabled|moderated|now closed).{0,60}
    your (?:e-?mail address|name|comment|browser)\b.{0,120}|required fields are marked.{0,10}
    enter your e-?mail.{0,80}|notify me of.{0,60}
    # who made the page
    advert(?:isement|ising|orial)?s?|sponsored(?: (?:content|by|links?)\b.{0,40})?
    ads by .{1,30}|story continues below.{0,40}|article continues (?:below|after).{0,40}
    (?:proudly )?powered by .{1,60}|blog at \S+|create a free (?:website|blog).{0,60}
    (?:this )?(?:page|site|website) (?:was )?(?:built|made|created) with .{1,40}|template: .{1,40}
    (?:theme|design|website|site|hosted|built|web design)(?: and \w+)? by:? .{1,50}
    (?:all|some) rights reserved.{0,60}|labou?r donated|no copyright|anti-?copyright.*
    (?:image|photo|picture|figure) ?(?:placeholder|not available)|image
    \[(?:image|photo|video|ad|picture|img)[^\]]{0,80}\]
    (?:accept|reject|manage|allow|decline)(?: all| necessary)? (?:cookies|preferences|settings)
    (?:accept|reject|allow|decline) all|got it|i agree|cookie (?:settings|preferences|policy|notice)
""")
_WHOLE_LINE = re.compile(rf"\W*(?:{_CONTACTS}|{_BLOCKS})\W*", re.IGNORECASE)

_NOTICE = re.compile(
    _any_of(r"""
    # ownership
    ^\W*(?:copyright|copyleft|©|\(c\))\W*(?:©|\(c\)|by)?\W*[\w.,&' -]{0,60}\b(?:19|20)\d\d
    (?:©|\bcopyright\b|\(c\))\W*(?:19|20)\d\d
    ^\W*©
    \ball rights reserved\b
    \breproduc\w+\b.{0,60}\b(?:permi\w+|prohibited|consent)\b|\breuse only with\b
    \bis licen[cs]ed under a creative commons\b|\bcreative commons (?:attribution|licen[cs]e)\b
    # privacy
    \b(?:we|(?:this|our) (?:web ?)?site) (?:\w+ )?uses? (?:of )?cookies\b
    \bby (?:continuing|using)\b.{0,60}\b(?:web ?)?site\b.{0,80}\b(?:agree|accept|consent)\b
    \bwe respect your privacy\b|\bcookie policy\b.*\bprivacy\b
    \bprivacy policy\b.*\b(?:terms|cookie|contact)\b|\bterms of (?:use|service)\b.*\bprivacy\b
    # invitations and disclaimers
    \bsubscribe to our\b|\bsign up (?:to|for) our\b|\bunsubscribe at any time\b
    \b(?:follow|like) us on (?:facebook|twitter|instagram|youtube|telegram)\b
    \byour e-?mail address will not be published\b
    \bnot necessarily (?:(?:reflect|represent) (?:the|those)\b|those of\b|the views?\b)
    \bnot (?:reflect|represent) the (?:views?|opinions?) of (?:the|this) (?:editor|site|web|publi)
    \bnot responsible for (?:what|the (?:contents?|views?|comments?)|(?:external|user))\b
    \bsubscribe (?:now|today|here)\b|\bfree articles? (?:left|remaining)\b|^forwarded this\b
    \b(?:you may|feel free to) (?:copy|share|reprint|reproduce) this\b|^donations? (?:is|are)\b
    # counters and addresses
    \bthis (?:page|site|document) was last (?:changed|updated|modified|edited)\b
    ^\W*(?:you are )?visitor (?:no\.?|number) \d|\byou are visitor (?:no\.?|number)? ?\d
    ^\W*(?:find|view|read|see) (?:this|the) (?:article|story|page|post) (?:at|on)\b.{0,20}https?:
    # machines
    ^all times are\b
    \bsent from my (?:i?phone|ipad|android|samsung|blackberry|mobile)\b
    \bthis (?:e-?mail|message) (?:and any|is (?:confidential|intended))\b
    \b(?:please )?enable javascript\b|\byour browser (?:does not|is not|doesn)\b
    """),
)
_NOTICE_SIGNS = (
    *(
        "copyright",
        "copyleft",
        "©",
        "(c)",
        "all rights",
        "reproduc",
        "reuse only",
        "creative commons",
    ),
    *("cookie", "by continuing", "by using", "privacy", "terms of", "subscribe", "sign up"),
    *("follow us", "like us", "your e-mail", "your email", "not necessarily", "not reflect"),
    *("not represent", "not responsible", "free article", "forwarded this", "you may", "feel free"),
    *("donation", "all times", "sent from my", "this e-mail", "this email", "this message"),
    *("javascript", "your browser", "was last", "visitor", "http"),
)
"""One of these is in whatever the pattern above finds; to look for them first costs far less."""
_CONTACT_NOTICE = re.compile(
    r"(?:^\W*(?:press |media )?(?:contacts?|enquir\w+|inquir\w+)\b[^.]{0,30}"
    r"|^\W*for (?:the (?:media|press)|(?:more|further) information|interviews)\b[^.]{0,40}"
    rf"|\b(?:tel|phone|telephone|fax|call|text|whatsapp)\b[^.]{{0,20}}\.? ?)(?:{_CONTACT})",
)
"""A sentence that gives an address to write to or a number to call."""
_CONTACT_SIGN = re.compile(r"[@/\[\d]|www")
MAX_CONTACT_WORDS = 32
_SEPARATED = re.compile(r"\s+[|·•»›]\s+|\s*\|\s*")


def is_junk(text: str) -> bool:
    """Whether the line can be told to be page junk by its own words."""
    if len(text) > _MAX_CHARACTERS:
        return not any(c.isalnum() for c in text)
    return _is_junk(text)


@lru_cache(maxsize=4096)
def _is_junk(text: str) -> bool:
    # Each line of a page is asked about up to three times.
    words, lower = len(text.split()), text.casefold()
    if not any(c.isalnum() for c in text) or (":" in text and _DOUBLED.fullmatch(text)):
        return True
    if (
        words <= MAX_NOTICE_WORDS
        and any(sign in lower for sign in _NOTICE_SIGNS)
        and _NOTICE.search(lower)
    ):
        return True
    is_contact = words <= MAX_CONTACT_WORDS and _CONTACT_SIGN.search(lower)
    if is_contact and _CONTACT_NOTICE.search(lower):
        return True
    if words <= MAX_WORDS and _WHOLE_LINE.fullmatch(text):
        return True
    return is_page_words(text) or _is_menu(text) or _is_row_of_junk(text)


def _is_row_of_junk(text: str) -> bool:
    """Whether the line is two notices between bars: "Printable version | Mail this to a friend"."""
    items = [i for i in _SEPARATED.split(text) if i.strip()] if "|" in text else []
    return len(items) == 2 and all(_WHOLE_LINE.fullmatch(i) or is_page_words(i) for i in items)


def is_page_words(text: str) -> bool:
    """Whether every word belongs to what pages say of themselves ("facebook smallFacebook")."""
    if len(text) > 200 or text.rstrip().endswith((".", "!", "?")):
        return False
    words = [w.casefold() for w in _TOKEN.findall(text)]
    return all(w in _VOCABULARY for w in words) and any(w in _ANCHORS for w in words)


def _is_menu(text: str) -> bool:
    """Whether the line is a row of links: three or more short items between bars or bullets."""
    if text.endswith("."):
        return False
    items = [i for i in _SEPARATED.split(text) if i.strip()]
    if len(items) < 3 or any(len(i.split()) > 4 for i in items):
        return False
    return not any(find_dates(text))  # the line of an issue: "Sona Weekly | 3 May 2031 | No 12"
