/* One picture: arrow keys to the neighbours, 0 to 5 to rate, Escape back to where you were on the wall. */

const back = document.querySelector("a[data-key='Escape']");
const place = JSON.parse(sessionStorage.getItem("atelier-place") ?? "null");
if (place) back.href = place.address;
back.addEventListener("click", () => sessionStorage.setItem("atelier-return", location.pathname));

/* On a wall that was narrowed, or is in another order, the neighbours are those of the wall. */
const at = place?.pictures?.indexOf(location.pathname) ?? -1;
const asked = new URLSearchParams(place?.address.split("?")[1]);
for (const name of ["before", "page"]) asked.delete(name);
const isNarrowed = asked.size > 0;
if (at >= 0) for (const [key, path] of [["ArrowLeft", place.pictures[at - 1]], ["ArrowRight", place.pictures[at + 1]]]) {
  const link = document.querySelector(`[data-key="${key}"]`);
  if (!link) continue;
  if (path) link.href = path;
  link.hidden = !path && (isNarrowed || link.hidden);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  const link = document.querySelector(`[data-key="${event.key}"]`);
  if (!link || link.hidden) return;
  event.preventDefault();
  link.click();
});
