/* One picture: arrow keys to the neighbours, 0 to 5 to rate, Escape back to where you were on the wall. */

import { hung } from "./walls/hung.js";

const PLACE = "atelier-place";
const WHOLE = ["/gallery/", "/user-images/"];
const NEAR = 2; // so many before the end of what came of the wall, more of it is asked for

const back = document.querySelector("a[data-key='Escape']");
const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
if (place) back.href = place.address;
back.addEventListener("click", () => sessionStorage.setItem("atelier-return", location.pathname));

/* On a wall that was narrowed, or is in another order, the neighbours are those of the wall. */
const [path, query] = place?.address.split("?") ?? [];
const asked = new URLSearchParams(query);
for (const name of ["after", "before", "page"]) asked.delete(name);
const isNarrowed = asked.size > 0 || !WHOLE.includes(path);
const at = place?.pictures?.indexOf(location.pathname) ?? -1;
let more = Promise.resolve();

function lead() {
  const here = place.pictures.indexOf(location.pathname);
  for (const [key, to] of [["ArrowLeft", place.pictures[here - 1]], ["ArrowRight", place.pictures[here + 1]]]) {
    const link = document.querySelector(`[data-key="${key}"]`);
    if (!link) continue;
    if (to) link.href = to;
    link.hidden = !to && (isNarrowed || link.hidden);
  }
}

/* Asks for one more page of the wall, "older" or "newer"; without an answer the wall ends where it did. */
async function extend(way) {
  const answer = await fetch(place[way], { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = hung(new DOMParser().parseFromString(await answer.text(), "text/html"));
  const fresh = page.pictures.filter((each) => !place.pictures.includes(each));
  if (way === "older") place.pictures.push(...fresh);
  else place.pictures.unshift(...fresh);
  place[way] = page[way];
  place.tiles = Math.max(place.tiles, place.pictures.length);
  sessionStorage.setItem(PLACE, JSON.stringify(place));
  lead();
}

if (at >= 0) {
  lead();
  const ends = [["older", place.pictures.length - 1 - at], ["newer", at]];
  more = Promise.all(ends.map(([way, left]) => left < NEAR && place[way] && extend(way)));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  const link = document.querySelector(`[data-key="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  if (link.hidden) more.then(() => link.hidden || link.click());
  else link.click();
});
