/* The files of what is dropped or chosen, those in folders too, without what systems put into folders. */

const NOT_MEANT = /^(\..*|Thumbs\.db|desktop\.ini)$/i;

/** Returns, later, the files among what was dropped. Call it within the event: what was dropped is gone after it. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  return (await Promise.all(entries.map(inside))).flat();
}

/** Returns the files of a field for folders that were meant to be sent. */
export function meant(files) {
  return [...files].filter((file) => !NOT_MEANT.test(file.name));
}

async function inside(entry) {
  if (entry.isFile) return [await asked((...done) => entry.file(...done))];
  const reader = entry.createReader();
  const found = [];
  for (let some = await read(reader); some.length; some = await read(reader)) {
    found.push(...(await Promise.all(some.map(inside))).flat());
  }
  return meant(found);
}

/* A folder is read by some hundred at a time, until none is left. */
function read(reader) {
  return asked((...done) => reader.readEntries(...done));
}

function asked(question) {
  return new Promise((done, failed) => {
    question(done, failed);
  });
}
