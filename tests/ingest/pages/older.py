"""Layouts of the past, and pages that are plainly set: tables, line breaks, prints, releases."""

from __future__ import annotations

from html import escape

from tests.ingest.pages import Page, Story, layout


@layout
def tables(story: Story) -> Page:
    """A page laid out with tables and fonts, as in 1999."""
    body = "<br><br>\n".join(escape(p) for p in story.paragraphs)
    left = "<br>".join(f'<a href="{i}.html"><font size=1>{escape(t)}</font></a>'
                       for i, t in enumerate(story.others))  # fmt: skip
    source = f"""<HTML><HEAD><TITLE>{story.outlet}: {escape(story.title)}</TITLE></HEAD>
<BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=2 BGCOLOR=#003366>
<FONT COLOR=white SIZE=5>{story.outlet}</FONT></TD></TR><TR><TD WIDTH=140 VALIGN=top>
<B>Sections</B><BR><A HREF=w.html>World</A><BR><A HREF=s.html>Sport</A><BR><HR>{left}</TD>
<TD VALIGN=top><FONT FACE=Arial SIZE=4><B>{escape(story.title)}</B></FONT><BR>
<FONT SIZE=2>{story.day:%d %B %Y}</FONT><P><FONT SIZE=2>{body}</FONT>
<P><FONT SIZE=1><A HREF=print.html>Printer friendly version</A> | <A HREF=mail.html>Mail this to a
friend</A></FONT></TD></TR><TR><TD COLSPAN=2 ALIGN=center><FONT SIZE=1>Copyright 1999-2031
{story.outlet}. <A HREF=mailto:web@post.example>Webmaster</A></FONT></TD></TR></TABLE></BODY></HTML>"""
    return Page(
        "tables", source, story.title, story.day, (story.title, *story.paragraphs),
        (f"{story.day:%d %B %Y}",),
    )  # fmt: skip


@layout
def breaks(story: Story) -> Page:
    """A page of lines and line breaks, made by hand."""
    body = "\n<br>&nbsp;<br>\n".join(escape(p) for p in story.paragraphs)
    source = f"""<html><head><title>{escape(story.title)}</title></head><body text="#000000">
<center><h2>{escape(story.title)}</h2></center>
<center><i>by {story.author}, {story.day:%B %-d, %Y}</i></center><hr>
{body}
<hr><center><a href="index.html">Home</a> | <a href="links.html">Links</a> |
<a href="guest.html">Guestbook</a></center>
<center><small>This page was last changed on 3 January 2035. You are visitor number 10482.</small></center>
</body></html>"""
    return Page(
        "breaks", source, story.title, story.day, (story.title, *story.paragraphs),
        (f"by {story.author}, {story.day:%B %-d, %Y}",),
    )  # fmt: skip


@layout
def journal(story: Story) -> Page:
    """A weblog of 2006: the date above the title, the archive beside, comments below."""
    comments = "".join(
        f'<dt id="c{i}" class="comment-author">{escape(who)} said...</dt>'
        f'<dd class="comment-body"><p>{escape(said)}</p></dd>'
        f'<dd class="comment-footer">{story.day:%-d %B %Y} {10 + i}:04</dd>'
        for i, (who, said) in enumerate(story.comments)
    )
    body = "<br /><br />".join(escape(p) for p in story.paragraphs)
    archive = "".join(
        f'<li><a href="/{i}">{escape(t)}</a></li>' for i, t in enumerate(story.others)
    )
    source = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The Orsk Diary: {escape(story.title)}</title>
<meta name="generator" content="Blogger" /></head><body><div id="outer-wrapper">
<div id="header"><h1 class="title"><a href="/">The Orsk Diary</a></h1></div>
<div id="main"><div class="blog-posts"><h2 class="date-header">{story.day:%A, %d %B %Y}</h2>
<div class="post"><h3 class="post-title">{escape(story.title)}</h3>
<div class="post-body">{body}</div>
<div class="post-footer">Posted by <span class="post-author">{story.author}</span> at 22:10</div></div>
<div id="comments"><h4>{len(story.comments)} comments:</h4><dl id="comments-block">{comments}</dl>
<p class="comment-footer"><a href="/post">Post a Comment</a></p></div></div></div>
<div id="sidebar"><h2>Blog Archive</h2><ul>{archive}</ul><h2>About Me</h2><p>I live by the river.</p></div>
</div></body></html>"""
    return Page(
        "journal", source, story.title, story.day,
        (story.title, *story.paragraphs, *(said for _, said in story.comments)),
        (
            f"{story.day:%A, %d %B %Y}", f"Posted by {story.author} at 22:10",
            *(f"{who} said... {story.day:%-d %B %Y} {10 + i}:04"
              for i, (who, _) in enumerate(story.comments)),
        ),
        tuple(who for who, _ in story.comments),
    )  # fmt: skip


@layout
def board(story: Story) -> Page:
    """A bulletin board made of tables: the names at the left, the posts at the right."""

    def post(who: str, words: str, i: int) -> str:
        return (
            f'<table class="tablebg" width="100%"><tr class="row1"><td align="center" width="150">'
            f'<b class="postauthor">{escape(who)}</b></td><td><div class="postsubject">Post subject: '
            f'{"Re: " if i else ""}{escape(story.title)}</div><div>Posted: {story.day:%d %b %Y}, 1{i}:00'
            f'</div></td></tr><tr class="row1"><td><div class="postdetails">Joined: 12 Jan 2025<br>'
            f'Posts: {40 + i}</div></td><td><div class="postbody">{words}</div></td></tr>'
            '<tr><td><a href="#top">Top</a></td><td><a href="pm">Profile</a></td></tr></table>'
        )  # fmt: skip

    body = "<br /><br />".join(escape(p) for p in story.paragraphs)
    posts = post(story.author, body, 0) + "".join(
        post(who, escape(said), i) for i, (who, said) in enumerate(story.comments, start=1)
    )
    source = f"""<html><head><title>Sel Board :: View topic - {escape(story.title)}</title></head><body>
<div id="wrapheader"><div id="logodesc">Sel Board</div><div id="menubar"><a href="login">Login</a>
<a href="reg">Register</a> <a href="faq">FAQ</a> <a href="search">Search</a></div></div>
<div id="pageheader"><h2><a class="titles" href="t">{escape(story.title)}</a></h2></div>
<div id="pagecontent">{posts}</div>
<div id="wrapfooter"><span class="copyright">Powered by phpBB</span></div></body></html>"""
    return Page(
        "board", source, story.title, story.day,
        (story.title, *story.paragraphs, *(said for _, said in story.comments)),
        (
            *(f"{who} Post subject: Re: {story.title} Posted: {story.day:%d %b %Y}, 1{i}:00"
              for i, (who, _) in enumerate(story.comments, start=1)),
            f"{story.author} Post subject: {story.title} Posted: {story.day:%d %b %Y}, 10:00",
        ),
        tuple(who for who, _ in story.comments),
    )  # fmt: skip


@layout
def release(story: Story) -> Page:
    """A press release of a body, with its contact and its word about itself."""
    first, *rest = story.paragraphs
    body = "".join(f"<p>{escape(p)}</p>" for p in rest)
    about = "The United Relief Committee has worked in Vardania since 2014 and is funded by gifts."
    source = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{escape(story.title)} | United Relief Committee</title></head><body>
<div id="masthead"><a href="/">United Relief Committee</a></div>
<ul id="main-nav"><li><a href="/about">Who we are</a></li><li><a href="/work">Our work</a></li>
<li><a href="/press">Press</a></li><li><a href="/give">Donate</a></li></ul>
<div id="content"><p class="label">FOR IMMEDIATE RELEASE</p><h1>{escape(story.title)}</h1>
<p><strong>TARSIN, {story.day:%-d %B %Y}</strong> – {escape(first)}</p>{body}
<p>###</p><p>Media contact: Olga Prins, press@relief.example, +00 555 0147</p>
<h3>About us</h3><p>{about}</p></div>
<div id="donate-box"><h4>Your gift saves lives</h4><a href="/give">Donate now</a></div>
<div id="foot"><a href="/imprint">Imprint</a> <a href="/jobs">Jobs</a> © United Relief Committee 2031</div>
</body></html>"""
    return Page(
        "release", source, story.title, story.day, (story.title, *story.paragraphs),
        ("FOR IMMEDIATE RELEASE", f"TARSIN, {story.day:%-d %B %Y}", "###", "About us", about,
         "Media contact: Olga Prins, press@relief.example, +00 555 0147"),
    )  # fmt: skip


@layout
def printed(story: Story) -> Page:
    """The version for printing."""
    body = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    source = f"""<html><head><meta charset="utf-8"><title>{story.outlet} - Print - {escape(story.title)}</title>
</head><body onload="window.print()"><div class="logo">{story.outlet}</div>
<div class="printhead"><a href="javascript:window.close()">Close window</a>
<a href="javascript:window.print()">Print this page</a></div>
<h1>{escape(story.title)}</h1><div class="date">Published: {story.day:%d/%m/%Y}</div>{body}
<div class="url">Find this article at: https://post.example/a/{story.number}</div>
<div class="legal">© Copyright 2031 {story.outlet}</div></body></html>"""
    return Page(
        "printed", source, story.title, story.day, (story.title, *story.paragraphs),
        (f"Published: {story.day:%d/%m/%Y}", story.outlet),
    )  # fmt: skip
