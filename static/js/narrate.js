// Marks the sentence that is heard, and jumps to one that is chosen.
const lines = () => document.querySelectorAll("[data-start]");

document.addEventListener("cuechange", ({ target }) => {
  const now = target.track.activeCues?.[0]?.startTime;
  for (const line of lines()) {
    if (now !== undefined && Math.abs(line.dataset.start - now) < .01) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}, true);

document.addEventListener("click", (event) => {
  const line = event.target.closest("[data-start]");
  const player = document.getElementById("player");
  if (!line || !player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = Number(line.dataset.start);
  player.play().catch(() => player.focus());
});
