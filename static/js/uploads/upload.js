/* Brings files one by one, each with its own progress and message: dropped, pasted, chosen, or from an address. */

import { announce, toast } from "../app.js";
import { addresses, called } from "./addresses.js";
import { dropped, meant } from "./folders.js";
import { forget, nameOf, places, recall } from "./memory.js";
import { PART_BYTES, dropParts, sendByParts } from "./parts.js";

const AT_ONCE = 2;
const MOST_WAITS = 20;
const TYPED = "input:not([type=checkbox], [type=radio], [type=file]), textarea";
const form = document.querySelector("form[data-upload]");
const list = form.querySelector("[data-upload-list]");
const field = form.querySelector("input[type=file]");
const maxBytes = Number(form.dataset.maxBytes);
/* A ZIP waits for the button, as all that is said of it must be said before; it has a page to go on to. */
const isZip = form.dataset.upload === "zip";
const ZIP = form.dataset.zipWords;
const waiting = [];
const underWay = new Set();
const ended = { taken: 0, refused: 0 };
let running = 0;
let isOurs = false;

/** Puts a file or an address (a text) into the list, unless the same file is under way. */
function add(source) {
  const name = nameOf(form.dataset.owner, form.dataset.upload, source);
  if (underWay.has(name)) return;
  const row = form.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
  const label = source.name ?? called(source);
  row.querySelector("a").textContent = label;
  for (const each of row.querySelectorAll("[aria-label]")) each.ariaLabel += ` ${label}`;
  const item = { source, name, row, bar: row.querySelector("progress"), waits: 0 };
  item.again = row.querySelector("[data-again]");
  item.again.addEventListener("click", () => start(item));
  item.stop = row.querySelector("[data-stop]");
  item.stop.addEventListener("click", () => stop(item));
  list.append(row);
  start(item);
}

function start(item) {
  item.again.hidden = true;
  item.bar.hidden = item.stop.hidden = false;
  item.stopper = new AbortController();
  underWay.add(item.name);
  if (ZIP && /\.zip$/i.test(item.source.name)) refuse(item, ZIP);
  else if (item.source.size > maxBytes) {
    refuse(item, `This file is larger than ${maxBytes / 1e6} MB. Make it smaller.`);
  } else {
    say(item, "Waiting");
    waiting.push(item);
    next();
  }
  settle();
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    const item = waiting.shift();
    if (item.source.size > PART_BYTES) sendLarge(item);
    else if (typeof item.source === "string") send(item, "url", item.source);
    else send(item, field.name, item.source);
  }
}

/* Makes room for the next one. */
function free() {
  running -= 1;
  next();
  settle();
}

async function sendLarge(item) {
  hideBegun((place) => place === recall(item.name));
  const to = { url: form.dataset.parts, kind: form.dataset.upload, token: form.elements.csrf_token.value };
  try {
    const id = await sendByParts(item, to, (share, words) => {
      if (share !== null) item.bar.value = share;
      say(item, words);
    });
    send(item, "sent", id);
  } catch (error) {
    if (!item.stopper.signal.aborted) refuse(item, error.message, true);
    free();
  }
}

function send(item, name, value) {
  const data = new FormData(form);
  for (const each of ["files", "file", "folder", "url"]) data.delete(each);
  data.set(name, value);
  const call = new XMLHttpRequest();
  call.upload.onprogress = (event) => {
    if (name !== "sent") item.bar.value = event.loaded / event.total;
    item.stop.hidden = event.loaded === event.total;
    say(item, item.stop.hidden ? "Being opened" : "On its way");
  };
  call.onloadend = () => {
    if (!item.stopper.signal.aborted) answered(item, call);
    free();
  };
  item.stopper.signal.addEventListener("abort", () => call.abort());
  call.open("POST", form.action);
  call.responseType = "json";
  call.setRequestHeader("Accept", "application/json");
  say(item, "On its way");
  call.send(data);
}

function answered(item, call) {
  if (call.status === 429 && item.waits < MOST_WAITS) return later(item, Number(call.getResponseHeader("Retry-After")));
  const told = call.response;
  if (call.status !== 200 && call.status !== 201) {
    const broke = !call.status || call.status >= 500 || call.status === 429;
    if (!broke) forget(item.name);
    refuse(item, told?.error?.message ?? "The connection broke. Nothing is lost: try again.", broke);
    return;
  }
  forget(item.name);
  const look = item.row.querySelector("img");
  if (told.small_url) look.src = told.small_url;
  look.hidden = !told.small_url;
  item.row.querySelector("a").href = told.url;
  item.bar.hidden = item.stop.hidden = true;
  ended.taken += 1;
  underWay.delete(item.name);
  say(item, told.message);
  if (isZip && list.children.length === 1) location.assign(told.url);
}

/* Many at once are let in slowly: the studio says how long to wait. */
function later(item, seconds) {
  item.waits += 1;
  item.stop.hidden = false;
  say(item, "Waiting for its turn");
  running += 1;
  setTimeout(() => {
    if (!item.stopper.signal.aborted) waiting.push(item);
    free();
  }, (seconds || 5) * 1000);
}

/* What is here of it goes, and the next try begins anew. */
function stop(item) {
  item.stopper.abort();
  if (waiting.includes(item)) waiting.splice(waiting.indexOf(item), 1);
  dropParts(item, form.elements.csrf_token.value);
  refuse(item, "Stopped.", true, "hint");
  item.again.focus();
  settle();
}

function refuse(item, sentence, canTry = false, look = "error") {
  ended.refused += 1;
  underWay.delete(item.name);
  item.bar.hidden = item.stop.hidden = true;
  item.again.hidden = !canTry;
  say(item, sentence, look);
}

function say(item, sentence, look = "hint") {
  const words = item.row.querySelector("[data-words]");
  words.className = look;
  words.textContent = sentence;
}

/* Speaks once for all, when the last one has ended. */
function settle() {
  if (running || waiting.length || !(ended.taken + ended.refused)) return;
  const refused = ended.refused ? ` ${ended.refused} not taken.` : "";
  announce(`${ended.taken} added.${refused}`);
  if (ended.taken) showOnWall();
  list.dataset.settled = `${ended.taken} ${ended.refused}`;
  ended.taken = ended.refused = 0;
}

/* The wall below shows what came, unless somebody is at work there. */
function showOnWall() {
  const wall = document.getElementById("results");
  if (!wall || wall.matches(":focus-within") || wall.querySelector(":checked")) return;
  window.htmx.ajax("GET", location.href, { source: wall, target: wall, swap: "outerHTML" });
}

/* Notes of what was begun go when it is taken up; the others say what this browser can do about them. */
function hideBegun(isTakenUp) {
  for (const row of document.querySelectorAll("[data-begun]")) if (isTakenUp(row.dataset.begun)) row.remove();
  for (const box of document.querySelectorAll("[data-begun-box]")) box.hidden = !box.querySelector("[data-begun]");
}

function tellBegun() {
  const known = places();
  for (const row of document.querySelectorAll("[data-begun]")) {
    row.querySelector("[data-again]").hidden = !known.has(row.dataset.begun);
  }
}

/* A ZIP that is dropped or pasted waits in the field. */
async function bring(transfer) {
  if (isZip) field.files = transfer.files;
  else (await dropped(transfer).catch(unread)).forEach(add);
}

/* A picture from another website comes as its address; the studio fetches it. */
function bringFrom(transfer) {
  const found = addresses(transfer);
  found.forEach(add);
  return found.length > 0;
}

function unread() {
  toast("This folder could not be read. Choose it with the button instead.");
  return [];
}

function begin(from) {
  (from.webkitdirectory ? meant(from.files) : [...from.files]).forEach(add);
  from.value = "";
}

for (const each of isZip ? [] : form.querySelectorAll("input[type=file]")) {
  each.addEventListener("change", () => begin(each));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const url = form.elements.url;
  if (url?.value.trim()) {
    add(url.value.trim());
    url.value = "";
  } else if (field.files.length) begin(field);
  else field.click();
});

const isTyped = (event) => Boolean(event.target.closest?.(TYPED));

document.addEventListener("paste", (event) => {
  const { files, types } = event.clipboardData;
  if (isTyped(event) && types.includes("text/plain")) return;
  if (files.length) bring(event.clipboardData);
  else if (!isZip && !isTyped(event)) bringFrom(event.clipboardData);
});

/* What is dragged within this page means something else, and words belong into fields. */
function isWanted(event) {
  const { types } = event.dataTransfer;
  const isFromPage = types.includes("text/uri-list") || types.includes("text/html");
  return !isOurs && (types.includes("Files") || (isFromPage && !isZip && !isTyped(event)));
}

document.addEventListener("dragstart", () => (isOurs = true));
document.addEventListener("dragend", () => (isOurs = false));

document.addEventListener("dragover", (event) => {
  if (!isWanted(event)) return;
  event.preventDefault();
  form.classList.add("is-over");
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("is-over");
});

document.addEventListener("drop", (event) => {
  if (!isWanted(event)) return;
  event.preventDefault();
  form.classList.remove("is-over");
  if (event.dataTransfer.files.length) bring(event.dataTransfer);
  else if (!bringFrom(event.dataTransfer)) toast("There is no picture here that has an address. Save it, then bring the file.");
});

tellBegun();
