/* Reading a story: arrow keys and swipes turn the page, F fills the screen. Every turn is a plain link as well. */

const MIN_SWIPE_PX = 60;
const book = document.querySelector(".book");
const whole = book.querySelector("[data-fullscreen]");

function turn(key) {
  const link = document.querySelector(`a[data-key="${key}"]`);
  link?.click();
  return Boolean(link);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, audio, [contenteditable]")) return;
  if (event.key === "f" && !whole.hidden) whole.click();
  else if (event.key === "Escape" && document.fullscreenElement) return;
  else if (turn(event.key)) event.preventDefault();
});

let start = null;
book.addEventListener("touchstart", (event) => {
  start = event.touches.length === 1 ? event.touches[0] : null;
}, { passive: true });
book.addEventListener("touchend", (event) => {
  if (!start) return;
  const end = event.changedTouches[0];
  const [across, along] = [end.clientX - start.clientX, end.clientY - start.clientY];
  start = null;
  if (Math.abs(across) < MIN_SWIPE_PX || Math.abs(across) < 2 * Math.abs(along)) return;
  turn(across < 0 ? "ArrowRight" : "ArrowLeft");
});

whole.hidden = !document.fullscreenEnabled;
whole.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : book.requestFullscreen()));

/* Read aloud: the sentence being said stands below the player, and the next page goes on by itself. */
const ALOUD = "atelier-aloud";
const sound = book.querySelector("audio");
const track = sound?.querySelector("track").track;
if (track) {
  track.mode = "hidden";
  track.addEventListener("cuechange", () => {
    book.querySelector("[data-caption]").textContent = track.activeCues[0]?.text ?? "";
  });
  sound.addEventListener("ended", () => {
    sessionStorage.setItem(ALOUD, "on");
    document.querySelector("a[rel=next]")?.click();
  });
  if (sessionStorage.getItem(ALOUD)) sound.play().catch(() => {});
}
sessionStorage.removeItem(ALOUD);
