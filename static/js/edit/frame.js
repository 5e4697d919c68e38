/* Extending by hand: the borders of the frame are drawn outwards, and the fields of the form follow, and the other way
   round. */

const framer = document.getElementById("framer");
const picture = document.getElementById("edit-picture");
const sheet = framer.querySelector(".sheet");
const SIDES = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
const MOST_PX = 2000;
const KEY_PX = 16;
const width = Number(framer.dataset.width);
const height = Number(framer.dataset.height);

const field = (side) => document.querySelector(`#edit-form [name="set-${side}"]`);
const grown = (side) => Math.min(MOST_PX, Math.max(0, Math.round(Number(field(side)?.value) || 0)));

framer.querySelector(".held").append(picture);
framer.hidden = false;

/** Draws the frame as the fields say: the picture keeps its place in it, all of it fits. */
function show() {
  const [left, right, up, down] = ["left", "right", "up", "down"].map(grown);
  const [whole, tall] = [width + left + right, height + up + down];
  sheet.style.aspectRatio = `${whole} / ${tall}`;
  sheet.style.width = `min(100%, ${(60 * whole) / tall}vh)`;
  const held = framer.querySelector(".held");
  held.style.inset = `${(100 * up) / tall}% ${(100 * right) / whole}% ${(100 * down) / tall}% ${(100 * left) / whole}%`;
  framer.querySelector("output").textContent = `${whole} × ${tall} pixels`;
}

function set(side, pixels) {
  const wanted = Math.min(MOST_PX, Math.max(0, Math.round(pixels)));
  field(side).value = wanted;
  show();
}

/** Makes the frame as wide as its shape asks, on both sides alike; nothing is cut. */
function shape(across, along) {
  const wider = (height * across) / along - width;
  const taller = (width * along) / across - height;
  for (const side of ["left", "right"]) set(side, wider / 2);
  for (const side of ["up", "down"]) set(side, taller / 2);
}

for (const handle of framer.querySelectorAll("[data-side]")) {
  const { side } = handle.dataset;
  const [x, y] = SIDES[side];
  let from = null;
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    const scale = (width + grown("left") + grown("right")) / sheet.getBoundingClientRect().width;
    from = { x: event.clientX, y: event.clientY, pixels: grown(side), scale };
    event.preventDefault();
    handle.focus();
  });
  handle.addEventListener("pointermove", (event) => {
    if (from) set(side, from.pixels + ((event.clientX - from.x) * x + (event.clientY - from.y) * y) * from.scale);
  });
  for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, () => (from = null));
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -x, ArrowRight: x, ArrowUp: -y, ArrowDown: y }[event.key];
    if (!step) return;
    event.preventDefault();
    set(side, grown(side) + step * KEY_PX);
  });
}

framer.addEventListener("click", (event) => {
  const wanted = event.target.closest("[data-shape]");
  if (wanted) shape(...wanted.dataset.shape.split(":").map(Number));
});
document.addEventListener("input", (event) => event.target.closest("#edit-form") && show());
document.addEventListener("htmx:after:swap", show);
show();
framer.dataset.ready = "true";
