/* Keeps what is being made up to date: one stream for the page, and one batched poll when the stream is away.
   The element #live holds the stream's address; without one (a server that cannot push) the page only polls. */

import { announce } from "./app.js";

const POLL_MS = 2000;
const QUIET_MS = 12000;
const RECONNECT_MS = 15000;

const live = document.getElementById("live");
const canPush = live.hasAttribute("hx-sse:connect");
const said = new Map();
let isConnected = false;
let lastNewsAt = Date.now();
let isPolling = false;

function liveIds() {
  return [...document.querySelectorAll("[data-live-request]")].map((node) => `${node.dataset.liveRequest}:${node.dataset.version}`);
}

async function poll() {
  const ids = liveIds();
  if (!ids.length || isPolling || document.hidden) return;
  isPolling = true;
  try {
    const url = `${live.dataset.pollUrl}?ids=${ids.join(",")}`;
    await window.htmx.ajax("GET", url, { source: live, target: live, swap: "none" });
    lastNewsAt = Date.now();
  } finally {
    isPolling = false;
  }
}

/* A request this page does not show yet (made in another tab) goes on top of "Now", or nowhere. */
function fitted(text) {
  const home = document.getElementById("now") ? "#now" : "#live";
  return text.replace(/hx-target="(#request-[\w-]+)" hx-swap="\w+"/g, (whole, target) =>
    document.querySelector(target) ? whole : `hx-target="${home}" hx-swap="${home === "#now" ? "afterbegin" : "none"}"`,
  );
}

/* Says that the studio cannot be reached, for as long as it cannot. */
function setAway(isAway) {
  document.getElementById("away").hidden = !isAway;
}

window.addEventListener("offline", () => setAway(true));
window.addEventListener("online", () => poll().finally(() => setAway(false)));
live.addEventListener("htmx:error", (event) => setAway(!event.detail.ctx?.response));
live.addEventListener("htmx:after:request", (event) => event.detail.ctx?.response && setAway(false));

/* Polls fast without a stream, and slowly when a stream says nothing for long: a proxy may be holding it back. */
setInterval(() => {
  if (!isConnected || Date.now() - lastNewsAt > QUIET_MS) poll().catch(() => {});
}, POLL_MS);

if (canPush) {
  setInterval(() => {
    if (!isConnected) window.htmx.trigger(live, "reconnect");
  }, RECONNECT_MS);
  live.addEventListener("htmx:sse:after:connection", () => {
    isConnected = true;
    setAway(false);
    poll().catch(() => {});
  });
  for (const name of ["htmx:sse:error", "htmx:sse:close"]) {
    live.addEventListener(name, () => (isConnected = false));
  }
  live.addEventListener("htmx:sse:before:message", (event) => {
    event.detail.message.data = fitted(event.detail.message.data);
  });
  live.addEventListener("htmx:sse:after:message", () => (lastNewsAt = Date.now()));
}

document.addEventListener("visibilitychange", () => poll().catch(() => {}));
window.addEventListener("pageshow", (event) => {
  if (event.persisted) poll().catch(() => {});
});

/* Says changes in words once each; percentages stay silent. One that is new here may have had news before it came. */
function speak() {
  let isNew = false;
  for (const request of document.querySelectorAll(".request[data-say]")) {
    const words = request.dataset.say;
    const known = said.get(request.id);
    said.set(request.id, words);
    if (known !== undefined && known !== words) announce(words);
    isNew ||= known === undefined && "liveRequest" in request.dataset;
  }
  if (isNew) poll().catch(() => {});
}

/* The stream may bring a new request before the answer to the form does: the newer of the two stays. */
function removeTwins() {
  const kept = new Map();
  for (const request of document.querySelectorAll(":is(#now, #outcomes) > .request")) {
    const twin = kept.get(request.id);
    const older = twin && versionOf(request) > versionOf(twin) ? twin : request;
    if (twin) older.remove();
    if (older !== request || !twin) kept.set(request.id, request);
  }
}

const versionOf = (request) => Number(request.dataset.version);

/* News can overtake each other on the way: nothing older replaces what the page shows, nor what the bar counts. */
function isStale(task) {
  const news = task.fragment?.querySelector?.(":is(.request, .running)[data-version]");
  return news?.id && news.id === task.target?.id && versionOf(news) < versionOf(task.target);
}

document.addEventListener("htmx:before:swap", (event) => {
  const { tasks } = event.detail;
  tasks.splice(0, tasks.length, ...tasks.filter((task) => !isStale(task)));
});

/* A button that goes away with an answer hands its focus to the request it belonged to. */
let focusedRequest = null;
document.addEventListener("htmx:before:swap", () => {
  focusedRequest = document.activeElement?.closest(".request")?.id ?? null;
});

function keepFocus() {
  if (!focusedRequest || document.activeElement !== document.body) return;
  document.querySelector(`#${CSS.escape(focusedRequest)} .request-prompt a`)?.focus();
}

/* The drawing so far may be gone when somebody asks for it: the tile then waits without one. */
document.addEventListener("error", (event) => event.target.closest?.(".pending.drawing img")?.remove(), true);
for (const img of document.querySelectorAll(".pending.drawing img")) if (img.complete && !img.naturalWidth) img.remove();

speak();
document.addEventListener("htmx:after:swap", () => {
  removeTwins();
  keepFocus();
  speak();
});
