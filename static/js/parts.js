/* Sends a large file by parts (tus.io), and goes on where it stood when the connection breaks. */

export const PART_BYTES = 1024 * 1024;
const WAITS_S = [1, 2, 4, 8, 15, 30, 30];
const BROKEN = "The connection broke. What was sent is kept: try again to go on from there.";

/**
 * Sends `item.source`; what it remembers in `item.place` lets a later try go on. `told(share, words)` hears of it.
 * Returns the file's id. Throws an Error with a sentence for the person.
 */
export async function sendByParts(item, url, token, told) {
  const { source } = item;
  const ask = (method, where, headers, body) => patiently(where, {
    method,
    body,
    headers: { Accept: "application/json", "X-CSRFToken": token, "Tus-Resumable": "1.0.0", ...headers },
  }, (words) => told(null, words));
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(source.name)));
  let answer = item.place
    ? await ask("HEAD", item.place)
    : await ask("POST", url, { "Upload-Length": source.size, "Upload-Metadata": `filename ${name}` });
  item.place = answer.ok ? answer.headers.get("Location") ?? item.place : null;
  for (let offset = await place(answer); offset < source.size; offset = await place(answer)) {
    told(offset / source.size, "On its way");
    const part = source.slice(offset, offset + PART_BYTES);
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
    answer = await ask("PATCH", item.place, headers, part);
  }
  told(1, "Being opened");
  return item.place.split("/").at(-2);
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
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    if (wait === null) break;
    told(answer?.status === 429 ? "Waiting for its turn" : "The connection broke. It goes on by itself.");
    await pause(Number(answer?.headers.get("Retry-After")) || wait);
  }
  throw new Error(BROKEN);
}

function pause(seconds) {
  return new Promise((done) => {
    setTimeout(done, seconds * 1000);
    addEventListener("online", done, { once: true });
  });
}
