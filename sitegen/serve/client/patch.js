// From the page as it was sent to the page as it is now, on the document as it stands: only what differs is touched, so
// that scroll position, open <details> and what is being typed stay. Where the document is no longer what was sent (a
// script has changed it just there), or scripts would have to run, nothing is touched and the page is loaded anew.
const DATA_SCRIPT = /^(application\/(ld\+)?json|importmap|speculationrules)$/i;

function parsed(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const own = page.querySelector('script[src^="/_sitegen/"]');
  const digest = own ? own.dataset.digest : "";
  if (own) own.remove();
  return { page, digest };
}

// Returns whether the document now shows the page `next`.
function patch(last, next) {
  const steps = [];
  const fits =
    sameAttributes(last.documentElement, next.documentElement, document.documentElement, steps) &&
    plan(last.head, next.head, document.head, steps) &&
    plan(last.body, next.body, document.body, steps);
  if (fits) steps.forEach((step) => step());
  return fits;
}

function plan(last, next, live, steps) {
  if (last.isEqualNode(next)) return true;
  if (!live || live.nodeName !== last.nodeName) return false;
  if (last.nodeType !== Node.ELEMENT_NODE) {
    if (live.nodeValue !== last.nodeValue) return false;
    steps.push(() => { live.nodeValue = next.nodeValue; });
    return true;
  }
  if (isProgram(last)) return false;
  if (isStyleLink(last) && isStyleLink(next)) {
    steps.push(() => swapStyle(live, document.importNode(next)));
    return true;
  }
  return sameAttributes(last, next, live, steps) && planChildren(last, next, live, steps);
}

function sameAttributes(last, next, live, steps) {
  for (const name of new Set([...last.getAttributeNames(), ...next.getAttributeNames()])) {
    const value = next.getAttribute(name);
    if (last.getAttribute(name) === value) continue;
    if (live.getAttribute(name) !== last.getAttribute(name) || isHook(name)) return false;
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
    return old.every((node, n) => plan(node, fresh[n], there[n], steps));
  }
  if (!old.every((node, n) => node.isEqualNode(there[n])) || [...old, ...fresh].some(needsScript)) return false;
  const before = now[now.length - end] || null;
  steps.push(() => {
    there.forEach((node) => node.remove());
    fresh.forEach((node) => live.insertBefore(document.importNode(node, true), before));
  });
  return true;
}

const isProgram = (node) => node.localName === "script" && !!node.type.trim() && !DATA_SCRIPT.test(node.type)
  || node.localName === "script" && !node.type.trim();
const isHook = (name) => name.startsWith("data-") || name.startsWith("on");
const isStyleLink = (node) => node.localName === "link" && /\bstylesheet\b/i.test(node.getAttribute("rel") || "");

// Scripts find the nodes that they serve by such marks, once, when the page is loaded.
function needsScript(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  return [node, ...node.querySelectorAll("*")].some(
    (e) => isProgram(e) || e.localName.includes("-") || e.getAttributeNames().some(isHook));
}

function swapStyle(old, fresh) {
  const done = () => old.remove();
  fresh.addEventListener("load", done, { once: true });
  fresh.addEventListener("error", done, { once: true });
  old.after(fresh);
}

// Fetches the style sheets of these URL paths again. Returns whether the page has any of them.
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
