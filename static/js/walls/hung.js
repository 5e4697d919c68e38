/** Returns what hangs on a wall, or came to be hung there: the pictures' paths, and where its next pages are. */
export function hung(root) {
  const href = (rel) => root.querySelector(`a[rel=${rel}]`)?.getAttribute("href") ?? null;
  const links = [...root.querySelectorAll(".wall > .tile > a, body > .tile > a")];
  return { pictures: links.map((link) => link.pathname), older: href("next"), newer: href("prev") };
}
