/* Brings pictures one by one, each with its own progress and message: dropped, pasted, chosen, or from an address. */

import { announce } from "./app.js";
import { PART_BYTES, sendByParts } from "./parts.js";

const AT_ONCE = 2;
const MOST_WAITS = 20;
const form = document.querySelector("form[data-upload]");
const list = form.querySelector("[data-upload-list]");
const maxBytes = Number(form.dataset.maxBytes);
const waiting = [];
const ended = { taken: 0, refused: 0 };
let running = 0;

/** Puts a file or an address (a text) into the list. */
function add(source) {
  const row = form.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
  row.querySelector("a").textContent = source.name ?? source;
  const item = { source, row, bar: row.querySelector("progress"), again: row.querySelector("button"), waits: 0 };
  item.again.addEventListener("click", () => start(item));
  list.append(row);
  start(item);
}

function start(item) {
  item.again.hidden = true;
  item.bar.hidden = false;
  if (item.source.size > maxBytes) {
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
    else send(item, "files", item.source);
  }
}

/* A file whose parts were all here and are gone since, after a day, begins anew with the next try. */
async function sendLarge(item) {
  try {
    const told = (share, words) => {
      if (share !== null) item.bar.value = share;
      say(item, words);
    };
    const id = await sendByParts(item, form.dataset.parts, form.elements.csrf_token.value, told);
    send(item, "sent", id);
  } catch (error) {
    running -= 1;
    refuse(item, error.message);
    item.again.hidden = false;
    next();
    settle();
  }
}

function send(item, field, value) {
  const data = new FormData(form);
  for (const name of ["files", "folder", "url"]) data.delete(name);
  data.set(field, value);
  const call = new XMLHttpRequest();
  call.upload.onprogress = (event) => {
    if (field === "files") item.bar.value = event.loaded / event.total;
    say(item, event.loaded < event.total ? "On its way" : "Being opened");
  };
  call.onloadend = () => {
    running -= 1;
    answered(item, call);
    next();
    settle();
  };
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
    const broke = !call.status || call.status >= 500;
    refuse(item, told?.error?.message ?? "The connection broke. Nothing is lost: try again.");
    item.again.hidden = !broke;
    return;
  }
  const look = item.row.querySelector("img");
  look.src = told.small_url;
  look.hidden = false;
  item.row.querySelector("a").href = told.url;
  item.bar.hidden = true;
  ended.taken += 1;
  say(item, told.message);
}

/* Many at once are let in slowly: the studio says how long to wait. */
function later(item, seconds) {
  item.waits += 1;
  say(item, "Waiting for its turn");
  running += 1;
  setTimeout(() => {
    running -= 1;
    waiting.push(item);
    next();
  }, (seconds || 5) * 1000);
}

function refuse(item, sentence) {
  ended.refused += 1;
  item.bar.hidden = true;
  say(item, sentence, "error");
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
  list.dataset.settled = `${ended.taken} ${ended.refused}`;
  ended.taken = ended.refused = 0;
}

for (const field of form.querySelectorAll("input[type=file]")) {
  field.addEventListener("change", () => {
    [...field.files].forEach(add);
    field.value = "";
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const url = form.elements.url;
  if (url?.value.trim()) {
    add(url.value.trim());
    url.value = "";
  } else form.querySelector("input[type=file]").click();
});

document.addEventListener("paste", (event) => {
  [...event.clipboardData.files].forEach(add);
});

document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("is-over");
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("is-over");
});

document.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  form.classList.remove("is-over");
  [...event.dataTransfer.files].forEach(add);
});
