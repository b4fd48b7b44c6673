"""Layouts of today: news sites, blogs, forums, pages saved with everything that covers them."""

from __future__ import annotations

import json
from html import escape

from tests.ingest.pages import Page, Story, layout


def _p(story: Story, cls: str = "") -> list[str]:
    mark = f' class="{cls}"' if cls else ""
    return [f"<p{mark}>{escape(p)}</p>" for p in story.paragraphs]


def _menu(story: Story) -> str:
    names = ("Home", "World", "Vardania", "Economy", "Culture", "Weather", "Sport", "Video")
    return "".join(f'<li><a href="/{n.lower()}">{n}</a></li>' for n in names)


def _teasers(story: Story, tag: str = "h3") -> str:
    return "".join(
        f'<div class="card"><{tag}><a href="/story/{i}">{escape(t)}</a></{tag}></div>'
        for i, t in enumerate(story.others)
    )


@layout
def news(story: Story) -> Page:
    """A news site built as the standards have it."""
    stated = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
        "datePublished": f"{story.day}T06:40:00+02:00", "author": {"name": story.author},
        "publisher": {"name": story.outlet},
    }  # fmt: skip
    source = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{escape(story.title)} | {story.outlet}</title>
<meta property="og:title" content="{escape(story.title)}">
<meta property="og:site_name" content="{story.outlet}">
<script type="application/ld+json">{json.dumps(stated)}</script></head><body>
<header><a href="/">{story.outlet}</a><nav><ul>{_menu(story)}</ul></nav></header>
<main><article><h1>{escape(story.title)}</h1>
<p class="byline">By {story.author}</p><time datetime="{story.day}">{story.day:%d %B %Y}</time>
<ul class="share-bar"><li>Facebook</li><li>Twitter</li><li>Copy link</li></ul>
<figure><img src="a.jpg" alt=""><figcaption>Smoke above the harbour. Photo: V. Lind</figcaption></figure>
{"".join(_p(story))}
</article><aside><h2>Most read</h2>{_teasers(story)}</aside></main>
<footer><p>© 2031 {story.outlet}. All rights reserved.</p><a href="/privacy">Privacy</a></footer>
</body></html>"""
    return Page(
        "news", source, story.title, story.day, (story.title, *story.paragraphs),
        ("Smoke above the harbour. Photo: V. Lind", f"By {story.author}", f"{story.day:%d %B %Y}"),
    )  # fmt: skip


@layout
def soup(story: Story) -> Page:
    """A news site whose classes say nothing, with boxes between the paragraphs."""
    body = _p(story, "css-1a2b3c")
    box = (
        '<div class="css-9z8y"><div class="css-77q"><p>Sign up for our morning newsletter</p>'
        '<form><input type="email"><button>Sign up</button></form></div></div>'
    )
    more = f'<div class="css-41x"><span>Read more: </span><a href="/x">{escape(story.others[0])}</a></div>'
    body.insert(2, box)
    body.insert(4, more)
    cards = "".join(
        f'<div class="css-0k1"><a href="/s/{i}"><div>{escape(t)}</div></a></div>'
        for i, t in enumerate(story.others)
    )
    source = f"""<!doctype html><html><head><meta charset="utf-8">
<title>{escape(story.title)} - {story.outlet}</title>
<meta name="author" content="{story.author}">
<meta property="og:title" content="{escape(story.title)}">
<meta property="article:published_time" content="{story.day}T05:12:09Z">
<meta property="article:modified_time" content="{story.day}T09:00:00Z"></head><body><div id="root">
<div class="css-h0"><div class="css-h1"><a href="/">{story.outlet}</a></div>
<div class="css-h2"><a href="/w">World</a><a href="/b">Business</a><a href="/o">Opinion</a></div></div>
<div class="css-m0"><div class="css-m1"><h1 class="css-t">{escape(story.title)}</h1>
<div class="css-by"><span>By <a href="/a">{story.author}</a></span></div></div>
<div class="css-body">{"".join(body)}</div></div>
<div class="css-rel"><div class="css-rt">You may also like</div>{cards}</div>
<div class="css-f0"><a href="/t">Terms of service</a><a href="/p">Privacy policy</a>
<a href="/c">Contact us</a><span>© 2031 {story.outlet} Media Group</span></div></div></body></html>"""
    return Page(
        "soup", source, story.title, story.day, (story.title, *story.paragraphs),
        (f"By {story.author}",),
    )  # fmt: skip


@layout
def blog(story: Story) -> Page:
    """A weblog with categories, a side bar and a thread of comments."""
    thread = "".join(
        f'<li class="comment" id="comment-{i}"><div class="comment-author vcard"><cite class="fn">'
        f'{escape(who)}</cite> <span class="says">says:</span></div><div class="comment-meta">'
        f'<a href="#c{i}">{story.day:%B %-d, %Y} at {8 + i}:15 pm</a></div>'
        f'<div class="comment-content"><p>{escape(said)}</p></div>'
        '<div class="reply"><a href="#r">Reply</a></div></li>'
        for i, (who, said) in enumerate(story.comments)
    )
    recent = "".join(
        f'<li><a href="/p{i}">{escape(t)}</a></li>' for i, t in enumerate(story.others)
    )
    source = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{escape(story.title)} – Notes from the Sel</title></head>
<body class="single single-post"><div id="page" class="site">
<header class="site-header"><p class="site-title"><a href="/">Notes from the Sel</a></p>
<p class="site-description">One woman, one river, too many maps</p></header>
<div id="content"><article class="post hentry"><header class="entry-header">
<h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta">Posted on
<time class="entry-date published" datetime="{story.day}T19:20:00+02:00">{story.day:%B %-d, %Y}</time>
by <span class="author vcard"><a class="url fn" href="/about">{story.author}</a></span></div></header>
<div class="entry-content">{"".join(_p(story))}
<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul>
</div></div><footer class="entry-footer">Posted in <a href="/c/war">War</a>. Tagged <a href="/t/sel">Sel</a>,
<a href="/t/harbour">harbour</a>.</footer></article>
<nav class="post-navigation"><a href="/prev">← {escape(story.others[1])}</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">{len(story.comments)} thoughts on
“{escape(story.title)}”</h2><ol class="comment-list">{thread}</ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be
published.</p><textarea></textarea></form></div></div></div>
<aside class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{recent}</ul></section>
<section class="widget"><h2>Archives</h2><ul><li><a href="/2">February 2031</a></li></ul></section></aside>
<footer class="site-footer">Proudly powered by WordPress</footer></div></body></html>"""
    return Page(
        "blog", source, story.title, story.day,
        (story.title, *story.paragraphs, *(said for _, said in story.comments)),
        (
            f"Posted on {story.day:%B %-d, %Y} by {story.author}",
            *(f"{who} says: {story.day:%B %-d, %Y} at {8 + i}:15 pm"
              for i, (who, _) in enumerate(story.comments)),
        ),
        tuple(who for who, _ in story.comments),
    )  # fmt: skip


@layout
def forum(story: Story) -> Page:
    """A forum of today: the first post tells, others answer."""
    first = (
        f'<article class="message message--post" data-author="{story.author}"><header>'
        f'<h4 class="message-name"><a class="username" href="/m">{story.author}</a></h4>'
        f'<time datetime="{story.day}T10:00:00+0200">{story.day:%b %-d, %Y}</time></header>'
        f'<div class="message-body">{"".join(_p(story))}</div>'
        '<div class="message-actions"><a href="#">Like</a> <a href="#">Quote</a></div></article>'
    )
    answers = "".join(
        f'<article class="message message--post comment" id="post-{i}"><header>'
        f'<h4 class="message-name"><a class="username" href="/m">{escape(who)}</a></h4>'
        f'<time datetime="{story.day}T1{i}:30:00+0200">{story.day:%b %-d, %Y}</time></header>'
        f'<div class="message-body"><p>{escape(said)}</p></div>'
        '<div class="message-actions"><a href="#">Like</a> <a href="#">Quote</a></div></article>'
        for i, (who, said) in enumerate(story.comments)
    )
    source = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(story.title)} | Sel Forum</title>
<meta property="og:title" content="{escape(story.title)}"></head><body>
<nav class="p-nav"><a href="/">Forums</a><a href="/new">What's new</a><a href="/m">Members</a></nav>
<div class="breadcrumbs"><a href="/">Home</a> › <a href="/f">News</a></div>
<h1 class="p-title">{escape(story.title)}</h1><div class="block-container">{first}
<div class="replies comment-list">{answers}</div></div>
<div class="block related"><h3>Similar threads</h3>{_teasers(story, "div")}</div>
<footer class="p-footer"><a href="/terms">Terms and rules</a><a href="/help">Help</a></footer></body></html>"""
    return Page(
        "forum", source, story.title, story.day,
        (story.title, *story.paragraphs, *(said for _, said in story.comments)),
        (
            f"{story.author} {story.day:%b %-d, %Y}",
            *(f"{who} {story.day:%b %-d, %Y}" for who, _ in story.comments),
        ),
        tuple(who for who, _ in story.comments),
    )  # fmt: skip


@layout
def feature(story: Story) -> Page:
    """A long read with headings, a quotation set apart, a list and a small table."""
    quote = "“You go to the cemetery and count the new graves, and that is your newspaper.”"
    headings = ("What happened", "What each side says", "What comes next")
    items = ("the fish market and the street behind it", "the eastern pier, closed since Friday",
             "two warehouses that belong to the railway")  # fmt: skip
    parts = _p(story)
    parts.insert(1, f"<h2>{headings[0]}</h2>")
    parts.insert(3, f"<blockquote><p>{quote}</p></blockquote>")
    parts.insert(4, f"<h2>{headings[1]}</h2>")
    parts.insert(6, "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    rows = (("Source", "Killed", "Wounded"), ("Monitor for Civilians", "23", "71"),
            ("Ministry of defence", "4", "12"))  # fmt: skip
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    parts.append(f"<table>{table}</table>")
    source = f"""<!doctype html><html><head><meta charset="utf-8">
<title>{escape(story.title)} — {story.outlet}</title>
<meta name="date" content="{story.day}"><meta name="author" content="{story.author}"></head><body>
<div class="topbar"><a href="/subscribe">Subscribe</a> <a href="/login">Log in</a></div>
<div class="wrap"><div class="headline-block"><h1>{escape(story.title)}</h1>
<div class="meta">{story.author}, {story.day:%d.%m.%Y}</div></div>
<section class="story-text">{"".join(parts)}</section>
<section class="author-box"><p>About the author: {story.author} has written for {story.outlet} since 2019.</p>
</section><section class="more-stories">{_teasers(story, "h4")}</section></div>
<div class="cookie-banner">We use cookies to make this site better. <button>Accept all</button></div>
</body></html>"""
    return Page(
        "feature", source, story.title, story.day,
        (story.title, *story.paragraphs, headings[0], headings[1], quote, *items,
         *(" ".join(row) for row in rows)),
        (f"{story.author}, {story.day:%d.%m.%Y}",
         f"About the author: {story.author} has written for {story.outlet} since 2019."),
    )  # fmt: skip


@layout
def saved(story: Story) -> Page:
    """A page saved by a browser, with all that lay over it."""
    hidden = "".join(f'<div style="display:none">{escape(t)}</div>' for t in story.others[:3])
    source = f"""<!DOCTYPE html><!-- saved from url=(0041)https://post.example/ -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{escape(story.title)}</title><link rel="canonical"
href="https://post.example/{story.day:%Y/%m/%d}/story-{story.number}">
<style>.a{{color:red}}</style></head><body data-new="1">
<div role="dialog" class="consent-modal"><h2>We value your privacy</h2><p>We and our 812 partners store
and access information on a device, such as unique identifiers and standard information sent by a
device for personalised ads and content measurement.</p><button>Accept all</button></div>
<div class="ad-slot">Advertisement</div>
<div class="page-header"><ul class="nav-list">{_menu(story)}</ul></div>
<div class="paper"><div class="col-8"><h1 itemprop="headline">{escape(story.title)}</h1>
<div class="info"><span class="src">{story.outlet}</span></div>
<div itemprop="articleBody">{"".join(_p(story))}{hidden}</div>
<div class="paywall-hint"><p>You have 2 free articles left this month. Subscribe now.</p></div></div>
<div class="col-4 sidebar"><h3>Latest news</h3>{_teasers(story, "p")}</div></div>
<noscript>Please enable JavaScript</noscript>
<div class="page-footer"><p>Follow us on Facebook and Twitter</p><p>Impressum</p></div></body></html>"""
    return Page(
        "saved", source, story.title, story.day, (story.title, *story.paragraphs),
        (story.outlet,),
    )  # fmt: skip
