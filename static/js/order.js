/* Arranges a project's pictures by dragging, or with the buttons of each tile; without this file the buttons reload. */

import { announce, toast } from "./app.js";

const wall = document.querySelector("[data-pictures]");
const isTile = (node) => node?.matches?.("[data-picture]");
let dragged = null;

/** Tells the studio; false when it did not take it. */
async function send(tile, values) {
  const body = new FormData(document.getElementById("act"));
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  const url = `${wall.dataset.pictures}${tile.dataset.picture}/move/`;
  const answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) toast("The studio did not take that. Reload the page and try again.");
  return Boolean(answer?.ok);
}

/** Puts a tile before `next`, or at the end. What is not loaded yet takes a tile that goes behind it. */
function put(tile, next) {
  const older = wall.querySelector(":scope > .older");
  if (next) next.before(tile);
  else if (older) tile.remove();
  else wall.append(tile);
  const tiles = [...wall.querySelectorAll("[data-picture]")];
  const place = tiles.indexOf(tile);
  announce(place < 0 ? "Moved further back." : `Moved to place ${place + 1}.`);
}

function nextFor(tile, to) {
  const { previousElementSibling: before, nextElementSibling: after } = tile;
  if (to === "first") return wall.querySelector("[data-picture]");
  if (to === "earlier") return isTile(before) ? before : tile.nextElementSibling;
  if (to === "last" || !isTile(after)) return null;
  return isTile(after.nextElementSibling) ? after.nextElementSibling : null;
}

wall?.addEventListener("click", async (event) => {
  const button = event.target.closest("button[name=to]");
  if (!button) return;
  event.preventDefault();
  const tile = button.closest("[data-picture]");
  const to = button.value;
  const isThere = to === "first" && new URLSearchParams(location.search).has("after");
  if (!(await send(tile, { to }))) return;
  if (isThere) return location.reload();
  const next = nextFor(tile, to);
  if (next !== tile) put(tile, next);
  button.closest("details").open = false;
  tile.querySelector("summary")?.focus();
});

wall?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-picture]");
  event.dataTransfer.effectAllowed = "move";
});

wall?.addEventListener("dragend", () => (dragged = null));

wall?.addEventListener("dragover", (event) => {
  if (dragged && event.target.closest("[data-picture]")) event.preventDefault();
});

/* Dropped on the left half of a picture it comes before that one, else behind it. */
wall?.addEventListener("drop", async (event) => {
  const tile = dragged;
  const target = event.target.closest("[data-picture]");
  if (!tile || !target || target === tile) return;
  event.preventDefault();
  const box = target.getBoundingClientRect();
  const isBehind = event.clientX > box.left + box.width / 2;
  const next = isBehind && isTile(target.nextElementSibling) ? target.nextElementSibling : isBehind ? null : target;
  if (next === tile) return;
  if (await send(tile, next ? { to: "before", before: next.dataset.picture } : { to: "last" })) put(tile, next);
});
