// The bar at the bottom of the page and the overlay with errors, in a shadow tree that the site's styles do not affect.
const PHASES = {
  start: "Starting", scan: "Scanning files", parse: "Reading stories", assemble: "Assembling site", plan: "Planning pages",
  render: "Rendering pages", write: "Writing files",
};
const STATES = {
  draft: "Draft", future: "Scheduled", embargoed: "Embargoed", expired: "Expired", published: "Published",
};
const UNTIL = { draft: ", expires", future: " for", expired: " since" };
const COLLAPSED = "sitegen:collapsed";

// Creates an element; attributes that begin with "on" are event listeners.
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function decodeUrl(url) {
  try { return decodeURI(url); } catch { return url; }
}

const formatCount = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

function makeBar(path) {
  const host = h("sitegen-preview", { dir: "ltr", lang: "en" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const spacing = new CSSStyleSheet(); // keeps the end of the page above the bar
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing];

  let status = null, isOpen = false, isCollapsed = false, timer = 0, build = -1, hiddenErrors = "";
  try { isCollapsed = localStorage.getItem(COLLAPSED) === "yes"; } catch { /* storage may be forbidden */ }

  const connection = h("span", { class: "connection", role: "img", "aria-label": "Connected" });
  const badge = h("span", { class: "badge", hidden: true });
  const facts = h("span", { class: "facts" });
  const chips = h("span", { class: "chips" });
  const progressBar = h("progress", { hidden: true, "aria-label": "Build" });
  const detailsButton = h("button", { type: "button", class: "details", "aria-expanded": "false", "aria-controls": "panel", onclick: () => togglePanel(!isOpen) }, "Details");
  const collapseButton = h("button", { type: "button", class: "collapse", "aria-label": "Collapse the preview bar", onclick: () => collapse(true) }, "\u2715");
  const panel = h("div", { id: "panel", class: "panel", hidden: true, tabindex: "0", role: "group", "aria-label": "Details of this page" });
  const statusLine = h("div", { class: "status-line" }, connection, badge, facts, chips, h("span", { class: "spacer" }), detailsButton, collapseButton);
  const bar = h("section", { class: "bar", "aria-label": "Preview" }, panel, progressBar, statusLine);
  const expandButton = h("button", { type: "button", class: "expand", hidden: true, onclick: () => collapse(false) }, "Preview");
  const collapsed = h("section", { class: "collapsed", "aria-label": "Preview, collapsed", hidden: true }, expandButton);
  const overlay = h("section", { class: "overlay", hidden: true, "aria-label": "Errors" });
  root.append(overlay, bar, collapsed);
  document.documentElement.append(host);
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") closeTopmost(); });

  function closeTopmost() {
    if (!overlay.hidden) hideErrors();
    else if (isOpen) { togglePanel(false); detailsButton.focus(); }
  }

  function togglePanel(yes) {
    isOpen = yes;
    panel.hidden = !yes;
    detailsButton.setAttribute("aria-expanded", String(yes));
    if (yes) fillPanel();
  }

  function collapse(yes) {
    isCollapsed = yes;
    try { localStorage.setItem(COLLAPSED, yes ? "yes" : "no"); } catch { /* storage may be forbidden */ }
    updateLayout();
    (yes ? expandButton : detailsButton).focus();
  }

  function updateLayout() {
    bar.hidden = isCollapsed;
    collapsed.hidden = expandButton.hidden = !isCollapsed;
    const height = isCollapsed ? 0 : Math.ceil(statusLine.getBoundingClientRect().height);
    spacing.replaceSync(height ? `@media screen { html { padding-block-end: ${height}px; scroll-padding-block-end: ${height}px } }` : "");
  }

  async function loadStatus() {
    try {
      const answer = await fetch(`/_sitegen/status?path=${encodeURIComponent(path)}`);
      status = await answer.json();
    } catch { return; }
    showStatus();
    if (isOpen) fillPanel();
  }

  function showStatus() {
    const story = status.story;
    const name = status.provisional ? "Provisional" : story && story.state !== "published" ? STATES[story.state] : "";
    badge.hidden = !name;
    badge.textContent = name;
    badge.dataset.state = status.provisional ? "provisional" : story ? story.state : "";
    facts.textContent = story ? `${formatCount(story.words, "word")} \u00b7 ${story.minutes} min` : (status.kind || status.output.replace("404.html", "Not found (404)").replace(/\/?index.html$/, "")).replaceAll("_", " ");
    chips.replaceChildren();
    if (status.page_warnings.length) chips.append(createChip(formatCount(status.page_warnings.length, "warning"), "warning"));
    if (story && story.missing_rights.length) chips.append(createChip("Rights missing", "rights"));
    expandButton.dataset.state = badge.dataset.state;
    expandButton.textContent = name ? `Preview: ${name}` : "Preview";
    updateLayout();
  }

  const createChip = (text, kind) => h("button", { type: "button", class: `chip ${kind}`, onclick: () => togglePanel(true) }, text);

  // -- the panel --

  function fillPanel() {
    if (!status) return;
    const story = status.story;
    panel.replaceChildren(h("div", { class: "columns" },
      h("div", {}, describePage(story), ...(status.page_warnings.length ? [createTitle("Warnings"), ...status.page_warnings.map((text) => h("pre", { tabindex: "0" }, text))] : [])),
      h("div", {}, ...previewSharing()), h("div", {}, ...previewCardAndPrint(story))));
  }

  const createTitle = (text) => h("h2", {}, text);
  const formatTime = (iso) => new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

  function describePage(story) {
    const rows = [];
    const addRow = (name, ...value) => rows.push(h("div", {}, h("dt", {}, name), h("dd", {}, ...value)));
    if (story) {
      addRow("Source", h("bdi", { class: "path" }, story.source));
      addRow("Status", STATES[story.state], story.until ? `${UNTIL[story.state] || " until"} ${formatTime(story.until)}` : "");
      addRow("Length", `${formatCount(story.words, "word")}, ${story.minutes} min to read`);
      addRow("Picture rights", ...(story.missing_rights.length ? [h("ul", {}, ...story.missing_rights.map((text) => h("li", {}, text)))] : ["complete"]));
    } else if (status.kind) addRow("Page", status.kind.replaceAll("_", " "));
    addRow("Rendered because of", status.reasons.length ? status.reasons.join(", ") : "not rendered by the last build");
    addRow("Last build", `${formatCount(status.rendered, "page")} in ${status.seconds.toFixed(2)} s`);
    addRow("Next scheduled change", status.next_change_at ? formatTime(status.next_change_at) : "none: the clock is pinned");
    if (status.warnings) addRow("Warnings in total", String(status.warnings));
    return h("div", {}, createTitle("This page"), h("dl", {}, ...rows));
  }

  const readMeta = (name) => {
    const found = document.head.querySelector(`meta[property="${name}"],meta[name="${name}"]`);
    return found ? found.content : "";
  };
  const toLocalUrl = (url) => (url && status.base_url && url.startsWith(status.base_url) ? new URL(url).pathname : url);

  const languageAttributes = () => ({ dir: document.documentElement.dir || "auto", lang: document.documentElement.lang || null });
  const canonicalUrl = () => (document.querySelector("link[rel=canonical]") || location).href;
  const createImage = (url, alt) => (url ? h("img", { src: url, alt: alt || "", loading: "lazy" }) : h("div", { class: "no-picture" }, "no picture"));

  function previewSharing() {
    return [
      createTitle("Search result"),
      h("div", { class: "search", ...languageAttributes() }, h("p", { class: "address" }, h("bdi", {}, decodeUrl(canonicalUrl()))),
        h("p", { class: "headline" }, document.title), h("p", {}, readMeta("description") || "No description.")),
      createTitle("Social card"),
      h("div", { class: "social", ...languageAttributes() }, createImage(toLocalUrl(readMeta("og:image")), readMeta("og:image:alt")), h("div", {},
        h("p", { class: "address" }, h("bdi", {}, new URL(canonicalUrl()).host)),
        h("p", { class: "headline" }, readMeta("og:title") || document.title), h("p", {}, readMeta("og:description")))),
    ];
  }

  function previewCardAndPrint(story) {
    const togglePrintView = (event) => {
      setPrintView(!isPrintView);
      event.currentTarget.setAttribute("aria-pressed", String(isPrintView));
    };
    return [
      ...(story ? [createTitle("Card"), h("div", { class: "card", dir: story.dir, lang: story.lang }, createImage(story.image, story.alt),
        h("div", {}, h("p", { class: "kicker" }, story.kicker), h("p", { class: "headline" }, story.title), h("p", {}, story.teaser)))] : []),
      createTitle("Print"),
      h("p", {}, h("button", { type: "button", "aria-pressed": String(isPrintView), onclick: togglePrintView }, "Show as printed"), " ",
        h("button", { type: "button", onclick: () => print() }, "Print\u2026")),
    ];
  }

  // -- errors --

  // Source lines are not wrapped, so that the caret below them stays in its column.
  const splitFrame = (text) => text.split(/(?<=\n)/).map(
    (line) => (/^\s*\d*\s*\|/.test(line) ? h("span", { class: "code-frame" }, line) : line));

  function hideErrors() {
    hiddenErrors = overlay.dataset.errors;
    overlay.hidden = true;
  }

  function showErrors(texts) {
    const all = texts.join("\n\n");
    overlay.dataset.errors = all;
    if (!texts.length) { overlay.hidden = true; hiddenErrors = ""; overlay.replaceChildren(); return; }
    if (all === hiddenErrors || (!overlay.hidden && overlay.dataset.shown === all)) return;
    overlay.dataset.shown = all;
    overlay.replaceChildren(
      h("div", { class: "top" }, h("h2", {}, texts.length === 1 ? "Not built: 1 error" : `Not built: ${texts.length} errors`),
        h("button", { type: "button", onclick: hideErrors }, "Hide")),
      h("p", {}, "Below is the page from the last successful build. This message disappears when the errors are fixed."),
      h("div", { role: "alert" }, ...texts.map((text) => h("pre", { tabindex: "0" }, ...splitFrame(text)))));
    overlay.hidden = false;
  }

  function showProgress(p) {
    progressBar.hidden = !p;
    if (!p) return;
    if (p.total) { progressBar.max = p.total; progressBar.value = p.done; } else progressBar.removeAttribute("value");
    facts.textContent = `${PHASES[p.phase] || p.phase}${p.total ? ` ${p.done.toLocaleString("en")} of ${p.total.toLocaleString("en")}` : ""}`;
    updateLayout();
  }

  function refreshStatus(number) {
    if (number === build) return;
    build = number;
    clearTimeout(timer);
    timer = setTimeout(loadStatus, 120); // after the page itself
  }

  function showConnection(yes) {
    connection.classList.toggle("off", !yes);
    connection.setAttribute("aria-label", yes ? "Connected" : "The server is not responding");
  }

  addEventListener("resize", updateLayout);
  updateLayout();
  return { showErrors, showProgress, refreshStatus, showConnection };
}

// -- print view: the page's print styles, on the screen --

let isPrintView = false;
const printSheet = new CSSStyleSheet();
const originalMedia = new Map();

function setPrintView(yes) {
  isPrintView = yes;
  if (!yes) {
    originalMedia.forEach((text, media) => { media.mediaText = text; });
    originalMedia.clear();
    printSheet.replaceSync("");
    return;
  }
  const swapMedia = (media) => {
    const text = media.mediaText;
    if (!text) return;
    const to = /\bprint\b/.test(text) ? "all" : /\bscreen\b|prefers-color-scheme:\s*dark/.test(text) ? "not all" : "";
    if (to) { originalMedia.set(media, text); media.mediaText = to; }
  };
  const walk = (rules) => [...rules].forEach((rule) => {
    if (rule.media && rule.media.mediaText !== undefined) swapMedia(rule.media);
    if (rule.cssRules) walk(rule.cssRules);
  });
  for (const sheet of document.styleSheets) {
    swapMedia(sheet.media);
    try { walk(sheet.cssRules); } catch { /* from another origin */ }
  }
  if (!document.adoptedStyleSheets.includes(printSheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, printSheet];
  printSheet.replaceSync("html { color-scheme: only light; background: #fff; max-inline-size: 19cm; margin-inline: auto !important }");
}
