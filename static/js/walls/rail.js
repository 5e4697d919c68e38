/* The months beside a wall: the one in view is marked, and arrow keys walk through them. All are plain links. */

const rail = () => document.querySelector(".rail");
const links = () => [...(rail()?.querySelectorAll("a") ?? [])];
const current = () => rail()?.querySelector("[aria-current]");
let isDue = false;

/** Returns the id of the picture at the top of what can be seen. Ids grow with time, so they say the month. */
function topmost() {
  const wall = document.querySelector(".railed .wall");
  const box = wall?.getBoundingClientRect();
  if (!box) return null;
  const beside = rail().getBoundingClientRect();
  const isAbove = beside.width > box.width / 2;
  const top = Math.max(box.top, isAbove ? beside.bottom : beside.top) + 4;
  for (const deeper of [0, 24, 48]) {
    const tile = document.elementFromPoint(box.left + 8, top + deeper)?.closest(".tile");
    if (tile) return tile.querySelector("a").pathname.split("/").at(-2);
  }
  return null;
}

/** Marks the month of what is seen, and moves the rail, not the page, so that it is seen too. */
function mark() {
  isDue = false;
  const id = topmost();
  if (!id) return;
  const found = links().findLast((link) => link.dataset.before > id);
  const before = current();
  if (!found || found === before) return;
  before?.removeAttribute("aria-current");
  found.setAttribute("aria-current", "true");
  if (!rail().contains(document.activeElement)) stop(found);
  const [box, whole] = [found.getBoundingClientRect(), rail().getBoundingClientRect()];
  rail().scrollBy({
    left: box.left + box.width / 2 - whole.left - whole.width / 2,
    top: box.top + box.height / 2 - whole.top - whole.height / 2,
    behavior: "instant",
  });
}

/** Makes one month the place where Tab stops; the others are reached by arrow keys. */
function stop(chosen) {
  for (const link of links()) link.tabIndex = link === chosen ? 0 : -1;
}

function look() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(mark);
}

document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.(".rail a");
  if (!here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const list = links();
  const steps = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -list.length, End: list.length }[event.key];
  if (!steps) return;
  event.preventDefault();
  const next = list[Math.min(Math.max(list.indexOf(here) + steps, 0), list.length - 1)];
  stop(next);
  next.focus();
});

document.addEventListener("scroll", look, { passive: true });
document.addEventListener("htmx:after:swap", look);
window.addEventListener("resize", look);
look();
