// Applies the differences between the page as it was sent and the page as it is now to the live document, so that scroll
// position, open <details> and typed text are kept. Nothing is changed, and the page must be reloaded, if a script has
// changed the document in the same place or if scripts would have to run.
const DATA_SCRIPT = /^(application\/(ld\+)?json|importmap|speculationrules)$/i;

function parsePage(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const own = page.querySelector('script[src^="/_sitegen/"]');
  const digest = own ? own.dataset.digest : "";
  if (own) own.remove();
  return { page, digest };
}

// Returns whether the document now shows the page `next`; if not, it is unchanged.
function patch(last, next) {
  const steps = [];
  const fits =
    planAttributes(last.documentElement, next.documentElement, document.documentElement, steps) &&
    planNode(last.head, next.head, document.head, steps) &&
    planNode(last.body, next.body, document.body, steps);
  if (fits) steps.forEach((step) => step());
  return fits;
}

function planNode(last, next, live, steps) {
  if (last.isEqualNode(next)) return true;
  if (!live || live.nodeName !== last.nodeName) return false;
  if (last.nodeType !== Node.ELEMENT_NODE) {
    if (live.nodeValue !== last.nodeValue) return false;
    steps.push(() => { live.nodeValue = next.nodeValue; });
    return true;
  }
  if (isRunnableScript(last)) return false;
  if (isStyleLink(last) && isStyleLink(next)) {
    steps.push(() => swapStyle(live, document.importNode(next)));
    return true;
  }
  return planAttributes(last, next, live, steps) && planChildren(last, next, live, steps);
}

function planAttributes(last, next, live, steps) {
  for (const name of new Set([...last.getAttributeNames(), ...next.getAttributeNames()])) {
    const value = next.getAttribute(name);
    if (last.getAttribute(name) === value) continue;
    if (live.getAttribute(name) !== last.getAttribute(name) || isScriptHook(name)) return false;
    steps.push(() => (value === null ? live.removeAttribute(name) : live.setAttribute(name, value)));
  }
  return true;
}

function planChildren(last, next, live, steps) {
  const a = [...last.childNodes], b = [...next.childNodes], now = [...live.childNodes];
  let start = 0, end = 0;
  while (start < a.length && start < b.length && a[start].isEqualNode(b[start])) start++;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end).isEqualNode(b.at(-1 - end))) end++;
  const old = a.slice(start, a.length - end), fresh = b.slice(start, b.length - end);
  const there = now.slice(start, now.length - end);
  if (there.length !== old.length || now.length !== a.length) return false;
  if (old.length === fresh.length && old.every((node, n) => node.nodeName === fresh[n].nodeName)) {
    return old.every((node, n) => planNode(node, fresh[n], there[n], steps));
  }
  if (!old.every((node, n) => node.isEqualNode(there[n])) || [...old, ...fresh].some(needsScript)) return false;
  const before = now[now.length - end] || null;
  steps.push(() => {
    there.forEach((node) => node.remove());
    fresh.forEach((node) => live.insertBefore(document.importNode(node, true), before));
  });
  return true;
}

const isRunnableScript = (node) => node.localName === "script" && !!node.type.trim() && !DATA_SCRIPT.test(node.type)
  || node.localName === "script" && !node.type.trim();
const isScriptHook = (name) => name.startsWith("data-") || name.startsWith("on");
const isStyleLink = (node) => node.localName === "link" && /\bstylesheet\b/i.test(node.getAttribute("rel") || "");

// Scripts look for such attributes once, when the page is loaded.
function needsScript(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  return [node, ...node.querySelectorAll("*")].some(
    (e) => isRunnableScript(e) || e.localName.includes("-") || e.getAttributeNames().some(isScriptHook));
}

function swapStyle(old, fresh) {
  const done = () => old.remove();
  fresh.addEventListener("load", done, { once: true });
  fresh.addEventListener("error", done, { once: true });
  old.after(fresh);
}

// Loads the style sheets with these URL paths again. Returns whether the page uses any of them.
function refreshStyles(paths) {
  const links = [...document.querySelectorAll("link")].filter(
    (link) => isStyleLink(link) && paths.includes(new URL(link.href).pathname));
  for (const link of links) {
    const fresh = link.cloneNode();
    const url = new URL(link.href);
    url.searchParams.set("sitegen", Date.now().toString(36));
    fresh.href = url.href;
    swapStyle(link, fresh);
  }
  return links.length > 0;
}
