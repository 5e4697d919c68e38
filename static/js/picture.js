/* One picture: arrow keys to the neighbours, 0 to 5 to rate, Escape back to where you were on the wall. */

const back = document.querySelector("a[data-key='Escape']");
const place = JSON.parse(sessionStorage.getItem("atelier-place") ?? "null");
if (place) back.href = place.address;
back.addEventListener("click", () => sessionStorage.setItem("atelier-return", location.pathname));

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  const link = document.querySelector(`[data-key="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
