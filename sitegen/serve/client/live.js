// Keeps the page up to date over a WebSocket, and connects again when the server is restarted.
const ownScript = document.currentScript;
let shownDigest = ownScript.dataset.digest; // of the page that this document shows
ownScript.remove();

const STATE_KEY = `sitegen:${location.pathname}`;
const bar = makeBar(location.pathname);
let source = null; // the HTML that this document was created from
let wantedDigest = "", isUpdating = false, attempts = 0, socket = null;

function connect() {
  if (socket && socket.readyState < 2) return;
  socket = new WebSocket(`ws://${location.host}/_sitegen/live?path=${encodeURIComponent(location.pathname)}`);
  socket.onmessage = (event) => handleMessage(JSON.parse(event.data));
  socket.onopen = () => { attempts = 0; bar.showConnection(true); };
  socket.onclose = () => {
    bar.showConnection(false);
    setTimeout(connect, Math.min(2000, 200 * 1.5 ** attempts++));
  };
}

function handleMessage(message) {
  if ("progress" in message) bar.showProgress(message.progress);
  if ("errors" in message) bar.showErrors(message.errors);
  if ("digest" in message && message.digest !== shownDigest) {
    wantedDigest = message.digest;
    update();
  } else if (message.files && message.files.length) {
    const paths = message.files.map((path) => new URL(path, location.href).pathname);
    refreshStyles(paths);
    if (paths.some(isEmbedded)) reload();
  }
  if ("build" in message) bar.refreshStatus(message.build);
}

const isEmbedded = (path) => [...document.images, ...document.querySelectorAll("source[srcset],video,audio")].some(
  (e) => (e.currentSrc || e.src || e.srcset || "").includes(path));

async function update() {
  if (isUpdating) return;
  isUpdating = true;
  try {
    while (wantedDigest !== shownDigest) {
      const text = await (await fetch(location.href, { cache: "no-store" })).text();
      const next = parsePage(text);
      if (next.digest === shownDigest) break; // the change was undone meanwhile
      if (source === null || !patch(parsePage(source).page, next.page)) return reload();
      source = text;
      shownDigest = wantedDigest = next.digest;
    }
  } catch {
    reload();
  } finally {
    isUpdating = false;
  }
}

// -- state that a reload would lose --

async function rememberSource() {
  try {
    const text = await (await fetch(location.href, { cache: "force-cache" })).text();
    if (source === null && parsePage(text).digest === shownDigest) source = text;
  } catch { /* then the first change reloads the page */ }
}

const listDetails = () => [...document.querySelectorAll("details")];

function reload() {
  const state = { at: Date.now(), y: scrollY, x: scrollX, open: listDetails().map((d) => d.open) };
  try { sessionStorage.setItem(STATE_KEY, JSON.stringify(state)); } catch { /* storage may be forbidden */ }
  location.reload();
}

function restoreState() {
  let state = null;
  try {
    state = JSON.parse(sessionStorage.getItem(STATE_KEY));
    sessionStorage.removeItem(STATE_KEY);
  } catch { /* storage may be forbidden */ }
  if (!state || Date.now() - state.at > 10000) return;
  const all = listDetails();
  if (all.length === state.open.length) all.forEach((d, n) => { d.open = state.open[n]; });
  const scrollBack = () => scrollTo({ left: state.x, top: state.y, behavior: "instant" });
  scrollBack();
  addEventListener("load", scrollBack, { once: true });
}

addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
addEventListener("online", connect);
document.addEventListener("visibilitychange", () => { if (!document.hidden) connect(); });
addEventListener("load", () => setTimeout(rememberSource, 50));
restoreState();
connect();
