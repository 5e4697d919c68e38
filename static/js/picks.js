/* Choosing many tiles of a wall: ranges with Shift, x on the tile in focus, Shift+arrows, Escape. Ticking works without.
   Walls come and go as they are narrowed, so the form is looked up each time. */
import { announce } from "./app.js";

const form = () => document.getElementById("picks");
const boxes = () => [...document.querySelectorAll('input[form="picks"]')];
const boxOf = (node) => node?.closest?.(".tile")?.querySelector('input[form="picks"]');
let last = null;

function tell() {
  const bar = form();
  if (!bar) return;
  const isAll = Boolean(bar.elements.all?.checked);
  const chosen = boxes().filter((box) => box.checked).length;
  const count = bar.querySelector("[data-count]");
  const words = isAll ? "All chosen" : `${chosen} chosen`;
  if (count.textContent !== words) count.textContent = words;
  bar.querySelector("[value=compare]").disabled = isAll || chosen < 2 || chosen > 4;
}

/** Ticks everything between the last box and this one as this one is. */
function stretch(from, to) {
  const list = boxes();
  const [start, end] = [list.indexOf(from), list.indexOf(to)].sort((a, b) => a - b);
  if (start >= 0) for (const box of list.slice(start, end + 1)) box.checked = to.checked;
}

function clear() {
  for (const box of boxes()) box.checked = false;
  if (form()?.elements.all) form().elements.all.checked = false;
  last = null;
  tell();
}

/** Chooses this tile and goes on to the next one, or back, and chooses that. */
function walk(box, key) {
  const list = boxes();
  const next = list[list.indexOf(box) + (/Left|Up/.test(key) ? -1 : 1)];
  box.checked = true;
  if (!next) return;
  next.checked = true;
  next.closest(".tile").querySelector("a").focus();
}

document.addEventListener("click", (event) => {
  const box = event.target.matches?.('input[form="picks"]') && event.target;
  if (!box) return;
  if (event.shiftKey && last) stretch(last, box);
  last = box;
});
document.addEventListener("change", (event) => event.target.form === form() && tell());
document.addEventListener("reset", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  clear();
});
document.addEventListener("htmx:after:swap", tell);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input:not([form=picks]), textarea, select, dialog, [contenteditable]")) return;
  if (event.key === "Escape" && document.querySelector('input[form="picks"]:checked, #picks [name=all]:checked')) {
    event.preventDefault();
    clear();
    announce("None chosen.");
    return;
  }
  const box = boxOf(event.target);
  if (!box) return;
  const isTick = event.key === "x" || (event.key === "Enter" && event.target === box); // Enter would send the form
  if (isTick && !event.shiftKey) box.checked = !box.checked;
  else if (event.shiftKey && /^Arrow(Left|Right|Up|Down)$/.test(event.key)) walk(box, event.key);
  else return;
  event.preventDefault();
  last = boxOf(document.activeElement);
  tell();
});

/* What changes the wall leads back to the same place on it. */
document.addEventListener("submit", (event) => {
  if (event.target === form() && !event.submitter?.matches("[data-stays], [value=compare]")) {
    sessionStorage.setItem("atelier-return", "/");
  }
});
tell();
