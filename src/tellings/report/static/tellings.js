// Shows the passages behind each value beside the page, goes where links lead in the single file,
// and switches light and dark. What comes from a document is set as text; the one exception are
// views that were drawn and packed with the page, in which the texts are escaped already.
(() => {
  "use strict";
  const CONTEXT = 320; // code points shown on each side of a passage
  const AT_ONCE = 12; // passages in the panel before "show more"
  const root = document.documentElement;
  const main = document.getElementById("main");
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

  function keyOf(name) {
    const [id, start, end] = name.split(".");
    return { id, start: Number(start), end: Number(end) };
  }

  // --- what is folded into the single file

  const folded = (() => {
    const block = document.getElementById("folded");
    if (!block) return null;
    const { index, bundles, serve } = JSON.parse(block.textContent);
    const opened = new Map();
    const escaped = /<(?:script|iframe|object|embed|base|form|meta|link|style)\b/i;
    const asHtml = (text) => {
      if (escaped.test(text)) throw new Error("a folded view holds an element that none may hold");
      return text;
    };
    const policy = window.trustedTypes
      ? window.trustedTypes.createPolicy("tellings", { createHTML: asHtml })
      : { createHTML: asHtml };

    async function unpack(number) {
      const bytes = Uint8Array.from(atob(bundles[number]), (letter) => letter.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      return JSON.parse(await new Response(stream).text());
    }

    async function item(name) {
      if (!Object.hasOwn(index, name)) return null;
      const number = index[name];
      if (!opened.has(number)) opened.set(number, unpack(number));
      return (await opened.get(number))[name];
    }

    function unfold(text) {
      const holder = document.createElement("template");
      holder.innerHTML = policy.createHTML(text);
      return holder.content;
    }

    async function view(name) {
      const found = await item(name);
      return found && unfold(typeof found === "string" ? found : found[0]);
    }

    const text = async (id) => ((await item(`document-${id}`)) || [])[1] || null;
    return { view, text, serve };
  })();

  // --- the texts of documents

  const texts = new Map();

  async function fetched(id) {
    const answer = await fetch(document.body.dataset.texts + encodeURIComponent(id));
    return answer.ok ? answer.json() : null;
  }

  function textOf(id) {
    if (!texts.has(id)) {
      texts.set(id, (folded ? folded.text(id) : fetched(id)).then((doc) => (
        doc && { ...doc, points: Array.from(doc.text) })));
    }
    return texts.get(id);
  }

  // --- the panel

  const overlap = (from, to, start, end) => Math.max(0, Math.min(to, end) - Math.max(from, start));

  function innermostClaim(doc, start, end) {
    const size = (claim) => claim.content.reduce((sum, [from, to]) => sum + to - from, 0);
    const shared = (claim) =>
      claim.content.reduce((sum, [from, to]) => sum + overlap(from, to, start, end), 0);
    return doc.claims
      .filter((claim) => shared(claim) * 2 > end - start)
      .sort((a, b) => size(a) - size(b))[0];
  }

  function contextOf(doc, { start, end }) {
    const cut = (from, to) => doc.points.slice(from, to).join("");
    let before = cut(Math.max(0, start - CONTEXT), start);
    let after = cut(end, end + CONTEXT);
    const more = { before: start > CONTEXT, after: end + CONTEXT < doc.points.length };
    if (more.before) before = `… ${before.replace(/^\S*\s/, "")}`;
    if (more.after) after = `${after.replace(/\s\S*$/, "")} …`;
    const quote = make("blockquote", "", before.trimStart(), make("mark", "", cut(start, end)),
      after.trimEnd());
    quote.dir = "auto";
    return quote;
  }

  function drawPassage(doc, passage, href) {
    const claim = innermostClaim(doc, passage.start, passage.end);
    const title = make("h3", "", doc.title);
    title.dir = "auto";
    const link = make("a", "", "Open the document at this place");
    link.href = href;
    const told = claim ? `Cited there from: ${claim.chain}` : "In the document’s own words.";
    return make("article", "", title, make("p", "quiet small", doc.facts),
      contextOf(doc, passage), make("p", "quiet small", told), make("p", "small", link));
  }

  function hrefOf(button, name) {
    const first = button.dataset.at.split(" ")[0];
    const { id, start, end } = keyOf(name);
    const [of, from, to] = first.split(".");
    return button.getAttribute("href").replace(of, id).replace(`${from}.${to}`, `${start}.${end}`);
  }

  async function showPassages(button, names) {
    const now = names.slice(0, AT_ONCE);
    const drawn = await Promise.all(now.map(async (name) => {
      const passage = keyOf(name);
      const doc = await textOf(passage.id);
      return doc ? drawPassage(doc, passage, hrefOf(button, name))
        : make("article", "", make("p", "", missing("This document")));
    }));
    if (opener !== button) return;
    panelBody.append(...drawn);
    const rest = names.slice(AT_ONCE);
    if (!rest.length) return;
    const more = make("button", "close", `Show more passages (${rest.length})`);
    more.type = "button";
    more.addEventListener("click", () => {
      more.parentElement.remove();
      showPassages(button, rest);
    });
    panelBody.append(make("article", "", more));
  }

  const missing = (what) => (folded
    ? `${what} is not in this page, which had no room for it. To see it: tellings serve ${folded.serve}`
    : `${what} cannot be shown now.`);

  // The page narrows beside the panel: keep what was pressed where it was.
  function holding(node, change) {
    const before = node.getBoundingClientRect().top;
    change();
    const top = node.getBoundingClientRect().top - before;
    window.scrollBy({ top, behavior: "instant" });
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }

  async function openPanel(button) {
    if (opener) opener.classList.remove("current");
    opener = button;
    opener.classList.add("current");
    panelTitle.textContent = button.dataset.title || button.textContent.trim();
    panelBody.replaceChildren();
    panel.hidden = false;
    panel.scrollTop = 0;
    holding(button, () => document.body.classList.add("reading-passage"));
    panel.querySelector(".close").focus({ preventScroll: true });
    await showPassages(button, button.dataset.at.split(" "));
  }

  function closePanel(returnFocus) {
    if (panel.hidden) return;
    panel.hidden = true;
    if (opener) opener.classList.remove("current");
    const back = () => document.body.classList.remove("reading-passage");
    if (returnFocus && opener && opener.isConnected) {
      holding(opener, back);
      opener.focus({ preventScroll: true });
    } else back();
    opener = null;
  }

  // --- a passage in its document

  // Mark start..end (code points) in the paragraphs that are drawn, and show it.
  function markPassage(start, end) {
    for (const old of main.querySelectorAll("mark.chosen")) old.replaceWith(...old.childNodes);
    for (const paragraph of main.querySelectorAll("[data-from]")) {
      paragraph.normalize();
      let at = Number(paragraph.dataset.from);
      if (at >= end) break;
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        const points = Array.from(node.data);
        const from = Math.max(start - at, 0);
        const to = Math.min(end - at, points.length);
        at += points.length;
        if (from >= to) continue;
        const pieces = [points.slice(0, from), points.slice(from, to), points.slice(to)];
        const [left, middle, right] = pieces.map((piece) => piece.join(""));
        node.replaceWith(left, make("mark", "chosen", middle), right);
      }
    }
    const first = main.querySelector("mark.chosen");
    if (first) first.scrollIntoView({ block: "center", behavior: "instant" });
    return Boolean(first);
  }

  // --- going to a place

  const overview = main.firstElementChild;
  let shown = "overview";

  function present(name, view) {
    const [kind] = name.split("-");
    const list = { event: "events", actor: "actors", document: "documents" }[kind] || kind;
    for (const link of document.querySelectorAll("nav a[data-view]")) {
      if (link.dataset.view === list) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    main.replaceChildren(view);
    shown = name;
    const title = main.querySelector("h1");
    if (title) document.title = `${title.textContent} · Tellings`;
  }

  async function show(name) {
    if (name === shown) return;
    if (name === "overview") {
      present(name, overview);
      return;
    }
    const view = await folded.view(name);
    present(name, view || make("p", "notice", missing("This part of the dossier")));
  }

  async function follow(event) {
    const id = decodeURIComponent(location.hash.slice(1));
    const place = /^(?:(document-[^.]+)\.)?(\d+)\.(\d+)$/.exec(id);
    if (!folded) {
      if (place) markPassage(Number(place[2]), Number(place[3]));
      return;
    }
    if (id === "main" || document.getElementById(id)?.closest(".view, .legend-fold")
      && id !== "overview") return;
    if (matchMedia("(max-width: 63.99rem)").matches || !place) closePanel(false);
    const before = shown;
    await show(place ? place[1] : id || "overview");
    if (place) markPassage(Number(place[2]), Number(place[3]));
    else if (event && before !== shown) {
      window.scrollTo({ top: 0, behavior: "instant" });
      main.focus({ preventScroll: true });
    }
  }

  // --- the keyboard in a table

  function beside(cell, key) {
    const row = cell.parentElement;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step) {
      for (let next = row.cells[cell.cellIndex + step]; next; next = row.cells[next.cellIndex + step]) {
        if (next.querySelector("a")) return next;
      }
      return null;
    }
    const rows = [...row.closest("table").rows];
    const down = key === "ArrowDown" ? 1 : -1;
    for (let at = rows.indexOf(row) + down; rows[at]; at += down) {
      const next = rows[at].cells[cell.cellIndex];
      if (next && next.querySelector("a")) return next;
    }
    return null;
  }

  function moveInTable(event) {
    if (!event.key.startsWith("Arrow") || event.altKey || event.ctrlKey || event.metaKey) return;
    const cell = event.target.closest("table.accounts td, table.accounts th");
    if (!cell || !event.target.matches("a")) return;
    const own = [...cell.querySelectorAll("a")];
    const inside = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = (inside && own[own.indexOf(event.target) + inside])
      || beside(cell, event.key)?.querySelector("a");
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  }

  // --- light and dark

  const remembered = {
    get: () => { try { return localStorage.getItem("tellings-theme"); } catch { return null; } },
    set: (theme) => { try { localStorage.setItem("tellings-theme", theme); } catch { /* not kept */ } },
  };
  const isDark = () => (root.dataset.theme
    ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const themeButton = document.querySelector("button.theme");

  function nameTheme() {
    if (themeButton) themeButton.textContent = isDark() ? "Light" : "Dark";
  }

  function setTheme(theme) {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    nameTheme();
  }

  // --- begin

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const value = event.target.closest("a[data-at]");
    if (value) {
      event.preventDefault();
      openPanel(value);
      return;
    }
    const link = event.target.closest("a[href*='#']");
    if (link && link.href === location.href) follow(event); // the same place: no hashchange
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel(true);
    else moveInTable(event);
  });
  panel.querySelector(".close").addEventListener("click", () => closePanel(true));
  window.addEventListener("hashchange", follow);
  setTheme(remembered.get());
  if (themeButton) {
    themeButton.hidden = false;
    themeButton.addEventListener("click", () => {
      setTheme(isDark() ? "light" : "dark");
      remembered.set(root.dataset.theme);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  }
  follow();
})();
