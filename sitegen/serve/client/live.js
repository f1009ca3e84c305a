// Keeps the page up to date over a WebSocket, and comes back when the server does.
const ownScript = document.currentScript;
let shown = ownScript.dataset.digest; // of what this document shows
ownScript.remove();

const KEY = `sitegen:${location.pathname}`;
const bar = makeBar(location.pathname);
let source = null; // the text that this document was made of
let wanted = "", busy = false, tries = 0, socket = null;

function connect() {
  if (socket && socket.readyState < 2) return;
  socket = new WebSocket(`ws://${location.host}/_sitegen/live?path=${encodeURIComponent(location.pathname)}`);
  socket.onmessage = (event) => receive(JSON.parse(event.data));
  socket.onopen = () => { tries = 0; bar.connected(true); };
  socket.onclose = () => {
    bar.connected(false);
    setTimeout(connect, Math.min(2000, 200 * 1.5 ** tries++));
  };
}

function receive(message) {
  if ("progress" in message) bar.progress(message.progress);
  if ("errors" in message) bar.errors(message.errors);
  if ("digest" in message && message.digest !== shown) {
    wanted = message.digest;
    update();
  } else if (message.files && message.files.length) {
    const paths = message.files.map((path) => new URL(path, location.href).pathname);
    refreshStyles(paths);
    if (paths.some(isShownMedia)) reload();
  }
  if ("build" in message) bar.refresh(message.build);
}

const isShownMedia = (path) => [...document.images, ...document.querySelectorAll("source[srcset],video,audio")].some(
  (e) => (e.currentSrc || e.src || e.srcset || "").includes(path));

async function update() {
  if (busy) return;
  busy = true;
  try {
    while (wanted !== shown) {
      const text = await (await fetch(location.href, { cache: "no-store" })).text();
      const next = parsed(text);
      if (next.digest === shown) break; // it was saved back meanwhile
      if (source === null || !patch(parsed(source).page, next.page)) return reload();
      source = text;
      shown = wanted = next.digest;
    }
  } catch {
    reload();
  } finally {
    busy = false;
  }
}

// -- what a reload would lose --

async function remember() {
  try {
    const text = await (await fetch(location.href, { cache: "force-cache" })).text();
    if (source === null && parsed(text).digest === shown) source = text;
  } catch { /* then the first change loads the page anew */ }
}

const details = () => [...document.querySelectorAll("details")];

function reload() {
  const state = { at: Date.now(), y: scrollY, x: scrollX, open: details().map((d) => d.open) };
  try { sessionStorage.setItem(KEY, JSON.stringify(state)); } catch { /* storage may be forbidden */ }
  location.reload();
}

function restore() {
  let state = null;
  try {
    state = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
  } catch { /* storage may be forbidden */ }
  if (!state || Date.now() - state.at > 10000) return;
  const all = details();
  if (all.length === state.open.length) all.forEach((d, n) => { d.open = state.open[n]; });
  const back = () => scrollTo({ left: state.x, top: state.y, behavior: "instant" });
  back();
  addEventListener("load", back, { once: true });
}

addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
addEventListener("online", connect);
document.addEventListener("visibilitychange", () => { if (!document.hidden) connect(); });
addEventListener("load", () => setTimeout(remember, 50));
restore();
connect();
