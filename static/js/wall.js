/* The wall remembers how far somebody was, for as long as the tab lives: the way back leads to the same place. */

import { hung } from "./walls/hung.js";

const PLACE = "atelier-place";
const RETURN = "atelier-return";
const MOST_PAGES = 40;
const ASK_AGAIN_MS = 2000; // a request that was cut off is made again

const wall = () => document.querySelector(".wall");
const countTiles = () => document.querySelectorAll(".wall > .tile").length;
const olderLink = () => wall()?.querySelector(".older a");

window.addEventListener("pagehide", () => {
  const address = location.pathname + location.search;
  const place = { address, tiles: countTiles(), top: scrollY, ...hung(document) };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
});

/** Takes what is stored under a name, once. */
function take(name) {
  const found = sessionStorage.getItem(name);
  sessionStorage.removeItem(name);
  return found;
}

/** Brings as many older pictures as there were. */
async function grow(tiles) {
  for (let page = 0; page < MOST_PAGES && countTiles() < tiles && olderLink(); page += 1) {
    const before = countTiles();
    const hasGrown = new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (countTiles() === before) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(wall(), { childList: true });
      setTimeout(resolve, ASK_AGAIN_MS);
    });
    window.htmx.trigger(olderLink(), "click");
    await hasGrown;
  }
}

async function comeBack(place, picture) {
  await grow(place.tiles);
  scrollTo({ top: place.top, behavior: "instant" });
  const tile = picture && document.querySelector(`.tile > a[href="${CSS.escape(picture)}"]`);
  tile?.focus({ preventScroll: true });
  tile?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/* Only somebody who comes back: from a picture, or with the browser's own Back. */
window.addEventListener("load", () => {
  const picture = take(RETURN);
  const place = JSON.parse(take(PLACE) ?? "null");
  const isBack = picture || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (isBack && place?.address === location.pathname + location.search) comeBack(place, picture);
});

/* A reel is moved by its buttons, which need this script; without, it is scrolled as any list. */
for (const buttons of document.querySelectorAll("[data-reel]")) {
  const reel = document.getElementById(buttons.dataset.reel);
  buttons.hidden = reel.scrollWidth <= reel.clientWidth;
  buttons.addEventListener("click", (event) => {
    const way = Number(event.target.closest("button")?.value ?? 0);
    reel.scrollBy({ left: way * reel.clientWidth * 0.8 });
  });
}
