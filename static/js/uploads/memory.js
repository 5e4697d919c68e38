/* Remembers for a day where files were begun, so that the same file, chosen again, goes on (as tus clients do). */

const KEPT_MS = 24 * 60 * 60 * 1000;
const PREFIX = "begun:";

/** Returns the name under which `file` is remembered: who sends it, as what, and what is known of it. */
export function nameOf(owner, kind, file) {
  return PREFIX + JSON.stringify([owner, kind, file.name ?? file, file.size, file.lastModified]);
}

/** Returns where the file was begun, or null. */
export function recall(name) {
  return read(name)?.place ?? null;
}

export function remember(name, place) {
  keep(() => localStorage.setItem(name, JSON.stringify({ place, until: Date.now() + KEPT_MS })));
}

export function forget(name) {
  keep(() => localStorage.removeItem(name));
}

/** Returns all places that are remembered, and forgets those that the studio has forgotten by now. */
export function places() {
  const names = keep(() => Object.keys(localStorage)) ?? [];
  return new Set(names.filter((name) => name.startsWith(PREFIX)).map((name) => {
    const kept = read(name);
    if (!(kept?.until > Date.now())) forget(name);
    return kept?.place;
  }));
}

function read(name) {
  return keep(() => JSON.parse(localStorage.getItem(name)));
}

/* A browser may keep nothing, and say so by an error: then every file begins anew. */
function keep(step) {
  try {
    return step();
  } catch {
    return null;
  }
}
