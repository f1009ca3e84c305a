// The bar at the foot of the page and the errors above it, in a shadow tree that the site's own styles do not reach.
const PHASES = {
  start: "Starting", scan: "Scanning", parse: "Reading stories", assemble: "Putting together", plan: "Planning pages",
  render: "Rendering pages", write: "Writing files",
};
const STATES = {
  draft: "Draft", future: "Scheduled", embargoed: "Embargoed", expired: "Expired", published: "Published",
};
const COLLAPSED = "sitegen:collapsed";

function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function readable(url) {
  try { return decodeURI(url); } catch { return url; }
}

const count = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

function makeBar(path) {
  const host = h("sitegen-preview", { dir: "ltr", lang: "en" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const spaceBelow = new CSSStyleSheet(); // the page's own end stays above the bar
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, spaceBelow];

  let state = null, isOpen = false, isCollapsed = false, timer = 0, build = -1, hidden = "";
  try { isCollapsed = localStorage.getItem(COLLAPSED) === "yes"; } catch { /* storage may be forbidden */ }

  const connection = h("span", { class: "connection", role: "img", "aria-label": "Connected" });
  const badge = h("span", { class: "badge", hidden: true });
  const facts = h("span", { class: "facts" });
  const chips = h("span", { class: "chips" });
  const work = h("progress", { hidden: true, "aria-label": "Build" });
  const more = h("button", { type: "button", class: "more", "aria-expanded": "false", "aria-controls": "panel", onclick: () => setOpen(!isOpen) }, "Details");
  const collapse = h("button", { type: "button", class: "collapse", "aria-label": "Collapse the preview bar", onclick: () => setCollapsed(true) }, "\u2715");
  const panel = h("div", { id: "panel", class: "panel", hidden: true, tabindex: "0", role: "group", "aria-label": "Details of this page" });
  const line = h("div", { class: "status-line" }, connection, badge, facts, chips, h("span", { class: "spacer" }), more, collapse);
  const bar = h("section", { class: "bar", "aria-label": "Preview" }, panel, work, line);
  const expand = h("button", { type: "button", class: "expand", hidden: true, onclick: () => setCollapsed(false) }, "Preview");
  const collapsed = h("section", { class: "collapsed", "aria-label": "Preview, collapsed", hidden: true }, expand);
  const overlay = h("section", { class: "overlay", hidden: true, "aria-label": "Errors" });
  root.append(overlay, bar, collapsed);
  document.documentElement.append(host);
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") escape(); });

  function escape() {
    if (!overlay.hidden) hide();
    else if (isOpen) { setOpen(false); more.focus(); }
  }

  function setOpen(yes) {
    isOpen = yes;
    panel.hidden = !yes;
    more.setAttribute("aria-expanded", String(yes));
    if (yes) fill();
  }

  function setCollapsed(yes) {
    isCollapsed = yes;
    try { localStorage.setItem(COLLAPSED, yes ? "yes" : "no"); } catch { /* storage may be forbidden */ }
    layOut();
    (yes ? expand : more).focus();
  }

  function layOut() {
    bar.hidden = isCollapsed;
    collapsed.hidden = expand.hidden = !isCollapsed;
    const height = isCollapsed ? 0 : Math.ceil(line.getBoundingClientRect().height);
    spaceBelow.replaceSync(height ? `@media screen { html { padding-block-end: ${height}px; scroll-padding-block-end: ${height}px } }` : "");
  }

  async function load() {
    try {
      const answer = await fetch(`/_sitegen/state?path=${encodeURIComponent(path)}`);
      state = await answer.json();
    } catch { return; }
    show();
    if (isOpen) fill();
  }

  function show() {
    const story = state.story;
    const name = state.provisional ? "Provisional" : story && story.state !== "published" ? STATES[story.state] : "";
    badge.hidden = !name;
    badge.textContent = name;
    badge.dataset.state = state.provisional ? "provisional" : story ? story.state : "";
    facts.textContent = story ? `${count(story.words, "word")} \u00b7 ${story.minutes} min` : (state.kind || state.output.replace("404.html", "Not found (404)").replace(/\/?index.html$/, "")).replaceAll("_", " ");
    chips.replaceChildren();
    if (state.problems.length) chips.append(chip(count(state.problems.length, "warning"), "warning"));
    if (story && story.rights.length) chips.append(chip("Rights missing", "rights"));
    expand.dataset.state = badge.dataset.state;
    expand.textContent = name ? `Preview: ${name}` : "Preview";
    layOut();
  }

  const chip = (text, kind) => h("button", { type: "button", class: `chip ${kind}`, onclick: () => setOpen(true) }, text);

  // -- the panel --

  function fill() {
    if (!state) return;
    const story = state.story;
    panel.replaceChildren(h("div", { class: "columns" },
      h("div", {}, pageDetails(story), ...(state.problems.length ? [title("Warnings"), ...state.problems.map((text) => h("pre", { tabindex: "0" }, text))] : [])),
      h("div", {}, ...searchAndSocial()), h("div", {}, ...cardAndPrint(story))));
  }

  const title = (text) => h("h2", {}, text);
  const moment = (iso) => new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

  function pageDetails(story) {
    const rows = [];
    const row = (name, ...value) => rows.push(h("div", {}, h("dt", {}, name), h("dd", {}, ...value)));
    if (story) {
      row("Source", h("bdi", { class: "path" }, story.source));
      row("State", STATES[story.state], story.until ? `, until ${moment(story.until)}` : "");
      row("Length", `${count(story.words, "word")}, ${story.minutes} min to read`);
      row("Picture rights", ...(story.rights.length ? [h("ul", {}, ...story.rights.map((text) => h("li", {}, text)))] : ["complete"]));
    } else if (state.kind) row("Page", state.kind.replaceAll("_", " "));
    row("Why rebuilt", state.why.length ? state.why.join(", ") : "not rebuilt by the last save");
    row("Last build", `${count(state.rendered, "page")} in ${state.seconds.toFixed(2)} s`);
    row("Next change by the clock", state.next_change_at ? moment(state.next_change_at) : "none: the clock is pinned");
    if (state.warnings) row("Warnings in all", String(state.warnings));
    return h("div", {}, title("This page"), h("dl", {}, ...rows));
  }

  const meta = (name) => {
    const found = document.head.querySelector(`meta[property="${name}"],meta[name="${name}"]`);
    return found ? found.content : "";
  };
  const local = (url) => (url && state.base_url && url.startsWith(state.base_url) ? new URL(url).pathname : url);

  const direction = () => ({ dir: document.documentElement.dir || "auto", lang: document.documentElement.lang || null });
  const address = () => (document.querySelector("link[rel=canonical]") || location).href;
  const image = (url, alt) => (url ? h("img", { src: url, alt: alt || "", loading: "lazy" }) : h("div", { class: "no-picture" }, "no picture"));

  function searchAndSocial() {
    return [
      title("Search result"),
      h("div", { class: "search", ...direction() }, h("p", { class: "address" }, h("bdi", {}, readable(address()))),
        h("p", { class: "headline" }, document.title), h("p", {}, meta("description") || "No description.")),
      title("Social card"),
      h("div", { class: "social", ...direction() }, image(local(meta("og:image")), meta("og:image:alt")), h("div", {},
        h("p", { class: "address" }, h("bdi", {}, new URL(address()).host)),
        h("p", { class: "headline" }, meta("og:title") || document.title), h("p", {}, meta("og:description")))),
    ];
  }

  function cardAndPrint(story) {
    const press = (event) => {
      onPaper(!isOnPaper);
      event.currentTarget.setAttribute("aria-pressed", String(isOnPaper));
    };
    return [
      ...(story ? [title("Card"), h("div", { class: "card", dir: story.dir, lang: story.lang }, image(story.image, story.alt),
        h("div", {}, h("p", { class: "kicker" }, story.kicker), h("p", { class: "headline" }, story.title), h("p", {}, story.teaser)))] : []),
      title("Print"),
      h("p", {}, h("button", { type: "button", "aria-pressed": String(isOnPaper), onclick: press }, "Show as printed"), " ",
        h("button", { type: "button", onclick: () => print() }, "Print\u2026")),
    ];
  }

  // -- errors --

  // The lines of source are not wrapped, so that the caret below them stays in its place.
  const framed = (text) => text.split(/(?<=\n)/).map(
    (line) => (/^\s*\d*\s*\|/.test(line) ? h("span", { class: "code-frame" }, line) : line));

  function hide() {
    hidden = overlay.dataset.errors;
    overlay.hidden = true;
  }

  function errors(texts) {
    const all = texts.join("\n\n");
    overlay.dataset.errors = all;
    if (!texts.length) { overlay.hidden = true; hidden = ""; overlay.replaceChildren(); return; }
    if (all === hidden || (!overlay.hidden && overlay.dataset.shown === all)) return;
    overlay.dataset.shown = all;
    overlay.replaceChildren(
      h("div", { class: "top" }, h("h2", {}, texts.length === 1 ? "Not built: 1 error" : `Not built: ${texts.length} errors`),
        h("button", { type: "button", onclick: hide }, "Hide")),
      h("p", {}, "Below is the last good page. This message disappears once the errors are fixed."),
      h("div", { role: "alert" }, ...texts.map((text) => h("pre", { tabindex: "0" }, ...framed(text)))));
    overlay.hidden = false;
  }

  function progress(p) {
    work.hidden = !p;
    if (!p) return;
    if (p.total) { work.max = p.total; work.value = p.done; } else work.removeAttribute("value");
    facts.textContent = `${PHASES[p.phase] || p.phase}${p.total ? ` ${p.done.toLocaleString("en")} of ${p.total.toLocaleString("en")}` : ""}`;
    layOut();
  }

  function refresh(number) {
    if (number === build) return;
    build = number;
    clearTimeout(timer);
    timer = setTimeout(load, 120); // the page itself comes first
  }

  function connected(yes) {
    connection.classList.toggle("off", !yes);
    connection.setAttribute("aria-label", yes ? "Connected" : "The server does not answer");
  }

  addEventListener("resize", layOut);
  layOut();
  return { errors, progress, refresh, connected };
}

// -- the page as on paper: its own rules for print, on the screen --

let isOnPaper = false;
const paper = new CSSStyleSheet();
const screenMedia = new Map();

function onPaper(yes) {
  isOnPaper = yes;
  if (!yes) {
    screenMedia.forEach((text, media) => { media.mediaText = text; });
    screenMedia.clear();
    paper.replaceSync("");
    return;
  }
  const flip = (media) => {
    const text = media.mediaText;
    if (!text) return;
    const to = /\bprint\b/.test(text) ? "all" : /\bscreen\b|prefers-color-scheme:\s*dark/.test(text) ? "not all" : "";
    if (to) { screenMedia.set(media, text); media.mediaText = to; }
  };
  const walk = (rules) => [...rules].forEach((rule) => {
    if (rule.media && rule.media.mediaText !== undefined) flip(rule.media);
    if (rule.cssRules) walk(rule.cssRules);
  });
  for (const sheet of document.styleSheets) {
    flip(sheet.media);
    try { walk(sheet.cssRules); } catch { /* of another origin */ }
  }
  if (!document.adoptedStyleSheets.includes(paper)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper];
  paper.replaceSync("html { color-scheme: only light; background: #fff; max-inline-size: 19cm; margin-inline: auto !important }");
}
