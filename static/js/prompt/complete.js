/* Names of lists, offered while one is typed after two underscores: arrow keys choose, Enter takes, Escape lets be. */
import { announce } from "../app.js";

const BEGUN = /(?:^|[^a-z0-9_])__([a-z0-9_/-]{0,80})$/i;
const MOST_SHOWN = 8;
let field = null; // the one that names are offered for
let isComing = false;

const listOf = (node) => node.parentElement.querySelector("[role=listbox]");
const shown = () => (field ? [...listOf(field).querySelectorAll("[role=option]:not([hidden])")] : []);

/** Returns what of a name stands before the cursor, null where none is begun. */
function begun(node) {
  if (node.selectionStart !== node.selectionEnd) return null;
  return node.value.slice(0, node.selectionStart).match(BEGUN)?.[1].toLowerCase() ?? null;
}

/** Brings the names, once for each name that is begun, and shows those that fit. */
async function offer(node) {
  if (begun(node) === null) return close();
  if (field !== node) {
    if (isComing) return;
    isComing = true;
    const answer = await fetch(node.dataset.completes, { headers: { "HX-Request": "true" } }).catch(() => null);
    isComing = false;
    if (!answer?.ok || document.activeElement !== node) return;
    listOf(node).innerHTML = await answer.text();
    field = node;
  }
  narrow();
}

function narrow() {
  const typed = begun(field);
  if (typed === null) return close();
  const list = listOf(field);
  let left = MOST_SHOWN;
  for (const option of list.children) option.hidden = !option.dataset.name.includes(typed) || left-- <= 0;
  const found = shown();
  if (!found.length) return close();
  list.hidden = false;
  field.setAttribute("aria-controls", list.id);
  choose(found[0]);
  announce(`${found.length} list${found.length === 1 ? "" : "s"}. Arrow keys choose, Enter takes one.`);
}

function choose(option) {
  for (const each of shown()) each.setAttribute("aria-selected", String(each === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function close() {
  if (!field) return;
  listOf(field).hidden = true;
  field.removeAttribute("aria-activedescendant");
  field.removeAttribute("aria-controls");
  field = null;
}

/** Writes the whole name, with the underscores around it, over what is there of it. */
function take(option) {
  const node = field;
  const end = node.selectionStart;
  const start = end - begun(node).length - 2;
  const isClosed = node.value.startsWith("__", end);
  close();
  node.setRangeText(`__${option.dataset.name}__`, start, isClosed ? end + 2 : end, "end");
  node.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => event.target.matches("[data-completes]") && offer(event.target));
document.addEventListener("focusout", (event) => event.target === field && close());
document.addEventListener("htmx:before:swap", close);

document.addEventListener("keydown", (event) => {
  if (event.target !== field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const found = shown();
  const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(found.at((at + step) % found.length));
  else if (event.key === "Enter" && !event.shiftKey) take(found[at]);
  else if (event.key === "Escape") close();
  else {
    if (/^(Arrow|Home|End|Page)/.test(event.key)) close();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}, true);

/* A press keeps the focus in the field; the click then takes the name. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[role=option][data-name]")) event.preventDefault();
  else if (event.target === field) close();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option][data-name]");
  if (option && field) take(option);
});
