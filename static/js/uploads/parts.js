/* Sends a large file by parts (tus.io), and goes on where it stood when the connection breaks or the page was left. */

import { forget, recall, remember } from "./memory.js";

export const PART_BYTES = 1024 * 1024;
const WAITS_S = [1, 2, 4, 8, 15, 30, 30];
const FULL = 507;
const BROKEN = "The connection broke. What was sent is kept: try again to go on from there.";

/**
 * Sends `item.source` to `to.url` as a `to.kind`; what is kept under `item.name` lets a later try go on.
 * `told(share, words)` hears of it; `item.stopper` stops it. Returns the file's id.
 * Throws an Error with a sentence for the person.
 */
export async function sendByParts(item, to, told) {
  const { source } = item;
  const ask = (method, where, headers, body) => patiently(where, {
    method,
    body,
    headers: { Accept: "application/json", "X-CSRFToken": to.token, "Tus-Resumable": "1.0.0", ...headers },
    signal: item.stopper.signal,
  }, (words) => told(null, words));
  item.place = recall(item.name);
  let answer = item.place ? await ask("HEAD", item.place) : null;
  if (!answer?.ok) {
    answer = await ask("POST", to.url, { "Upload-Length": source.size, "Upload-Metadata": metadata(source, to.kind) });
    item.place = answer.headers.get("Location");
    if (answer.ok) remember(item.name, item.place);
  }
  for (let offset = await place(answer); offset < source.size; offset = await place(answer)) {
    told(offset / source.size, "On its way");
    const part = source.slice(offset, offset + PART_BYTES);
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
    answer = await ask("PATCH", item.place, headers, part);
  }
  told(1, "Being opened");
  return item.place.split("/").at(-2);
}

/** Takes back what was sent of a file. */
export function dropParts(item, token) {
  forget(item.name);
  if (item.place) fetch(item.place, { method: "DELETE", headers: { "X-CSRFToken": token } }).catch(() => null);
}

function metadata(source, kind) {
  const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  return `filename ${coded(source.name)},kind ${coded(kind)}`;
}

/* A part out of place is told where to go on, just as one that came. */
async function place(answer) {
  if (answer.headers.has("Upload-Offset")) return Number(answer.headers.get("Upload-Offset"));
  const told = await answer.json().catch(() => null);
  throw new Error(told?.error?.message ?? BROKEN);
}

/* Tries again while nobody answers or the studio is busy, sooner when the network is back. */
async function patiently(url, request, told) {
  for (const wait of [...WAITS_S, null]) {
    const answer = await fetch(url, request).catch(() => null);
    request.signal.throwIfAborted();
    if (answer && (answer.status < 500 || answer.status === FULL) && answer.status !== 429) return answer;
    if (wait === null) break;
    told(answer?.status === 429 ? "Waiting for its turn" : "The connection broke. It goes on by itself.");
    await pause(Number(answer?.headers.get("Retry-After")) || wait, request.signal);
  }
  throw new Error(BROKEN);
}

function pause(seconds, signal) {
  return new Promise((done) => {
    setTimeout(done, seconds * 1000);
    addEventListener("online", done, { once: true });
    signal.addEventListener("abort", done, { once: true });
  });
}
