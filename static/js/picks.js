/* Choosing many tiles of a wall: ranges with Shift, x on the tile in focus, Shift+arrows, Escape. Ticking works without. */
import { announce } from "./app.js";

/* The form is looked up each time: a wall that is narrowed brings another one. */
const form = () => document.getElementById("picks");
const all = () => form()?.elements.all;
const boxes = () => [...document.querySelectorAll('input[form="picks"]')];
const boxOf = (node) => node?.closest?.(".tile")?.querySelector('input[form="picks"]');
let last = null;

function tell() {
  if (!form()) return;
  const count = form().querySelector("[data-count]");
  const chosen = boxes().filter((box) => box.checked).length;
  const words = all()?.checked ? "All that match" : `${chosen} chosen`;
  if (count.textContent === words) return;
  count.textContent = words;
  for (const button of form().querySelectorAll("[value=compare]")) button.disabled = all()?.checked || chosen < 2 || chosen > 4;
}

/** Ticks everything between the last box and this one as this one is. */
function stretch(from, to) {
  const list = boxes();
  const [start, end] = [list.indexOf(from), list.indexOf(to)].sort((a, b) => a - b);
  if (start >= 0) for (const box of list.slice(start, end + 1)) box.checked = to.checked;
}

function clear() {
  for (const box of boxes()) box.checked = false;
  if (all()) all().checked = false;
  last = null;
  tell();
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
  if (event.key === "x" && !event.shiftKey) box.checked = !box.checked;
  else if (event.shiftKey && /^Arrow(Left|Right|Up|Down)$/.test(event.key)) walk(box, event.key);
  else return;
  event.preventDefault();
  last = boxOf(document.activeElement);
  tell();
});

/** Chooses this tile and goes on to the next one, or back, and chooses that. */
function walk(box, key) {
  const list = boxes();
  const next = list[list.indexOf(box) + (/Left|Up/.test(key) ? -1 : 1)];
  box.checked = true;
  if (!next) return;
  next.checked = true;
  next.closest(".tile").querySelector("a").focus();
}

/* What changes the wall leads back to the same place on it. */
document.addEventListener("submit", (event) => {
  if (event.target === form() && !event.submitter?.matches("[data-stays], [value=compare]")) sessionStorage.setItem("atelier-return", "/");
});
tell();
