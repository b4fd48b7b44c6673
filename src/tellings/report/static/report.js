// Draws the documents and the passages behind each value. Everything that comes from a document
// is set as text, never as markup. Offsets are UTF-16 code units, half open.
(() => {
  "use strict";
  const CONTEXT = 300; // characters shown on each side of a passage
  const AT_ONCE = 12; // passages in the panel before "show more"
  const SMALL = 400000; // characters of text in all up to which every document is drawn when idle
  const DEEPEST = 3; // nesting of claims that is still told apart

  const { documents, words } = JSON.parse(document.getElementById("documents").textContent);
  const panel = document.getElementById("panel");
  const panelTitle = document.getElementById("panel-title");
  const panelBody = document.getElementById("panel-body");
  let opener = null;

  function make(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  function passagesOf(button) {
    return button.dataset.at.split(" ").map((key) => {
      const [index, start, end] = key.split(".").map(Number);
      return { index, start, end };
    });
  }

  const facts = (doc) => [doc.outlet, doc.date, doc.path].filter(Boolean).join(" · ");
  const overlap = (from, to, start, end) => Math.max(0, Math.min(to, end) - Math.max(from, start));

  // --- claims

  function chainOf(claim) {
    return claim.sources.length ? claim.sources.join(" → ") : words.unnamed;
  }

  function innermostClaim(doc, start, end) {
    const size = (claim) => claim.content.reduce((sum, [from, to]) => sum + to - from, 0);
    const shared = (claim) =>
      claim.content.reduce((sum, [from, to]) => sum + overlap(from, to, start, end), 0);
    return doc.claims
      .filter((claim) => shared(claim) * 2 > end - start)
      .sort((a, b) => size(a) - size(b))[0];
  }

  function depthOf(doc, index) {
    let depth = 1;
    const seen = new Set([index]);
    let outer = doc.claims[index].inside;
    while (outer !== null && !seen.has(outer)) {
      seen.add(outer);
      depth += 1;
      outer = doc.claims[outer].inside;
    }
    return depth;
  }

  // --- one document's text, cut where any mark begins or ends

  function claimMarks(doc) {
    return doc.claims.flatMap((claim, index) => {
      const depth = Math.min(depthOf(doc, index), DEEPEST);
      const marks = claim.content.map(([start, end]) => (
        { kind: "content", start, end, claim: index, depth }));
      if (claim.cue) marks.push({ kind: "cue", start: claim.cue[0], end: claim.cue[1], claim: index });
      for (const [start, end] of claim.places) marks.push({ kind: "source", start, end, claim: index });
      return marks;
    });
  }

  function marksOf(doc) {
    const others = doc.marks.map(([kind, start, end, note, event, polarity]) => (
      { kind, start, end, note, event, polarity }));
    return claimMarks(doc).concat(others).filter((mark) => mark.end > mark.start);
  }

  function underline(mark, from, to, inner) {
    const linked = mark.kind === "trigger" && mark.event !== null;
    const node = make(linked ? "a" : "span", mark.kind, inner);
    if (linked) node.href = `#event-${mark.event}`;
    node.title = mark.note;
    if (mark.kind === "label" && mark.end === to) {
      const sign = make("span", "polarity", words.polarities[mark.polarity][0]);
      sign.setAttribute("role", "img");
      sign.setAttribute("aria-label", words.polarities[mark.polarity][1]);
      node.append(sign);
    }
    return node;
  }

  function wrapInClaim(marks, from, to, inner) {
    const of = (kind) => marks.filter((mark) => mark.kind === kind);
    const content = of("content").sort((a, b) => a.depth - b.depth || a.start - b.start);
    const classes = [];
    if (content.length) classes.push("content", `depth-${content.at(-1).depth}`);
    if (content.some((mark) => mark.start === from)) classes.push("opens");
    if (content.some((mark) => mark.end === to)) classes.push("closes");
    if (of("source").length) classes.push("source");
    if (of("cue").length) classes.push("cue");
    return classes.length ? make("span", classes.join(" "), inner) : inner;
  }

  // A run of text with the marks that lie on it. `points` are sorted cuts within start..end.
  function drawRun(doc, marks, start, end) {
    const inside = marks.filter((mark) => mark.start < end && mark.end > start);
    const points = new Set([start, end]);
    for (const mark of inside) {
      points.add(Math.max(start, mark.start));
      points.add(Math.min(end, mark.end));
    }
    const cuts = [...points].sort((a, b) => a - b);
    const opening = inside.sort((a, b) => a.start - b.start);
    const run = document.createDocumentFragment();
    let active = [];
    let next = 0;
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const [from, to] = [cuts[i], cuts[i + 1]];
      while (next < opening.length && opening[next].start <= from) active.push(opening[next++]);
      active = active.filter((mark) => mark.end > from);
      let node = make("span", "", doc.text.slice(from, to));
      for (const kind of ["trigger", "figure", "label"]) {
        const mark = active.find((candidate) => candidate.kind === kind);
        if (mark) node = underline(mark, from, to, node);
      }
      node = wrapInClaim(active, from, to, node);
      if (active.some((mark) => mark.kind === "chosen")) node.classList.add("chosen");
      run.append(node);
    }
    return run;
  }

  function drawText(doc, chosen) {
    const marks = marksOf(doc).concat(
      chosen.map(([start, end]) => ({ kind: "chosen", start, end })));
    const reading = make("div", "reading");
    let done = 0;
    const plain = (upTo) => { // what no part covers, without the white space around it
      const between = doc.text.slice(done, upTo);
      const from = done + between.length - between.trimStart().length;
      const to = done + between.trimEnd().length;
      if (from < to) reading.append(make("div", "part part-body", drawRun(doc, marks, from, to)));
    };
    for (const [kind, start, end, name] of doc.parts) {
      plain(start);
      const part = make("div", `part part-${kind}`, drawRun(doc, marks, start, end));
      if (name) part.dataset.name = name;
      reading.append(part);
      done = end;
    }
    plain(doc.text.length);
    return reading;
  }

  function quote(doc, claim) {
    const said = claim.content.map(([start, end]) => doc.text.slice(start, end)).join(" … ");
    return said.length > 160 ? `${said.slice(0, 160).replace(/\s+\S*$/, "")} …` : said;
  }

  function drawClaim(doc, claim, index, host) {
    const held = make("span", `held${claim.against ? " against" : ""}`, claim.held);
    const button = make("button", "", make("span", "chain", chainOf(claim)),
      make("span", "said", quote(doc, claim)), held);
    button.type = "button";
    const depth = depthOf(doc, index);
    const ranges = [...claim.places, ...(claim.cue ? [claim.cue] : []), ...claim.content];
    button.addEventListener("click", () => choose(host, doc, ranges));
    return make("li", depth > 1 ? "nested" : "", button);
  }

  function drawClaims(doc, host) {
    const list = make("ol", "", ...doc.claims.map((claim, i) => drawClaim(doc, claim, i, host)));
    const title = make("h4", "", doc.claims.length ? words.claims : words.noClaims);
    return doc.claims.length ? make("aside", "claims", title, list) : make("aside", "claims", title);
  }

  function draw(block) {
    const host = block.querySelector(".spread");
    if (host.childElementCount) return;
    const doc = documents[Number(block.dataset.index)];
    const text = make("div", "text", drawText(doc, []));
    host.append(text, drawClaims(doc, text));
  }

  function choose(host, doc, ranges) {
    host.replaceChildren(drawText(doc, ranges));
    const first = host.querySelector(".chosen");
    if (first) first.scrollIntoView({ block: "center" });
  }

  // --- the panel

  function contextOf(doc, { start, end }) {
    let from = Math.max(0, start - CONTEXT);
    let to = Math.min(doc.text.length, end + CONTEXT);
    if (from > 0) from += doc.text.slice(from, start).search(/\s|$/);
    if (to < doc.text.length) to = Math.max(end, doc.text.slice(0, to).search(/\s+\S*$/));
    return make("blockquote", "",
      from > 0 ? "… " : "", doc.text.slice(from, start).trimStart(),
      make("mark", "", doc.text.slice(start, end)),
      doc.text.slice(end, to).trimEnd(), to < doc.text.length ? " …" : "");
  }

  function drawPassage(passage) {
    const doc = documents[passage.index];
    const claim = innermostClaim(doc, passage.start, passage.end);
    const link = make("a", "", words.open);
    link.href = `#document-${passage.index}.${passage.start}.${passage.end}`;
    return make("article", "",
      make("h3", "", doc.title), make("div", "quiet small", facts(doc)),
      contextOf(doc, passage),
      make("div", "quiet small", claim ? `${words.heldBy} ${chainOf(claim)}` : words.ownWords),
      make("p", "small", link));
  }

  function showPassages(passages) {
    panelBody.append(...passages.slice(0, AT_ONCE).map(drawPassage));
    const rest = passages.slice(AT_ONCE);
    if (!rest.length) return;
    const more = make("button", "close", `${words.more} (${rest.length})`);
    more.type = "button";
    more.addEventListener("click", () => {
      more.parentElement.remove();
      showPassages(rest);
    });
    panelBody.append(make("article", "", more));
  }

  // The page narrows beside the panel: keep what was pressed where it was.
  function holding(node, change) {
    const before = node.getBoundingClientRect().top;
    change();
    const top = node.getBoundingClientRect().top - before;
    window.scrollBy({ top, behavior: "instant" });
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }

  function openPanel(button) {
    if (opener) opener.classList.remove("current");
    opener = button;
    opener.classList.add("current");
    panelTitle.textContent = button.dataset.title || button.textContent.trim();
    panelBody.replaceChildren();
    showPassages(passagesOf(button));
    panel.hidden = false;
    panel.scrollTop = 0;
    holding(button, () => document.body.classList.add("reading-passage"));
    panel.querySelector(".close").focus();
  }

  function closePanel(returnFocus) {
    if (panel.hidden) return;
    panel.hidden = true;
    if (opener) opener.classList.remove("current");
    const back = () => document.body.classList.remove("reading-passage");
    if (returnFocus && opener) {
      holding(opener, back);
      opener.focus({ preventScroll: true });
    } else back();
  }

  // --- going to a place

  function openDocument(index, start, end) {
    const block = document.getElementById(`document-${index}`);
    if (!block) return;
    block.open = true;
    draw(block);
    block.scrollIntoView();
    if (start !== undefined) {
      choose(block.querySelector(".text"), documents[index], [[start, end]]);
    }
    if (panel.hidden) block.querySelector("summary").focus({ preventScroll: true });
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const place = /^document-(\d+)(?:\.(\d+)\.(\d+))?$/.exec(id);
    if (place) {
      if (matchMedia("(max-width: 63.99rem)").matches) closePanel(false);
      const [, index, start, end] = place;
      openDocument(Number(index), start && Number(start), end && Number(end));
      return;
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    target.scrollIntoView();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-at]");
    if (button) openPanel(button);
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) follow(); // the same place again: no hashchange
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel(true);
  });
  panel.querySelector(".close").addEventListener("click", () => closePanel(true));
  window.addEventListener("hashchange", follow);

  const blocks = [...document.querySelectorAll("details.document")];
  for (const block of blocks) block.addEventListener("toggle", () => block.open && draw(block));
  const whole = documents.reduce((sum, doc) => sum + doc.text.length, 0);
  if (whole <= SMALL) blocks.forEach((block, i) => setTimeout(() => draw(block), i));
  if (blocks.length === 1) blocks[0].open = true;
  follow();
})();
